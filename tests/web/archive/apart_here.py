"""The verbs of the archive done in this process, over copies in a folder as the other process has them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mingzhang.facts.refusal import RefusalError
from mingzhang.web.apart.archive_verbs import VERBS
from mingzhang.web.apart.run import ApartError, WorkDone


def apart_in(folder: Path) -> Callable[..., Any]:
    """What stands for ``apart`` in a test."""
    numbers = iter(range(1000))

    @contextmanager
    def here(
        verb: str, files: Mapping[str, Path], heard: Any = None, seconds: int = 60, **options: Any
    ) -> Iterator[WorkDone]:
        work = folder / f"{verb}{next(numbers)}"
        (work / "in").mkdir(parents=True)
        (work / "out").mkdir()
        for name, path in files.items():
            shutil.copyfile(path, work / "in" / name)
        try:
            told = VERBS[verb](sorted((work / "in").iterdir()), work / "out", seconds, **options)
        except RefusalError as refusal:
            raise ApartError(str(refusal)) from None
        yield WorkDone(told, work / "out")

    return here
