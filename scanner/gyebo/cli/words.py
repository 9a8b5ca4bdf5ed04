# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the command line says, in the language that was asked for, and the report's own words for a grade."""

from functools import cache as memo

from gyebo.report import Axis, Confidence, Grade, Text

TABLES = {Axis: "AXES", Confidence: "CONFIDENCES", Grade: "GRADES"}


def told(text: Text, lang: str) -> str:
    """One of two texts."""
    return str(getattr(text, lang))


@memo
def named(value: Axis | Confidence | Grade, lang: str) -> str:
    """In English the id itself, a word as it is; in Korean the report's word, and the id that flags and JSON have."""
    if lang == "en":
        return value.value
    from gyebo.tongue import words  # jinja2 comes with it

    return f"{words('vocabulary.html.j2', lang)[TABLES[type(value)]][value]}({value})"
