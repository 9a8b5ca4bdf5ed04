# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Set declarations against the bases of a submission: their unchanged files are not among those that were analysed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gyebo.declarations.patterns import patterns
from gyebo.report import Base, Declaration, DeclarationState

State = DeclarationState
OPEN = frozenset({State.NO_SUCH_FILE, State.NOT_FOUND, State.NOT_IN_CORPUS, State.NOT_TOLD_APART})
WORD = re.compile(r"[^\W\d_]{3,}")
HOSTS = frozenset({"https", "http", "www", "com", "org", "github", "gitlab", "git", "tree", "blob", "main", "master"})
"""Words of an address that name no project."""


def with_declarations(
    bases: Sequence[Base], declarations: Sequence[Declaration]
) -> tuple[tuple[Base, ...], tuple[Declaration, ...]]:
    """Both, where a declaration of the team covers a base's files: it was found if it names the base."""
    told = list(declarations)
    shown = list(bases)
    for at, one in enumerate(declarations):
        covered = [number for number, base in enumerate(bases) if _covers(one, base)]
        named = [number for number in covered if _names(one, bases[number])]
        for number in named:
            shown[number] = replace(shown[number], is_declared=not one.is_late or shown[number].is_declared)
        if covered and one.state in OPEN:
            told[at] = replace(one, state=State.DECLARED if named else State.NOT_TOLD_APART)
    return tuple(shown), tuple(told)


def _covers(declaration: Declaration, base: Base) -> bool:
    spoken = patterns(declaration.files)
    return declaration.problem is None and any(spoken.cover(path) for path in (*base.unchanged, *base.changed))


def _names(declaration: Declaration, base: Base) -> bool:
    """Whether the origin has all words of the base's name, be it an address or a project's name."""
    said = set(map(str.casefold, WORD.findall(f"{declaration.origin} {declaration.version}")))
    name = {word.casefold() for word in WORD.findall(base.name)} - HOSTS
    return bool(name) and (name <= said or bool(base.version and base.version in declaration.version))
