"""What the files of a run are called in every output: by their paths below one folder, told once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from mingzhang.work.standard_input import is_standard_input


def root_of(files: Sequence[Path]) -> Path | None:
    """The folder below which all files of a run are named.

    It is the folder where the command runs if that holds all of them, otherwise the deepest folder that
    does; ``None`` where there is none (files on two drives).

    >>> root_of([Path("/某区/甲局/决算.pdf"), Path("/某区/乙局/决算.pdf")]).as_posix()
    '/某区'
    """
    whole = [_whole(file) for file in files if not is_standard_input(file)]
    here = _whole(Path())
    if all(file.is_relative_to(here) and file != here for file in whole):
        return here
    try:
        return Path(os.path.commonpath([file.parent for file in whole]))
    except ValueError:
        return None


def names_of(files: Iterable[Path]) -> dict[Path, str]:
    """What each file is called: its path below :func:`root_of` all of them, with strokes on every system.

    >>> names_of([Path("甲/决算.pdf"), Path("乙/决算.pdf")])[Path("乙/决算.pdf")]
    '乙/决算.pdf'
    """
    known = list(files)
    root = root_of(known)
    return {file: _name(file, root) for file in known}


def _name(file: Path, root: Path | None) -> str:
    if is_standard_input(file):
        return file.name
    whole = _whole(file)
    return (whole if root is None else whole.relative_to(root)).as_posix()


def _whole(path: Path) -> Path:
    """The path from the top, without ``..``; links keep the names their owner gave them."""
    return Path(os.path.abspath(path))
