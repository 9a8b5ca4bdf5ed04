# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Ask of every licence of rules/licences whether its own text is known by it, and a changed text as changed.

Usage: python benchmarks/licence_texts.py

The texts are those that ScanCode brings along; it is obtained into the cache. A text is changed in two ways: a sentence
with a condition behind it, and one of its words in twenty replaced. A maker's own licence is told by its words, so that
it stays itself; the text of a GNU licence says the same for "only" and "or later". The exit status is 1 when a plain
text is not known, one with a condition is not told as modified, or a reworded one passes as plain.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from gyebo.cli import places
from gyebo.licencebook import MODIFIED, Licence, LicenceBook
from gyebo.licences.texts import of_text
from measures.scanners import scancode_texts

CONDITION = (
    "\n\nIn addition, products with more than one million monthly active users must display the name of the author,"
    " and the software shall not be used for commercial purposes without written permission.\n"
)
WORD = re.compile(r"[A-Za-z]{4,}")
EVERY = 20
UNKNOWN = "nothing"
FORMS = ("plain", "with a condition", "reworded")
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
KEY = re.compile(r"^(?:spdx_license_key|key):\s*(\S+)", re.MULTILINE)
OTHERS = re.compile(r"^other_spdx_license_keys:\n((?:\s+- \S+\n)+)", re.MULTILINE)


def main() -> int:
    """A line for each licence, and how many of each kind are told right."""
    book, texts = places.loaded().licences, dict(_texts(scancode_texts()))
    wrong, asked = 0, 0
    for licence in book.licences.values():
        text = _text(licence, texts)
        if text is None:
            print(f"{licence.id:38} no text at hand")
            continue
        asked += 1
        told = tuple(_told(each, book) for each in (text, text + CONDITION, _reworded(text)))
        is_right = _is_right(licence, told)
        wrong += not is_right
        forms = "; ".join(map(": ".join, zip(FORMS, told, strict=True)))
        print(f"{licence.id:38} {'right' if is_right else 'wrong':6} {forms}")
    print(f"{asked - wrong} of {asked} licences are told right in all three forms.")
    return int(bool(wrong))


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Each text by every key it goes by."""
    for path in sorted(folder.glob("*.LICENSE")):
        whole = path.read_text(encoding="utf-8")
        front = FRONT.match(whole)
        others = OTHERS.search(front[0]) if front else None
        named = [*KEY.findall(front[0] if front else ""), *(others[1].replace("-", " ", 1).split() if others else ())]
        for key in named:
            yield key.strip("-"), whole[front.end() if front else 0 :]


def _text(licence: Licence, texts: Mapping[str, str]) -> str | None:
    keys = (licence.id, *licence.also, Path(licence.source).stem)
    return next((texts[key] for key in keys if key in texts), None)


def _told(text: str, book: LicenceBook) -> str:
    return " AND ".join(one.expression for one in of_text(text, "LICENSE", book)) or UNKNOWN


def _reworded(text: str) -> str:
    """The text with one of twenty of its longer words replaced, from the hundredth character on."""
    count = 0

    def other(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return "otherwise" if count % EVERY == 0 else found[0]

    return text[:100] + WORD.sub(other, text[100:])


def _is_right(licence: Licence, told: tuple[str, ...]) -> bool:
    plain, *changed = told
    if licence.anchors:
        return plain == changed[0] == licence.id
    known = licence.id.replace("-or-later", "-only")
    return plain == known and MODIFIED in changed[0] and (MODIFIED in changed[1] or changed[1] == UNKNOWN)


if __name__ == "__main__":
    sys.exit(main())
