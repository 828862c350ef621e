"""Which documents are new, different or gone since the last look."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from mingzhang.facts.environment import OWN_PLACES
from mingzhang.work.check_many import documents
from mingzhang.work.waive import waiver_file

_PAUSE = 1.0  # seconds between two looks, at least
_SHARE = 10  # a look may take so small a part of the time
_Stamp: TypeAlias = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class News:
    """Documents to be checked (again), and those that are no longer there."""

    changed: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()


def changes(given: Sequence[str | Path], pause: Callable[[], None] | None = None) -> Iterator[News]:
    """All documents first, then what changes, for ever: a document, its waivers, the user's own places.

    A file counts when it looks the same twice: one that is still being written is waited for.
    ``pause`` is what is done between two looks.

    >>> next(changes(["无此文件.pdf"])).changed[0].name
    '无此文件.pdf'
    """
    known = before = _stamps(given)
    yield News(tuple(known))
    while True:
        began = time.monotonic()
        now = _stamps(given)
        settled = [path for path, stamp in now.items() if known.get(path) != stamp == before.get(path)]
        gone = [path for path in known if path not in now and path not in before]
        known = {path: stamp for path, stamp in known.items() if path not in gone}
        known |= {path: now[path] for path in settled}
        before = now
        if settled or gone:
            yield News(tuple(settled), tuple(gone))
        if pause is None:
            time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - began)))
        else:
            pause()


def _stamps(given: Sequence[str | Path]) -> dict[Path, _Stamp]:
    """Everything by which a change of the documents is seen."""
    own = os.environ.get(OWN_PLACES, "")
    places = tuple(map(_stamp, sorted(Path(own).glob("*.toml")))) if own else ()
    found = {path: (_stamp(path), _stamp(waiver_file(path)), *places) for path in documents(given)}
    named = {Path(path) for path in given}
    return {path: stamp for path, stamp in found.items() if path in named or stamp[0] is not None}


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of a file; ``None`` where there is none."""
    with suppress(OSError, ValueError):
        seen = path.stat()
        return seen.st_size, seen.st_mtime_ns
    return None
