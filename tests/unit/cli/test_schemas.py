# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The schemas in the checkout are those of the types, and our own files and reports keep to them."""

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gyebo import codec
from gyebo.report import Report

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
COMMITTED = {
    "report": "reports/schema/report.schema.json",
    "cohort": "reports/schema/cohort.schema.json",
    "comparison": "reports/schema/comparison.schema.json",
    "finding": "rules/schema/finding.schema.json",
    "licence": "rules/schema/licence.schema.json",
    "organisation": "rules/schema/organisation.schema.json",
    "matching": "rules/schema/matching.schema.json",
    "chronology": "rules/schema/chronology.schema.json",
}


def _validator(root: Path, kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((root / COMMITTED[kind]).read_text(encoding="utf-8")))


def _faults(root: Path, kind: str, value: Any) -> list[str]:
    # types-jsonschema leaves the second parameter of iter_errors open
    found = _validator(root, kind).iter_errors(value)  # pyright: ignore[reportUnknownMemberType]
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("kind", COMMITTED)
def test_the_schema_in_the_checkout_is_the_one_of_the_types(kind: str, gyebo: Gyebo, root: Path) -> None:
    printed = gyebo("schema", kind).stdout
    assert (root / COMMITTED[kind]).read_text(encoding="utf-8") == printed, f"gyebo schema {kind} > {COMMITTED[kind]}"


@pytest.mark.parametrize("kind", COMMITTED)
def test_a_schema_is_one_itself(kind: str, root: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads((root / COMMITTED[kind]).read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", ["two-origins", "common-heritage", "unrelated-code", "undated-folder"])
def test_a_report_keeps_to_the_schema(case: str, scan_case: Callable[[str], Report], root: Path) -> None:
    assert _faults(root, "report", json.loads(codec.to_json(scan_case(case)))) == []


def test_the_example_report_keeps_to_the_schema(root: Path) -> None:
    assert _faults(root, "report", json.loads((root / "reports/example.json").read_text(encoding="utf-8"))) == []


def test_a_report_with_a_key_missing_does_not_keep_to_the_schema(root: Path) -> None:
    example = json.loads((root / "reports/example.json").read_text(encoding="utf-8"))
    del example["skipped"]
    assert _faults(root, "report", example) == ["$: 'skipped' is a required property"]


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("finding", "findings/*.toml"),
        ("organisation", "organisations/*.toml"),
        ("matching", "matching.toml"),
        ("chronology", "chronology/*.toml"),
    ],
)
def test_our_own_rule_files_keep_to_their_schema(kind: str, pattern: str, root: Path) -> None:
    files = sorted((root / "rules").glob(pattern))
    assert files
    # JSON has no dates, so those of TOML are told to the schema as it has them: as strings.
    tables = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}
    faults = {name: _faults(root, kind, json.loads(json.dumps(table, default=str))) for name, table in tables.items()}
    assert {name: found for name, found in faults.items() if found} == {}
