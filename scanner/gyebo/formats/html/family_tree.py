# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Draw which file goes back to which origin, and what that descends from, the rows of the table as a picture."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from gyebo.formats.html.labels import cells, seated, shortened
from gyebo.report import Commonality, File, Lineage, Report, Text, Work
from gyebo.tongue import words

MOST_FILES, MOST_ORIGINS, MOST_WORKS, MOST_ANCESTORS = 12, 8, 3, 4
"""What a printed page can hold and still be read; the table and the matches name them all."""
HEIGHT, THINNEST = 260.0, 1.5
"""Units of the drawing for all drawn tokens together, and for the thinnest band."""
LEFT, RIGHT, GAP, LINE = 240.0, 390.0, 16.0, 16.0
"""The two columns' inner edges; the gap from a node to the next, and a line of text."""
PAINTED = (Commonality.COMMON_HERITAGE, Commonality.SHARED, Commonality.EXCLUSIVE)
"""What bands are drawn first, and so below the others where they cross."""
LONGEST = 29
"""Characters of a label."""
ORIGINS, ANCESTORS, INDENT = 253.0, 280.0, 14.0
"""Widths of the two columns on the right, and how much further in an ancestor stands than what descends from it."""
LONGEST_NAME, LETTER, SMALL = 24, 7.4, 6.4
"""Characters of a work's name, and how wide a letter of it and one of its maker's is: 13 and 11.5 pixels, the first
bold. A Korean letter is two.
"""

NOT_TOLD = Text("", "")

Side = Literal[0, 1]
Flow = tuple[int, int, Commonality]
"""Some tokens: their file and their origin, as places in the report's own order, and their commonality."""


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A work that an origin descends from by its own account; depth 0 is a parent, 1 a parent's parent."""

    work: Work
    depth: int
    maker: Text = NOT_TOLD
    """And its country, as far as there is room beside the name."""

    @property
    def indent(self) -> float:
        return INDENT * min(self.depth, 3)


@dataclass(frozen=True, slots=True)
class Node:
    """A file with its path, or an origin with its works."""

    label: str
    tokens: int
    height: float
    of: int = 0
    """All tokens of a file."""
    works: tuple[Work, ...] = ()
    """Those that explain the code equally well, as many as there is room for."""
    makers: tuple[Text, ...] = ()
    """Of each of these works, with its country."""
    more_works: int = 0
    ancestors: tuple[Ancestor, ...] = ()
    more_ancestors: int = 0
    y: float = GAP

    @property
    def room(self) -> float:
        """Its band, or its lines of text: of an origin those of its works and one below, or those of its ancestors."""
        own = len(self.works) + bool(self.more_works) + 1
        return max(self.height, LINE * max(own, 2, len(self.ancestors) + bool(self.more_ancestors)))

    @property
    def since(self) -> str:
        """Date of the earliest release known of the first work."""
        first = self.works[0].first_published if self.works else None
        return first.published[:10] if first else ""


@dataclass(frozen=True, slots=True)
class Band:
    path: str
    commonality: Commonality


@dataclass(frozen=True, slots=True)
class Tree:
    files: tuple[Node, ...]
    origins: tuple[Node, ...]
    bands: tuple[Band, ...]
    height: float
    omitted_files: int
    omitted_origins: int
    share: float
    """Of the tokens of all origins, those that are drawn."""

    @property
    def is_stacked(self) -> bool:
        """Whether any origin is several models."""
        return any(len(node.works) > 1 for node in self.origins)


def family_tree(report: Report) -> Tree | None:
    """None where the table has no origin."""
    flows = _flows(report)
    files, origins = _largest(flows, 0, MOST_FILES), _largest(flows, 1, MOST_ORIGINS)
    drawn = {flow: n for flow, n in flows.items() if flow[0] in files and flow[1] in origins}
    if not drawn:
        return None
    scale = HEIGHT / sum(drawn.values())
    sums = _sums(drawn, 0)
    left = {f: _file_node(report.files[f], sums[f], scale) for f in _beside(drawn)}
    links = _links(report)
    right = {o: _origin_node(report.lineage[o], tokens, scale, links) for o, tokens in sorted(_sums(drawn, 1).items())}
    return _tree(_stack(left), _stack(right), drawn, scale, flows)


def _tree(
    left: dict[int, Node], right: dict[int, Node], drawn: Mapping[Flow, int], scale: float, flows: Mapping[Flow, int]
) -> Tree:
    return Tree(
        files=tuple(left.values()),
        origins=tuple(right.values()),
        bands=tuple(sorted(_bands(left, right, drawn, scale), key=lambda band: PAINTED.index(band.commonality))),
        height=max(_foot(left), _foot(right)),
        omitted_files=len({flow[0] for flow in flows}) - len(left),
        omitted_origins=len({flow[1] for flow in flows}) - len(right),
        share=sum(drawn.values()) / sum(flows.values()),
    )


def _flows(report: Report) -> Counter[Flow]:
    """The tokens of the table's rows, by file."""
    places = {file.path: place for place, file in enumerate(report.files)}
    flows: Counter[Flow] = Counter()
    for origin, row in enumerate(report.lineage):
        for one in (one for one in row.portions if one.path in places):
            flows[places[one.path], origin, one.commonality] += one.tokens
    return flows


def _largest(flows: Mapping[Flow, int], side: Side, most: int) -> list[int]:
    sums = _sums(flows, side)
    return sorted(sorted(sums, key=lambda place: (-sums[place], place))[:most])


def _sums(flows: Mapping[Flow, int], side: Side) -> Counter[int]:
    sums: Counter[int] = Counter()
    for (file, origin, _), tokens in flows.items():
        sums[(file, origin)[side]] += tokens
    return sums


def _beside(drawn: Mapping[Flow, int]) -> list[int]:
    """The files, each as high as what it goes back to, so that few bands cross."""
    heights: Counter[int] = Counter()
    for (file, origin, _), tokens in drawn.items():
        heights[file] += origin * tokens
    sums = _sums(drawn, 0)
    return sorted(sums, key=lambda file: (heights[file] / sums[file], file))


def _file_node(file: File, tokens: int, scale: float) -> Node:
    return Node(shortened(file.path, LONGEST), tokens, max(tokens * scale, THINNEST), file.tokens)


def _origin_node(origin: Lineage, tokens: int, scale: float, links: Mapping[str, Sequence[Work]]) -> Node:
    first = origin.works[0]
    ancestors = _ancestors(first.model, links)
    return Node(
        label=first.name,
        tokens=tokens,
        height=max(tokens * scale, THINNEST),
        works=origin.works[:MOST_WORKS],
        makers=tuple(_maker(work, ORIGINS) for work in origin.works[:MOST_WORKS]),
        more_works=len(origin.works[MOST_WORKS:]),
        ancestors=tuple(_named(one) for one in ancestors[:MOST_ANCESTORS]),
        more_ancestors=len(ancestors[MOST_ANCESTORS:]),
    )


def _named(one: Ancestor) -> Ancestor:
    return replace(one, maker=_maker(one.work, ANCESTORS - one.indent))


def _maker(work: Work, width: float) -> Text:
    room = int((width - LETTER * (1 + min(cells(work.name), LONGEST_NAME))) / SMALL)
    maker, iso = work.organisation_name, work.country
    english, korean = (_countries(language).get(iso, iso) for language in ("en", "ko"))
    return Text(seated(maker.en, english, iso, room), seated(maker.ko, korean, iso, room))


@cache
def _countries(language: str) -> Mapping[str, str]:
    return words("vocabulary.html.j2", language)["COUNTRIES"]


def _links(report: Report) -> dict[str, tuple[Work, ...]]:
    """The parents of each work, as the chains of the matches tell them."""
    parents: dict[str, dict[str, Work]] = {}
    for file in report.files:
        for fragment in file.fragments:
            for link in fragment.match.chain if fragment.match else ():
                parents.setdefault(link.child.model, {}).setdefault(link.parent.model, link.parent)
    return {child: tuple(by_model.values()) for child, by_model in parents.items()}


def _ancestors(model: str, links: Mapping[str, Sequence[Work]]) -> tuple[Ancestor, ...]:
    """Parents, each followed by its own; nobody twice."""
    found: list[Ancestor] = []
    seen = {model}
    waiting = [Ancestor(work, 0) for work in reversed(links.get(model, ()))]
    while waiting:
        one = waiting.pop()
        if one.work.model not in seen:
            seen.add(one.work.model)
            found.append(one)
            waiting += [Ancestor(work, one.depth + 1) for work in reversed(links.get(one.work.model, ()))]
    return tuple(found)


def _stack(nodes: Mapping[int, Node]) -> dict[int, Node]:
    stacked: dict[int, Node] = {}
    y = GAP
    for place, node in nodes.items():
        stacked[place] = replace(node, y=y)
        y += node.room + GAP
    return stacked


def _foot(nodes: Mapping[int, Node]) -> float:
    return max(node.y + node.room for node in nodes.values()) + GAP


def _bands(
    left: Mapping[int, Node], right: Mapping[int, Node], drawn: Mapping[Flow, int], scale: float
) -> Iterator[Band]:
    """Bands leave and reach a node one under the other, in the order of the columns."""
    a, b = ({place: node.y for place, node in nodes.items()} for nodes in (left, right))
    rank = {file: at for at, file in enumerate(left)}
    for (file, origin, commonality), tokens in sorted(drawn.items(), key=lambda one: (rank[one[0][0]], one[0])):
        thickness = max(tokens * scale, THINNEST)
        yield Band(_ribbon(a[file], b[origin], thickness), commonality)
        a[file] += thickness
        b[origin] += thickness


def _ribbon(y1: float, y2: float, thickness: float) -> str:
    middle = (LEFT + RIGHT) / 2
    return (
        f"M{LEFT:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {RIGHT:.1f} {y2:.1f}"
        f"V{y2 + thickness:.1f}"
        f"C{middle:.1f} {y2 + thickness:.1f} {middle:.1f} {y1 + thickness:.1f} {LEFT:.1f} {y1 + thickness:.1f}Z"
    )
