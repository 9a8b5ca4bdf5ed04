# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find in Python code the model classes it imports and the weights it loads by name; the code is parsed, never run."""

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import numpy as np

from gyebo.components.constants import Constants, scoped, text_of, texts_of
from gyebo.model import I64, Unit, Use
from gyebo.report import ComponentKind, FragmentKind

LIBRARIES = ("transformers", "diffusers", "vllm", "sglang", "timm", "open_clip", "sentence_transformers")
LOADERS = frozenset(
    "from_pretrained snapshot_download hf_hub_download create_model load_url load_state_dict_from_url "
    "download_url_to_file LLM SentenceTransformer pipeline".split()
)
"""Calls whose name argument says what weights are loaded."""
NAMED = frozenset(
    {"pretrained_model_name_or_path", "repo_id", "model", "model_name", "model_name_or_path", "repo_or_dir", "url"}
)
READING = frozenset({"torch.load", "jax.numpy.load", "jnp.load", "np.load", "numpy.load"})
OTHERS = frozenset({"dataset", "space"})
"""What a hub keeps beside models."""
TYPED = "model_type"
"""The argument by which a library is asked for the layers of a published model: no class of it need be imported."""
BUILDERS = frozenset({"for_model"})
"""Calls that take it as their first argument."""
MAPPINGS = "_MAPPING"
"""How the tables end that a library keeps its models in, by type."""
OPENING = frozenset("load_file load_checkpoint load_weights safe_open load_checkpoint_and_dispatch".split())
"""Calls whose first argument is the path of a weight file."""
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
QUOTED = re.compile(rb"[\"'][A-Za-z0-9][\w.-]{0,95}/[\w.{}%-]{0,96}[\"']")
"""What may be a name on a hub: a setting that is defined apart from where it is used."""
CALLED = "|".join(("load", *sorted(LOADERS | OPENING), *map(re.escape, sorted(READING)))).encode()
ASKED = (
    TYPED.encode() + rb"(?=[\s\\]*=)|" + b"|".join(one.encode() for one in BUILDERS) + rb"\b|\w*" + MAPPINGS.encode()
)
WORD = re.compile(ASKED + rb"|\w*hub\w*|(?:" + CALLED + rb")(?=[\s\\]*\()|(?:" + "|".join(LIBRARIES).encode() + rb")\b")
"""One of these begins in the code of every file that uses something; parsing it again costs as much as reading it."""
_STEMS = "hub load pretrained create_model LLM Sentence pipeline open former diffusers vllm sglang timm"
STEMS = tuple(re.escape(stem).encode() for stem in (*_STEMS.split(), *sorted(READING), TYPED, *BUILDERS, MAPPINGS))
"""One of these stands in all of them: to look for a pattern that may begin anywhere takes 20 times as long."""
ALIAS = re.compile(rb"\b(?:" + "|".join(LIBRARIES).encode() + rb")[\s\\]+as[\s\\]+(\w+)")
SHOWN = 200
MOST = 200
"""Uses told of one file."""


def used_in(text: bytes, tokens: I64, units: Sequence[Unit]) -> tuple[Use, ...]:
    """What a Python file uses of others' models; nothing where what may say so does not parse as this Python's.

    `tokens` are the bytes at which its tokens begin, those of comments and documentation left out.
    """
    at = _mentions(text, tokens)
    if not at:
        return ()
    try:
        tree = ast.parse(_without(text, units, at))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    lines = text.decode("utf-8", "replace").split("\n")
    return tuple(sorted(dict.fromkeys(_uses(tree, lines)), key=lambda one: one.line))[:MOST]


def _mentions(text: bytes, tokens: I64) -> list[int]:
    """Where the code names a library or a loader; whoever loads from a hub says both words."""
    stems = [one.start() for stem in STEMS for one in re.finditer(stem, text)]
    begun = np.unique(tokens[np.searchsorted(tokens, stems, side="right") - 1]) if len(tokens) else tokens
    found = {start: one[0] for start in begun.tolist() if (one := WORD.match(text, start))}
    words = set(found.values())
    named = {word for word in words if (word != b"load" and b"hub" not in word) or word.decode() in LOADERS}
    if not named and not (b"load" in words and len(words) > 1):
        return []
    aliases = (re.escape(alias) for alias in set(ALIAS.findall(text)))
    said = (one.start() for alias in aliases for one in re.finditer(alias, text))
    return [*found, *said, *(one.start() for one in QUOTED.finditer(text))]


def _without(text: bytes, units: Sequence[Unit], mentions: Sequence[int]) -> bytes:
    """The text with a number for each definition that names nothing: to parse those costs as much as reading it."""
    ordered, parts, done = sorted(mentions), list[bytes](), 0
    for unit in units[1:]:
        is_silent = bisect_left(ordered, unit.start) == bisect_left(ordered, unit.end)
        if unit.start >= done and is_silent and unit.kind is not FragmentKind.LAMBDA:
            parts += text[done : unit.start], b"0", b"\n" * text.count(b"\n", unit.start, unit.end)
            done = unit.end
    return b"".join((*parts, text[done:]))


def _uses(tree: ast.Module, lines: list[str]) -> Iterator[Use]:
    libraries = _libraries(list(ast.walk(tree)))
    for node, constants in scoped(tree):
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
    for name in _loaded(call, constants):
        yield Use(_loaded_kind(call, name, constants), name, called, call.lineno, line)
    for name in _typed(call, constants):
        yield Use(ComponentKind.CONFIGURATION, name, TYPED, call.lineno, line)
    for name in _read_from(call, constants):
        yield Use(ComponentKind.WEIGHT_FILE, name, called, call.lineno, line)


def _libraries(nodes: list[ast.AST]) -> dict[str, str]:
    """Names under which the file holds a library itself: `import transformers as tf`."""
    imported = (one for node in nodes if isinstance(node, ast.Import) for one in node.names)
    return {one.asname or one.name: one.name for one in imported if one.name in LIBRARIES}


def _loaded(call: ast.Call, constants: Constants) -> Iterator[str]:
    """The names under which published weights are asked for."""
    called = _called(call)
    if called not in LOADERS and not (called == "load" and "hub" in ast.unparse(call.func)):
        return
    if OTHERS & set(_given(call, "repo_type", constants)):
        return
    named = REGISTERED if called == "create_model" else HUB
    for value in (*call.args[:2], *(one.value for one in call.keywords if one.arg in NAMED)):
        told = (named.fullmatch(text) for text in texts_of(value, constants))
        yield from (one[one.re.groups] for one in told if one)


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
    asked = (*call.args[1:2], *(one.value for one in call.keywords if one.arg == "pretrained"))
    is_trained = "/" in name or any(not _is_off(one) for one in asked)
    if called == "create_model" and not is_trained:
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
