# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a file says word for word as one maker alone does: comments and messages outlive the code that they stood in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from gyebo.corpus.lookup import Lookup
from gyebo.hashing import text_hash
from gyebo.library import Library
from gyebo.model import Syntax
from gyebo.report import Fragment, Notice, Phrase, Wording
from gyebo.rulebook import Matching
from gyebo.stages.attribute import maker
from gyebo.stages.quote import Literal, is_prose, literals


def phrases(
    lookup: Lookup,
    library: Library,
    syntax: Syntax,
    notices: Sequence[Notice],
    matching: Matching,
    base: Syntax | None = None,
) -> tuple[Phrase, ...]:
    """The sentences of a file that only one maker of the corpus has, where it has enough of that maker's.

    What stands in the submission's base is not told.
    """
    kept = {one.text for one in literals(base)} if base else frozenset[str]()
    said = list({one.text: one for one in reversed(list(_told(syntax, notices))) if one.text not in kept}.values())
    hashes = np.array([text_hash(one.text.encode()) for one in said], np.uint64)
    arrays, works = lookup.index.arrays, lookup.index.description.works
    by_maker: dict[str, list[tuple[Literal, list[int]]]] = defaultdict(list)
    for one, files in zip(said, lookup.literals.files(hashes), strict=True):
        known = [file for file in files if lookup.files_any[file]]
        makers = {maker(works[int(arrays.file_work[file])]) for file in known}
        if len(makers) == 1:
            by_maker[makers.pop()].append((one, known))
    found = (each for told in by_maker.values() if len(told) >= matching.phrases.value for each in told)
    return tuple(sorted((_phrase(lookup, library, one, files) for one, files in found), key=lambda one: one.line))


def _told(syntax: Syntax, notices: Sequence[Notice]) -> Iterator[Literal]:
    """Sentences, but for those of the file's head and of whatever holds a notice: licences say the same everywhere."""
    code = syntax.tokens.start
    head = syntax.text.count(b"\n", 0, int(code[0])) if len(code) else 0
    noticed = [span for span in _blocks(syntax) if any(one.line in span for one in notices)]
    for one in literals(syntax):
        in_notice = one.wording is Wording.COMMENT and any(one.line in span for span in noticed)
        if one.line > head and not in_notice and is_prose(one.text):
            yield one


def _blocks(syntax: Syntax) -> list[range]:
    """Lines of comments that follow one another."""
    blocks: list[range] = []
    for comment in sorted(syntax.comments, key=lambda one: one.line):
        end = comment.line + comment.text.count("\n") + 1
        begin = blocks.pop().start if blocks and blocks[-1].stop == comment.line else comment.line
        blocks.append(range(begin, end))
    return blocks


def _phrase(lookup: Lookup, library: Library, one: Literal, files: Sequence[int]) -> Phrase:
    there = (other.line for other in library.said(lookup, files[0]) if other.text == one.text)
    line = next(there, 0)
    return Phrase(one.wording, one.text, one.line, lookup.place_in(files[0], "", line, line), len(files))


def outside(found: Iterable[Phrase], fragments: Sequence[Fragment], matching: Matching) -> tuple[Phrase, ...]:
    """Those that stand in no match with the same maker's code, where enough of a maker's are left."""
    by_maker: dict[str, list[Phrase]] = defaultdict(list)
    for one in found:
        if not any(_holds(fragment, one) for fragment in fragments):
            by_maker[maker(one.referenced.work)].append(one)
    left = (each for own in by_maker.values() if len(own) >= matching.phrases.value for each in own)
    return tuple(sorted(left, key=lambda one: one.line))


def _holds(fragment: Fragment, phrase: Phrase) -> bool:
    if not fragment.match or not fragment.span.first_line <= phrase.line <= fragment.span.last_line:
        return False
    return maker(phrase.referenced.work) in {maker(tie.work) for tie in fragment.match.ties}
