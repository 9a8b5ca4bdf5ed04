# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Disguises: changes of source text that leave its meaning as it is, by name."""

from measures.transforms import classes, expressions, functions, layout, loops, modules, names, statements
from measures.transforms.subject import Subject, Transform, within

__all__ = ["DISGUISES", "Subject", "Transform"]

DISGUISES: dict[str, Transform] = {
    "renamed": names.into(names.LATIN),
    "renamed in Korean": names.into(names.HANGUL),
    "reformatted": layout.reformatted,
    "type hints removed": within(layout.hints_removed),
    "type hints added": within(layout.hints_added),
    "docstrings, comments removed": layout.undocumented,
    "statements reordered": within(statements.reordered),
    "dead code, logging inserted": within(statements.padded),
    "operators rewritten": within(expressions.by(expressions.Operators)),
    "f-strings and format": within(expressions.by(expressions.Strings)),
    "comprehensions and loops": within(loops.rewritten),
    "einsum, matmul, synonyms": within(expressions.by(expressions.Tensors)),
    "calls through temporaries": within(statements.split_up),
    "keywords for positions": within(expressions.by(expressions.Keywords)),
    "constants folded, unfolded": within(expressions.folded),
    "functions inlined": functions.inlined,
    "functions extracted": functions.extracted,
    "functions merged": functions.merged,
    "classes split": classes.split,
    "classes merged": classes.merged,
    "files split": classes.file_split,
    "files merged": classes.file_merged,
    "layers in a Sequential": within(modules.sequential),
    "layers in a ModuleList": within(modules.listed),
}
"""Deterministic for a given random state; a new one is a function here and a line in the table."""
