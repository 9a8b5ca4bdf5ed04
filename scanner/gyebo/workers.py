# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Spread independent work over processes; results come in the order of the work, whatever the number of processes."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, resource_tracker
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

CHUNKS_A_WORKER = 8


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[A], B], items: Sequence[A], lost: Callable[[A], B], processes: int) -> Iterator[B]:
    """work(item) for each item; where an item ends its process, lost(item) instead, and the others are done again.

    Processes, not threads: the parser holds the interpreter's lock.
    """
    done = 0
    while done < len(items):
        try:
            with _pool(processes, work) as pool, _unblocked(pool):
                for result in _given(pool, work, items[done:], _chunk(len(items) - done, processes)):
                    yield result
                    done += 1
        except BrokenProcessPool:
            yield _alone(work, items[done], lost)
            done += 1


def spread_by_size(
    work: Callable[[A], B], items: Sequence[A], lost: Callable[[A], B], processes: int, size: Callable[[A], int]
) -> Iterator[tuple[int, B]]:
    """The same with the largest item first, so that none is begun last while the others wait: (its number, result)."""
    order = sorted(range(len(items)), key=lambda at: -size(items[at]))
    return zip(order, spread(work, [items[at] for at in order], lost, processes), strict=True)


def _given(pool: ProcessPoolExecutor, work: Callable[[A], B], items: Sequence[A], chunk: int) -> Iterator[B]:
    with _undisturbed():
        try:
            return pool.map(work, items, chunksize=chunk)
        except (OSError, EOFError) as error:
            # A first worker ended while the others were being started (Python 3.11).
            raise BrokenProcessPool("A worker ended before all had begun.") from error


def _pool(processes: int, work: Callable[[A], B]) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    # Imported once, before the first process is forked, instead of in each of them.
    context.set_forkserver_preload([work.__module__])
    _start_server()
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_settle)


@contextmanager
def _unblocked(pool: ProcessPoolExecutor) -> Generator[None]:
    """What is on its way to a worker that died is let go: one scan in ten never ended (python/cpython#94777).

    Python 3.11.2, which Debian 12 has, waits for it to be read; 3.11.7 and all later ones let go of it themselves.
    """
    try:
        yield
    except BrokenProcessPool:
        reader = getattr(getattr(pool, "_call_queue", None), "_reader", None)
        if reader is not None and sys.version_info < (3, 11, 7):
            with suppress(OSError):  # the pool's own thread may close it at this moment
                reader.close()
        raise


@contextmanager
def _undisturbed() -> Generator[None]:
    """Holds an interrupt back while processes are started: interrupted half-way, their server ends with a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = list[int]()
    before = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if held:
            signal.raise_signal(signal.SIGINT)


def _start_server() -> None:
    """Ctrl-C reaches every process of the terminal; ours stops the work, so the server and all it forks do not hear it.

    A pool of which a worker is interrupted while its work is withdrawn hangs (Python 3.11).
    """
    # Both are started with `python -c`, which looks for modules in the folder we stand in first: in a submission's, its
    # gyebo.py or socket.py would run.
    os.environ["PYTHONSAFEPATH"] = "1"
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker waits for work for ever, also when nobody is left to give it any."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _alone(work: Callable[[A], B], item: A, lost: Callable[[A], B]) -> B:
    """One suspect in a process of its own, so that its end is known to be its own doing."""
    try:
        with _pool(1, work) as pool, _unblocked(pool):
            return pool.submit(work, item).result()
    except BrokenProcessPool:
        return lost(item)


def _chunk(items: int, processes: int) -> int:
    return max(1, min(16, items // (processes * CHUNKS_A_WORKER)))
