# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the models that configuration files, model cards and names of weight files speak of."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import cast

from gyebo.model import Use
from gyebo.report import ComponentKind

DEEPEST = 4
MOST = 50
ARCHITECTURES = "architectures"
ORIGINS = {
    "_name_or_path": ComponentKind.WEIGHTS,
    "base_model_name_or_path": ComponentKind.WEIGHTS,
    "model_name_or_path": ComponentKind.WEIGHTS,
    "pretrained_model_name_or_path": ComponentKind.WEIGHTS,
    "base_model": ComponentKind.BASE_MODEL,
    "teacher_model": ComponentKind.WEIGHTS,
    "tokenizer_name_or_path": ComponentKind.PROCESSING,
}
"""Keys of settings that say what is begun from."""
LOOSE = {
    **ORIGINS,
    "model": ComponentKind.WEIGHTS,
    "model_name": ComponentKind.WEIGHTS,
    "model_path": ComponentKind.WEIGHTS,
}
"""Keys of the settings of a training, or of a server."""
LINE = re.compile(
    rf"^[ \t]{{0,40}}(?:-[ \t]{{1,8}})?[\"']?(?P<key>{'|'.join(LOOSE)})[\"']?[ \t]{{0,8}}:[ \t]{{1,40}}[\"']?"
    r"(?P<name>[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95})[\"']?[ \t\r]{0,40}(?:#.{0,400})?$",
    re.MULTILINE,
)
FRONT = re.compile(r"\A---\s*\n(.{0,20000}?)\n---\s*$", re.MULTILINE | re.DOTALL)
BASE = re.compile(r"^base_model\s*:[ \t]*(?P<one>[^\n]{0,200})(?P<list>(?:\n[ \t]*-[^\n]{1,200}){0,20})", re.MULTILINE)
HUB = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}")


def named_in(files: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Use]]:
    """What the (path, text) pairs of configuration files and model cards name."""
    for path, text in files:
        yield from ((path, use) for use in READERS.get(PurePosixPath(path).suffix.lower(), in_card)(text))


def in_config(text: str) -> tuple[Use, ...]:
    """The architectures and origins that a config.json names; nothing where it is no JSON object."""
    try:
        held: object = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return tuple(dict.fromkeys(islice(_of_table(held, text, 0), MOST)))


def in_card(text: str) -> tuple[Use, ...]:
    """The base models that a model card's front matter names."""
    front = FRONT.match(text)
    base = BASE.search(front[0]) if front else None
    if base is None:
        return ()
    number = text.count("\n", 0, base.start()) + 1
    named = HUB.findall(f"{base['one']}\n{base['list']}")
    return tuple(Use(ComponentKind.BASE_MODEL, one, "base_model", number, base["one"].strip() or one) for one in named)


def in_settings(text: str) -> tuple[Use, ...]:
    """What the lines of a YAML file name as the model to begin from; a folder of one's own has no owner."""
    found = islice(LINE.finditer(text), MOST)
    told = (
        Use(LOOSE[one["key"]], one["name"], one["key"], text.count("\n", 0, one.start("key")) + 1, one[0].strip())
        for one in found
    )
    return tuple(dict.fromkeys(told))


def in_path(path: str) -> tuple[Use, ...]:
    """The names that a weight file and its nearest two folders carry."""
    parts = PurePosixPath(path).parts[-3:]
    return tuple(Use(ComponentKind.WEIGHT_FILE, part, "path", 1, path) for part in reversed(parts))


def _of_table(held: object, text: str, depth: int) -> Iterator[Use]:
    if not isinstance(held, dict) or depth > DEEPEST:
        return
    table = cast("dict[str, object]", held)
    kinds = table.get("model_type")
    architectures = table.get(ARCHITECTURES)
    for name in (kinds, *(cast("list[object]", architectures) if isinstance(architectures, list) else ())):
        if isinstance(name, str):
            yield _use(ComponentKind.CONFIGURATION, name, "model_type" if name is kinds else ARCHITECTURES, text)
    for key, kind in ORIGINS.items():
        origin = table.get(key)
        if isinstance(origin, str) and HUB.fullmatch(origin):
            yield _use(kind, origin, key, text)
    for inner in table.values():
        yield from _of_table(inner, text, depth + 1)


def _use(kind: ComponentKind, name: str, hint: str, text: str) -> Use:
    number = text.count("\n", 0, max(0, text.find(f'"{name}"'))) + 1
    return Use(kind, name, hint, number, f'"{hint}": "{name}"')


READERS: dict[str, Callable[[str], tuple[Use, ...]]] = {
    ".json": in_config,
    ".yaml": in_settings,
    ".yml": in_settings,
}
"""By a file's suffix; other texts may be model cards."""
