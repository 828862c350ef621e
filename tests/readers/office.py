"""Small Office files and random grids for the tests of the readers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from mingzhang.facts.report import Cell, Table
from mingzhang.readers.limits import Limits, UnreadableError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
Merge = tuple[int, int, int, int, str]  # row, column, rowspan, colspan, text


def zipped(path: Path, parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def relations(**targets: str) -> str:
    items = (
        f'<Relationship Id="{name}" Type="{RELATION}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(items)}</Relationships>'


def docx(path: Path, body: str, **parts: str) -> Path:
    """A Word file; ``parts`` are further parts such as ``styles="<w:style …/>"``, without their root."""
    files: dict[str, str | bytes] = {
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in parts}),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    }
    for name, text in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {NAMES}>{text}</w:{name}>"
    return zipped(path, files)


def p(text: str = "", properties: str = "", runs: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{runs}</w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def xlsx(path: Path, sheets: dict[str, str], *, styles: str = "", strings: str = "", book: str = "") -> Path:
    """A workbook; each sheet is the XML inside its root, ``|hidden`` after its name hides it."""
    listed, targets = "", {}
    files: dict[str, str | bytes] = {"_rels/.rels": relations(officeDocument="xl/workbook.xml")}
    for number, (name, text) in enumerate(sheets.items(), 1):
        title, _, state = name.partition("|")
        listed += f'<sheet name="{title}" r:id="worksheet{number}" state="{state or "visible"}"/>'
        targets[f"worksheet{number}"] = f"sheets/{number}.xml"
        files[f"xl/sheets/{number}.xml"] = f'<worksheet xmlns="{SHEET}">{text}</worksheet>'
    for name, text, root in (("styles", styles, "styleSheet"), ("sharedStrings", strings, "sst")):
        if text:
            targets[name] = f"{name}.xml"
            files[f"xl/{name}.xml"] = f'<{root} xmlns="{SHEET}">{text}</{root}>'
    files["xl/_rels/workbook.xml.rels"] = relations(**targets)
    files["xl/workbook.xml"] = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}">{book}<sheets>{listed}</sheets></workbook>'
    )
    return zipped(path, files)


def c(reference: str, value: str, attributes: str = "") -> str:
    return f'<c r="{reference}" {attributes}><v>{escape(value)}</v></c>'


def inline(reference: str, text: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def rows(*lines: str) -> str:
    numbered = (f'<row r="{number}">{line}</row>' for number, line in enumerate(lines, 1))
    return f"<sheetData>{''.join(numbered)}</sheetData>"


TEXT = st.text("项目金额决算合计1234567890.,%（）AB ", min_size=1, max_size=8).map(lambda t: f"栏{t}终")


@st.composite
def grids(draw: st.DrawFn) -> tuple[int, int, list[Merge]]:
    """A grid without holes: number of rows and columns, and its cells; first and last row are not merged."""
    height, width = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    free = {(r, k) for r in range(height) for k in range(width)}
    cells: list[Merge] = []
    for r, k in sorted(free):
        if (r, k) in free:
            inner = 0 < r < height - 1
            down = draw(st.integers(1, height - 1 - r)) if inner else 1
            right = draw(st.integers(1, width - k)) if inner else 1
            area = {(r + i, k + j) for i in range(down) for j in range(right)}
            if not area <= free:
                down = right = 1
                area = {(r, k)}
            free -= area
            cells.append((r, k, down, right, draw(TEXT)))
    return height, width, cells


def merges(table: Table) -> list[Merge]:
    """The cells of a table in the form of :func:`grids`."""

    def key(cell: Cell) -> tuple[int, int]:
        return cell.row, cell.column

    return [(x.row, x.column, x.rowspan, x.colspan, x.text) for x in sorted(table.cells, key=key)]


def refusal(read: Callable[[Path, Limits], object], path: Path, limits: Limits | None = None) -> str:
    """The reason a reader gives for refusing a file; empty where it reads it."""
    try:
        read(path, limits or Limits())
    except UnreadableError as fault:
        assert "\n" not in str(fault) and str(fault).endswith("未检查。")
        return fault.reason
    return ""


def damaged(data: bytes, places: list[tuple[int, int]]) -> bytes:
    """Some bytes of a file changed."""
    broken = bytearray(data)
    for at, value in places:
        broken[at % len(broken)] = value
    return bytes(broken)


def unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damaged_parts(whole: Path, path: Path, places: list[tuple[int, int]]) -> Path:
    """A sound container whose parts are damaged: what is wrong is found by the parser or the reader."""
    parts = unzipped(whole)
    for at, value in places:
        name = sorted(parts)[at % len(parts)]
        parts[name] = damaged(parts[name], [(at // 7, 32 + value % 95)])
    return zipped(path, dict(parts))


DAMAGE = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=30)
