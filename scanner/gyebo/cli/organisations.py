# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which ids a team may go by, the corpus's own makers among them, and what to say of a name that is none."""

from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches
from pathlib import Path

from gyebo.rulebook import UNKNOWN, Rulebook

ALIKE, MOST = 0.7, 3
"""As difflib measures it: "upstag" leads to upstage, an invented name to nothing."""
LISTED = "docs/pages/organisations.md lists all; leave it out, or add a file for it there."
STORED, FLAG = "pyproject.toml: [tool.gyebo]: organisation", "--organisation"
SHOWN = 8
"""Ids that a corpus adds."""


def strange(names: Iterable[str], rulebook: Rulebook, published: Callable[[], Collection[str]]) -> list[str]:
    """One sentence for each name that neither the rules nor the corpus has; `published` is asked only if need be."""
    unfiled = [one for one in names if one not in rulebook.organisations]
    own = published() if unfiled else ()
    return [unknown(one, rulebook, own) for one in unfiled if one not in own]


def unknown(name: str, rulebook: Rulebook, own: Collection[str] = ()) -> str:
    """What such a name may stand for, and what to do; `own` is the corpus's own makers."""
    added = sorted(one for one in own if one not in rulebook.organisations)
    names = {**{one: one for one in (*rulebook.organisations, *added)}, **rulebook.aliases}
    said = name.casefold()
    meant = dict.fromkeys(
        names[one] for one in ([said] if said in names else get_close_matches(said, names, MOST, ALIKE))
    )
    todo = f"did you mean {' or '.join(meant)}?" if meant else LISTED
    more = f" (+{len(added) - SHOWN})" if len(added) > SHOWN else ""
    beside = f", and no maker that the corpus adds ({', '.join(added[:SHOWN])}{more})" if added else ""
    return f"{name!r} is no id of rules/organisations{beside}; {todo}"


def published(corpus: str) -> frozenset[str]:
    """The makers that a corpus names: the folder of an index, or a manifest by its name or file."""
    from gyebo.corpus import index
    from gyebo.corpus.manifest import find

    if (Path(corpus) / index.DESCRIPTION).is_file():
        named = {work.organisation for work in index.describe(Path(corpus)).works}
    else:
        sources = find(corpus).sources
        named = {source.organisation for source in sources}
        named |= {component.organisation for source in sources for component in source.components}
    return frozenset(named - {"", UNKNOWN})
