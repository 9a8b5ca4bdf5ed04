# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read a file of a package index in parts, without obtaining all of it."""

import io

from unearth import Link
from unearth.fetchers import Fetcher

from gyebo.errors import CorpusError

TAIL = 1 << 19
"""Bytes; the table of contents of transformers 5.23.0 has 4.4e5."""
PARTIAL = 206
"""HTTP's status for a part of a file."""


class RemoteFile(io.RawIOBase):
    """A file behind HTTP that is read by ranges; its end, where a zip archive has its table of contents, only once."""

    def __init__(self, client: Fetcher, url: str) -> None:
        self._client, self._url, self._at = client, url, 0
        answer = client.head(url, headers={"Accept-Encoding": "identity"})
        answer.raise_for_status()
        self._size = int(answer.headers["Content-Length"])
        self._tail = self._fetch(max(0, self._size - TAIL), self._size)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        end = self._size if size < 0 else min(self._at + size, self._size)
        start, first = self._at, self._size - len(self._tail)
        self._at = max(start, end)
        return self._tail[start - first : end - first] if start >= first else self._fetch(start, end)

    def _fetch(self, start: int, end: int) -> bytes:
        asked = {"Range": f"bytes={start}-{end - 1}", "Accept-Encoding": "identity"}
        with self._client.get_stream(self._url, headers=asked) as answer:
            answer.raise_for_status()
            if answer.status_code != PARTIAL:
                raise CorpusError(f"{Link(self._url).filename}: the index sends no part of a file, only the whole.")
            return b"".join(answer.iter_bytes())
