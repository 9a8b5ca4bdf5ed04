# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The documentation site: prose from docs/pages, and pages and tables made from the data they speak of."""
