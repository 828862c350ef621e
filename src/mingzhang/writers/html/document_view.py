"""The document beside the findings, as HTML: page pictures with boxes, or text and tables with marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.place import Box, Place
from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.writers.pdf.page_images import Pictures, data_uri
from mingzhang.writers.spots import Spot, Spots
from mingzhang.writers.words import printable

ALL_PAGES = 60  # up to here every page is shown: 25 pages make 1.3 MB; beyond, only pages with findings
LONG = 60  # rows from which a table shows only its head and what stands near a finding
NEAR = 3
EDGE = 0.14  # of the page width: what begins further left begins a line
_RANKS = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Mark:
    """Place ``order`` (0 is the main one) of finding ``number``."""

    number: int
    order: int
    severity: Severity
    place: Place

    @property
    def anchor(self) -> str:
        """The name of the spot inside the page.

        >>> Mark(3, 0, Severity.ERROR, Place()).anchor
        'p3-0'
        """
        return f"p{self.number}-{self.order}"


def text_of(text: str) -> str:
    """Any text of a document as HTML text or attribute.

    >>> text_of('<script>"1"')
    '&lt;script&gt;&quot;1&quot;'
    """
    return escape(printable(text))


def marks(findings: Iterable[Finding]) -> list[Mark]:
    """All places of the numbered findings."""
    return [
        Mark(number, order, finding.severity, place)
        for number, finding in enumerate(findings, 1)
        for order, place in enumerate(finding.places)
    ]


def sheets(report: Report, found: list[Mark], data: Mapping[str, bytes]) -> tuple[str, set[str]]:
    """A report, or its parts one after the other, each under the name of its file; see :func:`sheet`.

    ``data`` are the bytes of the PDFs among them, by name.
    """
    if not report.parts:
        return sheet(report, found, data.get(report.file))
    html, anchors = [], set()
    for part in report.parts:
        mine = [mark for mark in found if mark.place.file == part.file]
        shown, known = sheet(part, mine, data.get(part.file), f"{part.file} ")
        html.append(f'<h2 class="part">{text_of(part.file)}</h2>\n{shown}')
        anchors |= known
    return "\n".join(html), anchors


def sheet(
    report: Report, found: list[Mark], data: bytes | None = None, name: str = ""
) -> tuple[str, set[str]]:
    """The document as HTML, and the anchors in it.

    ``data`` are the bytes of a PDF: its pages become pictures.  Without them, or when they cannot be
    opened, the paragraphs and tables of the report are shown.  ``name`` stands before the numbers of pages.
    """
    if data is not None:
        try:
            pictures = Pictures(data)
        except ValueError:
            pass
        else:
            try:
                return _pages(report, found, pictures, name)
            finally:
                pictures.close()
    return _blocks(report, found)


# -- pictures ---------------------------------------------------------------------------------------------


def _pages(report: Report, found: list[Mark], pictures: Pictures, name: str) -> tuple[str, set[str]]:
    on_page: dict[int, list[Mark]] = defaultdict(list)
    for mark in found:
        if mark.place.page is not None:
            on_page[mark.place.page].append(mark)
    words = _words(report)
    count = report.pages or 0
    html, anchors, skipped = [], {mark.anchor for some in on_page.values() for mark in some}, 0
    for number in range(1, count + 1):
        if number not in on_page and count > ALL_PAGES:
            skipped += 1
            continue
        html += _gap(number - skipped, number - 1) if skipped else []
        skipped = 0
        html.append(_page(number, on_page[number], pictures, words[number], name))
    html += _gap(count - skipped + 1, count) if skipped else []
    return "\n".join(html), anchors


def _gap(first: int, last: int) -> list[str]:
    pages = f"第 {first} 页" if first == last else f"第 {first}—{last} 页"
    return [f'<p class="gap">{pages}没有问题，未收入本报告。</p>']


def _words(report: Report) -> dict[int, list[tuple[Box, str]]]:
    """Some printed words of every page with their boxes."""
    words: dict[int, list[tuple[Box, str]]] = defaultdict(list)
    for block in report.blocks:
        if isinstance(block, Paragraph):
            for line, after in zip(block.lines, [*block.lines[1:], None], strict=True):
                end = after.start if after else len(block.text)
                box = (line.xs[0], line.y0, line.xs[-1], line.y1)
                words[line.page].append((box, block.text[line.start : end]))
        else:
            for cell in block.cells[:40]:
                if cell.page is not None and cell.bbox is not None and cell.text.strip():
                    words[cell.page].append((cell.bbox, cell.text))
    return words


def _page(number: int, found: list[Mark], pictures: Pictures, words: list[tuple[Box, str]], name: str) -> str:
    page = f"{text_of(name)}第 {number} 页"
    label = f'<h3 class="leaf">{page}</h3>'
    anchor = "" if name else f' id="page{number}"'
    try:
        png, width, height = pictures.picture(number, words)
    except ValueError:
        bare = "".join(f'<i id="{mark.anchor}"></i>' for mark in found)
        return f'<article class="page broken"{anchor}>{label}{bare}<p>这一页无法显示。</p></article>'
    spots: dict[Box, list[Mark]] = defaultdict(list)
    loose = []
    for mark in found:
        if mark.place.bbox is None:
            loose.append(mark)
        else:
            x0, y0, x1, y1 = (round(value, 1) for value in mark.place.bbox)
            spots[x0, y0, x1, y1].append(mark)
    boxes = "".join(_box(box, some, width, height) for box, some in spots.items())
    whole = "".join(f'<i id="{mark.anchor}"></i>{_badge(mark)}' for mark in loose)
    size = f'width="{width:.0f}" height="{height:.0f}"'
    picture = f'<img src="{data_uri(png)}" alt="{page}" {size} loading="lazy">'
    look = "page marked" if found else "page"
    return (
        f'<article class="{look}"{anchor}>{label}<div class="paper">{picture}{boxes}'
        f'<div class="whole">{whole}</div></div></article>'
    )


def _box(box: Box, found: list[Mark], width: float, height: float) -> str:
    """One frame on the picture, with the numbers of all findings that stand there."""
    x0, y0, x1, y1 = box
    style = (
        f"left:{max(0.0, x0 - 1) / width:.2%};top:{max(0.0, y0 - 1) / height:.2%};"
        f"width:{(x1 - x0 + 2) / width:.2%};height:{(y1 - y0 + 2) / height:.2%}"
    )
    anchors = "".join(f'<i id="{mark.anchor}"></i>' for mark in found)
    badges = "".join(_badge(mark) for mark in _each_number(found))
    edge = " edge" if x0 < EDGE * width else ""  # beside the text there is room for the numbers
    look = f"box {_look(found)}{edge}"
    return f'<div class="{look}" style="{style}">{anchors}<span class="nums">{badges}</span></div>'


def _each_number(found: list[Mark]) -> list[Mark]:
    return list({mark.number: mark for mark in reversed(found)}.values())[::-1]


def _look(found: list[Mark]) -> str:
    main = [mark for mark in found if mark.order == 0]
    gravest = min((mark.severity for mark in main or found), key=_RANKS.index)
    return f"{gravest} {'main' if main else 'side'}"


def _badge(mark: Mark) -> str:
    look = f"num {mark.severity}{' side' if mark.order else ''}"
    return f'<a class="{look}" href="#f{mark.number}" title="到问题 {mark.number}">{mark.number}</a>'


# -- paragraphs and tables --------------------------------------------------------------------------------


def _blocks(report: Report, found: list[Mark]) -> tuple[str, set[str]]:
    spots = Spots(report)
    at: dict[int, list[tuple[Mark, Spot]]] = defaultdict(list)
    anchors = set()
    for mark in found:
        spot = spots.find(mark.place)
        if spot is not None:
            at[spot.block].append((mark, spot))
            anchors.add(mark.anchor)
    html = []
    for index, block in enumerate(report.blocks):
        html.append(
            _paragraph(block, at[index]) if isinstance(block, Paragraph) else _table(block, at[index])
        )
    return f'<article class="text">{"".join(html)}</article>', anchors


def _paragraph(paragraph: Paragraph, found: list[tuple[Mark, Spot]]) -> str:
    words = _marked(paragraph.text, [(mark, *spot.span) for mark, spot in found])
    kind = f"h level{min(paragraph.level, 4)}" if paragraph.level else paragraph.kind
    line = f' data-line="{paragraph.line}"' if paragraph.line is not None else ""
    return f'<p class="{kind}"{line}>{words}</p>\n' if paragraph.text.strip() else ""


def _marked(text: str, found: list[tuple[Mark, int, int]]) -> str:
    """Text with its marked stretches; where several overlap, each piece points to all that hold it."""
    cuts = sorted({0, len(text), *(min(c, len(text)) for _, start, end in found for c in (start, end))})
    pieces = []
    for start, end in pairwise(cuts):
        over = [mark for mark, first, last in found if first <= start and end <= last]
        words = text_of(text[start:end])
        if not over:
            pieces.append(words)
            continue
        begun = [mark for mark, first, _ in found if first == start and mark in over]
        anchors = "".join(f'<i id="{mark.anchor}"></i>' for mark in begun)
        badges = "".join(_badge(mark) for mark in _each_number(begun))
        pieces.append(
            f'{anchors}<span class="nums">{badges}</span><mark class="{_look(over)}">{words}</mark>'
        )
    stray = (mark for mark, start, end in found if start >= end or start >= len(text))
    return "".join(f'<i id="{mark.anchor}"></i>{_badge(mark)}' for mark in stray) + "".join(pieces)


def _table(table: Table, found: list[tuple[Mark, Spot]]) -> str:
    at: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark, spot in found:
        if spot.cell is not None:
            at[spot.cell].append(mark)
    rows, columns = table.shape
    kept = _kept(rows, {row for row, _ in at})
    html, before = [], -1
    for row in kept:
        if row > before + 1:
            html.append(_left_out(row - before - 1, columns))
        html.append(f"<tr>{''.join(_row(table, row, columns, at))}</tr>")
        before = row
    if rows > before + 1:
        html.append(_left_out(rows - before - 1, columns))
    name = f"<caption>{text_of(table.name)}</caption>" if table.name else ""
    return f'<div class="scroll" tabindex="0"><table>{name}{"".join(html)}</table></div>\n'


def _kept(rows: int, marked: set[int]) -> list[int]:
    if rows <= LONG:
        return list(range(rows))
    near = {row + step for row in marked for step in range(-NEAR, NEAR + 1)}
    return sorted(row for row in near | set(range(LONG // 2)) if 0 <= row < rows)


def _left_out(count: int, columns: int) -> str:
    return f'<tr class="gap"><td colspan="{max(1, columns)}">略去 {count} 行，没有问题</td></tr>'


def _row(table: Table, row: int, columns: int, at: dict[tuple[int, int], list[Mark]]) -> Iterator[str]:
    column = 0
    while column < columns:
        cell = table.at(row, column)
        if cell is None:
            yield "<td></td>"
        elif cell.row == row and cell.column == column:
            yield _cell(cell, at[row, column])
        column += 1


def _cell(cell: Cell, found: list[Mark]) -> str:
    spans = "".join(
        f' {name}="{min(count, 1000)}"'
        for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if count > 1
    )
    words = text_of(cell.error or cell.text)
    figure = cell.text.strip().replace(",", "").replace(".", "").lstrip("-+").rstrip("%").isdigit()
    look = ["r"] if figure else []
    if found:
        look += ["hit", *_look(found).split()]
        anchors = "".join(f'<i id="{mark.anchor}"></i>' for mark in found)
        badges = "".join(_badge(mark) for mark in _each_number(found))
        words = f'{anchors}<span class="nums">{badges}</span>{words}'
    kind = f' class="{" ".join(look)}"' if look else ""
    return f"<td{spans}{kind}>{words}</td>"
