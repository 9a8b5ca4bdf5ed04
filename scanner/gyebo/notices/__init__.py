# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a file says of its holders and of its origins: copyright statements, references, and what they resolve to."""
