# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Models that Python code sets for other code to load: configurations, options, the environment."""

import pytest

from gyebo.components.settings import MOST_MAKERS
from gyebo.components.usage import used_in
from gyebo.languages import LANGUAGES
from gyebo.languages.reading import Reader
from gyebo.report import ComponentKind

Kind = ComponentKind


def _used(text: str) -> list[tuple[ComponentKind, str, int]]:
    syntax = Reader(LANGUAGES["python"]).read(text.encode())
    return [(one.kind, one.name, one.line) for one in used_in(syntax.text, syntax.tokens.start, syntax.units)]


@pytest.mark.parametrize(
    "text",
    [
        "c = Config(model='Qwen/A')",
        "c = ours.ModelConfig(path='Qwen/A')",
        "c = ModelArguments(model_name_or_path='Qwen/A')",
        "c = Config(model=ModelConfig(name='Qwen/A'))",
        "c = Config(policy={'model': {'path': 'Qwen/A'}})",
        "c = Config(models=['Qwen/A'])",
        "@dataclass\nclass Begin: model_name_or_path: str = 'Qwen/A'",
        "@dataclass\nclass B: model_name_or_path: str = field(default='Qwen/A', metadata={'help': 'begun from'})",
        "@dataclass\nclass B: model: ModelConfig = field(default_factory=lambda: ModelConfig(name='Qwen/A'))",
        "class TrainArgs(Base): vision_tower: str = 'Qwen/A'",
        "p.add_argument('-m', '--model-name-or-path', default='Qwen/A')",
        "p.add_argument('--model', default='Qwen/A', help='the model to train and evaluate')",
        "M = os.environ.get('MODEL', 'Qwen/A')",
        "M = os.getenv('MODEL_NAME', 'Qwen/A')",
        "t = SFTTrainer('Qwen/A', train_dataset=d)",
        "t = GRPOTrainer(model='Qwen/A', reward_funcs='Qwen/R', args=a)",
        "llm = dict(type=AutoModelForCausalLM.from_pretrained, pretrained_model_name_or_path='Qwen/A')",
        "C = {'train': {'model_name_or_path': 'Qwen/A'}}",
    ],
)
def test_a_model_that_is_set_is_told_where_it_is_set(text: str) -> None:
    assert _used(text) == [(Kind.WEIGHTS, "Qwen/A", text.count("\n") + 1)]


def test_a_name_bound_elsewhere_in_the_file_is_known() -> None:
    assert _used("N = 'Qwen/A'\ndef f():\n    return EngineArgs(model=N)") == [(Kind.WEIGHTS, "Qwen/A", 3)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("c = TokenizerConfig(path='Qwen/A')", Kind.PROCESSING),
        ("c = Config(tokenizer='Qwen/A')", Kind.PROCESSING),
        ("t = dict(type=AutoTokenizer.from_pretrained, pretrained_model_name_or_path='Qwen/A')", Kind.PROCESSING),
        ("p.add_argument('--tokenizer', default='Qwen/A')", Kind.PROCESSING),
        ("p.add_argument('--model', default='Qwen/A', help='tokenizer on the hub')", Kind.PROCESSING),
        ("c = JudgeConfig(model='Qwen/A')", Kind.COMPARISON),
        ("judge = ModelConfig(path='Qwen/A')", Kind.COMPARISON),
        ("c = Config(judge=ModelConfig(path='Qwen/A'))", Kind.COMPARISON),
        ("c = Config(eval={'model': 'Qwen/A'})", Kind.COMPARISON),
        ("M = os.getenv('JUDGE_MODEL', 'Qwen/A')", Kind.COMPARISON),
        ("p.add_argument('--asr-model', default='Qwen/A', help='computes errors during evaluation')", Kind.COMPARISON),
        (
            "@dataclass\nclass A: asr_model: str = field(default='Qwen/A', metadata={'help': 'a metric'})",
            Kind.COMPARISON,
        ),
        ("p.add_argument('--base-model', default='Qwen/A')", Kind.BASE_MODEL),
    ],
)
def test_what_a_model_is_set_for_is_told_by_the_keys_and_the_help(text: str, kind: ComponentKind) -> None:
    assert [(told, name) for told, name, _ in _used(text)] == [(kind, "Qwen/A")]


@pytest.mark.parametrize(
    "text",
    [
        "x = {'model': 'Qwen/A'}",
        "answer = post(model='Qwen/A')",
        "class Qwen(Module): name: str = 'Qwen/A'",
        "class Request(BaseModel): model: str = 'Qwen/A'",
        "c = Config(dataset='Qwen/A', push_to_hub_model_id='Qwen/A', output='Qwen/A')",
        "c = Config(model='openai/gpt-4o')",
        "p.add_argument('--checkpoint-path', default='exp/bigvgan')",
        "p.add_argument('--model-dir', default='./out/Qwen')",
        "h = table.get('MODEL', 'Qwen/A')",
        "# c = Config(model='Qwen/A')",
        "def f():\n    '''c = Config(model='Qwen/A')'''",
    ],
)
def test_what_is_no_setting_of_a_model_is_none(text: str) -> None:
    assert _used(text) == []


def test_how_the_file_itself_loads_a_model_stands_before_where_it_is_set() -> None:
    text = "p.add_argument('--model', default='Qwen/A')\na = p.parse_args()\nt = AutoTokenizer.from_pretrained(a.model)"
    assert _used(text) == [(Kind.PROCESSING, "Qwen/A", 3)]


def test_a_list_of_many_makers_is_one_to_choose_from() -> None:
    rows = [f"ModelConfig(path='maker{number}/Qwen2-7B')" for number in range(MOST_MAKERS + 1)]
    assert {kind for kind, _, _ in _used(f"ALL = [{', '.join(rows[1:])}]")} == {Kind.WEIGHTS}
    assert {kind for kind, _, _ in _used(f"ALL = [{', '.join(rows)}]")} == {Kind.COMPARISON}
