"""Questions to a corpus in SQL, by duckdb: it sees the tables, and neither files nor anything else."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from mingzhang.corpus.packed import arrow_schema
from mingzhang.corpus.question_faults import told
from mingzhang.corpus.schema import TableKind, partitions, table_kinds
from mingzhang.corpus.shelf import Shelf, lost
from mingzhang.facts.refusal import RefusalError

_PIECE = 1_000  # rows fetched at a time
# Nothing but the tables that are given: no file, no address, no extension, and no way to allow them again.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",  # what does not fit into the memory is not laid down in a file
}


class QuestionError(RefusalError):
    """A question that cannot be answered; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """The heads of the columns, and the rows as they are fetched."""

    heads: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def answered(shelf: Shelf, question: str, seconds: float = 120.0) -> Iterator[AnswerRows]:
    """The answer to one SELECT over the tables of a corpus.

    They go by their names, and in Chinese by their titles with columns in Chinese.  Raises
    :class:`QuestionError`.
    """
    memory = f"{_memory()} MB"
    connection = duckdb.connect(":memory:", config=_CLOSED | {"memory_limit": memory})
    alarm = threading.Timer(seconds, connection.interrupt)
    alarm.daemon = True
    try:
        for kind in table_kinds().values():
            connection.register(kind.name, _dataset(shelf, kind.name))
            connection.execute(_chinese_view(kind))
        connection.execute("SET lock_configuration = true")
        asked = _single(connection, question)
        alarm.start()
        made = connection.execute(asked)
        heads = tuple(column[0] for column in made.description or ())
        yield AnswerRows(heads, _fetched(made))
    except duckdb.InterruptException:
        raise _late(seconds) from None
    except (duckdb.Error, pa.ArrowException, RuntimeError) as fault:
        if "nterrupted" in str(fault):  # where it was interrupted before its first row
            raise _late(seconds) from None
        if "stream" in str(fault) and (damage := next(filter(None, map(shelf.damaged, shelf.parts)), None)):
            raise lost(damage) from fault
        raise QuestionError(told(str(fault), question, memory)) from fault
    finally:
        alarm.cancel()
        connection.close()


def _late(seconds: float) -> QuestionError:
    return QuestionError(f"查询超过 {seconds:g} 秒，已停止；请缩小范围，或用 --max-seconds 放宽时间。")


def _memory() -> int:
    """How many MB a question may take: half of what the machine has, which others use as well."""
    try:
        return max(512, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**21)
    except (AttributeError, ValueError, OSError):  # a system that does not say
        return 2048


def _fetched(made: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - of a library
    while piece := made.fetchmany(_PIECE):
        yield from piece


def _single(connection: Any, question: str) -> Any:  # noqa: ANN401
    """The one statement of a question, which must be one that only looks."""
    statements = connection.extract_statements(question)
    if len(statements) != 1:
        raise QuestionError("请一次写一句查询。" if statements else "查询是空的，请写一句 SELECT。")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise QuestionError("只能查询（SELECT），不能改动、写文件或改设置。")
    return statements[0]


def _dataset(shelf: Shelf, table: str) -> Any:  # noqa: ANN401
    """A table as its files, which are read as far as a question needs them."""
    schema = arrow_schema(table, parted=True)
    if not shelf.parts:
        return schema.empty_table()
    layout = ds.partitioning(pa.schema([schema.field(p.name) for p in partitions()]), flavor="hive")
    files = shelf.files(table)
    if missing := next((path for path in files if not path.is_file()), None):
        raise lost(missing)
    return ds.dataset(
        [str(path) for path in files],
        schema=schema,
        format=ds.ParquetFileFormat(
            default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True)
        ),
        partitioning=layout,
        partition_base_dir=str(shelf.folder / table),
    )


def _chinese_view(kind: TableKind) -> str:
    names = [
        f"{_quoted(column.name)} AS {_quoted(column.title)}" for column in (*kind.columns, *partitions())
    ]
    chosen = f"SELECT {', '.join(names)} FROM {_quoted(kind.name)}"  # noqa: S608 - names of the contract
    return f"CREATE VIEW {_quoted(kind.title)} AS {chosen}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def described(shelf: Shelf) -> Sequence[tuple[TableKind, int]]:
    """The tables and how many rows each has."""
    return [
        (kind, _dataset(shelf, kind.name).count_rows() if shelf.parts else 0)
        for kind in table_kinds().values()
    ]
