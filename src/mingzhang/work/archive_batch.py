"""A batch of images on disk: recognised in a queue that stops and goes on, copies for use, and records.

The images are never written to.  An item is done when its copy and the records of its pages are there; what
was recognised of an unfinished one is kept, so that a run which was stopped goes on where it was.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from mingzhang.archive.codes import WrongCodeError, named_by
from mingzhang.archive.pages import BLANK, READ, UNREAD, ImageBatch, PageRecord
from mingzhang.facts.evidence import sha256_of
from mingzhang.facts.progress import reached
from mingzhang.facts.refusal import RefusalError, disk_reason
from mingzhang.readers.archival import (
    ENDINGS,
    DecodedPage,
    ImageFile,
    LeafCopy,
    image_file,
    leaf,
    leaf_copy,
    tool,
)
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.scan import HINT, Made, ScanCrew, available, kept_in
from mingzhang.writers.pdf.pdfa import into_pdfa
from mingzhang.writers.pdf.searchable import SearchablePage, write_searchable
from mingzhang.writers.written import UnwritableError, made_folder, written

RECORDS, COPIES, KEPT = "页面记录.jsonl", "利用", ".识别"
_PASSED = (".ds_store", "thumbs.db", "desktop.ini")


class NoRecogniserError(RefusalError):
    """The extra that recognises is not installed."""


@dataclass(frozen=True)
class _Task:
    """One page that waits: whose it is, its file, its picture; or why there is none, or not all is read."""

    code: str
    seq: int
    file: Path
    sha256: str
    facts: ImageFile | None
    reason: str = ""
    leaf: DecodedPage | None = None


@dataclass
class BatchRun:
    """What one run did: pages done now, items done before, items left because it was told to stop."""

    pages: int = 0
    before: int = 0
    left: int = 0
    batch: ImageBatch = field(default_factory=ImageBatch)


def read_batch(out: Path) -> ImageBatch:
    """The records of all runs; a line that a killed run left cut off counts for nothing.

    >>> read_batch(Path("无此文件夹")).pages
    {}
    """
    batch = ImageBatch()
    path = out / RECORDS
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace") as stream:
            for line in stream:
                try:
                    page = PageRecord.of(line)
                except ValueError:
                    continue
                batch.pages[page.code, page.seq] = page
    return batch


def planned(folder: Path) -> tuple[dict[str, list[tuple[int, Path]]], dict[str, str]]:
    """The files of each item in the order of their pages, and what is no page of any item, with the reason.

    A file is named by code and page, or by the code alone where it holds all pages.
    """
    items: dict[str, dict[int, Path]] = {}
    lost: dict[str, str] = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.name.lower() in _PASSED or path.name.startswith("."):
            continue
        if path.suffix.lower() not in ENDINGS:
            lost[name] = "不是图像文件（TIFF、JPEG、JPEG 2000、PNG、PDF），没有处理"
            continue
        try:
            code, seq = named_by(path.stem)
        except WrongCodeError as fault:
            lost[name] = f"{fault}，没有处理，原图仍在"
            continue
        first = items.setdefault(str(code), {}).setdefault(seq, path)
        if first is not path:
            lost[name] = f"与“{first.name}”是同一页，没有采用，原图仍在"
    for pages in items.values():
        whole = pages.get(0)
        for seq in [seq for seq in pages if seq and whole]:
            name = pages.pop(seq).relative_to(folder).as_posix()
            lost[name] = f"“{pages[0].name}”已含这一件的各页，没有采用，原图仍在"
    return {code: sorted(items[code].items()) for code in sorted(items)}, lost


def scan_batch(
    folder: str | Path,
    out: str | Path,
    processes: int = 1,
    most: int = 0,
    limits: Limits | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> BatchRun:
    """Recognise the images of a folder and write copies and records; goes on where an earlier run stopped.

    After ``most`` pages (0: all), or as soon as ``stopped`` says so, no further item is begun.  A file that
    cannot be read is recorded with the reason, and the batch goes on.  Raises :class:`NoRecogniserError` and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    if not available():
        raise NoRecogniserError(f"图像{HINT}。")
    folder, out = Path(folder), Path(out)
    if not folder.is_dir():
        raise UnreadableError(folder, "不是文件夹")
    made_folder(out / COPIES)
    items, lost = planned(folder)
    run = BatchRun(batch=read_batch(out))
    run.batch.lost = lost
    waits = {code: files for code, files in items.items() if not _is_done(code, files, run.batch, out)}
    run.before, run.left = len(items) - len(waits), len(waits)
    total = sum(len(files) for files in waits.values())
    with kept_in(out / KEPT), ScanCrew(processes) as crew:
        for pages in _recognised(
            waits, crew, limits or Limits(), lambda begun: stopped() or 0 < most <= begun
        ):
            _finished(pages, out, run.batch, folder)
            run.left -= 1
            run.pages += len(pages)
            reached("识别，页", run.pages, total)
    return run


def _is_done(code: str, files: list[tuple[int, Path]], batch: ImageBatch, out: Path) -> bool:
    """Whether the copy of an item is there and made of these very files."""
    known = {page.sha256 for page in batch.of(code)} if (out / COPIES / f"{code}.pdf").is_file() else set()
    return bool(known) and known == {sha256_of(path) for _, path in files}


_Done = tuple[_Task, LeafCopy | None, int, int]  # with the characters on it and those in doubt


def _recognised(
    items: dict[str, list[tuple[int, Path]]], crew: ScanCrew, limits: Limits, stop: Callable[[int], bool]
) -> Iterator[list[_Done]]:
    """The pages of one item after another, some pages ahead of the one that is waited for."""
    waiting: deque[tuple[_Task, Made | None]] = deque()
    open_: list[_Done] = []
    begun = 0
    for code, files in items.items():
        if stop(begun):
            break
        for task in _tasks(code, files, limits):
            begun += 1
            leaf_ = task.leaf
            waiting.append((task, crew.hand(leaf_.image, leaf_.dots, task.seq) if leaf_ else None))
            while len(waiting) > crew.ahead:
                yield from _taken(*waiting.popleft(), open_)
    while waiting:
        yield from _taken(*waiting.popleft(), open_)
    if open_:
        yield open_[:]


def _taken(task: _Task, made: Made | None, open_: list[_Done]) -> Iterator[list[_Done]]:
    """Take a page; the item before it is handed on when it is the first of another."""
    if open_ and open_[0][0].code != task.code:
        yield open_[:]
        open_.clear()
    if made is None or task.leaf is None:
        open_.append((task, None, 0, 0))
        return
    read = made()
    marks = sum(len(run.text) for run in read.content.runs)
    doubtful = len(read.doubts)
    copy = leaf_copy(task.leaf.image, read)
    open_.append((replace(task, leaf=None), copy, marks, doubtful))  # a picture less in the memory


def _tasks(code: str, files: list[tuple[int, Path]], limits: Limits) -> Iterator[_Task]:
    """The pages of an item; one that cannot be read is a task too, and those after it go on."""
    for seq, path in files:
        digest = sha256_of(path)
        try:
            facts = image_file(path, limits)
        except UnreadableError as fault:
            yield _Task(code, seq or 1, path, digest, None, fault.reason)
            continue
        more = f"文件里有 {facts.pages} 页，按文件名只取第 1 页" if seq and facts.pages > 1 else ""
        for index in range(1 if seq else facts.pages):
            try:
                yield _Task(code, seq or index + 1, path, digest, facts, more, leaf(path, index, limits))
            except UnreadableError as fault:
                yield _Task(code, seq or index + 1, path, digest, facts, fault.reason)


def _finished(pages: list[_Done], out: Path, batch: ImageBatch, folder: Path) -> None:
    """Write the copy of an item, then the records of its pages: with both it is done."""
    code = pages[0][0].code
    leaves_ = [
        SearchablePage(copy.jpeg, copy.dots, copy.wide, copy.high, copy.marks)
        for _, copy, _, _ in pages
        if copy is not None
    ]
    if leaves_:
        target = out / COPIES / f"{code}.pdf"
        with written(target, force=True) as stream:
            write_searchable(leaves_, stream, code)
        into_pdfa(target)
    records = [_record(*page, folder) for page in pages]
    for record in records:
        batch.pages[record.code, record.seq] = record
    _appended(out / RECORDS, records)


def _record(task: _Task, copy: LeafCopy | None, marks: int, doubtful: int, folder: Path) -> PageRecord:
    """The record of a page."""
    facts = task.facts
    plain = PageRecord(
        task.code, task.seq, task.file.relative_to(folder).as_posix(), task.sha256, task.file.stat().st_size,
        facts.format if facts else "", facts.wide if facts else 0, facts.high if facts else 0,
        facts.dots if facts else None, UNREAD, task.reason, tool=tool(),
    )  # fmt: skip
    if copy is None:
        return plain
    state = BLANK if copy.blank else READ
    return replace(
        plain, state=state, text=copy.text, turn=copy.turn, skew=copy.skew, edges=copy.edges,
        marks=marks, doubtful=doubtful,
    )  # fmt: skip


def _appended(path: Path, records: list[PageRecord]) -> None:
    """Add the records of an item, on the disk before anything else is done."""
    try:
        with path.open("a+b") as stream:
            if stream.tell():  # a killed run may have left half a line
                stream.seek(-1, os.SEEK_END)
                if stream.read(1) != b"\n":
                    stream.write(b"\n")
            stream.write("".join(f"{record.line()}\n" for record in records).encode())
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as fault:
        raise UnwritableError(path, f"写入时出错（{disk_reason(fault)}）") from fault
