"""A corpus on disk: parts of Parquet, and one list that says which parts count.

A part holds the rows of some documents of one place and year, a file for each table; until there are enough
of them, documents stand aside.  Files are written
beside and moved to their place whole; then the list is replaced, and with it everything changes at once.
What a killed run leaves is in no list: nobody reads it, and the next run removes it.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import os
import shutil
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mingzhang.corpus.aside import Aside, SetAside, latest
from mingzhang.corpus.packed import VERSION_KEY, ArrowTable, Packed, arrow_schema
from mingzhang.corpus.schema import SCHEMA, table_kinds
from mingzhang.facts.refusal import RefusalError, disk_reason

try:
    import fcntl
except ImportError:  # a system without locks on files: two runs at once are the user's to avoid
    fcntl = None  # type: ignore[assignment]

LIST = "corpus.json"
_WRITING, _LOCK, _ASIDE = ".writing", ".lock", ".aside"
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"  # how readers of such folders write what is unknown
MOST = 512  # documents of a part
GROUP = 1 << 12  # rows that are written and read at a time
_HANDS = 2  # parts that are written at a time: each waits for the disk
_SUMMED = 1 << 20  # bytes of a file that are summed at a time
Partition = tuple[str, int | None]
Examined = Packed | SetAside  # a document, wherever its rows are kept


class CorpusError(RefusalError):
    """A corpus that cannot be opened or written; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """Some documents of one place and year; ``name`` follows from them and from what was read of them."""

    place: str
    year: int | None
    name: str
    count: int
    sums: tuple[int, ...] = field(default=(), compare=False)  # of its files, by which damage is noticed

    @property
    def partition(self) -> Partition:
        """The place and the year."""
        return self.place, self.year

    def file(self, table: str) -> str:
        """Where the rows of a table stand, below the folder of the corpus.

        >>> CorpusPart("110106", None, "ab", 1).file("facts")
        'facts/place=110106/year=__HIVE_DEFAULT_PARTITION__/ab.parquet'
        """
        year = _NO_YEAR if self.year is None else self.year
        return f"{table}/place={self.place}/year={year}/{self.name}.parquet"


class Shelf:
    """The corpus in a folder, to be read; see :func:`written_to` for one to be written.

    Raises :class:`CorpusError` where there is none, or one of another edition.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = _listed(folder)

    def files(self, table: str) -> list[Path]:
        """The files of a table that count."""
        return [self.folder / part.file(table) for part in self.parts]

    def rows(self, part: CorpusPart, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in a part, as values of these columns; a piece at a time."""
        for piece in self._pieces(part, table, list(columns)):
            yield from zip(*(piece[name].to_pylist() for name in columns), strict=True)

    def damaged(self, part: CorpusPart) -> Path | None:
        """The first file of a part that is not what was written; ``None`` where all are."""
        for table, wanted in zip(table_kinds(), part.sums or [-1] * len(table_kinds()), strict=True):
            path = self.folder / part.file(table)
            if _sum_of(path) != wanted:
                return path
        return None

    def _pieces(self, part: CorpusPart, table: str, columns: list[str] | None = None) -> Iterator[ArrowTable]:
        """The rows of a table in a part, so many at a time."""
        path = self.folder / part.file(table)
        try:
            with path.open("rb") as stream:
                file = pq.ParquetFile(stream, page_checksum_verification=True)
                pieces = file.iter_batches(GROUP, columns=columns, use_threads=False)
                if file.num_row_groups > 1:
                    yield from pieces
                    return
                only = list(pieces)  # very many small files are merged: they do not stay open
            yield from only
        except (OSError, pa.ArrowInvalid) as fault:
            raise lost(path) from fault


class GrowingShelf(Shelf):
    """The corpus in a folder that one run may change."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._homes, self.keys = dict[str, CorpusPart](), dict[str, str]()
        with ThreadPoolExecutor(_HANDS) as hands:
            sound = list(zip(self.parts, hands.map(self.damaged, self.parts), strict=True))
        self.parts = [part for part, damage in sound if damage is None]  # what is lost is checked again
        for part in self.parts:
            keys = dict(self.rows(part, "documents", "document", "key"))
            self.keys |= keys
            self._homes |= dict.fromkeys(keys, part)
        self._sweep()
        self.aside = Aside(folder / _ASIDE)
        known = self.keys
        self.take([each for each in latest(list(self.aside.left())) if known.get(each.document) != each.key])
        self.aside.clear()

    def take(self, records: Sequence[Examined], gone: Collection[str] = ()) -> None:
        """Take in documents in the place of what was known of them, and let others go, all at once."""
        leaving = {name for name in (*gone, *(r.document for r in records)) if name in self._homes}
        old = {self._homes[name] for name in leaving}
        pieces: dict[Partition, list[tuple[list[CorpusPart], list[Examined]]]] = defaultdict(list)
        for part in sorted(old, key=lambda part: part.name):
            pieces[part.partition].append(([part], []))
        fresh: dict[Partition, list[Examined]] = defaultdict(list)
        for record in records:
            fresh[record.place, record.year].append(record)
        for partition, documents in fresh.items():
            documents.sort(key=lambda record: record.document)
            for start in range(0, len(documents), MOST):
                some = documents[start : start + MOST]
                room = (p for p in pieces[partition] if _count(*p) + len(some) <= MOST)
                own: tuple[list[CorpusPart], list[Examined]] = ([], [])
                target = next(room, own)
                target[1].extend(some)
                if target is own:
                    pieces[partition].append(own)
        self._replace([(key, *piece) for key, some in pieces.items() for piece in some], leaving)

    def settle(self) -> None:
        """Put small parts of a partition together, in the order of their documents."""
        first: dict[CorpusPart, str] = {}
        for name, part in self._homes.items():
            first[part] = min(name, first.get(part, name))
        small: dict[Partition, list[CorpusPart]] = defaultdict(list)
        for part in sorted(self.parts, key=lambda part: first[part]):
            if part.count < MOST:
                small[part.partition].append(part)
        self._replace([(key, group, []) for key, parts in small.items() for group in _groups(parts)], ())

    def _replace(
        self, pieces: Sequence[tuple[Partition, list[CorpusPart], list[Examined]]], leaving: Collection[str]
    ) -> None:
        """Write a new part for each piece; then these count instead of those they were made of."""
        if not pieces:
            return
        with ThreadPoolExecutor(_HANDS) as hands:
            made = list(hands.map(self._written, *zip(*pieces, strict=True), repeat(leaving)))
        new = {part for part, _ in made}
        over = {part for _, old, _ in pieces for part in old} - new
        kept = [part for part in self.parts if part not in over | new]
        self.parts = sorted(
            [*kept, *(part for part in new if part.count)],
            key=lambda part: (part.place, part.year or 0, part.name),
        )
        _write_list(self.folder, self.parts)
        for name in leaving:
            self._homes.pop(name, None)
            self.keys.pop(name, None)
        for part, keys in made:
            self.keys |= keys
            self._homes |= dict.fromkeys(keys, part)
        for part in over:
            for table in table_kinds():
                _removed(self.folder / part.file(table), self.folder)

    def _written(
        self, partition: Partition, old: list[CorpusPart], new: list[Examined], leaving: Collection[str]
    ) -> tuple[CorpusPart, dict[str, str]]:
        """The part of a piece, its files in place, and the keys of its documents."""
        columns = [row for part in old for row in self.rows(part, "documents", "document", "key")]
        keys = {name: key for name, key in columns if name not in leaving}
        keys |= {record.document: record.key for record in new}
        told = json.dumps(sorted(keys.items()), ensure_ascii=False).encode()
        part = CorpusPart(*partition, hashlib.sha256(told).hexdigest()[:16], len(keys))
        sums = []
        for name in table_kinds() if keys else ():
            beside = self.folder / _WRITING / f"{name}-{part.name}"
            with beside.open("wb") as stream:
                _write_table(stream, arrow_schema(name), self._joined(name, old, new, leaving))
                stream.flush()
                os.fsync(stream.fileno())
            sums.append(_sum_of(beside))
            target = self.folder / part.file(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(beside, target)
        return replace(part, sums=tuple(sums)), keys

    def _joined(
        self, name: str, old: list[CorpusPart], new: list[Examined], leaving: Collection[str]
    ) -> Iterator[ArrowTable]:
        """The rows of a table from several parts and documents, in the order of the documents."""
        streams = [self._by_document(part, name, leaving) for part in old]
        streams.append((r.document, r.table(name)) for r in sorted(new, key=lambda record: record.document))
        for _, rows in heapq.merge(*streams, key=itemgetter(0)):
            yield rows

    def _by_document(
        self, part: CorpusPart, table: str, leaving: Collection[str]
    ) -> Iterator[tuple[str, ArrowTable]]:
        """The rows of a table in a part, in runs of one document, of those that stay."""
        for piece in self._pieces(part, table):
            runs, start = pc.run_end_encode(piece["document"]), 0
            for document, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                if document not in leaving:
                    yield document, piece.slice(start, end - start)
                start = end

    def _sweep(self) -> None:
        """Remove what runs that were killed have left."""
        shutil.rmtree(self.folder / _WRITING, ignore_errors=True)
        (self.folder / _WRITING).mkdir()
        live = {self.folder / part.file(table) for part in self.parts for table in table_kinds()}
        for table in table_kinds():
            for path in (self.folder / table).glob("place=*/year=*/*.parquet"):
                if path not in live:
                    _removed(path, self.folder)


@contextmanager
def written_to(folder: Path) -> Iterator[GrowingShelf]:
    """The corpus in a folder, new or grown, for this run alone; raises :class:`CorpusError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / LIST).exists():
            if any(each.name not in (_LOCK, _WRITING, f"{LIST}.new") for each in folder.iterdir()):
                raise CorpusError(
                    f"{folder}：这个文件夹里有别的文件，又不是文件库；请换一个空的或新的文件夹。"
                )
            _write_list(folder, [])
        with (folder / _LOCK).open("wb") as lock:
            if fcntl is not None:
                try:
                    fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # what is forked does not share it
                except (BlockingIOError, PermissionError):
                    raise CorpusError(
                        f"{folder}：另一个 mingzhang corpus 正在写这个文件库，请等它结束。"
                    ) from None
            yield GrowingShelf(folder)
        shutil.rmtree(folder / _WRITING, ignore_errors=True)
    except OSError as fault:
        raise CorpusError(f"{folder}：文件库写不了（{disk_reason(fault)}）。") from fault


def lost(path: Path) -> CorpusError:
    """What is told of a file of a corpus that cannot be read."""
    return CorpusError(f"{path}：文件库里的这个文件不在或损坏，请重新运行 mingzhang corpus，它会补上。")


def _write_table(stream: Any, schema: Any, batches: Iterable[ArrowTable]) -> None:  # noqa: ANN401
    """Write rows in groups of one size, whatever pieces they come in; no more than a group is held."""
    told = schema.with_metadata({VERSION_KEY: SCHEMA.encode()})
    with pq.ParquetWriter(stream, told, compression="zstd", write_page_checksum=True) as writer:
        held, rows = list[ArrowTable](), 0
        for batch in batches:
            held.append(batch)
            rows += batch.num_rows
            while rows >= GROUP:
                table = pa.Table.from_batches(held, schema)
                writer.write_table(table.slice(0, GROUP).combine_chunks(), GROUP)
                held, rows = table.slice(GROUP).to_batches(), rows - GROUP
        if rows:
            writer.write_table(pa.Table.from_batches(held, schema).combine_chunks(), GROUP)


def _sum_of(path: Path) -> int:
    """The checksum of a file; ``-1`` where it cannot be read."""
    total = 0
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_SUMMED):
                total = zlib.crc32(piece, total)
    except OSError:
        return -1
    return total


def _count(old: list[CorpusPart], new: list[Examined]) -> int:
    return sum(part.count for part in old) + len(new)


def _groups(parts: Sequence[CorpusPart]) -> Iterator[list[CorpusPart]]:
    """Neighbours that fit into one part, where there are several."""
    group: list[CorpusPart] = []
    for part in parts:
        if group and sum(each.count for each in group) + part.count > MOST:
            yield from [group] if len(group) > 1 else []
            group = []
        group.append(part)
    yield from [group] if len(group) > 1 else []


def _listed(folder: Path) -> list[CorpusPart]:
    """The parts that count; raises :class:`CorpusError`."""
    path = folder / LIST
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["schema"] != SCHEMA:
            raise CorpusError(
                f"{folder}：文件库的格式是 {told['schema']}，这一版读写的是 {SCHEMA}；请换一个新的文件夹。"
            )
        return [CorpusPart(*each[:4], *map(tuple, each[4:])) for each in told["parts"]]
    except (OSError, UnicodeDecodeError) as fault:
        raise CorpusError(f"{folder}：这里没有文件库（没有 {LIST}），先用 mingzhang corpus 建立。") from fault
    except (ValueError, LookupError, TypeError) as fault:
        raise CorpusError(f"{path}：文件库的清单损坏，请换一个新的文件夹重新建立。") from fault


def _write_list(folder: Path, parts: Sequence[CorpusPart]) -> None:
    told = ([part.place, part.year, part.name, part.count, part.sums] for part in parts)
    lines = ",\n".join(map(json.dumps, told))
    beside = folder / f"{LIST}.new"
    with beside.open("w", encoding="utf-8") as stream:
        stream.write(f'{{"schema": "{SCHEMA}", "parts": [\n{lines}\n]}}\n')
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(beside, folder / LIST)


def _removed(path: Path, top: Path) -> None:
    """Remove a file and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == top:
            return
        with suppress(OSError):  # not empty
            folder.rmdir()
