"""Readers: a file in, a report of paragraphs and tables out.  They know formats and no finance."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.readable import FORMATS, SHEETS

if TYPE_CHECKING:
    from mingzhang.facts.report import Report, Table

__all__ = ["SHEETS", "Limits", "UnreadableError", "read_report", "stored_sheets"]

Reader: TypeAlias = "Callable[[Path, Limits], Report]"
_USUAL = Limits()


def read_report(path: Path, limits: Limits = _USUAL) -> Report:
    """Read a file in any of the formats we know, by its content and not by its name.

    Raises :class:`UnreadableError` with one Chinese sentence for everything that cannot be read.  A name
    that does
    not fit the content is told in the notes.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "决算.pdf"
    ...     _ = path.write_text("收入合计6.20万元。", encoding="utf-8")
    ...     report = read_report(path)
    >>> report.format, report.notes, len(report.sha256)
    ('txt', ['文件扩展名是 .pdf，内容是纯文本，已按纯文本读取。'], 64)
    """
    from mingzhang.readers.child import apart  # not for those who only ask for the limits

    return apart(_report, path, limits)


def _report(path: Path, limits: Limits) -> Report:
    """The report of one file, read in this process."""
    from mingzhang.readers.opening import format_of, mismatch
    from mingzhang.readers.settled import settle

    try:
        found = format_of(path, limits)
        report = _reader(found)(path, limits)
        with path.open("rb") as stream:
            report.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, MemoryError) as fault:
        raise UnreadableError(path, "读取时出错（文件被占用、被移走，或内存不足）") from fault
    report.file = path.name
    settle(report)
    if not report.blocks and not report.unread_pages:
        raise UnreadableError(path, "文件里没有文字")
    note = mismatch(path, found)
    if note is not None:
        report.notes.insert(0, note)
    return report


def stored_sheets(path: Path, limits: Limits, found: str) -> list[Table]:
    """The sheets of a workbook of the format ``found``, cell by cell with the numbers as they are stored.

    Other formats have no sheets.  Raises :class:`UnreadableError`.

    >>> stored_sheets(Path("a.txt"), Limits(), "txt")
    []
    """
    from mingzhang.readers.child import apart

    if found not in SHEETS:
        return []
    _module(found)  # loaded here, it is there for the children of all workbooks of a run
    return apart(partial(_sheets, found=found), path, limits)


def _sheets(path: Path, limits: Limits, found: str) -> list[Table]:
    """The stored sheets of one workbook, read in this process."""
    try:
        reader = getattr(_module(found), f"stored_{found}")
        tables: list[Table] = reader(path, limits)
    except (OSError, MemoryError) as fault:
        raise UnreadableError(path, "读取时出错（文件被占用、被移走，或内存不足）") from fault
    return tables


def _module(found: str) -> ModuleType:
    return import_module(f"mingzhang.readers.{FORMATS[found].reader.partition(':')[0]}")


def _reader(found: str) -> Reader:
    """The reader of a format, loaded when it is needed: the libraries behind it take time to import."""
    reader: Reader = getattr(_module(found), FORMATS[found].reader.partition(":")[2])
    return reader
