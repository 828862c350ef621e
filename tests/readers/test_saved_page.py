"""Web pages saved in one file."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from mingzhang.readers.saved_page import read_saved_page
from tests.readers.office import refusal


def saved(path: Path, *pages: str, charset: str = "utf-8", encoding: str = "quoted-printable") -> Path:
    message = EmailMessage()
    message["From"] = "<Saved>"
    message["MIME-Version"] = "1.0"
    message.make_mixed()
    for page in (*pages, "p{color:red}"):
        kind = "css" if page.startswith("p{") else "html"
        part = EmailMessage()
        part.set_content(page, subtype=kind, charset=charset, cte=encoding)
        message.attach(part)
    path.write_bytes(message.as_bytes())
    return path


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_the_page_is_read_and_not_its_source(tmp_path: Path, charset: str, encoding: str) -> None:
    page = "<h1>决算</h1><p>收入7.25万元。</p><table><tr><td>甲<td>1.20</table>"
    report = read_report(saved(tmp_path / "a.mht", page, charset=charset, encoding=encoding))
    assert report.format == "mht" and [p.text for p in report.paragraphs()] == ["决算", "收入7.25万元。"]
    assert [cell.text for cell in next(report.tables()).cells] == ["甲", "1.20"] and not report.notes


def test_the_sheets_behind_a_frame_are_read(tmp_path: Path) -> None:
    frame = '<html><frameset><frame src="sheet001.htm"><frame src="sheet002.htm"></frameset></html>'
    sheets = (f"<table><tr><td>{name}<td>1.20</table>" for name in "甲乙")
    report = read_report(saved(tmp_path / "a.xls", frame, *sheets))
    assert [table.cells[0].text for table in report.tables()] == ["甲", "乙"]
    assert report.notes == ["文件扩展名是 .xls，内容是单个文件网页，已按单个文件网页读取。"]


def test_a_message_without_page_is_refused(tmp_path: Path) -> None:
    assert "没有网页" in refusal(read_saved_page, saved(tmp_path / "a.mht"))
    assert "MB" in refusal(read_saved_page, tmp_path / "a.mht", Limits(file_bytes=9))
