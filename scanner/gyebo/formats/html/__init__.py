# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The report as one self-contained page in Korean and English; it asks nothing of the network, nor of a script."""

import base64
import hashlib

from gyebo.display import display_all
from gyebo.formats.html.page import Page, page
from gyebo.formats.html.tongue import tongue
from gyebo.report import Excerpt, Report, Text
from gyebo.resources import folder
from gyebo.templating import render as fill


def render(report: Report) -> bytes:
    shown = display_all(report, multiline=(Text,), untouched=(Excerpt,))
    style, script = _asset("style.css") + _running_head(shown), _asset("script.js")
    values = {**_values(shown, page(shown)), "style": style, "script": script, "policy": _policy(style, script)}
    return fill("report.html.j2", values).encode()


def _values(report: Report, laid_out: Page) -> dict[str, object]:
    return {
        "report": report,
        "page": laid_out,
        "ko": tongue("ko"),
        "en": tongue("en"),
        "number": _number,
        "percent": _percent,
        "short": _short,
        "anchor": _anchor,
    }


def _number(count: int) -> str:
    return f"{count:,}"


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _short(digest: str) -> str:
    return digest[:12]


def _anchor(identifier: str) -> str:
    """An identifier as a link may hold it; ours are letters and digits already, a stored report's may be anything."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in identifier)


def _asset(name: str) -> str:
    return (folder("reports") / name).read_text(encoding="utf-8")


def _running_head(report: Report) -> str:
    """The digest on top of every printed page; letters and digits only, since a stylesheet is no place for escapes."""
    digest = "".join(c for c in report.submission.digest[:16] if c.isascii() and c.isalnum())
    return f'\n@page {{ @top-right {{ content: "gyebo · {digest}"; }} }}\n'


def _policy(style: str, script: str) -> str:
    """The page's own style and script by their hashes; all else, a slip in the escaping included, is refused."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(inline: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
