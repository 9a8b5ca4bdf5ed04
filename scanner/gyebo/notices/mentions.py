# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The repository-wide references of one scan, asked once for each origin, however many matches have it."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from gyebo.notices.resolution import Origin, Resolution, keys, resolves, squashed
from gyebo.notices.subjects import Subjects
from gyebo.report import Reference

COUNTED = frozenset({Resolution.EXACT_MODEL, Resolution.ORGANISATION})


def counts(
    reference: Reference,
    tied: Sequence[Origin],
    ancestors: Sequence[Origin],
    lines: tuple[int, int],
    along: Collection[str] = (),
) -> bool:
    """Whether what a file says of its sources counts for a match at these lines.

    A tied work may be named anywhere in the file. An ancestor may have given another definition alone, as T5 gave its
    norm to most files that descend from Llama: to name it counts where it is said of most of these lines. So does what
    came `along` with the code, as a comment on one function: the origin's own author said it of that alone.
    """
    if is_about(reference, *lines):
        return _names_any(reference, (*tied, *ancestors))
    return reference.target not in along and _names_any(reference, tied)


def brought(sources: Iterable[Reference]) -> frozenset[str]:
    """What an origin's own file says of single definitions of its own: it comes along with their code."""
    return frozenset(one.target for one in sources if one.first_line > 1)


def _names_any(reference: Reference, origins: Sequence[Origin]) -> bool:
    return any(resolves(reference, origin) in COUNTED for origin in origins)


def is_about(reference: Reference, first: int, last: int) -> bool:
    """Whether it speaks of most of these lines; where its reach is not known, it speaks of all."""
    spoken = min(reference.last_line, last) - max(reference.first_line, first) + 1
    return not reference.first_line or 2 * spoken > last - first + 1


class Mentions:
    """Lines that may name an origin; a README has thousands, so only those with its letters in them are resolved."""

    def __init__(self, references: Sequence[Reference], paths: Iterable[str] = ()) -> None:
        """`paths` are the submission's files: a line that names some of them speaks of these alone."""
        texts = [squashed(one.target) + "\n" for one in references]
        self._references = tuple(references)
        self._subjects = Subjects(paths)
        self._starts = [0, *accumulate(map(len, texts))]
        self._text = "".join(texts)
        self._holding: dict[str, frozenset[int]] = {}
        self._named: dict[Origin, frozenset[int]] = {}

    def of(self, origins: Sequence[Origin]) -> tuple[Reference, ...]:
        """Those that name any of the origins, by model or by organisation, as they stand."""
        halves = {half for origin in origins for half in _halves(origin)}
        found = frozenset[int]().union(*map(self._of, halves))
        return tuple(self._references[at] for at in sorted(found))

    def about(self, path: str, origins: Sequence[Origin]) -> tuple[Reference, ...]:
        """Those of them that may speak of that file."""
        return tuple(one for one in self.of(origins) if self._subjects.means(one, path))

    def _of(self, origin: Origin) -> frozenset[int]:
        if origin not in self._named:
            likely = frozenset[int]().union(*map(self._lines, keys(origin)))
            self._named[origin] = frozenset(at for at in likely if resolves(self._references[at], origin) in COUNTED)
        return self._named[origin]

    def _lines(self, key: str) -> frozenset[int]:
        if key not in self._holding:
            self._holding[key] = frozenset(self._found(key))
        return self._holding[key]

    def _found(self, key: str) -> Iterator[int]:
        at = self._text.find(key)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield line
            at = self._text.find(key, self._starts[line + 1])


def _halves(origin: Origin) -> tuple[Origin, Origin]:
    """The model and its organisation apart: each is asked where its own letters stand."""
    of_model = replace(origin, organisations=(), hosts=(), family="")
    return of_model, Origin((), origin.organisations, (), siblings=origin.siblings, family=origin.family)
