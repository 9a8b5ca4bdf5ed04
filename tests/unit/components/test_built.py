# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What settings have built by its path in a library, and what is named beside that."""

import pytest

from gyebo.components.configs import named_in
from gyebo.report import ComponentKind

Kind = ComponentKind


def _told(text: str, path: str = "configs/train.yaml") -> list[tuple[ComponentKind, str, int]]:
    return [(one.kind, one.name, one.line) for _, one in named_in([(path, text)])]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("net:\n  _target_: transformers.Qwen2Model", "Qwen2Model", Kind.MODEL_CLASS),
        ("net: {_target_: transformers.models.llama.LlamaModel}", "LlamaModel", Kind.MODEL_CLASS),
        ("net:\n- class_path: transformers.Qwen2Model.from_config", "Qwen2Model", Kind.MODEL_CLASS),
        ("words:\n  _target_: transformers.LlamaTokenizer", "LlamaTokenizer", Kind.PROCESSING),
        ("net:\n  _target_: timm.create_model\n  model_name: swin_base", "swin_base", Kind.MODEL_CLASS),
    ],
)
def test_a_class_of_a_library_is_told(text: str, name: str, kind: ComponentKind) -> None:
    assert [(kind, name)] == [(told, one) for told, one, _ in _told(text)]


def test_a_model_of_timm_that_is_pretrained_is_weights() -> None:
    text = "net:\n  _target_: timm.create_model\n  model_name: swin_base\n  pretrained: {}\n"
    assert _told(text.format("true")) == [(Kind.WEIGHTS, "swin_base", 3)]
    assert _told(text.format("false")) == [(Kind.MODEL_CLASS, "swin_base", 3)]
    held = '{"net": {"_target_": "timm.create_model", "model_name": "swin_base", "pretrained": true}}'
    assert _told(held, "configs/train.json") == [(Kind.WEIGHTS, "swin_base", 1)]


@pytest.mark.parametrize("text", ["a:\n  _target_: ours.Qwen2Model", "a:\n  _target_: transformers", "target: a b.c"])
def test_what_is_the_teams_own_or_no_path_is_none(text: str) -> None:
    assert _told(text) == []


BESIDE = """\
enc:
  _target_: {}
  pretrained_model_name_or_path: Qwen/A
other:
  pretrained_model_name_or_path: Qwen/B
"""


@pytest.mark.parametrize(
    ("built", "kind"),
    [
        ("ours.load", Kind.WEIGHTS),
        ("ours.AutoTokenizer.from_pretrained", Kind.PROCESSING),
        ("ours.evaluation.Scorer", Kind.COMPARISON),
    ],
)
def test_a_name_is_judged_by_what_is_built_with_it(built: str, kind: ComponentKind) -> None:
    assert _told(BESIDE.format(built)) == [(kind, "Qwen/A", 3), (Kind.WEIGHTS, "Qwen/B", 5)]


def test_items_of_one_list_are_tables_of_their_own() -> None:
    text = "all:\n- _target_: ours.Judge\n  model: Qwen/A\n- _target_: ours.Policy\n  model: Qwen/B\n- model: Qwen/C\n"
    kinds = [(kind, name) for kind, name, _ in _told(text)]
    assert kinds == [(Kind.COMPARISON, "Qwen/A"), (Kind.WEIGHTS, "Qwen/B"), (Kind.WEIGHTS, "Qwen/C")]
    held = '{"all": [{"_target_": "ours.Judge", "model": "Qwen/A"}, {"model": "Qwen/B"}]}'
    kinds = [(kind, name) for kind, name, _ in _told(held, "configs/train.json")]
    assert kinds == [(Kind.COMPARISON, "Qwen/A"), (Kind.WEIGHTS, "Qwen/B")]
