# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Obtain the pinned bytes of a source; the one home of unearth. Nothing obtained is ever built, installed or run."""

import contextlib
import hashlib
import logging
import ssl
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import httpx2
from unearth import Link, PackageFinder
from unearth.auth import MultiDomainBasicAuth
from unearth.fetchers import Fetcher, PyPIClient

from gyebo.corpus.atomic import written
from gyebo.corpus.manifest import Source, SourceKind, folder_of
from gyebo.corpus.packing import sha256_of
from gyebo.corpus.pipconfig import Indexes
from gyebo.errors import CorpusError
from gyebo.model import Progress

_CHUNK = 1 << 20
_LARGEST = 1 << 30
"""Bytes; the largest archive of rules/corpora has 5.9e7, so an index that goes on for ever is cut off."""
_NOT_THERE = "Client Error(404)"
"""As unearth 0.19 words it."""
_CONFIGURATION = "`pip config list` shows the configuration that is used"
_FOLDER = "put the file into a folder that PIP_FIND_LINKS names"
_CHECK_THE_PIN = "Use another index, or check the pin if the manifest is yours."
_OFFLINE = f"check the network ({_CONFIGURATION}), or {_FOLDER}"
_ABSENT = f"ask an index that has it ({_CONFIGURATION}), or {_FOLDER}"


def obtain(source: Source, cache: Path, indexes: Indexes, progress: Progress) -> Path:
    """The archive, the bare repository or the folder of a source; from the network only what the cache lacks."""
    match source.kind:
        case SourceKind.PYPI:
            return _archive(source, cache, indexes, progress)
        case SourceKind.GIT:
            from gyebo import gitview  # git and its library load only for a source that needs them

            return gitview.export_commit(source.url, source.commit, cache)
        case SourceKind.DIRECTORY:
            return folder_of(source)


def _archive(source: Source, cache: Path, indexes: Indexes, progress: Progress) -> Path:
    kept = cache / "archives" / source.sha256 / source.file
    if kept.is_file() and sha256_of(kept) == source.sha256:
        return kept
    try:
        with connected(indexes) as client:
            pin = _Pin(source.file, source.sha256, "the manifest pins", _CHECK_THE_PIN)
            _download(client, _search(source, indexes, client), pin, kept, progress)
    except httpx2.HTTPError as error:
        raise CorpusError(
            f"{source.file}: the download broke off ({_reason(error)}); run the command again."
        ) from error
    return kept


def fetched(url: str, sha256: str, cache: Path, indexes: Indexes, progress: Progress) -> Path:
    """What stands at an address, where its bytes are those that were asked for; else CorpusError."""
    link = Link(url)
    pin = _Pin(link.filename, sha256, "asked for was", "Ask whoever published it for the digest.")
    kept = cache / "archives" / sha256 / "index.whl"
    if kept.is_file() and sha256_of(kept) == sha256:
        return kept
    try:
        with connected(indexes) as client:
            _download(client, link, pin, kept, progress)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise CorpusError(
            f"{link.redacted} could not be had ({_reason(error)}); check the address and the network."
        ) from error
    return kept


@contextlib.contextmanager
def connected(indexes: Indexes) -> Generator[Fetcher]:
    """A session that never asks for a password: credentials come from the index URL, from netrc or not at all."""
    try:
        client = PyPIClient(
            trusted_hosts=indexes.trusted_hosts,
            verify=ssl.create_default_context(cafile=indexes.cert) if indexes.cert else True,
            timeout=indexes.timeout,
            proxy=indexes.proxy or None,
            follow_redirects=True,
        )
    except (OSError, ValueError) as error:
        raise CorpusError(f"pip's cert or proxy cannot be used ({error}); {_CONFIGURATION}.") from error
    urls = [url for url in (indexes.url, *indexes.extra_urls) if url]
    client.auth = MultiDomainBasicAuth(prompting=False, index_urls=urls)
    with client:
        yield cast("Fetcher", client)  # unearth 0.19: its client has wider signatures than its own protocol


def _search(source: Source, indexes: Indexes, client: Fetcher) -> Link:
    """The pinned file, at the first place that has it."""
    search = _Search()
    with search.listening():
        for finder in finders(indexes, client):
            links = _links(finder, source, search)
            link = next((link for link in links if link.filename == source.file and not link.is_vcs), None)
            if link:
                return link
            search.seen.update(link.filename for link in links)
    raise CorpusError(search.sentence(source))


def finders(indexes: Indexes, client: Fetcher) -> Iterator[PackageFinder]:
    """One finder a place, so that one that fails does not hide the others; folders first, since they cost nothing."""
    for place in indexes.find_links:
        yield PackageFinder(session=client, find_links=[place], ignore_compatibility=True)
    if indexes.no_index:
        return
    # Without an index URL the finder takes the public index that is its default, as pip does.
    yield PackageFinder(session=client, index_urls=[indexes.url] if indexes.url else [], ignore_compatibility=True)
    for place in indexes.extra_urls:
        yield PackageFinder(session=client, index_urls=[place], ignore_compatibility=True)


def _links(finder: PackageFinder, source: Source, search: "_Search") -> tuple[Link, ...]:
    place = Link(finder.sources[0]["url"]).redacted
    failures = len(search.unanswered)
    try:
        links = tuple(package.link for package in finder.find_all_packages(source.package, allow_yanked=True))
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        search.unanswered.append(f"{place}: {_reason(error)}")
        return ()
    if len(search.unanswered) == failures:
        search.answered.append(place)
    return links


class _Search(logging.Handler):
    """What was seen on the way, for the sentence that says why nothing was found."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: set[str] = set()
        self.answered: list[str] = []
        self.absent: list[str] = []
        """Pages of which an index said that it has none."""
        self.unanswered: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """The library tells of refused and missing pages in its log only."""
        told = " ".join(record.getMessage().split())
        (self.absent if _NOT_THERE in told else self.unanswered).append(told)

    @contextlib.contextmanager
    def listening(self) -> Generator[None]:
        """Hear the library's warnings, which would otherwise go to the terminal."""
        logger = logging.getLogger("unearth")
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)

    def sentence(self, source: Source) -> str:
        """What was asked, what is there instead, and what to do."""
        failed = "; ".join(self.unanswered)
        if not self.seen and not self.answered:
            return f"No package index could be asked for {source.file} ({failed or 'none is configured'}); {_OFFLINE}."
        if failed:
            return (
                f"Not every package index could be asked for {source.file} ({failed}), so it cannot be told whether "
                f"{source.package} {source.version} exists; those that answered do not have the file; {_OFFLINE}."
            )
        return self._absence(source)

    def _absence(self, source: Source) -> str:
        """All places answered: what is there instead of the pinned file."""
        asked = "; ".join(self.absent)
        there = sorted(name for name in self.seen if source.version in name)
        if there:
            what = f"The indexes have {', '.join(there)}, but not {source.file}"
        elif self.seen:
            what = f"The indexes have {source.package}, but not its version {source.version}"
        else:
            what = f"The indexes do not have {source.package}"
        return f"{what}{asked and f' ({asked})'}; {_ABSENT}."


def _reason(error: Exception) -> str:
    """Without the URL, which may hold a password."""
    if isinstance(error, httpx2.HTTPStatusError):
        return f"status {error.response.status_code}"
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


@dataclass(frozen=True, slots=True)
class _Pin:
    """A file's bytes, who says so, and what to do when others come."""

    file: str
    sha256: str
    said: str
    cure: str


def _download(client: Fetcher, link: Link, pin: _Pin, kept: Path, progress: Progress) -> None:
    digest = hashlib.sha256()
    with written(kept) as archive, client.get_stream(link.normalized) as response:
        response.raise_for_status()
        total = int(response.headers.get("Content-Length") or 0)
        for chunk in response.iter_bytes(_CHUNK):
            archive.write(chunk)
            digest.update(chunk)
            progress(f"download {pin.file}", archive.tell(), total)
            if archive.tell() > _LARGEST:
                raise CorpusError(f"{pin.file}: {link.redacted} sends more than {_LARGEST} bytes; nothing was kept.")
        if digest.hexdigest() != pin.sha256:
            raise CorpusError(
                f"{pin.file}: {link.redacted} has sha256 {digest.hexdigest()}, {pin.said} {pin.sha256}; "
                f"nothing was kept. {pin.cure}"
            )
