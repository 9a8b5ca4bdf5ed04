# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a .gitignore says of a path, as git reads it; a rule that could stall us is not honoured: its files are read."""

import re
import warnings
from dataclasses import dataclass

from pathspec.patterns.gitignore.base import GitIgnorePatternError
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from gyebo.files import named

LARGEST = 262_144
"""Bytes of a .gitignore; where one is larger, nothing is ignored."""
_MOST_RULES = 1_000
_LONGEST_RULE = 500
_MOST_STARS = 3
"""In one name of a rule: each more multiplies the time to match a name of 255 characters by up to 255."""
_MOST_DOUBLE_STARS = 2
_CLASSES = {
    "[:alnum:]": "0-9A-Za-z",
    "[:alpha:]": "A-Za-z",
    "[:digit:]": "0-9",
    "[:lower:]": "a-z",
    "[:upper:]": "A-Z",
    "[:space:]": " \t",
}
_DOUBTFUL = re.compile(rb"[^!/]\*\*|\*\*[^/]|\[[^\]]*/")
"""`a**` should mean `a*`, but git (2.39) gives it now this, now that meaning; a bracket may reach across a slash."""
_ANYTHING = "."
"""What pathspec makes of `*` and `**`."""
_BYTES = {byte: 0xE000 + byte for byte in range(128, 256)}
"""Git compares bytes, so `?` is a third of a Korean letter; every byte beyond ASCII becomes one private character."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a .gitignore."""

    text: str
    ignores: bool
    """False for a line that begins with `!`."""
    folders_only: bool
    inside_only: bool
    """It ends in /** and does not match the folder itself."""
    pattern: re.Pattern[str]

    def matches(self, path: str, *, is_folder: bool) -> bool:
        """Whether it names this very path; unlike pathspec, never for the sake of a folder above it."""
        if self.folders_only and not is_folder:
            return False
        if self.pattern.pattern == _ANYTHING:
            return True
        found = self.pattern.search(path)
        return found is not None and (self.inside_only or found.end() == len(path))


def read(content: bytes) -> tuple[Rule, ...] | None:
    """Rules of a .gitignore, the last line first, for the last that matches decides; None for one we cannot honour."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    texts = [text for line in lines if (text := _trimmed(line)) and not text.startswith(b"#")]
    unsafe = {text for text in texts if _could_stall(text) or _is_read_differently(text)}
    if len(texts) > _MOST_RULES or any(text.startswith(b"!") for text in unsafe):
        # To leave out an exception would hide files that git does not ignore.
        return None
    rules = [_rule(text) for text in texts if text not in unsafe]
    return tuple(rule for rule in reversed(rules) if rule is not None)


def decide(rules: tuple[Rule, ...], path: bytes, *, is_folder: bool) -> Rule | None:
    """The rule that decides about a path relative to the .gitignore's folder, if any does."""
    text = _bytewise(path)
    return next((rule for rule in rules if rule.matches(text, is_folder=is_folder)), None)


def _bytewise(text: bytes) -> str:
    return text.decode("latin-1").translate(_BYTES)


def _trimmed(line: bytes) -> bytes:
    line = line.removesuffix(b"\r")
    while line.endswith(b" ") and not line.endswith(b"\\ "):
        line = line[:-1]
    return line


def _could_stall(text: bytes) -> bool:
    names = text.split(b"/")
    stars = max(len(re.findall(rb"\*+", name)) for name in names)
    return len(text) > _LONGEST_RULE or stars > _MOST_STARS or names.count(b"**") > _MOST_DOUBLE_STARS


def _is_read_differently(text: bytes) -> bool:
    """Whether pathspec could take for an exception, or for a shorter name, what git does not."""
    if text.startswith(b"!") and _DOUBTFUL.search(text):
        return True
    return not text.endswith(b" ") and _bytewise(text) != _bytewise(text).rstrip()


def _rule(text: bytes) -> Rule | None:
    """None for a line that names nothing, as git takes one with an open bracket or two slashes together."""
    pattern = _bytewise(text.removesuffix(b"/"))
    for name, characters in _CLASSES.items():
        pattern = pattern.replace(name, characters)
    if "//" in pattern:
        return None
    try:
        made = GitIgnoreSpecPattern.pattern_to_regex(pattern)
        return _compiled(named(text), *made, inside_only=pattern.endswith("/**"))
    except (GitIgnorePatternError, re.error):
        return None


def _compiled(text: str, expression: str | None, ignores: bool | None, *, inside_only: bool) -> Rule | None:  # noqa: FBT001 - as pathspec returns it
    if expression is None or ignores is None:
        return None
    with warnings.catch_warnings():
        # Python warns of brackets within brackets, which mean nothing special to git either.
        warnings.simplefilter("ignore", FutureWarning)
        pattern = re.compile(expression, re.DOTALL)
    return Rule(text, ignores, text.endswith("/"), inside_only, pattern)
