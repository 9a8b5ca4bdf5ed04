# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a team says of its own reuse: read from gyebo.toml and REUSE.toml, and set against what was found."""
