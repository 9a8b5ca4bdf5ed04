# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find in Python code what model a configuration, an option or the environment is set to, for other code to load."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gyebo.components.constants import ADDING, Constants, default_of, option, texts_of
from gyebo.components.settings import BEGUN_FROM, MEASURING, MODELS, PREPARING, kind_of
from gyebo.report import ComponentKind

HOLDING = re.compile(
    r"(?:^|(?<=[a-zA-Z\d]))(?:Config(?:uration)?|Cfg|Arg(?:ument)?s|Settings|Options|H?[Pp]aram(?:eter)?s|Namespace)$"
)
"""How classes are called that hold what a training begins from."""
BEGINNING = re.compile(r"[A-Z]\w*Trainer$")
"""Classes that load the model they are given the name of."""
SAYING = re.compile(
    rb"(?:Config(?:uration)?|Cfg|Arg(?:ument)?s|Settings|Options|[Pp]aram(?:eter)?s|Namespace|Trainer|dict)(?=[(:])"
    rb"|dataclass|add_argument|environ|getenv|name_or_path"
)
"""One of these stands where such a thing is set, unless the name does."""
HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
TYPES = frozenset({"type", "cls", "_target_", "class_name"})
"""Keys that say what is built of the others."""
BY_ITSELF = "name_or_path"
"""Ends a key that speaks of a model in any table."""


HELPING = frozenset({"help", "description"})
TRAINING = frozenset("train training finetune finetuning fine initialise initialize init continue".split())
"""Words of a help that speak of a beginning, whatever is measured with the model too."""
WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Preset:
    """A model that is set."""

    kind: ComponentKind
    name: str
    key: str
    line: int


@dataclass(frozen=True, slots=True)
class _Set:
    """What is set under keys, and what is built of it."""

    keys: tuple[str, ...]
    value: ast.expr
    built: str = ""
    said: str = ""
    """What the option says of itself."""
    is_held: bool = False
    """Whether a configuration holds it, and not any table."""


def presets(nodes: Iterable[tuple[ast.AST, Constants]]) -> Iterator[Preset]:
    """The models that are set; what stands within another setting is judged with the keys above it."""
    done = set[int]()
    for node, constants in nodes:
        if id(node) not in done:
            yield from (told for one in _set(node, done) for told in _told(one, constants))


def _told(one: _Set, constants: Constants) -> Iterator[Preset]:
    kind = kind_of(one.keys, (), one.built)
    if kind:
        names = texts_of(one.value, constants)
        yield from (Preset(_for(kind, one.said), name, one.keys[-1], one.value.lineno) for name in names)


def _for(kind: ComponentKind, said: str) -> ComponentKind:
    """By the help of an option, where that says that its model measures or prepares."""
    words = {*WORD.findall(said.lower())}
    if kind in BEGUN_FROM and words & MEASURING and not words & TRAINING:
        return ComponentKind.COMPARISON
    is_prepared = kind in BEGUN_FROM and words & PREPARING and not words & MODELS
    return ComponentKind.PROCESSING if is_prepared else kind


def _set(node: ast.AST, done: set[int]) -> Iterator[_Set]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() | ast.Dict() as value):
            yield from _within(_Set((name,), value), done)
        case ast.ClassDef():
            yield from (told for one in _fields(node) for told in _within(one, done))
        case ast.Call(func=func, args=[ast.Constant(value=str(key)), value]) if _is_environment(func):
            yield _Set((key,), value)
        case ast.Call() if _called(node) in ADDING:
            yield from (_Set((name,), value, said=_help(node)) for name, value in option(node))
        case ast.Call(args=args, keywords=named) if BEGINNING.search(_called(node)):
            yield from (_Set(("model",), one) for one in args[:1])
            yield from (_Set((one.arg,), one.value) for one in named if one.arg)
        case ast.Call() | ast.Dict():
            yield from _within(_Set((), node), done)
        case _:
            pass


def _fields(node: ast.ClassDef) -> Iterator[_Set]:
    """The defaults of a configuration's fields; what is decorated is as a rule a data class."""
    is_holding = HOLDING.search(node.name) or node.decorator_list
    for one in node.body if is_holding else ():
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and one.value:
            keys = (*_section(node.name), one.target.id)
            yield _Set(keys, default_of(one.value), is_held=True, said=_help(one.value))


def _help(node: ast.expr) -> str:
    """What an option or a field says of itself."""
    given = ast.walk(node) if isinstance(node, ast.Call) else ()
    texts = (one for one in given if isinstance(one, ast.keyword | ast.Dict))
    return " ".join(text for one in texts for text in _helping(one))


def _helping(node: ast.keyword | ast.Dict) -> Iterator[str]:
    pairs = [(node.arg, node.value)] if isinstance(node, ast.keyword) else zip(node.keys, node.values, strict=True)
    for key, value in pairs:
        name = key.value if isinstance(key, ast.Constant) else key
        if name in HELPING and isinstance(value, ast.Constant):
            yield str(value.value)


def _within(first: _Set, done: set[int]) -> Iterator[_Set]:
    """What a configuration holds that is written out, with what is nested in it; of other tables what says so."""
    waiting = [first]
    while waiting:
        one = waiting.pop()
        entries = _entries(one.value)
        if entries is not None:
            done.add(id(one.value))
            waiting += reversed(list(_inner(one, entries)))
        elif isinstance(one.value, ast.List | ast.Tuple):
            waiting += [replace(one, value=each) for each in reversed(one.value.elts)]
        elif one.keys and (one.is_held or one.keys[-1].endswith(BY_ITSELF)):
            yield one


def _inner(one: _Set, entries: list[tuple[str, ast.expr]]) -> Iterator[_Set]:
    called = _called(one.value)
    is_held = one.is_held or bool(HOLDING.search(called))
    above = (*one.keys, *_section(called)) if HOLDING.search(called) else one.keys
    built = next((ast.unparse(value) for key, value in entries if key in TYPES), "")
    yield from (_Set((*above, key), value, built, is_held=is_held) for key, value in entries)


def _entries(node: ast.expr) -> list[tuple[str, ast.expr]] | None:
    """Keys and values of a configuration or a table; none for anything else."""
    match node:
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            told = ((key.value, one) for key, one in pairs if isinstance(key, ast.Constant))
            return [(key, one) for key, one in told if isinstance(key, str)]
        case ast.Call(keywords=named) if _called(node) == "dict" or HOLDING.search(_called(node)):
            return [(one.arg, one.value) for one in named if one.arg]
        case _:
            return None


def _section(name: str) -> tuple[str, ...]:
    """What a class holds the configuration of: a RewardModelConfig that of a reward model."""
    told = HUMP.sub("_", HOLDING.sub("", name))
    return (told,) if told else ()


def _called(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name
        case _:
            return ""


def _is_environment(func: ast.expr) -> bool:
    """Whether the call asks what the environment says: os.environ.get, os.getenv."""
    match func:
        case ast.Attribute(value=ast.Attribute(attr="environ") | ast.Name(id="environ"), attr="get" | "setdefault"):
            return True
        case ast.Attribute(attr="getenv") | ast.Name(id="getenv"):
            return True
        case _:
            return False
