# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the corpus's files say of holders, origins and licences, beside an index that travels without their texts."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from gyebo import codec
from gyebo.errors import CorpusError, ReportError
from gyebo.report import Notice, Reference

NAME = "credits.json"
_CURE = "delete the folder and pull the corpus again"


@dataclass(frozen=True, slots=True)
class Credit:
    """What one file says of itself."""

    source: str
    """Key of the kept source."""
    path: str
    notices: tuple[Notice, ...]
    references: tuple[Reference, ...]
    licence: str
    """SPDX expression of the file's own header; empty where it has none."""


Credits = dict[tuple[str, str], Credit]
"""By key of the source and path inside it; a file that says nothing is there too."""


def written(credits_: tuple[Credit, ...]) -> bytes:
    """A line with the SHA-256 of what follows, then the credits as JSON."""
    told = codec.to_json(credits_)
    return hashlib.sha256(told).hexdigest().encode() + b"\n" + told


def read(folder: Path) -> Credits:
    """The credits of an index, none where it has none; CorpusError where they are not as they were written."""
    place = folder / NAME
    try:
        digest, _, told = place.read_bytes().partition(b"\n")
        if digest.decode() != hashlib.sha256(told).hexdigest():
            raise CorpusError(f"{folder}: {NAME} changed since it was written; {_CURE}.")
        return {(one.source, one.path): one for one in codec.from_json(tuple[Credit, ...], told, str(place))}
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, ReportError) as error:
        raise CorpusError(f"{folder}: {NAME} cannot be read ({error}); {_CURE}.") from error
