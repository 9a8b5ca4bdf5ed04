# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The settings of one scan, from flags and the team's own [tool.gyebo]; validated in one place."""

import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from gyebo import codec
from gyebo.errors import RuleError, UsageError

PASSED = "only `gyebo scan --evaluator` passes it over"
COUNTRY = re.compile("[A-Z]{2}")


class Flags(TypedDict, total=False):
    """What the command line says, where it says it."""

    organisation: str | tuple[str, ...]
    home: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a scan's result, beside the corpus and the rules; two reports with equal settings are comparable."""

    team: tuple[str, ...] = ()
    """Ids in rules/organisations, or in the corpus, of those who submit, a consortium's partners included, each once
    and in their order: what they published is not held against them.
    """
    home: str = "KR"
    """ISO 3166-1 alpha-2: whose works are domestic."""

    def digest(self) -> str:
        """SHA-256 of what the settings say."""
        return hashlib.sha256(codec.to_json(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody asks for: one organisation, or several."""

    organisation: str | tuple[str, ...] = ()
    home: str = "KR"

    def settings(self) -> Settings:
        """The settings this makes; UsageError says what is wrong."""
        if not COUNTRY.fullmatch(self.home):
            raise UsageError(f"home: found {self.home!r}, expected two capital letters such as KR.")
        return Settings(listed(self.organisation), self.home)


def listed(organisation: str | Sequence[str]) -> tuple[str, ...]:
    """One id or several, each once; an empty one names nobody."""
    ids = (organisation,) if isinstance(organisation, str) else organisation
    return tuple(dict.fromkeys(filter(None, ids)))


def configured(folder: Path, flags: Flags) -> Settings:
    """Settings of the scanned folder's pyproject.toml, overridden by flags; UsageError says what is wrong."""
    return replace(_stored(folder / "pyproject.toml"), **flags).settings()


def from_flags(flags: Flags) -> Settings:
    """Settings of an evaluator's run: nothing the submission says counts."""
    return Stated(**flags).settings()


def stated(content: bytes) -> Settings | None:
    """What a pyproject.toml asks for; None where it asks for nothing, or for nothing that can be read."""
    try:
        table = tomllib.loads(content.decode("utf-8-sig")).get("tool", {}).get("gyebo", {})
        return codec.strict(Stated, table, "[tool.gyebo]").settings() if table else None
    except (ValueError, RecursionError, AttributeError, RuleError, UsageError):
        return None


def _stored(path: Path) -> Stated:
    if path.is_symlink() or not path.is_file():
        return Stated()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("tool", {}).get("gyebo", {})
        stated = codec.strict(Stated, table, f"{path}: [tool.gyebo]")
        stated.settings()
        return stated
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: not readable as TOML ({error}); mend it ({PASSED}).") from error
    except AttributeError as error:
        raise UsageError(f"{path}: [tool] is no table; mend it ({PASSED}).") from error
    except RuleError as error:
        raise UsageError(str(error)) from error
    except UsageError as error:
        raise UsageError(f"{path}: [tool.gyebo] {error}") from error
