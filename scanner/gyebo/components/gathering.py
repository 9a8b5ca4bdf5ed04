# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Gather what is used without a copy: in code, configuration, model cards and names of weight files."""

from collections.abc import Sequence

from gyebo.components.configs import in_card, in_path, named_in
from gyebo.components.dependencies import declares
from gyebo.model import Collected, Searched, SourceFile, Use


def decoded(files: Sequence[SourceFile]) -> tuple[tuple[str, str], ...]:
    """Paths and texts; bytes that are no UTF-8 are replaced."""
    return tuple((str(file.path), file.content.decode("utf-8", "replace")) for file in files)


def declaring(collected: Collected) -> tuple[SourceFile, ...]:
    """The files that may list packages: statements, manifests, and setup.py among the code."""
    return (*collected.statements, *collected.manifests, *(one for one in collected.files if declares(one.path)))


def used_by(collected: Collected, searched: Sequence[Searched]) -> list[tuple[str, Use]]:
    """Each use with the path it was found at; a statement, such as a table of licences, sets no model."""
    code = [(str(one.path), use) for one in searched for use in one.uses]
    cards = ((path, use) for path, text in decoded(collected.statements) for use in in_card(text))
    weights = ((path, use) for path in collected.weights for use in in_path(path))
    return [*code, *named_in(decoded(collected.manifests)), *cards, *weights]
