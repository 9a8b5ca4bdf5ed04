# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the models that configuration files, model cards and names of weight files speak of."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from gyebo.components.built import Table, called, is_priced, tables, target
from gyebo.components.settings import BEGUN_FROM, Setting, is_catalogue, kind_of, line_of, of_json, of_toml, of_yaml
from gyebo.components.usage import CLOSED
from gyebo.model import Use
from gyebo.report import ComponentKind

MOST = 50
SHOWN = 400
BUILT = {"model_type": False, "architectures": True}
"""Keys under which a configuration says how its model is built, and whether as a list."""
TYPE = re.compile(r"[A-Za-z][\w.-]{0,95}")
FRONT = re.compile(r"\A---\s*\n(.{0,20000}?)\n---\s*$", re.MULTILINE | re.DOTALL)
BASE = re.compile(r"^base_model\s*:[ \t]*(?P<one>[^\n]{0,200})(?P<list>(?:\n[ \t]*-[^\n]{1,200}){0,20})", re.MULTILINE)
HUB = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}")
VARIANTS = frozenset({"baseline", "baselines"})
"""What a file of settings is called that is the first of several to train with."""
SETTINGS_FOLDERS = frozenset({"config", "configs", "conf", "recipes"})


def named_in(files: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Use]]:
    """What the (path, text) pairs of configuration files and model cards name."""
    for path, text in files:
        reader = READERS.get(PurePosixPath(path).suffix.lower())
        found = _told(reader(text), text, _place(path)) if reader else in_card(text)
        yield from ((path, use) for use in found)


def in_config(text: str) -> tuple[Use, ...]:
    """The architectures and origins that a config.json names; nothing where it is no JSON object."""
    return _told(of_json(text), text, ())


def in_settings(text: str) -> tuple[Use, ...]:
    """What the lines of a YAML file name as the model to begin from; a folder of one's own has no owner."""
    return _told(of_yaml(text), text, ())


def in_card(text: str) -> tuple[Use, ...]:
    """The base models that a model card's front matter names."""
    front = FRONT.match(text)
    base = BASE.search(front[0]) if front else None
    if base is None:
        return ()
    number = text.count("\n", 0, base.start()) + 1
    named = HUB.findall(f"{base['one']}\n{base['list']}")
    return tuple(Use(ComponentKind.BASE_MODEL, one, "base_model", number, base["one"].strip() or one) for one in named)


def in_path(path: str) -> tuple[Use, ...]:
    """The names that a weight file and its nearest two folders carry."""
    parts = PurePosixPath(path).parts[-3:]
    return tuple(Use(ComponentKind.WEIGHT_FILE, part, "path", 1, path) for part in reversed(parts))


def _told(settings: Iterable[Setting], text: str, place: Sequence[str]) -> tuple[Use, ...]:
    lines, told = text.split("\n"), tuple(settings)
    held = tables(told)
    built = {table: target(one) for table, one in held.items()}
    kinds = [(kind, one) for one in told if (kind := _kind(one, place, built[one.table]))]
    is_list = is_catalogue(one.text for kind, one in kinds if kind in BEGUN_FROM)
    judged = ((_judged(kind, held[one.table], is_list=is_list), one) for kind, one in kinds)
    named = (_use(kind, one, text, lines) for kind, one in judged)
    asked = (one for table in held.values() for one in called(table))
    classes = (replace(_use(kind, one, text, lines), name=name, hint=hint) for kind, name, hint, one in asked)
    return tuple(dict.fromkeys((*islice(named, MOST), *islice(classes, MOST))))


def _judged(kind: ComponentKind, held: Table, *, is_list: bool) -> ComponentKind:
    """One of a list to choose from is begun from no more than the others of it."""
    is_compared = kind in BEGUN_FROM and (is_list or is_priced(held))
    return ComponentKind.COMPARISON if is_compared else kind


def _kind(one: Setting, place: Sequence[str], built: str) -> ComponentKind | None:
    if one.keys[-1] in BUILT:
        is_type = one.is_listed is BUILT[one.keys[-1]] and TYPE.fullmatch(one.text)
        return ComponentKind.CONFIGURATION if is_type else None
    is_named = HUB.fullmatch(one.text) and not CLOSED.search(one.text)
    return kind_of(one.keys, place, built) if is_named else None


def _use(kind: ComponentKind, one: Setting, text: str, lines: Sequence[str]) -> Use:
    """Quoted with its line; of a table, the lines of which may be long, as a key and its text."""
    key = one.keys[-1]
    if one.line:
        return Use(kind, one.text, key, one.line, lines[one.line - 1].strip()[:SHOWN])
    return Use(kind, one.text, key, line_of(text, key, one.text), f'"{key}": "{one.text}"')


def _place(path: str) -> tuple[str, ...]:
    """The words of a file's name, and of the folders between it and that of the settings: configs/model/large.yaml."""
    *folders, name = PurePosixPath(path).parts
    start = next((at for at, one in enumerate(folders, 1) if one.lower() in SETTINGS_FOLDERS), len(folders))
    words = (*folders[start:], name.rsplit(".", 1)[0])
    told = (word for one in words for word in re.split(r"[^a-z]+", one.lower()) if word)
    return tuple(word for word in told if word not in VARIANTS)


READERS: dict[str, Callable[[str], Iterator[Setting]]] = {
    ".json": of_json,
    ".yaml": of_yaml,
    ".yml": of_yaml,
    ".toml": of_toml,
}
"""By a file's suffix; other texts may be model cards."""
