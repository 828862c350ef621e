"""What crosses processes comes out as it went in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

pytest.importorskip("pyarrow")
from mingzhang.corpus.packed import arrow_schema, packed, unpacked
from mingzhang.corpus.record import Record
from mingzhang.corpus.schema import table_kinds
from tests.corpus.made import record


def test_rows_come_out_as_they_went_in() -> None:
    row = ("甲\n乙.txt", 1, "a.b", "", "a", "", "b", Decimal("-0.05"), "%", None, "-0.05", "%", False, True)
    fact = (*row, False, True, 3, "第 3 页", None)
    rows: dict[str, list[Any]] = {name: [] for name in table_kinds()} | {"facts": [fact]}
    made = unpacked(packed(Record("甲\n乙.txt", "k", "110106", None, rows)))
    assert (made.document, made.key, made.place, made.year) == ("甲\n乙.txt", "k", "110106", None)
    (told,) = made.table("facts").to_pylist()
    assert tuple(told.values()) == fact
    for name in table_kinds():
        assert made.table(name).schema.equals(arrow_schema(name))


def test_a_row_that_lacks_what_must_be_known_is_refused() -> None:
    rows: dict[str, list[Any]] = {name: [] for name in table_kinds()} | {"coverage": [("a", "", "checked")]}
    with pytest.raises(ValueError, match="zip"):
        packed(Record("a", "k", "110106", None, rows))


def test_the_head_is_one_line_whatever_the_name() -> None:
    made = record("带\n换行.txt", place="000000", year=None)
    assert made.document == "带\n换行.txt"
