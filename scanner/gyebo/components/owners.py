# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say whose a used name is, by the models and organisations that rules/organisations knows; else it is nobody's."""

import re
from collections.abc import Mapping, Sequence

from gyebo.model import Use
from gyebo.naming import plain
from gyebo.report import Component, ComponentKind, Location, Statement, Text, same
from gyebo.rulebook import UNKNOWN, Organisation, Rulebook

SHORTEST = 4
"""Letters and digits of a model's id below which a longer name that begins with it says nothing."""
MODULE = re.compile(r"(?:^|\.)models\.([A-Za-z]\w*)")
HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
MEANINGLESS = frozenset(
    {"encoder_decoder", "auto", "model", "text", "vision", "audio", "base", "timm_wrapper", "timm_backbone"}
)
REGISTERED = "create_model"
"""By this call timm has names of sizes and trainings: `vit_base_patch14_dinov2`."""
TRAINED = "open_clip.create_model"
"""Names of an architecture and a training: `ViT-B-32/laion2b_s34b_b79k`."""
Found = tuple[str, Use]
"""A path of the submission, and what is used there."""


def components(found: Sequence[Found], rulebook: Rulebook) -> tuple[Component, ...]:
    """The used names whose owner is known, each once, with every place."""
    owners = Owners(rulebook)
    places: dict[tuple[str, ComponentKind, str], list[Statement]] = {}
    for path, use in found:
        owner = owners.of(use)
        if owner:
            told = Statement(same(use.text), Location(path, use.line, use.line))
            places.setdefault((owner.id, use.kind, use.name), []).append(told)
    return tuple(
        Component(
            kind,
            name,
            owner,
            Text(rulebook.organisations[owner].name, rulebook.organisations[owner].name_ko),
            rulebook.organisations[owner].country,
            _licence(kind, name, rulebook),
            tuple(dict.fromkeys(told)),
        )
        for (owner, kind, name), told in sorted(places.items())
    )


def _licence(kind: ComponentKind, name: str, rulebook: Rulebook) -> str:
    """Of weights that are named as on their hub."""
    known = rulebook.licences.of_model(name) if kind in (ComponentKind.WEIGHTS, ComponentKind.BASE_MODEL) else None
    return known.id if known else ""


class Owners:
    """Finds an organisation by a class, a hub id, a model type or the name of a file."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._organisations: Mapping[str, Organisation] = rulebook.organisations
        models = ((id_, owner) for id_, (owner, model) in rulebook.models.items() if not model.is_frame)
        self._models = {_words(id_): owner for id_, owner in models}
        self._trainings = rulebook.trainings
        self._names = {plain(name): organisation for name, organisation in rulebook.aliases.items()}

    def of(self, use: Use) -> Organisation | None:
        owner = self._owner(use)
        return None if owner in ("", UNKNOWN) else self._organisations.get(owner)

    def _owner(self, use: Use) -> str:
        if use.hint == TRAINED:
            return self._trained(use.name)
        if "/" in use.name:
            return self._of_hub(use.name)
        if use.hint == REGISTERED:
            return self._registered(_words(use.name))
        folder = MODULE.search(use.hint)
        return (self._exact(folder[1]) if folder else "") or self._beginning(use.name)

    def _of_hub(self, name: str) -> str:
        """By the account, else by the name behind it; of an address the parts of its path are asked."""
        parts: list[str] = [part for part in re.split(r"https?://[^/]*|/", name) if part]
        accounts = [self._names.get(plain(part), "") for part in parts[:2]]
        return next((one for one in (*accounts, *map(self._beginning, reversed(parts))) if one), "")

    def _registered(self, words: tuple[str, ...]) -> str:
        """The last model that is named, for training stands behind architecture; else the first word, be it short."""
        starts = (self._of_words(words[at:]) for at in range(len(words) - 1, -1, -1))
        return next(filter(None, starts), "") or self._models.get(words[:1], "")

    def _trained(self, name: str) -> str:
        """By the architecture, where it is one maker's own, else by the training; the longest beginning counts."""
        for part in name.casefold().split("/"):
            begun = [one for one in self._trainings if part.startswith(one)]
            if begun:
                return self._trainings[max(begun, key=len)]
        return ""

    def _exact(self, model: str) -> str:
        return self._models.get(_words(model), "")

    def _beginning(self, name: str) -> str:
        """The longest model's id that the name's first words are; whole words only."""
        return self._of_words(_words(name))

    def _of_words(self, words: tuple[str, ...]) -> str:
        for length in range(len(words), 0, -1):
            start = words[:length]
            if len("".join(start)) >= SHORTEST and start in self._models and "_".join(start) not in MEANINGLESS:
                return self._models[start]
        return ""


def _words(name: str) -> tuple[str, ...]:
    """Humps and numbers, folded: Qwen2_5_VLModel is qwen, 2, 5, vl, model."""
    return tuple(word.casefold() for word in HUMP.findall(name))
