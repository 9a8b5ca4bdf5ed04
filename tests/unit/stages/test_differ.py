# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which definitions of a changed file are the earlier one's still."""

import re
from collections.abc import Callable

from gyebo.hashing import fold
from gyebo.model import Syntax
from gyebo.stages.align import runs
from gyebo.stages.differ import innermost, kept, tokens_kept

Read = Callable[[str], Syntax]


def _kept(before: Syntax, now: Syntax) -> dict[str, bool]:
    same = runs(fold(now.tokens.raw), fold(before.tokens.raw))
    told = kept(now.units, same, len(now.tokens.raw), 0.5)
    return {unit.name: is_kept for unit, is_kept in zip(now.units, told, strict=True)}


def test_a_function_that_was_added_is_judged_and_the_others_are_not(read: Read, texts: dict[str, str]) -> None:
    before = read(texts["header"] + texts["norm"] + texts["router"])
    now = read(texts["header"] + texts["norm"] + texts["shift"] + texts["router"])
    told = _kept(before, now)
    assert {name for name, is_kept in told.items() if not is_kept} == {"shift"}


def test_a_method_put_into_a_class_is_judged_and_its_class_is_not(read: Read, texts: dict[str, str]) -> None:
    before = read(texts["header"] + texts["norm"])
    method = "".join(f"    {line}\n" for line in texts["shift"].strip().replace("(frames", "(self, frames").split("\n"))
    told = _kept(before, read(texts["header"] + texts["norm"] + "\n" + method))
    assert {name for name, is_kept in told.items() if not is_kept} == {"RootNorm.shift"}


def test_a_small_edit_keeps_a_function_and_a_renaming_throughout_does_not(read: Read, texts: dict[str, str]) -> None:
    before = read(texts["header"] + texts["router"])
    edited = read(texts["header"] + texts["router"].replace("6, dim=-1", "7, dim=-1"))
    renamed = texts["router"]
    for (
        name
    ) in "tokens gates bias groups kept scores biased grouped best chosen mask allowed hidden picked weights".split():
        renamed = re.sub(rf"\b{name}\b", f"our_{name}", renamed)
    assert _kept(before, edited)["route"]
    assert not _kept(before, read(texts["header"] + renamed.replace(", dim=-1", ", -1")))["route"]


def test_every_token_belongs_to_one_definition_and_is_counted_once(read: Read, texts: dict[str, str]) -> None:
    now = read(texts["header"] + texts["norm"] + texts["router"])
    tokens = len(now.tokens.raw)
    assert len(innermost(now.units, tokens)) == tokens
    assert tokens_kept(now.units, (), [True] * len(now.units), tokens) == tokens
    assert tokens_kept(now.units, (), [False] * len(now.units), tokens) == 0
