# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read what is source or statement, and list the rest with the reason; always in the order of the paths' bytes."""

import codecs
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from gyebo.files import raw
from gyebo.model import SourceFile
from gyebo.report import Skipped, SkipReason, Text, same
from gyebo.stages.collect.limits import Limits
from gyebo.stages.collect.naming import Part, is_weights, part, what_it_is

_COUNTABLE = (SkipReason.IGNORED, SkipReason.UNKNOWN_LANGUAGE, SkipReason.OTHER_LANGUAGE)
"""Reasons of which a submission can have very many; each is counted apart from the others."""
_SCRIPT = b"#!"
_SCRIPT_WITHOUT_SUFFIX = Text("A script without a suffix.", "확장자가 없는 스크립트입니다.")
_NUL = Text("It holds NUL bytes.", "NUL 바이트가 들어 있습니다.")
_WIDE_TEXT = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""Marks of text whose letters hold NUL bytes; UTF-32's little-endian mark begins with UTF-16's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file, not yet read; `read` takes the most bytes it may have."""

    path: PurePosixPath
    read: Callable[[int], bytes | Skipped] = field(compare=False)


@dataclass(slots=True)
class Heap:
    """What has been sorted out so far."""

    files: list[SourceFile] = field(default_factory=list["SourceFile"])
    statements: list[SourceFile] = field(default_factory=list["SourceFile"])
    manifests: list[SourceFile] = field(default_factory=list["SourceFile"])
    weights: list[PurePosixPath] = field(default_factory=list["PurePosixPath"])
    skipped: list[Skipped] = field(default_factory=list["Skipped"])
    bytes: int = 0


def sort_out(found: Iterable[Found | Skipped], suffixes: frozenset[str], limits: Limits) -> Heap:
    heap = Heap()
    for each in sorted(found, key=lambda each: raw(each.path)):
        if isinstance(each, Skipped):
            heap.skipped.append(each)
            continue
        match part(each.path, suffixes):
            case Part.SOURCE:
                _take(each, heap, heap.files, limits.file_bytes, limits)
            case Part.STATEMENT | Part.MANIFEST as kind:
                pile = heap.statements if kind is Part.STATEMENT else heap.manifests
                _take(each, heap, pile, limits.statement_bytes, limits)
            case Part.UNNAMED if _is_script(each, limits):
                heap.skipped.append(Skipped(str(each.path), SkipReason.OTHER_LANGUAGE, _SCRIPT_WITHOUT_SUFFIX))
            case Part.FOREIGN:
                heap.skipped.append(Skipped(str(each.path), SkipReason.OTHER_LANGUAGE, what_it_is(each.path)))
            case Part.OTHER | Part.UNNAMED:
                heap.weights += filter(is_weights, [each.path])
                heap.skipped.append(Skipped(str(each.path), SkipReason.UNKNOWN_LANGUAGE, what_it_is(each.path)))
    heap.skipped = condensed(heap.skipped, limits.listed)
    return heap


def _is_script(found: Found, limits: Limits) -> bool:
    content = found.read(limits.file_bytes)
    return isinstance(content, bytes) and content.startswith(_SCRIPT)


def _take(found: Found, heap: Heap, pile: list[SourceFile], most: int, limits: Limits) -> None:
    content = found.read(most)
    if isinstance(content, Skipped):
        heap.skipped.append(replace(content, path=str(found.path)))
    elif b"\0" in content and not content.startswith(_WIDE_TEXT):
        heap.skipped.append(Skipped(str(found.path), SkipReason.BINARY, _NUL))
    elif heap.bytes + len(content) > limits.total_bytes:
        detail = Text(
            f"The submission's files are more than {limits.total_bytes:,} bytes together.",
            f"제출물의 파일을 모두 합하면 {limits.total_bytes:,}바이트를 넘습니다.",
        )
        heap.skipped.append(Skipped(str(found.path), SkipReason.TOO_LARGE, detail))
    else:
        heap.bytes += len(content)
        pile.append(SourceFile(found.path, content))


def condensed(skipped: list[Skipped], listed: int) -> list[Skipped]:
    """The same list, with countable reasons that fill more than `listed` lines counted folder by folder."""
    for reason in _COUNTABLE:
        chosen = [each for each in skipped if each.reason is reason]
        if len(chosen) > listed:
            rest = [each for each in skipped if each.reason is not reason]
            skipped = sorted(rest + _counted(chosen, reason, listed), key=lambda each: raw(each.path))
    return skipped


def _counted(skipped: list[Skipped], reason: SkipReason, listed: int) -> list[Skipped]:
    for depth in (64, 16, 8, 4, 3, 2, 1, 0):
        counts = Counter((_above(each.path, depth), each.detail) for each in skipped)
        if len(counts) <= listed:
            break
    else:
        counts = Counter((".", same("")) for _ in skipped)
    return [
        Skipped(path, reason, _with_count(detail, count), count)
        for (path, detail), count in sorted(counts.items(), key=lambda each: (each[0][0], each[0][1].en))
    ]


def _with_count(detail: Text, count: int) -> Text:
    return Text(
        f"{detail.en} {count:,} {'path' if count == 1 else 'paths'}.".lstrip(),
        f"{detail.ko} 경로 {count:,}개.".lstrip(),
    )


def _above(path: str, depth: int) -> str:
    return str(PurePosixPath(*PurePosixPath(path).parts[:-1][:depth]))
