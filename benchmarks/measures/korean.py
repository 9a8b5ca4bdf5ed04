# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The Korean models of transformers and vllm: what is named as their origin, beside the parents they declare."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gyebo import rulebook
from gyebo.cli import places
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.lineage import chain
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import component_of
from gyebo.model import Origin, Searched, SourceFile
from gyebo.report import Commonality, Skipped, Work
from gyebo.search import Against, SearchJob, search
from gyebo.stages.descend import descend
from gyebo.stages.gather import pieces, weighed
from measures.bench import Bench, pinned
from measures.rows import Row

MANIFEST, SOURCES = "default", ("transformers-5.23.0", "vllm-0.33.0")
COUNTRY = "KR"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Job:
    file: SourceFile
    source: str
    model: str
    against: Against


@dataclass(frozen=True, slots=True)
class Named:
    """One file's origins as the report tells them."""

    source: str
    model: str
    path: str
    first: tuple[str, ...]
    """The tie set of the first origin."""
    share: float
    exclusive: float
    others: tuple[str, ...]
    stated: tuple[str, ...]
    """What the file itself names as its source."""


def rows(bench: Bench) -> Iterator[Row]:
    """A row a package; the table stands under it."""
    index = bench.corpus(MANIFEST)
    opened = open_index(index)
    for source in SOURCES:
        work = list(_jobs(bench, index, opened, source))
        named = [one for one in bench.each(named_of, work, lost, "search") if one]
        lines, right, of = list[str](), 0, 0
        for one in named:
            declared = _declared(opened, one.model)
            lines += list(_lines(one, declared))
            of += bool(declared)
            right += bool({*one.first} & {*declared})
        yield Row(f"Korean models of {source}: a declared ancestor first", right, of, None, tuple(lines))


def _jobs(bench: Bench, index: Path, opened: Index, source: str) -> Iterator[Job]:
    """The modeling files of works whose maker's seat is in Korea, with its own works and their descendants left out."""
    links = opened.description.links
    for file in bench.files(MANIFEST, source):
        component = component_of(pinned(MANIFEST, source), file.path)
        work = bench.rules.work_of(component.model, "", "") if component else None
        if work and work.country == COUNTRY and _is_model(file):
            children = {link.child for link in links}
            below = frozenset(one for one in children if work.model in {link.parent for link in chain(one, links)})
            against = Against(index, places.cache(), places.rules(), (work.organisation,), "", below | {work.model})
            yield Job(file, source, work.model, against)


def _is_model(file: SourceFile) -> bool:
    name = file.path.name
    return name.startswith("modeling_") if "transformers" in file.path.parts else not name.startswith("__")


def named_of(job: Job) -> Named | None:
    """What a scan of the file alone would tell."""
    searched = search(SearchJob(job.file, job.against))
    if isinstance(searched, Skipped):
        return None
    matching, index = rulebook.load(job.against.rules).matching, open_index(job.against.index)
    lookup = Lookup(index, job.against.team, without=job.against.without)
    worth = {str(searched.path): weighed(searched)}
    origins = descend(pieces(searched, lambda _: False), worth, lookup.ancestors, matching)
    works = index.description.works
    first = origins[0] if origins else None
    return Named(
        source=job.source,
        model=job.model,
        path=str(job.file.path),
        first=tuple(works[one].model for one in first.works) if first else (),
        share=_share(first, searched, tuple(Commonality)),
        exclusive=_share(first, searched, (Commonality.EXCLUSIVE,)),
        others=tuple(_name(works[one.works[0]]) for one in origins[1:SHOWN]),
        stated=tuple(one.text.strip() for one in searched.references if one.is_statement)[:SHOWN],
    )


def lost(_job: Job) -> None:
    return None


def _share(origin: Origin | None, searched: Searched, kinds: tuple[Commonality, ...]) -> float:
    tokens = sum(piece.tokens for piece in origin.pieces if piece.commonality in kinds) if origin else 0
    return tokens / max(searched.units[0].tokens, 1)


def _name(work: Work) -> str:
    return f"{work.model} ({work.organisation})"


def _declared(opened: Index, model: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.parent for link in chain(model, opened.description.links)))


def _lines(one: Named, declared: tuple[str, ...]) -> Iterator[str]:
    first = ", ".join(one.first[:SHOWN]) + (f" and {len(one.first) - SHOWN} more" if len(one.first) > SHOWN else "")
    yield (
        f"{one.model:22} first: {first or 'nothing'} ({one.share:.0%} of the file, {one.exclusive:.0%} exclusive)"
        f"; then {', '.join(one.others) or 'nothing'}"
    )
    stated = " | ".join(one.stated) or "nothing"
    yield f"{'':22} declared: {', '.join(declared[:6]) or 'nothing'}; the file names: {stated}"
