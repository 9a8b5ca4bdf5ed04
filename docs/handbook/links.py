# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Hold a built site against itself: every link leads to something, and nothing is loaded from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""What a browser fetches without being asked; of `link` only the sorts in FETCHED."""
FETCHED = {"stylesheet", "icon", "preload", "preconnect", "modulepreload", "dns-prefetch"}


@dataclass(slots=True)
class Read:
    """What one page has and what it points at."""

    anchors: set[str] = field(default_factory=set[str])
    links: list[str] = field(default_factory=list[str])
    loads: list[str] = field(default_factory=list[str])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = Read()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.read.anchors |= {said[name] for name in ("id", "name") if name in said}
        address = said.get(LOADED.get(tag, ""), "")
        if address and (tag != "link" or FETCHED & set(said.get("rel", "").split())):
            self.read.loads.append(address)
        if tag == "a" and "href" in said:
            self.read.links.append(said["href"])


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a site, in sentences, and the addresses elsewhere that it links to."""

    faults: tuple[str, ...]
    elsewhere: tuple[str, ...]


def check(site: Path) -> Checked:
    """All pages below a folder, read as a browser without a network would."""
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    faults = [fault for path in pages for fault in _faults(path, pages, site)]
    elsewhere = {link for page in pages.values() for link in page.links if urlsplit(link).scheme in {"http", "https"}}
    return Checked(tuple(faults), tuple(sorted(elsewhere)))


def _read(path: Path) -> Read:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.read


def _faults(path: Path, pages: dict[Path, Read], site: Path) -> Iterator[str]:
    here = path.relative_to(site).as_posix()
    for address in pages[path].loads:
        if urlsplit(address).netloc:
            yield f"{here}: loads {address}, which is elsewhere"
        elif not urlsplit(address).scheme and not _target(path, address, site).is_file():
            yield f"{here}: loads {address}, which is not there"
    for link in pages[path].links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = _target(path, link, site)
        if not target.is_file():
            yield f"{here}: links to {link}, which is not there"
        elif parts.fragment and unquote(parts.fragment) not in pages.get(target, Read()).anchors:
            yield f"{here}: links to {link}, where there is no such anchor"


def _target(page: Path, address: str, site: Path) -> Path:
    """The file that an address of a page means; the page itself where only an anchor is named."""
    path = unquote(urlsplit(address).path)
    if not path:
        return page
    target = (site / path.lstrip("/") if path.startswith("/") else page.parent / path).resolve()
    return target / "index.html" if target.is_dir() else target
