# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Genealogy of model code: what a submission's team wrote, what came from elsewhere, and whether it says so."""

__version__ = "0.1.0"
