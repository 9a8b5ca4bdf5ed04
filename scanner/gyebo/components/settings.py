# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say what a setting is for, by its key and those above it: weights, a tokenizer, a model to measure with, or none."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from gyebo.components.flow import BEGUN, flowing
from gyebo.report import ComponentKind

MOST_LINES = 20_000
DEEPEST = 12
SPLIT = re.compile(r"[_\-.\s/]+")
PREPARING = frozenset("tokenizer tokenizers tokenization processor preprocessor extractor vocab".split())
MEASURING = frozenset(
    "eval evals evaluation evaluator evaluate evaluators test tests testing judge judges grader benchmark benchmarks "
    "baseline baselines metric metrics scorer compare comparison captioner annotator labeler labeller leaderboard "
    "arena catalog catalogue pricing prices".split()
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
BEGUN_FROM = frozenset({ComponentKind.WEIGHTS, ComponentKind.BASE_MODEL})
MOST_MAKERS = 8
"""Accounts whose models one file sets; where it sets more it is a list to choose from. Of 30 packages and repositories
the file with most that one trains with has 7, the lists have from 9 to 29."""
HUGGING = frozenset({"name_or_path", "_name_or_path", "id_or_path"})
"""Keys that say by themselves that a model is meant."""
YAML_LINE = re.compile(
    r"(?P<indent>[ \t]{0,200}(?:-[ \t]{1,8}){0,4})(?P<key>[\"']?[\w.@/-]{1,100}[\"']?)[ \t]{0,8}:"
    r"(?:[ \t]+(?P<value>.*))?$"
)
YAML_ITEM = re.compile(r"(?P<indent>[ \t]{0,200})-[ \t]{1,8}(?P<value>[^:]{1,300})$")
YAML_FLOW = re.compile(r"(?P<indent>[ \t]{0,200})-[ \t]{1,8}(?P<value>[{\[].*)$")
"""An item of a list that is a table or a list on one line."""
YAML_TEXT = re.compile(r"[|>][+\-\d]{0,3}[ \t]*(?:#.*)?$")
"""Opens a text of several lines, which holds no keys."""
HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
SCALAR = re.compile(r"[\"']?(?P<text>[^\"'#\s]{1,300})[\"']?[ \t\r]*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Setting:
    """A text under its key, and that under the keys above it."""

    keys: tuple[str, ...]
    text: str
    line: int = 0
    """Where it stands; 0 where only a search for it tells."""
    is_listed: bool = False
    table: tuple[int, int] = (0, 0)
    """Equal for what stands in one table: what is built there is told by another key of it."""


def kind_of(keys: Sequence[str], place: Sequence[str] = (), built: str = "") -> ComponentKind | None:
    """What is named under these keys; `place` are the words of the file's own name, and of its folders.

    `built` is the class or function that is called with what stands in the same table.
    """
    own, above, called = _words(keys[-1]), [_words(one) for one in keys[:-1]], _words(HUMP.sub("_", built))
    sections = {*called, *(word for one in above for word in one)}
    around = {*own, *sections, *place}
    section = _named(above[-1]) if above else [one for one in place if one in MODELS]
    is_model = any(_is_model(keys[-1], own, one) for one in (section, _named(called)))
    if around & PREPARING and (is_model or {*own} & (NAMING | PREPARING)):
        return ComponentKind.PROCESSING
    if around & PREPARING or not is_model:
        return None
    if around & MEASURING or sections & DATA:
        return ComponentKind.COMPARISON
    return ComponentKind.BASE_MODEL if own == ["base", "model"] else ComponentKind.WEIGHTS


def is_catalogue(names: Iterable[str]) -> bool:
    """Whether so many makers are named that no one model begins from all of them."""
    return len({name.split("/")[0].lower() for name in names if "/" in name}) > MOST_MAKERS


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
    waiting: list[tuple[tuple[str, ...], object, bool, int]] = [((), held, False, 0)] if isinstance(held, dict) else []
    for number in range(1, MOST_LINES + 1):
        if not waiting:
            return
        keys, value, is_listed, within = waiting.pop()
        if isinstance(value, str | bool):
            yield Setting(keys, str(value), is_listed=is_listed, table=(within, 0))
        elif isinstance(value, Mapping) and len(keys) < DEEPEST:
            table = cast("Mapping[str, object]", value)
            waiting += reversed([((*keys, key), one, False, number) for key, one in table.items()])
        elif isinstance(value, list):
            waiting += reversed([(keys, one, True, number) for one in cast("list[object]", value)[:MOST_LINES]])


def line_of(text: str, key: str, value: str) -> int:
    """Where that key has that value, else where the value stands first."""
    written = re.compile(rf"{re.escape(key)}[\"']?\s{{0,9}}[:=]\s{{0,9}}[\"']{re.escape(value)}[\"']")
    found = written.search(text)
    return text.count("\n", 0, found.start() if found else max(0, text.find(f'"{value}"'))) + 1


def of_yaml(text: str) -> Iterator[Setting]:
    """Of a YAML file as far as its lines show it: a key, those of less indentation above it, and what the line says."""
    stack, hidden = list[_Key](), -1
    for number, raw in enumerate(text.split("\n", MOST_LINES)[:MOST_LINES], 1):
        line = raw.rstrip("\r")[:1_000]
        found, item = YAML_LINE.match(line), None
        indent = len(found["indent"]) if found else len(line) - len(line.lstrip())
        if not line.strip() or line.lstrip().startswith("#") or -1 < hidden < indent:
            continue
        hidden = -1
        if found:
            begun = next((one.table for one in stack if one.indent == indent and "-" not in found["indent"]), number)
            stack = [one for one in stack if one.indent < indent]
            stack.append(_Key(indent, found["key"].strip("\"'"), begun))
            hidden = indent if YAML_TEXT.match(found["value"] or "") else -1
        else:
            item = YAML_FLOW.match(line) or YAML_ITEM.match(line)
            stack = [one for one in stack if one.indent <= indent] if item else stack
        if stack:
            value = ((found or item) or {"value": ""})["value"] or ""
            yield from _of_line(stack, value, number, is_listed=item is not None)


@dataclass(frozen=True, slots=True)
class _Key:
    """A key that the line stands under, and the line where its table begins."""

    indent: int
    name: str
    table: int


def _of_line(stack: Sequence[_Key], value: str, number: int, *, is_listed: bool) -> Iterator[Setting]:
    """The text of a line, or those that it holds in braces or brackets."""
    keys = tuple(part for one in stack for part in one.name.split(".") if part) or ("",)
    if value.startswith(BEGUN):
        for one in flowing(value):
            yield Setting((*keys, *one.keys), one.text, number, one.is_listed, (number, one.table))
    elif scalar := SCALAR.match(value):
        yield Setting(keys, scalar["text"], number, is_listed, (number if is_listed else stack[-1].table, 0))
