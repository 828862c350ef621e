"""Whole PDF files, good and bad, through the reader."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.facts.report import Paragraph, Table
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.reader import read_pdf
from tests.readers.pdf.drawing import LOCKED, Sheet, pdf, written

XS, YS = [72.0, 250.0, 400.0], [100.0, 125.0, 150.0]


def a_page() -> Sheet:
    """A heading, a paragraph of two lines, a ruled table and a note."""
    sheet = Sheet().text(200, 60, "收入决算情况", 16)
    sheet.text(96, 85, "本年收入合计12.35万元。").ruled(XS, YS)
    sheet.text(80, 117, "项目").text(300, 117, "决算数").text(80, 142, "其他收入").right(395, 142, "12.35")
    return sheet.text(72, 170, "注：本表反映收入情况。", 10)


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in read_pdf(path, Limits()).paragraphs()]


def test_a_page_is_read_from_top_to_bottom(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", a_page())
    report = read_pdf(path, Limits())
    assert (report.format, report.pages, report.unread_pages, report.notes) == ("pdf", 1, [], [])
    heading, sentence, table, note = report.blocks
    assert isinstance(heading, Paragraph) and heading.text == "收入决算情况"
    assert isinstance(sentence, Paragraph) and sentence.text == "本年收入合计12.35万元。"
    assert isinstance(table, Table) and table.ruled and table.shape == (2, 2)
    assert [cell.text for cell in table.cells] == ["项目", "决算数", "其他收入", "12.35"]
    assert isinstance(note, Paragraph) and note.text == "注：本表反映收入情况。"


def test_a_figure_can_be_pointed_at(tmp_path: Path) -> None:
    report = read_pdf(written(tmp_path / "a.pdf", a_page()), Limits())
    sentence = report.blocks[1]
    assert isinstance(sentence, Paragraph)
    place = sentence.place(sentence.text.index("12.35"), sentence.text.index("万元"))
    assert place.page == 1 and place.printed == "12.35" and place.bbox is not None
    x0, y0, x1, y1 = place.bbox
    assert (round(x0), round(x1)) == (168, 198) and y0 < 85 < y1 and y1 - y0 < 14
    (table,) = report.tables()
    cell = table.at(1, 1)
    assert cell is not None and cell.page == 1 and cell.bbox is not None
    assert [round(edge) for edge in cell.bbox] == [250, 125, 400, 150]


@pytest.mark.parametrize("rotate", [0, 90, 270])
def test_a_page_drawn_sideways_is_read_like_an_upright_one(tmp_path: Path, rotate: int) -> None:
    sheet = a_page()
    turned = Sheet(sideways=True, rotate=rotate)
    turned.text(200, 60, "收入决算情况", 16).text(96, 85, "本年收入合计12.35万元。").ruled(XS, YS, "word")
    turned.text(80, 142, "其他收入").right(395, 142, "12.35")
    assert texts(written(tmp_path / "t.pdf", turned)) == texts(written(tmp_path / "u.pdf", sheet))[:2]
    (table,) = read_pdf(tmp_path / "t.pdf", Limits()).tables()
    assert [cell.text for cell in table.row(1)] == ["其他收入", "12.35"]
    assert read_pdf(tmp_path / "t.pdf", Limits()).turns == [1]
    assert read_pdf(tmp_path / "u.pdf", Limits()).turns == [0]


def test_a_scan_is_unread_and_a_blank_page_is_not(tmp_path: Path) -> None:
    scan = Sheet().image(0, 0, 595, 842)
    stamped = Sheet().image(0, 0, 595, 842).text(280, 820, "- 3 -")
    logo = Sheet().image(72, 20, 60, 20).text(72, 100, "本单位没有政府性基金收入。")
    empty_table = Sheet().ruled(XS, YS)
    report = read_pdf(written(tmp_path / "s.pdf", scan, Sheet(), stamped, logo, empty_table), Limits())
    assert report.unread_pages == [1, 3]
    assert report.pages == 5


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "0 字节"),
        (b"PK\x03\x04 not a pdf at all", "不是 PDF"),
        (pdf(a_page())[:900], "不完整"),
        (pdf(a_page(), encrypt=LOCKED), "密码"),
        (b"%PDF-1.4\ngarbage\nstartxref\n0\n%%EOF", "损坏"),
        (pdf(), "没有页面"),
    ],
    ids=["empty", "other", "truncated", "locked", "broken", "no pages"],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "坏文件.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=reason) as caught:
        read_pdf(path, Limits())
    assert str(path) in str(caught.value) and str(caught.value).endswith("未检查。")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(pages=1), "共 2 页"),
        (Limits(seconds=-1.0), "超过 -1 秒"),
        (Limits(file_bytes=100), "上限"),
        (Limits(cells=3), "3 个格子"),
    ],
)
def test_limits_are_kept(tmp_path: Path, limits: Limits, reason: str) -> None:
    path = written(tmp_path / "a.pdf", a_page(), a_page())
    with pytest.raises(UnreadableError, match=reason):
        read_pdf(path, limits)


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "无.pdf", tmp_path):
        with pytest.raises(UnreadableError):
            read_pdf(path, Limits())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_random_damage_never_raises_anything_else(tmp_path: Path, seed: int, count: int) -> None:
    data = bytearray(pdf(a_page(), Sheet().text(72, 90, "第二页").frame(60, 70, 200, 50), a_page()))
    chance = random.Random(seed)
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / "d.pdf"
    path.write_bytes(data)
    try:
        report = read_pdf(path, Limits())
    except UnreadableError:
        return
    assert report.pages and all(block.page for block in report.blocks)


def test_a_running_title_is_kept_once_and_page_numbers_go(tmp_path: Path) -> None:
    sheets = [
        Sheet().text(250, 40, "某市某局", 9).text(96, 200, f"第{n}页的正文。").text(290, 815, f"— {n} —", 9)
        for n in (1, 2, 3)
    ]
    report = read_pdf(written(tmp_path / "r.pdf", *sheets), Limits())
    assert [(p.kind, p.text) for p in report.paragraphs()] == [
        ("header", "某市某局"),
        ("text", "第1页的正文。"),
        ("text", "第2页的正文。"),
        ("text", "第3页的正文。"),
    ]


def test_importing_the_reader_does_not_load_pdfium() -> None:
    code = "import sys, mingzhang.readers.pdf.reader; print(sum('pypdfium2' in name for name in sys.modules))"
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=paths)
    assert done.stdout.strip() == "0"


def test_real_accounts_keep_their_amounts_in_whole_sentences(shared: Path) -> None:
    found = sorted((shared / "data" / "real").glob("*.pdf"))
    assert found
    for path in found:
        report = read_pdf(path, Limits())
        assert not report.unread_pages and not report.notes
        for paragraph in report.paragraphs():
            assert not paragraph.text.startswith(("万元", "元", "%", "，", "。", "；", "）"))
            assert "".join(
                paragraph.text[ln.start : ln.start + len(ln.xs) - 1] for ln in paragraph.lines
            ) == (paragraph.text)
