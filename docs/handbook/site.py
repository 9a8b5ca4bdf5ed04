# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""All pages of the site, as Markdown: prose with tables put in, and pages made whole."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from handbook import commands, corpora, figures, meeting, organisations, published, rules

PROSE = Path(__file__).resolve().parent.parent / "pages"
INSERTS: dict[str, Callable[[], str]] = {
    "action inputs": meeting.inputs,
    "action outputs": meeting.outputs,
    "beside others": figures.beside_others,
    "corpora": corpora.manifests,
    "exit codes": meeting.exits,
    "figures": figures.in_english,
    "figures ko": figures.in_korean,
    "formats": meeting.suffixes,
    "hooks": meeting.hooks,
    "organisations": organisations.organisations,
    "report types": published.schema,
}
"""What a line `{{ name }}` of a page stands for."""
_INSERT = re.compile(r"^\{\{ ([a-z ]+) \}\}$", re.MULTILINE)


def pages() -> Iterator[tuple[str, str]]:
    """Paths among the pages, and the Markdown that stands there; KeyError for an insert that nobody makes."""
    for path in sorted(PROSE.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(PROSE).as_posix(), _INSERT.sub(lambda found: INSERTS[found.group(1)](), text)
    yield "commands.md", commands.page()
    yield from rules.pages()
