# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Work spread over processes comes back in order, and what ends a process costs itself only."""

import ctypes
import operator
import os
import time
from collections.abc import Callable
from functools import partial

import pytest

from gyebo.workers import cores, spread

Job = Callable[[], object]


def done(jobs: list[Job], processes: int) -> list[object]:
    return list(spread(operator.call, jobs, lambda _: "lost", processes))


def square(number: int) -> Job:
    return partial(pow, number, 2)


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_work(processes: int) -> None:
    waits: list[Job] = [partial(time.sleep, 0.2), square(3), partial(time.sleep, 0.1)]
    assert done([*waits, *map(square, range(40))], processes) == [None, 9, None, *(n * n for n in range(40))]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_item_that_ends_its_process_costs_itself_only(processes: int) -> None:
    ends: list[Job] = [partial(os._exit, 1), partial(ctypes.string_at, 0)]
    jobs = [square(1), ends[0], square(2), square(3), ends[1], square(4)]
    assert done(jobs, processes) == [1, "lost", 4, 9, "lost", 16]


def test_an_exception_is_not_taken_for_a_lost_process() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        done([partial(int, "x")], 1)


def test_no_work_starts_no_process() -> None:
    assert done([], 2) == []


def test_there_is_a_core_to_work_on() -> None:
    assert cores() >= 1
