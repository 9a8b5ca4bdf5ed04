# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read names of makers and models that stand in Korean or Chinese prose, particles hung to them, as their Latin names.

A name is read where it is spoken of as a source can be: its code or model, or itself right before the word of descent.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache as memo

HANGUL, HAN = "가-힣", "\u4e00-\u9fff"
SHORTEST = 2
LATIN_WORDS = 4
"""A longer Latin name is not read as one."""
_NOUN = (
    r"(?:코드|모델|구현|소스|소프트웨어|프로그램|저장소|레포|리포|깃허브|파일|클래스|함수|모듈|라이브러리|프로젝트|버전|아키텍처|어텐션"
    r"|[A-Za-z0-9])"
)
_BETWEEN = rf"(?:(?:공식|공개|오픈\s?소스|원본|최신|기존|자체|[{HANGUL}]{{1,6}}[한된의인은])\s?){{0,3}}"
_DESCENT = (
    r"(?:일부\s)?(?:기반|바탕|참고|참조|차용|발췌|복사|가져|포팅|수정|파생|따[옴온왔]|빌[려린]|이식|옮[김긴겼]|재구현)"
)
_POSSESSED = r"(?:\s?(?:사|팀|측))?의\s|\s?(?:사|팀|측)(?:에서|이|가|은|는)\s"
_SPOKEN = (
    rf"(?=(?:{_POSSESSED}|(?:에서|이|가|은|는|도)\s)?[\s-]?{_BETWEEN}{_NOUN}|(?:와|과|및|,|·|/)\s?\S"
    rf"|\s?(?:에서|로부터|를|을)?\s?{_DESCENT}|(?:입니다|이다|임|이며|이고)(?!\w)|\s*[.,;)\]]?\s*$)"
)
_BRACKETED = r"(?:\s?\([A-Za-z][\w .+-]{0,40}\))?"
_SPOKEN_IN_CHINESE = (
    r"(?=\s?(?:团队|公司)?(?:的)?\s?(?:官方|开源|公开|原始)?(?:的)?\s?(?:代码|模型|实现|源码|源代码|仓库|版本|项目|[A-Za-z0-9])"
    r"|(?:和|与|、|及)|\s*[,，。.;；)）]?\s*$)"
)


Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """rules/words.toml."""

    words: tuple[str, ...]
    everyday: tuple[str, ...]
    models: dict[str, str]


@dataclass(frozen=True, slots=True)
class Makers:
    """Names by which makers are called in other scripts, and the Latin name of each."""

    names: Names = ()
    everyday: frozenset[str] = frozenset()
    """Names that are words too: these are read only where something is said to be theirs."""
    models: Names = ()
    """The same of models. They are read first: behind a maker's name they show that it is spoken of as a source."""

    def read(self, text: str) -> str:
        """The text with Latin names for those that are spoken of as sources."""
        if text.isascii() or not self.names:
            return text
        return _read(_read(text, self.models, frozenset()), self.names, self.everyday)


NOBODY = Makers()


def called(known: Iterable[Sequence[str]], words: Words) -> Makers:
    """What these makers are called, by all names of each: every native one stands for the first that is Latin."""
    named = {name: latin for names in known if (latin := _latin(names)) for name in names if _is_native(name)}
    makers = {name: latin for name, latin in named.items() if name not in words.models}
    return Makers(tuple(sorted(makers.items())), frozenset(words.everyday), tuple(sorted(words.models.items())))


def _latin(names: Sequence[str]) -> str:
    return next((one for one in names if one.isascii() and _is_short(one)), "")


def _is_native(name: str) -> bool:
    """Whether a name is in Korean or Chinese writing, and of more than one sign."""
    return len(name) >= SHORTEST and bool(re.search(f"[{HANGUL}{HAN}]", name))


def _is_short(name: str) -> bool:
    words = name.split()
    return len(words) <= LATIN_WORDS and all(re.fullmatch(r"[\w.+-]*[A-Z][\w.+-]*", word) for word in words)


def _read(text: str, names: Names, everyday: frozenset[str]) -> str:
    known = dict(names)
    return _pattern(names, everyday).sub(lambda found: _spaced(_told(known, found[0]), text, found), text)


def _told(known: Mapping[str, str], found: str) -> str:
    """The Latin name, or the one that stands in brackets behind the native name: "미니맥스(MiniMax-M2)"."""
    name, _, inside = found.partition("(")
    return inside.rstrip(") ") or known[name.rstrip()]


def _spaced(name: str, text: str, found: re.Match[str]) -> str:
    """With a blank towards letters that the name's own writing has no need to be apart from."""
    before, behind = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return f"{' ' if before.isalnum() else ''}{name}{' ' if behind.isalnum() else ''}"


@memo
def _pattern(known: Names, of_everyday: frozenset[str]) -> re.Pattern[str]:
    """One for all names, the longest first: Korean ones as whole words, Chinese ones wherever they stand."""
    names = sorted((one for one, _ in known), key=lambda one: (-len(one), one))
    korean = [one for one in names if re.search(f"[{HANGUL}]", one)]
    plain = "|".join(re.escape(one) for one in korean if one not in of_everyday)
    everyday = "|".join(re.escape(one) for one in korean if one in of_everyday)
    chinese = "|".join(re.escape(one) for one in names if one not in korean)
    kinds = (
        (plain, rf"(?<!\w)(?:{plain}){_BRACKETED}{_SPOKEN}"),
        (everyday, rf"(?<!\w)(?:{everyday})(?={_POSSESSED})"),
        (chinese, rf"(?:{chinese}){_BRACKETED}{_SPOKEN_IN_CHINESE}"),
    )
    return re.compile("|".join(pattern for some, pattern in kinds if some))
