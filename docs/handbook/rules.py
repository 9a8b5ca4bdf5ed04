# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A page for every rule of rules/findings, in both languages, and an index of them."""

from collections.abc import Iterator

from gyebo import resources, rulebook
from gyebo.report import Text
from gyebo.rulebook import FindingRule
from handbook.markup import code, plain, prose, table

PREFIX = {"en": "", "ko": "ko/"}
OTHER = {"en": ("한국어", "../ko/rules/"), "ko": ("English", "../../rules/")}
AXES = {
    "technical": Text("technical", "기술"),
    "policy": Text("policy", "정책"),
    "ethical": Text("ethical", "윤리"),
}
GRADES = {
    "concern": Text("concern: to examine first", "우선 확인(concern)"),
    "flaw": Text("flaw: falls short", "미흡(flaw)"),
    "remark": Text("remark: for reference", "참고(remark)"),
    "met": Text("met", "충족(met)"),
}
PARTS = {
    "question": Text("What is asked", "무엇을 묻는가"),
    "why": Text("Why it is asked", "묻는 이유"),
    "not_a_finding": Text("What is not a finding", "해당하지 않는 경우"),
    "remedy": Text("What to do", "조치"),
    "example": Text("Example", "예"),
}
SIDES = {
    "supporting": Text("What speaks for it", "그렇게 볼 근거"),
    "mitigating": Text("What speaks against it, or for a milder view", "달리 보거나 가볍게 볼 근거"),
}
FILLED = Text(
    "Sentences that a report can hold; what stands in braces is filled in from the submission.",
    "보고서에 실릴 수 있는 문장입니다. 중괄호 안은 제출물에서 확인된 내용으로 채워집니다.",
)
NUMBERS = Text("Numbers that decide, and what set them", "판단에 쓰는 수치와 그 근거")
MEASURED = Text("", "측정 내용은 영문으로 적습니다.")
MEANING = {
    "axis": Text("Axis", "축"),
    "grade": Text("Grade", "등급"),
    "file": Text("File", "파일"),
    "rule": Text("Rule", "규칙"),
    "title": Text("What it says", "내용"),
}
INDEX = Text("Rules", "규칙")
INTRODUCTION = Text(
    "A rule asks one question of a submission. A finding is an answer to look at, never a verdict: it has evidence for"
    " and against, a grade (how closely to look) and a confidence (how sure). These pages are made from the files that"
    " the scanner itself reads; `gyebo explain RULE` prints all but the sentences that speak for and against.",
    "규칙은 제출물에 대하여 한 가지를 묻습니다. 확인 사항은 살펴볼 답이며 결론이 아닙니다. 그렇게 볼 근거와 달리 볼"
    " 근거, 등급(얼마나 주의 깊게 볼 것인지), 확신도(얼마나 확실한지)가 있습니다."
    " 이 화면들은 검사에 쓰는 규칙 파일에서 그대로 만들어집니다. `gyebo explain RULE --lang ko`도 같은 내용을"
    " 보여 주며, 그렇게 볼 근거와 달리 볼 근거의 문장만 빠집니다.",
)


def pages() -> Iterator[tuple[str, str]]:
    """Paths among the pages, and what stands there."""
    findings = rulebook.load(resources.folder("rules")).findings
    for language, prefix in PREFIX.items():
        yield f"{prefix}rules/index.md", _index(findings, language)
        for rule in findings.values():
            yield f"{prefix}rules/{rule.id}.md", _page(rule, language)


def _index(findings: dict[str, FindingRule], language: str) -> str:
    rows = [
        (
            f"[{rule.id}]({rule.id}.md)",
            plain(_in(rule.title, language)),
            _in(AXES[rule.axis], language),
            _in(GRADES[rule.grade], language),
        )
        for rule in findings.values()
    ]
    heads = [_in(MEANING[name], language) for name in ("rule", "title", "axis", "grade")]
    parts = (f"# {_in(INDEX, language)}", _other(language, "index"), _in(INTRODUCTION, language), table(heads, rows))
    return "\n\n".join(parts)


def _page(rule: FindingRule, language: str) -> str:
    facts = table(
        [_in(MEANING[name], language) for name in ("rule", "axis", "grade", "file")],
        [
            (
                code(rule.id),
                _in(AXES[rule.axis], language),
                _in(GRADES[rule.grade], language),
                code(f"rules/findings/{rule.id}.toml"),
            )
        ],
    )
    parts = [f"# {plain(_in(rule.title, language))}", _other(language, rule.id), facts]
    for name, heading in PARTS.items():
        parts += [f"## {_in(heading, language)} {{#{name}}}", prose(_in(getattr(rule, name), language))]
    parts += [f"## {_in(SIDES['supporting'], language)} {{#supporting}}", _in(FILLED, language)]
    parts += [_sentences(rule.supporting, language)]
    parts += [f"## {_in(SIDES['mitigating'], language)} {{#mitigating}}", _sentences(rule.mitigating, language)]
    return "\n\n".join(filter(None, (*parts, *_numbers(rule, language)))) + "\n"


def _sentences(sentences: dict[str, Text], language: str) -> str:
    return "\n".join(f"- {prose(_in(sentence, language))}" for sentence in sentences.values())


def _numbers(rule: FindingRule, language: str) -> Iterator[str]:
    if rule.thresholds:
        yield f"## {_in(NUMBERS, language)} {{#numbers}}"
        yield _in(MEASURED, language)
        yield "\n".join(f"- {code(f'{n} = {one.value}')}: {prose(one.measured)}" for n, one in rule.thresholds.items())


def _other(language: str, page: str) -> str:
    name, folder = OTHER[language]
    return f"[{name}]({folder}{page}.md)"


def _in(text: Text, language: str) -> str:
    return text.ko if language == "ko" else text.en
