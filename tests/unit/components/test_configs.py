# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Models that configuration files, model cards and names of weight files speak of."""

import pytest

from gyebo.components.configs import MOST, in_card, in_config, in_path
from gyebo.report import ComponentKind

Kind = ComponentKind
CARD = """---
license: apache-2.0
base_model:
- Qwen/Qwen2.5-7B
- meta-llama/Llama-3.1-8B
---
# Model
base_model: no/more
"""


def test_a_config_names_its_architecture_and_where_it_began() -> None:
    text = '{\n "architectures": ["Qwen2ForCausalLM"],\n "model_type": "qwen2",\n "_name_or_path": "Qwen/Qwen2-7B"}'
    told = {(one.kind, one.name, one.line) for one in in_config(text)}
    assert told == {
        (Kind.CONFIGURATION, "Qwen2ForCausalLM", 2),
        (Kind.CONFIGURATION, "qwen2", 3),
        (Kind.WEIGHTS, "Qwen/Qwen2-7B", 4),
    }


def test_parts_of_a_config_are_read_too() -> None:
    told = in_config('{"vision_config": {"model_type": "siglip_vision_model"}, "text_config": {"model_type": "own"}}')
    assert [one.name for one in told] == ["siglip_vision_model", "own"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", '{"architectures": "x"}', '{"model_type": 3}', "[" * 100_000, '{"_name_or_path": "./out"}'],
)
def test_what_is_no_model_configuration_says_nothing(text: str) -> None:
    assert in_config(text) == ()


def test_a_hostile_config_is_told_up_to_a_bound() -> None:
    names = ", ".join(f'"M{number}"' for number in range(1_000))
    assert len(in_config(f'{{"architectures": [{names}]}}')) == MOST


def test_a_card_names_its_base_models_in_its_front_matter_only() -> None:
    told = [(one.name, one.kind) for one in in_card(CARD)]
    assert told == [("Qwen/Qwen2.5-7B", Kind.BASE_MODEL), ("meta-llama/Llama-3.1-8B", Kind.BASE_MODEL)]
    assert in_card("# Model\nbase_model: Qwen/Qwen2.5-7B\n") == ()


def test_a_weight_file_is_told_by_its_name_and_the_folders_above_it() -> None:
    assert [one.name for one in in_path("ckpt/deep/qwen2-7b/model.safetensors")] == [
        "model.safetensors",
        "qwen2-7b",
        "deep",
    ]
