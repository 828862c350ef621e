"""What was recognised is kept in a folder of the user: a run that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from mingzhang.readers.scan.engine import Character, recognised

_folders: list[Path] = []


@contextmanager
def kept_in(folder: Path | None) -> Iterator[None]:
    """Keep in the block what is recognised of a page, and do not recognise it again.

    Nothing that goes wrong with the folder stands in the way of reading.
    """
    if folder is None:
        yield
        return
    _folders.append(folder)
    try:
        yield
    finally:
        _folders.remove(folder)


def lines_of(image: Any) -> list[list[Character]]:
    """The lines of text of a page, as they are kept or as the engine reads them."""
    if not _folders:
        return recognised(image)
    file = _file(_folders[-1], image)
    with suppress(OSError, ValueError, TypeError):
        return [[Character(*mark) for mark in line] for line in json.loads(file.read_text(encoding="utf-8"))]
    lines = recognised(image)
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)  # readable by the user alone
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(lines, stream, ensure_ascii=False)
        os.replace(name, file)
    return lines


def _file(folder: Path, image: Any) -> Path:
    """Where the lines of an image are kept; another version of the engine reads anew."""
    engine = "rapidocr"
    with suppress(PackageNotFoundError):
        engine += version(engine)
    key = hashlib.sha256(f"{engine} {image.shape}".encode() + image.tobytes()).hexdigest()
    return folder / key[:2] / f"{key[2:]}.lines"
