# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions to a corpus answer as counting by hand would, and as far as dates and organisations allow."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.analysis import entry
from gyebo.corpus.assembling import assemble
from gyebo.corpus.index import Index, mapped
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.narrow import wide
from gyebo.model import I64, U64, Analysed

NONE: I64 = np.empty(0, np.int64)
Analyse = Callable[[str], Analysed]


@pytest.fixture(scope="module")
def lookup(tiny_index: Index) -> Lookup:
    return Lookup(tiny_index)


def unit(found: Analysed, name: str) -> int:
    return [one.name for one in found.syntax.units].index(name)


def class_of(lookup: Lookup, analysed: Analyse, text: str, name: str) -> int:
    found = analysed(text)
    cls = lookup.of_digest(int(found.prints.digests[unit(found, name)]))
    assert cls is not None
    return cls


def models(lookup: Lookup, places: list[int]) -> list[tuple[str, str]]:
    return [(lookup.place(place).work.model, lookup.place(place).released) for place in places]


def works_of(lookup: Lookup, organisation: str) -> set[int]:
    works = lookup.index.description.works
    return {at for at, work in enumerate(works) if work.organisation == organisation}


def by_hand(index: Index, features: set[int]) -> dict[int, float]:
    arrays, total = index.arrays, len(index.description.works)
    groups = dict(zip(known(index), wide(arrays.feature_group).tolist(), strict=True))
    shared: dict[int, float] = {}
    for feature in features & set(groups):
        low, high = arrays.group_classes[groups[feature] : groups[feature] + 2].tolist()
        for cls in arrays.posting[low:high].tolist():
            shared[cls] = shared.get(cls, 0.0) + float(np.log2((total + 1) / arrays.group_works[groups[feature]]))
    return shared


def known(index: Index) -> list[int]:
    """Features that the index tells from others, as hashes of 64 bits."""
    arrays = index.arrays
    halves = zip(arrays.feature.tolist(), arrays.feature_rest.tolist(), strict=True)
    return [(high << 8 | low) << 24 for high, low in halves]


@given(st.data())
def test_overlaps_are_those_of_a_count_by_hand(tiny_index: Index, lookup: Lookup, data: st.DataObject) -> None:
    some = data.draw(st.sets(st.sampled_from(known(tiny_index)), max_size=30))
    strange = data.draw(st.sets(st.integers(0, 2**64 - 1), max_size=5))
    features: U64 = np.array(sorted(some | strange), np.uint64)
    overlap = lookup.sharing.overlap(features, NONE)
    expected = by_hand(tiny_index, some | strange)
    assert overlap.cls.tolist() == sorted(expected)
    np.testing.assert_allclose(overlap.shared, [expected[cls] for cls in sorted(expected)])
    np.testing.assert_array_equal(overlap.whole, tiny_index.arrays.class_weight[overlap.cls])
    assert (overlap.shared <= overlap.whole + 1e-9).all()
    assert (overlap.shared <= overlap.own + 1e-9).all()


def test_the_earliest_release_of_a_fragment_comes_first(
    lookup: Lookup, analysed: Analyse, texts: dict[str, str]
) -> None:
    cls = class_of(lookup, analysed, texts["header"] + texts["router"], "route")
    assert models(lookup, lookup.places(cls)) == [("aurora_one", "2024-01-01"), ("aurora_one", "2025-06-01")]


def test_renamed_fragments_of_several_works_are_one_class(
    lookup: Lookup, analysed: Analyse, texts: dict[str, str]
) -> None:
    cls = class_of(lookup, analysed, texts["header"] + texts["shift"], "shift")
    assert [model for model, _ in models(lookup, lookup.places(cls))] == ["borealis", "hanul"]
    assert len({lookup.exact_at(place) for place in lookup.places(cls)}) == 2


def test_an_organisation_s_own_works_are_told_apart(
    tiny_index: Index, analysed: Analyse, texts: dict[str, str]
) -> None:
    own = Lookup(tiny_index, ("hanul",))
    cls = class_of(own, analysed, texts["header"] + texts["shift"], "shift")
    assert [model for model, _ in models(own, own.places(cls))] == ["borealis"]
    assert [model for model, _ in models(own, own.own_places(cls))] == ["hanul"]
    assert [tiny_index.description.works[work].model for work in map(int, own.works_of(cls))] == ["borealis"]


def test_the_works_of_all_partners_are_told_apart(tiny_index: Index, analysed: Analyse, texts: dict[str, str]) -> None:
    own = Lookup(tiny_index, ("hanul", "borealis"))
    cls = class_of(own, analysed, texts["header"] + texts["shift"], "shift")
    assert own.places(cls) == []
    assert {model for model, _ in models(own, own.own_places(cls))} == {"hanul", "borealis"}


def test_a_model_left_out_counts_neither_as_own_nor_as_another_s(
    tiny_index: Index, analysed: Analyse, texts: dict[str, str]
) -> None:
    less = Lookup(tiny_index, ("hanul",), without=frozenset({"hanul"}))
    cls = class_of(less, analysed, texts["header"] + texts["shift"], "shift")
    assert [model for model, _ in models(less, less.places(cls))] == ["borealis"]
    assert less.own_places(cls) == []


@pytest.mark.parametrize(("before", "expected"), [("2024-01-01", 0), ("2024-01-02", 1), ("2025-06-01", 1), ("", 2)])
def test_what_is_not_older_than_a_date_does_not_count(
    tiny_index: Index, analysed: Analyse, texts: dict[str, str], before: str, expected: int
) -> None:
    dated, found = Lookup(tiny_index, before=before), analysed(texts["header"] + texts["shift"])
    cls = dated.of_digest(int(found.prints.digests[1]))
    assert len(dated.places(cls) if cls is not None else []) == expected
    assert bool(len(dated.sharing.overlap(found.prints.features, NONE).cls)) == bool(expected)


def test_a_signature_finds_its_own_class(lookup: Lookup, analysed: Analyse, texts: dict[str, str]) -> None:
    for name, inside in (("norm", "RootNorm"), ("router", "route"), ("shift", "shift")):
        found = analysed(texts["header"] + texts[name])
        cls = class_of(lookup, analysed, texts["header"] + texts[name], inside)
        assert cls in lookup.sharing.near(found.prints.signatures[[unit(found, inside)]])[0].tolist()


def test_where_all_features_are_common_the_rarest_and_what_is_near_are_counted_whole(
    tiny_index: Index, lookup: Lookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    features: U64 = np.array(known(tiny_index), np.uint64)
    whole = lookup.sharing.overlap(features, NONE)
    expected = dict(zip(whole.cls.tolist(), whole.shared.tolist(), strict=True))
    monkeypatch.setattr("gyebo.corpus.sharing.MOST_POSTINGS", 1)
    monkeypatch.setattr("gyebo.corpus.sharing.MOST_LIKELY", 1)
    near = whole.cls[-1:]
    fewer = lookup.sharing.overlap(features, near)
    assert len(fewer.cls) < len(whole.cls)
    assert int(near[0]) in fewer.cls.tolist()
    assert fewer.own == pytest.approx(whole.own)
    for cls, shared in zip(fewer.cls.tolist(), fewer.shared.tolist(), strict=True):
        assert shared == pytest.approx(expected[cls])


def test_an_unknown_digest_has_no_class(lookup: Lookup) -> None:
    assert lookup.of_digest(0) is None
    assert lookup.of_digest(2**64 - 1) is None


def test_exclusive_bits_are_of_features_that_nobody_else_has(
    lookup: Lookup, analysed: Analyse, texts: dict[str, str]
) -> None:
    route, shift = analysed(texts["header"] + texts["router"]), analysed(texts["header"] + texts["shift"])
    cls = class_of(lookup, analysed, texts["header"] + texts["router"], "route")
    bits = lookup.exclusive_bits(lookup.features(route.prints.features), cls, frozenset(works_of(lookup, "aurora")))
    assert bits > 30
    assert bits <= float(lookup.sharing.overlap(route.prints.features, NONE).shared.max()) + 1e-9
    assert (
        lookup.exclusive_bits(lookup.features(route.prints.features), cls, frozenset(works_of(lookup, "borealis"))) == 0
    )
    shared = class_of(lookup, analysed, texts["header"] + texts["shift"], "shift")
    assert (
        lookup.exclusive_bits(lookup.features(shift.prints.features), shared, frozenset(works_of(lookup, "borealis")))
        < 30
    )


def test_a_place_says_where_its_text_is_and_whether_it_is_still_the_same(lookup: Lookup, tiny_index: Index) -> None:
    key, path = lookup.source_of(lookup.file_at(0))
    assert key in tiny_index.description.source_keys
    assert path == lookup.place(0).path
    assert not lookup.is_same_text(lookup.file_at(0), hashlib.sha256(b"other").hexdigest())


def test_a_corpus_of_modules_alone_can_be_asked(
    tiny_index: Index, analysed: Analyse, texts: dict[str, str], tmp_path: Path
) -> None:
    module = entry(analysed("".join(f"a{n} = {n} + b\n" for n in range(20))), 0, 0)
    assemble([module], 1, tmp_path)
    lookup = Lookup(Index(replace(tiny_index.description), "", mapped(tmp_path)))
    assert len(lookup.sharing.overlap(analysed(texts["header"] + texts["shift"]).prints.features, NONE).cls) == 0
    assert lookup.of_digest(int(module.digests[0])) == 0


def test_the_fragments_of_a_file_are_asked_for_at_once_as_one_by_one(
    lookup: Lookup, analysed: Analyse, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = analysed(texts["header"] + texts["norm"] + texts["router"] + texts["shift"])
    units = [at for at in range(len(found.syntax.units)) if found.prints.bounds[at] < found.prints.bounds[at + 1]]
    assert len(units) > 2
    for most in (10_000, 3):
        monkeypatch.setattr("gyebo.corpus.sharing.MOST_POSTINGS", most)
        together = list(lookup.overlaps(found.prints, units))
        for at, one in zip(units, together, strict=True):
            features = found.prints.features[slice(*found.prints.bounds[at : at + 2].tolist())]
            near, _ = lookup.sharing.near(found.prints.signatures[[at]])
            alone = lookup.sharing.overlap(features, near)
            assert one.near.tolist() == near.tolist()
            assert one.cls.tolist() == alone.cls.tolist()
            assert one.shared.tolist() == alone.shared.tolist()


def test_rows_of_common_features_are_made_anew_when_there_is_no_room(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    features: U64 = np.array(known(tiny_index), np.uint64)
    monkeypatch.setattr("gyebo.corpus.sharing.MOST_POSTINGS", 1)
    roomy = Lookup(tiny_index).sharing.overlap(features, NONE)
    monkeypatch.setattr("gyebo.corpus.sharing._ROWS_IN_MEMORY", 1)
    narrow = Lookup(tiny_index).sharing
    for some in (features[:9], features[9:], features):
        narrow.overlap(some, NONE)
    assert narrow.overlap(features, NONE).shared.tolist() == roomy.shared.tolist()
