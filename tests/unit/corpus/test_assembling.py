# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Many files become one set of arrays in which every distinct fragment stands once, with all its places."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from gyebo.analysis import entry
from gyebo.corpus import narrow as narrowing
from gyebo.corpus.assembling import assemble
from gyebo.corpus.index import NO_CODES, Arrays, Index, mapped
from gyebo.corpus.narrow import wide
from gyebo.corpus.overlap import rarity
from gyebo.errors import CorpusError
from gyebo.model import Analysed, Entry

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


def assembled(entries: list[Entry], works: int, folder: Path) -> Arrays:
    assemble(entries, works, folder)
    return mapped(folder)


@pytest.fixture(scope="module")
def arrays(entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Arrays:
    return assembled(entries, 3, tmp_path_factory.mktemp("arrays"))


def features(arrays: Arrays) -> list[int]:
    return [int(one) for one in arrays.feature.astype(np.int64) << 8 | arrays.feature_rest]


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
            first, tokens = int(one.first[unit]), int(one.tokens[unit])
            begins = int(arrays.class_codes[cls])
            assert arrays.class_tokens[cls] == tokens
            assert (begins == NO_CODES) == (not one.names[unit])
            if begins != NO_CODES:
                np.testing.assert_array_equal(arrays.codes[begins : begins + tokens], one.codes[first : first + tokens])


def test_what_lies_inside_a_class_shares_its_codes(entries: list[Entry], arrays: Arrays) -> None:
    distinct = {digest: (one, at) for one in reversed(entries) for at, digest in enumerate(one.digests.tolist())}
    outer = [one.tokens[at] for one, at in distinct.values() if one.names[at] and "." not in one.names[at]]
    assert len(arrays.codes) == sum(outer)


def test_postings_rarity_and_weights_are_those_of_a_count_by_hand(entries: list[Entry], arrays: Arrays) -> None:
    first: dict[int, set[int]] = {}
    works: dict[int, set[int]] = defaultdict(set)
    for one in entries:
        for unit, digest in enumerate(one.digests.tolist()):
            own = one.features[slice(*one.bounds[unit : unit + 2].tolist())].tolist()
            first.setdefault(digest, {feature >> 24 for feature in own})
            works[digest].add(one.work)
    having: dict[int, set[int]] = defaultdict(set)
    for digest, own in first.items():
        for feature in own:
            having[feature] |= works[digest]
    assert features(arrays) == sorted(having)
    groups, classes = wide(arrays.feature_group).tolist(), arrays.class_digest.tolist()
    for group, feature in zip(groups, sorted(having), strict=True):
        posted = arrays.posting[rows(arrays, group, "group_classes")].tolist()
        assert posted == [cls for cls, digest in enumerate(classes) if feature in first[digest]]
        assert arrays.group_works[group] == len(having[feature])
    lists = [tuple(arrays.posting[rows(arrays, group, "group_classes")]) for group in range(len(arrays.group_works))]
    assert len(set(lists)) == len(lists)
    for cls, digest in enumerate(classes):
        weight = sum(np.log2(4 / len(having[feature])) for feature in first[digest])
        assert arrays.class_weight[cls] == pytest.approx(weight)


def test_each_class_is_in_one_bucket_of_every_band(entries: list[Entry], arrays: Arrays) -> None:
    keys = {digest: one.bands[at] for one in reversed(entries) for at, digest in enumerate(one.digests.tolist())}
    shift = 33 - arrays.band_start.shape[1].bit_length()
    for band, (starts, classes) in enumerate(zip(arrays.band_start, arrays.band_class, strict=True)):
        for bucket, (low, high) in enumerate(pairwise(starts.tolist())):
            for cls in wide(classes[low:high]).tolist():
                assert int(keys[int(arrays.class_digest[cls])][band]) >> shift == bucket
        assert sorted(wide(classes).tolist()) == list(range(len(arrays.class_digest)))


def test_the_same_entries_make_the_same_arrays(entries: list[Entry], arrays: Arrays, tmp_path: Path) -> None:
    again = assembled(entries, 3, tmp_path)
    for one in fields(Arrays):
        np.testing.assert_array_equal(getattr(again, one.name), getattr(arrays, one.name))


def test_more_groups_than_three_bytes_can_number_take_four(
    entries: list[Entry], arrays: Arrays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "MOST", 1)
    assemble(entries, 2, tmp_path)
    found = mapped(tmp_path)
    assert found.feature_group.shape == (len(arrays.feature_group), 4)
    assert wide(found.feature_group).tolist() == wide(arrays.feature_group).tolist()
    assert found.posting.tolist() == arrays.posting.tolist()


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


def test_a_corpus_without_fragments_is_refused(analysed: Analyse, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="hold no fragment"):
        assemble([entry(analysed("x = 1\n"), 0, 0)], 1, tmp_path)


def test_a_corpus_of_modules_alone_can_be_assembled(analysed: Analyse, tmp_path: Path) -> None:
    arrays = assembled([entry(analysed("".join(f"a{n} = {n} + b\n" for n in range(20))), 0, 0)], 1, tmp_path)
    assert (len(arrays.class_digest), len(arrays.feature), len(arrays.codes)) == (1, 0, 0)


def test_what_all_works_have_is_worth_next_to_nothing() -> None:
    worth = rarity(np.array([1, 2, 99]), 99)
    assert worth[0] > worth[1] > worth[2] > 0
    assert worth[2] < 0.02
