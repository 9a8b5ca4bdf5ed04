# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Cut a path to the room that a picture has for it."""


def shortened(path: str, room: int) -> str:
    """Whole, else its last folders, else its name without the middle: files of one model differ at either end of it."""
    name = path.rpartition("/")[2]
    if len(path) <= room:
        return path
    if len(name) + 2 <= room:
        return "…" + path[path.index("/", len(path) + 1 - room) :]
    if len(name) <= room:
        return name
    head = room // 2
    return f"{name[:head]}…{name[head + 1 - room :]}"
