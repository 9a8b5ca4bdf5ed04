# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Functions: a part taken out into one of its own, a called one put in, two merged into one."""

import ast
from collections.abc import Sequence
from copy import deepcopy
from random import Random

from measures.transforms.subject import (
    Function,
    Subject,
    assigned,
    changed,
    definitions,
    fresh,
    functions,
    is_documentation,
    located,
)

SMALLEST_PART = 2
"""Statements."""


def extracted(subject: Subject, random: Random) -> Subject | None:
    """The second half of the longest function's statements in a function of their own, behind it."""
    tree = ast.parse(subject.text)
    parts = located(tree, subject)
    longest = max((one for part in parts for one in functions(part)), key=lambda one: len(one.body), default=None)
    cut = _cut(longest, random) if longest else None
    if not longest or not cut:
        return None
    name, block = fresh("part_", tree), longest.body[cut[0] : cut[1]]
    owner = next((one for one in ast.walk(tree) if isinstance(one, ast.ClassDef) and longest in one.body), None)
    is_method = owner is not None and "self" in [one.arg for one in longest.args.args]
    given = _needed(block, longest.body[cut[1] :])
    taken = _taken(block, longest.body[: cut[0]], longest, given)
    call: ast.expr = ast.Name(name, ast.Load())
    if is_method:
        call, taken = ast.Attribute(ast.Name("self", ast.Load()), name, ast.Load()), [x for x in taken if x != "self"]
    made = _function(name, ["self", *taken] if is_method else taken, block, given)
    longest.body[cut[0] : cut[1]] = [_taking(ast.Call(call, [ast.Name(x, ast.Load()) for x in taken], []), given)]
    home = owner.body if is_method and owner else tree.body
    home.insert(home.index(longest) + 1 if longest in home else len(home), made)
    return changed(subject, tree, _with(subject, tree, made))


def _with(subject: Subject, tree: ast.Module, made: Function) -> tuple[str, ...]:
    """The parts, and what was taken out where it does not stand in one of them."""
    name = next(name for name, node in definitions(tree, "") if node is made)
    inside = any(name.startswith(f"{part}.") for part in subject.parts)
    return subject.parts if inside else (*subject.parts, name)


def _cut(function: Function, random: Random) -> tuple[int, int] | None:
    """A run of plain statements of about half the function's length, that nothing leaves early."""
    body = function.body
    size = max(SMALLEST_PART, len(body) // 2)
    starts = [
        at
        for at in range(len(body) - size + 1)
        if all(_is_plain(one) for one in body[at : at + size]) and not is_documentation(body[at])
    ]
    if not starts or len(body) <= SMALLEST_PART or any(isinstance(one, ast.Lambda) for one in ast.walk(function)):
        return None
    start = random.choice(starts)
    return start, start + size


def _is_plain(statement: ast.stmt) -> bool:
    leaving = (
        *(ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Nonlocal, ast.Global, ast.Delete, ast.Break),
        *(ast.Continue, ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom),
    )
    return not any(isinstance(one, leaving) or _is_super(one) for one in ast.walk(statement))


def _is_super(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "super"


def _read_names(nodes: Sequence[ast.AST]) -> list[str]:
    found = (one for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name))
    return list(dict.fromkeys(one.id for one in found if isinstance(one.ctx, ast.Load)))


def _given_names(nodes: Sequence[ast.AST]) -> list[str]:
    """Names that are set, but for those of comprehensions, which nobody else sees."""
    every = [one for node in nodes for one in ast.walk(node)]
    inner = {id(one) for node in every if isinstance(node, ast.comprehension) for one in ast.walk(node.target)}
    set_ = (one for one in every if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return list(dict.fromkeys(one.id for one in set_ if id(one) not in inner))


def _taken(
    block: Sequence[ast.stmt], before: Sequence[ast.stmt], function: Function, given: Sequence[str]
) -> list[str]:
    """Parameters, and names given before a block, that the block reads or may leave as they are."""
    parameters = [one.arg for one in ast.walk(function.args) if isinstance(one, ast.arg)]
    own = {*parameters, *_given_names(before)}
    return [name for name in dict.fromkeys([*_read_names(block), *_augmented(block), *given]) if name in own]


def _augmented(block: Sequence[ast.stmt]) -> list[str]:
    """Names that are read because something is added to them."""
    found = (one.target for node in block for one in ast.walk(node) if isinstance(one, ast.AugAssign))
    return [one.id for one in found if isinstance(one, ast.Name)]


def _needed(block: Sequence[ast.stmt], rest: Sequence[ast.stmt]) -> list[str]:
    """Names that a block gives and what follows reads."""
    read = {*_read_names(rest), *_augmented(rest)}
    return [name for name in _given_names(block) if name in read]


def _function(name: str, parameters: Sequence[str], block: Sequence[ast.stmt], given: Sequence[str]) -> ast.FunctionDef:
    made = ast.parse(f"def {name}({', '.join(parameters)}): pass").body[0]
    assert isinstance(made, ast.FunctionDef)  # noqa: S101 (it is what was just written)
    made.body = list(block)
    if given:
        made.body.append(ast.Return(_tuple(given, ast.Load())))
    return made


def _taking(call: ast.Call, given: Sequence[str]) -> ast.stmt:
    return ast.Assign([_tuple(given, ast.Store())], call) if given else ast.Expr(call)


def _tuple(names: Sequence[str], context: ast.expr_context) -> ast.expr:
    found: list[ast.expr] = [ast.Name(name, context) for name in names]
    return found[0] if len(found) == 1 else ast.Tuple(found, context)


def inlined(subject: Subject, _random: Random) -> Subject | None:
    """Functions of the same file, and methods of the same class, in the place of the statements that call them."""
    tree = ast.parse(subject.text)
    helpers = {one.name: one for one in ast.parse(subject.beside).body if isinstance(one, ast.FunctionDef)}
    count = 0
    for part in located(tree, subject):
        methods = {one.name: one for one in part.body if isinstance(one, ast.FunctionDef)}
        for function in functions(part):
            at = 0
            while at < len(function.body):
                called = _helper(function.body[at], helpers, methods if isinstance(part, ast.ClassDef) else {})
                put = _put(function.body[at], called) if called and called is not function else None
                function.body[at : at + 1] = put or [function.body[at]]
                at, count = at + len(put or "-"), count + bool(put)
    return changed(subject, tree) if count else None


def _helper(
    statement: ast.stmt, helpers: dict[str, ast.FunctionDef], methods: dict[str, ast.FunctionDef]
) -> ast.FunctionDef | None:
    """What a statement that is nothing but one call calls, where that ends in its only return."""
    match statement:
        case (
            ast.Assign(targets=[_], value=ast.Call(func=ast.Name(id=name)))
            | ast.Return(value=ast.Call(func=ast.Name(id=name)))
        ):
            found = helpers.get(name)
        case ast.Assign(targets=[_], value=ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name))):
            found = methods.get(name)
        case _:
            found = None
    returns = [one for one in ast.walk(found) if isinstance(one, ast.Return)] if found else []
    is_simple = found and not found.args.vararg and not found.args.kwarg and not found.decorator_list
    return found if is_simple and found and [found.body[-1]] == returns and returns[0].value else None


def _put(statement: ast.stmt, helper: ast.FunctionDef) -> list[ast.stmt] | None:
    """The helper's statements, its parameters given first, its result where the call stood."""
    call = statement.value if isinstance(statement, ast.Assign | ast.Return) else None
    if not isinstance(call, ast.Call):
        return None
    names = [one.arg for one in helper.args.args if one.arg != "self"]
    defaults = dict(zip(reversed(names), reversed(helper.args.defaults), strict=False))
    given = dict(zip(names, call.args, strict=False)) | {one.arg: one.value for one in call.keywords if one.arg}
    if any(name not in given | defaults for name in names) or any(isinstance(one, ast.Starred) for one in call.args):
        return None
    values = {name: given.get(name, defaults.get(name)) for name in names}
    body = deepcopy([one for one in helper.body if not is_documentation(one)])
    last = body.pop()
    if not isinstance(last, ast.Return) or last.value is None:
        return None
    same = {name for name, value in values.items() if isinstance(value, ast.Name) and value.id == name}
    first: list[ast.stmt] = [
        assigned(name, deepcopy(value)) for name, value in values.items() if value and name not in same
    ]
    taken = ast.Assign(statement.targets, last.value) if isinstance(statement, ast.Assign) else ast.Return(last.value)
    return [*first, *body, taken]


def merged(subject: Subject, random: Random) -> Subject | None:
    """Another function of the file put in front of this one's statements, its parameters before this one's."""
    tree = ast.parse(subject.text)
    parts = [one for one in located(tree, subject) if isinstance(one, ast.FunctionDef)]
    others = [one for one in ast.parse(subject.beside).body if isinstance(one, ast.FunctionDef)]
    others = [one for one in others if _is_mergeable(one) and parts and len(one.body) <= 2 * len(parts[0].body)]
    if not parts or not others:
        return None
    part, other = parts[0], random.choice(others)
    own = {one.arg for one in part.args.args}
    part.args.args = [*[one for one in other.args.args if one.arg not in own], *part.args.args]
    part.args.defaults = part.args.defaults or []
    ending = other.body[-1]
    if not isinstance(ending, ast.Return) or ending.value is None:
        return None
    body = [one for one in other.body[:-1] if not is_documentation(one)]
    part.body = [*body, assigned(fresh("first_", tree), ending.value), *part.body]
    return changed(subject, tree)


def _is_mergeable(function: ast.FunctionDef) -> bool:
    returns = [one for one in ast.walk(function) if isinstance(one, ast.Return)]
    only = len(returns) == 1 and function.body[-1] is returns[0] and returns[0].value is not None
    return only and len(function.body) > 1 and not function.args.defaults and not function.decorator_list
