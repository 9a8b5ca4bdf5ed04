# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Lay out what happened when: the first publication of the origins, and what the commits did, in the order of days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gyebo.report import Event, EventKind, Report, Work

MOST_LANES, MOST_DAYS = 10, 24
"""What a printed page can hold; the table below the picture names everything."""
LEFT, RIGHT, TOP, LANE = 270.0, 930.0, 76.0, 30.0
"""Where the first and the last day stand; room for the slanted dates; height of one lane."""
LONGEST = 34


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    kind: EventKind | None
    """None for a first publication."""


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    is_file: bool
    y: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Day:
    date: str
    x: float
    is_deadline: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    days: tuple[Day, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    kinds: tuple[EventKind, ...]
    """Those that occur, for the legend."""
    is_cut: bool
    """Whether days or files are left to the table."""
    height: float


def happenings(report: Report) -> tuple[Event, ...]:
    """What the commits did; what one commit did to one line is told once, whatever the number of its holders."""
    alike: dict[Event, list[str]] = {}
    for event in report.history.events if report.history else ():
        alike.setdefault(replace(event, holder=""), []).append(event.holder)
    return tuple(replace(event, holder=", ".join(filter(None, holders))) for event, holders in alike.items())


def timeline(report: Report) -> Timeline | None:
    """None where no history was read, or nothing happened in it."""
    events = happenings(report)
    if not events:
        return None
    origins = _origins(report)
    deadline = report.submission.deadline[:10]
    dates = sorted({event.since[:10] for event in events} | {_since(work) for work in origins} | {deadline} - {""})
    shown = dates[-MOST_DAYS:]
    paths = tuple(dict.fromkeys(path for event in events for path in event.paths))
    room = max(MOST_LANES - len(origins), 1)
    marks = {work.name: [(_since(work), None)] for work in origins if _since(work) in shown}
    lanes = {path: _marks(events, path, shown) for path in paths[:room]}
    days = dict(zip(shown, _spread(len(shown)), strict=True))
    told: list[tuple[str, bool, Sequence[tuple[str, EventKind | None]]]] = [
        *((name, False, marked) for name, marked in marks.items()),
        *((path, True, marked) for path, marked in lanes.items() if marked),
    ]
    return Timeline(
        days=tuple(Day(date, x, date == deadline) for date, x in days.items()),
        lanes=tuple(
            Lane(_cut(label), is_file, TOP + LANE * row, min(xs), RIGHT if is_file else max(xs))
            for row, (label, is_file, marked) in enumerate(told)
            for xs in [[days[date] for date, _ in marked]]
        ),
        marks=tuple(
            Mark(days[date] + 13 * place, TOP + LANE * row, kind)
            for row, (_, _, marked) in enumerate(told)
            for place, date, kind in _beside(marked)
        ),
        kinds=tuple(kind for kind in EventKind if any(event.kind is kind for event in events)),
        is_cut=len(dates) > len(shown) or len(paths) > room,
        height=TOP + LANE * len(told),
    )


def _origins(report: Report) -> tuple[Work, ...]:
    """Of the origins with something exclusive, those whose first publication is known."""
    works = (work for origin in report.lineage if origin.exclusive_tokens for work in origin.works[:1])
    return tuple(work for work in works if work.first_published)[: MOST_LANES // 2]


def _since(work: Work) -> str:
    return work.first_published.published[:10] if work.first_published else ""


def _marks(events: Sequence[Event], path: str, shown: Sequence[str]) -> list[tuple[str, EventKind | None]]:
    return [(event.since[:10], event.kind) for event in events if path in event.paths and event.since[:10] in shown]


def _beside(marked: Sequence[tuple[str, EventKind | None]]) -> Iterator[tuple[int, str, EventKind | None]]:
    """Marks of one day stand beside each other."""
    seen: dict[str, int] = {}
    for date, kind in marked:
        yield seen.get(date, 0), date, kind
        seen[date] = seen.get(date, 0) + 1


def _spread(count: int) -> list[float]:
    step = (RIGHT - LEFT) / max(count, 1)
    return [LEFT + step * (place + 0.3) for place in range(count)]


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST else "…" + label[1 - LONGEST :]
