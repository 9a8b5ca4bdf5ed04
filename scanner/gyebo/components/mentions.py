# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell from its bytes whether Python code may use others' models, and which of it need be parsed to know."""

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from gyebo.components.presets import SAYING
from gyebo.model import I64, Unit
from gyebo.report import FragmentKind

LIBRARIES = ("transformers", "diffusers", "vllm", "sglang", "timm", "open_clip", "sentence_transformers")
CREATING = frozenset("create_model create_model_and_transforms create_model_from_pretrained".split())
"""Calls by which timm and open_clip are asked for a model."""
LOADERS = CREATING | frozenset(
    "from_pretrained snapshot_download hf_hub_download CrossEncoder load_url load_state_dict_from_url "
    "download_url_to_file LLM SentenceTransformer pipeline".split()
)
"""Calls whose name argument says what weights are loaded."""
READING = frozenset({"torch.load", "jax.numpy.load", "jnp.load", "np.load", "numpy.load"})
TYPED = "model_type"
"""The argument by which a library is asked for the layers of a published model: no class of it need be imported."""
BUILDERS = frozenset({"for_model"})
"""Calls that take it as their first argument."""
MAPPINGS = "_MAPPING"
"""How the tables end that a library keeps its models in, by type."""
OPENING = frozenset("load_file load_checkpoint load_weights safe_open load_checkpoint_and_dispatch".split())
"""Calls whose first argument is the path of a weight file."""
QUOTED = re.compile(rb"[\"'][A-Za-z0-9][\w.-]{0,95}/[\w.{}%-]{0,96}[\"']")
"""What may be a name on a hub: a setting that is defined apart from where it is used."""
BEHIND = re.compile(rb"/[\w.{}%-]{0,96}[\"']")
BEFORE = re.compile(rb"[\"'][A-Za-z0-9][\w.-]{0,95}\Z")
"""The same, from its middle: to look for what may begin anywhere takes far longer."""
PREFIX = 2
"""Letters before a text's quotation mark: rb, f."""
CALLED = "|".join(("load", *sorted(LOADERS | OPENING), *map(re.escape, sorted(READING)))).encode()
ASKED = (
    TYPED.encode() + rb"(?=[\s\\]*=)|" + b"|".join(one.encode() for one in BUILDERS) + rb"\b|\w*" + MAPPINGS.encode()
)
WORD = re.compile(ASKED + rb"|\w*hub\w*|(?:" + CALLED + rb")(?=[\s\\]*\()|(?:" + "|".join(LIBRARIES).encode() + rb")\b")
"""One of these begins in the code of every file that uses something; parsing it again costs as much as reading it."""
_STEMS = "hub load pretrained create_model LLM Sentence CrossEncoder pipeline open former diffusers vllm sglang timm"
STEMS = tuple(re.escape(stem).encode() for stem in (*_STEMS.split(), *sorted(READING), TYPED, *BUILDERS, MAPPINGS))
"""One of these stands in all of them: to look for a pattern that may begin anywhere takes 20 times as long."""
ALIAS = re.compile(rb"\b(?:" + "|".join(LIBRARIES).encode() + rb")[\s\\]+as[\s\\]+(\w+)")


def mentions(text: bytes, tokens: I64, setting: Sequence[int]) -> list[int]:
    """Where the code names a library or a loader; whoever loads from a hub says both words."""
    stems = [one.start() for stem in STEMS for one in re.finditer(stem, text)]
    begun = np.unique(tokens[np.searchsorted(tokens, stems, side="right") - 1]) if len(tokens) else tokens
    found = {start: one[0] for start in begun.tolist() if (one := WORD.match(text, start))}
    words = set(found.values())
    named = {word for word in words if (word != b"load" and b"hub" not in word) or word.decode() in LOADERS}
    if not named and not (b"load" in words and len(words) > 1) and not setting:
        return []
    aliases = (re.escape(alias) for alias in set(ALIAS.findall(text)))
    said = (one.start() for alias in aliases for one in re.finditer(alias, text))
    return [*found, *said, *setting, *(one.start() for one in QUOTED.finditer(text))]


def setting_at(text: bytes, tokens: I64) -> list[int]:
    """Where something may be set to a model's name, if the code holds what may be one."""
    slashes = (one.start() for one in BEHIND.finditer(text))
    quotes = [one.start() for at in slashes if (one := BEFORE.search(text, max(0, at - 97), at))]
    begun = tokens[np.searchsorted(tokens, quotes, side="right") - 1] if len(tokens) else tokens
    is_told = any(quote - start <= PREFIX for quote, start in zip(quotes, begun.tolist(), strict=False))
    return [one.start() for one in SAYING.finditer(text)] if is_told else []


def without(text: bytes, units: Sequence[Unit], mentions: Sequence[int]) -> bytes:
    """The text with a number for each definition that names nothing: to parse those costs as much as reading it."""
    ordered, parts, done = sorted(mentions), list[bytes](), 0
    for unit in units[1:]:
        is_silent = bisect_left(ordered, unit.start) == bisect_left(ordered, unit.end)
        if unit.start >= done and is_silent and unit.kind is not FragmentKind.LAMBDA:
            parts += text[done : unit.start], b"0", b"\n" * text.count(b"\n", unit.start, unit.end)
            done = unit.end
    return b"".join((*parts, text[done:]))
