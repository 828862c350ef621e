"""Plain text: encodings, paragraphs, wrapped lines, contents, and the real document where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.report import Paragraph, Report, Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.text import TEXT_BYTES, decoded, read_text
from tests.readers.office import refusal

SENTENCE = "一、收入决算说明\n本年收入合计 6.20 万元，比上年减少 1.10 万元。\n"


def read(path: Path, text: str) -> Report:
    file = path / "a.txt"
    file.write_bytes(text.encode())
    return read_text(file, Limits())


def texts(report: Report) -> list[str]:
    return [q.text for q in report.paragraphs()]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, end: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(SENTENCE.replace("\n", end).encode(encoding))
    report = read_text(file, Limits())
    assert texts(report) == SENTENCE.splitlines()
    assert [q.line for q in report.paragraphs()] == [1, 2]


def test_a_character_cut_in_half_does_not_spoil_the_file() -> None:
    assert decoded("决算".encode()[:-1]) == "决"
    assert decoded("部门决算".encode("gb18030")[:-1]) == "部门决"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00" * 400, b"\x81\x30" * 50, b"\x01\x02\x03" * 40]
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert "编码" in refusal(read_text, file) or not "".join(texts(read_text(file, Limits()))).isprintable()


@given(st.text(st.characters(categories=["Lo", "Nd", "Po"], max_codepoint=0x9FFF), min_size=1))
def test_utf_8_is_never_taken_for_something_else(text: str) -> None:
    assert decoded(text.encode()) == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert decoded(data) is None or isinstance(decoded(data), str)


def test_blanks_inside_paragraphs_stay(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "　　收入\xa06.20 万元\n \n\n")) == ["　　收入\xa06.20 万元"]


def test_contents_are_told_apart(tmp_path: Path) -> None:
    report = read(tmp_path, "目  录\n第一部分 概况\t1\n一、职责……………2\n二、机构 3\n第一部分 概况\n共 3 人\n")
    assert [q.kind for q in report.paragraphs()] == ["contents"] * 4 + ["text"] * 2


def wrapped(paragraphs: list[str], width: int) -> str:
    return "\n".join(q[i : i + width] for q in paragraphs for i in range(0, len(q), width))


def test_lines_wrapped_at_a_constant_width_are_joined(tmp_path: Path) -> None:
    body = "按照工作安排继续推进重点项目建设并做好预算执行管理工作同时加强资金监管" * 4 + "到此为止。"
    paragraphs = ["一、总体情况", body, "二、具体情况", body]
    assert texts(read(tmp_path, wrapped(paragraphs, 30))) == paragraphs


def test_short_lines_and_lists_are_left_alone(tmp_path: Path) -> None:
    lines = [f"第{n}项工作已经按照全年计划顺利完成，各项指标达到预期目标值。" for n in range(30)]
    assert texts(read(tmp_path, "\n".join(lines))) == lines
    lines = ["经费" * (n % 9 + 1) for n in range(40)]
    assert texts(read(tmp_path, "\n".join(lines))) == lines


def test_tables_stand_between_paragraphs(tmp_path: Path) -> None:
    cells = "\t项目\n\t金额\n\n\t合计\n\t6.20\n\n\n"
    report = read(tmp_path, f"前文\n\n{cells}后文\n")
    assert [b.text if isinstance(b, Paragraph) else b.shape for b in report.blocks] == [
        "前文",
        (2, 2),
        "后文",
    ]
    assert [cell.line for cell in next(report.tables()).cells] == [3, 4, 6, 7]


def test_too_much_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一\n" * 100, encoding="utf-8")
    assert "MB" in refusal(read_text, file, Limits(file_bytes=100))
    assert "单元格" in refusal(read_text, file, Limits(cells=50))
    assert Limits().file_bytes > TEXT_BYTES


@pytest.fixture(scope="module")
def forms(shared: Path) -> list[Table]:
    """Tables of the real document that Word has saved as text: a scoring table, a comparison, nine forms."""
    report = read_text(shared / "data/real/fengtai_gov_office_2020_final_account.txt", Limits())
    return list(report.tables())


def test_the_real_document_has_its_tables(forms: list[Table]) -> None:
    assert [t.shape[1] for t in forms] == [7, 3] + [9] * 9
    assert [t.shape[0] for t in forms] == [32, 5, 21, 26, 21, 21, 21, 21, 22, 26, 22]


def test_the_real_scoring_table_has_its_levels(forms: list[Table]) -> None:
    table = forms[0]
    first = [cell for cell in table.cells if cell.column == 0 and 2 <= cell.row < 31]
    assert [cell.rowspan for cell in first] == [7, 14, 8]
    second = [cell.rowspan for cell in table.cells if cell.column == 1 and 2 <= cell.row < 31]
    assert second == [2, 5, 8, 6, 4, 4]
    total = table.row(31)
    assert [(cell.text, cell.column) for cell in total[1:3]] == [("100", 4), ("92.1", 5)]


def test_the_real_forms_have_their_columns(forms: list[Table]) -> None:
    for table in forms[2:]:
        head = next(r for r in range(table.shape[0]) if len(table.row(r)) == 9)
        names = [cell.text for cell in table.row(head)]
        assert names[1:4] == ["一级指标", "二级指标", "三级指标"] and names[6:8] == ["分值", "得分"]
        last = table.shape[0] - 1
        assert table.at(last, 6).text == "100"  # type: ignore[union-attr]
        marks = {table.at(r, 1).text for r in range(head + 1, last)}  # type: ignore[union-attr]
        assert marks == {"产出指标", "效益指标", "满意度指标"}
        rates = [
            cell.text
            for cell in table.cells
            if cell.text.endswith("%") and cell.column == 7 and cell.row < head
        ]
        assert len(rates) == 1
