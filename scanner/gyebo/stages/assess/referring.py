# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The question of references that lead elsewhere than the code."""

from dataclasses import replace

from gyebo.report import KEPT, Match, Reference, Span
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Shared
from gyebo.stages.assess.noticing import is_dated, states, unsaid
from gyebo.stages.assess.saying import at, line_of, maker, say, share


def wrong_reference(rule: FindingRule, shared: Shared) -> Answer | None:
    elsewhere, silent = leading_elsewhere(shared), unsaid(shared)
    least = rule.thresholds["resemblance"].value
    if not elsewhere or not is_dated(shared) or not any(one.match.resemblance >= least for one in silent):
        return None
    shared = replace(shared, matched=silent)
    supporting = [
        say(rule.supporting["found"], **maker(shared)),
        *(
            say(rule.supporting["said"], line_of(one.path, one.line), text=one.text, models=", ".join(one.works))
            for one in elsewhere
        ),
    ]
    mitigating = [
        say(rule.mitigating["stated"]),
        *share(rule, shared),
        say(rule.mitigating["corpus"], works=shared.survey.works),
    ]
    mitigating += [
        say(rule.mitigating["retained"], at(one), text=one.submitted.text)
        for one in states(shared, *KEPT)
        if one.submitted
    ]
    return Answer(tuple(supporting), tuple(mitigating), silent)


def leading_elsewhere(shared: Shared) -> tuple[Reference, ...]:
    """The file's references, where every one names other works of the corpus, of which the file holds nothing.

    One of other definitions alone says nothing of this code. One that the origin's own file has too came along with the
    code; one that names what nobody here knows may be right, and another model of the same maker is not elsewhere. The
    team's own models, of which a file may say that it was generated from them, are no one else's.
    """
    silent, makers = unsaid(shared), shared.survey.makers
    team = {model for model, maker in makers.items() if maker in shared.survey.team}
    said = [one for one in shared.file.references if any(speaks_of(one, matched.fragment.span) for matched in silent)]
    own = tuple(one for one in said if not one.works or not team.issuperset(one.works))
    if not own or not all(one.works for one in own):
        return ()
    inherited = {one.target for matched in silent for one in matched.match.origin_references}
    if any(one.target in inherited for one in own):
        return ()
    found = {work for fragment in shared.file.fragments if fragment.match for work in _works(fragment.match)}
    found |= {model for model, maker in makers.items() if maker == shared.work.organisation}
    return own if all(found.isdisjoint(one.works) for one in own) else ()


def speaks_of(said: Reference, of: Span) -> bool:
    """Whether any of these lines is what it speaks of; where that is not known it may be."""
    return not said.first_line or (said.first_line <= of.last_line and of.first_line <= said.last_line)


def _works(match: Match) -> set[str]:
    """The works that a match may come from, and their ancestors."""
    return {tie.work.model for tie in match.ties} | {link.parent.model for link in match.chain}
