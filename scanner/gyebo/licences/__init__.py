# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Licences: what files say of them, what they ask, and whether a repository shows it. No legal advice."""
