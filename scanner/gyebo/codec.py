# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Dataclasses to and from JSON and TOML; the one home of msgspec."""

import builtins
import re
import tomllib
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache as memo
from inspect import cleandoc
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec

from gyebo.errors import ReportError, RuleError

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """Indented JSON in UTF-8 with the fields in the order of their types: the same value, the same bytes."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def from_json(kind: type[T], stored: bytes, origin: str) -> T:
    """A stored value; keys a newer version added are ignored. ReportError names the place that does not fit."""
    try:
        return msgspec.json.decode(stored, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReportError(f"{origin}: {error}; give a file that this version of gyebo wrote.") from error


def packed(value: object) -> bytes:
    """A working value in as few bytes as can be, for this version of gyebo alone to read again."""
    return msgspec.msgpack.encode(value, enc_hook=str)


def unpacked(kind: type[T], stored: bytes | memoryview, origin: str) -> T:
    """Such a value again; ReportError where it does not fit."""
    try:
        return msgspec.msgpack.decode(stored, type=kind, dec_hook=lambda other, value: other(value))
    except (msgspec.DecodeError, RecursionError, TypeError, ValueError) as error:
        raise ReportError(f"{origin}: {error}; delete it.") from error


def schema(kind: type) -> bytes:
    """The JSON Schema (draft 2020-12) of a published type."""
    described: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    described |= msgspec.json.schema(kind)
    for one in described.get("$defs", {}).values():
        if "description" in one:
            one["description"] = cleandoc(one["description"])  # as Python 3.13 has it, and earlier ones have not
    return msgspec.json.format(msgspec.json.encode(described, order="sorted"), indent=2) + b"\n"


def from_toml(kind: type[T], path: Path) -> T:
    """A data file of ours or a user's, read strictly: RuleError names file and key, also for keys nobody asked for."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise RuleError(f"There is no {path}; name a TOML file.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise RuleError(f"{path}: not readable as TOML ({error}); mend or remove the file.") from error
    return strict(kind, table, str(path))


def strict(kind: type[T], table: dict[str, Any], origin: str) -> T:
    """A table as a dataclass; RuleError lists the keys that nobody knows and those that are missing, or says of one
    what was found and what was expected.
    """
    wrong = list(_wrong(kind, table, ""))
    if wrong:
        raise RuleError(f"{origin}: {'; '.join(wrong)}.")
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise RuleError(f"{origin}: {_said(str(error))}.") from error


_MISMATCH = re.compile(r"Expected `(.+)`, got `(.+)`")
_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a day such as 2026-11-22",
    "null": "nothing",
}
"""Words of msgspec, in those of TOML."""


def _said(error: str) -> str:
    """What msgspec says, its key first."""
    said, _, place = error.partition(" - at `$")
    place = place.removesuffix("`")
    found = _MISMATCH.fullmatch(said)
    if found:
        wanted, got = (" or ".join(_KINDS.get(one, one) for one in each.split(" | ")) for each in found.groups())
        said = f"found {got}, expected {wanted}"
    return f"{place.lstrip('.')}: {said}" if place else said


_hints = memo(get_type_hints)


def _wrong(kind: Any, value: object, place: str) -> Iterator[str]:
    """The keys of a type that are unknown or missing, at any depth, and words that are none of an enumeration's."""
    arguments: tuple[Any, ...] = get_args(kind)
    match get_origin(kind), value:
        case builtins.tuple, list():
            for number, item in enumerate(cast("list[object]", value)):
                yield from _wrong(arguments[0], item, f"{place}[{number}]")
        case builtins.dict, dict():
            for key, item in cast("dict[str, object]", value).items():
                yield from _wrong(arguments[1], item, f"{place}.{key}")
        case ((types.UnionType | typing.Union), _) if value is not None:
            yield from _wrong(next(one for one in arguments if one is not types.NoneType), value, place)
        case None, dict() if isinstance(kind, type) and is_dataclass(kind):
            yield from _wrong_keys(kind, cast("dict[str, object]", value), place)
        case None, str() if isinstance(kind, type):
            yield from _wrong_word(kind, value, place)
        case _:
            return


def _wrong_word(kind: type, value: str, place: str) -> Iterator[str]:
    words = [str(one.value) for one in kind] if issubclass(kind, Enum) else [value]
    if value not in words:
        yield f"{place.lstrip('.')}: found {value!r}, expected {', '.join(words)}"


def _wrong_keys(kind: type, table: dict[str, object], place: str) -> Iterator[str]:
    hints = _hints(kind)
    known = [each for each in fields(kind) if each.init]
    unknown = sorted(f"{place}.{key}".lstrip(".") for key in table if key not in hints)
    if unknown:
        yield f"unknown key {', '.join(unknown)}; known here: {', '.join(each.name for each in known)}"
    needed = [each.name for each in known if each.default is MISSING and each.default_factory is MISSING]
    for key in needed:
        if key not in table:
            yield f"{place}.{key}".lstrip(".") + " is missing; add it"
    for key, item in table.items():
        if key in hints:
            yield from _wrong(hints[key], item, f"{place}.{key}")
