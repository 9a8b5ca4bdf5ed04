# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the tables of a corpus are, as SQL that DuckDB and Spark both read.

All come from `files`, what was read (`records.py`). Hashes are 64-bit integers with a sign, since Spark has no others;
a table's rows lie in folders by the first hexadecimal digit of its first column's hash, sorted. A class is named by its
digest, a file by its source and path. Words in braces are those that the two engines spell differently.
"""

from dataclasses import dataclass

from gyebo.corpus.literals import MOST_WORKS_NAMED

PREFIX = "prefix"
DIGITS = 4
"""Bits of a hash that name its folder."""


@dataclass(frozen=True, slots=True)
class Table:
    """One statement; what is published has an order, by which its rows are sorted."""

    name: str
    sql: str
    order: tuple[str, ...] = ()
    columns: str = ""
    """Names and types of what is published, as either engine reads them."""
    drops: tuple[str, ...] = ()
    """Tables that nothing needs from here on."""
    first: int = 63
    """The highest bit of the hash in the first column."""

    @property
    def prefix(self) -> str:
        """The first hexadecimal digit of a row's hash, as SQL."""
        return f"CAST(({self.order[0]} >> {self.first + 1 - DIGITS}) & {(1 << DIGITS) - 1} AS INTEGER)"


BAND_BITS = 32
"""A band's key stands in the low bits of its number, the band above it."""
UNIT = """
    SELECT s.number, f.source, f.path, w.number AS work, u.*
    FROM (SELECT source, path, work, {each}(fragments) AS u FROM files) f
    JOIN sources s USING (source) JOIN works w ON f.work = w.text"""
PLACES = "SELECT digest, number, source, path, position, work, name, kind, first_line, last_line, exact FROM unit"
FIRSTS = """
    SELECT digest, number, path, position FROM (
        SELECT digest, number, path, position,
            row_number() OVER (PARTITION BY digest ORDER BY number, path, position) AS rank
        FROM places) ranked
    WHERE rank = 1"""
SHAPE = """
    SELECT digest, tokens, kind, codes, bands, features
    FROM unit JOIN firsts USING (digest, number, path, position)"""
PAIRS = """
    SELECT DISTINCT feature & -16777216 AS feature, digest
    FROM (SELECT digest, {each}(features) AS feature FROM shape) x"""
HELD = "SELECT DISTINCT digest, work FROM places"
ALIKE = """
    SELECT feature, bit_xor(digest) AS alike, CAST(count(*) AS INTEGER) AS classes FROM pairs GROUP BY feature"""
SPREAD = """
    SELECT feature, CAST(count(DISTINCT work) AS INTEGER) AS works
    FROM pairs JOIN held USING (digest) GROUP BY feature"""
GROUPS = """
    SELECT alike, classes, coalesce(min(CASE WHEN feature >= 0 THEN feature END), min(feature)) AS first
    FROM alike GROUP BY alike, classes"""
FEATURES = """
    SELECT feature, digest, first, classes, works
    FROM pairs JOIN alike USING (feature) JOIN groups USING (alike, classes) JOIN spread USING (feature)"""
WEIGHTS = "SELECT digest, sum(worth) AS weight FROM features JOIN rarity USING (works) GROUP BY digest"
CLASSES = """
    SELECT digest, tokens, kind, codes, coalesce(weight, 0.0) AS weight FROM shape LEFT JOIN weights USING (digest)"""
LITERALS = """
    SELECT literal, CAST(count(DISTINCT work) AS INTEGER) AS works
    FROM (SELECT work, {each}(literals) AS literal FROM files) x GROUP BY literal"""
SAID = """
    SELECT literal, number, source, path FROM (
        SELECT literal, number, source, path,
            row_number() OVER (PARTITION BY literal, work ORDER BY number, path) AS rank
        FROM (SELECT source, path, work, {each}(literals) AS literal FROM files) f
        JOIN sources s USING (source)) ranked
    JOIN literals USING (literal)
    WHERE rank = 1 AND works <= MOST""".replace("MOST", str(MOST_WORKS_NAMED))
BANDS = "SELECT {each}(bands) AS band, digest FROM shape"
OF_PLACES = (
    "digest bigint, number int, source string, path string, position int, work int, name string, kind int, "
    "first_line int, last_line int, exact bigint"
)
OF_FEATURES = "feature bigint, digest bigint, first bigint, classes int, works int"
OF_CLASSES = "digest bigint, tokens int, kind int, codes binary, weight double"

TABLES = (
    Table("unit", UNIT),
    Table("places", PLACES, ("digest", "number", "path", "position"), OF_PLACES),
    Table("firsts", FIRSTS),
    Table("shape", SHAPE, drops=("unit", "firsts")),
    Table("pairs", PAIRS),  # features cut to the 40 bits that an index tells apart
    Table("held", HELD),
    Table("alike", ALIKE),  # features with one sum are those that the same classes have
    Table("groups", GROUPS),  # named by the first of their features, which hashes without a sign are counted by
    Table("spread", SPREAD),
    Table("features", FEATURES, ("feature", "digest"), OF_FEATURES),
    Table("weights", WEIGHTS),
    Table("classes", CLASSES, ("digest",), OF_CLASSES),
    Table("bands", BANDS, ("band", "digest"), "band bigint, digest bigint", first=BAND_BITS - 1),
    Table("literals", LITERALS, ("literal",), "literal bigint, works int"),
    Table("said", SAID, ("literal", "number", "path"), "literal bigint, number int, source string, path string"),
)
PUBLISHED = tuple(table for table in TABLES if table.order)
