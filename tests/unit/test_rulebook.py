# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The rules are read strictly and as one value, and a change in any file of them is another rulebook."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gyebo import codec, resources, rulebook
from gyebo.corpus.manifest import find
from gyebo.errors import RuleError
from gyebo.report import Place, Publication
from gyebo.rulebook import UNKNOWN, Chronology, Rulebook
from gyebo.stages.assess import QUESTIONS, WHOLE_QUESTIONS
from gyebo.tongue import words


def chronology(name: str, host: str, version: str, published: str, models: str) -> str:
    return (
        f'id = "{name}"\nhost = "{host}"\nknown_from = "invented"\n'
        f'[[releases]]\nversion = "{version}"\npublished = {published}\nmodels = {models}\n'
    )


@pytest.fixture
def rules(tiny_rules: Path, tmp_path: Path) -> Path:
    """Rules a test may change; two hosts had the model hanul, which the second knows by another name."""
    rules = shutil.copytree(tiny_rules, tmp_path / "rules")
    (rules / "chronology").mkdir()
    said = {
        "shelf": ("Shelf", "2.0", "2024-05-01", "['hanul', 'nova']"),
        "attic": ("Attic", "0.3", "2024-02-01", "['han']"),
    }
    for name, entry in said.items():
        (rules / "chronology" / f"{name}.toml").write_text(chronology(name, *entry), encoding="utf-8")
    edit(rules / "organisations" / "hanul.toml", 'name = "hanul"', 'name = "hanul"\nalso = ["han"]')
    return rules


@pytest.fixture
def place(rules: Path) -> Place:
    """Where the second host has the model."""
    work = rulebook.load(rules).work_of("hanul", "", "Attic")
    return Place(work, "attic-1", "Attic", "MIT", "2025-01-01", "hanul.py", "Norm", 1, 9)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_projects_own_rules_can_be_read(root: Path) -> None:
    loaded = rulebook.load(root / "rules")
    assert set(loaded.findings) == {*QUESTIONS, *WHOLE_QUESTIONS}
    assert loaded.organisations[UNKNOWN].country == "unknown"
    assert {entry.id for entry in loaded.organisations.values()} == set(loaded.organisations)


@pytest.mark.parametrize("name", ["organisations/hanul.toml", "findings/foreign-code.toml", "chronology/shelf.toml"])
def test_an_id_that_is_not_the_files_name_is_refused(rules: Path, name: str) -> None:
    edit(rules / name, 'id = "', 'id = "x')
    with pytest.raises(RuleError, match=rf"{name}: id: found 'x.*expected the file's name"):
        rulebook.load(rules)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("findings/foreign-code.toml", "[title]\n", "[title]\nde = 'x'\n", "unknown key title.de"),
        ("findings/foreign-code.toml", "[supporting.found]\n", "[supporting.found]\nde = 'x'\n", "supporting.found.de"),
        (
            "findings/foreign-code.toml",
            'grade = "remark"',
            'grade = "guilt"',
            "grade: found 'guilt', expected met, remark",
        ),
        ("matching.toml", "[same_bits]\n", "[same_bits]\nmaximum = 1\n", "unknown key same_bits.maximum"),
        ("matching.toml", "[same_bits]\n", "[some_bits]\n", "unknown key some_bits"),
        (
            "chronology/shelf.toml",
            "published = 2024-05-01",
            "published = 'May'",
            r"releases\[0\]\.published: Invalid",
        ),
        ("chronology/shelf.toml", "[[releases]]", "[[releases]]\nyanked = true", r"unknown key releases\[0\].yanked"),
        (
            "organisations/hanul.toml",
            'country = "KR"',
            "country = 82",
            "country: found a whole number, expected a text",
        ),
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


@pytest.mark.parametrize(
    "name", ["matching.toml", "organisations/hanul.toml", "findings/foreign-code.toml", "chronology/shelf.toml"]
)
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


def test_a_path_of_a_package_of_which_nothing_else_is_known_is_not_called_a_model(tiny_rulebook: Rulebook) -> None:
    nova, own = tiny_rulebook.work_of("nova", "", "Host"), tiny_rulebook.work_of("nova", "hanul", "Host")
    assert (nova.name, own.name) == ("nova (Host)", "nova")


def test_what_is_published_of_a_rule_is_what_a_reader_needs(tiny_rulebook: Rulebook) -> None:
    rule = tiny_rulebook.findings["foreign-code"]
    assert rule.published().question == rule.question


def test_a_work_was_first_published_where_it_was_first_and_a_place_at_its_own_host(rules: Path, place: Place) -> None:
    book = rulebook.load(rules)
    first, there = Publication("attic", "0.3", "2024-02-01"), Publication("shelf", "2.0", "2024-05-01")
    for host, expected in (("Attic", first), ("Shelf", there), ("Loft", None)):
        dated = book.dated_place(replace(place, host=host))
        assert (dated.first_published, dated.work.first_published) == (expected, first)
        assert dated.since == (expected.published if expected else place.released)


def test_a_hosts_own_file_was_first_published_where_its_package_first_had_it(rules: Path, place: Place) -> None:
    with (rules / "chronology" / "attic.toml").open("a", encoding="utf-8") as file:
        file.write('[[releases]]\nversion = "0.5"\npublished = 2024-03-01\nfiles = ["attic/norm.py"]\n')
    book = rulebook.load(rules)
    own = replace(place, work=book.work_of("", "", "Attic"), path="attic/norm.py")
    first = Publication("attic", "0.5", "2024-03-01")
    assert (book.dated_place(own).first_published, book.dated_place(own).since) == (first, "2024-03-01")
    for other in (replace(own, path="attic/mask.py"), replace(own, host="Shelf"), replace(own, released="2024-02-28")):
        assert book.dated_place(other).first_published is None


def test_a_file_that_is_first_in_two_releases_is_refused(rules: Path) -> None:
    with (rules / "chronology" / "shelf.toml").open("a", encoding="utf-8") as file:
        for version in ("3.0", "4.0"):
            file.write(f'[[releases]]\nversion = "{version}"\npublished = 2024-06-01\nfiles = ["shelf/norm.py"]\n')
    with pytest.raises(RuleError, match=r"chronology/shelf\.toml: releases: shelf/norm\.py is first in more than one"):
        rulebook.load(rules)


def test_a_copy_older_than_the_first_release_refutes_it(rules: Path, place: Place) -> None:
    older = rulebook.load(rules).dated_place(replace(place, released="2024-01-31"))
    assert (older.first_published, older.since) == (None, "2024-01-31")


def test_a_model_without_a_maker_has_its_first_release_all_the_same(rules: Path) -> None:
    book = rulebook.load(rules)
    known = book.dated_work(book.work_of("nova", "", "Shelf")).first_published
    assert known == Publication("shelf", "2.0", "2024-05-01")
    assert book.dated_work(book.work_of("comet", "", "Shelf")).first_published is None


def test_a_model_that_is_first_in_two_releases_is_refused(rules: Path) -> None:
    with (rules / "chronology" / "shelf.toml").open("a", encoding="utf-8") as file:
        file.write('[[releases]]\nversion = "3.0"\npublished = 2024-06-01\nmodels = ["nova"]\n')
    with pytest.raises(RuleError, match=r"chronology/shelf\.toml: releases: nova is first in more than one"):
        rulebook.load(rules)


@pytest.mark.parametrize(
    "path", sorted((resources.folder("rules") / "chronology").glob("*.toml")), ids=lambda path: path.stem
)
def test_a_chronology_is_of_a_package_of_the_corpora_and_in_the_order_of_time(path: Path) -> None:
    entry = codec.from_toml(Chronology, path)
    sources = [source for source in find("extended").sources if source.package == entry.id]
    assert {source.host for source in sources} >= {entry.host}
    days = [release.published for release in entry.releases]
    assert days == sorted(days)
    assert days[-1] <= max(source.released for source in sources)


def test_every_country_has_a_name_and_the_page_has_the_same_one() -> None:
    book = rulebook.load(resources.folder("rules"))
    assert {one.country for one in book.organisations.values()} <= set(book.countries)
    for language in ("en", "ko"):
        shown = words("vocabulary.html.j2", language)["COUNTRIES"]
        assert shown == {iso: getattr(one, language) for iso, one in book.countries.items()}
