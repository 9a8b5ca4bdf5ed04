# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a file says word for word as one maker alone does: comments and messages outlive the code that they stood in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from gyebo.corpus.literals import MOST_WORKS_NAMED
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.sources import SourceTexts
from gyebo.doubting import Others
from gyebo.hashing import text_hash
from gyebo.matching import Matching
from gyebo.model import Found, Syntax
from gyebo.report import Fragment, Notice, Phrase, Wording
from gyebo.stages.attribute import maker
from gyebo.stages.quote import Literal, is_prose, literals


def phrases(
    lookup: Lookup,
    whole: Lookup,
    syntax: Syntax,
    notices: Sequence[Notice],
    matching: Matching,
    base: Syntax | None = None,
) -> tuple[Phrase, ...]:
    """The sentences of a file that only one maker of the corpus has, where it has enough of that maker's.

    `whole` is of younger releases too: what another has there, who may have had it before, is not told. What stands in
    the submission's base is not told either.
    """
    kept = {one.text for one in literals(base)} if base else frozenset[str]()
    said = list({one.text: one for one in reversed(literals(syntax)) if one.text not in kept}.values())
    likely = [one for one in _known(lookup, said, matching) if is_prose(one[0].text)]
    told = _told(syntax, notices, [one for one, _, _ in likely]) if likely else frozenset[Literal]()
    found = (
        Phrase(one.wording, one.text, one.line, lookup.place_in(file, "", 0, 0), works)
        for one, file, works in likely
        if one in told and not _may_be_another_s(whole, one, file)
    )
    return _enough(found, matching)


def own_lines(lookup: Lookup, syntax: Syntax, lines: Collection[int], found: Iterable[Found]) -> tuple[int, ...]:
    """Those lines that say what no origin of the file's matches says word for word: what came along is nobody's word.

    What more works have than the index names is a sentence that travels, and came along too.
    """
    if not lines:
        return ()
    said = [one for one in literals(syntax) if one.line in lines]
    hashes = [text_hash(one.text.encode()) for one in said]
    files, which = lookup.literals.files(np.array(hashes, np.uint64))
    tied = {lookup.work_at(place) for one in found for place in one.pairing.ties}
    at: list[int] = which[[lookup.work_of(file) in tied for file in files.tolist()]].tolist()
    theirs = {said[one].line for one in at}
    many = (one.line for one, each in zip(said, hashes, strict=True) if lookup.literals.works(each) > MOST_WORKS_NAMED)
    return tuple(sorted({*lines} - theirs.union(many)))


def _known(lookup: Lookup, said: Sequence[Literal], matching: Matching) -> Iterator[tuple[Literal, int, int]]:
    """What one maker alone has, of makers of whom there may be enough; its first file, and how many works have it."""
    arrays, works = lookup.index.arrays, lookup.index.description.works
    files, which = lookup.literals.files(np.array([text_hash(one.text.encode()) for one in said], np.uint64))
    is_open = lookup.files_any[files]
    files, which = files[is_open], which[is_open]
    having: list[int] = arrays.file_work[files].tolist()
    makers = {work: maker(works[work]) for work in dict.fromkeys(having)}
    numbers = {name: number for number, name in enumerate(dict.fromkeys(makers.values()))}
    number = np.array([numbers[makers[work]] for work in having], np.int64)
    first, begins, counts = np.unique(which, return_index=True, return_counts=True)
    alone = np.bincount(np.unique(which << 32 | number) >> 32, minlength=len(said))[first] == 1
    enough = np.bincount(number[begins[alone]], minlength=len(numbers)) >= matching.phrases.value
    for at, begin, count in zip(first[alone].tolist(), begins[alone].tolist(), counts[alone].tolist(), strict=True):
        if enough[number[begin]]:
            yield said[at], int(files[begin]), count


def _may_be_another_s(whole: Lookup, one: Literal, file: int) -> bool:
    """Whether a younger release has it, of a maker that may have had it before whoever it is told of."""
    files, _ = whole.literals.files(np.array([text_hash(one.text.encode())], np.uint64))
    others = Others.of(whole, [file])
    return any(others.has(whole.work_of(number)) for number in files[whole.files_any[files]].tolist())


def _told(syntax: Syntax, notices: Sequence[Notice], likely: Sequence[Literal]) -> frozenset[Literal]:
    """All but those of the file's head and of whatever holds a notice: licences say the same everywhere."""
    code = syntax.tokens.start
    head = syntax.text.count(b"\n", 0, int(code[0])) if len(code) else 0
    noticed = [span for span in _blocks(syntax) if any(one.line in span for one in notices)]

    def is_noticed(one: Literal) -> bool:
        return one.wording is Wording.COMMENT and any(one.line in span for span in noticed)

    return frozenset(one for one in likely if one.line > head and not is_noticed(one))


def _enough(found: Iterable[Phrase], matching: Matching) -> tuple[Phrase, ...]:
    """In the order of their lines those of makers of whom there are enough."""
    by_maker: dict[str, list[Phrase]] = defaultdict(list)
    for one in found:
        by_maker[maker(one.referenced.work)].append(one)
    left = (each for own in by_maker.values() if len(own) >= matching.phrases.value for each in own)
    return tuple(sorted(left, key=lambda one: one.line))


def _blocks(syntax: Syntax) -> list[range]:
    """Lines of comments that follow one another."""
    blocks: list[range] = []
    for comment in sorted(syntax.comments, key=lambda one: one.line):
        end = comment.line + comment.text.count("\n") + 1
        begin = blocks.pop().start if blocks and blocks[-1].stop == comment.line else comment.line
        blocks.append(range(begin, end))
    return blocks


def older(found: Iterable[Phrase], dated: str) -> list[Phrase]:
    """Those of before the submission's day, where that is known."""
    return [one for one in found if not dated or one.referenced.released < dated]


def outside(found: Iterable[Phrase], fragments: Sequence[Fragment], matching: Matching) -> tuple[Phrase, ...]:
    """Those that stand in no match with the same maker's code, where enough of a maker's are left."""
    return _enough((one for one in found if not any(_holds(fragment, one) for fragment in fragments)), matching)


def located(found: Iterable[Phrase], lookup: Lookup, cache: Path) -> tuple[Phrase, ...]:
    """With the lines at which they stand in the corpus's texts, as far as these are at hand."""
    described = lookup.index.description
    keys = dict(zip((one.id for one in described.sources), described.source_keys, strict=True))
    with SourceTexts(cache) as texts:
        return tuple(_located(one, texts, keys[one.referenced.source]) for one in found)


def _located(one: Phrase, texts: SourceTexts, key: str) -> Phrase:
    text = (texts.read(key, one.referenced.path) or b"").decode("utf-8", "replace")
    line = next((at for at, line in enumerate(text.split("\n"), 1) if one.text in " ".join(line.split())), 0)
    return replace(one, referenced=replace(one.referenced, first_line=line, last_line=line))


def _holds(fragment: Fragment, phrase: Phrase) -> bool:
    if not fragment.match or not fragment.span.first_line <= phrase.line <= fragment.span.last_line:
        return False
    return maker(phrase.referenced.work) in {maker(tie.work) for tie in fragment.match.ties}
