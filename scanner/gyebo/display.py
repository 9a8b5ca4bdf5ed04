# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Make what hides in a text visible, the same for every format; escaping for HTML or a terminal comes after it."""

import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

T = TypeVar("T")
Show = Callable[[str], str]

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, format characters (bidi among them), lone surrogates, line and paragraph separators."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that draw nothing: fillers which make two names look like one."""
_NO_CHARACTER = frozenset(
    map(
        chr,
        [*range(0xFDD0, 0xFDF0), *(plane | end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))],
    )
)
"""Code points that stand for nothing by definition; HTML and XML refuse them."""


def display(text: str) -> str:
    """A file name or another value of one line; a hidden character shows as its code point in braces."""
    return _plain(text) or "".join(_shown(character) if _hides(character) else character for character in text)


def display_source(text: str) -> str:
    """Source text or prose: as display(), but tabs and line feeds stay what they are."""
    return _plain(text) or "".join(
        _shown(character) if _hides(character) and character not in "\t\n" else character for character in text
    )


def display_all(value: T, multiline: tuple[type, ...], untouched: tuple[type, ...]) -> T:
    """The same value with all its strings displayed, at any depth; line breaks stay in `multiline` dataclasses."""
    return cast(T, _displayed(value, display, multiline, untouched))


def encodable_all(value: T) -> T:
    """The same value with lone surrogates shown, at any depth: they stand for bytes no UTF-8 output can hold."""
    return cast(T, _displayed(value, _encodable, (), ()))


def _encodable(text: str) -> str:
    if text.isascii():
        return text
    return "".join(_shown(one) if unicodedata.category(one) == "Cs" else one for one in text)


def _displayed(value: object, show: Show, multiline: tuple[type, ...], untouched: tuple[type, ...]) -> object:
    match value:
        case Enum():
            return value
        case str():
            return show(value)
        case tuple():
            return tuple(_displayed(part, show, multiline, untouched) for part in cast(tuple[object, ...], value))
        case _ if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, untouched):
            shown = display_source if isinstance(value, multiline) else show
            parts = {f.name: _displayed(getattr(value, f.name), shown, multiline, untouched) for f in fields(value)}
            return replace(value, **parts)
        case _:
            return value


def _plain(text: str) -> str:
    return text if text.isascii() and text.isprintable() else ""


def _hides(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN or character in _BLANK or character in _NO_CHARACTER


def _shown(character: str) -> str:
    return f"\\u{{{ord(character):04X}}}"
