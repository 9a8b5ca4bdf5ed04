# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tables made by Apache Spark, on as many machines as there are; each needs this same gyebo installed.

The texts of the sources travel to the executors as files of the application. A file whose reading ends its process is
told as such, as everywhere; a lost executor or worker costs what it was at, and a driver that starts anew finds the
sources and tables that were whole.
"""

import os
import re
import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from numpy.typing import NDArray

from gyebo.engines.arrow import Ask, Batch, Columns, columns_of, rows
from gyebo.engines.reading import FileJob, SourceJob, lost_record, record
from gyebo.engines.records import SCHEMA, Origin
from gyebo.engines.store import Store
from gyebo.engines.tables import PREFIX, PUBLISHED, TABLES, Table
from gyebo.errors import CorpusError
from gyebo.model import Progress
from gyebo.reading import FILES_A_PART
from gyebo.workers import spread

# By name, so that types are checked alike where Spark is not installed: not every machine has Java.
spark: Any = import_module("pyspark")
sql: Any = import_module("pyspark.sql")
types: Any = import_module("pyspark.sql.pandas.types")
Failures: tuple[type[Exception], ...] = (
    import_module("pyspark.errors").PySparkException,
    import_module("py4j.protocol").Py4JError,
)
Session: TypeAlias = Any
"""A pyspark.sql.SparkSession."""
Frame: TypeAlias = Any
"""A pyspark.sql.DataFrame."""
WORDS = {"each": "explode"}
TRIES = 4
"""Of a task, before the whole is given up; Spark alone tries once where all is on one machine."""
_LOCAL = re.compile(r"local\[(\*|\d+)\]")
_ORIGIN = "source string, path string, work string"


@contextmanager
def session(master: str) -> Generator[Session]:
    """A running application, ended afterwards."""
    os.environ["PYTHONSAFEPATH"] = "1"  # as in workers.py: nothing is imported from the folder we stand in
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    found = _LOCAL.fullmatch(master)
    builder = sql.SparkSession.builder.appName("gyebo").master(f"local[{found[1]},{TRIES}]" if found else master)
    fixed = {
        "spark.hadoop.parquet.block.size": str(1 << 21),  # what DuckDB reads at once where something of it is asked
        "spark.sql.parquet.compression.codec": "zstd",
        "spark.sql.session.timeZone": "UTC",
        "spark.task.maxFailures": str(TRIES),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    loopback = dict.fromkeys(("spark.driver.host", "spark.driver.bindAddress"), "127.0.0.1")
    here = loopback | {"spark.sql.shuffle.partitions": "4"} if master.startswith("local") else {}
    for name, value in (fixed | here).items():
        builder = builder.config(name, value)
    try:
        running = builder.getOrCreate()
        running.sparkContext.setLogLevel("ERROR")
        try:
            yield running
        finally:
            running.stop()
    except Failures as error:
        raise CorpusError(f"Spark: {str(error).splitlines()[0]}; what was whole is kept, so run it again.") from error


def read_sources(
    running: Session, store: Store, sources: Sequence[SourceJob], _cache: Path, progress: Progress
) -> None:
    """Records of all sources, of which none is read that is there."""
    missing = [source for source in sources if not store.is_done(source.folder)]
    for number, source in enumerate(missing, 1):
        running.sparkContext.addFile(str(source.archive))
        named = [(one.source, one.path, one.work) for one in source.files]
        parts = -(-len(named) // FILES_A_PART)
        origins = running.createDataFrame(running.sparkContext.parallelize(named, parts), _ORIGIN)
        made = origins.mapInArrow(_records, types.from_arrow_schema(SCHEMA))
        made.write.mode("overwrite").parquet(store / source.folder)
        progress("read", number, len(missing))


def _records(batches: Iterator[Batch]) -> Iterator[Batch]:
    """The unit of work for each row, in a process of its own, so that a hostile file ends no more than that."""
    root = Path(spark.SparkFiles.getRootDirectory())
    _linked(root)
    for batch in batches:
        jobs = [FileJob(root, Origin(**row)) for row in batch.to_pylist()]
        yield from spread(record, jobs, lost_record, 1)


def _linked(root: Path) -> None:
    """The application's files, under the name that the cache has for them."""
    place = root / "sources"
    if not place.exists():
        place.symlink_to(root, target_is_directory=True)


def derive(running: Session, store: Store, files: Sequence[str], small: Mapping[str, Columns], folder: str) -> None:
    """Write all published tables of some files of records into a folder of the store; a table that is there stays."""
    running.read.parquet(*(store / one for one in files)).createOrReplaceTempView("files")
    for name, columns in small.items():
        running.createDataFrame(rows(columns)).createOrReplaceTempView(name)
    for table in TABLES:
        made = running.sql(table.sql.format(**WORDS))
        if table in PUBLISHED:
            made = _published(running, store, table, made, f"{folder}/{table.name}")
        else:
            made = made.persist()
        made.createOrReplaceTempView(table.name)


def _published(running: Session, store: Store, table: Table, made: Frame, folder: str) -> Frame:
    if not store.is_done(folder):
        ordered = made.selectExpr("*", f"{table.prefix} AS {PREFIX}")
        order = [PREFIX, *table.order]
        ranged = ordered.repartitionByRange(*order).sortWithinPartitions(*order)
        ranged.write.mode("overwrite").partitionBy(PREFIX).parquet(store / folder)
    return _stored(running, store, table, folder)


def _stored(running: Session, store: Store, table: Table, folder: str) -> Frame:
    """A table without rows has no files, and Spark knows nothing of it."""
    if not store.files(folder):
        return running.createDataFrame([], table.columns)
    return running.read.parquet(store / folder).drop(PREFIX)


@contextmanager
def asked(running: Session, store: Store, folder: str, files: Sequence[str]) -> Generator[Ask]:
    """Answers questions to tables, on as many machines as there are."""
    running.read.parquet(*(store / one for one in files)).createOrReplaceTempView("files")
    for table in PUBLISHED:
        _stored(running, store, table, f"{folder}/{table.name}").createOrReplaceTempView(table.name)

    def ask(statement: str, /, **small: Columns) -> dict[str, NDArray[Any]]:
        for name, columns in small.items():
            running.createDataFrame(rows(columns)).createOrReplaceTempView(name)
        return columns_of(running.sql(statement).toArrow())

    yield ask
