# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What to say of a name that is no organisation's id: which ids it may stand for."""

from difflib import get_close_matches

from gyebo.rulebook import Rulebook

ALIKE, MOST = 0.7, 3
"""As difflib measures it: "upstag" leads to upstage, an invented name to nothing."""
LISTED = "docs/pages/organisations.md lists all; leave it out, or add a file for it there."
STORED, FLAG = "pyproject.toml: [tool.gyebo]: organisation", "--organisation"


def unknown(name: str, rulebook: Rulebook) -> str:
    """One sentence with what to do."""
    names = {**{one: one for one in rulebook.organisations}, **rulebook.aliases}
    said = name.casefold()
    meant = dict.fromkeys(
        names[one] for one in ([said] if said in names else get_close_matches(said, names, MOST, ALIKE))
    )
    todo = f"did you mean {' or '.join(meant)}?" if meant else LISTED
    return f"{name!r} is no id of rules/organisations; {todo}"
