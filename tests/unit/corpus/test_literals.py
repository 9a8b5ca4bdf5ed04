# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""An index says who has a comment or message, and where, as far as few have it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gyebo.analysis import entry
from gyebo.corpus import literals
from gyebo.corpus.assembling import assemble
from gyebo.corpus.index import mapped
from gyebo.corpus.literals import Literals
from gyebo.hashing import text_hash
from gyebo.model import Analysed

Analyse = Callable[[str], Analysed]
CODE = "def keep(one, two):\n    return [each for each in one if each not in two and each > 0]\n"
ALL, ONE, TWO = (
    "everybody says this sentence somewhere",
    "only the last file says this sentence",
    "two works have it here",
)
SAID = ((ALL,), (ALL, TWO), (ALL,), (ALL, TWO, ONE), (TWO, ALL))
WORKS = (0, 1, 0, 2, 1)


def hashes(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.array([text_hash(one.encode()) for one in texts], np.uint64)


@pytest.fixture
def found(analysed: Analyse, tmp_path: Path) -> Literals:
    texts = (CODE + "".join(f"# {one}\n" for one in said) for said in SAID)
    entries = [
        replace(entry(analysed(text), source=0, work=work), path=f"{number}.py")
        for number, (text, work) in enumerate(zip(texts, WORKS, strict=True))
    ]
    assemble(entries, 3, tmp_path)
    return Literals(mapped(tmp_path))


def test_the_first_file_of_each_work_is_told(found: Literals) -> None:
    files, which = found.files(hashes(ONE, ALL, TWO))
    assert list(zip(which.tolist(), files.tolist(), strict=True)) == [(0, 3), (1, 0), (1, 1), (1, 3), (2, 1), (2, 3)]


def test_what_nobody_says_is_in_no_file(found: Literals) -> None:
    files, which = found.files(hashes("nobody says this sentence anywhere", ONE))
    assert (files.tolist(), which.tolist()) == ([3], [1])
    assert found.works(text_hash(b"nobody says this sentence anywhere")) == 0


def test_of_what_many_works_say_only_their_number_is_kept(
    analysed: Analyse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(literals, "MOST_WORKS_NAMED", 1)
    texts = [CODE + f"# {ALL}\n", CODE + f"# {ALL}\n# {ONE}\n"]
    assemble([entry(analysed(text), source=0, work=at) for at, text in enumerate(texts)], 2, tmp_path)
    found = Literals(mapped(tmp_path))
    files, which = found.files(hashes(ALL, ONE))
    assert (files.tolist(), which.tolist()) == ([1], [1])
    assert found.works(text_hash(ALL.encode())) == 2
