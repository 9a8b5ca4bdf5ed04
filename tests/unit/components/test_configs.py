# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Models that configuration files, model cards and names of weight files speak of."""

import pytest

from gyebo.components.configs import MOST, in_card, in_config, in_path, in_settings, named_in
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


SETTINGS = """\
# model: Aurora/not-this
model:
  model_name_or_path: "Qwen/Qwen2.5-7B"  # begun from here
  tokenizer_name_or_path: 'Qwen/Qwen2.5-7B'
base_model: meta-llama/Llama-3.1-8B
models:
  - model: mistralai/Mistral-7B-v0.3
    weight: 0.5
output_dir: Aurora/out
data_model: Aurora/other
prompt: model: Aurora/no
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_settings_of_a_training_name_what_it_begins_from(end: str) -> None:
    text = SETTINGS.replace("\n", end)
    told = [(one.kind, one.name, one.line) for _, one in named_in([("configs/sft.yaml", text)])]
    assert told == [
        (Kind.WEIGHTS, "Qwen/Qwen2.5-7B", 3),
        (Kind.PROCESSING, "Qwen/Qwen2.5-7B", 4),
        (Kind.BASE_MODEL, "meta-llama/Llama-3.1-8B", 5),
        (Kind.WEIGHTS, "mistralai/Mistral-7B-v0.3", 7),
    ]


def test_settings_in_json_say_so_too_and_a_hostile_file_of_settings_ends() -> None:
    told = [one.name for one in in_config('{"model": {"base_model": "Qwen/Qwen2-7B", "model_name_or_path": "./out"}}')]
    assert told == ["Qwen/Qwen2-7B"]
    assert len(in_settings("model: a/b" + "c" * 90 + "\n" + "model: a/b\n" * 100_000)) <= MOST
    assert in_settings("model:" + " " * 200_000 + "a/b\n" + "-" * 100_000) == ()


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
