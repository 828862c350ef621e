"""The rows of a document on their way between processes and machines, as bytes that Arrow reads.

This module and :mod:`mingzhang.corpus.shelf` are the only ones that know pyarrow.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from mingzhang.corpus.record import Record
from mingzhang.corpus.schema import Column, partitions, table_kinds

_SUSPECT = pa.struct([(name, pa.string()) for name in ("printed", "replacement", "slip")])
_TYPES = {
    "string": pa.string(),
    "int32": pa.int32(),
    "bool": pa.bool_(),
    "decimal(38,10)": pa.decimal128(38, 10),
    "list<string>": pa.list_(pa.string()),
    "list<struct<printed: string, replacement: string, slip: string>>": pa.list_(_SUSPECT),
}
pa.set_memory_pool(pa.system_memory_pool())  # the others keep what is given back, for each thread its own
ArrowTable = Any  # of a library without types
_CODEC = pa.Codec("zstd")
VERSION_KEY = b"mingzhang"  # of a file's own metadata: which contract its columns keep


@dataclass(frozen=True, slots=True)
class Packed:
    """The tables of one document, closed: what it is can be told without opening them."""

    document: str
    key: str
    place: str
    year: int | None
    sizes: Mapping[str, tuple[int, int]]  # bytes of each table, as it came and opened
    content: bytes  # all of it, as it came

    def table(self, name: str) -> ArrowTable:
        """The rows of a table; the others stay closed."""
        start = self.content.index(b"\n") + 1
        for each, (length, size) in self.sizes.items():
            if each == name:
                body = _CODEC.decompress(memoryview(self.content)[start : start + length], size)
                return pa.ipc.read_record_batch(body, arrow_schema(name))
            start += length
        raise KeyError(name)


@cache
def arrow_schema(table: str, parted: bool = False) -> Any:  # noqa: ANN401 - of a library without types
    """The columns of a table as Arrow knows them; with what they are ``parted`` by, where that is wanted.

    >>> arrow_schema("coverage").names, arrow_schema("coverage", True).names[-2:]
    (['document', 'part', 'worth', 'count'], ['place', 'year'])
    """
    columns = [*table_kinds()[table].columns, *(partitions() if parted else ())]
    return pa.schema([_field(column) for column in columns])


def _field(column: Column) -> Any:  # noqa: ANN401
    return pa.field(column.name, _TYPES[column.type], nullable=column.nullable)


def packed(record: Record) -> bytes:
    """A record as bytes: a line that says what it is, then its tables.

    >>> from mingzhang.corpus.record import refused
    >>> unpacked(packed(refused("坏.pdf", "k", "", "文件是空的。"))).table("documents")["reason"].to_pylist()
    ['文件是空的。']
    """
    parts, sizes = [], {}
    for name in table_kinds():
        schema = arrow_schema(name)
        columns = list(zip(*record.rows[name], strict=True)) or [()] * len(schema)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
        plain = pa.record_batch(arrays, schema=schema).serialize()
        parts.append(_CODEC.compress(plain, asbytes=True))
        sizes[name] = len(parts[-1]), plain.size
    told = {"document": record.document, "key": record.key, "place": record.place, "year": record.year}
    return json.dumps(told | {"sizes": sizes}).encode() + b"\n" + b"".join(parts)


def unpacked(content: bytes) -> Packed:
    """Inverse of :func:`packed`."""
    told = json.loads(content[: content.index(b"\n")])
    return Packed(**told, content=content)
