# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find in Python code the model classes it imports and the weights it loads by name; the code is parsed, never run."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from gyebo.components.constants import Constants, scoped, text_of, texts_of
from gyebo.components.mentions import (
    BUILDERS,
    CREATING,
    LIBRARIES,
    LOADERS,
    MAPPINGS,
    OPENING,
    READING,
    TYPED,
    mentions,
    setting_at,
    without,
)
from gyebo.components.presets import presets
from gyebo.components.settings import BEGUN_FROM, is_catalogue
from gyebo.model import I64, Unit, Use
from gyebo.report import ComponentKind

CREATED, OPEN_CLIP = "create_model", "open_clip.create_model"
"""Says that a name is one of timm's, or an architecture of open_clip, with its training where one is asked for."""
TAG = re.compile(r"[A-Za-z]\w{1,60}")
Asked = tuple[str, str]
NAMED = frozenset(
    {"pretrained_model_name_or_path", "repo_id", "model", "model_name", "model_name_or_path", "repo_or_dir", "url"}
)
OTHERS = frozenset({"dataset", "space"})
"""What a hub keeps beside models."""
WEIGHT_FILE = re.compile(r"\.(?:bin|ckpt|gguf|h5|npz|onnx|pkl|pt|pth|safetensors)$", re.IGNORECASE)
WEIGHTS_LISTED = re.compile(r"\.(?:bin|safetensors)\.index\.json$", re.IGNORECASE)
BESIDE_WEIGHTS = re.compile(
    r"\.(?:json|jsonl|txt|model|tiktoken|vocab|merges|jinja2?|ya?ml|toml|md|py|csv|tsv|parquet|arrow|png|jpe?g|wav|mp[34])$",
    re.IGNORECASE,
)
"""What lies on a hub with weights and holds none: vocabularies, settings, texts, data."""
VOCABULARY = re.compile(r"(?:^|/)(?:tokenizer|vocab|merges|special_tokens|preprocessor|added_tokens)", re.IGNORECASE)
CONFIG_FILE = re.compile(r"(?:^|/)config\.json$", re.IGNORECASE)
PROCESSING = re.compile(
    r"(?:tokenizer|processor|feature_?extractor|generation_?config)(?:fast|_?cls|_?class|s)?$", re.IGNORECASE
)
CONFIGURED = re.compile(r"config(?:uration)?(?:_?cls|_?class)?$", re.IGNORECASE)
"""Classes that read how a model is built, and not its weights."""
REGISTERED = re.compile(r"(?:hf[-_]hub:)?([A-Za-z0-9][\w.…-]{0,95}(?:/[\w.…-]{1,96})?)")
"""How timm and open_clip name a model in `create_model`."""
HUB = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9…][\w.…-]{0,95}|https?://\S{4,300}")
"""An account and a model's name, the end of which may be open; or an address."""
CLOSED = re.compile(r"/(?:gpt-(?!oss|2|j|neo)\d|chatgpt|o[134](?:-|$)|claude|gemini|text-embedding)", re.IGNORECASE)
"""Models that are asked over the network alone: no weights of that name are published."""
OUTPUT = re.compile(
    r"(?:exp|experiments?|outputs?|out|runs?|logs?|results?|save[sd]?|tmp|temp|data|datasets?)/", re.IGNORECASE
)
"""Folders of one's own, in which no name is a maker's account."""
SHOWN = 200
MOST = 200
"""Uses told of one file."""


def used_in(text: bytes, tokens: I64, units: Sequence[Unit]) -> tuple[Use, ...]:
    """What a Python file uses of others' models; nothing where what may say so does not parse as this Python's.

    `tokens` are the bytes at which its tokens begin, those of comments and documentation left out.
    """
    setting = setting_at(text, tokens)
    at = mentions(text, tokens, setting)
    if not at:
        return ()
    try:
        tree = ast.parse(without(text, units, at))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    lines = text.decode("utf-8", "replace").split("\n")
    nodes = list(scoped(tree))
    loaded = list(_loading(nodes, _libraries(list(ast.walk(tree))), lines))
    found = [*loaded, *(_preset(nodes, {one.name for one in loaded}, lines) if setting else ())]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.line))[:MOST]


def _preset(nodes: Iterable[tuple[ast.AST, Constants]], loaded: set[str], lines: list[str]) -> Iterator[Use]:
    """What is set; what the file itself loads was judged by how it is loaded."""
    named = [one for one in presets(nodes) if HUB.fullmatch(one.name) and not CLOSED.search(one.name)]
    is_list = is_catalogue(one.name for one in named)
    for one in named:
        if one.name not in loaded and not OUTPUT.match(one.name):
            kind = ComponentKind.COMPARISON if is_list and one.kind in BEGUN_FROM else one.kind
            yield Use(kind, one.name, one.key, one.line, _line(lines, one.line))


def _loading(
    nodes: Iterable[tuple[ast.AST, Constants]], libraries: Mapping[str, str], lines: list[str]
) -> Iterator[Use]:
    for node, constants in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in libraries and name[:1].isupper():
                yield Use(_kind(name), name, libraries[owner], node.lineno, _line(lines, node.lineno))
            case ast.ImportFrom(module=str(module), names=names, level=0) if module.split(".")[0] in LIBRARIES:
                for one in names:
                    yield Use(_kind(one.name), one.name, module, one.lineno, _imported(lines, node, one))
            case ast.Call():
                yield from _of_call(node, constants, _line(lines, node.lineno))
            case ast.Subscript(
                value=ast.Name(id=table) | ast.Attribute(attr=table), slice=ast.Constant(value=str(name))
            ):
                if table.endswith(MAPPINGS):
                    yield Use(ComponentKind.CONFIGURATION, name, TYPED, node.lineno, _line(lines, node.lineno))
            case _:
                pass


def _of_call(call: ast.Call, constants: Constants, line: str) -> Iterator[Use]:
    called = _called(call)
    for name, hint in _loaded(call, constants):
        yield Use(_loaded_kind(call, name, constants), name, hint, call.lineno, line)
    for name in _typed(call, constants):
        yield Use(ComponentKind.CONFIGURATION, name, TYPED, call.lineno, line)
    for name in _read_from(call, constants):
        yield Use(ComponentKind.WEIGHT_FILE, name, called, call.lineno, line)


def _libraries(nodes: list[ast.AST]) -> dict[str, str]:
    """Names under which the file holds a library itself: `import transformers as tf`."""
    imported = (one for node in nodes if isinstance(node, ast.Import) for one in node.names)
    return {one.asname or one.name: one.name for one in imported if one.name in LIBRARIES}


def _loaded(call: ast.Call, constants: Constants) -> Iterator[Asked]:
    """The names under which published weights are asked for, and how."""
    called = _called(call)
    if called not in LOADERS and not (called == "load" and "hub" in ast.unparse(call.func)):
        return
    if OTHERS & set(_given(call, "repo_type", constants)):
        return
    if called in CREATING:
        yield from _created(call, constants)
        return
    for value in (*call.args[:2], *(one.value for one in call.keywords if one.arg in NAMED)):
        yield from ((name, called) for name in texts_of(value, constants) if HUB.fullmatch(name))


def _created(call: ast.Call, constants: Constants) -> Iterator[Asked]:
    """What timm or open_clip is asked for; of the latter with its training, which says whose the weights are."""
    trained = [tag for one in _trained(call) for tag in texts_of(one, constants) if TAG.fullmatch(tag)]
    is_clip = bool(trained) or _called(call) != CREATED or "open_clip" in ast.unparse(call.func)
    for value in (*call.args[:1], *(one.value for one in call.keywords if one.arg in NAMED)):
        for one in filter(None, map(REGISTERED.fullmatch, texts_of(value, constants))):
            if "/" in one[1]:
                yield one[1], CREATED
            else:
                told = [f"{one[1]}/{tag}" for tag in trained] or [one[1]]
                yield from ((name, OPEN_CLIP if is_clip else CREATED) for name in told)


def _trained(call: ast.Call) -> list[ast.expr]:
    return [*call.args[1:2], *(one.value for one in call.keywords if one.arg == "pretrained")]


def _given(call: ast.Call, keyword: str, constants: Constants) -> list[str]:
    """What is given by that keyword, each of a list."""
    values = [one.value for one in call.keywords if one.arg == keyword]
    listed = [each for one in values for each in (one.elts if isinstance(one, ast.List | ast.Tuple) else [one])]
    return [text for one in listed for text in texts_of(one, constants)]


def _typed(call: ast.Call, constants: Constants) -> Iterator[str]:
    """The types of published models that a library is asked for: `AutoConfig.for_model("llama")`."""
    first = call.args[:1] if _called(call) in BUILDERS else []
    for value in (*first, *(one.value for one in call.keywords if one.arg == TYPED)):
        if not isinstance(value, ast.Attribute):
            yield from filter(None, text_of(value, constants))


def _read_from(call: ast.Call, constants: Constants) -> Iterator[str]:
    """The names that stand in the path of a weight file: `torch.load("weights/deepseek_v3.pt")`."""
    called = _called(call)
    is_reading = called in OPENING or (called == "load" and ast.unparse(call.func) in READING)
    if not call.args or not is_reading:
        return
    written = [one for one in ast.walk(call.args[0]) if isinstance(one, ast.expr)]
    ordered = sorted(written, key=lambda one: (one.lineno, one.col_offset))
    path = PurePosixPath("/".join(text for one in ordered for text in text_of(one, constants)[:1]))
    if WEIGHT_FILE.search(path.name):
        yield from reversed(path.parts[-3:])


def _loaded_kind(call: ast.Call, name: str, constants: Constants) -> ComponentKind:
    """A tokenizer loaded by name brings no weights, nor does a model of timm that is not asked for as pretrained."""
    called = _called(call)
    is_trained = "/" in name or any(not _is_off(one) for one in _trained(call))
    if called in CREATING and not is_trained:
        return ComponentKind.MODEL_CLASS
    files = [name] if "://" in name else _files(call, constants)
    if files and all(map(_is_beside, files)):
        is_built = all(map(CONFIG_FILE.search, files))
        return ComponentKind.CONFIGURATION if is_built else ComponentKind.PROCESSING
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner)) if PROCESSING.search(owner):
            return ComponentKind.PROCESSING
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner)) if CONFIGURED.search(owner):
            return ComponentKind.CONFIGURATION
        case _:
            return ComponentKind.WEIGHTS


def _files(call: ast.Call, constants: Constants) -> list[str]:
    """The files that are fetched of what is named, where the call says which."""
    called = _called(call)
    if called == "hf_hub_download":
        placed = [text for one in call.args[1:2] for text in texts_of(one, constants)]
        return placed + _given(call, "filename", constants)
    return _given(call, "allow_patterns", constants) if called == "snapshot_download" else []


def _is_beside(file: str) -> bool:
    """Whether a file, by its name, holds no weights."""
    is_weights = WEIGHT_FILE.search(file) or WEIGHTS_LISTED.search(file)
    return not is_weights and bool(BESIDE_WEIGHTS.search(file) or VOCABULARY.search(file))


def _is_off(node: ast.expr) -> bool:
    """Whether `pretrained` is given, and says no."""
    return isinstance(node, ast.Constant) and not node.value


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _imported(lines: list[str], node: ast.ImportFrom, one: ast.alias) -> str:
    """The line that names it, after the line that says from where."""
    said, line = _line(lines, node.lineno), _line(lines, one.lineno)
    return line if one.lineno == node.lineno else f"{said} {line}"


def _kind(name: str) -> ComponentKind:
    return ComponentKind.PROCESSING if PROCESSING.search(name) else ComponentKind.MODEL_CLASS


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1].strip()[:SHOWN] if number <= len(lines) else ""
