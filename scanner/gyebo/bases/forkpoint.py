# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find where a submission branched off a public repository: by their commits, else by the files both have."""

import hashlib
from pathlib import Path

from gyebo.errors import UnusableBase
from gyebo.gittree import Kind
from gyebo.gitview import open_view
from gyebo.history import View
from gyebo.model import Collected
from gyebo.repository import HistoryUnavailable

MOST_COMMITS = 200_000
MOST_TIPS = 100
"""Branches and tags looked at, the newest first: a tree of 3,000 files takes 30 ms."""


def fork_point(upstream: View, place: Path, collected: Collected) -> str:
    """The newest commit that both have; without one, the branch or tag of the base with most of the same files."""
    found = _common(upstream, place, collected.commit) or _likest(upstream, collected)
    if not found:
        raise UnusableBase(
            f"{place} has no commit and no file in common with the base; name its commit, as in --base ADDRESS@COMMIT."
        )
    return found


def _common(upstream: View, place: Path, commit: str) -> str:
    if not commit:
        return ""
    known = frozenset(upstream.commits(MOST_COMMITS))
    try:
        with open_view(place) as view:
            own = view.ancestry(commit, MOST_COMMITS)
    except HistoryUnavailable:
        return ""
    return next((one.id for one in own if one.id in known), "")


def _likest(upstream: View, collected: Collected) -> str:
    """Of equal ones the earliest: all of it was there then."""
    own = {_blob(one.content) for one in collected.files if one.content.strip()}
    best, dated = 0, ""
    found = ""
    for tip in upstream.tips(MOST_TIPS):
        held = {entry.oid for entry in upstream.files(tip) if entry.kind is Kind.BLOB}
        same, day = len(own & held), upstream.dated(tip)
        if same > best or (same == best and found and day < dated):
            best, dated, found = same, day, tip
    return found


def _blob(content: bytes) -> str:
    """As git names it."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
