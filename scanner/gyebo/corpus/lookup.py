# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions to an opened index on behalf of one submission: its organisation's own works are told apart."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from gyebo.corpus.assembling import rarity
from gyebo.corpus.index import Index
from gyebo.corpus.lineage import chain
from gyebo.model import F64, I64, U16, U32, U64, Bits
from gyebo.report import Place
from gyebo.signatures import band_keys

MOST_WORKS_OF_AN_EXCLUSIVE_FEATURE = 40
"""A feature of more works never counts as exclusive; of the default corpus's makers Meta has the most works, 87."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """Classes that share features with a fragment, and how much that is worth in bits."""

    cls: I64
    shared: F64
    whole: F64
    """Worth of all of the class's features."""
    own: float
    """Worth of all of the fragment's features."""


class Lookup:
    """An index without the sources that are not older than a date; an organisation's own works are told apart.

    `without` are models, and `past` numbers of files, that are looked past as if the corpus did not hold them: how
    accuracy is measured. `firsts` is when models were first published, as far as that is known: a copy in a corpus
    tells no more than that the model was there by then.
    """

    def __init__(
        self,
        index: Index,
        own: str = "",
        before: str = "",
        without: frozenset[str] = frozenset(),
        past: tuple[int, ...] = (),
        firsts: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.index, self.firsts = index, firsts
        arrays, described = index.arrays, index.description
        owned = np.array([bool(own) and work.organisation == own for work in described.works], np.bool_)
        sources = np.array([not before or source.released < before for source in described.sources], np.bool_)
        held = np.array([work.model not in without for work in described.works], np.bool_)
        dated, ours = sources[arrays.file_source] & held[arrays.file_work], owned[arrays.file_work]
        dated[list(past)] = False
        files = dated & ~ours
        self.places_open = files[arrays.place_file]
        self.places_own = (dated & ours)[arrays.place_file]
        self.places_any = self.places_open | self.places_own
        self.open = np.logical_or.reduceat(self.places_any, arrays.class_places[:-1])
        self.total = len(described.works)
        self._known: dict[int, frozenset[int]] = {}
        self._ancestors: dict[int, frozenset[int]] = {}

    def overlaps(self, features: U64) -> Overlap:
        """Every class that shares a feature, with its worth."""
        arrays = self.index.arrays
        worth, at, found = self._worth(features)
        low, high = arrays.feature_classes[at], arrays.feature_classes[at + 1]
        postings = arrays.posting[_ranges(low, high)]
        weights = np.repeat(worth[found], high - low)
        shared: F64 = np.bincount(postings, weights, minlength=len(self.open)).astype(np.float64)
        cls = np.flatnonzero((shared > 0) & self.open)
        return Overlap(cls, shared[cls], arrays.class_weight[cls], float(worth.sum()))

    def _worth(self, features: U64) -> tuple[F64, I64, Bits]:
        """Worth of each feature; and, as below, where the index has those it has."""
        at, found = self._held(features)
        worth = np.full(len(features), float(rarity(np.array([1]), self.total)[0]))
        worth[found] = rarity(self.index.arrays.feature_works[at], self.total)
        return worth, at, found

    def _held(self, features: U64) -> tuple[I64, Bits]:
        """Where the index has those of the features that it has, and which these are."""
        known = self.index.arrays.feature
        at = np.searchsorted(known, features)
        found = at < len(known)
        found[found] = known[at[found]] == features[found]
        return at[found], found

    def in_same_bands(self, signature: U32) -> I64:
        """Classes that agree with a MinHash signature in a whole band."""
        arrays, found = self.index.arrays, list[I64]()
        for band, key in enumerate(band_keys(signature[None, :])[:, 0].tolist()):
            low, high = (
                int(np.searchsorted(arrays.band_key[band], np.uint32(key), side)) for side in ("left", "right")
            )
            found.append(arrays.band_class[band, low:high].astype(np.int64))
        cls = np.unique(np.concatenate(found))
        return cls[self.open[cls]]

    def of_digest(self, digest: int) -> int | None:
        """The class of this digest, if the index has it in a work that counts."""
        digests = self.index.arrays.class_digest
        at = int(np.searchsorted(digests, np.uint64(digest)))
        return at if at < len(digests) and int(digests[at]) == digest and self.open[at] else None

    def exclusive_bits(self, features: U64, cls: int, theirs: frozenset[int]) -> float:
        """Worth of the features shared with a class that no work but theirs has, the submitting team's included."""
        arrays = self.index.arrays
        at, _ = self._held(features)
        at = at[arrays.feature_works[at] <= MOST_WORKS_OF_AN_EXCLUSIVE_FEATURE]
        bits = 0.0
        for feature in at.tolist():
            low, high = arrays.feature_classes[feature : feature + 2].tolist()
            classes = arrays.posting[low:high].tolist()
            having = set[int]().union(*(self.all_works(one) for one in classes)) if cls in classes else set[int]()
            if having and having <= theirs:
                bits += math.log2((self.total + 1) / len(having))
        return bits

    def all_works(self, cls: int) -> frozenset[int]:
        """Numbers of the works that a class occurs in, the organisation's own among them."""
        if cls not in self._known:
            self._known[cls] = frozenset(self._works(self._places(cls, self.places_any)).tolist())
        return self._known[cls]

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

    def codes(self, cls: int) -> U16:
        """Token codes of a class, folded to 16 bits."""
        arrays = self.index.arrays
        return arrays.codes[arrays.class_codes[cls] : arrays.class_codes[cls + 1]]

    def tokens_of(self, cls: int) -> int:
        """How many tokens a fragment of a class has."""
        return int(self.index.arrays.class_tokens[cls])

    def works_of(self, cls: int) -> I64:
        """Numbers of the works of others that a class occurs in."""
        return self._works(self._places(cls, self.places_open))

    def places(self, cls: int) -> list[int]:
        """Numbers of the places of a class in works of others."""
        return [int(place) for place in self._places(cls, self.places_open)]

    def own_places(self, cls: int) -> list[int]:
        """Numbers of the places of a class in the organisation's own works."""
        return [int(place) for place in self._places(cls, self.places_own)]

    def _places(self, cls: int, among: Bits) -> I64:
        low, high = self.index.arrays.class_places[cls : cls + 2].tolist()
        found: I64 = np.flatnonzero(among[low:high]) + low
        return found

    def _works(self, places: I64) -> I64:
        return np.unique(self.index.arrays.file_work[self.index.arrays.place_file[places]]).astype(np.int64)

    def file_at(self, place: int) -> int:
        """Number of the file a place belongs to."""
        return int(self.index.arrays.place_file[place])

    def line_at(self, place: int) -> int:
        """First line of a place."""
        return int(self.index.arrays.place_first_line[place])

    def definitions_in(self, file: int, least: int) -> int:
        """How many top-level definitions of at least so many tokens a file has."""
        arrays = self.index.arrays
        places = np.flatnonzero(arrays.place_file == file)
        tokens = arrays.class_tokens[np.searchsorted(arrays.class_places, places, side="right") - 1]
        names = (self.index.text(int(arrays.place_name[place])) for place in places[tokens >= least].tolist())
        return sum(bool(name) and "." not in name for name in names)

    def literal_works(self, literal: int) -> int:
        """In how many works a comment or message of this hash occurs."""
        arrays = self.index.arrays
        at = int(np.searchsorted(arrays.literal, np.uint64(literal)))
        found = at < len(arrays.literal) and int(arrays.literal[at]) == literal
        return int(arrays.literal_works[at]) if found else 0

    def worth(self, features: U64) -> float:
        """Bits of rarity of some features together."""
        return float(self._worth(features)[0].sum())

    def first_at(self, place: int) -> str:
        """When the model of a place was first published; the release of its source where nothing older is known."""
        arrays, described = self.index.arrays, self.index.description
        released = described.sources[int(arrays.file_source[arrays.place_file[place]])].released
        return min(released, self.firsts.get(described.works[self.work_at(place)].model, released))

    def work_at(self, place: int) -> int:
        """Number of the work a place belongs to."""
        return int(self.index.arrays.file_work[self.index.arrays.place_file[place]])

    def exact_at(self, place: int) -> int:
        """Digest of the tokens as written at a place."""
        return int(self.index.arrays.place_exact[place])

    def source_at(self, place: int) -> tuple[str, str]:
        """Key of the kept source and path inside it, to read the text of a place."""
        arrays = self.index.arrays
        file = int(arrays.place_file[place])
        return self.index.description.source_keys[int(arrays.file_source[file])], self.index.text(
            int(arrays.file_path[file])
        )

    def is_same_text(self, place: int, sha256: str) -> bool:
        """Whether a kept text is the one that was indexed."""
        digest = int(self.index.arrays.file_digest[self.index.arrays.place_file[place]])
        return digest == int(sha256[:16], 16)

    def place(self, number: int) -> Place:
        """A place as the report names it."""
        arrays, described = self.index.arrays, self.index.description
        file = int(arrays.place_file[number])
        source = described.sources[int(arrays.file_source[file])]
        return Place(
            work=described.works[int(arrays.file_work[file])],
            source=source.id,
            host=source.host,
            licence=source.licence,
            released=source.released,
            path=self.index.text(int(arrays.file_path[file])),
            name=self.index.text(int(arrays.place_name[number])),
            first_line=int(arrays.place_first_line[number]),
            last_line=int(arrays.place_last_line[number]),
        )


def _ranges(low: I64, high: I64) -> I64:
    """The numbers of all ranges, one range after the other."""
    length = high - low
    return np.repeat(low - (np.cumsum(length) - length), length) + np.arange(int(length.sum()))
