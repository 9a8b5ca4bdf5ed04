# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""teams.toml: which submissions a cohort holds; refused whole, with everything that is wrong, before any is scanned."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gyebo import codec
from gyebo.cli import organisations
from gyebo.errors import RuleError, UsageError
from gyebo.rulebook import Rulebook
from gyebo.settings import listed


@dataclass(frozen=True, slots=True)
class Team:
    """One submission; its path counts from the file's folder."""

    name: str
    path: str
    commit: str = ""
    organisation: str | tuple[str, ...] = ()
    """One id of rules/organisations or a maker's in the corpus, or several: what they published is not held against
    them.
    """
    base: str = ""
    """As for `gyebo scan --base`; a folder counts from the file's folder."""

    def base_from(self, folder: Path) -> str:
        """What the submission was forked from, wherever the command runs."""
        place = folder / self.base
        return str(place) if self.base and "://" not in self.base and place.is_dir() else self.base


@dataclass(frozen=True, slots=True)
class Roster:
    """The teams in the order in which the page will show them."""

    title: str
    teams: tuple[Team, ...]
    corpus: str = "default"
    home: str = "KR"
    deadline: str = ""
    """As for `gyebo scan --deadline`; the same for all."""


def roster(path: Path, rulebook: Rulebook, corpus: str = "") -> Roster:
    """The list in a file; UsageError says all that is wrong with it. `corpus` goes before the one it names."""
    try:
        read = codec.from_toml(Roster, path)
    except RuleError as error:
        raise UsageError(str(error)) from error
    wrong = list(_wrong(read, path.parent, rulebook, corpus or read.corpus))
    if wrong:
        raise UsageError("\n".join(f"{path}: {one}" for one in wrong))
    return read


def _wrong(read: Roster, folder: Path, rulebook: Rulebook, corpus: str) -> Iterator[str]:
    if not read.teams:
        yield "no team is listed; write a [[teams]] with name and path for each."
    names = Counter(team.name for team in read.teams)
    for team in read.teams:
        if not team.name.strip():
            yield "teams: a name is empty; give each team one."
        if not (folder / team.path).exists():
            yield f"{team.name}: there is no {folder / team.path}; name a folder, a git repository or a file."
        strange = organisations.strange(listed(team.organisation), rulebook, partial(organisations.published, corpus))
        yield from (f"{team.name}: {one}" for one in strange)
    for name, times in names.items():
        if times > 1:
            yield f"{name}: the name stands {times} times; give each team its own."
