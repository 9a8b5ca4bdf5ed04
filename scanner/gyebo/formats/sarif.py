# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The findings as SARIF 2.1.0 for code scanning: what it would refuse is left out, least serious first, and counted.

A message is English, then Korean. The referenced code is no file of the submission: it stands as a location under
the name of its source. What is met is no result. No level is `error`: a grade says how closely to look.
"""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from posixpath import normpath
from urllib.parse import quote

from gyebo import codec
from gyebo.display import display_all
from gyebo.report import (
    INCOMPLETE,
    Decision,
    Excerpt,
    Finding,
    Grade,
    Location,
    Match,
    Place,
    Report,
    Rule,
    Skipped,
    SuppressionKind,
    SuppressionState,
    Text,
    on_one_line,
)
from gyebo.report.cells import Notebooks
from gyebo.tongue import tongue, words

Json = dict[str, object]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = (5_000, 1_000, 200, 50)
"""Results: code scanning shows 5,000 and refuses a file of more than 25,000, or one larger than PACKED."""
PACKED = 10_000_000
MOST_LOCATIONS = 100
"""Of one result, what code scanning shows."""
MOST_UNREAD = 1_000
GRADES = {Grade.CONCERN: "warning", Grade.FLAW: "warning", Grade.REMARK: "note"}
"""Most serious first."""
RANKS = {Grade.CONCERN: 90.0, Grade.FLAW: 60.0, Grade.REMARK: 30.0}
LEFT_OUT = (
    "%(n)s finding is left out here for its length; the full report holds it.",
    "%(n)s findings are left out here for their length, the least serious first; the full report holds them.",
)
LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Known:
    """What a finding's ids stand for, and the words of each language."""

    rules: dict[str, int]
    matches: dict[str, Match]
    suppressions: dict[str, list[Json]]
    """What the team asks to be left out, by the finding's id."""
    decisions: dict[str, Decision]
    """The evaluators' own, by the finding's id."""
    words: Mapping[str, Mapping[str, Mapping[str, str]]]
    notebooks: Notebooks
    folder: str
    """Of the repository, from which the report's paths are seen: code scanning sees them from its top."""

    def beside(self, finding: Finding) -> list[Place]:
        return [one.referenced for one in self.resting(finding)]

    def resting(self, finding: Finding) -> list[Match]:
        return [self.matches[match] for match in finding.matches if match in self.matches]

    def message(self, finding: Finding) -> str:
        """Both sides, in each language, and where the referenced code stands."""
        told = [self._sides(finding, language) for language in LANGUAGES]
        beside = (f"{one.work.name}: {one.source} {one.path}:{one.first_line}" for one in self.beside(finding))
        where = self.cells(finding.location)
        within = f"{finding.location.path}: {where}" if where else ""
        return "\n\n".join(part for part in (within, *told, "; ".join(dict.fromkeys(beside))) if part)

    def cells(self, where: Location) -> str:
        """In a notebook the cell and the line in it, in both languages; else nothing."""
        told = self.notebooks.told(where.path, where.first_line, where.last_line)
        return _both(told) if told else ""

    def located(self, where: Location, message: str) -> Json:
        """A notebook's first line stands for all of it: no line of its JSON is a line of its code."""
        cells = self.cells(where)
        lines = (1, 1) if cells else (where.first_line, max(where.last_line, where.first_line))
        said = " – ".join(filter(None, (message, cells)))
        physical: Json = {
            "artifactLocation": {"uri": self.uri(where.path), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": lines[0], "endLine": lines[1]},
        }
        return {"physicalLocation": physical, **({"message": {"text": said}} if said else {})}

    def uri(self, path: str) -> str:
        """A path of the submission as seen from the top of its repository."""
        return _uri(normpath(f"{self.folder}/{path}") if self.folder else path)

    def _sides(self, finding: Finding, language: str) -> str:
        sides = {"supporting": finding.supporting, "mitigating": finding.mitigating}
        heads = self.words[language]["SIDES"]
        texts = {side: " ".join(getattr(one.text, language) for one in told) for side, told in sides.items()}
        return "\n".join(f"{heads[side]}: {text}" for side, text in texts.items() if text)

    def reason(self, skipped: Skipped) -> str:
        reasons = " / ".join(self.words[language]["REASONS"][skipped.reason] for language in LANGUAGES)
        return f"{reasons} ({_both(skipped.detail)})" if skipped.detail.en else reasons


def render(report: Report) -> bytes:
    report = replace(report, decisions=on_one_line(report.decisions))
    shown = display_all(report, multiline=(), untouched=(Excerpt,))
    open_findings = sorted(
        (one for one in shown.findings if one.grade in GRADES), key=lambda one: list(GRADES).index(one.grade)
    )
    written = b""
    for most in MOST:
        written = codec.to_json(_log(shown, open_findings[:most], max(len(open_findings) - most, 0)))
        if len(gzip.compress(written, mtime=0)) <= PACKED:
            break
    return written


def _log(report: Report, findings: Sequence[Finding], left_out: int) -> Json:
    known = Known(
        rules={rule.id: number for number, rule in enumerate(report.rules)},
        matches={f.match.id: f.match for file in report.files for f in file.fragments if f.match},
        suppressions={finding.id: _suppressions(report, finding.id) for finding in findings},
        decisions={one.finding: one for one in report.decisions},
        words={language: words("vocabulary.html.j2", language) for language in LANGUAGES},
        notebooks=report.notebooks,
        folder=report.submission.folder,
    )
    run: Json = {
        "tool": {"driver": _driver(report)},
        "invocations": [_invocation(report, known, left_out)],
        "automationDetails": {"id": _category(report)},
        "originalUriBaseIds": _bases([place for one in findings for place in known.beside(one)]),
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, known) for one in findings],
        "properties": {
            "submission": report.submission.digest,
            "rules": report.yardstick.rules,
            "settings": report.yardstick.settings,
            "corpus": report.yardstick.corpus,
            "met": sum(one.grade is Grade.MET for one in report.findings),
            "leftOut": left_out,
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _category(report: Report) -> str:
    """Of two uploads with the same one, code scanning takes the later for both: a part of a repository has its own."""
    folder = f"{_uri(report.submission.folder)}/" if report.submission.folder else ""
    return f"gyebo/{report.yardstick.corpus_name}/{folder}"


def _driver(report: Report) -> Json:
    version = report.yardstick.version
    return {
        "name": "gyebo",
        "version": version,
        "semanticVersion": version,
        "informationUri": f"pkg:generic/gyebo@{quote(version)}",
        "rules": [_rule(one) for one in report.rules],
    }


def _rule(rule: Rule) -> Json:
    name = "".join(part.capitalize() for part in rule.id.split("-"))
    help_text = (rule.why, rule.not_a_finding, rule.remedy)
    return {
        "id": rule.id,
        "name": name,
        "shortDescription": {"text": _both(rule.title)},
        "fullDescription": {"text": _both(rule.question)},
        "help": {"text": "\n\n".join(_both(text) for text in help_text)},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["provenance", rule.axis.value]},
    }


def _invocation(report: Report, known: Known, left_out: int) -> Json:
    """An incomplete scan has not succeeded; each path that was not analysed is told, as many as are of use."""
    unread = [_unread(one, known) for one in report.skipped[:MOST_UNREAD]]
    beyond = len(report.skipped) - len(unread)
    counted = [_told(_counted(*LEFT_OUT, left_out))] if left_out else []
    counted += [_told(_counted("%(n)s more", "%(n)s more", beyond))] if beyond else []
    is_whole = bool(report.coverage.files) and not report.coverage.incomplete
    return {"executionSuccessful": is_whole, "toolExecutionNotifications": [*counted, *unread]}


def _counted(singular: str, plural: str, number: int) -> str:
    return " / ".join(tongue(language).count(singular, plural, number, {}) for language in LANGUAGES)


def _unread(skipped: Skipped, known: Known) -> Json:
    location = {"physicalLocation": {"artifactLocation": {"uri": known.uri(skipped.path), "uriBaseId": "%SRCROOT%"}}}
    level = "warning" if skipped.reason in INCOMPLETE else "note"
    return {"level": level, "message": {"text": known.reason(skipped)}, "locations": [location]}


def _told(text: str) -> Json:
    return {"level": "warning", "message": {"text": text}}


def _bases(places: Sequence[Place]) -> Json:
    """Each source whose code is referenced, without an address: its files are not beside the submission."""
    sources = {place.source: f"{place.source}: {place.host}, {place.licence}, {place.released}" for place in places}
    return {source: {"description": {"text": text}} for source, text in sorted(sources.items())}


def _result(finding: Finding, known: Known) -> Json:
    told = [one for one in (*finding.supporting, *finding.mitigating) if one.location]
    related = [
        *map(_referenced, known.beside(finding)),
        *(known.located(one.location, _both(one.text)) for one in told if one.location),
    ]
    number = known.rules.get(finding.rule)
    suppressions = known.suppressions[finding.id]
    return {
        "ruleId": finding.rule,
        **({} if number is None else {"ruleIndex": number}),
        "level": GRADES[finding.grade],
        "rank": RANKS[finding.grade],
        "message": {"text": known.message(finding)},
        "locations": [known.located(finding.location, "")],
        "relatedLocations": [{"id": place, **one} for place, one in enumerate(related[:MOST_LOCATIONS], 1)],
        "partialFingerprints": {"gyebo/v1": finding.id},
        "properties": {
            "grade": finding.grade.value,
            "axis": finding.axis.value,
            "confidence": finding.confidence.value,
            "declared": sorted({match.declaration.value for match in known.resting(finding)}),
            **_decision(known.decisions.get(finding.id)),
        },
        **({"suppressions": suppressions} if suppressions else {}),
    }


def _decision(made: Decision | None) -> Json:
    """What evaluators decided is a property, and no suppression: the finding stays, and so does its level."""
    if made is None:
        return {}
    told = {"ruling": made.ruling.value, "reason": made.reason, "role": made.role, "dated": made.dated}
    return {"decision": {**told, **({"grade": made.grade.value} if made.grade else {})}}


def _suppressions(report: Report, finding: str) -> list[Json]:
    """One that is applied is accepted; one that an evaluator's run only tells of is not."""
    accepted = {SuppressionState.APPLIED: "accepted", SuppressionState.NOT_APPLIED: "rejected"}
    return [
        {
            "kind": "inSource" if one.kind is SuppressionKind.INLINE else "external",
            "status": accepted[one.state],
            "justification": one.reason,
        }
        for one in report.suppressions
        if finding in one.findings and one.state in accepted
    ]


def _referenced(place: Place) -> Json:
    """The other side: a file of a source of the corpus."""
    region = {"startLine": place.first_line, "endLine": max(place.last_line, place.first_line)}
    artifact = {"uri": _uri(place.path), "uriBaseId": place.source}
    first = f"; there first published {place.first_published.published[:10]}" if place.first_published else ""
    return {
        "physicalLocation": {"artifactLocation": artifact, "region": region},
        "logicalLocations": [{"fullyQualifiedName": f"{place.source}::{place.name}"}],
        "message": {"text": f"{place.work.name}, {place.name} ({place.source}, {place.licence}{first})"},
    }


def _uri(path: str) -> str:
    """A path of the repository as a relative reference: what is not plain is percent-encoded."""
    return quote(path.lstrip("/") or ".", safe="/")


def _both(text: Text) -> str:
    return text.en if text.en == text.ko else f"{text.en} / {text.ko}"
