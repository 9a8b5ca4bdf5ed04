# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The settings of one scan, from flags and the team's own [tool.gyebo]; validated in one place."""

import hashlib
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from gyebo import codec
from gyebo.errors import RuleError, UsageError

COUNTRY = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a scan's result, beside the corpus and the rules; two reports with equal settings are comparable."""

    organisation: str = ""
    """Id in rules/organisations of the submitting organisation: its own publications are not held against it."""
    home: str = "KR"
    """ISO 3166-1 alpha-2: whose works are domestic."""

    def digest(self) -> str:
        """SHA-256 of what the settings say."""
        return hashlib.sha256(codec.to_json(self)).hexdigest()


def configured(folder: Path, flags: dict[str, str]) -> Settings:
    """Settings of the scanned folder's pyproject.toml, overridden by flags; UsageError says what is wrong."""
    return _checked(replace(_stored(folder / "pyproject.toml"), **flags))


def from_flags(flags: dict[str, str]) -> Settings:
    """Settings of an evaluator's run: nothing the submission says counts."""
    return _checked(replace(Settings(), **flags))


def stated(content: bytes) -> Settings | None:
    """What a pyproject.toml asks for; None where it asks for nothing, or for nothing that can be read."""
    try:
        table = tomllib.loads(content.decode("utf-8-sig")).get("tool", {}).get("gyebo", {})
        return _checked(codec.strict(Settings, table, "[tool.gyebo]")) if table else None
    except (ValueError, RecursionError, AttributeError, RuleError, UsageError):
        return None


def _stored(path: Path) -> Settings:
    if path.is_symlink() or not path.is_file():
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("tool", {}).get("gyebo", {})
        return codec.strict(Settings, table, f"{path}: [tool.gyebo]")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: not readable as TOML ({error}); mend it, or scan with --evaluator.") from error
    except AttributeError as error:
        raise UsageError(f"{path}: [tool] is no table; mend it, or scan with --evaluator.") from error
    except RuleError as error:
        raise UsageError(str(error)) from error


def _checked(settings: Settings) -> Settings:
    if not COUNTRY.fullmatch(settings.home):
        raise UsageError(f"home: found {settings.home!r}, expected two capital letters such as KR.")
    return settings
