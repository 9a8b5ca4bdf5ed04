# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Names compared whatever stands between their letters."""


def plain(name: str) -> str:
    """The letters and digits of a name or a text in one, folded."""
    return "".join(filter(str.isalnum, name.casefold()))
