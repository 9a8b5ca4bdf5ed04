# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The organisations of rules/organisations: the ids that `--organisation` takes."""

from gyebo import resources, rulebook
from handbook.markup import code, plain, table


def organisations() -> str:
    """Ids, names and how many models are known to be theirs, in the order of the ids."""
    known = rulebook.load(resources.folder("rules")).organisations
    rows = [(code(o.id), plain(o.name), plain(o.name_ko), o.country, str(len(o.models))) for o in known.values()]
    return table(("Id", "Name", "한국어", "Country", "Models"), rows)
