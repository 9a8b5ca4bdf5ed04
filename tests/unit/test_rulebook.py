# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The rules are read strictly and as one value, and a change in any file of them is another rulebook."""

import shutil
from pathlib import Path

import pytest

from gyebo import rulebook
from gyebo.errors import RuleError
from gyebo.rulebook import UNKNOWN, Rulebook
from gyebo.stages.assess import QUESTIONS, WHOLE_QUESTIONS


@pytest.fixture
def rules(tiny_rules: Path, tmp_path: Path) -> Path:
    """Rules a test may change."""
    return shutil.copytree(tiny_rules, tmp_path / "rules")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_projects_own_rules_can_be_read(root: Path) -> None:
    loaded = rulebook.load(root / "rules")
    assert set(loaded.findings) == {*QUESTIONS, *WHOLE_QUESTIONS}
    assert loaded.organisations[UNKNOWN].country == "unknown"
    assert {entry.id for entry in loaded.organisations.values()} == set(loaded.organisations)


@pytest.mark.parametrize("name", ["organisations/hanul.toml", "findings/foreign-code.toml"])
def test_an_id_that_is_not_the_files_name_is_refused(rules: Path, name: str) -> None:
    edit(rules / name, 'id = "', 'id = "x')
    with pytest.raises(RuleError, match=rf"{name}: id: found 'x.*expected the file's name"):
        rulebook.load(rules)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("findings/foreign-code.toml", "[title]\n", "[title]\nde = 'x'\n", "unknown key title.de"),
        ("findings/foreign-code.toml", "[supporting.found]\n", "[supporting.found]\nde = 'x'\n", "supporting.found.de"),
        ("findings/foreign-code.toml", 'grade = "remark"', 'grade = "guilt"', "Invalid enum value 'guilt'"),
        ("matching.toml", "[same_bits]\n", "[same_bits]\nmaximum = 1\n", "unknown key same_bits.maximum"),
        ("matching.toml", "[same_bits]\n", "[some_bits]\n", "unknown key some_bits"),
        ("organisations/hanul.toml", 'country = "KR"', "country = 82", r"Expected `str`, got `int` - at `\$.country`"),
    ],
)
def test_a_key_that_nobody_asked_for_or_a_wrong_value_is_refused(
    rules: Path, name: str, old: str, new: str, said: str
) -> None:
    edit(rules / name, old, new)
    with pytest.raises(RuleError, match=rf"{Path(name).name}: .*{said}"):
        rulebook.load(rules)


def test_a_model_in_two_places_is_refused(rules: Path) -> None:
    edit(rules / "organisations" / "hanul.toml", 'id = "hanul"\nname = "hanul"', 'id = "borealis"\nname = "hanul"')
    with pytest.raises(RuleError, match="the model borealis stands in more than one place"):
        rulebook.load(rules)


@pytest.mark.parametrize("name", ["matching.toml", "organisations/hanul.toml", "findings/foreign-code.toml"])
def test_a_change_in_any_rule_file_changes_the_digest(rules: Path, name: str) -> None:
    before = rulebook.load(rules).digest
    assert rulebook.load(rules).digest == before
    edit(rules / name, " = ", "  = ")
    assert rulebook.load(rules).digest != before


def test_manifests_are_not_part_of_the_digest(rules: Path) -> None:
    before = rulebook.load(rules).digest
    (rules / "corpora").mkdir()
    (rules / "corpora" / "own.toml").write_text("")
    assert rulebook.load(rules).digest == before


def test_names_of_one_organisation_are_one_holder(tiny_rulebook: Rulebook) -> None:
    assert tiny_rulebook.same_holder("AURORA labs", "Aurora Labs Inc.")
    assert not tiny_rulebook.same_holder("Aurora Labs", "Borealis")
    assert not tiny_rulebook.same_holder("nobody", "nobody")


def test_a_known_model_is_its_organisations_work(tiny_rulebook: Rulebook) -> None:
    work = tiny_rulebook.work_of("hanul", "", "Host")
    assert (work.model, work.organisation, work.country) == ("hanul", "hanul", "KR")


def test_an_unknown_model_is_nobodys_work_and_no_model_is_the_hosts(tiny_rulebook: Rulebook) -> None:
    work, host = tiny_rulebook.work_of("nova", "", "Host"), tiny_rulebook.work_of("", "", "Host")
    assert (work.model, work.organisation, work.country) == ("nova", UNKNOWN, "unknown")
    assert (host.model, host.organisation) == ("Host", UNKNOWN)


def test_what_is_published_of_a_rule_is_what_a_reader_needs(tiny_rulebook: Rulebook) -> None:
    rule = tiny_rulebook.findings["foreign-code"]
    assert rule.published().question == rule.question
