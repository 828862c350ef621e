"""Pictures that may hold a table are told; logos, codes to scan and signs are not."""

from __future__ import annotations

import base64
import struct
from pathlib import Path

import pytest
from lxml import html

from mingzhang.readers.html import read_html
from mingzhang.readers.limits import Limits
from mingzhang.readers.page_pictures import may_hold_text


def png(width: int, height: int) -> str:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(40)
    return "data:image/png;base64," + base64.b64encode(head).decode()


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ('src="a.png" width="800" height="400"', True),
        ('src="a.png" style="width:16cm;height:8cm"', True),
        ('src="a.png" style="border-width: 1px; max-width: 40px"', False),
        ('src="a.png" width="100%"', True),
        ('src="a.png" width="90" height="90"', False),
        ('src="a.png" width="900" height="4"', False),
        ('src="/images/logo.png"', False),
        ('src="a.png" alt="二维码"', False),
        ('src="W020240301.jpg"', True),
        (f'src="{png(640, 480)}"', True),
        (f'src="{png(32, 32)}"', False),
        ('src="data:image/png;base64,!"', True),
        ("", True),
    ],
)
def test_size_and_name_decide(told: str, holds: bool) -> None:
    assert may_hold_text(html.fromstring(f"<p><img {told}></p>").find("img")) is holds


def test_a_page_tells_of_its_pictures(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    shown, hidden = '<img src="b.png">', '<div style="display:none"><img src="c.png"></div>'
    page.write_text(f"<header>{shown}</header><p>决算表</p>{shown}{hidden}<img src=d.png hidden>", "utf-8")
    report = read_html(page, Limits())
    assert report.notes == report.unchecked == ["网页有 1 幅图片，其中的文字和表格没有读取。"]


def test_a_picture_that_is_struck_out_is_one_thing_struck_out(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text('<p>决算表</p><img src="b.png" style="text-decoration:line-through">', "utf-8")
    report = read_html(page, Limits())
    assert report.notes == ["网页有 1 处划掉的文字，未读取。"] and report.unchecked == []
