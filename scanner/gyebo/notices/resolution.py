# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say whether a reference means a given origin: its model, only its organisation, only its host project, or neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gyebo.report import Reference

EAST = "가-힣\u4e00-\u9fff"
"""A particle in this writing may hang to a Latin name: "DeepSeek의"."""
HUMP = re.compile(rf"\d+|[{EAST}]+|[^\W\d_{EAST}]+")
CAMEL = re.compile(
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
    rf"|(?<=[A-Za-z])(?=[{EAST}])|(?<=[{EAST}])(?=[A-Za-z])"
)
MODEL_FOLDER = re.compile(r"(?:^|[./])models[./]([A-Za-z]\w*)[./]")
MODEL_FILE = re.compile(
    r"(?:^|[./])(?:models[./]|modeling_|modular_|configuration_)([A-Za-z]\w*?)(?:\.py$|\.(?=[A-Z])|$)"
)
FILE_PREFIX = re.compile(r"(?:^|[./])(?:modeling|modular|configuration|processing|tokenization)(?:_tf|_flax)?_")
APART = re.compile(r"[\s()<>\[\]{}|\"'`,;]+")
SHORTEST_ALIAS = 2
PATH_PARTS = 3
AHEAD = 12
"""Letters behind a name that may make it another model's."""
SEPARATORS = 2
"""Dots and slashes of what is a path and not a word."""
VARIANTS = frozenset(
    "moe vl vision audio omni text video coder code math next mini nano tiny small large embedding guard ocr asr tts "
    "mla mtp image speech reranker thinking edge linear dense hybrid medusa eagle onevision".split()
)
"""Words that, behind a model's name, make it another model's."""
FAMILY_PREFIXES = frozenset("code tiny video open chat sea audio mobile distil long big nano mini deep x".split())
"""Words that, before a model's name and joined to it, make it another model's."""


SENTENCE = 4
"""Words of a target from which on it is a line of prose, and no name by itself."""
MEANT = re.compile(
    r"[-_ ]?v?\d|(?:'s)?[-_ ](?:model|code|llm|architecture|family|series|checkpoint|weights|implementation|repo)"
    r"|\s?(?:모델|코드|계열)|(?:模型|代码)",
    re.IGNORECASE,
)
"""What behind a common word shows that a model of that name is meant."""


class Resolution(StrEnum):
    """What a reference names, from the most to the least telling."""

    EXACT_MODEL = "exact-model"
    ORGANISATION = "organisation"
    HOST = "host"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a place of the corpus is called: ids and names of its model, aliases of its organisation, its host."""

    models: tuple[str, ...]
    organisations: tuple[str, ...]
    hosts: tuple[str, ...]
    path: str = ""
    is_word: bool = False
    """Whether its model's name is a common word, which in prose says nothing by itself."""
    siblings: tuple[str, ...] = ()
    """The organisation's other models of which there is code: a line that names one is about that one alone.

    Of a model without code of its own (DeepSeek-R1) the maker's name counts: of 94 such in vLLM's registry of tested
    models whose architecture is known, 75 run code of the same maker's that the corpus holds under another name.
    """
    family: str = ""
    """What its model's line is called: who names that alone has named no other model of it."""


def resolves(reference: Reference, origin: Origin) -> Resolution:
    """Whole words only, in any case; a folder under `models` that is another model's excludes the origin.

    Of a line with several paths each is asked by itself, and what stands beside them.
    """
    paths = [piece for piece in APART.split(reference.target) if _folder(piece)]
    if paths == [reference.target]:
        return _resolves(reference.target, origin)
    rest = reference.target
    for path in paths:
        rest = rest.replace(path, " ", 1)
    found = {_resolves(part, origin) for part in (*paths, rest)}
    return next(one for one in Resolution if one in found)


def _resolves(target: str, origin: Origin) -> Resolution:
    named = _folder(target)
    if named:
        if any(_words(named) == _words(model) for model in origin.models):
            return Resolution.EXACT_MODEL
        return Resolution.NO
    names = _means_model if origin.is_word and len(target.split()) >= SENTENCE else _names_model
    if _same_path(target, origin.path) or any(names(target, model) for model in origin.models):
        return Resolution.EXACT_MODEL
    words = _words(target)
    if any(_contains(words, _words(alias), len(alias)) for alias in origin.organisations) or _means_family(
        target, origin.family
    ):
        is_another = any(_names_model(target, sibling) for sibling in origin.siblings)
        return Resolution.NO if is_another else Resolution.ORGANISATION
    if any(_contains(words, _words(host), len(host)) for host in origin.hosts):
        return Resolution.HOST
    return Resolution.NO


def kin(reference: Reference, origin: Origin) -> str:
    """The other model of the origin's maker that a reference names; empty where it names none."""
    held = squashed(reference.target)
    likely = (one for one in origin.siblings if "".join(_words(one)) in held)
    return next((one for one in likely if resolves(reference, Origin((one,), (), ())) is Resolution.EXACT_MODEL), "")


def is_path_of(target: str, models: Sequence[str]) -> bool:
    """Whether a target is the path of a file or folder of one of these models, whatever words it holds besides."""
    named = _words(_folder(target))
    return bool(named) and any(named == _words(model) for model in models)


def squashed(text: str) -> str:
    """Letters and digits alone: a text can name only what its squashed form holds."""
    return "".join(_words(text)) + " " + "".join(_words(FILE_PREFIX.sub("/", text)))


def keys(origin: Origin) -> frozenset[str]:
    """Of these squashed names a text must hold one to resolve to the model or its organisation."""
    names = (*origin.models, *origin.organisations, origin.family, origin.path.rsplit("/", 1)[-1])
    return frozenset(key for name in names if (key := "".join(_words(name))))


def _folder(target: str) -> str:
    """The model that a dotted path or a file's path names by its place."""
    if target.count("/") + target.count(".") < SEPARATORS:
        return ""
    found = MODEL_FOLDER.search(target) or MODEL_FILE.search(target)
    return found[1] if found else ""


def _same_path(target: str, path: str) -> bool:
    """Whether a target ends in the last parts of the origin's path."""
    ending = "/".join(path.split("/")[-PATH_PARTS:])
    return ending.count("/") == PATH_PARTS - 1 and f"/{target}".endswith(f"/{ending}")


def _words(text: str) -> tuple[str, ...]:
    """Runs of letters and runs of digits, folded: "deepseek", "v", "3"."""
    return tuple(word.casefold() for word in HUMP.findall(text))


def _contains(words: tuple[str, ...], sought: tuple[str, ...], length: int) -> bool:
    if not sought or length < SHORTEST_ALIAS:
        return False
    return any(words[at : at + len(sought)] == sought for at in range(len(words) - len(sought) + 1))


def _means_family(target: str, family: str) -> bool:
    """Whether a line of models is named, by a word of its own: LlamaRMSNorm is one model's."""
    if not family:
        return False
    name = r"[\s_.-]?".join(map(re.escape, HUMP.findall(family)))
    whole = re.search(rf"(?<![^\W{EAST}])(?<![-/]){name}(?![^\W{EAST}])", target[:1000], re.IGNORECASE)
    names = _means_model if len(target.split()) >= SENTENCE else _names_model
    return whole is not None and names(target, family)


def _means_model(target: str, model: str) -> bool:
    """Whether a line of prose names the model, and not the thing that the word stands for."""
    words = r"[\s_.-]?".join(map(re.escape, HUMP.findall(model)))
    return any(
        (
            target[: found.start()].endswith(("/", "_", "`"))
            or (found.group()[:1].isupper() and MEANT.match(target, found.end()))
        )
        and _names_model(target[found.start() : found.end() + AHEAD], model)
        for found in re.finditer(rf"(?<![^\W_]){words}(?![^\W\d_])", target[:1000], re.IGNORECASE)
    )


def _names_model(target: str, model: str) -> bool:
    """Whether the model's name stands in the target as a name of its own, not as part of a longer model name."""
    key = "".join(_words(model))
    pieces = _pieces(FILE_PREFIX.sub("/", target))
    for first in range(len(pieces)):
        joined = ""
        for last in range(first, min(len(pieces), first + 8)):
            joined += pieces[last][0]
            if joined == key:
                return _stands_alone(pieces, first, last)
            if not key.startswith(joined):
                break
    return False


def _pieces(target: str) -> list[tuple[str, str]]:
    """Humps and numbers, each with the separator before it: "" within a word, else the characters between."""
    found: list[tuple[str, str]] = []
    separator = "/"
    for run in re.finditer(r"([^\W_](?:[^\W_]|\+)*)|([^\w]+|_+)", re.sub(r"(?<=[-_])MoE", "Moe", target[:1000])):
        if run[1] is None:
            separator = run[2]
            continue
        for hump in CAMEL.split(run[1]):
            found += [(hump.casefold(), separator)] if hump else []
            separator = ""
    return found


def _stands_alone(pieces: list[tuple[str, str]], first: int, last: int) -> bool:
    before, separator = pieces[first - 1][0] if first else "", pieces[first][1]
    if before and (separator == "" or (separator in ("-", "_") and before in FAMILY_PREFIXES)):
        return False
    if last + 1 == len(pieces):
        return True
    after, separator = pieces[last + 1]
    if separator in ("", "-", "_", " ") and after in VARIANTS:
        return False
    if separator and _is_size([piece for piece, _ in pieces[last + 1 : last + 5]]):
        return True  # in billions of weights, and no version
    return not (after[0].isdigit() and separator in ("", "-", "_", ".", " ")) and not _is_version(
        pieces, last, separator
    )


def _is_size(behind: list[str]) -> bool:
    """Whether "7b", "8x7b" or "a3b" follows."""
    return bool(re.match(r"(?:\d+ x )?(?:a )?\d+ b(?: |$)", " ".join(behind)))


def _is_version(pieces: list[tuple[str, str]], last: int, separator: str) -> bool:
    """Whether a letter and a number follow that name another model ("-V3", "-M2", "-R1"), and no size ("-B16")."""
    follows = "".join(
        piece for piece, joint in pieces[last + 1 : last + 3] if not joint or piece == pieces[last + 1][0]
    )
    return separator in ("", "-", "_", " ") and bool(re.match(r"v\d|[ac-fi-kmnp-rtu-z]\d{1,2}$", follows))
