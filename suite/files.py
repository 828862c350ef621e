"""Documents as files whose bytes depend on nothing but the case."""

from __future__ import annotations

import io
import re
import zipfile
from importlib import import_module
from pathlib import Path

from mingzhang.writers.archive import write_archive
from mingzhang.writers.publish import FORMATS
from suite.cases import Made

_TIME = re.compile(rb"(<dcterms:\w+[^>]*>)[^<]*(<)")


def content(made: Made) -> bytes:
    """The bytes of a case's file."""
    suffix = made.case.file.rpartition(".")[2]
    write = getattr(import_module(f"mingzhang.writers.{FORMATS[suffix][0]}"), f"write_{suffix}")
    stream = io.BytesIO()
    write(made.manuscript.publication(), stream)
    return _timeless(stream.getvalue()) if suffix == "xlsx" else stream.getvalue()


def _timeless(data: bytes) -> bytes:
    """A workbook without the time at which it was written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    core = "docProps/core.xml"
    files[core] = _TIME.sub(rb"\g<1>2000-01-01T00:00:00Z\2", files[core])
    stream = io.BytesIO()
    write_archive(files, stream)
    return stream.getvalue()


def write_case(made: Made, folder: Path) -> None:
    """Write a case's document into a folder."""
    (folder / made.case.file).write_bytes(content(made))
