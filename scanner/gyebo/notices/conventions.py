# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The words with which comments say where code comes from, and how much each needs behind it to be believed."""

import re
from enum import StrEnum
from functools import cache as memo

from gyebo.notices.lines import LINE_LIMIT, Marks
from gyebo.notices.targets import Strictness

PARTICIPLE = (
    r"copied|copy[- ]?pasted|taken|adapted|adopted|borrow(?:s|ed|ing)|ported|modified|forked|lifted|cribbed|stolen"
    r"|reused|re-?implemented|translated|vendored|backported|originat(?:es|ed|ing)|origin"
)


ADVERB = (
    r"(?:heavily|loosely|largely|closely|mostly|mainly|primarily|partly|partially|directly|entirely|originally|strongly"
    r"|roughly|in part)"
)
WHOLE_IN_KOREAN = r"(?:(?:일부|대부분|거의|그대로|직접|조금|약간|많이|크게|주로|전부|모두|통째로)\s)*"
VERB_IN_KOREAN = (
    r"(?:기반|바탕|기초|참고|참조|차용|발췌|복사|복제|가져|포팅|수정|변형|개조|개작|각색|재사용|재활용|파생|따[옴온왔라랐]|빌[려린]|이식"
    r"|옮[김긴겼]|재구현)"
)
PIECE_IN_KOREAN = r"(?:코드|구현|소스|스크립트|클래스|함수|모듈|블록|어텐션|레이어|커널)(?:를|을)?"
TAKEN_IN_KOREAN = (
    rf"(?:에서|로부터|를|을)\s?{WHOLE_IN_KOREAN}{VERB_IN_KOREAN}|에\s?(?:기반|기초|바탕)"
    rf"|(?:코드|구현|소스)(?:를|을)?\s?{WHOLE_IN_KOREAN}(?:사용|활용|이용)"
    r"(?=\s?(?:함|했|하였|하여\s(?:구현|작성|개발|제작)|한\s|해\s|[).]|$))"
    rf"|{PIECE_IN_KOREAN}\s?{WHOLE_IN_KOREAN}(?:변경|변환|번역|인용)|{PIECE_IN_KOREAN}\s그대로\s사용"
    r"|그대로\s(?:가져|복사|복제|옮|차용|이식|따[옴왔])"
    r"|(?:의\s)?(?:코드|구현|모델|소스)?\s?기반으로\s(?:작성|수정|구현|개발|제작|변경|재작성|만들)"
    r"|(?:의\s)?(?:코드|구현|소스)(?:를|을)?\s(?:따름|따랐|따른|옮김|옮겼|이식|포팅|재구현|복사)"
    r"|(?<=[\w/])\s(?:포팅|재구현|이식|발췌|복사|재사용)(?=\s?(?:함|했|하였|본|판|버전|[).]|$))"
    r"|(?<=[\w/])\s(?:참고|참조)(?=\s?(?:함|했|하였|하여|[).]|$))"
    r"|(?:이|가)\s(?:원본|원작|출처|원\s?코드)(?=(?:이|입|임|인|다|로|[).]|\s?$))"
)
ORIGIN_IN_KOREAN = r"(?:출처|원본(?:\s?코드)?|원\s?(?:코드|저작물|저작자|작자|저자|작|소스))"


class Convention(StrEnum):
    GENERATED = "generated"
    COPIED = "copied"
    BASED = "based"
    LABEL = "label"
    ORIGINAL = "original"
    MIRRORED = "mirrored"
    EQUAL = "equal"
    NAMED = "named"
    THANKS = "thanks"
    KOREAN = "korean"
    CHINESE = "chinese"


NUMBERED = (
    "Algorithm|Appendix|CUDA|Chapter|Eq|Equation|Fig|Figure|Layer|Level|Line|Method|Page|Phase|PyTorch|Python|Section|Stage"
    "|Step|Table|Transformers|Version"
)
"""What has a number and is no model: "attention (MLA) from DeepSeek V3" names one."""
WORDS = {
    Convention.GENERATED: r"\bgenerated from\b(?=\s\S{1,200}/\S{1,100}\.py\b)",
    Convention.COPIED: rf"\b(?:{PARTICIPLE})\b(?=[^.:;]{{0,40}}?\bfrom\b)"
    r"|\b(?:port|fork|adaptation|re-?implementation|(?:modified|adapted|simplified) version) of\b|\bcode from\b",
    Convention.BASED: rf"\b(?:based|built) (?:{ADVERB} )?(?:(?:up)?on|off(?: of)?)\b|\bderived from\b"
    r"|\b(?:inspired|influenced) (?:by|from)\b",
    Convention.LABEL: r"\b(?:references?|sources?|origin|upstream|official (?:code|implementation)"
    r"|original (?:code|implementation|source|repo|repository))\b"
    r"(?: ?\([^()]{0,30}\)| here| code| url| impl(?:ementation)?)?\s?:(?=\s|$)"
    r"|\b(?:follows|following) the (?:original |official )?(?:implementation|code)\b"
    r"|\bcop(?:y|ies) (?:of|from)\s?:(?=\s|$)|\b(?-i:From)\s?:(?=\s|$)",
    Convention.ORIGINAL: r"\boriginal(?:ly)?(?: [\w.'-]{1,30}){0,2}? (?:code(?:base)?|implementation|repo(?:sitory)?)\b"
    r"|\[original [\w.'-]{1,30}$",
    Convention.NAMED: rf"\bfrom(?-i:(?=\s(?:the\s)?(?!(?:{NUMBERED})\b)[A-Z][\w.+-]*[ -]?[vV]?\d))",
    Convention.MIRRORED: r"\bmirror(?:s|ed|ing)\b",
    Convention.EQUAL: r"\b(?:equivalent|identical) to\b",
    Convention.THANKS: r"\backnowledge\b|\bcredits?(?: goes)? to\b|\bcredits?:|\bthanks to\b|\bcourtesy of\b",
    Convention.KOREAN: rf"(?:{ORIGIN_IN_KOREAN}|참고|참조)(?:\s?[:：]|[은는]?\s?[-–]?\s?(?=https?://))"
    rf"|{ORIGIN_IN_KOREAN}(?:[은는]\s|\s[-–]\s)|{TAKEN_IN_KOREAN}",
    Convention.CHINESE: r"来源\s?[:：]|原始代码\s?[:：]|来自(?=\s?https?:)"
    r"|(?<=代码|实现|源码|模块)(?:来自|取自|源自|源于|出自)(?=\s?[A-Za-z])"
    r"|(?:源自|取自|出自)(?=\s?[A-Za-z][^，。；]{0,40}?(?:代码|实现|源码|模块|仓库))"
    r"|(?:修改|改编|改写|改|复制|拷贝|移植|摘|摘录|抄|搬运|派生|衍生|引用|翻译)自"
    r"|(?:参考|参照|借鉴|仿照|沿用)(?:了|自|于)?\s?[:：]?"
    r"|(?:使用|采用|引用|复用)了?(?=\s?[A-Za-z][^，。；]{0,40}?(?:代码|实现|源码)(?!的?(?:风格|规范|格式)))"
    r"|基于(?=\s?[A-Za-z])",
}
WORDS_AT_A_LINK = {
    Convention.COPIED: r"|^from(?=\shttps?://)"
    r"|\b(?:(?:extracted|excerpted|cloned|converted|simplified|refactored|re-?written|originally|is|are|was|were|comes?"
    r"|came) (?:directly |mostly )?from|(?:modification|rewrite|derivative|portions?|parts|pieces) of"
    r"|implementation (?:is )?from)(?=\s?:?\shttps?://)",
    Convention.LABEL: r"|(?:\boriginal|^from)\s?:(?=\s?https?://)|\bcop(?:y|ies) (?:of|from)(?=\shttps?://)"
    r"|(?:^|\b(?:code|implementation|module|file) (?:closely )?)follows(?=\s?:?\shttps?://)",
}
"""Believed only where the address of code stands right behind: they are said of too much else."""
ABROAD = (Convention.KOREAN, Convention.CHINESE)
STEMS = Marks(
    latin=tuple(
        "from based built inspired influenced reference source origin follow cop port fork adapt reimplement version"
        " mirror equivalent identical acknowledg credit thank official upstream implement modification rewrite"
        " derivative parts pieces courtesy".split()
    ),
    others=tuple(
        "출처 원본 저작물 소스 코드 구현 참고 참조 에서 로부터 기반 바탕 차용 발췌 복사 가져 포팅 수정 파생 이식 옮"
        " 빌 따 변형 변경 개조 개작 각색 인용 재사용 재활용 사용 활용 이용 복제 번역 변환 기초 그대로 원작 저작자 저자"
        " 来源 来自 原始代码 自 源于 参考 参照 借鉴 仿照 沿用 使用 采用 引用 复用 基于".split()
    ),
)
"""One of these stands in everything that conventions() finds."""
STRICTNESS = {
    Convention.GENERATED: Strictness.ANY,
    Convention.COPIED: Strictness.ANY,
    Convention.BASED: Strictness.PROSE,
    Convention.LABEL: Strictness.LINK,
    Convention.ORIGINAL: Strictness.LINK,
    Convention.MIRRORED: Strictness.PLACE,
    Convention.EQUAL: Strictness.PLACE,
    Convention.NAMED: Strictness.PROSE,
    Convention.THANKS: Strictness.LINK,
    Convention.KOREAN: Strictness.PROSE,
    Convention.CHINESE: Strictness.PROSE,
}


def conventions(text: str) -> re.Pattern[str]:
    """What finds the conventions of a text, each as a group of that name."""
    return _compiled("://" in text, text.isascii())


@memo
def _compiled(is_linked: bool, is_ascii: bool) -> re.Pattern[str]:  # noqa: FBT001  two facts of a text
    """Half of the words are only looked for where they can stand, which takes half the time."""
    at_links = WORDS_AT_A_LINK if is_linked else {}
    groups = (
        f"(?P<{kind}>{words}{at_links.get(kind, '')})"
        for kind, words in WORDS.items()
        if not (is_ascii and kind in ABROAD)
    )
    return re.compile("|".join(groups), re.IGNORECASE)


def convention(text: str) -> Convention | None:
    """The convention a reference's text opens with."""
    found = conventions(text).search(text[:LINE_LIMIT])
    return Convention(found.lastgroup) if found and found.lastgroup else None
