# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Settings come from flags, then from the team's own file; what they cannot be is said, not guessed."""

from pathlib import Path

import pytest

from gyebo.errors import UsageError
from gyebo.settings import Settings, configured, from_flags


def _file(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_settings_are_the_usual_ones(tmp_path: Path) -> None:
    assert configured(tmp_path, {}) == Settings(team=(), home="KR") == from_flags({})


def test_a_file_without_our_table_changes_nothing(tmp_path: Path) -> None:
    assert configured(_file(tmp_path, "[tool.other]\nhome = 3\n"), {}) == Settings()


def test_the_teams_table_counts(tmp_path: Path) -> None:
    folder = _file(tmp_path, '[tool.gyebo]\nhome = "FR"\norganisation = "upstage"\n')
    assert configured(folder, {}) == Settings(team=("upstage",), home="FR")


@pytest.mark.parametrize(
    ("said", "team"),
    [
        ('["upstage", "lg_ai_research"]', ("upstage", "lg_ai_research")),
        ('["upstage", "", "lg_ai_research", "upstage"]', ("upstage", "lg_ai_research")),
        ('["upstage"]', ("upstage",)),
        ('""', ()),
        ("[]", ()),
    ],
)
def test_the_partners_of_a_consortium_stand_in_a_list(said: str, team: tuple[str, ...], tmp_path: Path) -> None:
    given = configured(_file(tmp_path, f"[tool.gyebo]\norganisation = {said}\n"), {})
    assert given == Settings(team=team)
    assert given.digest() == from_flags({"organisation": team}).digest()


@pytest.mark.parametrize("said", ["3", "[3]", "{ upstage = true }"])
def test_an_organisation_that_is_no_text_is_refused(said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\[tool.gyebo\]"):
        configured(_file(tmp_path, f"[tool.gyebo]\norganisation = {said}\n"), {})


def test_a_flag_outweighs_the_table(tmp_path: Path) -> None:
    assert configured(_file(tmp_path, '[tool.gyebo]\nhome = "FR"\n'), {"home": "US"}).home == "US"


def test_a_link_to_other_settings_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    _file(tmp_path / "other", '[tool.gyebo]\nhome = "FR"\n')
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pyproject.toml").symlink_to(tmp_path / "other" / "pyproject.toml")
    assert configured(tmp_path / "own", {}) == Settings()


@pytest.mark.parametrize("country", ["", "kr", "KOR", "K1", "KR ", "KR\n", "ＫＲ"])
def test_a_country_is_two_capital_letters(country: str) -> None:
    with pytest.raises(UsageError, match="expected two capital letters such as KR"):
        from_flags({"home": country})


@pytest.mark.parametrize("table", ['fail_on = "never"', 'exclude = ["**"]', 'rules = "mine"', "home = ['KR']"])
def test_a_key_there_is_not_is_refused_with_the_file(table: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pyproject.toml: \[tool.gyebo\]: .*"):
        configured(_file(tmp_path, f"[tool.gyebo]\n{table}\n"), {})


def test_the_digest_is_of_what_the_settings_say(tmp_path: Path) -> None:
    same = configured(_file(tmp_path, '[tool.gyebo]\nhome = "KR"\n'), {})
    assert same.digest() == from_flags({"home": "KR"}).digest() == Settings().digest()
    assert same.digest() != from_flags({"home": "US"}).digest()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[tool.gyebo]\nhome = "ko"\n',
            "[tool.gyebo] home: found 'ko', expected two capital letters such as KR.",
        ),
        ("[tool]\ngyebo = 3\n", "[tool.gyebo]: found a whole number, expected a table."),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        configured(_file(tmp_path, text), {})
    assert str(raised.value) == f"{tmp_path / 'pyproject.toml'}: {said}"
