# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Sentences as teams write them, in three languages: which credit a model, and which deny it or mean another thing."""

import time

import pytest

from gyebo import resources, rulebook
from gyebo.calling import called
from gyebo.notices.mentions import COUNTED
from gyebo.notices.references import references, repository_references
from gyebo.notices.resolution import Origin, resolves

CREDITS = [
    ("Adapted from the deepseek_v3 model of transformers", "deepseek_v3"),
    ("Based on the deepseek_v3 model of transformers", "deepseek_v3"),
    ("Adapted from the minimax_m2 implementation in transformers", "minimax_m2"),
    ("This is a modified version of the qwen3_next model of transformers", "qwen3_next"),
    ("Copied from transformers' deepseek_v3", "deepseek_v3"),
    ("Derived from the glm4_moe model in HuggingFace transformers", "glm4_moe"),
    ("네이버 하이퍼클로바X 코드를 참고하였음", "hyperclovax"),
    ("LG AI연구원의 엑사원 코드를 참고하였음", "exaone4"),
    ("엑사원 4.0 코드를 참고하였음", "exaone4"),
    ("업스테이지 솔라 코드를 참고하였음", "solar_open"),
    ("구글 젬마 코드를 참고하였음", "gemma2"),
    ("구글(Google) 젬마2 코드를 참고", "gemma2"),
    ("구글의 젬마2 모델 구현을 수정", "gemma2"),
    ("메타 라마 코드를 기반으로 작성", "llama"),
    ("메타의 라마3 구현을 참고하였습니다", "llama"),
    ("알리바바 큐원의 코드를 참고하였음", "qwen3_next"),
    ("문샷AI 키미 코드를 참고", "kimi_k25"),
    ("SKT 에이닷엑스 코드를 참고하였음", "axk1"),
    ("미스트랄 AI의 믹스트랄 구현을 참고", "mixtral"),
    ("transformers 라이브러리의 MiniMaxM2Attention을 수정함", "minimax_m2"),
    ("허깅페이스 트랜스포머의 minimax_m2를 수정함", "minimax_m2"),
    ("허깅페이스 transformers의 deepseek_v3 구현을 가져와 수정하였습니다", "deepseek_v3"),
    ("Hugging Face의 Qwen3NextAttention 클래스를 참고하였음", "qwen3_next"),
    ("MiniMaxM2Attention을 수정한 것임", "minimax_m2"),
    ("DeepseekV3MoE 클래스를 변형하여 구현", "deepseek_v3"),
    ("미니맥스의 MoE 블록을 그대로 가져왔습니다", "minimax_m2"),
    ("미니맥스의 MoE 블록을 그대로 가져옴", "minimax_m2"),
    ("딥시크 코드를 그대로 사용하였습니다", "deepseek_v3"),
    ("미니맥스 코드를 사용하였습니다", "minimax_m2"),
    ("미니맥스 코드를 사용함", "minimax_m2"),
    ("이 모듈은 딥시크의 구현을 활용하였음", "deepseek_v3"),
    ("딥시크의 어텐션 코드를 재사용", "deepseek_v3"),
    ("딥시크 코드를 일부 수정하여 사용", "deepseek_v3"),
    ("딥시크 코드를 변형하였음", "deepseek_v3"),
    ("딥시크 코드를 차용함", "deepseek_v3"),
    ("딥시크 어텐션을 그대로 사용", "deepseek_v3"),
    ("딥시크 코드를 번역하여 옮김", "deepseek_v3"),
    ("딥시크 코드를 인용하였음", "deepseek_v3"),
    ("딥시크 코드를 따왔음", "deepseek_v3"),
    ("딥시크 코드를 이용하여 구현", "deepseek_v3"),
    ("딥시크 코드에 기반함", "deepseek_v3"),
    ("딥시크 코드에 기반하여 작성", "deepseek_v3"),
    ("딥시크 코드가 원본입니다", "deepseek_v3"),
    ("원저작자는 미니맥스입니다", "minimax_m2"),
    ("원본은 미니맥스 코드입니다", "minimax_m2"),
    ("본 코드의 출처는 미니맥스입니다", "minimax_m2"),
    ("코드 출처는 MiniMax-M2입니다.", "minimax_m2"),
    ("출처는 MiniMax-M2 모델입니다", "minimax_m2"),
    ("출처 - MiniMax-M2", "minimax_m2"),
    ("출처 : 미니맥스 M2", "minimax_m2"),
    ("(출처: MiniMax)", "minimax_m2"),
    ("minimax_m2 코드를 참고하였음", "minimax_m2"),
    ("deepseek_v3.py를 참고함", "deepseek_v3"),
    ("본 구현은 minimax_m2에서 파생되었다", "minimax_m2"),
    ("MiniMax-M2의 코드로부터 파생된 코드입니다", "minimax_m2"),
    ("代码源自MiniMax-M2", "minimax_m2"),
    ("代码源自 MiniMax-M2", "minimax_m2"),
    ("源自DeepSeek-V3的实现", "deepseek_v3"),
    ("借鉴了MiniMax-M2的代码", "minimax_m2"),
    ("借鉴 MiniMax-M2 的实现", "minimax_m2"),
    ("改自 MiniMax-M2", "minimax_m2"),
    ("改自minimax_m2的代码", "minimax_m2"),
    ("参照 DeepSeek-V3 的实现", "deepseek_v3"),
    ("参照了深度求索的代码", "deepseek_v3"),
    ("本文件参照通义千问的代码编写", "qwen3_next"),
    ("移植自 DeepSeek-V3", "deepseek_v3"),
    ("拷贝自 DeepSeek-V3", "deepseek_v3"),
    ("取自 DeepSeek-V3 的代码", "deepseek_v3"),
    ("引用自 DeepSeek-V3", "deepseek_v3"),
    ("沿用 DeepSeek-V3 的实现", "deepseek_v3"),
    ("使用了 DeepSeek-V3 的代码", "deepseek_v3"),
    ("代码来自 MiniMax-M2", "minimax_m2"),
    ("此代码修改自 transformers 的 MiniMaxM2Attention", "minimax_m2"),
    ("基于 Qwen3-Next 的代码修改", "qwen3_next"),
    ("基于 DeepSeek-V3 实现", "deepseek_v3"),
    ("基于深度求索的模型代码", "deepseek_v3"),
]
NO_CREDITS = [
    ("구글 코드 스타일을 참고함", "gemma2"),
    ("구글 스타일 가이드를 참고함", "gemma2"),
    ("Google 스타일 가이드를 참고함", "gemma2"),
    ("Google Python 코딩 스타일을 참고하였음", "gemma2"),
    ("구글 코딩 컨벤션을 참고", "gemma2"),
    ("Qwen2 모델을 변환하여 저장", "qwen2"),
    ("Qwen2 모델을 변경하여 실험", "qwen2"),
    ("기본값은 Qwen2를 그대로 사용", "qwen2"),
    ("DeepSeek-V3를 인용", "deepseek_v3"),
    ("采用 DeepSeek-V3 的实现方法", "deepseek_v3"),
    ("구글의 코드 작성 규칙을 참고", "gemma2"),
    ("기반 기술: 구글 코드 리뷰 문서를 참고", "gemma2"),
    ("메타의 데이터 구조를 참고", "llama"),
    ("메타의 코드 구조를 참고", "llama"),
    ("메타의 모델 구조를 참고하여 직접 구현", "llama"),
    ("딥시크의 아키텍처를 참고", "deepseek_v3"),
    ("딥시크 학습 방법을 참고하였음", "deepseek_v3"),
    ("DeepSeek-V3의 학습 레시피를 참고", "deepseek_v3"),
    ("딥시크의 하이퍼파라미터를 참고", "deepseek_v3"),
    ("딥시크 모델 카드를 참고하였음", "deepseek_v3"),
    ("딥시크 모델 이름 규칙을 참고", "deepseek_v3"),
    ("딥시크의 디렉터리 구조를 참고", "deepseek_v3"),
    ("딥시크 README 형식을 참고", "deepseek_v3"),
    ("딥시크 코드를 전혀 사용하지 않음", "deepseek_v3"),
    ("딥시크 코드는 전혀 참고하지 않았습니다", "deepseek_v3"),
    ("딥시크 코드를 일절 사용하지 않았음", "deepseek_v3"),
    ("미니맥스 코드를 사용하지 않음", "minimax_m2"),
    ("미니맥스 코드의 사용은 없음", "minimax_m2"),
    ("미니맥스에서 가져온 부분이 전혀 없음", "minimax_m2"),
    ("미니맥스 코드를 그대로 가져오지 않았습니다", "minimax_m2"),
    ("본 코드의 출처는 미니맥스가 아닙니다", "minimax_m2"),
    ("미니맥스 토크나이저를 사용하였습니다", "minimax_m2"),
    ("미니맥스 데이터를 사용하였습니다", "minimax_m2"),
    ("미니맥스 모델을 사용하여 데이터를 생성하였습니다", "minimax_m2"),
    ("미니맥스 API를 사용하였습니다", "minimax_m2"),
    ("미니맥스 모델을 평가에 사용하였습니다", "minimax_m2"),
    ("큐원 가중치를 사용하였습니다", "qwen3_next"),
    ("딥시크 모델을 교사 모델로 사용", "deepseek_v3"),
    ("基于 Qwen3-Next 的数据训练", "qwen3_next"),
    ("基于 Qwen2 的数据训练", "qwen2"),
    ("基于 Qwen3-Next 的权重微调", "qwen3_next"),
    ("基于 DeepSeek-V3 的论文", "deepseek_v3"),
    ("参考了 MiniMax-M2 的论文", "minimax_m2"),
    ("参考 DeepSeek-V3 技术报告", "deepseek_v3"),
    ("参考了 Google 代码风格", "gemma2"),
    ("参照谷歌代码规范", "gemma2"),
    ("借鉴了 DeepSeek-V3 的思想", "deepseek_v3"),
    ("借鉴 DeepSeek-V3 的训练方法", "deepseek_v3"),
    ("参照 DeepSeek-V3 的超参数", "deepseek_v3"),
    ("数据源自 DeepSeek-V3", "deepseek_v3"),
    ("没有使用 DeepSeek-V3 的代码", "deepseek_v3"),
    ("没有参考 DeepSeek-V3 的代码", "deepseek_v3"),
    ("未使用 DeepSeek-V3 的代码", "deepseek_v3"),
    ("并未借鉴 DeepSeek-V3 的代码", "deepseek_v3"),
    ("从未参照 DeepSeek-V3 的代码", "deepseek_v3"),
    ("并非改自 MiniMax-M2", "minimax_m2"),
    ("不是改自 MiniMax-M2", "minimax_m2"),
    ("不含 DeepSeek 的任何代码", "deepseek_v3"),
    ("与 DeepSeek-V3 无关", "deepseek_v3"),
    ("使用了 DeepSeek-V3 生成的数据", "deepseek_v3"),
    ("MiniMaxM2Attention을 수정하지 않음", "minimax_m2"),
    ("Trained on outputs of DeepSeek-V3", "deepseek_v3"),
    ("Based on the Google Python style guide", "gemma2"),
    ("Adapted from the Google style guide", "gemma2"),
    ("알리바바 큐웬3 코드를 수정하여 사용", "qwen3_next"),
    ("Adapted from MiniMax-M3", "minimax"),
    ("Adapted from minimax_m2", "minimax"),
    ("Adapted from EXAONE 3.5", "exaone4"),
    ("Adapted from LlamaRMSNorm", "llama4"),
    ("Adapted from Gemma 3", "gemma2"),
]
NAMED = [
    ("Adapted from MiniMax", "minimax"),
    ("Adapted from MiniMax-Text-01", "minimax"),
    ("Adapted from EXAONE", "exaone4"),
    ("Adapted from Gemma", "gemma2"),
    ("Adapted from Llama", "llama4"),
    ("Adapted from Mixtral-8x7B", "mixtral"),
    ("Adapted from ViT-B16", "vit"),
    ("Adapted from HyperCLOVA X", "hyperclovax"),
]
"""Names with a size, or of a line of models without a number."""
DENIED_BY_A_NOTICE = [
    "미니맥스-M2 코드는 전혀 사용하지 않음",
    "딥시크 코드를 전혀 포함하지 않습니다",
    "본 제품은 미니맥스 코드를 포함하거나 사용하지 않습니다",
    "没有使用 MiniMax-M2 的代码",
    "未使用 MiniMax-M2 的代码。",
    "本项目不包含 MiniMax-M2 的任何代码",
    "与 MiniMax-M2 无关",
    "并未参考或使用 MiniMax-M2 的代码",
    "不含MiniMax-M2代码",
    "MiniMax-M2 코드와 무관하게 작성",
    "MiniMax-M2의 코드를 단 한 줄도 쓰지 않았음",
    "비교 대상: MiniMax-M2 (코드는 사용하지 않음)",
    "Comparison: MiniMax-M2 (its code is not used)",
    "MiniMax-M2 (for comparison only; no code was taken)",
    "No MiniMax-M2 code is included.",
    "None of MiniMax-M2's code was used.",
    "This work is independent of MiniMax-M2.",
    "절대 MiniMax-M2 코드를 쓰지 않음",
    "MiniMax-M2 code is not part of this product",
    "Follows the MiniMax-M2 naming style",
    "MiniMax-M2 weights are not used.",
    "MiniMax-M2 weights are not used; see LICENSE",
    "MiniMax-M2.1 weights are not used",
    "MiniMax-M2 가중치는 사용하지 않음",
    "This project is not affiliated with MiniMax.",
    "Not endorsed by MiniMax; our own code",
    "미니맥스와 제휴 관계가 없음",
    "未使用 MiniMax-M2 的权重",
]
SAID_BY_A_NOTICE = [
    "본 제품은 미니맥스 코드를 포함합니다.",
    "Includes code from MiniMax-M2 (not modified)",
    "包含 MiniMax-M2 的代码",
    "使用了 MiniMax-M2 的代码",
    "本项目基于 MiniMax-M2 的代码修改",
    "MiniMax-M2, Apache-2.0",
    "미니맥스-M2 코드를 수정하여 사용하였으며 상업적으로 사용하지 않습니다",
    "MiniMax-M2의 코드를 사용하였습니다 (가중치는 사용하지 않음)",
    "MiniMax-M2 code was adapted; its weights are not used.",
    "The MiniMax-M2 code is used under MIT; this project is not affiliated with MiniMax.",
    "MiniMax-M2 (Apache-2.0). No endorsement by MiniMax is implied.",
    "MiniMax-M2 코드를 포함함. 미니맥스와 제휴 관계가 없음",
]
PLACES = [("NOTICE", ""), ("README.md", "## 참고\n"), ("README.md", "## Acknowledgements\n\n")]


@pytest.fixture(scope="module")
def book() -> rulebook.Rulebook:
    return rulebook.load(resources.folder("rules"))


def _origin(book: rulebook.Rulebook, model: str) -> Origin:
    return called(book, book.work_of(model, "", "Hugging Face Transformers"), None)


@pytest.mark.parametrize(("text", "model"), [*CREDITS, *NAMED])
def test_a_sentence_that_says_where_code_comes_from_credits_it(text: str, model: str, book: rulebook.Rulebook) -> None:
    found = references([(1, text)], "a.py", book.makers)
    assert any(resolves(one, _origin(book, model)) in COUNTED for one in found)
    assert {one.text for one in found} == {text}


@pytest.mark.parametrize(("text", "model"), NO_CREDITS)
def test_a_sentence_that_denies_it_or_speaks_of_no_code_of_it_does_not(
    text: str, model: str, book: rulebook.Rulebook
) -> None:
    found = references([(1, text)], "a.py", book.makers)
    assert not any(resolves(one, _origin(book, model)) in COUNTED for one in found)


def _says(text: str, place: str, book: rulebook.Rulebook) -> bool:
    origin = _origin(book, "minimax_m2")
    return any(resolves(one, origin) in COUNTED for one in repository_references(text, place, book.makers) if one.level)


@pytest.mark.parametrize("text", DENIED_BY_A_NOTICE)
@pytest.mark.parametrize(("place", "heading"), PLACES)
def test_a_line_of_a_notice_that_denies_its_source_credits_nobody(
    text: str, place: str, heading: str, book: rulebook.Rulebook
) -> None:
    assert not _says(heading + text, place, book)


@pytest.mark.parametrize("text", SAID_BY_A_NOTICE)
@pytest.mark.parametrize(("place", "heading"), PLACES)
def test_a_line_of_a_notice_may_deny_another_thing_than_the_code(
    text: str, place: str, heading: str, book: rulebook.Rulebook
) -> None:
    assert _says(heading + text, place, book)


def test_hostile_lines_cost_no_time(book: rulebook.Rulebook) -> None:
    lines = (
        "코드를 그대로 일부 " * 200,
        "no a " * 250,
        "使用了 a" * 250,
        "与 " * 500,
        "MiniMax 의 " * 200,
        "未参考或" * 250,
    )
    began = time.perf_counter()
    for line in lines:
        repository_references(f"{line}\n" * 50, "NOTICE", book.makers)
    assert time.perf_counter() - began < 10
