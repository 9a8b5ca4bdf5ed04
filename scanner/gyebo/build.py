# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Build a reference corpus: its pinned sources in, one index out; nothing of a source is ever run."""

from functools import partial
from pathlib import Path

from gyebo.catalogue import catalogued, described, folder_of, ordered, work_of
from gyebo.corpus import entries as entries_on_disk
from gyebo.corpus import index as indexes_on_disk
from gyebo.corpus.assembling import assemble
from gyebo.corpus.manifest import Manifest
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import files_of
from gyebo.model import Progress
from gyebo.parts import Entries, parts_of, read_missing
from gyebo.rulebook import Rulebook


def build(manifest: Manifest, rulebook: Rulebook, cache: Path, indexes: Indexes, progress: Progress) -> Path:
    """The folder of the index, built where it is not there yet; CorpusError when a source cannot be had."""
    folder = folder_of(manifest, rulebook, cache)
    if (folder / indexes_on_disk.DESCRIPTION).is_file():
        return folder
    sources = ordered(manifest)
    kept = [files_of(source, cache, indexes, progress) for source in sources]
    parts = parts_of(kept, cache)
    read_missing(parts, progress)
    progress("index", 0, 0)
    files = ((part.source, one) for part in parts for one in entries_on_disk.told(part.place))
    found = catalogued(len(sources), ((at, work_of(sources[at], one.path, rulebook), one) for at, one in files))
    description = described(manifest, rulebook, kept, found)
    entries = Entries(parts, found.numbers)
    indexes_on_disk.fill(folder, description, partial(assemble, entries, len(found.works)))
    return folder
