# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Copyright statements: which are found, whole, and how their holders part."""

import re
import sys
from collections.abc import Iterator
from types import FrameType
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.notices import holders as holders_module
from gyebo.notices import references as references_module
from gyebo.notices import resolution as resolution_module
from gyebo.notices import statements as statements_module
from gyebo.notices import targets as targets_module
from gyebo.notices.conventions import conventions
from gyebo.notices.holders import holders, key
from gyebo.notices.lines import LINE_LIMIT, lines
from gyebo.notices.references import references
from gyebo.notices.statements import statements

# REUSE-IgnoreStart
HF = "HuggingFace Inc. team"
SPLITS = [
    ("Copyright 2025 The GLM4 & ZhipuAI team and HuggingFace Inc. team.", ("GLM4 & ZhipuAI team", HF)),
    (
        "Copyright 2018 Google AI Language Team Authors and The HuggingFace Inc. team",
        ("Google AI Language Team Authors", HF),
    ),
    ("Copyright 2025 Google Inc. HuggingFace Inc. team. All rights reserved.", ("Google Inc.", HF)),
    ("Copyright 2022 Microsoft Research Asia, and the HuggingFace Inc. team", ("Microsoft Research Asia", HF)),
    ("Copyright 2021 Google AI The HuggingFace Inc. team. All rights reserved.", ("Google AI", HF)),
    (
        "Copyright 2025 THL A29 Limited, a Tencent company and the HuggingFace Inc. team.",
        ("THL A29 Limited, a Tencent company", HF),
    ),
    ("Copyright 2024 The Qwen team, Alibaba Group and the HuggingFace Inc. team.", ("Qwen team, Alibaba Group", HF)),
    (
        "Copyright 2024 Meta Platforms, Inc. and affiliates, and the HuggingFace Inc. team.",
        ("Meta Platforms, Inc.", HF),
    ),
    ("Copyright 2022 Meta Platforms, Inc.and The HuggingFace Inc. team.", ("Meta Platforms, Inc.", HF)),
    ("Copyright 2023 The HuggingFace Inc. & Google team.", ("HuggingFace Inc.", "Google team")),
    (
        "Copyright 2022 School of EIC, Huazhong University of Science & Technology and X",
        ("School of EIC, Huazhong University of Science & Technology", "X"),
    ),
    (
        "Copyright 2022 BNRist (A, B), TKLNDST (C and D) and The E team",
        ("BNRist (A, B)", "TKLNDST (C and D)", "E team"),
    ),
    ("Copyright (c) 2025 Huawei Technologies Co., Ltd. All Rights Reserved.", ("Huawei Technologies Co., Ltd.",)),
    ("Copyright (C) 2025 Roberto L. Castro (someone@example.org).", ("Roberto L. Castro",)),
    ("Copyright 2021 Matthew E. Peters, Arman Cohan", ("Matthew E. Peters", "Arman Cohan")),
    ("Copyright 2024 X team. This file is part of Y.", ("X team",)),
    ("Copyright 2019-present, Facebook, Inc and its affiliates", ("Facebook, Inc",)),
    (
        "SPDX-FileCopyrightText: Copyright (c) 2025 NVIDIA CORPORATION & AFFILIATES. All rights reserved.",
        ("NVIDIA CORPORATION",),
    ),
    ("SPDX-FileCopyrightText: 2026 Domyn", ("Domyn",)),
    ("Copyright 2025 XLANG Lab, The University of Hong Kong", ("XLANG Lab, The University of Hong Kong",)),
    ("Copyright contributors to the vLLM project", ("contributors to the vLLM project",)),
    ("© 2025 NAVER Corp.", ("NAVER Corp.",)),
    ("Copyrights 2024 Aurora Inc.", ("Aurora Inc.",)),
    ("Copyright 2024 Aurora GmbH & Co. KG, Borealis Inc.", ("Aurora GmbH & Co. KG", "Borealis Inc.")),
    (
        "Copyright 2024 Samsung Electronics Co., Ltd. / SK hynix Inc.",
        ("Samsung Electronics Co., Ltd.", "SK hynix Inc."),
    ),
    ("(copyright Meta Research, licensed under MIT License)", ("Meta Research",)),
    ("Copyright 2024 Aurora, Apache-2.0", ("Aurora",)),
    ("Copyright 2024 Aurora (Apache License, Version 2.0)", ("Aurora",)),
    ("Copyright 2024 Aurora - MIT License", ("Aurora",)),
    ("Copyright 2024 Aurora under MIT", ("Aurora",)),
    ("Copyright 2024 Aurora / GPL-3.0-or-later", ("Aurora",)),
    ("Copyright 2024 Aurora Inc., available under the BSD 3-Clause License.", ("Aurora Inc.",)),
    ("Copyright 2024 Aurora, see LICENSE", ("Aurora",)),
    ("Copyright 2024 Aurora [see AUTHORS]", ("Aurora",)),
    ("Copyright 2024 Apache Software Foundation", ("Apache Software Foundation",)),
    ("Copyright 2024 MIT HAN Lab, Stanford and MIT", ("MIT HAN Lab", "Stanford", "MIT")),
    ("Copyright 2024 Hong Gildong hong@example.org, Kim", ("Hong Gildong", "Kim")),
    ("Copyright 2024 Hong Gildong - https://example.org/hong", ("Hong Gildong",)),
    ("Copyright 2024 Hong Gildong (www.example.org)", ("Hong Gildong",)),
    ("Copyright 2024 hong@example.org", ("hong@example.org",)),
    ("Copyright 2023 Aurora, 2024 Borealis", ("Aurora", "Borealis")),
    ("© Copyright 2024, Aurora", ("Aurora",)),
    ("Copyright 2024 Aurora™", ("Aurora",)),
    ("&#169; 2024 Aurora", ("Aurora",)),
]
DATED = [
    ("2025 Copyright Aurora", "2025", "Aurora"),
    ("2023, 2024 Copyright (c) Aurora", "2023, 2024", "Aurora"),
    ("2024 (c) Aurora AI. All rights reserved.", "2024", "Aurora AI"),
    ("2024-2025 © 업스테이지", "2024-2025", "업스테이지"),
    ("2024년 ⓒ 업스테이지", "2024년", "업스테이지"),
    ("Copyright 2024/2025 Aurora", "2024/2025", "Aurora"),
    ("Copyright 2024 and 2025 Aurora", "2024 and 2025", "Aurora"),
    ("Copyright 2019 to present Aurora", "2019 to present", "Aurora"),
    ("Copyright 2024+ Aurora", "2024+", "Aurora"),
    ("Copyright Aurora 2024", "2024", "Aurora"),
    ("Copyright (c) Aurora Inc., 2021-2024. All rights reserved.", "2021-2024", "Aurora Inc."),
    ("Copyright (c) Aurora (2019 - present)", "2019 - present", "Aurora"),
    ("(c) Aurora Corp. 2024", "2024", "Aurora Corp."),
    ("ⓒ업스테이지 2024", "2024", "업스테이지"),
]
KOREAN_AND_CHINESE = [
    ("저작권자 © 2025 네이버클라우드(주), 무단 전재 및 재배포 금지", ("네이버클라우드(주)",)),
    ("저작권 (c) 2025 (주)엔씨에이아이. All rights reserved.", ("(주)엔씨에이아이",)),
    ("저작권자 © (주)엔씨에이아이 무단 전재 및 재배포 금지", ("(주)엔씨에이아이",)),
    ("저작권: 주식회사 SK텔레콤 및 업스테이지", ("주식회사 SK텔레콤", "업스테이지")),
    ("Copyright 2025 LG AI연구원, 주식회사 SK텔레콤. All rights reserved.", ("LG AI연구원", "주식회사 SK텔레콤")),
    ("Copyright 2024 엔씨소프트 주식회사, 주식회사 크래프톤", ("엔씨소프트 주식회사", "주식회사 크래프톤")),
    ("Copyright 2025 주식회사 솔트룩스와 주식회사 플리토", ("주식회사 솔트룩스", "주식회사 플리토")),
    ("Copyright 2025 서울대학교 산학협력단 · 카이스트", ("서울대학교 산학협력단", "카이스트")),
    ("Copyright 2025 다나와", ("다나와",)),
    ("이 코드의 저작권은 네이버클라우드(주)에 있습니다.", ("네이버클라우드(주)",)),
    ("Copyright 2025 업스테이지, MIT 라이선스", ("업스테이지",)),
    ("Copyright 2025 업스테이지 (아파치 라이선스 2.0)", ("업스테이지",)),
    ("Copyright © 2025 阿里巴巴集团, 遵循 Apache-2.0 协议", ("阿里巴巴集团",)),
    ("Copyright © 2025 北京智谱华章科技有限公司。保留所有权利。", ("北京智谱华章科技有限公司",)),
    ("版权所有 (c) 2025 北京智谱华章科技有限公司", ("北京智谱华章科技有限公司",)),
    ("Copyright ⓒ 2025 한국전자통신연구원(ETRI)", ("한국전자통신연구원(ETRI)",)),
]
NO_STATEMENT = [
    "(c) Xyz",
    "ⓒ 세 번째 항목",
    "In 2024 (c) Xyz said so",
    "2025 copyright law",
    "(c) from January 2024",
    "terms (a) and (c) - and more",
    "The above copyright notice and this permission notice shall be included",
    "AUTHORS OR COPYRIGHT HOLDERS BE LIABLE",
    "Copyright [yyyy] [name of copyright owner]",
    "Copyright (c) <year> <owner>",
    "저작권법에 따라 보호됩니다",
    "copyright is a difficult matter",
]
# REUSE-IgnoreEnd


@pytest.mark.parametrize(("text", "expected"), SPLITS + KOREAN_AND_CHINESE)
def test_a_statement_names_its_holders_whole(text: str, expected: tuple[str, ...]) -> None:
    assert [notice.holders for notice in statements([(3, f" {text}")], "a.py")] == [expected]


@pytest.mark.parametrize(("text", "years", "holder"), DATED)
def test_years_are_read_before_between_and_behind(text: str, years: str, holder: str) -> None:
    (notice,) = statements([(3, text)], "a.py")
    assert (notice.text, notice.years, notice.holders) == (text, years, (holder,))


@pytest.mark.parametrize("text", NO_STATEMENT)
def test_prose_about_copyright_is_no_statement(text: str) -> None:
    assert statements([(1, text)], "a.py") == ()


def test_a_statement_wraps_over_comments_and_inside_docstrings() -> None:
    # REUSE-IgnoreStart
    wrapped = ["Copyright 2021 The I-BERT Authors (Sehoon Kim,", "Kurt Keutzer) and The HuggingFace Inc. team."]
    # REUSE-IgnoreEnd
    (notice,) = statements([(2, "")] + [(4 + at, text) for at, text in enumerate(wrapped)], "a.py")
    assert (notice.line, notice.holders) == (4, ("I-BERT Authors (Sehoon Kim, Kurt Keutzer)", HF))
    (in_docstring,) = statements([(9, "Summary.\n\n" + "\n".join(wrapped))], "a.py")
    assert (in_docstring.line, in_docstring.holders) == (11, notice.holders)


def test_a_wrapped_tail_is_kept_in_the_text_and_not_in_the_name() -> None:
    # REUSE-IgnoreStart
    lines = [
        (1, "Copyright 2025 NVIDIA CORPORATION and the HuggingFace Inc. team. All rights"),
        (2, "reserved."),
        (3, ""),
    ]
    # REUSE-IgnoreEnd
    (notice,) = statements(lines, "a.py")
    assert notice.text.endswith("All rights reserved.")
    assert notice.holders == ("NVIDIA CORPORATION", HF)


def test_a_new_statement_or_the_licence_ends_the_one_before() -> None:
    # REUSE-IgnoreStart
    lines = [(1, "Copyright 2018 The X Team and"), (2, "Copyright 2019 Y,"), (3, "Licensed under the Apache License")]
    # REUSE-IgnoreEnd
    assert [notice.holders for notice in statements(lines, "a.py")] == [("X Team",), ("Y",)]


def test_two_statements_on_one_line_are_two() -> None:
    # REUSE-IgnoreStart
    found = statements([(1, "Copyright 2018 X Team. Copyright 2019 Y Team.")], "a.py")
    # REUSE-IgnoreEnd
    assert [notice.holders for notice in found] == [("X Team",), ("Y Team",)]


def test_spellings_of_a_holder_share_a_key() -> None:
    assert key("The HuggingFace Inc. team") == key("HuggingFace Team") == key("Hugging Face, Inc.")
    assert key("㈜업스테이지") == key("업스테이지(주)") == key("주식회사 업스테이지")
    assert key("The Team") != ""


@given(st.text(max_size=400), st.integers(1, 10_000))
def test_any_text_is_read(text: str, line: int) -> None:
    for notice in statements([(line, f"Copyright 2025 {text}")], "a.py"):
        assert line <= notice.line
        assert all(holder.strip() == holder != "" for holder in notice.holders)


@given(st.text(alphabet="aA., &()는주및\n", max_size=300))
def test_holders_are_never_invented(text: str) -> None:
    assert all(set(holder) <= set(text) | {" "} for holder in holders(text))


HOSTILE = [
    "A",
    " ",
    "1999,",
    "Copyright ",
    "Copyright 2025 ",
    "(c) 2020 ",
    "copyright (c",
    "A, and ",
    "Inc. ",
    "((",
    "저작권은 ",
    "The the ",
    "a@",
    ". A",
    "& team ",
    "a@b.",
    "under the ",
    "2019 - ",
    "[see ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_headers_are_read_in_bounded_work(unit: str) -> None:
    long_line = unit * (100_000 // len(unit))
    found = statements([(1, long_line), (2, "Copyright 2025 X " + long_line)], "a.py")
    assert all(len(notice.text) <= 4_004 and len(notice.holders) <= 50 for notice in found)


def _calls(text: str) -> int:
    """Python calls made to read a text; each sees a line of bounded length, so they bound the work."""
    count = 0

    def counted(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        statements([(1, text)], "a.py")
        references([(1, text)], "a.py")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", ["Copyright 2025 A, B and\n", "adapted from\n", "\n", "저작권 (c) 2025 (", "1999,\n"])
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    assert _calls(unit * 2_000) <= 5 * _calls(unit * 500) + 500


def test_no_line_and_no_file_is_read_beyond_its_limit() -> None:
    read = lines([(1, "x" * 10_000 + "\n" + "y\n" * 10_000), (9, "z" * 100)], 12_000)
    assert max(len(line.text) for line in read) == LINE_LIMIT
    assert sum(len(line.text) for line in read) <= 12_000
    assert read[-1].text == ""


def _patterns() -> Iterator[re.Pattern[str]]:
    modules = (holders_module, references_module, resolution_module, statements_module, targets_module)
    values: list[object] = [value for module in modules for value in vars(module).values()]
    values += [conventions(text) for text in ("a", "https://a", "가", "https://가")]
    for value in [*values, *holders_module.ONE_FIELD]:
        if isinstance(value, re.Pattern):
            yield cast(re.Pattern[str], value)


def test_no_pattern_repeats_an_unbounded_repetition() -> None:
    nested = re.compile(r"[+*][^()\[\]]{0,20}\)(?:[+*]|\{\d*,\})")
    assert [pattern.pattern for pattern in _patterns() if nested.search(pattern.pattern.replace(r"\)", ""))] == []
