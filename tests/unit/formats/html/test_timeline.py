# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The timeline holds what the history tells, in the order of its days, and says when it cannot hold all."""

from dataclasses import replace

from gyebo.formats import html
from gyebo.formats.html.timeline import MOST_DAYS, Timeline, happenings, timeline
from gyebo.report import Event, EventKind, History, Notice, Report


def drawn(report: Report) -> Timeline:
    found = timeline(report)
    assert found
    return found


def past(events: tuple[Event, ...]) -> History:
    return History(len(events), "", "", is_whole=True, events=events)


def test_every_event_has_its_mark_and_so_has_the_origins_first_publication(example: Report) -> None:
    found = drawn(example)
    assert example.history
    told = sum(len(event.paths) for event in example.history.events)
    assert sum(mark.kind is not None for mark in found.marks) == told
    assert [mark.kind for mark in found.marks].count(None) == 1
    assert [lane.label for lane in found.lanes if not lane.is_file] == ["Brook-2"]
    assert not found.is_cut


def test_days_stand_in_their_order(example: Report) -> None:
    found = drawn(example)
    assert [day.date for day in found.days] == sorted({day.date for day in found.days})
    assert [day.x for day in found.days] == sorted(day.x for day in found.days)


def test_marks_of_one_day_stand_beside_each_other(example: Report) -> None:
    events = tuple(Event(kind, "c", "2026-01-02", ("a.py",)) for kind in (EventKind.CAME, EventKind.NOTICE_ADDED))
    found = drawn(replace(example, lineage=(), history=past(events)))
    assert len({mark.x for mark in found.marks}) == 2


def test_what_carries_an_earlier_date_than_what_was_before_it_is_not_drawn_before_it(example: Report) -> None:
    gone = Event(EventKind.NOTICE_REMOVED, "c", "2026-01-10", ("a.py",))
    back = Event(EventKind.NOTICE_RESTORED, "d", "2026-01-02", ("a.py",), follows="2026-01-10")
    report = replace(example, lineage=(), history=replace(past((gone, back)), backdated=1))
    assert [mark.kind for mark in sorted(drawn(report).marks, key=lambda one: one.x)] == [gone.kind, back.kind]
    page = html.render(report).decode()
    assert "1 commit carries an earlier date than one before it" in page
    assert "after one of" in page


def test_what_a_commit_did_to_a_line_of_two_holders_is_told_once(example: Report) -> None:
    gone = Notice("a.py", 8, "Copyright 2025 Brook and Aurora teams.", ("Brook", "Aurora teams"), "2025")
    other = Notice("a.py", 9, "Copyright 2024 Delta", ("Delta",), "2024")
    replaced = Event(EventKind.NOTICE_REPLACED, "c", "2026-01-02", ("a.py",), holder="Brook", before=gone)
    events = (replaced, replace(replaced, holder="Aurora teams"), replace(replaced, holder="Delta", before=other))
    report = replace(example, lineage=(), history=past(events))
    assert [one.holder for one in happenings(report)] == ["Brook, Aurora teams", "Delta"]
    assert len([mark for mark in drawn(report).marks if mark.kind]) == 2
    page = html.render(report).decode()
    assert page.count("Brook, Aurora teams</span>") == 1


def test_more_days_than_there_is_room_for_are_told_of(example: Report) -> None:
    events = tuple(
        Event(EventKind.CAME, "c", f"2025-{1 + n // 28:02}-{1 + n % 28:02}", ("a.py",)) for n in range(MOST_DAYS + 4)
    )
    found = drawn(replace(example, lineage=(), history=past(events)))
    assert len(found.days) == MOST_DAYS
    assert found.is_cut


def test_without_a_history_there_is_no_timeline(example: Report) -> None:
    assert timeline(replace(example, history=None)) is None
    assert timeline(replace(example, history=past(()))) is None


def test_the_deadline_stands_among_the_days(example: Report) -> None:
    found = drawn(replace(example, submission=replace(example.submission, deadline="2025-12-31")))
    assert [day.date for day in found.days if day.is_deadline] == ["2025-12-31"]
    assert [day.date for day in found.days] == sorted(day.date for day in found.days)
    without = drawn(replace(example, submission=replace(example.submission, deadline="")))
    assert not [day for day in without.days if day.is_deadline]
