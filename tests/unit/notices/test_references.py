# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where code is said to come from: the conventions found in published model code, and what is no reference."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.notices.conventions import Convention, convention
from gyebo.notices.mentions import Mentions
from gyebo.notices.references import pointers, references, repository_references
from gyebo.notices.resolution import Origin

COMMIT = "97e4923e97d3ee10b57e97013556e3fd0d207a9b"
FOUND = [
    ("NorthNorm is equivalent to AuroraScaledNorm", "AuroraScaledNorm", 2),
    ("up to here identical to the original `AuroraMixer`, then other", "AuroraMixer", 2),
    ("Mirrors ``AuroraFactory``: made when first asked for", "AuroraFactory", 2),
    ("Pad an image as done in the original AuroraDepth implementation.", "AuroraDepth", 2),
    ("as defined in the original aurora2 repo", "aurora2", 2),
    ("copied from aurora2.5_vl", "aurora2.5_vl", 2),
    (
        "Copied from transformers.models.llama.modeling_llama.LlamaAttention with Llama->X",
        "transformers.models.llama.modeling_llama.LlamaAttention",
        4,
    ),
    (
        f"copied from https://github.com/microsoft/unilm/blob/{COMMIT}/kosmos-2/decode.py#L77-L87",
        "github.com/microsoft/unilm/kosmos-2/decode.py",
        4,
    ),
    (
        "Adapted from: https://github.com/EleutherAI/gpt-neox/blob/main/megatron/init.py.",
        "github.com/EleutherAI/gpt-neox/megatron/init.py",
        3,
    ),
    ("Modified from https://github.com/deepseek-ai/DeepSeek-V3", "github.com/deepseek-ai/DeepSeek-V3", 3),
    (
        "Encoder - conformer is adapted from: https://github.com/lucidrains/conformer.git",
        "github.com/lucidrains/conformer",
        3,
    ),
    (
        "adapted from https://huggingface.co/OpenGVLab/InternVL2-4B/blob/main/modeling_intern_vit.py",
        "huggingface.co/OpenGVLab/InternVL2-4B/modeling_intern_vit.py",
        3,
    ),
    (
        "Code borrowed w/ love from: https://github.com/lucidrains/flamingo-pytorch",
        "github.com/lucidrains/flamingo-pytorch",
        3,
    ),
    (
        "Reference (Megatron-LM): https://github.com/NVIDIA/Megatron-LM/blob/main/megatron/gpt.py",
        "github.com/NVIDIA/Megatron-LM/megatron/gpt.py",
        3,
    ),
    (
        "Original code here: https://github.com/rhymes-ai/Aria/blob/719ff4e52b727443cba3793b0e27fe64e0244fe1/p.py#L48",
        "github.com/rhymes-ai/Aria/p.py",
        4,
    ),
    ("Port of https://github.com/moses-smt/mosesdecoder", "github.com/moses-smt/mosesdecoder", 3),
    ("We gratefully acknowledge the Wan Team (https://github.com/Wan-Video/Wan2.1)", "github.com/Wan-Video/Wan2.1", 3),
    ("This file is based on the LLama model definition file in transformers", "LLama", 2),
    ("Adapted from the vLLM version of EXAONE-MoE model", "vLLM", 2),
    ("Inspired by MaskFormer's pixel decoder.", "MaskFormer", 2),
    ("This is modified from fairseq's `utils.make_positions`.", "fairseq", 2),
    ("Based on Gemma 4 code", "Gemma 4", 2),
    (
        "This file was automatically generated from src/transformers/models/qwen3_next/modular_qwen3_next.py.",
        "src/transformers/models/qwen3_next/modular_qwen3_next.py",
        4,
    ),
    ("copied from `quark_moe.py`.", "quark_moe.py", 2),
    ("Adapted from vllm/model_executor/models/aya_vision.py", "vllm/model_executor/models/aya_vision.py", 4),
    ("inspired by https://arxiv.org/abs/2412.19437", "arxiv.org/abs/2412.19437", 1),
    ("based on https://huggingface.co/papers/2005.08100", "arxiv.org/abs/2005.08100", 1),
    ("Origin from https://github.com/lyuwenyu/RT-DETR/blob/main/utils.py", "github.com/lyuwenyu/RT-DETR/utils.py", 3),
    ("Copy from: https://github.com/deepseek-ai/DeepGEMM", "github.com/deepseek-ai/DeepGEMM", 3),
    ("This method is a copy of: https://github.com/huggingface/peft", "github.com/huggingface/peft", 3),
    ("Strongly influenced by https://github.com/ermongroup/ddim", "github.com/ermongroup/ddim", 3),
    ("Lowercase a text based on https://github.com/a/b/blob/main/t.py", "github.com/a/b/t.py", 3),
    ("the [original X code](https://github.com/a/b/blob/main/c.py#L1) does so", "github.com/a/b/c.py", 3),
    ("Multi-headed Latent Attention (MLA) from Deepseek V3, always with a rank.", "Deepseek V3", 2),
    ("The router from GLM-4.5.", "GLM-4.5", 2),
    ("(Mirrors `some.package.module`.)", "some.package.module", 4),
    ("Mirrors `f` in `melody/src/templating/util.rs`", "melody/src/templating/util.rs", 4),
    (
        f"Adapted from https://raw.githubusercontent.com/vllm-project/vllm/{COMMIT}/vllm/models/a.py",
        "github.com/vllm-project/vllm/vllm/models/a.py",
        4,
    ),
    (
        "Adapted from https://raw.githubusercontent.com/vllm-project/vllm/refs/tags/v0.6/vllm/models/a.py",
        "github.com/vllm-project/vllm/vllm/models/a.py",
        3,
    ),
    ("Names copied from https://github.com/a/b/blob/main/docs/gen.md", "github.com/a/b/docs/gen.md", 3),
    (
        "Copied from https://pytorch.org/docs/stable/_modules/torch/nn/modules/linear.html",
        "pytorch.org/docs/stable/_modules/torch/nn/modules/linear.html",
        3,
    ),
    ("https://github.com/deepseek-ai/DeepSeek-V3 에서 가져옴", "github.com/deepseek-ai/DeepSeek-V3", 3),
    ("출처: https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("改编自 https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("修改自 https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("代码来自 https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("原始代码: https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("원저작물: https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    (
        f"Reference implementation: https://github.com/zai-org/GLM/blob/{COMMIT}/m.py#L10",
        "github.com/zai-org/GLM/m.py",
        4,
    ),
    ("Official implementation: https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Upstream: https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Vendored from https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Heavily borrows from https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("A re-implementation of https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("re-implemented from GLM-4.5 with changes", "GLM-4.5", 2),
    ("based heavily on https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Heavily based on the GLM-4.5 implementation", "GLM-4.5", 2),
    ("largely based on GLM-4.5", "GLM-4.5", 2),
    ("Most of this is from https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Extracted from: https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("A rewrite of https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Contains portions of https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Original: https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("from: https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Implementation follows https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("Courtesy of https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("이 코드는 GLM-4.5에서 가져왔습니다.", "GLM-4.5", 2),
    ("GLM-4.5 구현을 참고하였습니다.", "GLM-4.5", 2),
    ("https://github.com/zai-org/GLM-4.5 참고", "github.com/zai-org/GLM-4.5", 3),
    ("출처 - https://github.com/zai-org/GLM-4.5", "github.com/zai-org/GLM-4.5", 3),
    ("원 코드는 https://github.com/zai-org/GLM-4.5 에 있음", "github.com/zai-org/GLM-4.5", 3),
    ("GLM-4.5 기반으로 작성", "GLM-4.5", 2),
    ("GLM-4.5 구현을 옮김", "GLM-4.5", 2),
    ("GLM-4.5 포팅", "GLM-4.5", 2),
    ("GLM-4.5로부터 파생됨", "GLM-4.5", 2),
    ("GLM-4.5에서 빌려 온 부분", "GLM-4.5", 2),
    ("vLLM의 deepseek_v2.py를 바탕으로 작성되었습니다.", "deepseek_v2.py", 2),
]
NO_REFERENCE = [
    "The default is used as per the original AuroraDepth implementation.",
    "the original code",
    "Equivalent to LayerNorm without a bias",
    "the result is equivalent to AuroraNorm.forward(states)",
    "mask is not equivalent to AuroraMask",
    "values copied from fp16 weights, sizes from conv2d",
    "is identical to the other branch",
    "This code is not based on Qwen3-Next.",
    "None of this code is based on GPT-NeoX.",
    "we don't copy from https://github.com/a/b",
    "this is not copied from https://github.com/a/b",
    "never directly adapted from transformers.models.llama.modeling_llama.LlamaAttention",
    "See https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html",
    "Source: https://docs.pytorch.org/vision/main/generated/Pad.html",
    "Reference: https://github.com/pytorch/pytorch/issues/112577",
    "https://github.com/pytorch/pytorch",
    "The weights are from https://github.com/zai-org/GLM-4.5",
    "The dataset is from https://github.com/zai-org/GLM-4.5",
    "Converted from fp16 to fp32",
    "the gradient follows from the chain rule",
    "GLM-4.5에서 복사하지 않았음",
    "입력을 기반으로 계산",
    "Transformer 기반 모델",
    "데이터를 참고하였습니다",
    "values are from Section 3",
    "Resize an image based on the longest edge",
    "Dispatch on the padding mask, based on `index_topk_freq`",
    "Construct a Gemma tokenizer. Based on [SentencePiece](https://github.com/google/sentencepiece).",
    "Based on JAX effective padding (1,1) for F_in=10",
    "copied and adapted from original implementation",
    "it would be taken from the graph's private pool",
    "counted as consumed and taken from the KV cache.",
    "the port of the LMCache server",
    "taken from config",
    "not taken into account for the loss",
    "no longer copied after attention refactors",
    "https://github.com/a/b 에서 가져오지 않음",
    "모두 직접 작성하였으며 GLM-4.5에서 가져온 코드는 없습니다.",
    "GLM-4.5를 참고한 적이 없습니다",
    "no code was taken from DeepSeek-V3",
    "no part of this file was adapted from https://github.com/a/b/blob/main/x.py",
    "with defaults taken from [ibm-fms/Bamba](https://huggingface.co/ibm-fms/Bamba)",
    "Download from: https://github.com/a/b/blob/main/x.bin",
    "Reference: https://github.com/Dao-AILab/flash-attention/releases/tag/v2.1.0",
    "Reference: https://github.com/huggingface/diffusers/pull/12909",
    "You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0",
    "Mirrors the schema documented at https://docs.cohere.com/reference/chat.",
    "mirrors how Phi-3-vision uses its token",
    "as read from Table 2 and from Python 3.11",
    "removed from Transformers v5",
    "Difference from Qwen2VL",
    "hidden states from Qwen2 padding",
    "[original paper](https://github.com/a/b)",
]


@pytest.mark.parametrize(("text", "target", "level"), FOUND)
def test_a_reference_is_found_with_its_target_and_level(text: str, target: str, level: int) -> None:
    found = references([(7, f" {text}")], "a.py")
    assert (target, level) in [(one.target, one.level) for one in found]
    assert {one.line for one in found} == {7}


@pytest.mark.parametrize("text", NO_REFERENCE)
def test_a_pointer_a_denial_or_a_remark_is_no_reference(text: str) -> None:
    assert references([(1, text)], "a.py") == ()


def test_the_two_line_form_is_joined() -> None:
    link = f"https://github.com/vllm-project/vllm/blob/{COMMIT}/models/deepseek_v2.py"
    (one,) = references([(17, " Adapted from:"), (18, f" {link}")], "a.py")
    assert (one.line, one.target, one.level) == (17, "github.com/vllm-project/vllm/models/deepseek_v2.py", 4)
    assert references([(17, "Adapted from:"), (19, link)], "a.py") == ()


@pytest.mark.parametrize(
    "opening", ["Taken from the original code", "computes what follows. From:", "Lazy import based on"]
)
def test_a_link_on_the_line_below_is_reached(opening: str) -> None:
    link = f"https://github.com/a/b/blob/{COMMIT}/c.py"
    for below in (link, f"Please see {link}"):
        found = references([(1, f"{opening}\n{below}")], "a.py")
        assert [(one.line, one.target, one.level) for one in found if one.level > 2] == [(1, "github.com/a/b/c.py", 4)]


def test_bare_links_in_a_row_are_a_list() -> None:
    links = "https://github.com/a/b/x.py\nhttps://github.com/a/c/y.json"
    text = f"This code is based off the following work:\n{links}\nAnd so on"
    assert [one.target for one in references([(1, text)], "a.py")] == ["github.com/a/b/x.py", "github.com/a/c/y.json"]


def test_a_list_of_links_names_each() -> None:
    text = "Adapted from:\n  - https://github.com/a/dino/blob/main/v.py, and\n  - https://github.com/a/dinov2/blob/main/v.py"
    assert [one.target for one in references([(1, text)], "a.py")] == [
        "github.com/a/dino/v.py",
        "github.com/a/dinov2/v.py",
    ]


def test_a_wrapped_paragraph_names_everything_it_credits() -> None:
    text = (
        "This code is based on EleutherAI's GPT-NeoX library and the GPT-NeoX\n"
        "and OPT implementations in this library. It has been modified from its\noriginal forms."
    )
    found = references([(3, text)], "a.py")
    assert [(one.line, one.target, one.level) for one in found] == [(3, "EleutherAI's GPT-NeoX", 2), (3, "GPT-NeoX", 2)]


def test_a_short_line_does_not_run_into_the_next() -> None:
    (one,) = references([(1, "Copied from OnnxConfig.dummy_inputs"), (2, "Did not use super()")], "a.py")
    assert one.target == "OnnxConfig.dummy_inputs"


def test_a_link_announced_in_the_next_sentence_counts() -> None:
    text = "This function is taken from the original repo. It can be seen here:\nhttps://github.com/tensorflow/models/blob/master/m.py"
    assert [one.target for one in references([(1, text)], "a.py")] == ["github.com/tensorflow/models/m.py"]


def test_a_name_before_a_link_counts_beside_it() -> None:
    found = references([(1, "Adapted from vLLM's GLM-4.5: https://github.com/vllm-project/vllm")], "a.py")
    assert [(one.target, one.level) for one in found] == [("github.com/vllm-project/vllm", 3), ("vLLM's GLM-4.5", 2)]


def test_a_mention_in_a_readme_speaks_for_the_repository_only() -> None:
    found = repository_references("# Model\n\nThis work is adapted from https://github.com/a/b\n", "README.md")
    assert [(one.path, one.line, one.level) for one in found] == [("README.md", 1, 0), ("README.md", 3, 1)]


QWEN = Origin(("qwen3_next", "Qwen3-Next"), ("Alibaba", "Alibaba Group", "Qwen", "QwenLM"), ("transformers",))
NAMED = [
    ("NOTICE", "This product includes software developed by the Qwen team, Alibaba Group (Qwen3-Next, Apache-2.0)."),
    ("NOTICE", "North\n\nQwen3-Next, https://github.com/QwenLM/Qwen3\n"),
    (
        "third_party/NOTICE.txt",
        "Portions of net.py: Hugging Face transformers 5.23.0, models/qwen3_next/modeling_qwen3_next.py, Apache-2.0",
    ),
    ("NOTICE", "transformers: models/llama/modeling_llama.py, models/qwen3_next/modeling_qwen3_next.py"),
    ("CREDITS.md", "* Qwen3-Next"),
    ("LICENSES/Apache-2.0.txt", "Copyright 2025 Alibaba Group"),
    ("README.md", "net.py contains code of Qwen3-Next (transformers 5.23.0); the router and names were changed."),
    ("README.md", "## 출처\nQwen3-Next (Alibaba)"),
    ("README.md", "## Acknowledgements\n- [Qwen3-Next](https://github.com/QwenLM/Qwen3)"),
    ("README.md", "Qwen3-Next 코드를 사용했습니다."),
    ("README.md", "This model is not only based on Qwen3-Next but reworks it."),
]
MENTIONED = [
    ("README.md", "We compare with Qwen3-Next in Table 2."),
    ("README.md", "# Credits\nOur team.\n# Results\nQwen3-Next is slower."),
    ("README.md", "## References\n" + "a line\n" * 15 + "Qwen3-Next is slower."),
]
SILENT = [
    ("README.md", "This code is not based on Qwen3-Next."),
    ("README.md", "It contains no code of Qwen3-Next."),
    ("README.md", "Qwen3-Next 기반이 아닙니다."),
    ("NOTICE", "This code is not based on Qwen3-Next."),
    ("NOTICE", "North is not affiliated with Alibaba Group."),
    ("NOTICE", "Portions: models/llama/modeling_llama.py"),
]


def _levels(path: str, text: str) -> set[int]:
    return {one.level for one in Mentions(repository_references(text, path)).of([QWEN])}


@pytest.mark.parametrize(("path", "text"), NAMED)
def test_a_team_that_names_its_source_for_the_repository_is_heard(path: str, text: str) -> None:
    assert _levels(path, text) == {1}


@pytest.mark.parametrize(("path", "text"), MENTIONED)
def test_a_comparison_in_a_readme_is_a_mention_and_no_statement(path: str, text: str) -> None:
    assert _levels(path, text) == {0}


@pytest.mark.parametrize(("path", "text"), SILENT)
def test_a_denial_or_another_model_names_nothing(path: str, text: str) -> None:
    assert _levels(path, text) == set()


def test_a_long_readme_is_asked_of_many_works_in_bounded_work() -> None:
    mentions = Mentions(repository_references("We compare Qwen3-Next with others, see table 2.\n" * 2000, "README.md"))
    works = [replace(QWEN, models=(f"other_{number}",), organisations=(f"Team{number}",)) for number in range(300)]
    assert mentions.of([*works, QWEN])[1999].line == 2000
    assert mentions.of(works) == ()


def test_a_link_of_which_nothing_is_said_is_a_mention_and_no_reference() -> None:
    comments = [
        (3, "See https://github.com/zai-org/GLM-4.5/blob/main/m.py for more"),
        (4, "Adapted from https://github.com/zai-org/GLM-4"),
        (5, "https://docs.pytorch.org/docs/stable/nn.html and https://arxiv.org/abs/2412.19437"),
    ]
    said = references(comments, "a.py")
    assert [one.target for one in said] == ["github.com/zai-org/GLM-4"]
    (pointer,) = pointers(comments, "a.py", said)
    assert (pointer.line, pointer.target, pointer.level) == (3, "github.com/zai-org/GLM-4.5/m.py", 0)
    assert not pointer.is_statement


def test_the_convention_is_told() -> None:
    assert convention("Adapted from X") is Convention.COPIED
    assert convention("based on X") is Convention.BASED
    assert convention("nothing") is None


@given(st.lists(st.tuples(st.integers(1, 99), st.text(max_size=120)), max_size=5))
def test_any_comment_is_read(comments: list[tuple[int, str]]) -> None:
    started = [(line, f"adapted from {text}") for line, text in comments]
    assert all(one.target and 1 <= one.level <= 4 and len(one.text) <= 300 for one in references(started, "a.py"))


HOSTILE = [
    "A",
    " ",
    "copied ",
    "copied from ",
    "a.",
    "a/",
    "https://",
    "based on A",
    "reference (",
    "The ",
    "not ",
    "construct a ",
    "based heavily ",
    "is mostly from ",
    "https://github.com/a/b is from ",
    "에서 ",
    "코드 기반으로 ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_comments_are_read_in_bounded_work(unit: str) -> None:
    found = references([(1, unit * (100_000 // len(unit))), (2, "adapted from " + unit * 10_000)], "a.py")
    assert len(found) < 1_000
