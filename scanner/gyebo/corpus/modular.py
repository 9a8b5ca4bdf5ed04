# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read inheritance between models out of a modular_*.py file, as transformers' own generator would."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BASES = 64
UNPARSABLE = (SyntaxError, RecursionError, MemoryError, ValueError)
KINDS = (
    ("ImageProcessorPil", "image_processing_pil"),
    ("ImageProcessor", "image_processing"),
    ("VideoProcessor", "video_processing"),
    ("FeatureExtractor", "feature_extraction"),
    ("Processor", "processing"),
    ("ProcessorKwargs", "processing"),
    ("Tokenizer", "tokenization"),
    ("Config", "configuration"),
)
LAYERS = "modeling"
"""What a model has its layers in; a file not named after a model, as in other libraries, is taken for such a one."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A child definition and its parent, before paths are known."""

    child_module: str
    """Name of the generated module, without its folder."""
    child_name: str
    parent_module: str
    parent_name: str
    line: int


@dataclass(frozen=True, slots=True)
class _Imported:
    module: str
    name: str
    line: int


def parsed(text: str) -> ast.Module | None:
    """The tree of a source text, or nothing where Python's own parser gives up."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except UNPARSABLE:
        return None


def inherited(module: str, text: str) -> tuple[Declared, ...]:
    """Classes with a base from another model, and functions taken over as they are."""
    tree = parsed(text)
    if tree is None:
        return ()
    imports = dict(_imports(tree, module))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    from_classes = (one for node in classes for one in _of_class(node, imports, module))
    return tuple(dict.fromkeys((*from_classes, *_of_functions(tree, imports, module))))


def _imports(tree: ast.Module, module: str) -> Iterator[tuple[str, _Imported]]:
    """Names imported from sibling models: `from ..llama.modeling_llama import LlamaMLP as MLP`."""
    package = module.split(".")[:-1]
    siblings = ".".join(package[:-1])
    for node in tree.body:
        if not isinstance(node, ast.ImportFrom) or node.level > len(package):
            continue
        above = package[: len(package) - node.level + 1] if node.level else []
        origin = ".".join([*above, *([node.module] if node.module else [])])
        if origin.startswith(f"{siblings}.") and origin.split(".")[: len(package)] != package:
            for alias in node.names:
                yield alias.asname or alias.name, _Imported(origin, alias.name, node.lineno)


def _of_class(node: ast.ClassDef, imports: dict[str, _Imported], module: str) -> Iterator[Declared]:
    """A class's parents in other models, which the generator writes into it; a base of the same file stays a base."""
    for base in node.bases[:MOST_BASES]:
        name, attribute = _dotted(base)
        if name in imports:
            yield _declared(module, node.name, imports[name], attribute, node.lineno)


def _dotted(base: ast.expr) -> tuple[str, str]:
    """The imported name of a base, and what is taken from it where it is a module."""
    if isinstance(base, ast.Subscript):
        base = base.value
    if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
        return base.value.id, base.attr
    return (base.id, "") if isinstance(base, ast.Name) else ("", "")


def _of_functions(tree: ast.Module, imports: dict[str, _Imported], module: str) -> Iterator[Declared]:
    """Imported functions that the file uses and does not define anew."""
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name, imported in imports.items():
        is_function = imported.name.lstrip("_")[:1].islower() and not imported.name.startswith(
            ("modeling_", "modular_")
        )
        if is_function and name in used and name not in defined:
            yield _declared(module, imported.name, imported, "", imported.line)


def _declared(module: str, child: str, imported: _Imported, attribute: str, line: int) -> Declared:
    parent_module = f"{imported.module}.{imported.name}" if attribute else imported.module
    return Declared(_generated(module, child, parent_module), child, parent_module, attribute or imported.name, line)


def _generated(module: str, child: str, parent_module: str) -> str:
    """The generated module: the parent's with the family's name replaced, else the one for the class's kind."""
    family = module.rsplit(".", 1)[-1].removeprefix("modular_")
    folder, parent = parent_module.split(".")[-2:] if "." in parent_module else ("", parent_module)
    if folder and parent.endswith(f"_{folder}") and not parent.startswith("modular_"):
        return f"{parent.removesuffix(folder)}{family}"
    return f"{kind_of(child)}_{family}_fast" if child.endswith("Fast") else f"{kind_of(child)}_{family}"


def kind_of(definition: str) -> str:
    """Which of a model's files the generator writes a definition into, by its name."""
    return next((kind for ending, kind in KINDS if definition.removesuffix("Fast").endswith(ending)), LAYERS)
