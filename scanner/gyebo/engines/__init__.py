# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Corpora as Parquet tables, beyond one index and one machine: made by processes or Spark, asked by DuckDB or Spark.

Nothing here is loaded unless tables are asked for: it needs the extras `parquet` and `spark`.
"""
