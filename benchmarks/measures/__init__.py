# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What `make accuracy` measures: one module a measure, each a function from a Bench to the rows of the table."""
