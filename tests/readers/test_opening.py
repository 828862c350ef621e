"""Opening a file: its content decides, and everything else is refused in one clear sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from mingzhang.readers.opening import format_of, mismatch
from mingzhang.readers.readable import FORMATS
from tests.readers.office import c, docx, p, refusal, relations, rows, xlsx, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.pdf", b"", "0 字节"),
        ("a.doc", ole("WordDocument"), "内部结构已损坏"),
        ("a.xls", ole("Workbook"), "内部结构已损坏"),
        ("a.xls", ole("Workbook") + ole("WordDocument"), "内部结构已损坏"),
        ("a.ppt", ole("PowerPoint Document"), "演示文稿"),
        ("a.docx", ole("EncryptedPackage"), "有密码"),
        ("a.docx", OLE, "旧版 Office"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, "扫描件没有文字层"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "图片"),
        ("a.tif", b"II*\0" + b"\0" * 50, "图片"),
        ("a.bmp", b"BM" + (54).to_bytes(4, "little") + b"\0" * 48, "图片"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "图片"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "图片"),
        ("a.rar", b"Rar!\x1a\x07\x01\0rest", "压缩包，请先解压"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\x04", "压缩包，请先解压"),
        ("a.txt", bytes(range(256)) * 9, "不是文字"),
        ("a.rtf", b"{\\rtf1\\ansi abc}", "RTF"),
        ("a.mht", b"MIME-Version: 1.0\r\n", "没有网页"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "XML"),
        ("a.docx", b"PK\x03\x04" + b"x" * 300, "不完整或已损坏"),
        ("a.txt", b" \n\n", "没有文字"),
        ("~$a.docx", b"user", "临时文件"),
    ],
)
def test_unreadable_files_are_refused_by_their_content(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert reason in refusal(read_report, file)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(read_report, tmp_path / "无.pdf") == "文件不存在"
    assert "文件夹" in refusal(read_report, tmp_path)
    assert refusal(read_report, tmp_path / ("长" * 300)) and refusal(read_report, tmp_path / "a\0b")
    os.mkfifo(tmp_path / "pipe")
    assert "普通文件" in refusal(read_report, tmp_path / "pipe")


def test_a_file_we_may_not_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("甲", encoding="utf-8")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", denied)  # the tests may run as a user who may read everything
    assert "权限" in refusal(read_report, file)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("甲" * 100, encoding="utf-8")
    assert "超过上限" in refusal(read_report, file, Limits(file_bytes=100))


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("a.jpg", "压缩包，请先解压"),
        ("ppt/presentation.xml", "演示文稿"),
        ("OFD.xml", "已损坏"),
        ("content.xml", "OpenDocument"),
        ("xl/workbook.bin", "xlsb"),
        ("META-INF/container.xml", "EPUB"),
        ("word/other.xml", "缺少 word/document.xml"),
        ("xl/other.xml", "缺少 xl/workbook.xml"),
    ],
)
def test_other_zip_files_are_named(tmp_path: Path, part: str, reason: str) -> None:
    assert reason in refusal(read_report, zipped(tmp_path / "a.docx", {part: "x"}))


def test_every_format_is_found_under_any_name(tmp_path: Path) -> None:
    sheet = rows(c("A1", "1") + c("B1", "2"))
    made = {
        "docx": docx(tmp_path / "a", p("甲")),
        "xlsx": xlsx(tmp_path / "b", {"表": sheet}),
        "html": tmp_path / "c",
        "txt": tmp_path / "d",
    }
    made["html"].write_bytes("<!-- x -->\n<!DOCTYPE html><p>甲".encode("gbk"))
    made["txt"].write_bytes("甲 <p> 乙".encode("utf-16"))
    for found, file in made.items():
        assert format_of(file, Limits()) == found
        report = read_report(file)
        assert (report.format, report.file, report.notes, len(report.sha256)) == (found, file.name, [], 64)
        renamed = file.rename(tmp_path / "报告.pdf")
        note = read_report(renamed).notes[0]
        assert note.startswith("文件扩展名是 .pdf，内容是") and FORMATS[found].title in note


def test_the_name_is_only_told_when_it_misleads() -> None:
    assert mismatch(Path("a.XLSM"), "xlsx") is None
    assert mismatch(Path("a.2024"), "docx") is None
    assert mismatch(Path("a.xls"), "html") == "文件扩展名是 .xls，内容是网页，已按网页读取。"


def test_a_password_on_the_zip_is_told(tmp_path: Path) -> None:
    file = docx(tmp_path / "a.docx", p("甲"))
    data = bytearray(file.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    file.write_bytes(data)
    assert "有密码" in refusal(read_report, file)


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    file = docx(tmp_path / "a.docx", p("甲" * 5000))
    data = file.read_bytes()
    for length in (10, len(data) // 2, len(data) - 30):
        file.write_bytes(data[:length])
        assert "已损坏" in refusal(read_report, file)


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    blank = " " * (30 << 20)
    bomb = docx(tmp_path / "a.docx", blank + p("甲"))
    assert "炸弹" in refusal(read_report, bomb)
    loose = Limits(ratio=10**6, unpacked_bytes=20 << 20)
    assert "解压后超过 20 MB" in refusal(read_report, bomb, loose)
    many = zipped(tmp_path / "b.docx", {f"word/{n}.xml": " " * 10_000 for n in range(300)})
    assert "解压后超过 2 MB" in refusal(read_report, many, Limits(unpacked_bytes=2 << 20))


def test_countless_empty_elements_are_refused(tmp_path: Path) -> None:
    file = docx(tmp_path / "a.docx", '<w:p a="" b=""/>' * 1000)
    assert "标记超过 800 个" in refusal(read_report, file, Limits(cells=100))
    page = tmp_path / "a.html"
    page.write_text("<p>" * 900, encoding="utf-8")
    assert "标记超过 800 个" in refusal(read_report, page, Limits(cells=100))
    page.write_text("\t" * 900, encoding="utf-8")
    assert "单元格" in refusal(read_report, page, Limits(cells=100))


def test_a_directory_that_lies_about_sizes_is_found_out(tmp_path: Path) -> None:
    file = docx(tmp_path / "a.docx", p("甲" * 90_000))
    data = bytearray(file.read_bytes())
    at = data.find(b"word/document.xml", data.find(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = (500).to_bytes(4, "little")
    file.write_bytes(data)
    assert "已损坏" in refusal(read_report, file)


def test_a_directory_without_end_is_not_loaded(tmp_path: Path) -> None:
    file = docx(tmp_path / "a.docx", p("甲"))
    data = bytearray(file.read_bytes())
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = (1 << 30).to_bytes(4, "little")
    file.write_bytes(data)
    assert "压缩目录过大" in refusal(read_report, file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels"])
def test_document_type_definitions_are_refused(tmp_path: Path, part: str, encoding: str) -> None:
    parts = {"_rels/.rels": relations(officeDocument="word/document.xml"), "word/document.xml": "<a/>"}
    data: dict[str, str | bytes] = {**parts, part: LAUGHS.encode(encoding)}
    assert "DTD" in refusal(read_report, zipped(tmp_path / "a.docx", data))


def test_a_definition_behind_a_long_comment_is_refused(tmp_path: Path) -> None:
    hidden = f"<!--{'x' * 200_000}-->{LAUGHS}"
    file = zipped(tmp_path / "a.docx", {"word/document.xml": hidden}, zipfile.ZIP_STORED)
    assert "DTD" in refusal(read_report, file)


def test_outside_files_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("秘密", encoding="utf-8")
    page = tmp_path / "a.html"
    page.write_text(f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p>甲&x;', encoding="utf-8")
    assert all("秘密" not in q.text for q in read_report(page).paragraphs())


def test_deep_xml_is_refused(tmp_path: Path) -> None:
    for depth, limits in ((20, Limits(depth=12)), (10_000, Limits())):
        body = "<w:sdt>" * depth + "</w:sdt>" * depth
        assert "嵌套过深" in refusal(read_report, docx(tmp_path / "a.docx", body), limits)


def test_time_is_limited(tmp_path: Path) -> None:
    for file in (docx(tmp_path / "a.docx", p("甲")), xlsx(tmp_path / "a.xlsx", {"表": rows(c("A1", "1"))})):
        assert "已停止" in refusal(read_report, file, Limits(seconds=-1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [b"", b"PK\x03\x04", b"PK\x05\x06", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"\t\xe7\x94\xb2\n", OLE]
    ),
    st.binary(max_size=600),
)
@example(b"<html", b"")
def test_any_file_is_read_or_refused(tmp_path: Path, head: bytes, rest: bytes) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(head + rest)
    refusal(read_report, file)


def test_starting_loads_no_library() -> None:
    heavy = "{'lxml', 'pypdfium2', 'openpyxl'} & set(sys.modules)"
    code = f"import sys, mingzhang.readers; sys.exit(bool({heavy}))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0
