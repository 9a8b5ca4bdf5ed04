# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A draft of a NOTICE file: what a team could write of the published code its own lines up with, for it to check."""

from collections.abc import Iterable
from dataclasses import dataclass

from gyebo.display import display_all
from gyebo.report import Commonality, Direction, Excerpt, File, Fragment, Match, Place, Report
from gyebo.templating import render as fill
from gyebo.tongue import tongue


@dataclass(frozen=True, slots=True)
class Part:
    """A fragment of the submission and the match it rests on."""

    file: File
    fragment: Fragment
    match: Match
    lines: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One tie set, the copyright lines of the place shown, and the parts of the submission that line up with it."""

    places: tuple[Place, ...]
    notices: tuple[str, ...]
    parts: tuple[Part, ...]


def render(report: Report) -> bytes:
    shown = display_all(report, multiline=(), untouched=(Excerpt,))
    notebooks = shown.notebooks
    parts = [
        Part(file, f, f.match, notebooks.english(file.path, f.span.first_line, f.span.last_line))
        for file in shown.files
        for f in file.fragments
        if f.match
    ]
    older = [part for part in parts if part.match.direction is not Direction.IN_COMMON]
    values: dict[str, object] = {
        "report": shown,
        "tongues": {language: tongue(language) for language in ("en", "ko")},
        "exclusive": _entries(part for part in older if part.match.commonality is Commonality.EXCLUSIVE),
        "shared": _entries(part for part in older if part.match.commonality is Commonality.SHARED),
        "common": sum(part.match.commonality is Commonality.COMMON_HERITAGE for part in older),
        "younger": len(parts) - len(older),
    }
    return fill("notice.txt.j2", values, str).encode()


def _entries(parts: Iterable[Part]) -> tuple[Entry, ...]:
    """By the files that explain the code equally well, in the order of the submission."""
    by_places: dict[tuple[tuple[str, str], ...], list[Part]] = {}
    for part in parts:
        by_places.setdefault(tuple((place.source, place.path) for place in part.match.ties), []).append(part)
    return tuple(Entry(_places(own), _notices(own), tuple(own)) for own in by_places.values())


def _places(parts: list[Part]) -> tuple[Place, ...]:
    return tuple({(place.source, place.path): place for part in parts for place in part.match.ties}.values())


def _notices(parts: list[Part]) -> tuple[str, ...]:
    lines = (state.upstream.text for part in parts for state in part.match.notices if state.upstream)
    return tuple(dict.fromkeys(lines))
