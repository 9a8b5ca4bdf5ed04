# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Every format that speaks for a repository gives its statements, with years, holders, line and original text."""

import time

import pytest

from gyebo.notices.repository import repository_notices

# REUSE-IgnoreStart
LICENCE = "MIT License\n\nCopyright (c) 2024-2025 Aurora Labs and Borealis Inc.\n\nPermission is hereby granted ..."
REUSE = """version = 1
[[annotations]]
path = "src/**"
SPDX-FileCopyrightText = "2024 Aurora Labs"
SPDX-License-Identifier = "MIT"
[[annotations]]
path = "vendor/**"
SPDX-FileCopyrightText = [
    "2023 Borealis Inc. <a@example.org>",
    "Copyright 2022 네이버클라우드(주)",
]
"""
DEP5 = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Files: *
Copyright: 2024 Aurora Labs
           2021, 2022 Borealis Inc.
License: MIT
"""
SBOM = """- name: aurora
  license: Apache-2.0
  copyright: Copyright (c) 2024 Aurora Labs
- name: borealis
  copyright:
    - 2022 Borealis Inc.
"""
FOSSLIGHT = """aurora:
- version: 1.0
  copyright text: |
    Copyright (c) 2024 Aurora Labs
    Copyright 2023 네이버클라우드(주)
  license: Apache-2.0
borealis:
- copyright-text: 2022 Borealis Inc.
  exclude: false
"""
CITATION = """cff-version: 1.2.0
title: North
authors:
  - family-names: "홍"
    given-names: 길동
    affiliation: Aurora Labs
  - name: 주식회사 북쪽  # the company
- given-names: Ada
  name-particle: van
  family-names: Dijk
license: MIT
references:
  - type: software
    authors:
      - name: Borealis Inc.
"""
NOTICE = "North\nCopyright 2026 주식회사 북쪽\n\nThis product includes code of Aurora:\n  Copyright 2024 Aurora Labs\n"
# REUSE-IgnoreEnd
CASES = [
    ("LICENSE", LICENCE, [(3, "2024-2025", ("Aurora Labs", "Borealis Inc."))]),
    (
        "REUSE.toml",
        REUSE,
        [(4, "2024", ("Aurora Labs",)), (9, "2023", ("Borealis Inc.",)), (10, "2022", ("네이버클라우드(주)",))],
    ),
    (".reuse/dep5", DEP5, [(3, "2024", ("Aurora Labs",)), (4, "2021, 2022", ("Borealis Inc.",))]),
    ("debian/copyright", DEP5, [(3, "2024", ("Aurora Labs",)), (4, "2021, 2022", ("Borealis Inc.",))]),
    ("sbom-info.yaml", SBOM, [(3, "2024", ("Aurora Labs",)), (6, "2022", ("Borealis Inc.",))]),
    (
        "own/sbom-info.yaml",
        FOSSLIGHT,
        [(4, "2024", ("Aurora Labs",)), (5, "2023", ("네이버클라우드(주)",)), (8, "2022", ("Borealis Inc.",))],
    ),
    ("CITATION.cff", CITATION, [(4, "", ("길동 홍",)), (7, "", ("주식회사 북쪽",)), (8, "", ("Ada van Dijk",))]),
    ("THIRD_PARTY_LICENSES", NOTICE, [(2, "2026", ("주식회사 북쪽",)), (5, "2024", ("Aurora Labs",))]),
    ("oss-pkg-info.yaml", SBOM, [(3, "2024", ("Aurora Labs",)), (6, "2022", ("Borealis Inc.",))]),
    ("README.md", NOTICE, [(2, "2026", ("주식회사 북쪽",)), (5, "2024", ("Aurora Labs",))]),
    ("NOTICE", NOTICE, [(2, "2026", ("주식회사 북쪽",)), (5, "2024", ("Aurora Labs",))]),
    ("COPYRIGHT", NOTICE, [(2, "2026", ("주식회사 북쪽",)), (5, "2024", ("Aurora Labs",))]),
    ("debian/copyright", DEP5, [(3, "2024", ("Aurora Labs",)), (4, "2021, 2022", ("Borealis Inc.",))]),
]


@pytest.mark.parametrize(("path", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_format_gives_its_statements(path: str, text: str, expected: list[object]) -> None:
    found = repository_notices(text, path)
    assert [(one.line, one.years, one.holders) for one in found] == expected
    lines = text.split("\n")
    assert all(one.text in lines[one.line - 1] for one in found)


@pytest.mark.parametrize("path", ["REUSE.toml", "dep5", "sbom-info.yaml", "LICENSE"])
@pytest.mark.parametrize("text", ["", "copyright:\n" * 20_000, "Copyright: " + "1999,1999," * 20_000, " " * 100_000])
def test_hostile_text_is_read_in_bounded_time(path: str, text: str) -> None:
    start = time.perf_counter()
    repository_notices(text, path)
    assert time.perf_counter() - start < 20


def test_the_authors_of_cited_works_and_a_list_that_is_none_name_nobody() -> None:
    for text in (
        "references:\n  - authors:\n      - name: Borealis\n",
        "authors:\n",
        "authors: []\n",
        "",
        "authors:\ntitle: x\n",
    ):
        assert repository_notices(text, "CITATION.cff") == ()
