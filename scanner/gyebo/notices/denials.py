# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell sentences that deny a source, or speak of another thing than its code: a paper, data, weights, a style."""

import re

from gyebo.notices.conventions import Convention, conventions

BEFORE = 60
"""Characters in front of a word of descent in which its denial stands."""
NEGATED = re.compile(
    r"(?:\b(?:not(?! only)|never|no|without|isn't|aren't|wasn't|don't|doesn't)(?:\s\w+){0,2}|n't(?:\s\w+){0,2}"
    r"|\b(?:none|nothing|neither|no (?:code|parts?|portions?|lines?|files?))(?:\s\w+){0,5})\s*$",
    re.IGNORECASE,
)
WHOLLY = r"(?:\s?(?:전혀|절대로?|결코|일절|조금도|단\s?한\s?줄도))?"
NEGATED_IN_KOREAN = re.compile(
    rf"\S{{0,8}}(?:\s(?:코드|부분|파일|내용|것|적|바|일)\S{{0,2}}){{0,2}}{WHOLLY}"
    r"\s?(?:하?[지진](?:는|도|를)?\s?(?:않|못)|안\s?[하한함했]|없|아니|아닙|아닌)"
)
NAMED_AND_DENIED = re.compile(r"[^.!?]{0,80}?(?:[이가은는]\s?(?:아니|아닙|아님|아닌)|없[다음습])")
"""Behind a word such as "출처는": the name stands between it and its denial."""
NEGATED_IN_CHINESE = re.compile(
    r"(?:不是?|从未|未曾?|并?非|没有?|不曾|无需?)(?:[^,，。;；]{1,8}(?:或者?|和|及|、))?(?:直接|完全)?\s?$"
)
NOT_OF_CODE_IN_KOREAN = re.compile(
    r"(?:논문|보고서|문서|문헌|결과|성능|수치|데이터\S{0,2}|가중치|체크포인트|튜토리얼|블로그|설명|사례|스타일|가이드(?:라인)?|컨벤션|규칙|규약"
    r"|형식|포맷|구조|구조도|아키텍처|설계|구성|방법론?|방식|기법|기술|아이디어|개념|원리|전략|레시피|파라미터|카드|리드미|README|토크나이저"
    r"|어휘|매뉴얼|그림|수식|이름|리뷰|API)(?:들)?(?:의)?[을를에]?\s?$"
)
STYLE = re.compile(
    r"\b(?:styles?|naming|conventions?|guidelines?|formatting)\b|스타일|컨벤션|(?:코딩|작성|명명|이름) ?규칙"
    r"|代码(?:风格|规范|格式)|编码规范|命名",
    re.IGNORECASE,
)
"""What a line may follow of a maker, and not be its code."""
CODE_IN_CHINESE = re.compile(
    r"(?:代码|源码|源代码)(?!的?(?:风格|规范|结构|格式|习惯|思路))|实现(?!的?(?:思路|方法|思想))|模块|仓库|脚本"
)
NOT_OF_CODE_IN_CHINESE = re.compile(
    r"论文|数据|权重|报告|思想|思路|方法|策略|超参|参数|风格|规范|格式|结构|架构|设计|文档|教程|博客|分词器|词表|输出|结果|理念|技术|微调|预训练"
)
CLAUSE_IN_CHINESE = re.compile(r"[^,，。;；!！?？]{0,60}")
CLAUSE_BEFORE = re.compile(r"[^,，。;；!！?？]*$")
NOT_OF_CODE = re.compile(
    r"\b(?:defaults|weights|checkpoints?|data(?:sets?)?|images?|pictures?|prompts?|audio|videos?|samples"
    r"|(?:down)?load(?:ed|able)?|available|fetched|obtained|imported|installed|cloned)"
    r"(?: (?:is|are|was|were|can be))?\s*$",
    re.IGNORECASE,
)
"""What is taken, or how it is reached, where that is not the code."""
APART = re.compile(
    r"\b(?:differ\w{0,5}|deviat\w{1,4}|depart\w{0,3}|apart|away|removed|switch\w{0,3})\s*$", re.IGNORECASE
)
VALUE = re.compile(r"\b(?:defaults?|values?|initiali[sz]ed) (?:\w{1,12} ){0,6}$", re.IGNORECASE)
"""What is as in the original, where that is a number."""
TOKENIZER = re.compile(r"\bconstructs? an? .{1,60}tokenizer\b.{0,40}$", re.IGNORECASE)
DENIAL = re.compile(
    r"(?:\b(?:not(?! only)|never|no)|n't)\s(?:\w+\s){0,3}?"
    r"(?:affiliated|endorsed|contain|include|incorporate|related|part of)\b"
    r"|\b(?:(?:did|do|does|have|has|was|were|is|are)(?:\snot|n't)|never)\s(?:\w+\s){0,2}?"
    r"(?:use|copy|reuse|take|used|copied|reused|taken|adapted|borrowed|derived|based)\b"
    r"|\b(?:contains?|includes?|uses?|incorporates?)\s(?:no|none)\b"
    r"|\b(?:no|none of)\s(?:[\w.'’+-]+\s){0,4}?(?:code|source|parts?|portions?|lines?|files?)\s(?:[\w.'’+-]+\s){0,4}?"
    r"(?:used|included|taken|copied|reused|contained|incorporated|borrowed|present)\b"
    r"|\bindependent(?:ly)?\s(?:of|from)\b|\bunrelated\sto\b|\b(?:for|only\sfor|as)\s(?:a\s)?comparison\sonly\b",
    re.IGNORECASE,
)
DENIAL_IN_KOREAN = re.compile(
    r"(?:사용|이용|활용|포함|참고|참조|차용|복사|의존|가져[오온]|[쓰쓴]|관련|관계)(?:하|되)?(?:고\s?있)?"
    r"(?:[지진](?:는|도|를)?|[은는이가]|[한된]?\s?(?:적|바|것|일|부분)[은는이도]?)?"
    rf"{WHOLLY}\s?(?:않|못|없|아니)|무관"
)
DENIAL_IN_CHINESE = re.compile(
    r"(?:没有?|不|未|从未|并未|不曾|毫无|无)(?:曾|有)?(?:直接|完全|任何)?\s?"
    r"(?:使用|包含|包括|含|参考|参照|借鉴|复制|拷贝|引用|采用|沿用|取自|基于|来自|源自|修改自|改自|涉及)"
    r"|[与和跟][^,，。]{1,40}(?:无关|没有关系|无任何关系|没有任何关系|相互独立)"
)
CLAUSE = re.compile(r"[,;()（），。；]|\.(?=\s|$)")
BESIDE_CODE = re.compile(
    r"weights|checkpoint|\bdata|affiliated|endorsed|sponsored|가중치|체크포인트|데이터|토크나이저|상업적|보증|제휴|후원|权重|数据|分词器",
    re.IGNORECASE,
)
"""What a part of a sentence may deny without denying the code."""


def credited(line: str, credit: re.Pattern[str]) -> str:
    """What of a line may be a credit, by where it stands or by the words of `credit`; empty where it denies that."""
    about = _of_code(line) if _denies(line) else line
    said = [*credit.finditer(about), *conventions(about).finditer(about)]
    if _denies(about) or any(is_negated(one, about) for one in said):
        return ""
    is_of_style = STYLE.search(about) and not said
    is_of_another = bool(said) and all(_is_of_another_thing(one, about) for one in said)
    return "" if is_of_style or is_of_another else about


def _of_code(line: str) -> str:
    """A line without the parts that deny something beside the code."""
    return ", ".join(one for one in CLAUSE.split(line) if not (BESIDE_CODE.search(one) and _denies(one)))


def _denies(text: str) -> bool:
    return bool(DENIAL.search(text) or DENIAL_IN_KOREAN.search(text) or DENIAL_IN_CHINESE.search(text))


def is_negated(mention: re.Match[str], line: str) -> bool:
    """Whether a word of descent is denied, before or behind it."""
    before = line[max(0, mention.start() - BEFORE) : mention.start()]
    is_topic = mention.group().rstrip().endswith(("은", "는"))
    return bool(
        NEGATED.search(before)
        or NEGATED_IN_CHINESE.search(before)
        or NEGATED_IN_KOREAN.match(line, mention.end())
        or (is_topic and NAMED_AND_DENIED.match(line, mention.end()))
    )


def is_denied(mention: re.Match[str], kind: Convention, line: str) -> bool:
    """Whether a mention in a comment is denied, or is of a thing that is no code."""
    before = line[max(0, mention.start() - BEFORE) : mention.start()]
    if is_negated(mention, line) or (kind in (Convention.COPIED, Convention.LABEL) and NOT_OF_CODE.search(before)):
        return True
    match kind:
        case Convention.KOREAN:
            return "://" not in before and bool(NOT_OF_CODE_IN_KOREAN.search(before))
        case Convention.CHINESE:
            return _is_of_another_thing(mention, line)
        case Convention.ORIGINAL:
            return bool(VALUE.search(before))
        case Convention.NAMED:
            return bool(APART.search(before))
        case Convention.BASED:
            return bool(TOKENIZER.search(before))
        case _:
            return False


def _is_of_another_thing(mention: re.Match[str], line: str) -> bool:
    """Whether what a Korean word follows, or a Chinese one precedes, is no code."""
    if NOT_OF_CODE_IN_KOREAN.search(line, 0, mention.start()):
        return True
    behind = CLAUSE_IN_CHINESE.match(line, mention.end())
    before = CLAUSE_BEFORE.search(line, max(0, mention.start() - 8), mention.start())
    told = (before[0] if before else "") + (behind[0] if behind else "")
    return "://" not in told and bool(NOT_OF_CODE_IN_CHINESE.search(told)) and not CODE_IN_CHINESE.search(told)
