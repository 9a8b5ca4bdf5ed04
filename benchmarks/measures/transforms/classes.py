# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Classes and files: one class as two, two as one, and the definitions of another file around."""

import ast
from dataclasses import replace
from random import Random

from measures.transforms.subject import Subject, changed, is_documentation, located


def split(subject: Subject, random: Random) -> Subject | None:
    """Half of the methods in a class that this one then inherits from."""
    tree = ast.parse(subject.text)
    part = next((one for one in located(tree, subject) if isinstance(one, ast.ClassDef) and one in tree.body), None)
    methods = [one for one in part.body if isinstance(one, ast.FunctionDef)] if part else []
    if not part or len(methods) < 2:
        return None
    moved = random.sample(methods, len(methods) // 2)
    below = ast.ClassDef(f"{part.name}Base", part.bases, part.keywords, [one for one in part.body if one in moved], [])
    part.body = [one for one in part.body if one not in moved]
    part.bases, part.keywords = [ast.Name(below.name, ast.Load())], []
    tree.body.insert(tree.body.index(part), below)
    return changed(subject, tree, (*subject.parts, below.name))


def merged(subject: Subject, random: Random) -> Subject | None:
    """Another class of the file in one class with this one: both constructors one behind the other."""
    tree = ast.parse(subject.text)
    part = next((one for one in located(tree, subject) if isinstance(one, ast.ClassDef)), None)
    others = [one for one in ast.parse(subject.beside).body if isinstance(one, ast.ClassDef)]
    others = [one for one in others if part and any(isinstance(node, ast.FunctionDef) for node in one.body)]
    others = [one for one in others if part and _lines(one) <= 2 * _lines(part)]
    if not part or not others:
        return None
    other = random.choice(others)
    own = {one.name: one for one in part.body if isinstance(one, ast.FunctionDef)}
    for node in other.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__" and "__init__" in own:
            _join(own["__init__"], node)
        elif isinstance(node, ast.FunctionDef):
            node.name = f"{node.name}_second" if node.name in own else node.name
            part.body.append(node)
    return changed(subject, tree)


def _join(own: ast.FunctionDef, other: ast.FunctionDef) -> None:
    names = {one.arg for one in ast.walk(own.args) if isinstance(one, ast.arg)}
    more = [one for one in (*other.args.args, *other.args.kwonlyargs) if one.arg not in names]
    own.args.kwonlyargs += more
    own.args.kw_defaults += [None] * len(more)
    own.body += [one for one in other.body if not is_documentation(one) and "super()" not in ast.unparse(one)]


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def file_split(subject: Subject, _random: Random) -> Subject | None:
    """The definition alone in a file, what it needs of the others imported: what every subject is already."""
    return subject if subject.beside else None


def file_merged(subject: Subject, _random: Random) -> Subject | None:
    """The rest of its file around it, in another order."""
    if not subject.beside:
        return None
    rest = list(reversed(ast.parse(subject.beside).body))
    own, tree = ast.parse(subject.text), ast.parse("")
    imports = [one for one in own.body if isinstance(one, ast.Import | ast.ImportFrom)]
    body = [one for one in own.body if one not in imports]
    tree.body = [*imports, *rest[: len(rest) // 2], *body, *rest[len(rest) // 2 :]]
    return replace(subject, text=ast.unparse(ast.fix_missing_locations(tree)))
