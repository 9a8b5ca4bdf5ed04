# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What became of a parent's holders, as the base rates count it."""

import pytest

from base_rates import fate
from gyebo.rulebook import Rulebook

# REUSE-IgnoreStart
PARENT = [(1, "Copyright 2024 The Aurora Lab and The HuggingFace Inc. team. All rights reserved.")]


@pytest.mark.parametrize(
    ("child", "parent", "expected"),
    [
        (PARENT[0][1], PARENT, "kept, one of them at least"),
        (
            "Copyright 2025 The North Team and The HuggingFace Inc. team. All rights reserved.",
            PARENT,
            "another name in its place",
        ),
        ("Adapted for another width.", PARENT, "dropped"),
        ("Copyright 2025 The North Team.", [(1, "Copyright 2024 The HuggingFace Inc. team.")], ""),
        ("Copyright 2025 The North Team.", [], ""),
    ],
)
def test_holders_are_kept_replaced_or_gone_and_the_host_does_not_count(
    tiny_rulebook: Rulebook, child: str, parent: list[tuple[int, str]], expected: str
) -> None:
    assert fate([(1, child)], parent, tiny_rulebook) == expected


# REUSE-IgnoreEnd
