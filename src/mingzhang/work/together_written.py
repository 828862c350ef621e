"""Many documents as one set of files, set in several processes: all of them appear, or none does."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from mingzhang.facts.progress import reached
from mingzhang.facts.publication import Publication
from mingzhang.facts.refusal import RefusalError
from mingzhang.writers.publish import FORMATS, write_into
from mingzhang.writers.written import made_folder, told_of, written_together

_FEW = 8  # documents that are written sooner than a process starts


@dataclass(frozen=True)
class DocumentFiles:
    """A publication with the name of its files, without ending, and their formats."""

    publication: Publication
    stem: str
    formats: tuple[str, ...]

    def names(self, folder: Path) -> list[Path]:
        """Its files in a folder.

        >>> DocumentFiles(Publication("某局", "报告", 2024), "报告", ("docx", "pdf")).names(Path("反馈"))[1].name
        '报告.pdf'
        """
        return [folder / f"{self.stem}{FORMATS[each][1]}" for each in self.formats]


def write_documents(
    documents: Sequence[DocumentFiles],
    plain: Mapping[str, bytes],
    folder: Path,
    force: bool = False,
    jobs: int | None = None,
) -> list[Path]:
    """Write documents and plain files into a folder as one set; returns the files.

    Raises :class:`~mingzhang.facts.refusal.RefusalError`: then none of them is written.
    """
    made_folder(folder)
    names = [document.names(folder) for document in documents]
    others = [folder / name for name in plain]
    paths = [*(path for some in names for path in some), *others]
    with written_together(paths, force) as places:
        left = iter(places)
        work = [
            (document, [next(left) for _ in some], some)
            for document, some in zip(documents, names, strict=True)
        ]
        workers = min(jobs or os.cpu_count() or 1, len(work) // _FEW + 1)
        if workers == 1:
            for number, one in enumerate(work, 1):
                _told(_written(*one), number, len(work))
        else:
            _in_processes(work, workers)
        for name, data in zip(others, plain.values(), strict=True):
            with told_of(name):
                next(left).write_bytes(data)
    return paths


def _in_processes(work: Sequence[tuple[DocumentFiles, list[Path], list[Path]]], workers: int) -> None:
    """Write in a pool; the first that cannot be written ends it all."""
    from concurrent.futures import ProcessPoolExecutor, as_completed  # few documents start faster without it
    from multiprocessing import get_context

    fresh = get_context("spawn")  # a copy of a process whose typesetting threads ran waits for them for ever
    with ProcessPoolExecutor(workers, fresh) as pool:
        futures: list[Future[str]] = [pool.submit(_written, *one) for one in work]
        try:
            for number, future in enumerate(as_completed(futures), 1):
                _told(future.result(), number, len(futures))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _told(refused: str, number: int, total: int) -> None:
    """Say how far it has come; raises :class:`RefusalError` for what was not written."""
    if refused:
        raise RefusalError(refused)
    reached("写出，份", number, total)


def _written(document: DocumentFiles, places: list[Path], names: list[Path]) -> str:
    """Write one document; why it could not be written, empty where it was."""
    try:
        write_into(document.publication, document.formats, places, names)
    except RefusalError as fault:
        return str(fault)
    return ""
