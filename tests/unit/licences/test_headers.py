# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What comments and prose say of a licence is read as it is meant, and nothing is guessed."""

import time

import pytest

from gyebo.licences.headers import in_prose, of_comments
from gyebo.report import LicenceSource
from gyebo.rulebook import Rulebook

APACHE = """Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
You may obtain a copy of the License at

    http://www.apache.org/licenses/LICENSE-2.0"""
NAMED = [
    (APACHE, "Apache-2.0"),
    ("This file is released under the MIT License.", "MIT"),
    ("Distributed under the terms of the GPL-3.0-or-later", "GPL-3.0-or-later"),
    ('Licensed under the Upstage Solar License (the "License");', "LicenseRef-upstage-solar"),
    (APACHE.replace("Apache License, Version 2.0", "Upstage Solar License"), "LicenseRef-upstage-solar"),
    ("licensed under the Llama 3.1 Community License, Copyright Meta", "LicenseRef-llama-3.1"),
    ("이 코드는 MIT 라이선스를 따릅니다.", "MIT"),
    ("SPDX-License-Identifier: apache-2.0", "Apache-2.0"),
    ("SPDX-License-Identifier: mit OR Apache-2.0", "MIT OR Apache-2.0"),
    ("SPDX-License-Identifier: LicenseRef-scancode-deepseek-la-1.0", "LicenseRef-deepseek"),
    # REUSE-IgnoreStart
    ("Copyright 2024 Aurora, Apache-2.0", "Apache-2.0"),
    ("Copyright 2024 Aurora (MIT License)", "MIT"),
    ("Copyright 2024 Aurora under the Apache 2.0 license.", "Apache-2.0"),
    # REUSE-IgnoreEnd
    ("License: MIT", "MIT"),
    (":license: Apache-2.0", "Apache-2.0"),
    ("라이선스: Apache-2.0", "Apache-2.0"),
]
UNNAMED = [
    "This source code is licensed under the license found in the LICENSE file in the root directory of this tree.",
    "Copyright 2025 A Team. All rights reserved.",
    "We compare MIT students with Apache pilots.",
    "",
    # REUSE-IgnoreStart
    "Copyright 2024 Stanford and MIT",
    "Copyright 2024 Aurora, MIT",
    "Copyright 2024 Aurora. The MIT License does not cover the weights.",
    # REUSE-IgnoreEnd
    "License: see the MIT one in another folder",
]


@pytest.mark.parametrize(("text", "expression"), NAMED)
def test_a_licence_is_read_where_a_header_names_it(text: str, expression: str, tiny_rulebook: Rulebook) -> None:
    found = of_comments([(3, text)], "own.py", tiny_rulebook.licences)
    assert [one.expression for one in found] == [expression]
    assert found[0].line == 3


@pytest.mark.parametrize("text", UNNAMED)
def test_nothing_is_guessed_where_no_licence_is_named(text: str, tiny_rulebook: Rulebook) -> None:
    assert not [one.expression for one in of_comments([(1, text)], "own.py", tiny_rulebook.licences) if one.expression]


def test_a_pointer_to_a_licence_file_is_told_without_an_id(tiny_rulebook: Rulebook) -> None:
    (found,) = of_comments([(1, "x"), (2, UNNAMED[0])], "own.py", tiny_rulebook.licences)
    assert (found.expression, found.line, found.source) == ("", 2, LicenceSource.HEADER)


def test_a_name_below_a_copyright_statement_is_the_licence_and_quoted(tiny_rulebook: Rulebook) -> None:
    # REUSE-IgnoreStart
    (found,) = of_comments([(1, "Copyright 2024 Aurora"), (2, "MIT License")], "own.py", tiny_rulebook.licences)
    # REUSE-IgnoreEnd
    assert (found.expression, found.line, found.text) == ("MIT", 2, "MIT License")


def test_of_a_header_the_line_that_names_the_licence_is_quoted(tiny_rulebook: Rulebook) -> None:
    """The texts of licences are known to begin with the copyright line; as evidence that line says nothing."""
    # REUSE-IgnoreStart
    text = f"Copyright 2026 North and others. All rights reserved.\n\n{APACHE}"
    # REUSE-IgnoreEnd
    (found,) = of_comments([(7, text)], "own.py", tiny_rulebook.licences)
    assert (found.expression, found.line) == ("Apache-2.0", 9)
    assert found.text.startswith("Licensed under the Apache License, Version 2.0")


def test_a_broken_expression_is_told_without_an_id(tiny_rulebook: Rulebook) -> None:
    (found,) = of_comments([(1, "SPDX-License-Identifier: MIT AND (")], "own.py", tiny_rulebook.licences)
    assert (found.expression, found.source) == ("", LicenceSource.TAG)


def test_a_header_with_two_licences_gives_both(tiny_rulebook: Rulebook) -> None:
    text = APACHE + "\n\nParts of it are released under the MIT License."
    found = of_comments([(1, text)], "own.py", tiny_rulebook.licences)
    assert [(one.expression, one.line) for one in found] == [("Apache-2.0", 1), ("MIT", 7)]


def test_prose_below_the_header_says_nothing_of_the_file(tiny_rulebook: Rulebook) -> None:
    assert not of_comments([(80, "This file is released under the MIT License.")], "own.py", tiny_rulebook.licences)


HOSTILE = [
    "licensed under the " * 6000,
    "Copyright x, " * 8000,
    "copyright\n" * 8000,
    "A" * 100_000,
    " " * 100_000,
    "SPDX-License-Identifier: " * 4000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read_in_bounded_time(text: str, tiny_rulebook: Rulebook) -> None:
    start = time.perf_counter()
    of_comments([(1, text)], "own.py", tiny_rulebook.licences)
    in_prose([(1, text)], "README.md", tiny_rulebook.licences)
    assert time.perf_counter() - start < 20
