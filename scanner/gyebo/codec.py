# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Dataclasses to and from JSON and TOML; the one home of msgspec."""

import builtins
import tomllib
from dataclasses import fields, is_dataclass
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
    """A table as a dataclass; RuleError lists the unknown keys, or says which key has the wrong type."""
    unknown = sorted(_unknown(kind, table, ""))
    if unknown:
        raise RuleError(f"{origin}: unknown key {', '.join(unknown)}; known here: {', '.join(_names(kind))}.")
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise RuleError(f"{origin}: {error}.") from error


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


_hints = memo(get_type_hints)


def _unknown(kind: Any, value: object, place: str) -> list[str]:
    """Keys that a type does not have, at any depth; unions of dataclasses do not occur in what is read strictly."""
    arguments: tuple[Any, ...] = get_args(kind)
    match get_origin(kind), value:
        case builtins.tuple, list():
            inner = [(arguments[0], item, f"{place}[{i}]") for i, item in enumerate(cast("list[object]", value))]
        case builtins.dict, dict():
            table = cast("dict[str, object]", value)
            inner = [(arguments[1], item, f"{place}.{key}") for key, item in table.items()]
        case None, dict() if isinstance(kind, type) and is_dataclass(kind):
            table, hints = cast("dict[str, object]", value), _hints(kind)
            inner = [(hints.get(key), item, f"{place}.{key}") for key, item in table.items()]
        case _:
            return []
    strange = [where.lstrip(".") for expected, _, where in inner if expected is None]
    return strange + [key for expected, item, where in inner if expected for key in _unknown(expected, item, where)]
