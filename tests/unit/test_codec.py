# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Rules are read strictly, reports leniently, and both are written the same way every time."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from gyebo import codec
from gyebo.errors import ReportError, RuleError


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Leaf:
    size: int
    colour: Colour = Colour.RED


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    first: Leaf
    leaves: tuple[Leaf, ...] = ()
    named: dict[str, Leaf] | None = None


@dataclass(frozen=True, slots=True)
class Wood:
    trees: tuple[Tree, ...]
    by_name: dict[str, Leaf]


WHOLE = {"trees": [{"name": "a", "first": {"size": 1}, "leaves": [{"size": 2}]}], "by_name": {"x": {"size": 3}}}


def read(**changed: object) -> Wood:
    return codec.strict(Wood, {**WHOLE, **changed}, "wood.toml")


def test_a_table_becomes_the_value_it_describes() -> None:
    assert read() == Wood((Tree("a", Leaf(1), (Leaf(2),)),), {"x": Leaf(3)})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"colour": 1}, "unknown key colour; known here: trees, by_name"),
        (
            {"trees": [{"name": "a", "first": {"size": 1, "sice": 2}}]},
            r"unknown key trees\[0\]\.first\.sice; known here: size, colour\.",
        ),
        ({"trees": [{"name": "a", "first": {"size": 1}, "leaves": [{"size": 1}, {"s": 2}]}]}, r"\.leaves\[1\]\.s"),
        ({"by_name": {"x": {"size": 1, "weight": 2}}}, r"unknown key by_name\.x\.weight"),
        ({"trees": [{"name": 1, "first": {"size": 1}}]}, r"trees\[0\]\.name: found a whole number, expected a text"),
        ({"trees": [{"name": "a"}]}, r"trees\[0\]\.first is missing; add it"),
        ({"by_name": {"x": {"size": 1, "colour": "blue"}}}, r"by_name\.x\.colour: found 'blue', expected red"),
        ({"by_name": {"x": {"size": True}}}, r"by_name\[\.\.\.\]\.size: found true or false, expected a whole number"),
        ({"trees": {"name": "a"}}, "trees: found a table, expected a list"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_place(changed: dict[str, object], said: str) -> None:
    with pytest.raises(RuleError, match=rf"^wood\.toml: .*{said}"):
        read(**changed)


def test_all_keys_that_are_wrong_are_told_at_once() -> None:
    said = (
        "wood.toml: unknown key colour, kind; known here: trees, by_name; by_name is missing; add it; "
        "unknown key trees[0].shade; known here: name, first, leaves, named; trees[0].name is missing; add it."
    )
    with pytest.raises(RuleError) as refused:
        codec.strict(Wood, {"trees": [{"first": {"size": 1}, "shade": 1}], "colour": 1, "kind": 2}, "wood.toml")
    assert str(refused.value) == said


@pytest.mark.parametrize("content", [b"a = ", b"\xff", b"a = " + b"[" * 100_000])
def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rule.toml").write_bytes(content)
    with pytest.raises(RuleError, match=r"rule\.toml: not readable as TOML"):
        codec.from_toml(Leaf, tmp_path / "rule.toml")


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"There is no .*none\.toml; name a TOML file"):
        codec.from_toml(Leaf, tmp_path / "none.toml")


def test_a_stored_value_comes_back() -> None:
    wood = read()
    assert codec.from_json(Wood, codec.to_json(wood), "report") == wood


def test_the_same_value_is_written_as_the_same_bytes() -> None:
    assert codec.to_json(read()) == codec.to_json(read())
    assert list(json.loads(codec.to_json(read()))) == ["trees", "by_name"]
    assert codec.to_json(Leaf(1)) == b'{\n "size": 1,\n "colour": "red"\n}\n'


def test_keys_of_a_newer_version_are_passed_over() -> None:
    assert codec.from_json(Leaf, b'{"size": 1, "weight": {"deep": [1]}}', "report") == Leaf(1)


@pytest.mark.parametrize(
    "stored", [b"", b"{", b'{"size": "\xff"}', b'{"\xff": 1}', b'{"size": "1"}', b"[" * 100_000, b"{}"]
)
def test_a_stored_value_that_does_not_fit_is_refused_by_name(stored: bytes) -> None:
    with pytest.raises(ReportError, match=r"^report\.json: "):
        codec.from_json(Leaf, stored, "report.json")


def test_a_schema_names_its_dialect_and_is_stable() -> None:
    assert json.loads(codec.schema(Wood))["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert codec.schema(Wood) == codec.schema(Wood)
