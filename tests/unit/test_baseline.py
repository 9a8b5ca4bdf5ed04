# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A baseline is read strictly and written without churn."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.baseline import Accepted, read, written
from gyebo.errors import UsageError

ENTRY = Accepted("F-1", "dropped-notice", "a.py", ("M-1",), "ours", "J. Kim", "2026-01-02")


def _kept(entries: tuple[Accepted, ...], folder: Path) -> tuple[Accepted, ...]:
    (folder / "b.toml").write_bytes(written(entries))
    return read(folder / "b.toml")


def test_no_file_is_no_entry(tmp_path: Path) -> None:
    assert read(tmp_path / "none.toml") == ()


def test_another_entry_changes_no_line_of_the_others(tmp_path: Path) -> None:
    more = replace(ENTRY, finding="F-0", path="b.py")
    before, after = written([ENTRY]).decode(), written([more, ENTRY]).decode()
    assert after.startswith(before)
    assert written(_kept((more, ENTRY), tmp_path)) == after.encode()


_TEXT = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


@given(_TEXT, _TEXT, st.lists(_TEXT).map(tuple))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, path: str, reason: str, matches: tuple[str, ...]
) -> None:
    entry = replace(ENTRY, path=path, reason=reason, matches=matches)
    assert _kept((entry,), tmp_path_factory.getbasetemp()) == (entry,)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (replace(ENTRY, reason=" "), "reason is empty"),
        (replace(ENTRY, who=""), "who is empty"),
        (replace(ENTRY, date=""), "date: found ''"),
        (replace(ENTRY, expires="soon"), "expires: found 'soon'"),
    ],
)
def test_an_entry_without_what_it_must_have_is_refused(entry: Accepted, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        _kept((entry,), tmp_path)


@pytest.mark.parametrize(
    "content", [b"[[accepted\n", b"\xff", b"[other]\n", b"[[accepted]]\nfinding = 3\n", b"a=" + b"[" * 99_999]
)
def test_a_file_that_is_none_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_bytes(content)
    with pytest.raises(UsageError) as refused:
        read(tmp_path / "b.toml")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('who = "J. Kim"\n', "", "accepted[0].who is missing; add it."),
        (
            'rule = "',
            'note = "x"\nrule = "',
            "unknown key accepted[0].note; known here: finding, rule, path, matches, ",
        ),
        ('path = "a.py"', "path = 3", "accepted[0].path: found a whole number, expected a text."),
    ],
)
def test_a_key_too_few_or_too_many_is_told_with_its_entry(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = written([ENTRY]).decode()
    assert old in text
    (tmp_path / "b.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read(tmp_path / "b.toml")
    assert f"{tmp_path / 'b.toml'}: {said}" in str(refused.value)
