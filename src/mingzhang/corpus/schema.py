"""The tables of a corpus and their columns: the published contract, as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCHEMA = "mingzhang/corpus/1"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name and type, what it is called in Chinese, whether it may be unknown, what it means."""

    name: str
    type: str
    title: str
    nullable: bool
    told: str


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table: its name, what it is called in Chinese, what a row is, its columns in order."""

    name: str
    title: str
    told: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns.

        >>> table_kinds()["coverage"].names
        ('document', 'part', 'worth', 'count')
        """
        return tuple(column.name for column in self.columns)


@cache
def table_kinds() -> dict[str, TableKind]:
    """The tables by name, in their order.

    >>> list(table_kinds())
    ['documents', 'findings', 'facts', 'coverage', 'unread']
    """
    return {
        each["name"]: TableKind(
            each["name"], each["title"], each["told"], tuple(Column(**column) for column in each["columns"])
        )
        for each in _contract()["tables"]
    }


@cache
def partitions() -> tuple[Column, ...]:
    """What the rows of every table are parted by: the names of the folders tell it, not the files.

    >>> [column.name for column in partitions()]
    ['place', 'year']
    """
    return tuple(Column(**column) for column in _contract()["partitions"])


@cache
def _contract() -> dict[str, Any]:
    text = files(__package__).joinpath("corpus.schema.json").read_text(encoding="utf-8")
    told = json.loads(text)
    if told["schema"] != SCHEMA:
        raise ValueError(f"the published schema is {told['schema']}")
    return dict[str, Any](told)
