# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions to an opened index on behalf of one submission: its team's own works are told apart."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from gyebo.corpus.index import NO_CODES, Index
from gyebo.corpus.lineage import Chains, chain
from gyebo.corpus.literals import Literals
from gyebo.corpus.overlap import Overlap, bounds, rarity
from gyebo.corpus.sharing import Grouped, Sharing
from gyebo.model import I64, U16, U64, Bits, Features, Fingerprints
from gyebo.ranges import ranges
from gyebo.report import FragmentKind, Place

_MODULE = tuple(FragmentKind).index(FragmentKind.MODULE)
MOST_WORKS_OF_AN_EXCLUSIVE_FEATURE = 40
"""A feature of more works never counts as exclusive; of the default corpus's makers Meta has the most works, 101."""


class Lookup:
    """An index without the sources that are not older than a date; a team's own works are told apart.

    `without` are models, and `past` numbers of files, that are looked past as if the corpus did not hold them: how
    accuracy is measured. `firsts` is when models were first published, as far as that is known: a copy in a corpus
    tells no more than that the model was there by then.
    """

    def __init__(
        self,
        index: Index,
        own: tuple[str, ...] = (),
        before: str = "",
        without: frozenset[str] = frozenset(),
        past: tuple[int, ...] = (),
        firsts: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.index, self.firsts = index, firsts
        arrays, described = index.arrays, index.description
        owned = np.array([work.organisation in own for work in described.works], np.bool_)
        sources = np.array([not before or source.released < before for source in described.sources], np.bool_)
        held = np.array([work.model not in without for work in described.works], np.bool_)
        dated, ours = sources[arrays.file_source] & held[arrays.file_work], owned[arrays.file_work]
        dated[list(past)] = False
        self.files_any = dated
        files = dated & ~ours
        self.places_open = files[arrays.place_file]
        self.places_own = (dated & ours)[arrays.place_file]
        self.places_any = self.places_open | self.places_own
        begins = arrays.class_places[:-1].astype(np.int64)
        self.open = np.logical_or.reduceat(self.places_any, begins)
        self.has_own = bool(owned.any())
        self.has_others = np.logical_or.reduceat(self.places_open, begins) if self.has_own else self.open
        self.total = len(described.works)
        self.sharing = Sharing(arrays, self.open, self.total, index.spread)
        self.literals = Literals(arrays)
        self.chains = Chains(described.links)
        self._all: dict[int, frozenset[int]] = {}
        self._works: dict[int, I64] = {}
        self._open_places: dict[int, list[int]] = {}
        self._ancestors: dict[int, frozenset[int]] = {}
        self._definitions: dict[int, tuple[int, ...]] = {}

    def overlaps(self, prints: Fingerprints, units: Sequence[int]) -> Iterator[Overlap]:
        """For each of some units of a file the classes that share features with it, and those that are near it."""
        return self.sharing.overlaps(prints, units)

    def of_digest(self, digest: int) -> int | None:
        """The class of this digest, if the index has it in a work that counts."""
        digests = self.index.arrays.class_digest
        at = int(np.searchsorted(digests, np.uint64(digest)))
        return at if at < len(digests) and int(digests[at]) == digest and self.open[at] else None

    def of_digests(self, digests: U64) -> I64:
        """The same of many; -1 where there is none."""
        known = self.index.arrays.class_digest
        at = np.searchsorted(known, digests)
        at[at == len(known)] = 0
        return np.where((known[at] == digests) & self.open[at], at, -1)

    def written(self, cls: I64, exact: U64) -> tuple[I64, I64]:
        """Places of classes in works of others at which the tokens have each class's digest; and which class's."""
        low, high = bounds(self.index.arrays.class_places, cls)
        places, which = ranges(low, high), np.repeat(np.arange(len(cls)), high - low)
        found = np.flatnonzero(self.places_open[places] & (self.index.arrays.place_exact[places] == exact[which]))
        return places[found], which[found]

    def exclusive_bits(self, features: Features, cls: int, theirs: frozenset[int]) -> float:
        """Worth of the features shared with a class that no work but theirs has, the submitting team's included."""
        arrays = self.index.arrays
        group, times = features.group, features.times
        few = arrays.group_works[group] <= MOST_WORKS_OF_AN_EXCLUSIVE_FEATURE
        group, times = group[few], times[few]
        low, high = bounds(arrays.group_classes, group)
        classes, which = arrays.posting[ranges(low, high)], np.repeat(np.arange(len(group)), high - low)
        shared = np.zeros(len(group), np.bool_)
        shared[which[classes == cls]] = True
        classes, which = classes[shared[which]], which[shared[which]]
        low, high = bounds(arrays.class_places, classes.astype(np.int64))
        places, which = ranges(low, high), np.repeat(which, high - low)
        counted = self.places_any[places]
        work = arrays.file_work[arrays.place_file[places[counted]]].astype(np.int64)
        pairs = np.sort(which[counted] << 16 | work)
        pairs = pairs[np.diff(pairs, prepend=-1) != 0]
        having = np.bincount(pairs >> 16, minlength=len(group))
        is_another = np.ones(self.total, np.bool_)
        is_another[list(theirs)] = False
        others = np.bincount(pairs[is_another[pairs & 0xFFFF]] >> 16, minlength=len(group))
        alone = (having > 0) & (others == 0) & self._all_are_here(group, places, which)
        return float((times * rarity(having, self.total))[alone].sum())

    def _all_are_here(self, group: I64, places: I64, which: I64) -> Bits:
        """Whether no work that has a group's features is missing among some places; of an excerpt one may be."""
        if self.index.spread is None:
            return np.ones(len(group), np.bool_)
        pairs = np.unique(which << 16 | self.index.arrays.file_work[self.index.arrays.place_file[places]])
        is_whole: Bits = np.bincount(pairs >> 16, minlength=len(group)) >= self.index.arrays.group_works[group]
        return is_whole

    def all_works(self, cls: int) -> frozenset[int]:
        """Numbers of the works that a class occurs in, the organisation's own among them."""
        if cls not in self._all:
            self._all[cls] = frozenset(self._works_at(self._places(cls, self.places_any)).tolist())
        return self._all[cls]

    def ancestors(self, work: int) -> frozenset[int]:
        """The works that a work declares to descend from, at any distance, but for those known to be younger.

        A later release may rewrite an older model in terms of a younger one.
        """
        if work not in self._ancestors:
            described = self.index.description
            model = described.works[work].model
            own = self.firsts.get(model, "")
            models = {link.parent for link in chain(model, described.links)}
            models -= {one for one in models if own and self.firsts.get(one, "") > own}
            self._ancestors[work] = frozenset(at for at, one in enumerate(described.works) if one.model in models)
        return self._ancestors[work]

    def code_ends(self, cls: I64) -> tuple[I64, I64]:
        """Where the token codes of classes begin and end in the index's; a module has none."""
        arrays = self.index.arrays
        first, tokens = arrays.class_codes[cls].astype(np.int64), arrays.class_tokens[cls].astype(np.int64)
        is_coded = first != NO_CODES
        return first * is_coded, (first + tokens) * is_coded

    def codes(self, cls: int) -> U16:
        """Token codes of a class, folded to 16 bits."""
        first, last = self.code_ends(np.array([cls]))
        return self.index.arrays.codes[int(first[0]) : int(last[0])]

    def tokens_of(self, cls: int) -> int:
        """How many tokens a fragment of a class has."""
        return int(self.index.arrays.class_tokens[cls])

    def works_of(self, cls: int) -> I64:
        """Numbers of the works of others that a class occurs in."""
        if cls not in self._works:
            self._works[cls] = self._works_at(self._places(cls, self.places_open))
        return self._works[cls]

    def places(self, cls: int) -> list[int]:
        """Numbers of the places of a class in works of others."""
        if cls not in self._open_places:
            self._open_places[cls] = self._places(cls, self.places_open).tolist()
        return self._open_places[cls]

    def own_places(self, cls: int) -> list[int]:
        """Numbers of the places of a class in the organisation's own works."""
        return [int(place) for place in self._places(cls, self.places_own)]

    def _places(self, cls: int, among: Bits) -> I64:
        low, high = self.index.arrays.class_places[cls : cls + 2].tolist()
        found: I64 = np.flatnonzero(among[low:high]) + low
        return found

    def _works_at(self, places: I64) -> I64:
        return np.unique(self.index.arrays.file_work[self.index.arrays.place_file[places]]).astype(np.int64)

    def file_at(self, place: int) -> int:
        """Number of the file a place belongs to."""
        return int(self.index.arrays.place_file[place])

    def line_at(self, place: int) -> int:
        """First line of a place."""
        return int(self.index.arrays.place_first_line[place])

    def definitions_in(self, file: int, least: int) -> tuple[int, ...]:
        """Tokens of each top-level definition of a file that has at least so many."""
        if file not in self._definitions:
            self._definitions[file] = tuple(self._sizes(file))
        return tuple(tokens for tokens in self._definitions[file] if tokens >= least)

    def _sizes(self, file: int) -> Iterator[int]:
        """Tokens of every top-level definition of a file."""
        for place in self._in_file(file):
            name = self.index.text(int(self.index.arrays.place_name[place]))
            if name and "." not in name:
                yield self.tokens_of(self.class_at(place))

    def module_of(self, file: int) -> int:
        """The place of a file as a whole."""
        return next(place for place in self._in_file(file) if self.index.arrays.place_kind[place] == _MODULE)

    def _in_file(self, file: int) -> list[int]:
        found: list[int] = np.flatnonzero(self.index.arrays.place_file == file).tolist()
        return found

    def class_at(self, place: int) -> int:
        """The class that a place is of."""
        return int(np.searchsorted(self.index.arrays.class_places, place, side="right")) - 1

    def features(self, hashes: U64) -> Features:
        """Those of one fragment that the index has."""
        found = Grouped.of(self.index.arrays, hashes, np.array([0, len(hashes)]))
        return Features(found.group, found.times)

    def worth(self, hashes: U64) -> float:
        """Bits of rarity of some features together."""
        found = Grouped.of(self.index.arrays, hashes, np.array([0, len(hashes)]))
        known = float((self.sharing.worth[found.group] * found.times).sum())
        return known + int(found.unknown[0]) * self.sharing.worth_of_unknown

    def first_at(self, place: int) -> str:
        """When the model of a place was first published; the release of its source where nothing older is known."""
        return self.first_of(self.file_at(place))

    def first_of(self, file: int) -> str:
        """The same of a file."""
        described = self.index.description
        released = described.sources[int(self.index.arrays.file_source[file])].released
        return min(released, self.firsts.get(described.works[self.work_of(file)].model, released))

    def work_at(self, place: int) -> int:
        """Number of the work a place belongs to."""
        return self.work_of(self.file_at(place))

    def work_of(self, file: int) -> int:
        """Number of the work a file belongs to."""
        return int(self.index.arrays.file_work[file])

    def exact_at(self, place: int) -> int:
        """Digest of the tokens as written at a place."""
        return int(self.index.arrays.place_exact[place])

    def source_of(self, file: int) -> tuple[str, str]:
        """Key of the kept source and path inside it, to read the text of a file."""
        arrays = self.index.arrays
        key = self.index.description.source_keys[int(arrays.file_source[file])]
        return key, self.index.text(int(arrays.file_path[file]))

    def is_same_text(self, file: int, sha256: str) -> bool:
        """Whether a kept text is the one that was indexed."""
        return int(self.index.arrays.file_digest[file]) == int(sha256[:16], 16)

    def place(self, number: int) -> Place:
        """A place as the report names it."""
        arrays = self.index.arrays
        name = self.index.text(int(arrays.place_name[number]))
        first, last = int(arrays.place_first_line[number]), int(arrays.place_last_line[number])
        return self.place_in(int(arrays.place_file[number]), name, first, last)

    def place_in(self, file: int, name: str, first_line: int, last_line: int) -> Place:
        """Lines of a file as the report names them; the name of what stands there is empty where it has none."""
        arrays, described = self.index.arrays, self.index.description
        source = described.sources[int(arrays.file_source[file])]
        return Place(
            work=described.works[int(arrays.file_work[file])],
            source=source.id,
            host=source.host,
            licence=source.licence,
            released=source.released,
            path=self.index.text(int(arrays.file_path[file])),
            name=name,
            first_line=first_line,
            last_line=last_line,
        )
