# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Turn a file's bytes into the text Python itself would read, as UTF-8 with line feeds; damage is told, not refused."""

import codecs
import re
import warnings
from dataclasses import dataclass, field

from gyebo.report import Text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32's little-endian mark begins with UTF-16's, so it is asked first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL = frozenset({"utf-8", "ascii", "cp949", "euc_kr", "iso8859-1", "iso8859-15", "cp1252"})
_HOST_NAMES = frozenset({"idna", "punycode"})
"""Made for host names; decoding takes time that grows with the square of the length."""
_HEAD = 4096
_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
"""PEP 263's line; \\w of bytes is ASCII alone."""
_BLANK = re.compile(rb"[ \t\f]*(?:#|$)")
_SPELLINGS = {"utf-8": "utf-8", "latin-1": "iso-8859-1", "iso-8859-1": "iso-8859-1", "iso-latin-1": "iso-8859-1"}
"""Names to which an editor may have hung something, as in utf-8-unix."""
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_TURNING = Text("that change the direction of text", "글의 방향을 바꾸는")
_WIDTHLESS = Text("of no width", "폭이 없는")
_AS_CP949 = Text(
    "The file is not UTF-8 and names no encoding; it was read as cp949.",
    "UTF-8이 아니며 인코딩 선언이 없어 cp949로 읽었습니다.",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, how it was encoded, and what a reader of the evidence should know of that."""

    text: bytes = field(repr=False)
    encoding: str
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Undecodable:
    """The file names an encoding that no text can be read in."""

    reason: Text


def decode(content: bytes) -> Decoded | Undecodable:
    """Text of a file by its byte order mark or its PEP 263 line; bad bytes are replaced and counted."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content, mark, encoding)
    try:
        declared = _declared(content)
    except SyntaxError as error:
        return Undecodable(Text(f"{error.msg}.", f"인코딩 선언을 해석할 수 없습니다: {error.msg}."))
    codec = codecs.lookup(declared)
    if not _is_text(codec) or codec.name in _HOST_NAMES:
        return Undecodable(
            Text(
                f"{declared} is not an encoding for source text.",
                f"소스 코드에 쓰는 인코딩이 아닙니다: {declared}.",
            )
        )
    return _read(content, codec.name, () if codec.name in _USUAL else (_unusual(codec.name),))


def _unusual(encoding: str) -> Text:
    return Text(
        f"The file is encoded as {encoding}, which is unusual for source text.",
        f"소스 코드에는 드문 인코딩({encoding})으로 되어 있습니다.",
    )


def _marked(content: bytes, mark: bytes, encoding: str) -> Decoded:
    if encoding != "utf-8":
        return _read(content, encoding, (_not_run(encoding),))
    try:
        _declared(content)
    except SyntaxError as error:
        return _read(content[len(mark) :], encoding, (_contradicted(error.msg),))
    return _read(content[len(mark) :], encoding, ())


def _not_run(encoding: str) -> Text:
    return Text(
        f"The file is encoded as {encoding}, which Python does not run.",
        f"Python에서 실행되지 않는 인코딩({encoding})으로 되어 있습니다.",
    )


def _contradicted(message: str) -> Text:
    return Text(
        f"The file begins with UTF-8's mark but says otherwise: {message}.",
        f"파일은 UTF-8 표시로 시작하지만 인코딩 선언이 이와 다릅니다: {message}.",
    )


def _declared(content: bytes) -> str:
    """The encoding that the first two lines name, as CPython counts lines; SyntaxError when there is none such.

    tokenize.detect_encoding() is not asked: what it says of a file differs by release (3.13.0, 3.14.8).
    """
    marked = content.startswith(codecs.BOM_UTF8)
    head = content[len(codecs.BOM_UTF8) if marked else 0 : _HEAD].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    first, second = (*head.split(b"\n", 2), b"")[:2]
    cookie = _COOKIE.match(first) or (_BLANK.match(first) and _COOKIE.match(second))
    name = _spelt(cookie[1].decode()) if cookie else "utf-8"
    try:
        codecs.lookup(name)
    except LookupError:
        raise SyntaxError(f"unknown encoding: {name}") from None
    if marked and name != "utf-8":
        raise SyntaxError("encoding problem: utf-8")
    return name


def _spelt(name: str) -> str:
    plain = name.lower().replace("_", "-")
    return next((usual for start, usual in _SPELLINGS.items() if f"{plain}-".startswith(f"{start}-")), name)


def _is_text(codec: codecs.CodecInfo) -> bool:
    # The only sign of a codec such as rot13 or zlib; bytes.decode() asks for the same one.
    return bool(getattr(codec, "_is_text_encoding", True))


def _read(content: bytes, encoding: str, notes: tuple[Text, ...]) -> Decoded:
    if encoding in _USUAL and content.isascii():  # the same characters in all of these
        return Decoded(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), encoding, notes)
    text, name, damage = _lenient(content, encoding)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # unicode_escape and utf-7 can name half of a surrogate pair, which UTF-8 cannot.
    return Decoded(text.encode("utf-8", "replace"), name, notes + damage + _unseen(text))


def _lenient(content: bytes, encoding: str) -> tuple[str, str, tuple[Text, ...]]:
    try:
        return _decoded(content, encoding, "strict"), encoding, ()
    except (UnicodeError, ValueError):
        pass
    if encoding == "utf-8":
        try:
            return content.decode("cp949"), "cp949", (_AS_CP949,)
        except UnicodeDecodeError:
            pass
    text = _decoded(content, encoding, "replace")
    places = text.count("\ufffd") - (content.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    return text, encoding, (_replaced(encoding, places),)


def _replaced(encoding: str, places: int) -> Text:
    return Text(
        f"The file is not valid {encoding} in {places} places; they were replaced.",
        f"{encoding}(으)로 올바르지 않은 곳 {places}군데를 대체 문자로 바꾸어 읽었습니다.",
    )


def _decoded(content: bytes, encoding: str, errors: str) -> str:
    with warnings.catch_warnings():
        # unicode_escape warns of every unknown escape in a foreign file.
        warnings.simplefilter("ignore", DeprecationWarning)
        return content.decode(encoding, errors)


def _unseen(text: str) -> tuple[Text, ...]:
    return (
        *_counted(text, _DIRECTION, _TURNING),
        *_counted(text, _ZERO_WIDTH, _WIDTHLESS),
    )


def _counted(text: str, characters: str, what: Text) -> tuple[Text, ...]:
    # One by one, each by a search for a byte: to search for any of them takes ten times as long.
    found = [one for one in characters if one in text]
    if not found:
        return ()
    line = text.count("\n", 0, min(text.index(one) for one in found)) + 1
    count = sum(text.count(one) for one in found)
    return (
        Text(
            f"The file holds {count} characters {what.en}, the first in line {line}.",
            f"{what.ko} 문자가 {count}개 있으며, 첫 번째는 {line}번째 줄에 있습니다.",
        ),
    )
