"""Read, check and keep any number of documents: the pool of this machine or an engine carries them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingzhang.corpus.aside import SetAside
from mingzhang.corpus.overview import overview
from mingzhang.corpus.overview_page import overview_page
from mingzhang.corpus.packed import unpacked
from mingzhang.corpus.record import CHECKED, STATES
from mingzhang.corpus.schema import SCHEMA
from mingzhang.corpus.shelf import CorpusError, GrowingShelf, Shelf, written_to
from mingzhang.readers.limits import UnreadableError
from mingzhang.version import VERSION
from mingzhang.work.check_many import documents
from mingzhang.work.corpus_document import Errand, unread
from mingzhang.work.corpus_engines import Engine
from mingzhang.work.memory import Memory
from mingzhang.work.output import FAMILIES
from mingzhang.writers.written import written

PAGE = "汇总.html"
HELD = 16_384  # documents that are taken in together: many, for each partition they touch is written anew


@dataclass(frozen=True, slots=True)
class Growth:
    """What a run has done: documents checked now, unchanged and no longer there; all of them by state."""

    checked: int
    kept: int
    gone: int
    states: Mapping[str, int]

    @property
    def lost(self) -> int:
        """How many could not be read or not be understood."""
        return sum(count for state, count in self.states.items() if state != CHECKED)

    def __str__(self) -> str:
        told = f"共 {sum(self.states.values()):,} 份文件：这次检查 {self.checked:,} 份，没有变的 {self.kept:,} 份"
        told += f"，不在了、已去掉的 {self.gone:,} 份" if self.gone else ""
        states = "，".join(
            f"{STATES[state]}的 {self.states[state]:,} 份" for state in STATES if self.states.get(state)
        )
        return f"{told}。{states}。" if states else f"{told}。"


def grow(
    folder: Path,
    out: Path,
    options: dict[str, Any],
    engine: Engine,
    step: Callable[[int, int], object] | None = None,
) -> Growth:
    """Bring the corpus in ``out`` to what the documents in ``folder`` are now.

    ``options`` are those of :func:`mingzhang.work.check.check_file`; ``step`` hears how many of how many
    documents are done.  What is written stays when the run ends early: the next one goes on from there.
    Raises :class:`~mingzhang.corpus.shelf.CorpusError`.
    """
    paths = _inside(folder, out)
    with written_to(out) as shelf:
        memory = Memory(out, options)
        names = {_name(path, folder): path for path in paths}
        gone = shelf.keys.keys() - names.keys()
        if gone:
            shelf.take([], gone)
        errands = list(_errands(names, shelf, memory))
        _carry(errands, shelf, options, engine, step)
        page = out / PAGE
        if errands or gone or not page.exists():
            shelf.settle()
            _write_page(shelf, page)
        states = Counter(state for part in shelf.parts for (state,) in shelf.rows(part, "documents", "state"))
    return Growth(len(errands), len(paths) - len(errands), len(gone), states)


def _write_page(shelf: Shelf, page: Path) -> None:
    made = overview_page(overview(shelf), FAMILIES, f"明账 {VERSION}，文件库格式 {SCHEMA}")
    with written(page, force=True) as stream:
        stream.write(made.encode())


def _inside(folder: Path, out: Path) -> list[Path]:
    """The documents of a folder; not what the corpus itself consists of."""
    if not folder.is_dir():
        raise CorpusError(f"{folder}：没有这个文件夹。")
    own = out.resolve()
    return [path for path in documents([folder]) if not path.resolve().is_relative_to(own)]


def _name(path: Path, folder: Path) -> str:
    """What a document is called in the corpus; bytes that are no text stand as their codes."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")


def _errands(names: dict[str, Path], shelf: GrowingShelf, memory: Memory) -> Iterator[Errand]:
    """The files whose rows are not known, or were made of something else."""
    for name, path in names.items():
        key = memory.key(path)
        if not key or shelf.keys.get(name) != key:
            yield Errand(str(path.absolute()), name, key, memory.content(path))


def _carry(
    errands: Sequence[Errand],
    shelf: GrowingShelf,
    options: dict[str, Any],
    engine: Engine,
    step: Callable[[int, int], object] | None,
) -> None:
    """Let the engine check the files, whatever order they come in; each is safe once it was examined."""
    held: list[SetAside] = []
    for done, (errand, told) in enumerate(engine(errands, options), 1):
        made = unread(errand, told) if isinstance(told, UnreadableError) else told
        held.append(shelf.aside.add(unpacked(made)))
        if len(held) >= HELD or done == len(errands):
            shelf.take(held)
            shelf.aside.clear()
            held = []
        if step is not None:
            step(done, len(errands))
