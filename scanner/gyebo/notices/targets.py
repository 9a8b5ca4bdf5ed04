# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read what a reference points at out of the words behind it: links, dotted paths, files and names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

OBJECT, REPOSITORY, NAME, IDEA = 4, 3, 2, 1
LINK = re.compile(r"https?://[^\s<>\"'`|{}\\]{4,400}")
PERMALINK = re.compile(
    r"/(?:blob|blame|tree|raw|commit|resolve|src)/[0-9a-f]{7,40}(?:/|$)"
    r"|raw\.githubusercontent\.com/[\w.-]+/[\w.-]+/[0-9a-f]{40}/"
)
RAW = re.compile(r"raw\.githubusercontent\.com/([\w.-]+/[\w.-]+)/(?:refs/(?:heads|tags)/)?[^/]+/")
FORGE = re.compile(
    r"(?:github\.com|raw\.githubusercontent\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org|gist\.github\.com|modelscope\.cn/models"
    r"|huggingface\.co(?:/spaces)?)/(?!docs/)[\w.-]+/[\w.-]+"
)
TALK = re.compile(r"/(?:issues|discussions|wiki|releases|pull)(?:/|$)")
PAPER = re.compile(
    r"(?:arxiv\.org/\w+|huggingface\.co/papers|alphaxiv\.org/\w+)/(\d{4}\.\d{4,5})|arxiv\.org|doi\.org|openreview"
)
DOCUMENTATION = re.compile(r"(?:^|\.)docs?\.|/docs?/|/api_docs/|readthedocs|wikipedia\.org")
LISTING = re.compile(r"/_modules/")
"""Where documentation shows the source itself."""
DOTTED = re.compile(r"(?<![\w/.-])(?!self\.|cls\.)[A-Za-z_]\w{1,60}(?:\.[A-Za-z_]\w{0,80}){2,10}(?![\w/])")
FILE = re.compile(r"(?<![\w.])(?:[\w.-]{1,60}/){0,8}[\w-]{1,80}\.(?:py|cpp|cu|cuh|h|cc|perl|lua|js|ts|rs|java)\b(?!\.)")
WORD = re.compile(r"[A-Za-z0-9][\w.+#/-]{0,90}(?:'s)?|[(),;:&.]")
CLASS = re.compile(r"\s*(?:(?:the|original) ){0,2}[`\"']{0,2}((?:[A-Z]{1,8}[a-z0-9]{1,24}){2,8}[A-Z]{0,8})\b(?![.(])")
MODEL = re.compile(r"(?!(?:fp|bf|int|uint|float|conv|sm|py|v|x)_?\d)[a-z]{2,12}[-_]?[a-z]{0,3}\d[\w.-]{0,20}")
"""A model's name without a capital: "qwen2.5_vl", "sam2", "minimax_m2"."""
ARTICLES = frozenset({"the", "a", "an"})
RUN = 4
"""Words of a name, and words skipped before it."""
VERSION = re.compile(r"[vV]?\d[\d.]*[a-zA-Z]?|[B-HJ-Z]")
"""What goes on with a name: "Falcon 3", "HyperCLOVA X"."""
OF_ABROAD = re.compile(r"(?<=[A-Za-z0-9])\s?(?:의(?=\s)|的)")
"""The Korean and the Chinese "'s"."""
POSSESSIVE = re.compile(r"(?:'s|[가-힣]+|的)$")
QUOTE = re.compile(r"[`\[\]\"~*]|(?<=\s)'|^'|'(?=\s|$)")
SKIPPED = frozenset(
    "the an a our this that these those my original official public existing excellent great here class : module "
    "method function code implementation file version repo repository library model and of in by from script".split()
)
"""Words that may stand between the verb and the name."""
CODE = frozenset(
    "code codebase implementation implementations library repo repository repo's project model models version module "
    "class classes function script file source package backbone decoder encoder tokenizer kernel kernels attention "
    "and with but for in by from to via at on as is was , ; : . ( ) &".split()
)
"""Words that may follow a name when it is one; any other noun makes it a mere adjective ("JAX effective padding")."""
MODEL_NOUNS = frozenset("model models code codebase implementation implementations repo repository".split())
"""Behind these a name without a capital is one, article or none: "the deepseek_v3 model"."""
HOSTS = frozenset("transformers huggingface hugging face hf diffusers timm".split())
WITHIN_HOST = frozenset("library package repo repository the model".split())
"""What may stand between the library and the name of what in it is meant."""
NOT_CODE = frozenset(
    {"paper", "documentation", "docs", "tutorial", "article", "book", "blog", "architecture", "dataset"}
)
NO_SOURCE = frozenset(
    "sentencepiece wordpiece bpe byte-pair-encoding byte-pair unigram jieba jieba-rs llm llms gpu cpu tpu hf cuda i we "
    "if it todo note torch pytorch tensorflow python numpy jax rope iou mlp moe fa2 api ocp mx "
    "layernorm rmsnorm batchnorm groupnorm crossentropyloss multiheadattention".split()
)
"""Capitalised words that name a technique, a tool or nothing, never where model code came from."""


class Strictness(StrEnum):
    """How much a convention needs before what follows it is believed."""

    ANY = "any"
    PROSE = "prose"
    """Names only where the word behind them shows that code is meant."""
    LINK = "link"
    """Only links to places that host code."""
    PLACE = "place"
    """Only these, and paths, and what opens the phrase and is spelled as a class is."""


@dataclass(frozen=True, slots=True)
class Target:
    text: str
    level: int


def targets(words: str, strictness: Strictness) -> tuple[Target, ...]:
    """What the words behind a verb point at: links and the name before them, else paths, else names; four at most."""
    linked = tuple(filter(None, (_link(match.group(), strictness) for match in LINK.finditer(words))))
    if strictness is Strictness.LINK:
        return tuple(dict.fromkeys(target for target in linked if target.level > IDEA))[:4]
    if strictness is Strictness.PLACE:
        places = (*linked, *_paths(LINK.sub(" ", words)))
        told = tuple(dict.fromkeys(target for target in places if target.level >= REPOSITORY))[:4]
        return told or _class(words)
    if any(target.level > IDEA for target in linked):
        return tuple(dict.fromkeys((*linked, *_names(words[: words.index("://")], strictness))))[:4]
    spelled = tuple(_paths(LINK.sub(" ", words))) or tuple(_names(LINK.sub(" ", words), strictness))
    return tuple(dict.fromkeys((*spelled, *linked)))[:4]


def named(words: str) -> tuple[Target, ...]:
    """A name in front of a word for code, and nothing else: "ZoeDepth implementation"."""
    *name, noun = words.split() or [""]
    is_name = (name and all(map(_is_name, name))) or MODEL.fullmatch(" ".join(name))
    return (Target(" ".join(name), NAME),) if is_name and noun.casefold() in CODE else ()


def _class(words: str) -> tuple[Target, ...]:
    found = CLASS.match(words)
    known = found and found[1].casefold() not in NO_SOURCE
    return (Target(found[1], NAME),) if found and known else ()


def normalised(link: str) -> str:
    """A link without scheme, line numbers, query, branch or commit: host, owner, repository and path."""
    bare = re.split(r"[#?]", link.split("://", 1)[-1])[0].removeprefix("www.").rstrip(".,;:!)]*/")
    bare = RAW.sub(r"github.com/\1/", bare).replace("raw.githubusercontent.com/", "github.com/").removesuffix(".git")
    parts = bare.split("/")
    if parts[3:4] and parts[4:] and parts[3] in ("blob", "blame", "tree", "raw", "resolve", "src", "-"):
        parts = parts[:3] + parts[5:]
    return "/".join([parts[0].lower(), *parts[1:]])


def _link(link: str, strictness: Strictness) -> Target | None:
    paper = PAPER.search(link)
    if paper:
        return Target(f"arxiv.org/abs/{paper[1]}" if paper[1] else normalised(link), IDEA)
    hosts_code = bool(FORGE.search(link))
    if strictness in (Strictness.LINK, Strictness.PLACE) and (not hosts_code or TALK.search(link)):
        return None
    target = normalised(link)
    is_manual = DOCUMENTATION.search(link) and not (hosts_code or LISTING.search(link))
    if is_manual or target.rsplit("/", 1)[-1].casefold() in NO_SOURCE:
        return None
    return Target(target, OBJECT if hosts_code and PERMALINK.search(link) else REPOSITORY)


def _paths(words: str) -> Iterator[Target]:
    opening = words[:160]
    for dotted in DOTTED.finditer(opening):
        if not dotted.group().endswith((".py", ".md")):
            yield Target(dotted.group(), OBJECT)
    for file in FILE.finditer(opening):
        yield Target(file.group(), OBJECT if file.group().count("/") > 1 else NAME)


def _names(words: str, strictness: Strictness) -> Iterator[Target]:
    """The run of capitalised words that opens the phrase; a second one behind "and"."""
    tokens = _within_host(WORD.findall(QUOTE.sub(" ", OF_ABROAD.sub("'s ", words[:160]))))
    for _ in range(2):
        skipped, name, tokens = _run(tokens)
        following = tokens[0].casefold() if tokens else "."
        is_adjective = following not in CODE and not name.endswith("'s")
        if not name or NOT_CODE & {following, *(token.casefold() for token in tokens[1:2])}:
            return
        if is_adjective and (strictness is Strictness.PROSE or ARTICLES & skipped):
            return
        if not name.islower() or not ARTICLES & skipped or following in MODEL_NOUNS:
            yield Target(name.removesuffix("'s").rstrip("."), NAME)
        tokens = _behind_and(tokens)


def _within_host(tokens: list[str]) -> list[str]:
    """The words behind the name of a library, where they name something in it: "transformers' deepseek_v3"."""
    hosts = 0
    while hosts < min(RUN, len(tokens)) and POSSESSIVE.sub("", tokens[hosts]).casefold() in HOSTS:
        hosts += 1
    at = hosts
    while hosts and at < min(hosts + RUN, len(tokens)) and tokens[at].casefold() in WITHIN_HOST:
        at += 1
    return tokens[at:] if hosts and at < len(tokens) and _is_name(tokens[at]) else tokens


def _run(tokens: list[str]) -> tuple[frozenset[str], str, list[str]]:
    """The words skipped before a name, the name, and what follows it."""
    start = 0
    while start < min(RUN, len(tokens)) and tokens[start].casefold() in SKIPPED:
        start += 1
    at = start
    while at < min(start + RUN, len(tokens)) and (
        _is_name(tokens[at]) or (at > start and VERSION.fullmatch(tokens[at]))
    ):
        at += 1
        if tokens[at - 1].endswith("."):
            break
    return frozenset(token.casefold() for token in tokens[:start]), " ".join(tokens[start:at]), tokens[at:]


def _is_name(token: str) -> bool:
    bare = token.removesuffix("'s").rstrip(".").casefold()
    is_spelled = any(map(str.isupper, token)) or MODEL.fullmatch(bare)
    return bool(len(bare) > 1 and bare not in NO_SOURCE and is_spelled) or token.endswith("'s")


def _behind_and(tokens: list[str]) -> list[str]:
    for at, token in enumerate(tokens[:6]):
        if token.casefold() in ("and", "&"):
            return tokens[at + 1 :]
        if token in (".", ";"):
            return []
    return []
