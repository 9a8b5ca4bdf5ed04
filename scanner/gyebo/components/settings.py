# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say what a setting is for, by its key and those above it: weights, a tokenizer, a model to measure with, or none."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from gyebo.report import ComponentKind

MOST_LINES = 20_000
DEEPEST = 12
SPLIT = re.compile(r"[_\-.\s/]+")
PREPARING = frozenset("tokenizer tokenizers tokenization processor preprocessor extractor vocab".split())
MEASURING = frozenset(
    "eval evals evaluation evaluator evaluate evaluators test tests testing judge judges grader benchmark benchmarks "
    "baseline baselines metric metrics scorer compare comparison captioner annotator labeler labeller".split()
)
"""Words of a key, of a section or of the file's name, under which a model measures, or makes data."""
DATA = frozenset("data dataset datasets corpus augmentation synthetic".split())
"""The same, of a section."""
ELSEWHERE = frozenset("data domain view file hub push output save export served log run upload wandb".split())
"""Words of a key that speak of something else, or of where the team's own model goes."""
NAMING = frozenset("name path id dir repo uri url hf or init from load file".split())
"""Words behind what is named: a key of these alone speaks of the section that it stands in."""
MODELS = frozenset(
    "model models backbone llm lm tower encoder decoder vae unet teacher student pretrained pretrain checkpoint ckpt "
    "weights actor critic policy reward vit".split()
)
HUGGING = frozenset({"name_or_path", "_name_or_path", "id_or_path"})
"""Keys that say by themselves that a model is meant."""
YAML_LINE = re.compile(
    r"(?P<indent>[ \t]{0,200}(?:-[ \t]{1,8}){0,4})(?P<key>[\"']?[\w.@/-]{1,100}[\"']?)[ \t]{0,8}:"
    r"(?:[ \t]+(?P<value>.*))?$"
)
YAML_ITEM = re.compile(r"(?P<indent>[ \t]{0,200})-[ \t]{1,8}(?P<value>[^:]{1,300})$")
YAML_TEXT = re.compile(r"[|>][+\-\d]{0,3}[ \t]*(?:#.*)?$")
"""Opens a text of several lines, which holds no keys."""
SCALAR = re.compile(r"[\"']?(?P<text>[^\"'#\s]{1,300})[\"']?[ \t\r]*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Setting:
    """A text under its key, and that under the keys above it."""

    keys: tuple[str, ...]
    text: str
    line: int = 0
    """Where it stands; 0 where only a search for it tells."""
    is_listed: bool = False


def kind_of(keys: Sequence[str], place: Sequence[str] = ()) -> ComponentKind | None:
    """What is named under these keys; `place` are the words of the file's own name, and of its folders."""
    own, above = _words(keys[-1]), [_words(one) for one in keys[:-1]]
    sections = {word for one in above for word in one}
    around = {*own, *sections, *place}
    is_model = _is_model(keys[-1], own, _named(above[-1]) if above else [one for one in place if one in MODELS])
    if around & PREPARING and (is_model or {*own} & (NAMING | PREPARING)):
        return ComponentKind.PROCESSING
    if around & PREPARING or not is_model:
        return None
    if around & MEASURING or sections & DATA:
        return ComponentKind.COMPARISON
    return ComponentKind.BASE_MODEL if own == ["base", "model"] else ComponentKind.WEIGHTS


def _is_model(key: str, own: list[str], section: list[str]) -> bool:
    """Whether a model's name is due under the key: by itself, or by its section where it only says "name" or "path"."""
    if ELSEWHERE & {*own}:
        return False
    told = _named(own) or section
    return key.lower() in HUGGING or bool(MODELS & {*told[-1:]})


def _named(words: list[str]) -> list[str]:
    """A key's words without those that only say that a name follows."""
    return words[: next((at for at in range(len(words), 0, -1) if words[at - 1] not in NAMING), 0)]


def _words(key: str) -> list[str]:
    return [word for word in SPLIT.split(key.lower()) if word]


def of_json(text: str) -> Iterator[Setting]:
    """Of a JSON object; nothing where it is none."""
    try:
        held: object = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _of_tables(held)


def of_toml(text: str) -> Iterator[Setting]:
    """Of a TOML file; nothing where it cannot be read as one."""
    try:
        held: object = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    yield from _of_tables(held)


def _of_tables(held: object) -> Iterator[Setting]:
    waiting: list[tuple[tuple[str, ...], object, bool]] = [((), held, False)] if isinstance(held, dict) else []
    for _ in range(MOST_LINES):
        if not waiting:
            return
        keys, value, is_listed = waiting.pop()
        if isinstance(value, str):
            yield Setting(keys, value, is_listed=is_listed)
        elif isinstance(value, Mapping) and len(keys) < DEEPEST:
            table = cast("Mapping[str, object]", value)
            waiting += reversed([((*keys, key), one, False) for key, one in table.items()])
        elif isinstance(value, list):
            waiting += reversed([(keys, one, True) for one in cast("list[object]", value)[:MOST_LINES]])


def line_of(text: str, key: str, value: str) -> int:
    """Where that key has that value, else where the value stands first."""
    written = re.compile(rf"{re.escape(key)}[\"']?\s{{0,9}}[:=]\s{{0,9}}[\"']{re.escape(value)}[\"']")
    found = written.search(text)
    return text.count("\n", 0, found.start() if found else max(0, text.find(f'"{value}"'))) + 1


def of_yaml(text: str) -> Iterator[Setting]:
    """Of a YAML file as far as its lines show it: a key, those of less indentation above it, and a text on the line."""
    stack, hidden = list[tuple[int, str]](), -1
    for number, raw in enumerate(text.split("\n", MOST_LINES)[:MOST_LINES], 1):
        line = raw.rstrip("\r")[:1_000]
        found, item = YAML_LINE.match(line), None
        indent = len(found["indent"]) if found else len(line) - len(line.lstrip())
        if not line.strip() or line.lstrip().startswith("#") or -1 < hidden < indent:
            continue
        hidden = -1
        if found:
            stack = [one for one in stack if one[0] < indent]
            stack.append((indent, found["key"].strip("\"'")))
            hidden = indent if YAML_TEXT.match(found["value"] or "") else -1
        else:
            item = YAML_ITEM.match(line)
            stack = [one for one in stack if one[0] <= indent] if item else stack
        value = SCALAR.match(((found or item) or {"value": ""})["value"] or "")
        if value and stack:
            keys = tuple(part for _, one in stack for part in one.split(".") if part)
            yield Setting(keys or ("",), value["text"], number, is_listed=item is not None)
