# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find in settings what is built by its path in a library: `_target_: transformers.Qwen2Model`."""

import re
from collections.abc import Iterator, Mapping, Sequence

from gyebo.components.mentions import LIBRARIES
from gyebo.components.settings import Setting
from gyebo.components.usage import PROCESSING, REGISTERED
from gyebo.report import ComponentKind

TARGETS = ("_target_", "_component_", "class_path", "target")
"""Keys under which Hydra, torchtune and Lightning are told what to call with the rest of the table."""
TARGET = re.compile(r"[A-Za-z_]\w{0,95}(?:\.[A-Za-z_]\w{0,95}){1,12}")
CREATING = "create_model"
YES = frozenset({"true", "yes", "on", "1"})
PRICED = re.compile(
    r"(?:^|_)(?:prices?|pricing|elo|win_?rate)(?:_|$)|(?:^|_)costs?_(?:per_|1k|1m|in)|_costs?(?:_per_|$)", re.IGNORECASE
)
"""Keys that say of a model what it costs or how it fared: one of a list to compare or to choose from."""
Table = Mapping[str, Setting]
"""What stands together, by its last key."""
Called = tuple[ComponentKind, str, str, Setting]
"""What is used, its name, where a library keeps it, and the setting that says so."""


def tables(settings: Sequence[Setting]) -> dict[tuple[int, int], Table]:
    """The settings, those of one table together."""
    found: dict[tuple[int, int], dict[str, Setting]] = {}
    for one in settings:
        found.setdefault(one.table, {})[one.keys[-1]] = one
    return dict(found)


def target(held: Table) -> str:
    """The class or function that is called with what stands in the table; empty where none is."""
    return next((held[key].text for key in TARGETS if key in held and TARGET.fullmatch(held[key].text)), "")


def called(held: Table) -> Iterator[Called]:
    """The library's class that is built so, or the model that timm is asked for."""
    path = target(held)
    *modules, name = path.split(".")
    if not modules or modules[0] not in LIBRARIES:
        return
    if name == CREATING:
        yield from _created(held)
        return
    if not name[:1].isupper() and modules[-1][:1].isupper():
        name = modules.pop()
    kind = ComponentKind.PROCESSING if PROCESSING.search(name) else ComponentKind.MODEL_CLASS
    yield kind, name, ".".join(modules), next(one for one in held.values() if one.text == path)


def _created(held: Table) -> Iterator[Called]:
    named, trained = held.get("model_name"), held.get("pretrained")
    if named and REGISTERED.fullmatch(named.text) and "/" not in named.text:
        is_trained = trained is not None and trained.text.lower() in YES
        yield ComponentKind.WEIGHTS if is_trained else ComponentKind.MODEL_CLASS, named.text, CREATING, named


def is_priced(held: Table) -> bool:
    """Whether the table says what its model costs, or how it fared against others."""
    return any(map(PRICED.search, held))
