# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find where a file's comments and docstrings say that its code comes from elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gyebo.makers import NOBODY, Makers
from gyebo.notices.conventions import ADVERB, STEMS, STRICTNESS, Convention, conventions
from gyebo.notices.denials import credited, is_denied
from gyebo.notices.lines import Line, around, lines
from gyebo.notices.targets import LINK, Strictness, Target, named, targets
from gyebo.report import Reference

FILE_LIMIT = 1_048_576
"""Characters of comment read of one file."""
SHOWN = 300
WRAPPED = 60
"""A line shorter than this was not broken for want of room, so its phrase ends with it."""
WRAPPING = 4
"""Lines behind a mention that may still belong to it."""
REPOSITORY_WIDE = 1
MENTION = 0
SECTION = 15
"""Lines below a heading such as Acknowledgements that still belong to it."""

ANNOUNCED = 120
"""Characters within which "it can be found here" reaches its link."""

BY_DEGREE = re.compile(rf"\b{ADVERB}\s$", re.IGNORECASE)
TO_FROM = re.compile(r"[^.:;]{0,40}?\bfrom\b", re.IGNORECASE)
UNLIKE = re.compile(
    r"(?:무관|관계\s?없|상관\s?없|달리|다르게|다른|대신|아니[라고며]|아닌|않[고은는아]|없이|말고)[가-힣]{0,4}[\s,]+"
)
TOPIC = re.compile(r"(?<=\w)[은는]\s+")
CODE_WORD = re.compile(
    r"\b(?:code|file|implementation|model|class|module|function|script|version|kernel|loader|parts?|layer|logic)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[\w)\]`'\"]{2})\.(?=\s+[A-Z]|\s*$)")
LIST_ITEM = re.compile(r"[-*•]\s|\d[.)]\s|https?://|(?:please )?(?:see|refer to|cf\.?):?\shttps?://", re.IGNORECASE)
NAMES_BEHIND = re.compile(r"[:：]$|[은는–-]\s$")
"""How a Korean word of descent ends whose source stands behind it: "출처는 ..."."""
BARE_LINK = re.compile(r"https?://\S+")
POINTS_ON = re.compile(r"(?:\b(?:here|from|found|see|in|on|of|by|at|the|and)|[:,(])\s*:?$", re.IGNORECASE)
ATTRIBUTION = re.compile(
    r"(?:^|/)(?:(?:notice|third[-_]?party|credits|authors|acknowledg|licen[cs]e|copying)[^/]*$|LICENSES/)",
    re.IGNORECASE,
)
"""Files in which a mention is an attribution, whatever its words."""
WIDE = re.compile(
    r"\b(?:code (?:of|from)|portions? of|(?:contain(?:s|ing)?|us(?:es?|ed|ing)) (?:(?!no )\w+ ){0,2}code)\b"
    r"|\binclud(?:es?|ing) (?:\S+ )?(?:software|code)\b|출처|참고|사용(?:했|하였)|기반",
    re.IGNORECASE,
)
"""What a README says of its sources besides the conventions of comments."""
HEADING = re.compile(
    r"\W{0,10}(?:\d+\.\s)?(?:출처|참고(?: ?문헌| ?자료)?|감사의 ?[글말]|acknowledge?ments?|credits?|references?"
    r"|sources?|third[- ]party(?: \w{1,20}){0,2})(?: (?:and|&|및) \w{1,20})?\W{0,10}",
    re.IGNORECASE,
)
WORDS = re.compile(r"[^\W\d_]{2}")
ANY_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
DEFINITE = re.compile(r"here|found|seen?|available|:", re.IGNORECASE)


def references(comments: Sequence[tuple[int, str]], path: str, makers: Makers = NOBODY) -> tuple[Reference, ...]:
    """Each mention of an origin, one for each thing named; `comments` are as in statements()."""
    written = lines(around(comments, STEMS, WRAPPING), FILE_LIMIT)
    numbered = [replace(one, text=makers.read(one.text)) for one in written]
    found = (reference for at in range(len(numbered)) for reference in _on_line(numbered, at, path))
    told = {(reference.line, reference.target): reference for reference in found}
    shown = {one.number: one.text[:SHOWN] for one, other in zip(written, numbered, strict=True) if one != other}
    return tuple(replace(one, text=shown.get(one.line, one.text)) for one in told.values())


def pointers(comments: Sequence[tuple[int, str]], path: str, said: Sequence[Reference]) -> tuple[Reference, ...]:
    """Links to code elsewhere that nothing is said of ("see", or a link alone): mentions, and no references."""
    spoken = {one.target for one in said}
    numbered = lines([one for one in comments if "://" in one[1]], FILE_LIMIT)
    return tuple(
        Reference(path, one.number, one.text[:SHOWN], target.text, MENTION)
        for one in numbered
        if "://" in one.text
        for target in targets(one.text, Strictness.LINK)
        if target.text not in spoken
    )


def repository_references(text: str, path: str, makers: Makers = NOBODY) -> tuple[Reference, ...]:
    """The same for README, NOTICE and their like: what speaks for the whole repository, and what may merely mention."""
    said = [replace(one, level=REPOSITORY_WIDE) for one in references([(1, text)], path, makers)]
    spoken = {one.line for one in said}
    numbered = lines([(1, text)], FILE_LIMIT)
    attributed = _attributed(numbered, text, path)
    unspoken = (one for one in numbered if one.number not in spoken and WORDS.search(one.text))
    left = ((one, credited(one.text, WIDE)) for one in unspoken)
    others = (
        Reference(
            path,
            one.number,
            one.text[:SHOWN],
            makers.read(about),
            REPOSITORY_WIDE if one.number in attributed else MENTION,
        )
        for one, about in left
        if WORDS.search(about)
    )
    return tuple(sorted((*said, *others), key=lambda one: one.line))


def _attributed(numbered: Sequence[Line], text: str, path: str) -> frozenset[int]:
    """The lines that name a source by where they stand, or in words a comment would not use."""
    if ATTRIBUTION.search(path):
        return frozenset(one.number for one in numbered)
    found = {one.number for one in numbered if WIDE.search(one.text)}
    left = 0
    for number, line in enumerate(text[:FILE_LIMIT].split("\n"), 1):
        opens = HEADING.fullmatch(line.strip())
        left = SECTION if opens else 0 if ANY_HEADING.match(line) else left - 1
        if left >= 0 and not opens and not ANY_HEADING.match(line):
            found.add(number)
    return frozenset(found)


def _on_line(numbered: Sequence[Line], at: int, path: str) -> Iterator[Reference]:
    line = numbered[at]
    if not STEMS.are_in(line.text):
        return
    mentions = [
        one
        for place, one in enumerate(conventions(line.text).finditer(line.text))
        if not place or one["original"] is None
    ]
    for mention, after in zip(mentions, [*mentions[1:], None], strict=False):
        kind = Convention(mention.lastgroup or "")
        if is_denied(mention, kind, line.text):
            continue
        end = after.start() if after else len(line.text)
        words = _words(numbered, at, mention, end, kind)
        shown = f"{line.text[mention.start() : mention.end()]} {words}" if len(line.text) > SHOWN else line.text
        for target in targets(words, _strictness(mention, kind, line.text)) or _original(mention, kind):
            yield Reference(path, line.number, _shown(shown, words), target.text, target.level)


def _original(mention: re.Match[str], kind: Convention) -> tuple[Target, ...]:
    """The name within "the original ZoeDepth implementation"."""
    return named(mention.group().split(" ", 1)[-1]) if kind is Convention.ORIGINAL else ()


def _strictness(mention: re.Match[str], kind: Convention, line: str) -> Strictness:
    """A decision is based on a value, too: only behind a word for code, or where it opens, is a name believed."""
    before = BY_DEGREE.sub("", line[max(0, mention.start() - 60) : mention.start()])
    is_prose = kind is Convention.BASED and re.search(r"\w\s*$", before) and not CODE_WORD.search(before)
    return Strictness.LINK if is_prose else STRICTNESS[kind]


def _words(numbered: Sequence[Line], at: int, mention: re.Match[str], end: int, kind: Convention) -> str:
    """What the mention speaks of: behind it, to the end of its sentence, on up to four lines; in Korean also before."""
    line = numbered[at].text
    names_behind = NAMES_BEHIND.search(mention.group()) or BARE_LINK.match(line, mention.end())
    if kind is Convention.KOREAN and not names_behind:
        return _spoken_of(line[: mention.start()])
    skip = TO_FROM.match(line, mention.end()) if kind is Convention.COPIED and " of" not in mention.group() else None
    words = line[skip.end() if skip else mention.end() : end]
    if end < len(line):
        return _sentence(words)
    return _sentence(_joined(words, numbered, at))


def _spoken_of(before: str) -> str:
    """What stands before a Korean word of descent, without what it is set apart from or only opens with."""
    unlike = max((one.end() for one in UNLIKE.finditer(before)), default=0)
    topic = max((one.end() for one in TOPIC.finditer(before, unlike)), default=unlike)
    return before[topic:] if targets(before[topic:], Strictness.PROSE) else before[unlike:]


def _joined(words: str, numbered: Sequence[Line], at: int) -> str:
    text = numbered[at].text
    for offset, following in enumerate(numbered[at + 1 : at + 1 + WRAPPING], 1):
        broken = following.number != numbered[at].number + offset or not following.text
        if broken or not _goes_on(words, text, following.text) or conventions(following.text).match(following.text):
            return words
        words, text = f"{words} {following.text}", following.text
    return words


def _goes_on(words: str, line: str, following: str) -> bool:
    """Whether a phrase wraps: it says "here:", has no target yet and no end, or lists further links."""
    if POINTS_ON.search(words[-40:].strip()) or not words.strip(" :-"):
        return True
    if LIST_ITEM.match(following):
        is_listed = following.startswith(("-", "*")) or (BARE_LINK.fullmatch(following) and BARE_LINK.fullmatch(line))
        return bool(LINK.search(following)) and bool(is_listed or not LINK.search(words))
    return len(line) > WRAPPED and not LINK.search(words) and not SENTENCE_END.search(words)


def _sentence(words: str) -> str:
    """To the end of the sentence; beyond it where a link is announced ("It can be seen here:")."""
    stop = SENTENCE_END.search(words)
    if not stop:
        return words
    rest = words[stop.end() :]
    link = LINK.search(rest)
    announced = link and link.start() < ANNOUNCED and DEFINITE.search(rest[: link.start()])
    return words if announced else words[: stop.start()]


def _shown(line: str, words: str) -> str:
    tail = words.strip()
    return (line if tail[:40] in line and tail[-20:] in line else f"{line} … {tail}")[:SHOWN]
