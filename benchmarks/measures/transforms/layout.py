# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Layout: the same code printed otherwise, type hints taken away or given, documentation and comments removed."""

import ast
import io
import textwrap
import tokenize
from dataclasses import replace
from random import Random

from measures.transforms.subject import Definition, Subject, blocks, definitions, functions, is_documentation

HINTS = ("torch.Tensor", "int", "float", "Optional[torch.Tensor]", "bool", "dict[str, Any]")


def reformatted(subject: Subject, random: Random) -> Subject | None:
    """Every statement on one line, other quotes, no empty lines, or all indented by two."""
    text = ast.unparse(ast.parse(subject.text))
    if random.random() < 0.5 and '"""' not in text:
        lines = text.splitlines()
        text = "\n".join(" " * ((len(line) - len(line.lstrip())) // 2) + line.lstrip() for line in lines)
    return replace(subject, text=text) if text != subject.text else None


def undocumented(subject: Subject, _random: Random) -> Subject | None:
    """Without comments and docstrings; only where the definition has some."""
    tree = ast.parse(subject.text)
    found = dict(definitions(tree, ""))
    own = "\n".join(ast.get_source_segment(subject.text, found[part]) or "" for part in subject.parts if part in found)
    documented = [block for block in blocks(tree) if is_documentation(block[0])]
    if not documented and not _has_comment(own):
        return None
    for block in documented:
        block[:1] = [] if len(block) > 1 else [ast.Pass()]
    return replace(subject, text=ast.unparse(ast.fix_missing_locations(tree)))


def _has_comment(text: str) -> bool:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(textwrap.dedent(text)).readline))
    except (tokenize.TokenError, IndentationError):
        return False
    return any(token.type == tokenize.COMMENT for token in tokens)


def hints_removed(definition: Definition, _random: Random) -> int:
    """No annotation stays."""
    hints = _Unhinted()
    hints.visit(definition)
    return hints.count


def hints_added(definition: Definition, random: Random) -> int:
    """Every parameter without an annotation gets one, and every function a return type."""
    count = 0
    for function in functions(definition):
        for parameter in (*function.args.args, *function.args.kwonlyargs):
            if parameter.annotation is None and parameter.arg not in ("self", "cls"):
                parameter.annotation, count = _hint(random), count + 1
        if function.returns is None:
            function.returns, count = _hint(random), count + 1
    return count


def _hint(random: Random) -> ast.expr:
    return ast.parse(random.choice(HINTS), mode="eval").body


class _Unhinted(ast.NodeTransformer):
    def __init__(self) -> None:
        self.count = 0

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for field in ("annotation", "returns"):
            if getattr(node, field, None) is not None and not isinstance(node, ast.AnnAssign):
                setattr(node, field, None)
                self.count += 1
        return super().generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is None:
            return node
        self.count += 1
        return ast.Assign(targets=[node.target], value=node.value)
