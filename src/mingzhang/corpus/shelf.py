"""A corpus on disk: parts of Parquet, and one list that says which parts count.

A part holds the rows of some documents of one place and year, a file for each table; until there are enough
of them, documents stand aside.  Files are written
beside and moved to their place whole; then the list is replaced, and with it everything changes at once.
What a killed run leaves is in no list: nobody reads it, and the next run removes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mingzhang.corpus.packed import VERSION_KEY, ArrowTable, Packed, arrow_schema, unpacked
from mingzhang.corpus.schema import SCHEMA, table_kinds
from mingzhang.facts.refusal import RefusalError

try:
    import fcntl
except ImportError:  # a system without locks on files: two runs at once are the user's to avoid
    fcntl = None  # type: ignore[assignment]

LIST = "corpus.json"
_WRITING, _LOCK, _ASIDE = ".writing", ".lock", ".aside"
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"  # how readers of such folders write what is unknown
MOST = 512  # documents of a part
_GROUP = 1 << 16  # rows that a reader takes at a time
Partition = tuple[str, int | None]


class CorpusError(RefusalError):
    """A corpus that cannot be opened or written; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """Some documents of one place and year; ``name`` follows from them and from what was read of them."""

    place: str
    year: int | None
    name: str
    count: int

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
        """The rows of a table in a part, as values of these columns."""
        found = self._read(part, table, list(columns))
        return zip(*(found[name].to_pylist() for name in columns), strict=True)

    def whole(self, part: CorpusPart) -> bool:
        """Whether all files of a part are there."""
        return all((self.folder / part.file(table)).is_file() for table in table_kinds())

    def _read(self, part: CorpusPart, table: str, columns: list[str] | None = None) -> ArrowTable:
        path = self.folder / part.file(table)
        try:
            with path.open("rb") as stream:
                return pq.read_table(stream, columns=columns)
        except (OSError, pa.ArrowInvalid) as fault:
            raise lost(path) from fault


class GrowingShelf(Shelf):
    """The corpus in a folder that one run may change."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        kept, self._homes, self.keys = [], dict[str, CorpusPart](), dict[str, str]()
        for part in self.parts:
            with suppress(CorpusError):  # what is lost is checked again
                if self.whole(part):
                    keys = dict(self.rows(part, "documents", "document", "key"))
                    self.keys |= keys
                    self._homes |= dict.fromkeys(keys, part)
                    kept.append(part)
        self.parts = kept
        self._sweep()
        self._take_aside()

    def take(self, records: Sequence[Packed], gone: Collection[str] = ()) -> None:
        """Take in documents in the place of what was known of them, and let others go, all at once."""
        leaving = {name for name in (*gone, *(r.document for r in records)) if name in self._homes}
        old = {self._homes[name] for name in leaving}
        pieces: dict[Partition, list[tuple[list[CorpusPart], list[Packed]]]] = defaultdict(list)
        for part in sorted(old, key=lambda part: part.name):
            pieces[part.partition].append(([part], []))
        fresh: dict[Partition, list[Packed]] = defaultdict(list)
        for record in records:
            fresh[record.place, record.year].append(record)
        for partition, documents in fresh.items():
            documents.sort(key=lambda record: record.document)
            for start in range(0, len(documents), MOST):
                some = documents[start : start + MOST]
                room = (p for p in pieces[partition] if _count(*p) + len(some) <= MOST)
                own: tuple[list[CorpusPart], list[Packed]] = ([], [])
                target = next(room, own)
                target[1].extend(some)
                if target is own:
                    pieces[partition].append(own)
        self._replace([(key, *piece) for key, some in pieces.items() for piece in some], leaving)

    def set_aside(self, records: Sequence[Packed]) -> None:
        """Keep documents safe until they are taken in: one small file instead of five for each partition."""
        folder = self.folder / _ASIDE
        folder.mkdir(exist_ok=True)
        name = f"{len(list(folder.iterdir())):06}"
        beside = self.folder / _WRITING / name
        with beside.open("wb") as stream:
            for record in records:
                stream.write(len(record.content).to_bytes(8, "big") + record.content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, folder / name)

    def _take_aside(self) -> None:
        """Take in what a run has set aside that did not come to its end."""
        left = []
        for path in sorted((self.folder / _ASIDE).glob("*")):
            content, start = path.read_bytes(), 0
            while start < len(content):
                end = start + 8 + int.from_bytes(content[start : start + 8], "big")
                left.append(unpacked(content[start + 8 : end]))
                start = end
        if left:
            known = self.keys
            self.take([r for r in left if not r.key or known.get(r.document) != r.key])
        self.clear_aside()

    def clear_aside(self) -> None:
        """Let go of what was set aside, once it is taken in."""
        shutil.rmtree(self.folder / _ASIDE, ignore_errors=True)

    def settle(self) -> None:
        """Put small parts of a partition together, in the order of their documents."""
        first: dict[CorpusPart, str] = {}
        for name, part in self._homes.items():
            first[part] = min(name, first.get(part, name))
        small: dict[Partition, list[CorpusPart]] = defaultdict(list)
        for part in sorted(self.parts, key=lambda part: first[part]):
            if part.count < MOST:
                small[part.partition].append(part)
        for partition, parts in small.items():
            for group in _groups(parts):
                self._replace([(partition, group, [])], ())

    def _replace(
        self, pieces: Sequence[tuple[Partition, list[CorpusPart], list[Packed]]], leaving: Collection[str]
    ) -> None:
        """Write a new part for each piece; then these count instead of those they were made of."""
        made = [self._written(partition, old, new, leaving) for partition, old, new in pieces]
        over = {part for _, old, _ in pieces for part in old} - {part for part, _ in made}
        kept = [part for part in self.parts if part not in over]
        self.parts = sorted(
            {*kept, *(part for part, _ in made if part.count)},
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
        self, partition: Partition, old: list[CorpusPart], new: list[Packed], leaving: Collection[str]
    ) -> tuple[CorpusPart, dict[str, str]]:
        """The part of a piece, its files in place, and the keys of its documents."""
        fresh = [record.opened() for record in sorted(new, key=lambda record: record.document)]
        tables = {name: self._joined(name, old, fresh, leaving) for name in table_kinds()}
        documents = tables["documents"]
        keys = dict(zip(documents["document"].to_pylist(), documents["key"].to_pylist(), strict=True))
        told = json.dumps(sorted(keys.items()), ensure_ascii=False).encode()
        part = CorpusPart(*partition, hashlib.sha256(told).hexdigest()[:16], len(keys))
        for name, table in tables.items() if keys else ():
            target = self.folder / part.file(name)
            beside = self.folder / _WRITING / f"{name}-{part.name}"
            with beside.open("wb") as stream:
                pq.write_table(table, stream, compression="zstd", row_group_size=_GROUP)
                stream.flush()
                os.fsync(stream.fileno())
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(beside, target)
        return part, keys

    def _joined(
        self, name: str, old: list[CorpusPart], new: list[dict[str, ArrowTable]], leaving: Collection[str]
    ) -> ArrowTable:
        """The rows of a table from several parts and documents, in the order of the documents."""
        schema = arrow_schema(name)
        table = pa.Table.from_batches([tables[name] for tables in new], schema)
        if old:
            gone = pa.array(list(leaving), pa.string())
            kept = (self._read(part, name) for part in old)
            left = [t.filter(pc.invert(pc.is_in(t["document"], value_set=gone))) for t in kept]
            table = pa.concat_tables([t.cast(schema) for t in left] + [table]).sort_by("document")
        return table.combine_chunks().replace_schema_metadata({VERSION_KEY: SCHEMA.encode()})

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
        raise CorpusError(f"{folder}：文件库写不了（{fault.strerror or type(fault).__name__}）。") from fault


def lost(path: Path) -> CorpusError:
    """What is told of a file of a corpus that cannot be read."""
    return CorpusError(f"{path}：文件库里的这个文件不在或损坏，请重新运行 mingzhang corpus，它会补上。")


def _count(old: list[CorpusPart], new: list[Packed]) -> int:
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
        return [CorpusPart(*each) for each in told["parts"]]
    except (OSError, UnicodeDecodeError) as fault:
        raise CorpusError(f"{folder}：这里没有文件库（没有 {LIST}），先用 mingzhang corpus 建立。") from fault
    except (ValueError, LookupError, TypeError) as fault:
        raise CorpusError(f"{path}：文件库的清单损坏，请换一个新的文件夹重新建立。") from fault


def _write_list(folder: Path, parts: Sequence[CorpusPart]) -> None:
    lines = ",\n".join(json.dumps([part.place, part.year, part.name, part.count]) for part in parts)
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
