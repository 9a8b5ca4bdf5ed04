# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A scan against tables says what a scan against the index says: the same candidates, the same report."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from gyebo import excerpting, resources, rulebook
from gyebo.analysis import Analyser
from gyebo.build import build
from gyebo.corpus import sharing
from gyebo.corpus.index import open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import Manifest, load
from gyebo.corpus.pipconfig import Indexes
from gyebo.engines import duck, reading
from gyebo.engines.arrow import arrow
from gyebo.engines.store import Store
from gyebo.languages import SUFFIXES
from gyebo.model import Analysed, Candidates, SourceFile, silent
from gyebo.pipeline import Request, scan
from gyebo.settings import from_flags
from gyebo.stages.collect import collect
from gyebo.stages.retrieve import retrieve
from gyebo.tabling import Engine, Tables, described_in, digest_of, make

CASES = (
    "two-origins",
    "whole-file-renamed",
    "common-heritage",
    "two-functions-merged",
    "library-with-one-edited-file",
    "sentences-kept-code-rewritten",
)
Make = Callable[[Manifest, Store], Tables]
OFFLINE = Indexes(no_index=True)


def excerpt(store: Store, files: Sequence[SourceFile], cache: Path) -> Path:
    tables = described_in(store)
    with duck.asked(store, tables.folder, [name for own in tables.files for name in own]) as ask:
        return excerpting.excerpt(tables, digest_of(store), excerpting.asked(files), cache, ask)


def shown(lookup: Lookup, candidates: Candidates) -> list[tuple[int, float, float, float, float]]:
    """Candidates by the digests of their classes, which an index and an excerpt of it have alike."""
    digests = lookup.index.arrays.class_digest
    columns = (candidates.shared, candidates.resemblance, candidates.containment, candidates.inclusion)
    return list(zip(digests[candidates.cls].tolist(), *(one.tolist() for one in columns), strict=True))


@pytest.mark.parametrize("most", [sharing.MOST_POSTINGS, 60, 5])
def test_candidates_are_those_of_the_index_however_few_occurrences_are_gone_through(
    most: int,
    tiny_tables: Store,
    tiny_folder: Path,
    texts: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (sharing, excerpting):
        monkeypatch.setattr(module, "MOST_POSTINGS", most)
    monkeypatch.setattr(sharing, "MOST_LIKELY", 3)
    monkeypatch.setattr(excerpting, "MOST_WORKS_OF_AN_EXCLUSIVE_FEATURE", 1)
    text = texts["header"] + texts["norm"].replace("states", "values") + texts["router"] + texts["shift"][:300]
    file = SourceFile(PurePosixPath("own.py"), text.encode())
    analysed = Analyser()(file)
    assert isinstance(analysed, Analysed)
    lookups = [Lookup(open_index(folder)) for folder in (tiny_folder, excerpt(tiny_tables, [file], tmp_path))]
    units = range(len(analysed.syntax.units))
    whole, part = ([shown(one, found) for found in retrieve(one, analysed.prints, units)] for one in lookups)
    assert whole == part
    assert sum(map(len, whole)) > 5
    assert len(lookups[0].index.arrays.feature) > len(lookups[1].index.arrays.feature)


@pytest.mark.parametrize("case", CASES)
def test_a_report_is_the_one_that_the_index_gives_but_for_the_digest_of_what_was_asked(
    case: str, cases: Path, tmp_path: Path
) -> None:
    manifest, rules = load(cases / case / "reference" / "corpus.toml"), rulebook.load(resources.folder("rules"))
    store, cache = Store(str(tmp_path / "tables")), tmp_path / "cache"
    make(manifest, rules, cache, OFFLINE, silent, store, Engine(reading.read_sources, duck.derive))
    submission = cases / case / "submission"
    files = collect(submission, None, frozenset(SUFFIXES)).files
    whole, part = (
        scan(Request(submission, None, from_flags({}), index, cache, resources.folder("rules")), rules, silent)
        for index in (build(manifest, rules, cache, OFFLINE, silent), excerpt(store, files, cache))
    )
    assert whole.yardstick.corpus != part.yardstick.corpus == digest_of(store)
    assert replace(part, yardstick=whole.yardstick) == whole
    assert whole.files


def test_groups_of_rows_that_cannot_hold_what_is_asked_are_not_read(tmp_path: Path) -> None:
    store, column = Store(str(tmp_path)), np.arange(-5000, 5000, 7)
    batches = [arrow.record_batch({"feature": one}) for one in np.array_split(column, 50)]
    store.write_table("features.parquet", batches[0].schema, batches)
    table = store.sorted_rows(["features.parquet"], "feature")
    for asked in ([-5000, 4], [], [3], [-6000, 6000], column.tolist()):
        having = table.having(np.array(asked, np.int64)).to_table().column("feature").to_pylist()
        assert set(asked) & set(column.tolist()) <= set(having)
        assert len(having) <= len(asked) * (len(column) // 50 + 1)


def test_a_question_is_answered_alike_however_few_rows_are_read_together(
    tiny_tables: Store,
    tabled: Make,
    tiny_manifest: Manifest,
    texts: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(duck, "ROWS_A_GROUP", 5)
    store = Store(str(tmp_path / "tables"))
    folder = tabled(tiny_manifest, store).folder
    assert store.table(f"{folder}/features").count_rows() > 5 * 32
    file = SourceFile(PurePosixPath("own.py"), (texts["header"] + texts["norm"] + texts["router"]).encode())
    whole, grouped = (excerpt(one, [file], tmp_path / str(at)) for at, one in enumerate((tiny_tables, store)))
    arrays = {path.name for path in whole.iterdir()}
    for name in arrays - {"index.json"}:
        assert (whole / name).read_bytes() == (grouped / name).read_bytes()
    assert len(arrays) > 20


def test_only_the_latest_excerpts_stay(
    tiny_tables: Store, texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpting, "KEPT", 2)
    folders = [
        excerpt(tiny_tables, [SourceFile(PurePosixPath("own.py"), texts[name].encode())], tmp_path)
        for name in ("norm", "router", "shift")
    ]
    assert sorted(tmp_path.glob("excerpts/*")) == sorted(folders[1:])


def test_a_submission_that_shares_nothing_is_scanned_all_the_same(tiny_tables: Store, tmp_path: Path) -> None:
    file = SourceFile(PurePosixPath("own.py"), b"x = 1\n")
    index = open_index(excerpt(tiny_tables, [file], tmp_path))
    analysed = Analyser()(file)
    assert isinstance(analysed, Analysed)
    assert all(not len(found.cls) for found in retrieve(Lookup(index), analysed.prints, range(1)))
