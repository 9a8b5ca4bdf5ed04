# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a submission uses without holding a copy: model classes, weights, and packages."""

from dataclasses import dataclass
from enum import StrEnum

from gyebo.report.basics import Text
from gyebo.report.evidence import Statement


class ComponentKind(StrEnum):
    MODEL_CLASS = "model-class"
    """A model's class is imported from a library."""
    PROCESSING = "processing"
    """A tokenizer or another preparing class of a model."""
    CONFIGURATION = "configuration"
    """A configuration file names a model's architecture."""
    WEIGHTS = "weights"
    """Code loads weights by the name under which they are published."""
    WEIGHT_FILE = "weight-file"
    """A file of weights, or its folder, carries a model's name."""
    BASE_MODEL = "base-model"
    """The submission itself names the model it was trained from."""
    COMPARISON = "comparison"
    """A setting names it for an evaluation, a comparison or the making of data, or as one of a list to choose from."""


@dataclass(frozen=True, slots=True)
class Component:
    """Something of one organisation that is used; a copy scanner finds nothing of it."""

    kind: ComponentKind
    name: str
    """As the submission writes it."""
    organisation: str
    organisation_name: Text
    country: str
    licence: str
    """SPDX expression, where rules/licences knows it by the name; it speaks of weights."""
    places: tuple[Statement, ...]


class DependencyState(StrEnum):
    NOT_EXAMINED = "not-examined"
    """Its licence was not looked up; the same as nothing known, never the same as fine."""
    EXAMINED = "examined"
    NOT_FOUND = "not-found"
    """It was looked up, and no licence that means anything was found."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """A package that the submission declares to need."""

    name: str
    version: str
    """As declared; empty where any will do."""
    places: tuple[Statement, ...]
    state: DependencyState = DependencyState.NOT_EXAMINED
    licence: str = ""
    """SPDX expression; empty where what was found is none."""
    said: str = ""
    """What the package index gives as the licence, shortened."""
    found_version: str = ""
    """The version it is said of, which need not be the one declared."""
    is_carried: bool | None = None
    """Whether the submission's licence carries it; None where that is not known."""
    remark: Text | None = None
    """Why an answer was not believed."""
