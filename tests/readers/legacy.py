"""Small legacy files for the tests of the readers: OLE containers, BIFF8 workbooks, OpenDocument, OFD."""

from __future__ import annotations

import struct
from pathlib import Path

from tests.readers.office import zipped

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
URN = "urn:oasis:names:tc:opendocument:xmlns"
ODS = (
    f'xmlns:office="{URN}:office:1.0" xmlns:table="{URN}:table:1.0" xmlns:text="{URN}:text:1.0" '
    f'xmlns:style="{URN}:style:1.0" xmlns:fo="{URN}:xsl-fo-compatible:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ole_file(path: Path, stream: str, data: bytes) -> Path:
    """An OLE container with one stream of up to 60 KB."""
    data = data.ljust(4096, b"\0")
    sectors = -(-len(data) // 512)
    chain = [FAT, END, *range(3, sectors + 2), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    header += struct.pack("<108I", *[FREE] * 108)
    directory = _entry("Root Entry", 5, 1, END, 0) + _entry(stream, 2, FREE, 2, len(data))
    path.write_bytes(header + table + directory.ljust(512, b"\0") + data.ljust(sectors * 512, b"\0"))
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", FREE, FREE, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def begin(kind: int, version: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", version, kind, 0, 0, 0, 0))


def text(value: str, wide: str = "<B") -> bytes:
    return struct.pack(wide, len(value)) + b"\1" + value.encode("utf-16-le")


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, value: str, style: int = 0) -> bytes:
    return record(0x0204, struct.pack("<HHH", row, column, style) + text(value, "<H"))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def failed(row: int, column: int, code: int) -> bytes:
    """A formula whose stored result is an error."""
    return record(
        0x0006, struct.pack("<HHHBBBBBBBBHIH", row, column, 0, 2, 0, code, 0, 0, 0, 255, 255, 0, 0, 0)
    )


def merged(*areas: tuple[int, int, int, int]) -> bytes:
    """Merged areas: first row, last row, first column, last column."""
    return record(0x00E5, struct.pack("<H", len(areas)) + b"".join(struct.pack("<HHHH", *a) for a in areas))


def xls(
    path: Path, sheets: dict[str, bytes], formats: tuple[str, ...] = (), hidden: tuple[str, ...] = ()
) -> Path:
    """A workbook; style 0 is General, style n the n-th of ``formats``; all styles but 0 have borders."""
    styles = b"".join(
        record(0x041E, struct.pack("<H", 164 + n) + text(f, "<H")) for n, f in enumerate(formats)
    )
    styles += record(0x00E0, struct.pack("<HH16x", 0, 0))
    styles += b"".join(
        record(0x00E0, struct.pack("<HH6xH8x", 0, 164 + n, 0x1111)) for n in range(len(formats))
    )
    styles += record(0x00E0, struct.pack("<HH16x", 0, 0)) if not formats else b""
    head = begin(5) + styles
    entries = [struct.pack("<IBB", 0, name in hidden, 0) + text(name) for name in sheets]
    at = len(head) + sum(4 + len(e) for e in entries) + 4
    book = head
    for entry, body in zip(entries, sheets.values(), strict=True):
        book += record(0x0085, struct.pack("<I", at) + entry[4:])
        at += len(begin(16)) + len(body) + 4
    book += record(0x000A)
    for body in sheets.values():
        book += begin(16) + body + record(0x000A)
    return ole_file(path, "Workbook", book)


def ods(path: Path, tables: str, styles: str = "", **parts: str) -> Path:
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    looks = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content {ODS}>{looks}{body}</office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(path, {"mimetype": kind, "content.xml": content, **parts})


def ofd(path: Path, *pages: str, template: str = "") -> Path:
    """An OFD document; a page is the XML of its objects."""
    items = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
    templates = '<ofd:TemplatePage ID="t" BaseLoc="Tpls/t.xml"/>' if template else ""
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    used = '<ofd:Template TemplateID="t"/>' if template else ""
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}>{area}{templates}{items}</ofd:Document>",
        "Doc_0/Tpls/t.xml": _content(template),
    }
    for index, page in enumerate(pages):
        parts[f"Doc_0/Pages/{index}.xml"] = _content(page, used)
    return zipped(path, parts)


def _content(objects: str, before: str = "") -> str:
    return f"<ofd:Page {OFD}>{before}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"


def words(x: float, y: float, value: str, steps: str = "", size: float = 4.0) -> str:
    """A text object whose first character stands at a point, in millimetres."""
    step = steps or f"g {max(1, len(value) - 1)} {size}"
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 100 {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{step}">{value}</ofd:TextCode></ofd:TextObject>'
    )


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject Boundary="{x0} {y0} {x1 - x0} {y1 - y0}">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )
