# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Write changes of files as a unified patch that `git apply` takes, bytes for bytes; nothing is changed here."""

from collections.abc import Sequence
from dataclasses import dataclass

from gyebo.files import raw

CONTEXT = 3
_ESCAPES = {ord('"'): b'\\"', ord("\\"): b"\\\\", ord("\n"): b"\\n", ord("\t"): b"\\t", ord("\r"): b"\\r"}

_PLAIN = frozenset(range(0x20, 0x7F)) - frozenset(_ESCAPES)


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after; None where it is not there yet."""

    path: str
    before: bytes | None
    after: bytes


def line_end(content: bytes) -> str:
    """How a file's lines end, as its first one does."""
    return "\r\n" if content.split(b"\n", 1)[0].endswith(b"\r") else "\n"


def patch(changes: Sequence[Change]) -> bytes:
    """The changes one after the other, in the order given; files that stay the same are left out."""
    return b"".join(_file(one) for one in changes if one.before != one.after)


def _file(change: Change) -> bytes:
    old, new = _lines(change.before or b""), _lines(change.after)
    first = _common(old, new)
    last = min(_common(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    above, below = old[max(0, first - CONTEXT) : first], old[len(old) - last :][:CONTEXT]
    gone, come = old[first : len(old) - last], new[first : len(new) - last]
    start = first - len(above) + 1
    counts = (len(above) + len(gone) + len(below), len(above) + len(come) + len(below))
    from_, to = (_range(start, count) for count in counts)
    hunk = [_marked(b" ", above), _marked(b"-", gone), _marked(b"+", come), _marked(b" ", below)]
    return _head(change) + b"@@ -%s +%s @@\n" % (from_, to) + b"".join(hunk)


def _head(change: Change) -> bytes:
    old, new = _named(f"a/{change.path}"), _named(f"b/{change.path}")
    about = b"diff --git %s %s\n" % (old, new)
    if change.before is None:
        return about + b"new file mode 100644\n--- /dev/null\n+++ %s%s\n" % (new, _end(new))
    return about + b"--- %s%s\n+++ %s%s\n" % (old, _end(old), new, _end(new))


def _end(name: bytes) -> bytes:
    """A tab ends a name that holds spaces, as git writes it."""
    return b"\t" if b" " in name and not name.startswith(b'"') else b""


def _named(path: str) -> bytes:
    """A path as git quotes it."""
    name = raw(path)
    if all(byte in _PLAIN for byte in name):
        return name
    return b'"' + b"".join(map(_escaped, name)) + b'"'


def _escaped(byte: int) -> bytes:
    if byte in _ESCAPES:
        return _ESCAPES[byte]
    return bytes([byte]) if byte in _PLAIN else b"\\%03o" % byte


def _range(start: int, count: int) -> bytes:
    return b"%d,%d" % (start if count else start - 1, count)


def _lines(content: bytes) -> list[bytes]:
    """Lines with their ends; only a line feed ends one."""
    lines = content.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _common(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _marked(mark: bytes, lines: Sequence[bytes]) -> bytes:
    missing = b"\n\\ No newline at end of file\n"
    return b"".join(mark + (line if line.endswith(b"\n") else line + missing) for line in lines)
