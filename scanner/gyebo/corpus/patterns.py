# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Path patterns: `*` within a name, `**/` any folders, `{model}` a name to capture, a last `/` everything below."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath

_MARKS = re.compile(r"(\*\*/|\*|\?|\{model\})")
_MEANING = {"**/": r"(?:[^/]+/)*", "*": r"[^/]*", "?": r"[^/]", "{model}": r"(?P<model>[^/]+?)"}


def fits(path: PurePosixPath, patterns: Iterable[str]) -> bool:
    """Whether any of the patterns covers the path."""
    return any(_compiled(pattern).fullmatch(str(path)) for pattern in patterns)


def captured(path: PurePosixPath, pattern: str) -> str | None:
    """What stands at `{model}`, empty where the pattern has none; None when the pattern does not cover the path."""
    found = _compiled(pattern).fullmatch(str(path))
    return None if found is None else found.groupdict().get("model", "")


def fault(pattern: str) -> str:
    """Why a pattern cannot be used; empty when it can."""
    if not pattern or pattern.startswith("/") or ".." in pattern.split("/") or "\\" in pattern:
        return "a pattern is a relative path with forward slashes"
    if pattern.count("{model}") > 1 or re.search(r"[{}]", pattern.replace("{model}", "")):
        return "the only placeholder is {model}, once"
    return ""


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    text = "".join(_MEANING.get(part, re.escape(part)) for part in _MARKS.split(pattern))
    return re.compile(text + ".*" if pattern.endswith("/") else text, re.DOTALL)
