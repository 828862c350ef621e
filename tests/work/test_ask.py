"""Answers as a table, as CSV and as JSON: no digit is lost on the way."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
from mingzhang.corpus.packed import packed, unpacked
from mingzhang.corpus.schema import table_kinds
from mingzhang.corpus.shelf import CorpusError, written_to
from mingzhang.work.ask import FORMATS, ask, exact_text, tables_text
from mingzhang.writers.words import columns_of
from tests.corpus.test_overview import DOCUMENTS

FIGURES = "SELECT unit, year, expenditure FROM documents WHERE expenditure IS NOT NULL ORDER BY document"
LONG = (
    "SELECT 12345678901234567890.0123456789::DECIMAL(38,10) AS 数, NULL AS 空, true AS 真, ['甲', '乙'] AS 列"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("库")
    with written_to(folder) as made:
        made.take([unpacked(packed(each)) for each in DOCUMENTS])
    return folder


def test_a_table_is_aligned_with_figures_at_the_right(folder: Path) -> None:
    head, rule, *rows, total = ask(folder, FIGURES)
    assert total == "共 4 行。" and len(rows) == 4
    ends = {columns_of(line) for line in (head, rule, *rows)}
    assert len(ends) == 1 and rows[0].split() == ["甲局", "2021", "1000000"]


def test_a_table_for_the_eye_has_an_end(folder: Path) -> None:
    lines = list(ask(folder, "SELECT range AS n FROM range(205)"))
    assert len(lines) == 203 and lines[-1] == "共 205 行，只列前 200 行；全部请用 --format csv。"
    assert len(list(ask(folder, "SELECT range AS n FROM range(205)", "csv"))) == 206


def test_csv_and_json_keep_every_digit(folder: Path) -> None:
    heads, values = csv.reader(ask(folder, LONG, "csv"))
    assert heads == ["数", "空", "真", "列"]
    assert values == ["12345678901234567890.0123456789", "", "是", '["甲", "乙"]']
    (told,) = json.loads("\n".join(ask(folder, LONG, "json")))
    assert told == {"数": "12345678901234567890.0123456789", "空": None, "真": True, "列": ["甲", "乙"]}


def test_csv_survives_what_cells_may_hold(folder: Path) -> None:
    question = "SELECT 'a,\"b\"' AS x, '两' || chr(10) || '行' AS y"
    (_, row) = csv.reader(io.StringIO("\n".join(ask(folder, question, "csv")), newline=""))
    assert row == ['a,"b"', "两\n行"]


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_without_rows_is_one(folder: Path, form: str) -> None:
    lines = list(ask(folder, "SELECT unit FROM documents WHERE false", form))
    assert lines == {"table": ["unit", "----", "共 0 行。"], "csv": ["unit"], "json": ["[]"]}[form]


def test_long_words_are_cut_in_a_table_only(folder: Path) -> None:
    question = f"SELECT '{'长' * 60}' AS x"
    assert "…" in "".join(ask(folder, question)) and "…" not in "".join(ask(folder, question, "csv"))


def test_what_can_be_asked_is_listed(folder: Path) -> None:
    told = tables_text(folder)
    for kind in table_kinds().values():
        assert f"{kind.name}（{kind.title}）" in told
        assert all(f"{column.name}（{column.title}）" in told for column in kind.columns)
    assert "documents（文件）　7 行" in told


def test_decimals_are_told_as_they_are() -> None:
    assert [exact_text(Decimal(text)) for text in ("0E-10", "-1.50", "100", "1E+2")] == [
        "0",
        "-1.5",
        "100",
        "100",
    ]


def test_a_folder_that_is_no_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有文件库"):
        list(ask(tmp_path, "SELECT 1"))
