# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Count how often derived model code in transformers keeps its parent's holders, and names its parent in the file.

Usage: python benchmarks/base_rates.py

These are the rates that the rules on notices and references tell beside what they find. Of each model of transformers
4.57.1 and 5.23.0 the first parent is the one that most of its definitions declare, in a modular file or by "Copied
from". Holders are those of the parent's modeling file, Hugging Face apart; what became of them is asked of the child's
modeling file as a scan asks it. A parent is named where a comment or docstring of the child's modeling file has a
reference that means it, "Copied from" included.

The last rate is that of comments and messages in unrelated code, every sixth file of the packages of unrelated.toml,
which stand word for word in one to three works of the default corpus.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.index import open_index
from gyebo.corpus.lineage import chain, descents, model_links
from gyebo.corpus.literals import Literals
from gyebo.corpus.manifest import find
from gyebo.corpus.pipconfig import configured
from gyebo.model import SourceFile
from gyebo.notices.ladder import compare
from gyebo.notices.mentions import COUNTED
from gyebo.notices.references import references
from gyebo.notices.resolution import Origin, resolves
from gyebo.notices.statements import statements
from gyebo.report import KEPT, NoticeState, Skipped
from gyebo.rulebook import Rulebook
from gyebo.stages.quote import digests, literals
from measures.bench import Bench, named

VERSIONS = ("4.57.1", "5.23.0")
MODELS = "transformers/models/**/*.py"
HOST = "huggingface"
FEW, SIXTH = 3, 6
Comments = list[tuple[int, str]]


def main() -> None:
    """Print both rates for each version."""
    with Console(is_quiet=True) as console:
        bench = Bench(configured(os.environ), places.loaded(), console, is_full=False, shown=0)
        for version in VERSIONS:
            files = {one.path: one for one in bench.unpacked("default", f"transformers-{version}", MODELS)}
            _print(version, files, bench.rules)
        _print_words(bench)


def _print_words(bench: Bench) -> None:
    index = open_index(bench.corpus("default"))
    literals = Literals(index.arrays)
    said = [each for one in find(named("unrelated")).sources for each in _said(bench, one.id)]
    few = sum(0 < literals.works(one) <= FEW for one in said)
    print(f"comments and messages of unrelated code: {len(said):,}")
    print(f"  that one to {FEW} works of the corpus have: {few} ({few / len(said):.2%})")


def _said(bench: Bench, source: str) -> Iterator[int]:
    analyser = Analyser()
    for file in bench.files("unrelated", source)[::SIXTH]:
        analysed = analyser(file)
        if not isinstance(analysed, Skipped):
            yield from map(int, digests(literals(analysed.syntax)).tolist())


def _print(version: str, files: Mapping[PurePosixPath, SourceFile], rules: Rulebook) -> None:
    parents = dict(_parents(files))
    spoken = {model: _comments(files[path]) for model, path in _modeling(files)}
    families = [(child, parent) for child, parent in parents.items() if child in spoken and parent in spoken]
    fates = Counter(filter(None, (fate(spoken[child], spoken[parent], rules) for child, parent in families)))
    named = sum(_is_named(spoken[child], parent, rules) for child, parent in families)
    print(f"transformers {version}: {len(families)} models with a declared parent")
    total = fates.total()
    print(f"  whose parent's file names a holder other than Hugging Face: {total}")
    for told, count in fates.most_common():
        print(f"    {told:52}{count:5}{count / total:8.0%}")
    print(f"  parent named in the model's own file: {named} ({named / len(families):.0%})")


def _parents(files: Mapping[PurePosixPath, SourceFile]) -> Iterator[tuple[str, str]]:
    """Each model that declares one, and its first parent."""
    declared = [one for path, file in files.items() for one in descents(path, file.content.decode("utf-8", "replace"))]
    links = model_links(declared)
    for child in sorted({link.child for link in links}):
        yield child, chain(child, links)[0].parent


def _modeling(files: Mapping[PurePosixPath, SourceFile]) -> Iterator[tuple[str, PurePosixPath]]:
    for path in files:
        model = path.parent.name
        if path.name == f"modeling_{model}.py":
            yield model, path


def _comments(file: SourceFile) -> Comments:
    analysed = Analyser()(file)
    return [] if isinstance(analysed, Skipped) else [(one.line, one.text) for one in analysed.syntax.comments]


def fate(child: Comments, parent: Comments, rules: Rulebook) -> str:
    """What became of the parent's holders; empty where there is none but Hugging Face."""
    asked = [
        one
        for one in compare(statements(parent, ""), statements(child, ""), rules.same_holder)
        if one.upstream and HOST not in "".join(filter(str.isalpha, one.holder.casefold()))
    ]
    states = {one.state for one in asked}
    if not asked:
        return ""
    if states & set(KEPT):
        return "kept, one of them at least"
    return "another name in its place" if NoticeState.SUBSTITUTED in states else "dropped"


def _is_named(child: Comments, parent: str, rules: Rulebook) -> bool:
    organisation, model = rules.models.get(parent, ("", None))
    known = rules.organisations.get(organisation)
    meant = Origin((parent, model.name) if model else (parent,), (known.name, *known.aliases) if known else (), ())
    return any(resolves(one, meant) in COUNTED for one in references(child, ""))


if __name__ == "__main__":
    main()
