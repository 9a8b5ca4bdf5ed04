# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a Python file uses of others' models without holding a copy; the file is parsed, never run."""

import numpy as np
import pytest

from gyebo.components.usage import MOST, used_in
from gyebo.languages import LANGUAGES
from gyebo.languages.reading import Reader
from gyebo.model import Use
from gyebo.report import ComponentKind

Kind = ComponentKind


def _uses(text: bytes) -> tuple[Use, ...]:
    syntax = Reader(LANGUAGES["python"]).read(text)
    return used_in(text, syntax.tokens.start, syntax.units)


def _used(text: str) -> list[tuple[ComponentKind, str, int]]:
    return [(one.kind, one.name, one.line) for one in _uses(text.encode())]


def _path(*names: str) -> list[tuple[ComponentKind, str, int]]:
    return [(Kind.WEIGHT_FILE, name, 1) for name in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "from transformers import Qwen2_5_VLModel, AutoTokenizer",
            [(Kind.MODEL_CLASS, "Qwen2_5_VLModel", 1), (Kind.PROCESSING, "AutoTokenizer", 1)],
        ),
        (
            "from transformers.models.qwen2_5_vl.modeling_qwen2_5_vl import Qwen2_5_VisionTransformer as V",
            [(Kind.MODEL_CLASS, "Qwen2_5_VisionTransformer", 1)],
        ),
        (
            "import transformers\nm = transformers.AutoModel.from_pretrained('Qwen/Qwen2.5-VL-7B')",
            [(Kind.WEIGHTS, "Qwen/Qwen2.5-VL-7B", 2), (Kind.MODEL_CLASS, "AutoModel", 2)],
        ),
        (
            "t = AutoTokenizer.from_pretrained(pretrained_model_name_or_path='a/b')",
            [(Kind.PROCESSING, "a/b", 1)],
        ),
        ("NAME = 'a/b'\nm = M.from_pretrained(NAME)", [(Kind.WEIGHTS, "a/b", 2)]),
        (
            "m = torch.hub.load('facebookresearch/dinov2', 'dinov2_vitb14')",
            [(Kind.WEIGHTS, "facebookresearch/dinov2", 1)],
        ),
        (
            "s = torch.hub.load_state_dict_from_url('https://host.example/w.pth')",
            [(Kind.WEIGHTS, "https://host.example/w.pth", 1)],
        ),
        ("m = timm.create_model('timm/vit_base.augreg')", [(Kind.WEIGHTS, "timm/vit_base.augreg", 1)]),
        ("m = timm.create_model('swin_base.ms_in1k', pretrained=True)", [(Kind.WEIGHTS, "swin_base.ms_in1k", 1)]),
        ("m = timm.create_model('swin_base')", [(Kind.MODEL_CLASS, "swin_base", 1)]),
        ("m = timm.create_model('swin_base', pretrained=False)", [(Kind.MODEL_CLASS, "swin_base", 1)]),
        ("m = timm.create_model('swin_base', False)", [(Kind.MODEL_CLASS, "swin_base", 1)]),
        ("m = open_clip.create_model('ViT-B-32', None)", [(Kind.MODEL_CLASS, "ViT-B-32", 1)]),
        ("m = timm.create_model('swin_base', wanted)", [(Kind.WEIGHTS, "swin_base", 1)]),
        (
            "m, _, p = open_clip.create_model_and_transforms('ViT-B-32', pretrained='laion2b_s34b_b79k')",
            [(Kind.WEIGHTS, "ViT-B-32/laion2b_s34b_b79k", 1)],
        ),
        ("m = open_clip.create_model('RN50', 'openai')", [(Kind.WEIGHTS, "RN50/openai", 1)]),
        (
            "T = 'webli'\nm = create_model_and_transforms(model_name='ViT-B-16-SigLIP', pretrained=T)",
            [(Kind.WEIGHTS, "ViT-B-16-SigLIP/webli", 2)],
        ),
        ("m = open_clip.create_model_and_transforms('ViT-B-32')", [(Kind.MODEL_CLASS, "ViT-B-32", 1)]),
        ("m = open_clip.create_model_from_pretrained('hf-hub:a/b')", [(Kind.WEIGHTS, "a/b", 1)]),
        ("m = CrossEncoder('a/b')", [(Kind.WEIGHTS, "a/b", 1)]),
        ("m = timm.create_model('hf-hub:a/b')", [(Kind.WEIGHTS, "a/b", 1)]),
        ("s = torch.load('weights/deepseek_v3.pt')", _path("deepseek_v3.pt", "weights")),
        ("W = 'qwen2.safetensors'\ns = load_file(W)", [(Kind.WEIGHT_FILE, "qwen2.safetensors", 2)]),
        (
            "m.load_state_dict(torch.load(os.path.join(HERE, 'llama3', 'm.pth'), map_location='cpu'))",
            _path("m.pth", "llama3"),
        ),
        ("with safe_open(Path('llama3') / 'm.safetensors', 'pt') as f: ...", _path("m.safetensors", "llama3")),
        ("import transformers as tf\nclass M(tf.LlamaModel): ...", [(Kind.MODEL_CLASS, "LlamaModel", 2)]),
        ("m = timm.create_model('vit_base_patch16_224')", [(Kind.MODEL_CLASS, "vit_base_patch16_224", 1)]),
        ("m = M.from_pretrained((name := 'a/b'))", [(Kind.WEIGHTS, "a/b", 1)]),
        ("if (name := 'a/b'):\n    m = M.from_pretrained(name)", [(Kind.WEIGHTS, "a/b", 2)]),
        ("p = hf_hub_download('a/b', 'model.safetensors')", [(Kind.WEIGHTS, "a/b", 1)]),
        ("p = huggingface_hub.snapshot_download(repo_id='a/b')", [(Kind.WEIGHTS, "a/b", 1)]),
        ("def f(name='a/b'):\n    return M.from_pretrained(name)", [(Kind.WEIGHTS, "a/b", 2)]),
        ("def f(*, name: str = 'a/b'):\n    return M.from_pretrained(name)", [(Kind.WEIGHTS, "a/b", 2)]),
        ("class C:\n    name: str = 'a/b'\n\n\nm = M.from_pretrained(C.name)", [(Kind.WEIGHTS, "a/b", 5)]),
        (
            "class C:\n def __init__(self):\n  self.name = 'a/b'\n def load(self):\n  M.from_pretrained(self.name)",
            [(Kind.WEIGHTS, "a/b", 5)],
        ),
        (
            "@dataclass\nclass C:\n  name: str = field(default='a/b')\ndef f(c):\n  return M.from_pretrained(c.name)",
            [(Kind.WEIGHTS, "a/b", 5)],
        ),
        (
            "def f():\n  p.add_argument('-m', '--model-name', default='a/b')\nm = M.from_pretrained(f().model_name)",
            [(Kind.WEIGHTS, "a/b", 3)],
        ),
        ("m = M.from_pretrained(os.environ.get('MODEL', 'a/b'))", [(Kind.WEIGHTS, "a/b", 1)]),
        ("m = M.from_pretrained(name or 'a/b')", [(Kind.WEIGHTS, "a/b", 1)]),
        (
            "m = M.from_pretrained('a/b' if big else 'a/c')",
            [(Kind.WEIGHTS, "a/b", 1), (Kind.WEIGHTS, "a/c", 1)],
        ),
    ],
)
def test_classes_and_weights_of_others_are_told(text: str, expected: list[tuple[ComponentKind, str, int]]) -> None:
    assert _used(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "def f(name='a/b', *, path):\n    return M.from_pretrained(path)",
        "def f(path, name='a/b'):\n    return M.from_pretrained(path)",
        "class C:\n    name = 'a/b'\n\n\nm = M.from_pretrained(C.path)",
        "p.add_argument('--data', default='a/b')\nm = M.from_pretrained(a.model)",
        "m = M.from_pretrained(settings.get('a/b'))",
        "m = Own.load((name := 'a/b'))",
        "m = M.from_pretrained((name := './out'))",
    ],
)
def test_a_text_that_is_not_the_one_loaded_is_none(text: str) -> None:
    assert _used(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "from .transformers import Own",
        "from ours.transformers import Own",
        "m = Own.from_pretrained('./checkpoints')",
        "import ours as transformers\nm = transformers.LlamaModel()",
        "import transformers\nm = other.LlamaModel(transformers.__version__)",
        "m = Own.from_pretrained(path)",
        "m = json.load('transformers/file')",
        "x = torch.load('llama3/states.json')",
        "x = json.load('llama3/m.pt')",
        "x = torch.load(place)",
        "# torch.load('llama3/m.pt')",
        "# from transformers import LlamaModel",
        "text = 'from transformers import LlamaModel'",
        "from transformers import (",
        "x = 1",
    ],
)
def test_own_code_own_paths_comments_and_strings_are_none(text: str) -> None:
    assert _used(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    return 1\n\n\nclass M(tf.LlamaModel):\n    def g(self):\n        return 2\n",
        'class A:\n    def f(self):\n        x = """\n"""\n    @cached\n    def g(self): return tf.LlamaModel\n',
        "f = lambda x: (\n    x\n); y = 1\nif f:\n    async def g(): ...\nelse:\n    g = tf.LlamaModel\n",
    ],
)
def test_definitions_that_name_nothing_move_no_line_of_those_that_do(text: str) -> None:
    whole = "import transformers as tf\n" + text
    line = next(number for number, line in enumerate(whole.split("\n"), 1) if "Llama" in line)
    assert _used(whole) == [(Kind.MODEL_CLASS, "LlamaModel", line)]


def test_a_file_that_names_thousands_is_told_up_to_a_bound() -> None:
    text = "\n".join(f"from transformers import M{number}Model" for number in range(3 * MOST))
    assert len(_uses(text.encode())) == MOST


def test_a_file_that_would_exhaust_the_parser_is_no_news() -> None:
    text = b"import transformers\nx = " + b"(" * 100_000
    assert used_in(text, np.array([text.index(b"transformers")]), ()) == ()


def test_a_name_of_a_long_import_is_told_with_its_own_line() -> None:
    text = "from vllm.model_executor.models.deepseek_v2 import (\n    DeepseekV2Attention,\n    DeepseekV2MLP,\n)\n"
    found = _uses(text.encode())
    head = "from vllm.model_executor.models.deepseek_v2 import ("
    assert [(one.line, one.text) for one in found] == [
        (2, f"{head} DeepseekV2Attention,"),
        (3, f"{head} DeepseekV2MLP,"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('v = Spec(config_class=AutoConfig, model_type="qwen2_5_vl_vision")', "qwen2_5_vl_vision"),
        ('KIND = "llama"\nc = build(model_type=KIND)', "llama"),
        ('c = AutoConfig.for_model("deepseek_v3")', "deepseek_v3"),
        ('c = CONFIG_MAPPING["qwen2"]()', "qwen2"),
        ('m = auto.MODEL_MAPPING["qwen2"]', "qwen2"),
    ],
)
def test_a_model_that_is_asked_for_by_its_type_alone_is_told(text: str, name: str) -> None:
    assert [(kind, told) for kind, told, _ in _used(text)] == [(Kind.CONFIGURATION, name)]


@pytest.mark.parametrize(
    "text", ['class C:\n    model_type = "llama"', 'x = c.model_type == "llama"', "c = build(model_type=kind)", "T[0]"]
)
def test_a_type_that_is_the_files_own_or_only_compared_is_none(text: str) -> None:
    assert _used(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hf_hub_download('a/b', 'tokenizer.json')", Kind.PROCESSING),
        ("hf_hub_download(repo_id='a/b', filename='tokenizer.model')", Kind.PROCESSING),
        ("hf_hub_download('a/b', filename='vocab.txt')", Kind.PROCESSING),
        ("hf_hub_download('a/b', f'{folder}/merges.txt')", Kind.WEIGHTS),
        ("hf_hub_download('a/b', 'assets/' + name + '.tiktoken')", Kind.PROCESSING),
        ("hf_hub_download('a/b', 'chat_template.jinja')", Kind.PROCESSING),
        ("hf_hub_download('a/b', 'config.json')", Kind.CONFIGURATION),
        ("hf_hub_download('a/b', 'model.safetensors')", Kind.WEIGHTS),
        ("hf_hub_download('a/b', 'model.safetensors.index.json')", Kind.WEIGHTS),
        ("hf_hub_download('a/b', 'tokenizer/pytorch_model.bin')", Kind.WEIGHTS),
        ("hf_hub_download('a/b', which)", Kind.WEIGHTS),
        ("snapshot_download('a/b', allow_patterns=['tokenizer*', '*.json'])", Kind.PROCESSING),
        ("snapshot_download('a/b', allow_patterns='*.safetensors')", Kind.WEIGHTS),
        ("snapshot_download('a/b')", Kind.WEIGHTS),
        ("transformers.AutoTokenizer.from_pretrained('a/b')", Kind.PROCESSING),
        ("self.tokenizer_cls.from_pretrained('a/b')", Kind.PROCESSING),
        ("CLIPImageProcessorFast.from_pretrained('a/b')", Kind.PROCESSING),
        ("GenerationConfig.from_pretrained('a/b')", Kind.PROCESSING),
        ("AutoConfig.from_pretrained('a/b')", Kind.CONFIGURATION),
        ("load_state_dict_from_url('https://host.example/vocab.json')", Kind.PROCESSING),
    ],
)
def test_what_lies_beside_weights_on_a_hub_is_none(text: str, kind: ComponentKind) -> None:
    (told,) = {one for one, _, _ in _used(f"x = {text}") if one is not Kind.MODEL_CLASS}
    assert told is kind


@pytest.mark.parametrize("kind", ["dataset", "space"])
def test_data_of_a_hub_is_nothing_of_a_model(kind: str) -> None:
    assert _used(f"x = snapshot_download('a/b', repo_type='{kind}')") == []


LOADING = "M.from_pretrained"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"m = {LOADING}('Qwen/' + size)", ["Qwen/…"]),
        (f"m = {LOADING}('Qwen/Qwen2.5-' + size + '-Instruct')", ["Qwen/Qwen2.5-…-Instruct"]),
        (f"size = '7B'\nm = {LOADING}(f'Qwen/Qwen2.5-{{size}}')", ["Qwen/Qwen2.5-7B"]),
        (f"m = {LOADING}(f'Qwen/Qwen2.5-{{size}}')", ["Qwen/Qwen2.5-…"]),
        (f"m = {LOADING}('Qwen/Qwen2.5-%s' % size)", ["Qwen/Qwen2.5-…"]),
        (f"m = {LOADING}('%s/Qwen2.5-%dB' % ('Qwen', size))", ["Qwen/Qwen2.5-…B"]),
        (f"m = {LOADING}('Qwen/{{}}-{{kind}}'.format(size, kind='Base'))", ["Qwen/…-Base"]),
        (f"FORM = 'Qwen/Qwen2.5-{{}}B'\nm = {LOADING}(FORM.format(7))", ["Qwen/Qwen2.5-…B"]),
        (f"ORG = 'Qwen'\nNAME = ORG + '/Qwen2.5-7B'\nm = {LOADING}(NAME)", ["Qwen/Qwen2.5-7B"]),
        (f"D = {{'big': 'Qwen/A', 'small': 'Qwen/B'}}\nm = {LOADING}(D['big'])", ["Qwen/A"]),
        (f"D = {{'big': 'Qwen/A', 'small': 'Qwen/B'}}\nm = {LOADING}(D[size])", ["Qwen/A", "Qwen/B"]),
        (f"D = {{'big': 'Qwen/A'}}\nm = {LOADING}(D.get(size, 'Qwen/B'))", ["Qwen/A", "Qwen/B"]),
        (f"class C:\n D = {{'big': 'Qwen/A'}}\n def f(self):\n  {LOADING}(self.D['big'])", ["Qwen/A"]),
        (f"m = {LOADING}({{'big': 'Qwen/A'}}[size])", ["Qwen/A"]),
        (
            f"C = {{'model': {{'name': 'Qwen/A'}}, 'words': {{'name': 'Qwen/B'}}}}\nm = {LOADING}(C['model']['name'])",
            ["Qwen/A"],
        ),
        (f"C = dict(model='Qwen/A', words='Qwen/B')\nm = {LOADING}(C['model'])", ["Qwen/A"]),
        (f"for name in ['Qwen/A', 'Qwen/B']:\n  {LOADING}(name)", ["Qwen/A", "Qwen/B"]),
        (f"ALL = ('Qwen/A', 'Qwen/B')\nm = [{LOADING}(name) for name in ALL]", ["Qwen/A", "Qwen/B"]),
        (f"def f(size):\n  return {LOADING}(f'Qwen/{{size}}')", ["Qwen/…"]),
        ("m = timm.create_model(f'vit_{size}_patch16', pretrained=True)", ["vit_…_patch16"]),
    ],
)
def test_a_name_that_is_put_together_is_known_as_far_as_the_file_says(text: str, names: list[str]) -> None:
    assert [name for _, name, _ in _used(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        f"m = {LOADING}(f'{{root}}/Qwen2.5-7B')",
        f"m = {LOADING}(root + '/Qwen2.5-7B')",
        f"m = {LOADING}('./out/' + name)",
        f"D = {{'big': 'Qwen/A'}}\nm = {LOADING}(D['small'])",
        f"D = {{'big': 'Qwen/A'}}\nm = {LOADING}(E[size])",
        f"m = {LOADING}({' + '.join(['x'] * 2_000)})",
        f"C = {'{0: ' * 90}'Qwen/A'{'}' * 90}\nm = {LOADING}(C['model']['name'])",
        f"m = {LOADING}({' + '.join(['(a or b)'] * 30)} + 'Qwen/A')",
    ],
)
def test_a_name_whose_beginning_is_not_known_is_none(text: str) -> None:
    assert _used(text) == []


APART = [
    f"def load(path):\n    return {LOADING}(path)\ndef tok(path='Qwen/Qwen2.5-7B'):\n    return path\n",
    f"class Tok:\n    name = 'deepseek-ai/V3'\nclass Mod:\n    def f(self, c):\n        return {LOADING}(c.name)\n",
    f"class Tok:\n    name = 'deepseek-ai/V3'\n\nname = arg()\nm = {LOADING}(name)\n",
    f"def judge():\n    name = 'mistralai/Mistral-7B'\n    return name\n\nname = arg()\nm = {LOADING}(name)\n",
]


@pytest.mark.parametrize("text", APART)
def test_a_name_of_one_function_says_nothing_of_the_same_name_in_another(text: str) -> None:
    assert _used(text) == []


def test_a_name_of_the_module_is_known_in_its_functions_until_they_bind_it_anew() -> None:
    known = f"name = 'Qwen/Qwen2.5-7B'\ndef f():\n    return {LOADING}(name)\n"
    assert _used(f"{known}def g(name):\n    return {LOADING}(name)\n") == [(Kind.WEIGHTS, "Qwen/Qwen2.5-7B", 3)]
