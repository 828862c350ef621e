"""Take what was uploaded as the next version, and let it be checked; what cannot be is told in a sentence."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile

from mingzhang.web.apart.run import safe_name
from mingzhang.web.people.models import Person
from mingzhang.web.submission.checking import start
from mingzhang.web.submission.forms import UnfitError
from mingzhang.web.submission.models import LockedError, Submission, Version
from mingzhang.web.submission.moves import IllegalMoveError, add_version
from mingzhang.writers.archive import write_archive

_PIECE = 1 << 20  # bytes


class UnkeptError(Exception):
    """A file could not be kept: the disk is full, or not to be written."""


REFUSALS = (LockedError, IllegalMoveError, UnfitError, UnkeptError)


def taken(
    submission: Submission, who: Person, document: Sequence[UploadedFile[Any]], note: str = ""
) -> Version:
    """The next version, of one file or of several packed as one; its check begins."""
    try:
        if len(document) == 1:
            made = add_version(submission, who, _name(document[0]), document[0].chunks(), note)
        else:
            with tempfile.TemporaryFile() as stream:
                write_archive({_name(file): file.read() for file in document}, stream)
                made = add_version(submission, who, f"{submission}.zip", _pieces(stream), note)
    except OSError as fault:
        raise UnkeptError(f"文件没有保存（{fault.strerror}）：请管理员腾出磁盘空间，再上传一次。") from fault
    start(made)
    return made


def _name(file: UploadedFile[Any]) -> str:
    return safe_name(file.name or "")


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(_PIECE):
        yield piece
