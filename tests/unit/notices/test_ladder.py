# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What becomes of an upstream holder: one test for each step of the ladder."""

import pytest

from gyebo import resources, rulebook
from gyebo.notices.ladder import compare
from gyebo.notices.repository import repository_notices
from gyebo.notices.statements import statements
from gyebo.report import Notice, NoticeState

# REUSE-IgnoreStart
ZHIPU = "Copyright 2025 The ZhipuAI Inc. team and HuggingFace Inc. team. All rights reserved."
UPSTAGE = "Copyright 2026 Upstage and HuggingFace Inc. team."
SPDX = "SPDX-FileCopyrightText: 2026 Upstage"
QWEN = "Copyright 2025 The Qwen team"
ALIBABA = "Copyright 2025 Alibaba Cloud"
NOBODY = "Copyright 2025"
KEPT_IN = {
    "LICENSES/Apache-2.0.txt": "Copyright 2025 The Qwen team",
    "THIRD_PARTY_NOTICES.md": "net.py: Copyright 2025 The Qwen team",
    "REUSE.toml": '[[annotations]]\npath = "a.py"\nSPDX-FileCopyrightText = ["2026 Upstage", "2025 The Qwen team"]\n',
    ".reuse/dep5": "Files: a.py\nCopyright: 2026 Upstage\n           2025 The Qwen team\nLicense: Apache-2.0\n",
    "debian/copyright": "Files: a.py\nCopyright: 2025 The Qwen team\nLicense: Apache-2.0\n",
    "sbom-info.yaml": "- name: qwen\n  copyright: Copyright 2025 The Qwen team\n",
}
# REUSE-IgnoreEnd


def _read(text: str, line: int = 1) -> tuple[Notice, ...]:
    return statements([(line, text)], "a.py")


def _never(*_: str) -> bool:
    return False


def _states(upstream: tuple[Notice, ...], submitted: tuple[Notice, ...]) -> dict[str, NoticeState]:
    return {state.holder: state.state for state in compare(upstream, submitted, _never)}


def test_a_kept_holder_is_retained_whatever_year_and_spelling() -> None:
    kept = _read(ZHIPU.replace("2025", "1999").replace("ZhipuAI Inc. team", "ZHIPUAI"))
    assert set(_states(_read(ZHIPU), kept).values()) == {NoticeState.RETAINED}


def test_another_holder_in_the_same_skeleton_is_a_substitution() -> None:
    states = compare(_read(ZHIPU), _read(UPSTAGE), _never)
    assert [(one.holder, one.state) for one in states] == [
        ("ZhipuAI Inc. team", NoticeState.SUBSTITUTED),
        ("HuggingFace Inc. team", NoticeState.RETAINED),
    ]
    assert states[0].upstream == _read(ZHIPU)[0]
    assert states[0].submitted == _read(UPSTAGE)[0]


def test_an_added_holder_beside_the_kept_ones_is_no_substitution() -> None:
    states = _states(_read(ZHIPU), _read(ZHIPU) + _read(UPSTAGE, 2))
    assert set(states.values()) == {NoticeState.COMPLETED}


def test_a_header_of_nobody_drops_every_holder() -> None:
    for submitted in ((), _read(NOBODY)):
        assert set(_states(_read(ZHIPU), submitted).values()) == {NoticeState.DROPPED}


def test_a_holder_cut_out_while_others_stay_is_dropped() -> None:
    states = _states(_read(ZHIPU), _read(ZHIPU.replace("The ZhipuAI Inc. team and ", "")))
    assert states == {"ZhipuAI Inc. team": NoticeState.DROPPED, "HuggingFace Inc. team": NoticeState.RETAINED}


def test_another_skeleton_or_another_place_is_no_substitution() -> None:
    for submitted in (_read(SPDX), _read(UPSTAGE, 900)):
        assert _states(_read(QWEN), submitted) == {"Qwen team": NoticeState.DROPPED}


def test_an_alias_retains() -> None:
    def same(holder: str, other: str) -> bool:
        return {holder, other} == {"Qwen team", "Alibaba Cloud"}

    (state,) = compare(_read(QWEN), _read(ALIBABA), same)
    assert state.state is NoticeState.ALIAS


def test_a_notice_that_moved_to_a_file_for_the_whole_repository_is_not_gone() -> None:
    elsewhere = _read(QWEN)
    (state,) = compare(_read(QWEN), _read(UPSTAGE), _never, elsewhere)
    assert (state.state, state.submitted) == (NoticeState.MOVED, elsewhere[0])
    (state,) = compare(_read(QWEN), _read(QWEN), _never, elsewhere)
    assert state.state is NoticeState.RETAINED
    (state,) = compare(_read(QWEN), _read(UPSTAGE), _never, _read(ZHIPU))
    assert state.state is NoticeState.SUBSTITUTED


@pytest.mark.parametrize(("path", "text"), KEPT_IN.items())
def test_a_line_in_any_file_that_speaks_for_the_repository_keeps_a_notice(path: str, text: str) -> None:
    (state,) = compare(_read(QWEN), _read(UPSTAGE), _never, repository_notices(text, path))
    assert state.state is NoticeState.MOVED
    assert state.submitted is not None
    assert (state.submitted.path, "Qwen team" in state.submitted.holders) == (path, True)


def test_a_name_inside_a_holder_that_was_not_split_counts_for_the_team() -> None:
    # REUSE-IgnoreStart
    submitted = _read("Copyright 2026 Upstage based on work of The Qwen team")
    # REUSE-IgnoreEnd
    assert _states(_read(QWEN), submitted) == {"Qwen team": NoticeState.RETAINED}


def test_nothing_upstream_leaves_nothing_to_retain() -> None:
    (state,) = compare(_read(NOBODY), _read(UPSTAGE), _never)
    assert (state.holder, state.state) == ("", NoticeState.NOTHING_TO_RETAIN)


def test_a_holder_named_twice_upstream_is_answered_once() -> None:
    (state,) = compare(_read(QWEN) + _read(QWEN, 2), (), _never)
    assert state.others == ()


def test_every_further_line_of_a_holder_that_is_gone_stands_beside_the_first() -> None:
    # REUSE-IgnoreStart
    older, shared = _read("Copyright 2023 The Qwen team", 2), _read("Copyright 2024 The Qwen team and Upstage", 3)
    # REUSE-IgnoreEnd
    states = compare(_read(QWEN) + older + shared + older, (), _never)
    assert [(one.holder, one.others) for one in states] == [("Qwen team", older + shared), ("Upstage", ())]
    (kept,) = compare(_read(QWEN) + older, _read(QWEN.replace("2025", "2026")), _never)
    assert (kept.state, kept.others) == (NoticeState.RETAINED, ())


# REUSE-IgnoreStart
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Copyright 2025 MiniMaxAI", "Copyright 2025 The MiniMax team"),
        ("Copyright 2025 腾讯", "Copyright 2025 Tencent, Inc."),
        ("Copyright 2025 the Kimi Team", "Copyright 2025 Moonshot AI, Inc."),
        ("Copyright 2025 智谱", "Copyright 2025 The Zhipu AI authors"),
        ("Copyright 2025 Meta Platforms, Inc. and affiliates", "Copyright 2025 Meta AI team and contributors"),
    ],
)
def test_a_name_of_the_alias_table_is_known_with_article_team_and_legal_form(theirs: str, ours: str) -> None:
    book = rulebook.load(resources.folder("rules"))
    states = compare(_read(theirs), _read(ours), book.same_holder)
    assert {one.state for one in states} == {NoticeState.ALIAS}


def test_another_name_is_no_alias_however_it_is_dressed() -> None:
    book = rulebook.load(resources.folder("rules"))
    states = compare(
        _read("Copyright 2025 MiniMaxAI"), _read("Copyright 2025 The Tencent team, Inc."), book.same_holder
    )
    assert [one.state for one in states] == [NoticeState.SUBSTITUTED]


# REUSE-IgnoreEnd
