# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Models that configuration files, model cards and names of weight files speak of."""

import json
import time

import pytest

from gyebo.components.configs import MOST, in_card, in_config, in_path, in_settings, named_in
from gyebo.components.settings import MOST_MAKERS
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


SECTIONS = """\
actor_rollout_ref:
  model:
    path: Qwen/Actor
    tokenizer_path: Qwen/Words
tokenizer:
  pretrained_model_name_or_path: google/gemma-2b
  path: google/words
judge:
  model: Qwen/Judge
evaluation:
  scorers:
  - model: Qwen/Scorer
data:
  path: Qwen/data
  model: Qwen/Maker
model:
  name: Qwen/Named
  prompt: |
    model: Qwen/only-text
  vision_tower: openai/clip-vit-large-patch14
models:
- Qwen/First
- model: Qwen/Second
critic.model.path: Qwen/Dotted
partial_pretrain: Qwen/Begun
hub_model_id: Qwen/pushed-to
output: {path: Qwen/flow}
model_id: anthropic/claude-3-opus
path: Qwen/of-nothing
model_type: qwen2
"""


def test_a_setting_speaks_by_its_key_and_by_the_sections_around_it() -> None:
    told = [(one.kind, one.name) for one in in_settings(SECTIONS)]
    assert told == [
        (Kind.WEIGHTS, "Qwen/Actor"),
        (Kind.PROCESSING, "Qwen/Words"),
        (Kind.PROCESSING, "google/gemma-2b"),
        (Kind.PROCESSING, "google/words"),
        (Kind.COMPARISON, "Qwen/Judge"),
        (Kind.COMPARISON, "Qwen/Scorer"),
        (Kind.COMPARISON, "Qwen/Maker"),
        (Kind.WEIGHTS, "Qwen/Named"),
        (Kind.WEIGHTS, "openai/clip-vit-large-patch14"),
        (Kind.WEIGHTS, "Qwen/First"),
        (Kind.WEIGHTS, "Qwen/Second"),
        (Kind.WEIGHTS, "Qwen/Dotted"),
        (Kind.WEIGHTS, "Qwen/Begun"),
        (Kind.CONFIGURATION, "qwen2"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("configs/model/large.yaml", "path: Qwen/A\n", [(Kind.WEIGHTS, "Qwen/A", 1)]),
        ("configs/tokenizer/large.yaml", "name: Qwen/A\n", [(Kind.PROCESSING, "Qwen/A", 1)]),
        ("configs/baseline.yaml", "model: Qwen/A\n", [(Kind.WEIGHTS, "Qwen/A", 1)]),
        ("configs/eval.yaml", "model: Qwen/A\n", [(Kind.COMPARISON, "Qwen/A", 1)]),
        ("configs/train.json", '{"x": 1,\n"model": {"name": "Qwen/A"}}', [(Kind.WEIGHTS, "Qwen/A", 2)]),
        ("configs/train.json", '{"models": ["Qwen/A"], "tokenizer": "Qwen/A"}', [(Kind.WEIGHTS, "Qwen/A", 1)]),
        ("train.toml", '[tokenizer]\nname = "Qwen/A"\n[model]\nname = "Qwen/A"', [(Kind.PROCESSING, "Qwen/A", 2)]),
        ("tokenizer_config.json", '{"name_or_path": "Qwen/A"}', [(Kind.PROCESSING, "Qwen/A", 1)]),
        ("train.toml", "[model", []),
    ],
)
def test_settings_of_any_kind_are_read_with_their_place(
    path: str, text: str, expected: list[tuple[ComponentKind, str, int]]
) -> None:
    assert [(one.kind, one.name, one.line) for _, one in named_in([(path, text)])][: len(expected) or 1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "model: {path: Qwen/A}",
        "actor: {model: {path: Qwen/A, trust: true}, steps: 3}",
        "models: [Qwen/A]",
        "models:\n  - {model: Qwen/A, weight: 0.5}",
        "train: {tokenizer: {path: Qwen/words}, model: {path: 'Qwen/A'}}",
    ],
)
def test_what_stands_on_one_line_in_braces_is_read(text: str) -> None:
    assert [one.name for one in in_settings(text) if one.kind is Kind.WEIGHTS] == ["Qwen/A"]


LISTED = [f"maker{number}/Qwen2-7B" for number in range(MOST_MAKERS + 1)]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("configs/many.yaml", "models:\n- {}\n"),
        ("configs/many.yaml", "models: [{}]\n"),
        ("configs/many.json", '{{"models": ["{}"]}}'),
        ("configs/many.toml", 'models = ["{}"]'),
    ],
)
def test_a_list_of_many_makers_is_one_to_choose_from(path: str, form: str) -> None:
    between = "\n- " if "\n- " in form else ", " if path.endswith("yaml") else '", "'
    for names, kind in ((LISTED, Kind.COMPARISON), (LISTED[1:], Kind.WEIGHTS)):
        told = [one for _, one in named_in([(path, form.format(between.join(names)))])]
        assert [(one.kind, one.name) for one in told] == [(kind, name) for name in names]


@pytest.mark.parametrize("beside", ["price: 3", "input_cost_per_token: 0.1", "elo: 1200", "win_rate: 0.4"])
def test_what_has_a_price_or_a_rank_is_one_of_a_list(beside: str) -> None:
    text = f"strong:\n  model: Qwen/A\n  {beside}\nbegin:\n  model: Qwen/B\n"
    assert [(one.kind, one.name) for one in in_settings(text)] == [
        (Kind.COMPARISON, "Qwen/A"),
        (Kind.WEIGHTS, "Qwen/B"),
    ]


@pytest.mark.parametrize("path", ["configs/leaderboard.yaml", "configs/pricing/all.yaml", "conf/catalogue.yaml"])
def test_a_file_or_folder_that_is_called_a_list_to_compare_sets_no_weights(path: str) -> None:
    assert [one.kind for _, one in named_in([(path, "models:\n- Qwen/A\n")])] == [Kind.COMPARISON]


def test_settings_that_would_exhaust_a_reader_end() -> None:
    began = time.perf_counter()
    assert in_settings("a:\n" * 100_000 + " " * 300 + "model: Qwen/A\n" * 10) == ()
    assert len(in_config(json.dumps({"model": [f"Qwen/{number}" for number in range(100_000)]}))) == MOST
    assert in_config('{"a":' * 900 + '"model"' + "}" * 900) == ()
    assert time.perf_counter() - began < 5


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
