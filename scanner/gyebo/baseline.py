# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A team's baseline: findings it knows of and has an answer to, each with a reason, a name, a date and an end."""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gyebo import codec
from gyebo.errors import RuleError, UsageError

NAME = "gyebo-baseline.toml"
LARGEST = 5_000_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_HEAD = """# Findings that the team knows of. `gyebo baseline write` adds, `gyebo baseline audit` says what can go.
# An entry stands for the matches (M) and other evidence (E) it names: what comes later in the same file is told again.
"""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One finding that the team has an answer to."""

    finding: str
    """Its id; empty where the whole file could not be read."""
    rule: str
    path: str
    matches: tuple[str, ...]
    """Ids of what the finding rested on when it was answered: matches, and other evidence."""
    reason: str
    who: str
    date: str
    """ISO 8601."""
    expires: str = ""
    """ISO 8601; empty: never."""


@dataclass(frozen=True, slots=True)
class _Stored:
    accepted: tuple[Accepted, ...] = ()


def meant(named: str | None, submission: Path) -> Path:
    """The file that the user named, wherever a link leads; else where the submission keeps its own."""
    return Path(named).resolve() if named else beside(submission)


def beside(submission: Path) -> Path:
    """Where a submission keeps its baseline."""
    return (submission if submission.is_dir() else submission.parent) / NAME


def read(path: Path) -> tuple[Accepted, ...]:
    """The entries of a baseline file, none where there is no file; UsageError says what is wrong."""
    if path.is_symlink():
        raise UsageError(f"{path}: a symbolic link, which is not followed; put the file itself there.")
    if not path.is_file():
        return ()
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path}: larger than {LARGEST:,} bytes; a baseline is not.")
        stored = codec.strict(_Stored, tomllib.loads(path.read_text(encoding="utf-8-sig")), str(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: not readable as TOML ({error}); mend or remove it.") from error
    except RuleError as error:
        raise UsageError(str(error)) from error
    for one in stored.accepted:
        _check(one, f"{path}: {one.finding}")
    return stored.accepted


def unread(path: Path) -> Accepted:
    """What stands for a file that cannot be read, where the run goes on: an entry of no finding."""
    return Accepted("", "", path.name, (), "", "", "")


def checked(entry: Accepted) -> Accepted:
    """What new entries have in common; UsageError where a flag gave what a file may not hold."""
    _check(entry, "new entries")
    return entry


def written(entries: Iterable[Accepted]) -> bytes:
    """The file's bytes: sorted, so that an entry that is added changes no other line."""
    ordered = sorted(entries, key=lambda one: (one.path, one.rule, one.finding))
    return "\n".join([_HEAD, *map(_entry, ordered)]).encode()


def _check(one: Accepted, where: str) -> None:
    for key, day in (("date", one.date), ("expires", one.expires)):
        if not _is_day(day) and (day or key == "date"):
            raise UsageError(f'{where}: {key}: found {day!r}, expected a day such as "2026-11-22".')
    for key, text in (("reason", one.reason), ("who", one.who)):
        if not text.strip():
            raise UsageError(f"{where}: {key} is empty; an entry without it does not count.")


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _entry(one: Accepted) -> str:
    lines = ["[[accepted]]", *(f"{key} = {_quoted(getattr(one, key))}" for key in ("finding", "rule", "path"))]
    lines += ["matches = [", *(f"    {_quoted(match)}," for match in one.matches), "]"]
    lines += [f"{key} = {_quoted(getattr(one, key))}" for key in ("reason", "who", "date", "expires")]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's own escapes, and DEL, which only JSON allows as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
