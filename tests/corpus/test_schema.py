"""The published contract of a corpus: what is kept is what it says, and no amount is a floating number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mingzhang.corpus.schema import SCHEMA, partitions, table_kinds

pytest.importorskip("pyarrow")
from mingzhang.corpus.packed import arrow_schema


def test_every_column_has_a_type_that_is_exact() -> None:
    for name, kind in table_kinds().items():
        schema = arrow_schema(name, parted=True)
        assert schema.names == [*kind.names, "place", "year"]
        assert not any(word in str(field.type) for field in schema for word in ("float", "double"))


@pytest.mark.parametrize("name", list(table_kinds()))
def test_columns_have_one_name_in_each_language(name: str) -> None:
    columns = (*table_kinds()[name].columns, *partitions())
    for said in ("name", "title"):
        names = [getattr(column, said) for column in columns]
        assert len({*names}) == len(names), f"{name}: {said}"
    assert all(column.told for column in columns)


def test_tables_go_by_titles_of_their_own() -> None:
    assert len({kind.title for kind in table_kinds().values()}) == len(table_kinds())


def test_the_contract_is_published_and_told_in_the_manual(root: Path) -> None:
    published = json.loads((root / "docs" / "schemas" / "corpus.schema.json").read_text(encoding="utf-8"))
    assert published["schema"] == SCHEMA and published["$id"] == "urn:mingzhang:corpus:1"
    page = (root / "docs" / "manual" / "文件库.md").read_text(encoding="utf-8")
    assert SCHEMA in page
    for kind in table_kinds().values():
        assert f"`{kind.name}`" in page and kind.title in page
