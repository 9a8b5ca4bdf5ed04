# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Work on one file without looking for cycles meanwhile: there are none, and to look costs a tenth of a scan."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(work: Callable[P, R]) -> Callable[P, R]:
    """The same function; what it leaves behind in cycles is collected after it."""

    @wraps(work)
    def worked(*arguments: P.args, **named: P.kwargs) -> R:
        was_collecting = gc.isenabled()
        gc.disable()
        try:
            return work(*arguments, **named)
        finally:
            if was_collecting:
                gc.enable()

    return worked
