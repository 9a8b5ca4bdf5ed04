# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Many files become one set of arrays in which every distinct fragment stands once, with all its places."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
import pytest

from gyebo.analysis import entry
from gyebo.corpus.assembling import assemble, rarity
from gyebo.corpus.index import Arrays, Index
from gyebo.errors import CorpusError
from gyebo.model import Analysed, Entry
from gyebo.signatures import band_keys

Analyse = Callable[[str], Analysed]


@pytest.fixture(scope="module")
def entries(analysed: Analyse, texts: dict[str, str]) -> list[Entry]:
    """Four files of three works; the last two files belong to one."""
    files = [
        texts["norm"] + texts["router"],
        texts["norm"].replace("states", "inputs"),
        texts["shift"],
        texts["shift"] + texts["router"],
    ]
    return [
        replace(entry(analysed(text), source=number % 2, work=min(number, 2)), path=f"{number}.py")
        for number, text in enumerate(files)
    ]


@pytest.fixture(scope="module")
def arrays(entries: list[Entry]) -> Arrays:
    return assemble(entries, 3)


def rows(arrays: Arrays, cls: int, bounds: str) -> slice:
    low, high = getattr(arrays, bounds)[cls : cls + 2].tolist()
    return slice(low, high)


def test_equal_fragments_are_one_class_with_all_their_places(entries: list[Entry], arrays: Arrays) -> None:
    counts = Counter(digest for one in entries for digest in one.digests.tolist())
    assert arrays.class_digest.tolist() == sorted(counts)
    assert np.diff(arrays.class_places).tolist() == [counts[digest] for digest in sorted(counts)]
    assert max(counts.values()) >= 2


def test_the_places_of_a_class_come_in_the_order_of_the_files(entries: list[Entry], arrays: Arrays) -> None:
    for cls, digest in enumerate(arrays.class_digest.tolist()):
        files = arrays.place_file[rows(arrays, cls, "class_places")].tolist()
        assert files == [at for at, one in enumerate(entries) for held in one.digests.tolist() if held == digest]


def test_a_class_has_the_codes_of_its_fragments(entries: list[Entry], arrays: Arrays) -> None:
    for one in entries:
        for unit, digest in enumerate(one.digests.tolist()):
            cls = int(np.searchsorted(arrays.class_digest, np.uint64(digest)))
            own = one.codes[slice(*one.code_bounds[unit : unit + 2].tolist())]
            np.testing.assert_array_equal(arrays.codes[rows(arrays, cls, "class_codes")], own)
            assert arrays.class_tokens[cls] == one.tokens[unit]


def test_postings_rarity_and_weights_are_those_of_a_count_by_hand(entries: list[Entry], arrays: Arrays) -> None:
    first: dict[int, set[int]] = {}
    works: dict[int, set[int]] = defaultdict(set)
    for one in entries:
        for unit, digest in enumerate(one.digests.tolist()):
            own = one.features[slice(*one.bounds[unit : unit + 2].tolist())].tolist()
            first.setdefault(digest, set(own))
            works[digest].add(one.work)
    having: dict[int, set[int]] = defaultdict(set)
    for digest, own in first.items():
        for feature in own:
            having[feature] |= works[digest]
    assert arrays.feature.tolist() == sorted(having)
    assert arrays.feature_works.tolist() == [len(having[feature]) for feature in sorted(having)]
    classes = arrays.class_digest.tolist()
    for at, feature in enumerate(sorted(having)):
        posted = arrays.posting[rows(arrays, at, "feature_classes")].tolist()
        assert posted == [cls for cls, digest in enumerate(classes) if feature in first[digest]]
    for cls, digest in enumerate(classes):
        weight = sum(np.log2(4 / len(having[feature])) for feature in first[digest])
        assert arrays.class_weight[cls] == pytest.approx(weight)
        assert arrays.works[rows(arrays, cls, "class_works")].tolist() == sorted(works[digest])


def test_bands_are_sorted_and_say_whose_key_each_is(arrays: Arrays) -> None:
    assert (np.diff(arrays.band_key.astype(np.int64)) >= 0).all()
    keys = band_keys(arrays.signature)
    np.testing.assert_array_equal(np.take_along_axis(keys, arrays.band_class.astype(np.int64), 1), arrays.band_key)


def test_the_same_entries_make_the_same_arrays(entries: list[Entry], arrays: Arrays) -> None:
    again = assemble(entries, 3)
    for one in fields(Arrays):
        np.testing.assert_array_equal(getattr(again, one.name), getattr(arrays, one.name))


def test_names_paths_and_lines_are_those_of_the_files(arrays: Arrays, tiny_index: Index, texts: dict[str, str]) -> None:
    index = Index(tiny_index.description, "", arrays)
    shown = {
        (index.text(int(arrays.file_path[file])), index.text(int(name)), first, last)
        for file, name, first, last in zip(
            arrays.place_file, arrays.place_name, arrays.place_first_line, arrays.place_last_line, strict=True
        )
    }
    lines = texts["norm"].count("\n")
    assert {("0.py", "RootNorm", 2, lines), ("1.py", "RootNorm.__init__", 3, 6), ("2.py", "shift", 2, 8)} <= shown


def test_a_corpus_without_fragments_is_refused(analysed: Analyse) -> None:
    with pytest.raises(CorpusError, match="hold no fragment"):
        assemble([entry(analysed("x = 1\n"), 0, 0)], 1)


def test_a_corpus_of_modules_alone_can_be_assembled(analysed: Analyse) -> None:
    arrays = assemble([entry(analysed("".join(f"a{n} = {n} + b\n" for n in range(20))), 0, 0)], 1)
    assert (len(arrays.class_digest), len(arrays.feature), len(arrays.codes)) == (1, 0, 0)


def test_what_all_works_have_is_worth_next_to_nothing() -> None:
    worth = rarity(np.array([1, 2, 99]), 99)
    assert worth[0] > worth[1] > worth[2] > 0
    assert worth[2] < 0.02
