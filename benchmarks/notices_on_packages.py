# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Print what is read of copyright statements and references in the Python files of wheels.

python benchmarks/notices_on_packages.py transformers-*.whl [--only transformers/models] [--list statements|references]
"""

import argparse
import io
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from gyebo.notices.conventions import convention
from gyebo.notices.references import references
from gyebo.notices.statements import statements
from gyebo.report import Notice, Reference

LAYOUT = {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
BROKEN = (SyntaxError, tokenize.TokenError)
Comments = list[tuple[int, str]]


def comments(content: bytes) -> Comments:
    """Comments and statements that are nothing but a string, with their first lines."""
    found: Comments = []
    before = tokenize.NEWLINE
    try:
        for token in tokenize.tokenize(io.BytesIO(content).readline):
            if token.type == tokenize.COMMENT:
                found.append((token.start[0], token.string.lstrip("#")))
                continue
            if token.type == tokenize.STRING and before in LAYOUT:
                found.append((token.start[0], token.string.strip("rRuUbB\"'")))
            before = token.type
    except BROKEN:
        return found
    return found


def sources(wheels: list[Path], only: str) -> Iterator[tuple[str, bytes]]:
    for wheel in wheels:
        with ZipFile(wheel) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".py") and name.startswith(only):
                    yield name, archive.read(name)


def read(wheels: list[Path], only: str) -> tuple[int, list[Notice], list[Reference]]:
    files, notices, mentions = 0, list[Notice](), list[Reference]()
    for name, content in sources(wheels, only):
        spoken = comments(content)
        notices += statements(spoken, name)
        mentions += references(spoken, name)
        files += 1
    return files, notices, mentions


def print_notices(notices: list[Notice]) -> None:
    distinct = {notice.text: notice for notice in notices}.values()
    named = [notice for notice in distinct if notice.holders]
    shared = [notice for notice in named if len(notice.holders) > 1]
    holders = Counter(holder for notice in notices for holder in notice.holders)
    print(f"copyright statements  {len(notices):6}   distinct {len(distinct)}")
    print(f"  naming a holder     {len(named):6}   of the distinct")
    print(f"  naming two or more  {len(shared):6}   of the distinct ({len(shared) / max(1, len(distinct)):.1%})")
    print(f"distinct holders      {len(holders):6}")
    for holder, count in holders.most_common(40):
        print(f"  {count:6}  {holder}")


def print_references(mentions: list[Reference]) -> None:
    print(f"references            {len(mentions):6}   in {len({one.path for one in mentions})} files")
    for level, count in sorted(Counter(one.level for one in mentions).items(), reverse=True):
        print(f"  level {level}  {count:6}")
    for name, count in Counter(str(convention(one.text)) for one in mentions).most_common():
        print(f"  {name:8} {count:6}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheels", nargs="+", type=Path)
    parser.add_argument("--only", default="", help="folder inside the wheels")
    parser.add_argument("--list", choices=("statements", "references"), help="print every distinct one instead")
    arguments = parser.parse_args()
    files, notices, mentions = read(arguments.wheels, arguments.only)
    match arguments.list:
        case "statements":
            for text, holders in sorted({(one.text, one.holders) for one in notices}):
                print(text, "=>", " | ".join(holders))
        case "references":
            for (text, target, level), count in Counter(
                (one.text, one.target, one.level) for one in mentions
            ).most_common():
                print(f"{count:4} {level} {target} <= {text}")
        case _:
            print(f"files                 {files:6}")
            print_notices(notices)
            print_references(mentions)


if __name__ == "__main__":
    main()
