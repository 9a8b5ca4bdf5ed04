# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a reference's target names: the model, its organisation, its host, or none of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.notices.resolution import Origin, Resolution, kin, resolves
from gyebo.report import Reference

DEEPSEEK = Origin(("deepseek_v3", "DeepSeek-V3"), ("DeepSeek", "deepseek-ai"), ("transformers",))
GLM = Origin(("glm4_moe", "GLM-4.5"), ("zai-org", "THUDM"), ("vllm", "vllm-project"))
LLAMA = Origin(
    ("llama", "LLaMA"), ("Meta", "meta-llama"), ("transformers",), "transformers/models/llama/modeling_llama.py"
)
QWEN = Origin(("qwen2", "Qwen2"), ("Alibaba", "Qwen"), ("transformers",))
EXACT, ORGANISATION, HOST, NO = Resolution.EXACT_MODEL, Resolution.ORGANISATION, Resolution.HOST, Resolution.NO


@pytest.mark.parametrize(
    ("target", "origin", "expected"),
    [
        ("deepseek-ai/DeepSeek-V3", DEEPSEEK, EXACT),
        ("DeepseekV3Attention", DEEPSEEK, EXACT),
        ("DeepSeek-V3.1", DEEPSEEK, ORGANISATION),
        ("deepseek-ai/DeepSeek-V2", DEEPSEEK, ORGANISATION),
        ("DeepSeek", DEEPSEEK, ORGANISATION),
        ("transformers.models.deepseek_v2.modeling_deepseek_v2.DeepseekV2MLP", DEEPSEEK, NO),
        ("github.com/huggingface/transformers", DEEPSEEK, HOST),
        ("GLM-4.5", GLM, EXACT),
        ("glm4_moe", GLM, EXACT),
        ("GLM-4", GLM, NO),
        ("THUDM/ChatGLM", GLM, ORGANISATION),
        ("github.com/vllm-project/vllm", GLM, HOST),
        ("github.com/vllm-project/vllm/vllm/model_executor/models/glm4_moe.py", GLM, EXACT),
        ("github.com/vllm-project/vllm/vllm/model_executor/models/opt.py", GLM, NO),
        ("transformers.models.llama.modeling_llama.LlamaAttention", LLAMA, EXACT),
        ("models/llama/modeling_llama.py", LLAMA, EXACT),
        ("LlamaAttention", LLAMA, EXACT),
        ("HuggingFace's LLaMA", LLAMA, EXACT),
        ("Llama 4", LLAMA, NO),
        ("Llama-7B", LLAMA, EXACT),
        ("Llama 4-7B", LLAMA, NO),
        ("llama4", LLAMA, NO),
        ("CodeLlama", LLAMA, NO),
        ("Video-LLaMA", LLAMA, NO),
        ("metadata", LLAMA, NO),
        ("Qwen2-MoE", QWEN, ORGANISATION),
        ("qwen2_vl", QWEN, ORGANISATION),
        ("Qwen2.5", QWEN, ORGANISATION),
        ("arxiv.org/abs/2412.19437", DEEPSEEK, NO),
    ],
)
def test_a_target_resolves_to_what_it_names_and_no_more(target: str, origin: Origin, expected: Resolution) -> None:
    assert resolves(Reference("a.py", 1, target, target, 2), origin) is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("deepseek-ai/DeepSeek-V2", NO),
        ("github.com/deepseek-ai/DeepSeek-V2/blob/main/modeling_deepseek.py", NO),
        ("DeepSeek-V2 and DeepSeek-V3", EXACT),
        ("DeepSeek-V2.5", ORGANISATION),
        ("deepseek-ai", ORGANISATION),
        ("github.com/huggingface/transformers", HOST),
    ],
)
def test_who_names_another_model_of_the_maker_has_not_named_this_one(target: str, expected: Resolution) -> None:
    origin = replace(DEEPSEEK, siblings=("deepseek_v2", "DeepSeek-V2"))
    assert resolves(Reference("a.py", 1, target, target, 2), origin) is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("DeepSeek V2", "DeepSeek-V2"),
        ("transformers.models.deepseek_v2.modeling_deepseek_v2", "deepseek_v2"),
        ("DeepSeek-V2.5", ""),
        ("deepseek-ai", ""),
        ("transformers.models.deepseek_v3.modeling_deepseek_v3", ""),
    ],
)
def test_the_other_model_of_the_maker_is_told_by_name(target: str, expected: str) -> None:
    origin = replace(DEEPSEEK, siblings=("DeepSeek-V2", "deepseek_v2"))
    found = kin(Reference("a.py", 1, target, target, 2), origin)
    assert found.casefold().replace("-", "_") == expected.casefold().replace("-", "_")


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_target_is_answered(target: str, model: str) -> None:
    assert resolves(Reference("a.py", 1, "", target, 2), Origin((model,), (), ())) in (EXACT, NO)


FALCON = Origin(models=("falcon", "Falcon"), organisations=("TII",), hosts=(), is_word=True)


def _line(text: str, origin: Origin) -> Resolution:
    return resolves(Reference("README.md", 1, text, text, 1), origin)


@pytest.mark.parametrize(
    "text",
    [
        "The team met at the Falcon conference hall in spring.",
        "Our cluster is called falcon and stands in the basement.",
        "A falcon model of 1:20 stands on the desk.",
        "Thanks to the Falcon for its patience with us.",
        "Falcons were watched, and Falcon40k was a username of ours.",
    ],
)
def test_a_model_named_like_a_thing_is_not_meant_by_the_word_in_prose(text: str) -> None:
    assert _line(text, FALCON) is Resolution.NO


@pytest.mark.parametrize(
    "text",
    [
        "Parts of the attention follow the Falcon model closely.",
        "The decoder layer comes from Falcon-7B as it was published.",
        "Weights of tiiuae/falcon were never loaded at all.",
        "어텐션 구현은 Falcon 모델의 코드를 참고하여 작성했습니다.",
        "modeling_falcon.py was read while this was written.",
        "https://github.com/huggingface/transformers/blob/main/src/transformers/models/falcon/modeling_falcon.py",
        "Falcon",
    ],
)
def test_it_is_meant_where_a_size_a_file_an_account_or_the_word_model_says_so(text: str) -> None:
    assert _line(text, FALCON) is Resolution.EXACT_MODEL


def test_a_maker_beside_the_word_is_a_mention_of_the_maker() -> None:
    assert _line("We are grateful to the TII team for Falcon.", FALCON) is Resolution.ORGANISATION


def test_a_name_that_is_no_word_is_meant_wherever_it_stands() -> None:
    olmo = Origin(models=("olmo", "OLMo"), organisations=(), hosts=())
    assert _line("We are grateful to everybody who made OLMo what it is.", olmo) is Resolution.EXACT_MODEL


@pytest.mark.parametrize(
    "target", ["DeepSeek-R1", "deepseek-ai/DeepSeek-R1-0528", "DeepSeek-V3.1", "DeepSeek-Coder-7B"]
)
def test_a_makers_model_without_code_of_its_own_counts_by_the_maker(target: str) -> None:
    """Most such models run the code of one that is known, as DeepSeek-R1 does: to refuse the credit would be false."""
    origin = replace(DEEPSEEK, siblings=("deepseek_v2", "DeepSeek-V2"))
    assert resolves(Reference("NOTICE", 1, target, target, 1), origin) is ORGANISATION
    assert resolves(Reference("NOTICE", 1, "", "DeepSeek-V2", 1), origin) is NO
