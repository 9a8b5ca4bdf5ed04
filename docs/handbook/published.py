# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The reference of the JSON report: its schema as tables, with what the published types say of their fields."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gyebo.report
from gyebo import codec
from handbook.markup import code, prose, table

Schema = dict[str, Any]
Said = dict[tuple[str, str], str]
"""What stands under a field or a value, by the names of its type and of itself."""
_REFERENCE = re.compile(r'"\$ref": "([^"]+)"')
NAMES = {"integer": "whole number", "number": "number", "string": "text", "boolean": "true or false", "null": "null"}


def schema() -> str:
    """The types of a report, from the whole to its parts."""
    stored: Schema = json.loads(codec.schema(gyebo.report.Report))
    types: Schema = stored["$defs"]
    said = _said()
    return "\n".join(_type(name, types[name], said) for name in _reached("Report", types))


def _reached(first: str, types: Schema) -> Iterator[str]:
    """Names of types, each once, the nearer ones first."""
    seen, waiting = {first}, [first]
    while waiting:
        name = waiting.pop(0)
        yield name
        below = [one for one in _references(types[name]) if one not in seen]
        waiting += dict.fromkeys(below)
        seen.update(below)


def _references(schema: Schema) -> list[str]:
    return [_named(found) for found in _REFERENCE.findall(json.dumps(schema))]


def _type(name: str, schema: Schema, said: Said) -> str:
    if "enum" in schema:
        body = table(("Value", "Meaning"), [(code(one), prose(said.get((name, one), ""))) for one in schema["enum"]])
    else:
        needed = set(schema.get("required", ()))
        rows = [
            (code(key), _shape(value), "" if key in needed else "may be missing", prose(said.get((name, key), "")))
            for key, value in schema.get("properties", {}).items()
        ]
        body = table(("Key", "Value", "", "Meaning"), rows)
    return f"## {name} {{#{name.lower()}}}\n\n{prose(said.get((name, ''), ''))}\n\n{body}"


def _shape(schema: Schema) -> str:
    if "$ref" in schema:
        name = _named(schema["$ref"])
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_shape(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_shape(schema.get('items') or {})}" if schema.get("items") else "list"
    if schema.get("type") == "object":
        return f"table of {_shape(schema['additionalProperties'])}" if schema.get("additionalProperties") else "table"
    return NAMES.get(str(schema.get("type")), "anything")


def _named(reference: str) -> str:
    return reference.rpartition("/")[2]


def _said() -> Said:
    found: Said = {}
    for path in sorted(Path(gyebo.report.__file__).parent.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name, ""] = ast.get_docstring(node) or ""
                found.update(((node.name, key), re.sub(r"\bNone\b", "null", text)) for key, text in _fields(node))
    return found


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in zip(node.body, node.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=key)), ast.Expr(value=ast.Constant(value=str(text))):
                yield key, text
            case ast.Assign(value=ast.Constant(value=str(key))), ast.Expr(value=ast.Constant(value=str(text))):
                yield key, text
            case _:
                pass
