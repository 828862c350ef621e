"""Open data: a package that validates, and holds every figure of every table once."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given, settings

from mingzhang.facts.publication import TABLE, UNITS, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.writers.cells import alignments, is_figure
from mingzhang.writers.opendata import amount_of, lines, phase, write_opendata
from tests.writers.publications import fengtai, long, publications, random_account


def files_of(publication: Publication) -> dict[str, str]:
    stream = io.BytesIO()
    write_opendata(publication, stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def rows(files: dict[str, str], name: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(files[name])))


@pytest.mark.parametrize("made", [fengtai(), long(), random_account(1)])
def test_the_package_validates(made: Publication, tmp_path: Path) -> None:
    for name, words in files_of(made).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="")
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("made", [fengtai(), long(), *map(random_account, range(3))])
def test_every_figure_is_there_once(made: Publication) -> None:
    """As many lines as tables have amounts, with the printed digits."""
    files = files_of(made)
    found = sorted(row["amount"] for name in files if name.endswith(".csv") for row in rows(files, name))
    expected = []
    for piece in made.tables():
        assert isinstance(piece.block, Table)
        aligned = alignments(piece)
        expected += [
            cell.text.replace(",", "")
            for cell in piece.block.cells
            if cell.row >= piece.heads and is_figure(cell.text) and aligned[cell.row, cell.column] == "right"
        ]
    assert found == sorted(expected)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", " =1", "＝1+1"])
def test_no_text_is_a_formula_and_a_negative_amount_stays_a_number(text: str) -> None:
    cells = [Cell("项目", 0, 0), Cell(f"{text}数", 0, 1), Cell(f"{text}支出", 1, 0), Cell("-3.25", 1, 1)]
    made = Publication(f"{text}某局", "决算", 2024, [Piece(Table(cells), TABLE, name="表", heads=1)])
    (line,) = rows(files_of(made), "data/table-01.csv")
    assert line["amount"] == "-3.25"
    for value in (line["unit"], line["name"], line["column"]):
        assert value.startswith("'") and value.endswith(("某局", "支出", "数"))


def test_code_name_and_column_of_a_figure() -> None:
    files = files_of(fengtai())
    income = rows(files, "data/table-02.csv")
    line = next(row for row in income if row["code"] == "2010301" and row["column"] == "财政拨款收入")
    assert (line["name"], line["amount"], line["year"]) == ("行政运行", "1124.64", "2020")
    assert line["unit"] == "北京市丰台区人民政府办公室"


def test_both_sides_of_a_table_keep_their_own_names() -> None:
    whole = rows(files_of(fengtai()), "data/table-01.csv")
    first = [(row["name"], row["column"], row["amount"]) for row in whole if row["row"] == "4"]
    assert first == [
        ("一、一般公共预算财政拨款收入", "收入/决算数", "1799.94"),
        ("一、一般公共服务支出", "支出/决算数", "1427.03"),
    ]


def test_the_fiscal_terms_name_the_classification_of_the_codes() -> None:
    package = json.loads(files_of(fengtai())["datapackage.json"])
    kinds = {
        resource["title"]: {f["name"]: f.get("columnType") for f in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    assert kinds["支出决算表"]["code"] == "functional-classification:generic:code"
    assert kinds["一般公共预算财政拨款基本支出决算表"]["code"] == "economic-classification:generic:code"
    assert kinds["收入支出决算总表"]["code"] is None
    assert all(kind["amount"] == "value" and kind["year"] == "date:fiscal-year" for kind in kinds.values())
    assert package["fiscalPeriod"] == {"start": "2020-01-01", "end": "2020-12-31"}


def test_the_phase_is_told_only_where_the_head_tells_it() -> None:
    assert [phase(head) for head in ("年初预算数", "调整预算数", "2024年决算数", "合计")] == [
        "approved", "revised", "executed", "",
    ]  # fmt: skip
    three = rows(files_of(random_account(2)), "data/table-07.csv")
    assert {row["phase"] for row in three} == {"approved", "executed"}


def test_split_codes_are_joined_and_dashes_left_out() -> None:
    heads = [
        Cell("类", 0, 0),
        Cell("款", 0, 1),
        Cell("项", 0, 2),
        Cell("名称", 0, 3),
        Cell("决算数", 0, 4),
        Cell("上年", 0, 5),
    ]
    body = [
        Cell("201", 1, 0),
        Cell("06", 1, 1),
        Cell("01", 1, 2),
        Cell("行政运行", 1, 3),
        Cell("1,511.90", 1, 4),
        Cell("—", 1, 5),
    ]
    found = list(lines(Piece(Table([*heads, *body]), TABLE)))
    assert [(line.code, line.name, line.amount) for line in found] == [("2010601", "行政运行", "1511.90")]


def test_the_unit_of_the_amounts_is_the_printed_one() -> None:
    table = Table([Cell("项目", 0, 0), Cell("数", 0, 1), Cell("甲", 1, 0), Cell("1.00", 1, 1)])
    made = Publication(
        "某局", "决算", 2024, [Piece(Paragraph("编制单位：某局　金额单位：元"), UNITS), Piece(table, TABLE)]
    )
    resource = json.loads(files_of(made)["datapackage.json"])["resources"][0]
    assert "单位：元；" in resource["description"]
    amount = resource["schema"]["fields"][7]
    assert (amount["name"], amount["currency"], amount["factor"]) == ("amount", "CNY", 1)


def test_amounts_in_other_units_add_up_in_yuan() -> None:
    """Who adds figures of two publications up multiplies first: 万元 and 元 differ by ten thousand."""
    for made in (fengtai(), long()):
        files = files_of(made)
        total = next(row for row in rows(files, "data/table-02.csv") if row["name"] in ("合计", "总计"))
        assert (total["currency"], total["factor"]) == ("CNY", "10000")


def test_counts_and_percentages_are_no_money() -> None:
    heads = [Cell("项目", 0, 0), Cell("决算数", 0, 1), Cell("占比（%）", 0, 2)]
    body = [
        Cell("车辆数（辆）", 1, 0),
        Cell("2", 1, 1),
        Cell("运行费", 2, 0),
        Cell("6.20", 2, 1),
        Cell("12.50", 2, 2),
    ]
    units = Piece(Paragraph("金额单位：万元"), UNITS)
    made = Publication("某局", "决算", 2024, [units, Piece(Table([*heads, *body]), TABLE)])
    files = files_of(made)
    found = [(row["currency"], row["factor"]) for row in rows(files, "data/table-01.csv")]
    assert found == [("", "1"), ("CNY", "10000"), ("", "0.01")]
    amount = json.loads(files["datapackage.json"])["resources"][0]["schema"]["fields"][7]
    assert "factor" not in amount, "they differ from line to line"


def test_a_table_without_a_unit_says_so_instead_of_guessing() -> None:
    made = Publication("某局", "决算", 2024, [Piece(Table([Cell("分值", 0, 0), Cell("10", 1, 0)]), TABLE)])
    files = files_of(made)
    (line,) = rows(files, "data/table-01.csv")
    assert (line["currency"], line["factor"]) == ("", "")
    assert "没有写明单位" in json.loads(files["datapackage.json"])["resources"][0]["description"]


def test_the_package_names_its_licence_its_source_and_who_publishes() -> None:
    package = json.loads(files_of(fengtai())["datapackage.json"])
    assert package["licenses"][0]["name"] == "other-pd"
    assert package["sources"] == [{"title": f"{fengtai().unit}《{fengtai().title}》"}]
    assert package["contributors"] == [{"title": fengtai().unit, "role": "publisher"}]


def test_files_are_plain_utf8_with_line_feeds() -> None:
    stream = io.BytesIO()
    write_opendata(fengtai(), stream)
    with zipfile.ZipFile(stream) as archive:
        data = archive.read("data/table-01.csv")
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and data.endswith(b"\n")


def test_the_same_publication_gives_the_same_bytes() -> None:
    one, other = io.BytesIO(), io.BytesIO()
    write_opendata(fengtai(), one)
    write_opendata(fengtai(), other)
    assert one.getvalue() == other.getvalue()


@settings(max_examples=30)
@given(publications())
def test_any_publication_makes_a_package(made: Publication) -> None:
    files = files_of(made)
    package = json.loads(files["datapackage.json"])
    assert [resource["path"] for resource in package["resources"]] == [n for n in files if n.endswith(".csv")]
    for resource in package["resources"]:
        assert all(amount_of(row["amount"]) == row["amount"] for row in rows(files, resource["path"]))
