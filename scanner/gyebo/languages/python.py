# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Python: which nodes of its grammar are what, and where a file gives names."""

import numpy as np
import tree_sitter

from gyebo.languages.language import Kinds, Language
from gyebo.languages.nodes import Nodes
from gyebo.languages.python_form import form, text
from gyebo.languages.python_names import owned
from gyebo.model import I64, Bits
from gyebo.report import FragmentKind

_PARAMETERS = ("parameters", "lambda_parameters", "typed_parameter", "list_splat_pattern", "dictionary_splat_pattern")
_PATTERNS = ("pattern_list", "tuple_pattern", "list_pattern", "splat_pattern", "as_pattern_target")
_FIRST_CHILD_BINDS = (
    "assignment",
    "augmented_assignment",
    "named_expression",
    "default_parameter",
    "typed_default_parameter",
)
_KEYWORDS_BEFORE_A_NAME = ("def", "class", "for")
_BARE_LISTS = ("expression_list", "pattern_list")
_WHERE_A_LIST_MAY_BE_BARE = (
    "assignment",
    "augmented_assignment",
    "delete_statement",
    "expression_statement",
    "for_in_clause",
    "for_statement",
    "return_statement",
    "yield",
)
_STATEMENTS_WITH_LISTS = ("import_from_statement", "with_clause")
_LONGEST_NUMBER = 100


def _grammar() -> tree_sitter.Language:
    """The grammar of the wheel tree-sitter-python."""
    import tree_sitter_python

    return tree_sitter.Language(tree_sitter_python.language())


def _documentation(nodes: Nodes, kinds: Kinds) -> Bits:
    """Statements that are nothing but a string."""
    found = kinds.among(nodes, "expression_statement")
    child = np.minimum(np.arange(len(found)) + 1, len(found) - 1)
    text = kinds.among(nodes, "string", "concatenated_string")[child]
    alone: Bits = found & text & (nodes.last[child] == nodes.last)
    return alone


def _layout(nodes: Nodes, kinds: Kinds) -> Bits:
    """Parentheses around lists that need none, the comma at a list's end, and `()` behind a class's name."""
    parent = np.maximum(nodes.parent, 0)
    comma, bracket = kinds.among(nodes, ","), kinds.among(nodes, "(", ")")
    commas = np.bincount(parent[comma], minlength=len(parent))
    bare = kinds.among(nodes, "tuple", "tuple_pattern") & (commas > 0)
    bare &= kinds.among(nodes, *_WHERE_A_LIST_MAY_BE_BARE)[parent]
    statement = kinds.among(nodes, *_STATEMENTS_WITH_LISTS)
    ending = comma & _at_the_end(nodes, kinds)
    subscript = _sole_subscripts(nodes, kinds) & (commas > np.bincount(parent[ending], minlength=len(parent)))
    listed = statement | subscript | ((bare | kinds.among(nodes, *_BARE_LISTS)) & (commas > 1))
    grouped = kinds.among(nodes, "tuple_pattern") & (commas == 0) & (nodes.last > np.arange(len(parent)) + 3)
    empty = kinds.among(nodes, "argument_list") & kinds.among(nodes, "class_definition")[parent]
    empty &= nodes.last == np.arange(len(parent)) + 3
    sole = _around_a_generator(nodes, kinds)
    brackets = bracket & (statement | bare | empty | sole | subscript | grouped)[parent]
    found: Bits = brackets | (ending & listed[parent]) | empty | sole | subscript | grouped
    return found


def _sole_subscripts(nodes: Nodes, kinds: Kinds) -> Bits:
    """Tuples that are all of a subscript: a[(b, c)] is a[b, c]."""
    found = np.flatnonzero(kinds.among(nodes, "tuple"))
    outer = nodes.parent[found]
    found = found[kinds.among(nodes, "subscript")[outer] & kinds.among(nodes, "[")[found - 1]]
    sole = np.zeros(len(nodes.kind), np.bool_)
    sole[found[nodes.last[found] + 1 == nodes.last[nodes.parent[found]]]] = True
    return sole


def _around_a_generator(nodes: Nodes, kinds: Kinds) -> Bits:
    """Lists of one argument that brings parentheses of its own: any((x for x in y))."""
    generator = np.flatnonzero(kinds.among(nodes, "generator_expression"))
    outer = np.maximum(nodes.parent[generator], 0)
    is_alone = (outer == generator - 2) & (nodes.last[outer] == nodes.last[generator] + 1)
    found = np.zeros(len(nodes.kind), np.bool_)
    found[outer[is_alone]] = True
    return found & kinds.among(nodes, "argument_list")


def _at_the_end(nodes: Nodes, kinds: Kinds) -> Bits:
    """Leaves behind which, comments apart, only the closing bracket of what they stand in follows."""
    said = np.flatnonzero(~kinds.among(nodes, "comment", "line_continuation"))
    following = np.full(len(nodes.kind), len(nodes.kind) - 1)
    following[said[:-1]] = said[1:]
    parent = np.maximum(nodes.parent, 0)
    closing = kinds.among(nodes, ")")[following] & (nodes.parent[following] == nodes.parent)
    found: Bits = closing | (following >= nodes.last[parent]) | (np.arange(len(parent)) == following)
    return found


def _spelling(literal: bytes) -> bytes:
    """A number by its value, as ast.unparse and formatters would write it anew."""
    if len(literal) > _LONGEST_NUMBER:
        return literal
    text = literal.decode("ascii", "replace")
    try:
        return str(int(text, 0)).encode()
    except ValueError:
        pass
    try:
        return repr(float(text)).encode()
    except ValueError:
        return literal


def _bound(nodes: Nodes, kinds: Kinds) -> Bits:
    """Definitions, parameters, targets (attributes among them) and imported names."""
    parent = np.maximum(nodes.parent, 0)
    first = nodes.parent == np.arange(len(parent)) - 1
    before = _behind(kinds.among(nodes, *_KEYWORDS_BEFORE_A_NAME), 1)
    in_pattern = kinds.among(nodes, *_PATTERNS)[parent]
    target = in_pattern | before | (first & kinds.among(nodes, *_FIRST_CHILD_BINDS)[parent])
    target |= kinds.among(nodes, "tuple", "list")[parent] & kinds.among(nodes, "as_pattern_target")[parent[parent]]
    named = target | kinds.among(nodes, *_PARAMETERS)[parent] | _imported(nodes, kinds, parent)
    named |= _captured(nodes, kinds, parent)
    named[nodes.last[np.flatnonzero(target & kinds.among(nodes, "attribute"))] - 1] = True
    given: Bits = named & kinds.among(nodes, "identifier")
    return given


def _captured(nodes: Nodes, kinds: Kinds, parent: I64) -> Bits:
    """`case x`, `case C(k=x)`, `case ... as x` and `def f[x]` bind x; dotted names and classes are looked up."""
    alone = kinds.among(nodes, "dotted_name") & (nodes.last == np.arange(len(parent)) + 2)
    captured = alone[parent] & kinds.among(nodes, "case_pattern", "keyword_pattern")[parent[parent]]
    renamed = _behind(kinds.among(nodes, "as"), 1) & kinds.among(nodes, "as_pattern")[parent]
    # The grammar calls the brackets of list[int] by the same name as those of def f[T].
    definition = kinds.among(nodes, "class_definition", "function_definition")
    listed = kinds.among(nodes, "type_parameter") & definition[parent]
    given = kinds.among(nodes, "type") & listed[parent]
    outer, outmost = parent[parent], parent[parent[parent]]
    starred = kinds.among(nodes, "splat_type")[parent] & given[outer]
    limited = kinds.among(nodes, "constrained_type")[outer] & (parent == outer + 1) & given[outmost]
    parameter = given[parent] | starred | limited
    found: Bits = captured | renamed | parameter
    return found


def _assigned(nodes: Nodes, kinds: Kinds) -> dict[int, int]:
    """`name = lambda ...`, in parentheses or not; of an attribute, its last name."""
    named: dict[int, int] = {}
    assignments = kinds.among(nodes, "assignment")
    grouping, attribute = kinds.among(nodes, "parenthesized_expression"), kinds.among(nodes, "attribute")
    inner = kinds.among(nodes, "lambda") & (nodes.last > np.arange(len(nodes.kind)) + 1)
    for at in np.flatnonzero(inner).tolist():
        outer = int(nodes.parent[at])
        while grouping[outer]:
            outer = int(nodes.parent[outer])
        target = outer + 1
        if attribute[target]:
            target = int(nodes.last[target]) - 1
        if assignments[outer] and target < at and kinds.name(int(nodes.kind[target])) == "identifier":
            named[at] = target
    return named


def _imported(nodes: Nodes, kinds: Kinds, parent: I64) -> Bits:
    """`import a.b` binds a, `from m import x` x, `from .m import x` m too, `as y` y."""
    after_as = _behind(kinds.among(nodes, "as"), 1) & kinds.among(nodes, "aliased_import")[parent]
    module_name = _behind(kinds.among(nodes, "from"), 2)
    first = nodes.parent == np.arange(len(parent)) - 1
    dotted = first & kinds.among(nodes, "dotted_name")[parent] & ~module_name
    statement = kinds.among(nodes, "import_statement", "import_from_statement")[parent[parent]]
    # What stands behind the dots is a file of the same project, which is renamed with the rest.
    relative = kinds.among(nodes, "relative_import")[parent[parent]] & kinds.among(nodes, "dotted_name")[parent]
    imported: Bits = after_as | (dotted & statement) | relative
    return imported


def _behind(which: Bits, nodes: int) -> Bits:
    """What stands so many nodes behind these; np.roll takes five times as long."""
    found = np.zeros(len(which), np.bool_)
    found[nodes:] = which[:-nodes]
    return found


PYTHON = Language(
    name="python",
    suffixes=(".ipynb", ".py", ".pyi", ".pyw"),
    definitions={"class_definition": FragmentKind.CLASS, "function_definition": FragmentKind.FUNCTION},
    wrappers=frozenset({"decorated_definition"}),
    identifiers=frozenset({"identifier"}),
    strings=frozenset({"string_content"}),
    literals=frozenset({"integer", "float", "type_conversion"}),
    quote_ends=frozenset({"string_end"}),
    transparent=frozenset({"parenthesized_expression"}),
    punctuation=frozenset({"(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "->", "="}),
    closing=frozenset({")", "]", "}"}),
    alike=dict.fromkeys(("tuple", "pattern_list", "tuple_pattern"), "expression_list"),
    dropped=frozenset({"line_continuation", ";"}),
    former=frozenset({"print_statement", "exec_statement"}),
    comments=frozenset({"comment"}),
    grammar=_grammar,
    documentation=_documentation,
    layout=_layout,
    spelling=_spelling,
    bound=_bound,
    form=form,
    text=text,
    assigned=_assigned,
    owned=owned,
)
