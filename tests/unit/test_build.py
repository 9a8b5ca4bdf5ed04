# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A manifest becomes an index: every source read, what could not be read listed, the same bytes each time."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from gyebo import parts as reading
from gyebo.build import build
from gyebo.catalogue import folder_of
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.manifest import Component, Manifest
from gyebo.corpus.pipconfig import Indexes
from gyebo.errors import CorpusError
from gyebo.model import silent
from gyebo.rulebook import Rulebook

A = TypeVar("A")
B = TypeVar("B")
OFFLINE = Indexes(no_index=True)


class Told:
    """A Progress that remembers."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def __call__(self, step: str, done: int, total: int) -> None:
        self.steps.append((step, done, total))


def test_sources_and_works_are_those_of_the_manifest(tiny_index: Index) -> None:
    described = tiny_index.description
    assert [(source.id, source.released) for source in described.sources] == [
        ("early", "2024-01-01"),
        ("late", "2025-06-01"),
    ]
    assert {(work.model, work.organisation, work.country) for work in described.works} == {
        ("aurora_one", "aurora", "US"),
        ("borealis", "borealis", "FR"),
        ("hanul", "hanul", "KR"),
        ("stray_one", "unknown", "unknown"),
        ("stray_two", "unknown", "unknown"),
    }
    assert sum(source.fragments for source in described.sources) == len(tiny_index.arrays.place_file)


def test_what_could_not_be_read_is_listed_with_its_reason(tiny_index: Index) -> None:
    assert tiny_index.description.unparsed == (
        "models/borealis/broken.py: 100% of the file does not parse.",
        "models/borealis/notes.txt: unknown-language",
    )


@pytest.mark.parametrize("processes", [1, 2])
def test_the_number_of_processes_does_not_show_in_the_bytes(
    tiny_manifest: Manifest,
    tiny_rulebook: Rulebook,
    tiny_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    processes: int,
) -> None:
    monkeypatch.setattr(reading, "cores", lambda: processes)
    folder = build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, silent)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        file.name: file.read_bytes() for file in tiny_folder.iterdir()
    }


def test_an_index_that_is_there_is_taken_as_it_is(
    tiny_manifest: Manifest, tiny_rulebook: Rulebook, tiny_cache: Path, tiny_folder: Path
) -> None:
    told = Told()
    before = {file: file.stat().st_mtime_ns for file in tiny_folder.iterdir()}
    again = build(tiny_manifest, tiny_rulebook, tiny_cache, OFFLINE, told)
    assert again == tiny_folder == folder_of(tiny_manifest, tiny_rulebook, tiny_cache)
    assert told.steps == []
    assert {file: file.stat().st_mtime_ns for file in tiny_folder.iterdir()} == before


def test_another_component_table_or_organisation_is_another_corpus(
    tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path
) -> None:
    first, second = tiny_manifest.sources
    component = replace(first, components=(Component("models/{model}/", organisation="aurora"),))
    moved = replace(tiny_rulebook.organisations["hanul"], country="US")
    organisations = {**tiny_rulebook.organisations, "hanul": moved}
    folders = {
        folder_of(tiny_manifest, tiny_rulebook, tmp_path),
        folder_of(replace(tiny_manifest, sources=(component, second)), tiny_rulebook, tmp_path),
        folder_of(replace(tiny_manifest, sources=(first,)), tiny_rulebook, tmp_path),
        folder_of(tiny_manifest, replace(tiny_rulebook, organisations=organisations), tmp_path),
    }
    assert len(folders) == 4


def moved(manifest: Manifest, folder: Path) -> Manifest:
    """The same sources somewhere else."""
    copied = [shutil.copytree(source.path, folder / source.id) for source in manifest.sources]
    return replace(
        manifest, sources=tuple(replace(s, path=str(c)) for s, c in zip(manifest.sources, copied, strict=True))
    )


def test_a_folder_counts_by_what_is_in_it(tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path) -> None:
    elsewhere = moved(tiny_manifest, tmp_path)
    assert folder_of(elsewhere, tiny_rulebook, tmp_path) == folder_of(tiny_manifest, tiny_rulebook, tmp_path)
    (tmp_path / "early" / "models" / "borealis" / "modeling.py").write_text("x = 1\n")
    assert folder_of(elsewhere, tiny_rulebook, tmp_path) != folder_of(tiny_manifest, tiny_rulebook, tmp_path)


def test_paths_of_no_component_are_the_hosts(tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path) -> None:
    bare = tuple(replace(source, components=()) for source in tiny_manifest.sources)
    folder = build(replace(tiny_manifest, sources=bare), tiny_rulebook, tmp_path, OFFLINE, silent)
    assert [(work.model, work.organisation) for work in open_index(folder).description.works] == [("Host", "unknown")]


def test_a_corpus_without_fragments_is_refused_and_leaves_nothing(
    tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path
) -> None:
    texts = tuple(replace(source, include=("**/notes.txt",)) for source in tiny_manifest.sources[1:])
    with pytest.raises(CorpusError, match="hold no fragment"):
        build(replace(tiny_manifest, sources=texts), tiny_rulebook, tmp_path, OFFLINE, silent)
    assert not (tmp_path / "corpora").exists()


def test_progress_is_told_to_the_end(tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path) -> None:
    told = Told()
    build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, told)
    assert ("read", 8, 8) in told.steps


def entries_in(cache: Path) -> dict[str, int]:
    return {place.name: place.stat().st_ino for place in (cache / "entries").iterdir()}


def test_a_corpus_that_changes_reads_only_what_changed(
    tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path
) -> None:
    early, late = tiny_manifest.sources
    whole = Told()
    build(replace(tiny_manifest, sources=(early,)), tiny_rulebook, tmp_path, OFFLINE, whole)
    before, added = entries_in(tmp_path), Told()
    folder = build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, added)
    assert before.items() < entries_in(tmp_path).items()
    files = sum(1 for path in Path(late.path).rglob("*") if path.is_file())
    assert {total for step, _, total in added.steps if step == "read"} == {files}
    anew = build(tiny_manifest, tiny_rulebook, tmp_path / "other", OFFLINE, silent)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        file.name: file.read_bytes() for file in anew.iterdir()
    }


def test_what_was_read_before_an_interrupt_is_not_read_again(
    tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path, tiny_folder: Path
) -> None:
    class Interrupting(Told):
        def __call__(self, step: str, done: int, total: int) -> None:
            super().__call__(step, done, total)
            if done == total:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, Interrupting())
    kept, again = entries_in(tmp_path), Told()
    assert len(kept) == 1
    folder = build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, again)
    assert kept.items() < entries_in(tmp_path).items()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        file.name: file.read_bytes() for file in tiny_folder.iterdir()
    }


@pytest.mark.parametrize("left", [0, 10, 0.5])
def test_what_was_kept_of_a_source_and_is_damaged_is_read_anew(
    tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path, tiny_folder: Path, left: float
) -> None:
    folder = build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, silent)
    shutil.rmtree(folder)
    for place in (tmp_path / "entries").iterdir():
        content = place.read_bytes()
        place.write_bytes(content[: int(left if left >= 1 else left * len(content))])
    again = build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, silent)
    assert {file.name: file.read_bytes() for file in again.iterdir()} == {
        file.name: file.read_bytes() for file in tiny_folder.iterdir()
    }


def test_what_an_earlier_version_kept_of_a_source_goes(
    tiny_manifest: Manifest, tiny_rulebook: Rulebook, tmp_path: Path
) -> None:
    folder = build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, silent)
    shutil.rmtree(folder)
    for place in list((tmp_path / "entries").iterdir()):
        key, _, suffix = place.name.rsplit(".", 2)
        place.rename(place.with_name(f"{key}.{'0' * 12}-00000.{suffix}"))
    build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, silent)
    assert len(entries_in(tmp_path)) == 2
    assert not any("0" * 12 in name for name in entries_in(tmp_path))


def all_lost(_work: object, items: Sequence[A], lost: Callable[[A], B], _processes: int) -> Iterator[B]:
    """A machine without memory: every process ends."""
    return map(lost, items)


def test_a_source_of_which_a_file_ended_its_process_is_read_again(
    tiny_manifest: Manifest, tiny_rulebook: Rulebook, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(reading, "spread", all_lost)
        with pytest.raises(CorpusError, match="no fragment"):
            build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, silent)
    folder = build(tiny_manifest, tiny_rulebook, tmp_path, OFFLINE, silent)
    assert open_index(folder).digest == open_index(tiny_folder).digest
