# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Split the part of a copyright statement behind the years into its holders; every pattern here is linear."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 200
MOST = 50
"""Holders kept of one statement: of 492 distinct ones in two releases of transformers none names more than 10."""

ADDRESS = r"(?:https?://|www\.|[^()\[\]\s@]{1,64}@)"
CONTACT = re.compile(
    rf"<[^<>]{{0,200}}>|\({ADDRESS}[^()]{{0,200}}\)|\[{ADDRESS}[^\[\]]{{0,200}}\]"
    r"|(?:(?<=\s)|(?<=,))(?:https?://|www\.)\S{1,200}|(?:(?<=\s)|(?<=,))[^\s@,()<>]{1,64}@[^\s@,()<>]{1,64}\.[^\s@,()<>]{1,64}"
)
LICENCE = (
    r"(?:apache(?:[ -]licen[cs]e|[ -]v?\d)"
    r"|(?:mit|isc|x11|zlib|boost|bsd|mozilla|eclipse)(?: public)?[ -](?:licen[cs]e|라이[선센]스)|아파치 라이[선센]스"
    r"|bsd[ -]\d|\d[ -]clause bsd|[al]?gpl[ -]?v?\d|gnu (?:lesser |affero )?general"
    r"|[em]pl[ -]?v?\d|cc[ -](?:by|0)|unlicense)"
)
"""Names that are no holder's. A bare "MIT" is one: that institute owns code, and names itself so."""
TAIL = re.compile(
    r"\ball(?:\s*$|\s+rights?\b)|\b(?:dual[- ])?licensed (?:under|as|with)\b|\blicen[cs]e:|라이[선센]스\s?:"
    r"|\b(?:released|distributed|available|provided|published|shared) (?:\w{1,12} )?under\b"
    r"|\bunder (?:the |an? )?(?:MIT\b|terms\b)"
    rf"|(?:\bunder )?(?:\bthe |遵循\s?)?[(\[]?\b{LICENCE}"
    r"|[(\[<]?\bsee (?:the |also )?(?:accompanying |file )?(?:licen[cs]e|authors|notice|copying|readme|http)"
    r"|\bthis (?:file|code)\b"
    r"|SPDX-|무단|모든\s?권리|판권|재배포|保留|版权所有|版權所有|著作权所有|不得|。|(?:에게|에)\s{0,3}(?:있|귀속)",
    re.IGNORECASE,
)
LEGAL = r"inc|ltd|limited|llc|corp|corporation|co|gmbh|s\.a|s\.r\.l|plc|pte|pty|b\.v|n\.v|k\.k|llp"
CREW = r"(?:affiliates|contributors|others|subsidiaries|collaborators)"
BOUNDARY = re.compile(
    r"(?P<open>[(\[（])|(?P<close>[)\]）])|(?P<comma>[,，、;；]|(?<=\s)[/·ㆍ](?=\s))|(?P<and>(?<=[\s.,，])(?:and|&|및)(?=\s))"
    r"|(?P<korean>(?<=[가-힣])[와과]\s(?=주식회사|유한회사|재단법인|사단법인|㈜|\(주\)))"
    r"|(?P<the>\s(?=the\s))|(?P<next>(?:(?<=\binc\.)|(?<=\bltd\.)|(?<=\bcorp\.))\s)",
    re.IGNORECASE,
)
SUFFIX_FOLLOWS = re.compile(
    rf"\s*(?:{LEGAL})\b|\s*주식회사\s*(?:$|[,.])|\s*an? [^,]{{1,60}} (?:company|subsidiary)\b", re.IGNORECASE
)
CREW_FOLLOWS = re.compile(rf"\s*(?:(?:and|or|&)\s)?\s*(?:its |other |their )?{CREW}\b", re.IGNORECASE)
CREW_AT_END = re.compile(
    rf"[\s,]{{0,3}}\b(?:and/or|and|or)\s(?:its |other |their )?{CREW}$|\s&\s{CREW}$", re.IGNORECASE
)
ONE_FIELD = (
    re.compile(r"\b(?:sciences?|electronics|information|arts|engineering|aeronautics)\s$", re.IGNORECASE),
    re.compile(r"\s(?:technology|telecommunications|engineering|sciences?|ict|communications|space)\b", re.IGNORECASE),
)
"""Fields that one institution's name joins: "Science & Technology", "Electronics and Telecommunications"."""
ONE_WORD = re.compile(r"\s?the \S{1,40} ", re.IGNORECASE)
TEAM_FOLLOWS = re.compile(r"\s\S{1,40}\steam\b", re.IGNORECASE)
SAME_HOLDER_FOLLOWS = re.compile(r"(?:team|authors|research|company)", re.IGNORECASE)
UNIT = re.compile(r"(?:\bschool of|\bdepartment of)\b.{1,80}|.{1,80}\b(?:lab|laboratory|group)$", re.IGNORECASE)
UNIVERSITY_FOLLOWS = re.compile(r"[^,&]{0,80}(?:university|대학교|大学)", re.IGNORECASE)
PARTNERSHIP_FOLLOWS = re.compile(r"\s?co\.?\s(?:kg|kgaa|ohg)\b", re.IGNORECASE)
"""What "GmbH &" goes on with: a German partnership's one name."""
PREPOSITIONS = frozenset({"of", "to", "for", "at", "by", "in", "from", "with", "on"})
ABBREVIATIONS = frozenset(
    {"inc", "ltd", "corp", "co", "llc", "dr", "jr", "sr", "st", "univ", "dept", "bros", "pte", "s.a"}
)
DOTTED = frozenset({"inc", "ltd", "corp", "co"})
"""Abbreviations whose full stop belongs to the holder's name."""
LEADING = re.compile(r"^(?:(?:the|by|and|authors?:|holders?:|(?:19|20)\d\d)\s|[,&]\s?)+", re.IGNORECASE)
HANGING = re.compile(r"[\s,](?:and|or|&|및)$", re.IGNORECASE)
TRAILING_YEARS = re.compile(
    r"[\s,]{1,3}\(?(?:19|20)\d\d(?:\s?[-–~]\s?(?:(?:19|20)?\d\d|present|now|현재))?\)?\.?$", re.IGNORECASE
)
EDGES = " \t,;:/|-–—*#\"'`.…™®"
CLOSERS = re.compile(r"(?:주식회사|유한회사|\(주\)|\(유\)|有限公司|股份)")
KEY_NOISE = re.compile(rf"\b(?:the|team|teams|authors?|org|organi[sz]ation|{LEGAL})\b", re.IGNORECASE)


def holders(rest: str) -> tuple[str, ...]:
    """The holders named behind the years, whole and in order."""
    names = _names(CONTACT.sub(" ", rest)) or _names(rest)
    named = [name for name in names if name and not re.fullmatch(CREW, name, re.IGNORECASE)]
    return tuple(dict.fromkeys(named or names))[:MOST]


def years_behind(rest: str) -> str:
    """The years that stand behind the holders, where none stand before them."""
    found = TRAILING_YEARS.search(_first_sentence(rest).rstrip())
    return found.group().strip(EDGES + "()") if found else ""


def _names(rest: str) -> list[str]:
    text = TRAILING_YEARS.sub("", " ".join(_first_sentence(rest).split()))
    return [name for piece in _pieces(text) if (name := _trimmed(piece))]


def key(holder: str) -> str:
    """What two spellings of a holder have in common: no case, article, legal form, "team" or punctuation."""
    return "".join(filter(str.isalnum, bare(holder))) or "".join(filter(str.isalnum, _folded(holder)))


def bare(holder: str) -> str:
    """The name in its words, without case, article, legal form and "team": "moonshot ai" of "Moonshot AI, Inc."."""
    named = CLOSERS.sub(" ", KEY_NOISE.sub(" ", CREW_AT_END.sub("", _folded(holder))))
    return " ".join(named.split()).strip(EDGES)


def _folded(holder: str) -> str:
    return unicodedata.normalize("NFKC", holder).casefold()


def _first_sentence(text: str) -> str:
    tail = TAIL.search(text)
    text = text[: tail.start()] if tail else text
    for stop in re.finditer(r"\.\s", text):
        before = text[max(0, stop.start() - 30) : stop.start()].split()
        word = before[-1].casefold() if before else ""
        if len(word.strip("(")) > 1 and word not in ABBREVIATIONS:
            return text[: stop.start()]
    return text


def _pieces(text: str) -> Iterator[str]:
    """Cut at the separators outside brackets that part two holders."""
    start, depth, made = 0, 0, 0
    for boundary in BOUNDARY.finditer(text):
        depth = max(0, depth + (boundary.lastgroup == "open") - (boundary.lastgroup == "close"))
        if depth or boundary.lastgroup in ("open", "close") or made > MOST:
            continue
        left = text[max(start, boundary.start() - LONGEST) : boundary.start()]
        if _parts(boundary, left, text[boundary.end() : boundary.end() + LONGEST]):
            yield text[start : boundary.start()]
            start, made = boundary.end(), made + 1
    yield text[start:]


def _parts(boundary: re.Match[str], left: str, right: str) -> bool:
    match boundary.lastgroup:
        case "comma":
            return not (SUFFIX_FOLLOWS.match(right) or CREW_FOLLOWS.match(right) or _is_apposition(left, right))
        case "and":
            return not (CREW_FOLLOWS.match(right) or _is_one_name(boundary.group(), left, right))
        case "korean":
            return True
        case "the":
            words = left.split()
            return bool(words) and not words[-1].endswith(",") and words[-1].casefold() not in PREPOSITIONS
        case _:
            return right[:1].isupper() and not SAME_HOLDER_FOLLOWS.match(right)


def _is_apposition(left: str, right: str) -> bool:
    """Whether a comma stands between a team or laboratory and the body it is part of."""
    unit = left.strip()
    body = right.strip()
    if unit.casefold().endswith(" team") and re.match(r"\S{1,40} group\b", body, re.IGNORECASE):
        return True
    return bool(UNIT.fullmatch(unit) and UNIVERSITY_FOLLOWS.match(body))


def _is_one_name(sign: str, left: str, right: str) -> bool:
    if PARTNERSHIP_FOLLOWS.match(right):
        return True
    before, after = ONE_FIELD
    if before.search(left) and after.match(right):
        return True
    return sign == "&" and bool(ONE_WORD.fullmatch(left)) and bool(TEAM_FOLLOWS.match(right))


def _trimmed(piece: str) -> str:
    name = HANGING.sub("", LEADING.sub("", piece.strip(EDGES), count=1).strip(EDGES))
    if name.count(")") > name.count("("):
        name = name.rstrip(EDGES + ")")
    name = TRAILING_YEARS.sub("", CREW_AT_END.sub("", name[:LONGEST])).strip(EDGES)
    ended = name.rsplit(" ", 1)[-1].casefold() in DOTTED and f"{name}." in piece
    return f"{name}." if ended else name
