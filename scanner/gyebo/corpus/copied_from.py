# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read "# Copied from package.module.Name with A->B" labels and the definitions they stand before."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from gyebo.corpus.modular import Declared, parsed

LABEL = re.compile(r"\bcopied from\s{1,4}((?:[A-Za-z_]\w{0,80}\.){1,10}[A-Za-z_]\w{0,80})", re.IGNORECASE)
BETWEEN = frozenset({tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT})
BROKEN = (SyntaxError, tokenize.TokenError, RecursionError, UnicodeDecodeError)
"""The last from Python 3.12 on, whose tokenizer cuts a letter in two behind a lone carriage return."""
Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def labels(module: str, text: str) -> tuple[Declared, ...]:
    """Each label's definition, in order; labels that stand before no definition say nothing."""
    if "opied from" not in text:
        return ()
    tree = parsed(text)
    return tuple(_declared(module, text, tree)) if tree else ()


def _declared(module: str, text: str, tree: ast.Module) -> Iterator[Declared]:
    places = dict(_places(tree))
    for line, target, following in _comments(text):
        if following in places:
            parent_module, parent_name = _divided(_absolute(target, module))
            yield Declared(module.rsplit(".", 1)[-1], places[following], parent_module, parent_name, line)


def _places(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each definition's qualified name under its own line and its decorators'."""
    waiting: list[tuple[ast.stmt, str]] = [(node, "") for node in tree.body]
    while waiting:
        node, prefix = waiting.pop()
        if isinstance(node, Definition):
            name = f"{prefix}{node.name}"
            prefix = f"{name}."
            yield from ((at, name) for at in (node.lineno, *(one.lineno for one in node.decorator_list)))
        waiting += [(child, prefix) for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


def _comments(text: str) -> Iterator[tuple[int, str, int]]:
    """Line and target of each label, and the line of the code that follows."""
    open_labels: list[tuple[int, str]] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                label = LABEL.search(token.string[:400])
                open_labels += (
                    [(token.start[0], label[1])] if label and not token.line[: token.start[1]].strip() else []
                )
            elif token.type not in BETWEEN:
                yield from ((line, target, token.start[0]) for line, target in open_labels)
                open_labels = []
    except BROKEN:
        return


def _absolute(target: str, module: str) -> str:
    """`models.bart...` means the package the label stands in."""
    root = module.split(".", 1)[0]
    return f"{root}.{target}" if target.startswith("models.") and root != "models" else target


def _divided(target: str) -> tuple[str, str]:
    """Module and qualified name: the name begins at the first capital, or is the last part."""
    parts = target.split(".")
    at = next((at for at, part in enumerate(parts) if at and part.lstrip("_")[:1].isupper()), len(parts) - 1)
    return ".".join(parts[:at]), ".".join(parts[at:])
