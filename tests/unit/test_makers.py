# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Makers' names in Korean and Chinese: credits that are read with them, and sentences that credit nobody."""

import time
from dataclasses import replace

import pytest

from gyebo import resources, rulebook
from gyebo.makers import Makers
from gyebo.notices.mentions import COUNTED, Mentions
from gyebo.notices.references import references, repository_references
from gyebo.notices.resolution import Origin, Resolution, resolves

CREDITS = [
    ("미니맥스 모델 코드에서 가져왔습니다", "minimax"),
    ("딥시크의 모델링 코드를 참고했습니다", "deepseek"),
    ("RoPE 부분은 딥시크 코드를 참고했습니다.", "deepseek"),
    ("이 파일은 메타의 코드를 기반으로 작성되었습니다", "meta"),
    ("이 파일은 메타 팀이 공개한 코드를 수정한 것입니다", "meta"),
    ("구글 코드를 참고함", "google"),
    ("출처: 딥시크 모델 코드", "deepseek"),
    ("딥시크에서 가져옴", "deepseek"),
    ("딥시크와 미니맥스의 구현을 참고", "minimax"),
    ("딥시크가 공개한 코드를 참고하였다", "deepseek"),
    ("미니맥스 공식 저장소의 코드를 포팅", "minimax"),
    ("표준 어텐션 대신 미니맥스 구현을 이식", "minimax"),
    ("텐센트 모델의 어텐션을 수정", "tencent"),
    ("미니맥스(MiniMax) 코드를 참고하였음", "minimax"),
    ("미니맥스 (MiniMax)의 코드를 참고하였음", "minimax"),
    ("미니맥스-M2 코드를 참고하였음", "minimax"),
    ("큐원3 코드를 참고하였음", "alibaba"),
    ("문샷의 모델 코드에서 가져왔음", "moonshot"),
    ("基于通义千问(Qwen)的代码修改", "alibaba"),
    ("基于通义千问代码修改", "alibaba"),
    ("代码来自深度求索", "deepseek"),
    ("修改自智谱AI的实现", "zhipu"),
    ("参考了月之暗面的代码", "moonshot"),
    ("基于腾讯混元模型的代码", "tencent"),
]
NO_CREDITS = [
    "메타 데이터 클래스를 참고했습니다",
    "메타 클래스를 참고하여 구현",
    "딥시크와 무관하게 직접 작성했으며 논문을 참고했습니다",
    "딥시크 코드를 참고하지 않았습니다",
    "딥시크에서 가져온 코드가 아닙니다",
    "MiniMax-M2 코드를 참고하진 않았음",
    "딥시크 코드를 참고하지는 않았으나 논문은 읽었다",
    "딥시크 코드 참고 안 함",
    "딥시크 코드를 참고하지 못했음",
    "미니맥스 알고리즘을 참고하여 구현",
    "미니맥스 모델을 평가합니다",
    "딥시크와 달리 표준 어텐션을 참고했다",
    "딥시크 논문을 참고했습니다",
    "딥시크 모델 평가 결과를 참고",
    "딥시크 모델의 가중치를 참고",
    "딥시크 API 를 사용해 데이터를 수집했다",
    "모레 코드를 수정할 것",
    "스냅 파일을 참고",
    "未参考深度求索的代码",
    "不是基于通义千问代码",
    "基于腾讯的数据统计",
]


@pytest.fixture(scope="module")
def book() -> rulebook.Rulebook:
    return rulebook.load(resources.folder("rules"))


def _origin(book: rulebook.Rulebook, organisation: str, *models: str) -> Origin:
    owner = book.organisations[organisation]
    return Origin(models, (owner.name, *owner.aliases), ())


@pytest.mark.parametrize(("text", "maker"), CREDITS)
def test_a_credit_to_a_maker_is_read_as_one_to_its_latin_name(text: str, maker: str, book: rulebook.Rulebook) -> None:
    found = references([(7, text)], "a.py", book.makers)
    assert any(resolves(one, _origin(book, maker)) is Resolution.ORGANISATION for one in found)
    assert {(one.level, one.text, one.line) for one in found} == {(2, text, 7)}
    assert not any(resolves(one, _origin(book, "nvidia")) in COUNTED for one in found)


@pytest.mark.parametrize("text", NO_CREDITS)
def test_a_name_in_another_sense_or_denied_is_no_reference(text: str, book: rulebook.Rulebook) -> None:
    assert references([(1, text)], "a.py", book.makers) == ()


@pytest.mark.parametrize(
    ("model", "sibling", "expected"),
    [("DeepSeek-V3", "DeepSeek-V2", Resolution.EXACT_MODEL), ("DeepSeek-V2", "DeepSeek-V3", Resolution.NO)],
)
def test_a_model_behind_the_makers_name_is_that_model_and_no_other(
    model: str, sibling: str, expected: Resolution, book: rulebook.Rulebook
) -> None:
    (one,) = references([(1, "딥시크 V3 모델 코드를 포팅")], "a.py", book.makers)
    assert resolves(one, replace(_origin(book, "deepseek", model), siblings=(sibling,))) is expected


@pytest.mark.parametrize("text", ["DeepSeek의 모델링 코드를 참고했습니다", "基于DeepSeek的代码修改"])
def test_a_particle_at_a_latin_name_is_no_part_of_it(text: str, book: rulebook.Rulebook) -> None:
    (one,) = references([(1, text)], "a.py")
    assert resolves(one, _origin(book, "deepseek")) is Resolution.ORGANISATION


def test_a_readme_is_read_alike(book: rulebook.Rulebook) -> None:
    said = Mentions(repository_references("어텐션 코드는 딥시크의 구현을 사용했습니다.\n", "README.md", book.makers))
    assert [one.level for one in said.of([_origin(book, "deepseek")])] == [1]
    compared = Mentions(repository_references("딥시크 모델과 성능을 비교한다.\n", "README.md", book.makers))
    assert [one.level for one in compared.of([_origin(book, "deepseek")])] == [0]


def test_without_names_nothing_is_read_and_hostile_text_costs_no_time(book: rulebook.Rulebook) -> None:
    assert Makers().read("딥시크의 코드") == "딥시크의 코드"
    began = time.perf_counter()
    book.makers.read("딥시크" + "가한 " * 200_000)
    book.makers.read("딥시크의 " * 100_000)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("딥시크 코드는 사용하지 않았습니다.", "NOTICE"),
        ("본 소프트웨어는 딥시크와 무관합니다", "NOTICE"),
        ("딥시크의 코드를 포함하고 있지 않음. 딥시크 코드를 쓴 적이 없음", "NOTICE"),
        ("DeepSeek-V2 논문을 참고하여 자체 구현", "README.md"),
        ("We did not use DeepSeek-V2 code.", "NOTICE"),
        ("This product contains no DeepSeek code.", "NOTICE"),
    ],
)
def test_what_a_notice_denies_or_says_of_a_paper_credits_nobody(text: str, path: str, book: rulebook.Rulebook) -> None:
    assert not any(one.level for one in repository_references(text, path, book.makers))


@pytest.mark.parametrize(
    "text",
    [
        "본 제품은 미니맥스 코드를 포함합니다.",
        "본 제품은 미니맥스가 개발한 소프트웨어를 포함합니다",
        "미니맥스 코드를 포함하며 어떠한 보증도 하지 않습니다",
    ],
)
def test_what_a_notice_says_is_contained_is_credited(text: str, book: rulebook.Rulebook) -> None:
    (found,) = repository_references(text, "NOTICE", book.makers)
    assert (found.level, resolves(found, _origin(book, "minimax"))) == (1, Resolution.ORGANISATION)


@pytest.mark.parametrize("text", ["Adapted from minimax_m2", "Copied from minimax_m2.", "Adapted from deepseek_v3"])
def test_a_models_name_in_small_letters_is_one(text: str) -> None:
    (found,) = references([(1, text)], "a.py")
    assert found.level == 2
