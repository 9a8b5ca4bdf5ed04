# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Build the documentation site: pages from prose and data, then Zensical, then every link held against what is there.

Usage: python docs/build_site.py. Nothing is fetched. Exits with 1 where the build warns or a link leads nowhere.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from handbook import links, site

TOP = Path(__file__).resolve().parent.parent
WORK = TOP / "build" / "handbook"
BUILT = WORK / "site"
PLAIN = {"COLUMNS": "100", "NO_COLOR": "1"}
"""So that help pages come out alike on every machine."""


def main() -> int:
    """Write the pages, build, check, say what was done."""
    os.environ.update(PLAIN)
    _write()
    build = [
        sys.executable,
        "-m",
        "zensical",
        "build",
        "--strict",
        "--clean",
        "--config-file",
        str(WORK / "zensical.toml"),
    ]
    if subprocess.run(build, cwd=WORK, check=False).returncode:
        return 1
    _name_language()
    checked = links.check(BUILT)
    print(*checked.faults, sep="\n", end="\n" if checked.faults else "")
    print(f"Addresses elsewhere, not fetched: {len(checked.elsewhere)}", *checked.elsewhere, sep="\n  ")
    print(f"{sum(1 for _ in BUILT.rglob('*.html'))} pages; open {BUILT / 'index.html'}")
    print(f"The search box needs a server: python3 -m http.server --bind 127.0.0.1 --directory {BUILT}")
    return int(bool(checked.faults))


def _write() -> None:
    for folder in (WORK, BUILT):
        shutil.rmtree(folder, ignore_errors=True)
    for name, text in site.pages():
        path = WORK / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(TOP / "docs" / "pictures", WORK / "pages" / "pictures")
    shutil.copy(TOP / "docs" / "zensical.toml", WORK)


def _name_language() -> None:
    """Zensical gives every page the language of the site; screen readers and browsers go by it."""
    for path in (BUILT / "ko").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('<html lang="en"', '<html lang="ko"', 1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
