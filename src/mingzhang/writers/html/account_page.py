"""A publication as one web page that needs no network: for phones, screen readers and printers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from typing import BinaryIO

from markupsafe import Markup

from mingzhang.facts.publication import (
    CAPTION,
    CONTENTS,
    DATE,
    LEVELS,
    PART,
    TABLE,
    TITLE,
    UNIT,
    Chart,
    Piece,
    Position,
    Publication,
)
from mingzhang.facts.report import Cell
from mingzhang.writers.arrange import Spread, entries, spreads, text
from mingzhang.writers.cells import alignments, rows, table_of
from mingzhang.writers.chart import picture, shown_value
from mingzhang.writers.html.templates import policy, render, resource
from mingzhang.writers.words import columns_of, printable

_ROW = "row"
_WORDY = 12  # columns of a head that wants more room than its figures
_SHORT = 16  # columns of a name that keeps to one line
_COVER_TAGS = {UNIT: "p", TITLE: "h1", DATE: "p"}
_COVER = (UNIT, TITLE, DATE, CONTENTS)


@dataclass(frozen=True, slots=True)
class _Words:
    """A piece of text; ``anchor`` is its place in the contents, if it has one."""

    tag: str
    role: str
    lines: list[str]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A chart with what it shows in words, and its figures as a table."""

    name: str  # no other landmark of the page is called so
    drawing: Markup
    title: str
    unit: str
    series: list[str]
    rows: list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its element, what it is head of, its span and look."""

    tag: str = "td"
    lines: list[str] = field(default_factory=list)
    scope: str = ""
    rowspan: int = 1
    colspan: int = 1
    look: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table."""

    cells: list[_Cell]
    strong: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """A table; ``named`` is the anchor of its title, ``about`` what stands between title and head.

    No other landmark of the page has its ``name``.
    """

    name: str
    named: str
    about: list[_Words]
    head: list[_Row]
    body: list[_Row]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A table with all that belongs to it."""

    look: str
    headings: list[_Words]
    title: _Words | None  # its tag is that of a heading where the contents lead to it
    table: _Table
    notes: list[_Words | _Drawing]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents."""

    text: str
    anchor: str


_Piece = _Words | _Drawing | _Leaf


def write_html(publication: Publication, stream: BinaryIO) -> None:
    """Write the publication as one page of HTML; nothing in it is loaded from anywhere."""
    stream.write(_page(publication).encode())


def _page(publication: Publication) -> str:
    """The whole page: cover, contents and parts filled into the template."""
    pieces, script = publication.pieces, resource("account_page.js")
    return str(
        render(
            "account_page",
            policy=policy(script),
            script=script,
            title=f"{publication.unit}{publication.title}",
            style=resource("account_page.css"),
            cover=[
                _Words(_COVER_TAGS[p.role], p.role, _lines(text(p))) for p in pieces if p.role in _COVER_TAGS
            ],
            contents=next((text(piece) for piece in pieces if piece.role == CONTENTS), "目录"),
            entries=_contents(publication) if len(entries(publication)) > 1 else [],
            grid="three-line" if publication.grid == "three-line" else "full",
            parts=_Text(publication).parts(),
        )
    )


def _contents(publication: Publication) -> list[tuple[_Entry, list[_Entry]]]:
    """The contents: parts, and what they hold."""
    told: list[tuple[_Entry, list[_Entry]]] = []
    for number, (level, piece) in enumerate(entries(publication), 1):
        entry = _Entry(text(piece), f"c{number}")
        if level == 1 or not told:
            told.append((entry, []))
        else:
            told[-1][1].append(entry)
    return told


def _lines(words: str) -> list[str]:
    return words.split("\n")


class _Text:
    """The text of one publication, part by part."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._anchors = {id(piece): f"c{n}" for n, (_, piece) in enumerate(entries(publication), 1)}
        self._tables = 0
        self._names: set[str] = set()
        # The title on the cover is the heading of the page; where there is none, that of the part is.
        self._above = any(piece.role == TITLE for piece in publication.pieces)

    def parts(self) -> list[list[_Piece]]:
        """What each part holds, in the order of reading."""
        told: list[list[_Piece]] = []
        for spread in spreads(self._publication):
            if spread.pieces[0].role in _COVER:
                continue
            if spread.pieces[0].role == PART or not told:
                told.append([])
            if spread.table is None:
                told[-1] += map(self._piece, spread.pieces)
            else:
                told[-1].append(self._leaf(spread, spread.table))
        return told

    def _leaf(self, spread: Spread, table: Piece) -> _Leaf:
        """A table with its headings above, its caption and remarks inside, and its notes below."""
        headings = [piece for piece in spread.pieces if piece.role in LEVELS]
        notes = spread.pieces[spread.pieces.index(table) + 1 :]
        about = [p for p in spread.pieces if p not in headings and p not in notes and p.role != TABLE]
        self._tables += 1
        title = next((piece for piece in about if piece.role == CAPTION), None)
        if title is not None:  # a heading inside a table would hide that it is one
            about.remove(title)
        named = f"t{self._tables}" if title else ""
        look = f"{'leaf' if spread.fresh else 'loose'}{' wide' if spread.wide else ''}"
        return _Leaf(
            look,
            list(map(self._words, headings)),
            self._words(title) if title else None,
            _table(
                table,
                self._name(text(title) if title else "", table.name),
                about=list(map(self._words, about)),
                named=named,
            ),
            list(map(self._piece, notes)),
        )

    def _piece(self, piece: Piece) -> _Words | _Drawing:
        if isinstance(piece.block, Chart):
            return _drawing(piece.block, self._name(f"{piece.block.title}的数据"))
        return self._words(piece)

    def _name(self, *words: str) -> str:
        """A name for a landmark: the first word that is free, all of them, or one with a number."""
        known = [word.replace("\n", "") for word in words if word]
        numbered = (f"{(known or ['表'])[0]}（{number}）" for number in count(1))
        name = next(n for n in chain([*known[:1], "　".join(known)], numbered) if n and n not in self._names)
        self._names.add(name)
        return name

    def _words(self, piece: Piece) -> _Words:
        anchor = self._anchors.get(id(piece), "")
        level = LEVELS.get(piece.role, 2 if piece.role == CAPTION and anchor else 0)
        tag = f"h{level + self._above}" if level else "p"
        return _Words(tag, piece.role, _lines(text(piece)), anchor)


def _drawing(chart: Chart, name: str) -> _Drawing:
    told = Markup(' role="img" aria-label="{}" ').format(printable(chart.told))
    drawing = Markup(picture(chart).replace("<svg ", f"<svg{told}", 1))  # noqa: S704 - drawn by our own code
    rows = [
        (label, [shown_value(values[order]) for _, values in chart.series])
        for order, label in enumerate(chart.labels)
    ]
    return _Drawing(name, drawing, chart.title, chart.unit, [name for name, _ in chart.series], rows)


def _table(piece: Piece, name: str, about: list[_Words], named: str) -> _Table:
    aligned, heads = alignments(piece), min(piece.heads, table_of(piece).shape[0])
    lines = []
    for row, begun in enumerate(rows(table_of(piece))):
        first = next((cell for _, cell in begun if cell is not None and cell.text.strip()), None)
        scopes = piece.labels if piece.labels or first is None else {(first.row, first.column): _ROW}
        cells = [_cell(cell, row < heads, scopes, aligned) for _, cell in begun]
        lines.append(_Row(cells, row in piece.strong))
    return _Table(name, named, about, lines[:heads], lines[heads:])


def _cell(
    cell: Cell | None, head: bool, scopes: Mapping[Position, str], aligned: dict[Position, str]
) -> _Cell:
    """A cell of a table in HTML: a head of its column or row, or data, with spans and alignment."""
    if cell is None:
        return _Cell()
    lines, spans = _lines(cell.text), (cell.rowspan, cell.colspan)
    if head and cell.text.strip():
        return _Cell("th", lines, "colgroup" if cell.colspan > 1 else "col", *spans, _wordy(cell))
    look = aligned[cell.row, cell.column]
    if look == "left":
        look = "long" if columns_of(cell.text) > _SHORT else "short" if cell.text else ""
    scope = scopes.get((cell.row, cell.column))
    if scope == "column":
        return _Cell(
            "th", lines, "colgroup" if cell.colspan > 1 else "col", *spans, f"center {_wordy(cell)}".strip()
        )
    if scope == _ROW and not head and not re.search(r"\d\.\d", cell.text):
        return _Cell("th", lines, "rowgroup" if cell.rowspan > 1 else "row", *spans, look)
    return _Cell("td", lines, "", *spans, look)


def _wordy(cell: Cell) -> str:
    """The look of a head of many words, which would stand in a tall pile above narrow figures."""
    return "wordy" if cell.colspan == 1 and columns_of(cell.text) > _WORDY else ""
