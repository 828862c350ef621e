"""The formats that can be read, once: what they are called, what their files are named, who reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

_DIGITS = re.compile(r"(\d{1,18}|$)")


@dataclass(frozen=True, slots=True)
class Readable:
    """One format: ``title`` is what a user is told that a file is, ``suffixes`` the usual ends of its name,
    ``starts`` how its bytes begin (none where the content must be looked into), ``reader`` the module and
    function that read it.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    reader: str
    starts: tuple[bytes, ...] = ()
    sheets: bool = False


_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP", b"8BPS")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
READABLE = (
    Readable("pdf", "PDF 文档", (".pdf",), "pdf.reader:read_pdf", (b"%PDF-",)),
    Readable("docx", "Word 文档", (".docx", ".docm", ".dotx"), "word.reader:read_docx", _ZIP),
    Readable("doc", "旧版 Word 文档", (".doc", ".wps"), "word.doc:read_doc", _OLE),
    Readable(
        "xlsx", "Excel 工作簿", (".xlsx", ".xlsm", ".xltx"), "spreadsheet.xlsx:read_xlsx", _ZIP, sheets=True
    ),
    Readable("xls", "旧版 Excel 工作簿", (".xls", ".et"), "spreadsheet.xls:read_xls", _OLE, sheets=True),
    Readable("ods", "OpenDocument 表格", (".ods",), "spreadsheet.ods:read_ods", _ZIP, sheets=True),
    Readable("csv", "逗号分隔的表格", (".csv", ".tsv"), "spreadsheet.separated:read_separated"),
    Readable("ofd", "OFD 文档", (".ofd",), "ofd:read_ofd", _ZIP),
    Readable("html", "网页", (".html", ".htm"), "html:read_html"),
    Readable("mht", "单个文件网页", (".mht", ".mhtml"), "saved_page:read_saved_page"),
    Readable("txt", "纯文本", (".txt",), "text:read_text"),
    Readable(
        "picture",
        "图片",
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif"),
        "picture:read_picture",
        _PICTURES,
    ),
)
FORMATS = {one.name: one for one in READABLE}
SHEETS = tuple(one.name for one in READABLE if one.sheets)
ARCHIVE = ".zip"  # read where several files are one document
BY_SUFFIX = {suffix: one.name for one in READABLE for suffix in one.suffixes}


def is_readable(suffix: str) -> bool:
    """Whether a file of such a name is looked at in a folder.

    >>> is_readable(".DOCM"), is_readable(".zip"), is_readable(".exe")
    (True, True, False)
    """
    return suffix.lower() in BY_SUFFIX or suffix.lower() == ARCHIVE


def in_order(path: PurePath) -> tuple[list[tuple[str, int]], str]:
    """What files are ordered by: as people count, 第 2 页 before 第 10 页.

    >>> [path.name for path in sorted(map(PurePath, ("第10页.png", "第2页.png")), key=in_order)]
    ['第2页.png', '第10页.png']
    """
    pieces = _DIGITS.split(path.as_posix().casefold())
    return [(pieces[n], int(pieces[n + 1] or 0)) for n in range(0, len(pieces) - 1, 2)], path.as_posix()
