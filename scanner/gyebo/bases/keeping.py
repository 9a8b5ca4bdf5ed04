# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find notices of a library's file in the library's other files, where a submission holds the library itself.

A library in another version than the corpus's has files that look changed, and holds code twice: in 969 such files of
transformers 4.55.0 one name seemed to be replaced which the library never had there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from gyebo.bases.ground import Ground
from gyebo.bases.licence_state import LOST
from gyebo.model import SourceFile
from gyebo.report import File, Fragment, HolderState, NoticeState

ENDING = 3
"""Parts of a path by which a file of the corpus is known again."""
Held = Mapping[tuple[str, ...], SourceFile]


def kept_within(files: Sequence[File], ground: Ground, submitted: Sequence[SourceFile]) -> tuple[File, ...]:
    """The files; in a base's changed ones a holder is kept whom the base's copy of the origin names, there as well."""
    changed = {str(path) for path in ground.before}
    if not changed:
        return tuple(files)
    bases = ground.unchanged | ground.before.keys()
    held = {_ending(one.path): one for one in submitted if one.path in bases}
    return tuple(
        replace(file, fragments=tuple(_kept(one, held) for one in file.fragments)) if file.path in changed else file
        for file in files
    )


def _ending(path: PurePosixPath) -> tuple[str, ...]:
    return path.parts[-ENDING:]


def _kept(fragment: Fragment, held: Held) -> Fragment:
    match = fragment.match
    origin = held.get(_ending(PurePosixPath(match.referenced.path))) if match else None
    if match is None or origin is None:
        return fragment
    text = origin.content.decode("utf-8", "replace")
    states = tuple(_with_notice(one, str(origin.path), text) for one in match.notices)
    return replace(fragment, match=replace(match, notices=states))


def _with_notice(state: HolderState, path: str, text: str) -> HolderState:
    at = text.find(state.upstream.text) if state.upstream and state.state in LOST else -1
    if at < 0 or state.upstream is None:
        return state
    there = replace(state.upstream, path=path, line=text.count("\n", 0, at) + 1)
    return replace(state, state=NoticeState.MOVED, submitted=there)
