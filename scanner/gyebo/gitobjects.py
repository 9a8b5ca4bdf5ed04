# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Ask a running `git cat-file` for objects; one that dies of a damaged object is replaced, up to a limit."""

import threading
from collections.abc import Callable
from contextlib import suppress
from subprocess import Popen
from typing import IO

from gyebo.repository import HistoryUnavailable

_LARGEST_TREE = 67_108_864
_CHUNK = 500
"""Ids asked for at once: 20 KB out and 30 KB back, less than a pipe holds, so neither side waits for the other."""
_RESTARTS = 100


class Batch:
    """A conversation with one `git cat-file --batch` or `--batch-check`."""

    def __init__(self, start: Callable[[], Popen[bytes]]) -> None:
        self._start = start
        self._process: Popen[bytes] | None = None
        self._starts = 0
        self._stopped = False

    def sizes(self, oids: list[str]) -> dict[str, int]:
        """Bytes of the blobs among these objects; what is missing is left out."""
        found: dict[str, int] = {}
        while oids:
            lines = self._lines(oids[:_CHUNK])
            found |= {oid.decode(): size for oid, kind, size in map(_header, lines) if kind == b"blob"}
            # Where an object ended the process, that one is left out and those after it are asked for again.
            oids = oids[len(lines) if lines and lines[-1] else len(lines) + 1 :]
        return found

    def content(self, oid: str, kind: bytes) -> bytes | None:
        """An object's content; None when it is missing, damaged or of another kind."""
        answers = self._ask([oid])
        _, actual, size = _header(answers.readline())
        if actual == b"missing":
            return None
        if actual != kind or (kind == b"tree" and size > _LARGEST_TREE):
            self._end()
            return None
        content = answers.read(size + 1)
        if len(content) <= size:
            self._end()
            return None
        return content[:-1]

    def stop(self) -> None:
        """End the process, from any thread; whoever waits for its answer gets an empty one."""
        self._stopped = True
        if process := self._process:
            process.kill()

    def close(self) -> None:
        self._stopped = True
        self._end()

    def _lines(self, oids: list[str]) -> list[bytes]:
        """An answer for each id, fewer when the process ends before the last."""
        answers = self._ask(oids)
        lines: list[bytes] = []
        for _ in oids:
            line = answers.readline()
            if not line:
                self._end()
                break
            lines.append(line)
        return lines

    def _ask(self, oids: list[str]) -> IO[bytes]:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise HistoryUnavailable("git cannot be spoken to.", "git과 통신할 수 없습니다.")
        with suppress(OSError):  # it died; its answer will be empty
            process.stdin.write("".join(f"{oid}\n" for oid in oids).encode())
            process.stdin.flush()
        return process.stdout

    def _running(self) -> Popen[bytes]:
        if self._process is None:
            self._starts += 1
            if self._stopped or self._starts > _RESTARTS:
                raise HistoryUnavailable(
                    "git was stopped, or ended too often over damaged objects.",
                    "git이 중단되었거나 손상된 객체 때문에 여러 번 종료되었습니다.",
                )
            self._process = self._start()
            threading.Thread(target=_drain, args=(self._process.stderr,), daemon=True).start()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _drain(complaints: IO[bytes] | None) -> None:
    """Read what git says of damaged objects, lest a full pipe stop it."""
    if complaints is not None:
        with complaints:
            while complaints.read(65_536):
                pass


def _header(line: bytes) -> tuple[bytes, bytes, int]:
    """Id, kind and size; the kind of an object that is not there is `missing`."""
    oid, _, rest = line.strip().partition(b" ")
    kind, _, size = rest.partition(b" ")
    return oid, kind, int(size) if size.isdigit() else 0
