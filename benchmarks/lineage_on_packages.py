# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Print how much of its own descent a wheel declares, and how much of that names definitions the wheel has.

python benchmarks/lineage_on_packages.py transformers-5.23.0-py3-none-any.whl [--chain solar_open] [--missing]
"""

import argparse
import ast
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from gyebo.corpus.lineage import COPIED_FROM, MODULAR, Descent, chain, descents, model_links

Definitions = dict[str, set[str]]


def definitions(text: str) -> set[str]:
    found = set[str]()
    waiting: list[tuple[ast.AST, str]] = [(ast.parse(text), "")]
    while waiting:
        node, prefix = waiting.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                found.add(f"{prefix}{child.name}")
                waiting.append((child, f"{prefix}{child.name}."))
            elif isinstance(child, ast.stmt):
                waiting.append((child, prefix))
    return found


def has(defined: Definitions, module: str, name: str) -> bool:
    return name in defined.get(module, ())


def dotted(path: PurePosixPath) -> str:
    return ".".join(path.with_suffix("").parts)


def print_kind(kind: str, declared: list[Descent], defined: Definitions) -> None:
    ours = [one for one in declared if one.declared_by == kind]
    parents = [one for one in ours if has(defined, one.parent_module, one.parent_name)]
    children = [one for one in ours if has(defined, dotted(one.child_path), one.child_name)]
    print(f"{kind:12} {len(ours):6} definitions declare a parent")
    print(f"             {len(parents):6} of the parents exist in the wheel ({len(parents) / max(1, len(ours)):.1%})")
    print(
        f"             {len(children):6} of the children stand where we say ({len(children) / max(1, len(ours)):.1%})"
    )


def print_missing(declared: list[Descent], defined: Definitions) -> None:
    for one in declared:
        if not has(defined, one.parent_module, one.parent_name):
            print(f"  no parent {one.declared_in}:{one.line} {one.parent_module} : {one.parent_name}")
        if not has(defined, dotted(one.child_path), one.child_name):
            print(f"  no child {one.declared_in}:{one.line} {one.child_path} : {one.child_name}")


def print_models(declared: list[Descent], paths: list[PurePosixPath]) -> None:
    links = model_links(declared)
    folders = {path.parts[2] for path in paths if path.parts[1:2] == ("models",) and len(path.parts) > 3}
    for kinds in ({MODULAR}, {COPIED_FROM}, {MODULAR, COPIED_FROM}):
        ours = [link for link in links if link.declared_by in kinds]
        named = ", ".join(sorted(kinds))
        models = len({one.child for one in ours})
        print(f"models with a parent by {named:24} {models:4} of {len(folders)}, {len(ours)} links")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--chain", help="print one model's ancestors")
    parser.add_argument("--missing", action="store_true", help="print what does not resolve")
    arguments = parser.parse_args()
    with ZipFile(arguments.wheel) as archive:
        paths = [PurePosixPath(name) for name in sorted(archive.namelist()) if name.endswith(".py")]
        texts = {path: archive.read(str(path)).decode("utf-8") for path in paths}
    declared = [one for path, text in texts.items() for one in descents(path, text)]
    defined = {dotted(path): definitions(text) for path, text in texts.items()}
    comments = sum(line.lstrip().startswith("# Copied from ") for text in texts.values() for line in text.splitlines())
    print(f"lines beginning with '# Copied from': {comments}")
    print_kind(COPIED_FROM, declared, defined)
    print_kind(MODULAR, declared, defined)
    print_missing(declared if arguments.missing else [], defined)
    print_models(declared, paths)
    for link in chain(arguments.chain, model_links(declared)) if arguments.chain else ():
        print(f"  {link.child} <- {link.parent} ({link.declared_by}, {link.definitions}) {link.path}:{link.line}")


if __name__ == "__main__":
    main()
