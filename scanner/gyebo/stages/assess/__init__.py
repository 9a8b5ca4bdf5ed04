# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Ask the rulebook's questions of what was found; every answer has evidence for and against, people decide."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from gyebo.errors import RuleError
from gyebo.report import Finding, Location
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Located, Question, Shared, Survey, WholeQuestion
from gyebo.stages.assess.chronicling import history_notice_removed
from gyebo.stages.assess.components import borrowed_weights_reference, foreign_component
from gyebo.stages.assess.copying import foreign_code, missing_reference
from gyebo.stages.assess.declaring import undeclared_reuse, unmatched_declaration
from gyebo.stages.assess.lateness import late_declaration
from gyebo.stages.assess.licensing import (
    incompatible_licence,
    missing_licence_copy,
    missing_notice_file,
    unknown_origin_licence,
    unstated_changes,
)
from gyebo.stages.assess.noticing import dropped_notice, retained_notice, substituted_notice
from gyebo.stages.assess.referring import wrong_reference
from gyebo.stages.assess.releases import judged, unnamed_release
from gyebo.stages.assess.saying import confidence, seated
from gyebo.stages.assess.sharing import shared_with
from gyebo.stages.assess.standing import (
    base_notices_dropped,
    base_notices_substituted,
    base_without_licence_copy,
    base_without_notice,
)
from gyebo.stages.assess.unnamed import unnamed_sources
from gyebo.stages.assess.wording import retained_wording

__all__ = ["QUESTIONS", "UNDATED", "WHOLE_QUESTIONS", "Survey", "assess"]

QUESTIONS: dict[str, Question] = {
    "foreign-code": foreign_code,
    "missing-reference": missing_reference,
    "wrong-reference": wrong_reference,
    "retained-notice": retained_notice,
    "substituted-notice": substituted_notice,
    "dropped-notice": dropped_notice,
    "undeclared-reuse": undeclared_reuse,
    "late-declaration": late_declaration,
    "history-notice-removed": history_notice_removed,
}
"""Asked of all that one file has of one organisation alone; the answer stands where that code stands."""

WHOLE_QUESTIONS: dict[str, tuple[WholeQuestion, ...]] = {
    "substituted-notice": (base_notices_substituted,),
    "dropped-notice": (base_notices_dropped,),
    "unmatched-declaration": (unmatched_declaration,),
    "missing-licence-copy": (missing_licence_copy, base_without_licence_copy),
    "missing-notice-file": (missing_notice_file, base_without_notice),
    "unstated-changes": (unstated_changes,),
    "incompatible-licence": (incompatible_licence,),
    "unknown-origin-licence": (unknown_origin_licence,),
    "foreign-component": (foreign_component,),
    "borrowed-weights-reference": (borrowed_weights_reference,),
    "unnamed-release": (unnamed_release,),
    "retained-wording": (retained_wording,),
    "unnamed-sources": (unnamed_sources,),
}
"""Asked once of the whole submission; each answer says where it stands. A rule may be asked of several things."""

UNDATED = frozenset(
    """
    borrowed-weights-reference foreign-code foreign-component retained-notice retained-wording unmatched-declaration
    unnamed-release
    """.split()
)
"""Rules that speak of a submission without a date, too; the others need to know which side is older."""


def assess(survey: Survey, rules: Mapping[str, FindingRule]) -> tuple[Finding, ...]:
    """The findings: file by file, then of the whole submission; RuleError when a rule has no question."""
    asked = {*QUESTIONS, *WHOLE_QUESTIONS}
    if set(rules) != asked:
        alone = ", ".join(sorted(set(rules) ^ asked))
        raise RuleError(f"rules/findings: {alone}: a rule file and a question of this version must go together.")
    single = judged(survey)
    of_files = (
        _of_file(rules[name], shared, answer)
        for file in single.files
        for shared in shared_with(file, single)
        for name, question in QUESTIONS.items()
        if (answer := question(rules[name], shared))
    )
    of_whole = (
        _of_whole(rules[name], located)
        for name, questions in WHOLE_QUESTIONS.items()
        for question in questions
        for located in question(rules[name], survey if name == "unnamed-release" else single)
    )
    return (*of_files, *of_whole)


def _of_file(rule: FindingRule, shared: Shared, answer: Answer) -> Finding:
    meant = replace(shared, matched=answer.matched or shared.matched)
    spans = [one.fragment.span for one in meant.matched]
    location = Location(shared.file.path, min(s.first_line for s in spans), max(s.last_line for s in spans))
    matches = tuple(match.id for match in meant.matches)
    located = Located(answer, location, confidence(meant.matches), shared.work.organisation, matches)
    return _of_whole(rule, seated(rule, shared.survey, located, shared.work.organisation, shared.work.country))


def _of_whole(rule: FindingRule, located: Located) -> Finding:
    return Finding(
        id=f"F-{_digest(rule.id, located.location.path, located.about)}",
        rule=rule.id,
        axis=rule.axis,
        grade=rule.grade,
        confidence=located.confidence,
        location=located.location,
        supporting=located.answer.supporting,
        mitigating=located.answer.mitigating,
        matches=located.matches,
        evidence=tuple(sorted({f"E-{_digest(one)}" for one in located.evidence})),
    )


def _digest(*words: str) -> str:
    return hashlib.sha256(repr(words).encode()).hexdigest()[:12]
