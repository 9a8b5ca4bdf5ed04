# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Licence names as SPDX expressions; the one home of packaging."""

import re


def expression(name: str) -> str:
    """The name as an SPDX licence expression in its usual spelling; empty when it is none."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return str(canonicalize_license_expression(name))
    except InvalidLicenseExpression:
        return ""


def references(expression: str) -> tuple[str, ...]:
    """The licences of an expression that are not on SPDX's list and need a description of their own."""
    return tuple(dict.fromkeys(re.findall(r"LicenseRef-[A-Za-z0-9.-]+", expression)))
