# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read FILE.license, in which REUSE lets a team say of a file what that cannot say itself, as an annotation of it."""

import re
from pathlib import PurePosixPath

from gyebo.declarations.patterns import patterns
from gyebo.declarations.types import Annotation, Precedence
from gyebo.notices.repository import SIDECAR, repository_notices

LICENCE = re.compile(r"SPDX-License-Identifier:[ \t]{0,20}(?P<expression>[^\n]{1,200})")


def sidecar(text: str, path: str) -> Annotation:
    """What it says of its file, which then speaks no more for itself (REUSE 3.3, .license files)."""
    place = PurePosixPath(path)
    named = (place.name.removesuffix(SIDECAR).replace("*", "\\*"),)
    notices = repository_notices(text, path)
    return Annotation(
        path=path,
        line=1,
        paths=named,
        patterns=patterns(named, "" if len(place.parts) == 1 else str(place.parent)),
        copyrights=tuple(one.text for one in notices),
        licences=tuple(one["expression"].strip() for one in LICENCE.finditer(text)),
        precedence=Precedence.OVERRIDE,
        notices=notices,
    )
