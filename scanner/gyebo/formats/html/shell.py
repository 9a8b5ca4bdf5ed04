# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What every page of ours is: one file with its own style and script by their hashes, in both languages."""

import base64
import hashlib
import re

from gyebo.formats.html.differing import differing
from gyebo.report.cells import Notebooks
from gyebo.resources import folder
from gyebo.templating import escaped, safe
from gyebo.templating import render as fill
from gyebo.tongue import tongue

UNBROKEN = re.compile(r"(?<![\w.-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9.,]+%[가-힣]+")
"""A date, which would be broken at its hyphens, and a share with the particle that belongs to it."""


def page(template: str, values: dict[str, object], head: str) -> bytes:
    """A page from its template; `head` stands on top of what is printed."""
    style, script = _asset("style.css") + _running_head(head), _asset("script.js")
    tools: dict[str, object] = {
        "style": style,
        "script": script,
        "policy": _policy(style, script),
        "saying": "say.html.j2",
        "ko": tongue("ko"),
        "en": tongue("en"),
        "number": _number,
        "percent": _percent,
        "short": _short,
        "anchor": _anchor,
        "differing": differing,
        "dated": _dated,
    }
    return fill(template, {"notebooks": Notebooks({}), **values, **tools}).encode()


def _number(count: int) -> str:
    return f"{count:,}"


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _short(digest: str) -> str:
    return digest[:12]


def _anchor(identifier: str) -> str:
    """An identifier as a link may hold it; ours are letters and digits already, a stored report's may be anything."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in identifier)


def _dated(text: str) -> str:
    """A sentence, escaped, whose dates and shares stay whole."""
    return safe(UNBROKEN.sub(r'<span class="date">\g<0></span>', escaped(text)))


def _asset(name: str) -> str:
    return (folder("reports") / name).read_text(encoding="utf-8")


def _running_head(head: str) -> str:
    """Letters, digits, blanks and hyphens only, since a stylesheet is no place for escapes."""
    plain = "".join(c for c in head if c.isascii() and (c.isalnum() or c in " -."))
    return f'\n@page {{ @top-right {{ content: "gyebo · {plain}"; font: 8pt sans-serif; }} }}\n'


def _policy(style: str, script: str) -> str:
    """The page's own style and script by their hashes; all else, a slip in the escaping included, is refused."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(inline: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
