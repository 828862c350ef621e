"""Files are read in the process of the test: that others read them apart is the test of ``apart``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from mingzhang.facts.refusal import RefusalError
from mingzhang.web.apart.run import ApartError, WorkDone
from mingzhang.web.apart.verbs import VERBS
from mingzhang.web.performance import ballot_book, books


@contextmanager
def inside(verb: str, files: dict[str, Path], seconds: int, **options: Any) -> Iterator[WorkDone]:
    with TemporaryDirectory() as name:
        for called, path in files.items():
            (Path(name) / called).write_bytes(path.read_bytes())
        try:
            told = VERBS[verb](sorted(Path(name).iterdir()), Path(name), seconds, **options)
        except RefusalError as refusal:
            raise ApartError(str(refusal)) from refusal
        yield WorkDone(told, Path(name))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workbooks be read in this process."""
    for module in (books, ballot_book):
        monkeypatch.setattr(module, "apart", inside)
