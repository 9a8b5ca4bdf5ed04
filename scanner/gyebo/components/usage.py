# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find in Python code the model classes it imports and the weights it loads by name; the code is parsed, never run."""

import ast
import re
from collections.abc import Iterator

from gyebo.model import Use
from gyebo.report import ComponentKind

LIBRARIES = ("transformers", "diffusers", "vllm", "sglang", "timm", "open_clip", "sentence_transformers")
LOADERS = frozenset(
    "from_pretrained snapshot_download hf_hub_download create_model load_url load_state_dict_from_url "
    "download_url_to_file LLM SentenceTransformer pipeline".split()
)
"""Calls whose name argument says what weights are loaded."""
NAMED = frozenset(
    {"pretrained_model_name_or_path", "repo_id", "model", "model_name", "model_name_or_path", "repo_or_dir", "url"}
)
PROCESSING = re.compile(r"(?:Tokenizer(?:Fast)?|Processor(?:Fast)?|FeatureExtractor)$")
HUB = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}|https?://\S{4,300}")
MENTIONED = re.compile(
    rb"transformers|diffusers|vllm|sglang|timm|from_pretrained|hub|load_url|load_state_dict_from_url"
)
SHOWN = 200
MOST = 200
"""Uses told of one file."""


def used_in(text: bytes) -> tuple[Use, ...]:
    """What a Python file uses of others' models; nothing where it does not parse as this Python's."""
    if not MENTIONED.search(text):
        return ()
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    lines = text.decode("utf-8", "replace").split("\n")
    return tuple(dict.fromkeys(_uses(tree, lines)))[:MOST]


def _uses(tree: ast.Module, lines: list[str]) -> Iterator[Use]:
    constants = _constants(tree)
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module), names=names, level=0) if module.split(".")[0] in LIBRARIES:
                for one in names:
                    yield Use(_kind(one.name), one.name, module, node.lineno, _line(lines, node.lineno))
            case ast.Call():
                for name in _loaded(node, constants):
                    yield Use(_loaded_kind(node), name, _called(node), node.lineno, _line(lines, node.lineno))
            case _:
                pass


def _constants(tree: ast.Module) -> dict[str, str]:
    """Names that the module binds once to a text."""
    found: dict[str, str] = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                found[name] = text
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text))):
                found[name] = text
            case _:
                pass
    return found


def _loaded(call: ast.Call, constants: dict[str, str]) -> Iterator[str]:
    """The names under which published weights are asked for."""
    called = _called(call)
    if called not in LOADERS and not (called == "load" and "hub" in ast.unparse(call.func)):
        return
    for value in (*call.args[:2], *(one.value for one in call.keywords if one.arg in NAMED)):
        match value:
            case ast.Constant(value=str(text)) if HUB.fullmatch(text):
                yield text
            case ast.Name(id=name) if HUB.fullmatch(constants.get(name, "")):
                yield constants[name]
            case _:
                pass


def _loaded_kind(call: ast.Call) -> ComponentKind:
    """A tokenizer loaded by name brings no weights."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner)) if PROCESSING.search(owner):
            return ComponentKind.PROCESSING
        case _:
            return ComponentKind.WEIGHTS


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _kind(name: str) -> ComponentKind:
    return ComponentKind.PROCESSING if PROCESSING.search(name) else ComponentKind.MODEL_CLASS


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1].strip()[:SHOWN] if number <= len(lines) else ""
