# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""rules/licences as one value, read strictly: what each licence asks, and how its text is known."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gyebo import codec
from gyebo.errors import RuleError
from gyebo.report import ObligationKind, Text

ANY = "*"
MODIFIED = "LicenseRef-modified-"


class LicenceKind(StrEnum):
    PUBLIC_DOMAIN = "public-domain"
    PERMISSIVE = "permissive"
    WEAK_COPYLEFT = "weak-copyleft"
    COPYLEFT = "copyleft"
    NETWORK_COPYLEFT = "network-copyleft"
    MODEL = "model"
    """A maker's own terms for a model, with limits of use."""
    NON_COMMERCIAL = "non-commercial"


class Scope(StrEnum):
    CODE = "code"
    WEIGHTS = "weights"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Asked:
    """One obligation of a licence."""

    kind: ObligationKind
    clause: str
    phrase: str = ""
    """The words to show, or the name to begin with."""
    note: Text | None = None
    """What is particular to this licence."""


@dataclass(frozen=True, slots=True)
class Licence:
    """rules/licences/<id>.toml."""

    id: str
    """SPDX id, or a LicenseRef- of ours."""
    name: str
    kind: LicenceKind
    scope: Scope
    source: str
    """Where its text stands."""
    known_from: str
    """How what is said here is known."""
    is_read: bool = True
    """Whether it was read in the licence's own text; else it rests on what others say of it."""
    also: tuple[str, ...] = ()
    """Other ids and names in metadata; without regard to case."""
    titles: tuple[str, ...] = ()
    """How prose names it, as in "licensed under the ..."."""
    anchors: tuple[str, ...] = ()
    """Words that all stand in its text, where no template of a library knows it."""
    carried_by: tuple[str, ...] = ()
    """Licences under which a whole may stand that holds this work, its own conditions kept; `*` means any."""
    models: tuple[str, ...] = ()
    """Ids of models on public hubs that are published under it; a final `*` stands for any ending."""
    obligations: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asks:
    """rules/obligations.toml."""

    asks: dict[ObligationKind, Text]
    copy: Text
    unread: Text


@dataclass(frozen=True, slots=True)
class LicenceBook:
    licences: dict[str, Licence]
    names: dict[str, str]
    """Ids by every name, folded."""
    asks: dict[ObligationKind, Text]
    copy: Text
    """Where a copy can be had that is asked for and not there; with the licence's `id` and `source`."""
    unread: Text
    """What is to be known of a licence whose own text was not read; with its `source`."""

    def named(self, name: str) -> Licence | None:
        """The licence of that id or name, without regard to case."""
        return self.licences.get(self.names.get(name.strip().casefold(), ""))

    def of_model(self, hub_id: str) -> Licence | None:
        """The licence under which a model of a public hub is published, where that is known."""
        folded = hub_id.casefold()
        return next((one for one in self.licences.values() if any(_fits(folded, each) for each in one.models)), None)


def load(folder: Path) -> LicenceBook:
    """The licences of a rules/ folder; RuleError for the first file that does not say what it must."""
    paths = sorted((folder / "licences").glob("*.toml"))
    licences = {path.stem: codec.from_toml(Licence, path) for path in paths}
    for stem, licence in licences.items():
        if stem != licence.id:
            raise RuleError(f"rules/licences/{stem}.toml: id: found {licence.id!r}, expected the file's name {stem!r}.")
        strange = sorted(set(licence.carried_by) - set(licences) - {ANY})
        if strange:
            raise RuleError(f"rules/licences/{stem}.toml: carried_by: {', '.join(strange)} has no file there.")
    names = {name.casefold(): one.id for one in licences.values() for name in (one.id, one.name, *one.also)}
    said = codec.from_toml(_Asks, folder / "obligations.toml")
    missing = sorted(kind.value for kind in ObligationKind if kind not in said.asks)
    if missing:
        raise RuleError(f"rules/obligations.toml: asks.{missing[0]} is missing; say what that obligation asks.")
    return LicenceBook(licences, names, said.asks, said.copy, said.unread)


def _fits(folded: str, pattern: str) -> bool:
    start = pattern.casefold()
    return folded.startswith(start[:-1]) if start.endswith(ANY) else folded == start
