# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a team asks to leave out counts in its own run, is told in every run, and never reaches further than it says."""

from dataclasses import replace

import pytest

from gyebo.baseline import Accepted
from gyebo.model import Pragma, Trust
from gyebo.report import Axis, Confidence, Finding, Grade, Location, SuppressionState
from gyebo.stages.suppress import Run, suppress

RUN = Run(Trust.TEAM, "2026-03-01", {"dropped-notice", "foreign-code"})
FOUND = Finding(
    id="F-1",
    rule="dropped-notice",
    axis=Axis.POLICY,
    grade=Grade.FLAW,
    confidence=Confidence.HIGH,
    location=Location("a.py", 1, 9),
    supporting=(),
    mitigating=(),
    matches=("M-1", "M-2"),
)
PRAGMA = Pragma("a.py", 3, "dropped-notice", "ours, see NOTICE")
ENTRY = Accepted("F-1", "dropped-notice", "a.py", ("M-1", "M-2"), "ours", "J. Kim", "2026-01-02", "2026-06-30")


def _one(pragma: Pragma | None = None, entry: Accepted | None = None, run: Run = RUN) -> SuppressionState:
    (one,) = suppress([FOUND], [pragma] if pragma else [], [entry] if entry else [], run)
    return one.state


def test_an_ignore_with_a_reason_is_applied_in_the_teams_run_and_told_in_an_evaluators() -> None:
    assert _one(PRAGMA) is SuppressionState.APPLIED
    assert _one(PRAGMA, run=replace(RUN, trust=Trust.EVALUATOR)) is SuppressionState.NOT_APPLIED


@pytest.mark.parametrize(
    ("pragma", "state"),
    [
        (replace(PRAGMA, reason=""), SuppressionState.NO_REASON),
        (replace(PRAGMA, rule=""), SuppressionState.MALFORMED),
        (replace(PRAGMA, rule="no-such-rule"), SuppressionState.MALFORMED),
        (replace(PRAGMA, rule="foreign-code"), SuppressionState.UNUSED),
        (replace(PRAGMA, path="b.py"), SuppressionState.UNUSED),
    ],
)
def test_an_ignore_that_fits_nothing_is_told(pragma: Pragma, state: SuppressionState) -> None:
    assert _one(pragma) is state


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (ENTRY, SuppressionState.APPLIED),
        (replace(ENTRY, matches=("M-0", "M-1", "M-2")), SuppressionState.APPLIED),
        (replace(ENTRY, matches=("M-1",)), SuppressionState.UNUSED),
        (replace(ENTRY, finding="F-2"), SuppressionState.UNUSED),
        (replace(ENTRY, rule="foreign-code"), SuppressionState.MISLABELLED),
        (replace(ENTRY, path="b.py"), SuppressionState.MISLABELLED),
        (replace(ENTRY, path="b.py", matches=("M-1",)), SuppressionState.UNUSED),
        (replace(ENTRY, expires="2026-03-01"), SuppressionState.EXPIRED),
        (replace(ENTRY, expires=""), SuppressionState.APPLIED),
    ],
)
def test_an_entry_of_the_baseline_stands_for_the_matches_it_names_and_until_it_ends(
    entry: Accepted, state: SuppressionState
) -> None:
    assert _one(entry=entry) is state


def test_an_evaluator_is_told_what_the_baseline_would_have_hidden() -> None:
    (told,) = suppress([FOUND], [], [ENTRY], replace(RUN, trust=Trust.EVALUATOR))
    assert (told.state, told.findings, told.reason) == (SuppressionState.NOT_APPLIED, ("F-1",), "ours")


@pytest.mark.parametrize(
    "run",
    [replace(RUN, silent={"foreign-code"}), replace(RUN, apart={"a.py"})],
    ids=["a rule silent", "a file apart"],
)
def test_what_a_run_could_not_find_is_not_told_to_be_unused(run: Run) -> None:
    pragma, entry = replace(PRAGMA, rule="foreign-code"), replace(ENTRY, finding="F-2", rule="foreign-code")
    assert _one(pragma, run=run) is _one(entry=entry, run=run) is SuppressionState.NOT_JUDGED
    assert _one(PRAGMA, run=run) is SuppressionState.APPLIED
    assert _one(replace(pragma, reason=""), run=run) is SuppressionState.NO_REASON
    assert _one(entry=replace(entry, expires="2026-01-01"), run=run) is SuppressionState.EXPIRED


def test_an_entry_stands_for_the_evidence_it_names_and_not_for_what_comes_later() -> None:
    wordings = replace(FOUND, matches=(), evidence=("E-1", "E-2"))
    more = replace(wordings, evidence=("E-1", "E-2", "E-3"))
    entry = replace(ENTRY, matches=("E-1", "E-2"))
    states = [suppress([found], [], [entry], RUN)[0].state for found in (wordings, more)]
    assert states == [SuppressionState.APPLIED, SuppressionState.UNUSED]
