# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Whose a used name is: by the account, the folder or the first whole words; where nothing tells, nobody's."""

import pytest

from gyebo import resources, rulebook
from gyebo.components.owners import components
from gyebo.model import Use
from gyebo.report import ComponentKind
from gyebo.rulebook import Rulebook

Kind = ComponentKind


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(resources.folder("rules"))


def _owner(book: Rulebook, name: str, hint: str = "", kind: ComponentKind = Kind.MODEL_CLASS) -> str:
    found = components([("a.py", Use(kind, name, hint, 3, name))], book)
    return found[0].organisation if found else ""


@pytest.mark.parametrize(
    ("name", "hint", "organisation"),
    [
        ("Qwen2_5_VLModel", "transformers", "alibaba"),
        ("LlamaForCausalLM", "transformers", "meta"),
        ("DeepseekV3Attention", "transformers.models.deepseek_v3.modeling_deepseek_v3", "deepseek"),
        ("RMSNorm", "transformers.models.llama.modeling_llama", "meta"),
        ("vit_base_patch16_224", "create_model", "google"),
        ("vit_base_patch14_dinov2.lvd142m", "create_model", "meta"),
        ("vit_so400m_patch14_siglip_384", "create_model", "google"),
        ("swin_base_patch4_window7_224", "create_model", "microsoft"),
        ("ViT-B-32/laion2b_s34b_b79k", "open_clip.create_model", "laion"),
        ("CLIPVisionCfg", "open_clip", "openai"),
        ("ViT-B-32/openai", "open_clip.create_model", "openai"),
        ("convnext_base/laion400m_s13b_b51k", "open_clip.create_model", "laion"),
        ("EVA02-E-14/laion2b_s4b_b115k", "open_clip.create_model", "baai"),
        ("MobileCLIP-S1/datacompdr", "open_clip.create_model", "apple"),
        ("ViT-B-16-SigLIP/webli", "open_clip.create_model", "google"),
        ("ViT-B-32-quickgelu/metaclip_400m", "open_clip.create_model", "meta"),
        ("Qwen/Qwen2.5-VL-7B", "", "alibaba"),
        ("meta-llama/Llama-3.1-8B", "", "meta"),
        ("somebody/Qwen2.5-7B-tuned", "", "alibaba"),
        ("vllm-project/some-model", "", "vllm"),
        ("https://huggingface.co/deepseek-ai/DeepSeek-V3/resolve/main/model.safetensors", "", "deepseek"),
    ],
)
def test_the_maker_is_found(book: Rulebook, name: str, hint: str, organisation: str) -> None:
    assert _owner(book, name, hint) == organisation


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Attention", "vllm.attention"),
        ("MergedColumnParallelLinear", "vllm.model_executor.layers.linear"),
        ("RMSNorm", "vllm.model_executor.layers.layernorm"),
        ("SupportsPP", "vllm.model_executor.models.interfaces"),
        ("extract_layer_index", "vllm.model_executor.models.utils"),
    ],
)
def test_a_librarys_own_frame_is_no_model_of_its_makers(book: Rulebook, name: str, hint: str) -> None:
    assert _owner(book, name, hint) == ""


@pytest.mark.parametrize(
    "name", ["AutoModel", "PreTrainedModel", "OptimiserState", "Bitmap", "somebody/thing", "T", ""]
)
def test_a_name_that_tells_nobody_is_left_out(book: Rulebook, name: str) -> None:
    assert _owner(book, name) == ""


@pytest.mark.parametrize("name", ["own_base_patch16", "tiny_base", "north"])
def test_a_name_of_timm_that_tells_nobody_is_left_out(book: Rulebook, name: str) -> None:
    assert _owner(book, name, "create_model") == ""


def test_each_training_is_an_organisations_that_has_a_file(book: Rulebook) -> None:
    assert {*book.trainings.values()} <= {*book.organisations}


@pytest.mark.parametrize("name", ["ViT-B-32", "ViT-B-32/own", "roberta-ViT-B-32", "ViT-L-14-CLIPA/datacomp1b"])
def test_an_architecture_of_open_clip_tells_nobody_without_a_training_that_is_known(book: Rulebook, name: str) -> None:
    assert _owner(book, name, "open_clip.create_model") == ""


def test_a_name_is_told_once_with_all_its_places(book: Rulebook) -> None:
    uses = [
        (path, Use(Kind.MODEL_CLASS, "LlamaModel", "transformers", 3, "import")) for path in ("a.py", "b.py", "a.py")
    ]
    (found,) = components(uses, book)
    assert [one.location.path for one in found.places if one.location] == ["a.py", "b.py"]


def test_weights_are_told_with_the_licence_their_hub_name_is_known_by(book: Rulebook) -> None:
    use = Use(Kind.WEIGHTS, "meta-llama/Llama-3.1-8B", "from_pretrained", 1, "x")
    (found,) = components([("a.py", use)], book)
    assert found.licence == "LicenseRef-llama-3.1"
