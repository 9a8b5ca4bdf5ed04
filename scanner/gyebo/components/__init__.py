# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a submission uses without holding a copy: read as text and syntax, never imported, loaded or installed."""
