# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a submission stands on: the code it was forked from, and libraries it holds as they were published."""
