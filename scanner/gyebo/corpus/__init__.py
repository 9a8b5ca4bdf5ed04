# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The reference corpus: which sources it is made of, how they are obtained, read, indexed and looked up."""
