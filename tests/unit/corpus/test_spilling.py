# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What waits on disk comes back whole and in order, and a growing array is one that NumPy reads."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.analysis import entry
from gyebo.corpus import assembling, spilling
from gyebo.corpus.assembling import assemble
from gyebo.corpus.spilling import Column, Spill, Waiting, bits_for
from gyebo.model import Analysed, Entry

HASHES = st.lists(st.integers(0, 2**64 - 1), max_size=50)


@given(parts=st.lists(HASHES, max_size=4), bits=st.integers(0, 5), held=st.sampled_from([0, 100, 1 << 18]))
def test_buckets_sorted_one_after_the_other_are_the_whole_sorted(
    parts: list[list[int]], bits: int, held: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with patch.object(spilling, "HELD_BYTES", held):
        _come_back_sorted(parts, bits, tmp_path_factory)


def _come_back_sorted(parts: list[list[int]], bits: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    spill = Spill(tmp_path_factory.mktemp("spill") / "rows", bits, 1)
    for part in parts:
        spill.add(np.array(part, np.uint64).reshape(-1, 1))
    sorted_ = [int(one) for rows in spill for one in np.sort(rows[:, 0])]
    assert sorted_ == sorted(one for part in parts for one in part)


@pytest.mark.parametrize("held", [0, 20, 1 << 18])
def test_rows_of_a_bucket_come_back_in_the_order_in_which_they_were_added(
    held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spilling, "HELD_BYTES", held)
    spill = Spill(tmp_path / "rows", 1, 2)
    spill.add(np.array([[5, 1], [2**63, 2], [4, 3]], np.uint64))
    spill.add(np.array([[5, 4]], np.uint64))
    assert [rows.tolist() for rows in spill] == [[[5, 1], [4, 3], [5, 4]], [[2**63, 2]]]
    spill.put(0, np.array([[6, 7]], np.uint64))
    assert [rows.tolist() for rows in spill] == [[[6, 7]], [[2**63, 2]]]


def test_a_few_numbers_wait_in_memory_and_many_on_disk(tmp_path: Path) -> None:
    waiting, few = Waiting(tmp_path / "runs" / "rows", np.uint64), np.arange(1000, dtype=np.uint64)
    waiting.append(few)
    assert list(tmp_path.iterdir()) == []
    few[:] = 0  # what was given may be used for something else
    waiting.append(np.arange(1000, 100_000, dtype=np.uint64))
    waiting.append(np.arange(100_000, 100_010, dtype=np.uint64))
    assert (tmp_path / "runs" / "rows").stat().st_size == 8 * 100_000
    assert waiting.rows().tolist() == list(range(100_010))


def test_buckets_are_as_many_as_the_rows_ask_for() -> None:
    assert [bits_for(rows) for rows in (0, spilling.ROWS_A_BUCKET, 64 * spilling.ROWS_A_BUCKET)] == [0, 1, 7]


@pytest.mark.parametrize("held", [0, 10, 1 << 18])
@pytest.mark.parametrize("lengths", [(), (3,), (0, 2, 5)])
def test_a_column_is_the_file_that_numpy_writes(
    lengths: tuple[int, ...], held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spilling, "HELD_BYTES", held)
    column, parts = (
        Column(tmp_path / "grown.npy", np.uint8, (3,)),
        list[np.ndarray[tuple[int, int], np.dtype[np.uint8]]](),
    )
    for length in lengths:
        parts.append(np.arange(length * 3, dtype=np.uint8).reshape(-1, 3))
        column.append(parts[-1])
    column.close()
    np.save(tmp_path / "whole.npy", np.concatenate([np.empty((0, 3), np.uint8), *parts]))
    assert (tmp_path / "grown.npy").read_bytes() == (tmp_path / "whole.npy").read_bytes()


def test_the_number_of_buckets_and_of_files_at_once_does_not_show_in_an_index(
    analysed: Callable[[str], Analysed], texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries: list[Entry] = [entry(analysed(text), 0, number % 3) for number, text in enumerate([*texts.values()] * 2)]
    written = dict[int, dict[str, bytes]]()
    for rows, files, held in ((1 << 21, 250, 1 << 18), (100, 3, 50)):
        monkeypatch.setattr(spilling, "ROWS_A_BUCKET", rows)
        monkeypatch.setattr(spilling, "HELD_BYTES", held)
        monkeypatch.setattr(assembling, "_FILES_AT_ONCE", files)
        (tmp_path / str(rows)).mkdir()
        assemble(entries, 3, tmp_path / str(rows))
        written[rows] = {path.name: path.read_bytes() for path in (tmp_path / str(rows)).iterdir()}
    assert written[1 << 21] == written[100]
