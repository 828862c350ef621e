"""A publication as one web page that needs no network: for phones, screen readers and printers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import BinaryIO

from mingzhang.facts.publication import (
    CAPTION,
    CONTENTS,
    DATE,
    PART,
    SECTION,
    SUBSECTION,
    TABLE,
    TITLE,
    UNIT,
    Chart,
    Piece,
    Publication,
)
from mingzhang.facts.report import Cell
from mingzhang.writers.arrange import Spread, alignments, entries, rows, spreads, table_of, text
from mingzhang.writers.chart import picture, shown_value
from mingzhang.writers.html.document_view import text_of
from mingzhang.writers.words import columns_of

_TAGS = {PART: "h2", SECTION: "h3", SUBSECTION: "h4"}
_SHORT = 16  # columns of a name that keeps to one line
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_COVER = (UNIT, TITLE, DATE, CONTENTS)


def write_html(publication: Publication, stream: BinaryIO) -> None:
    """Write the publication as one page of HTML; nothing in it is loaded from anywhere."""
    stream.write(_page(publication).encode())


def _page(publication: Publication) -> str:
    title = text_of(f"{publication.unit}{publication.title}")
    style = files("mingzhang.writers.html").joinpath("account_page.css").read_text(encoding="utf-8")
    look = "three-line" if publication.grid == "three-line" else "full"
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<nav aria-label="捷径"><a class="skip" href="#text">跳到正文</a></nav>
<header class="cover">
{_cover(publication)}</header>
<div class="sides">
{_contents(publication)}
<main id="text" class="{look}" tabindex="-1">
{"".join(_Text(publication).parts())}</main>
</div>
</body>
</html>
"""


def _cover(publication: Publication) -> str:
    tags = {UNIT: "p", TITLE: "h1", DATE: "p"}
    return "".join(
        f'<{tags[piece.role]} class="{piece.role}">{_lines(piece)}</{tags[piece.role]}>\n'
        for piece in publication.pieces
        if piece.role in tags
    )


def _contents(publication: Publication) -> str:
    """The contents as nested lists: parts, and what they hold."""
    heading = next((text(piece) for piece in publication.pieces if piece.role == CONTENTS), "目录")
    items: list[str] = []
    open_part = False
    for number, (level, piece) in enumerate(entries(publication), 1):
        link = f'<a href="#c{number}">{text_of(text(piece))}</a>'
        if level == 1:
            items.append(f"{'</ol></li>' if open_part else ''}<li>{link}<ol>")
            open_part = True
        else:
            items.append(f"<li>{link}</li>")
    listed = "".join(items) + ("</ol></li>" if open_part else "")
    listed = listed.replace("<ol></ol>", "")
    return (
        f'<nav aria-label="{text_of(heading)}"><details open><summary>{text_of(heading)}</summary>'
        f"<ol>{listed}</ol></details></nav>"
    )


def _lines(piece: Piece) -> str:
    return text_of(text(piece)).replace("\n", "<br>")


class _Text:
    """The text of one publication, part by part."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._anchors = {id(piece): f"c{n}" for n, (_, piece) in enumerate(entries(publication), 1)}
        self._tables = 0
        self._charts = 0

    def parts(self) -> Iterator[str]:
        """The text as HTML: a section for each part."""
        begun = False
        for spread in spreads(self._publication):
            if spread.pieces[0].role in _COVER:
                continue
            if spread.pieces[0].role == PART or not begun:
                yield f'{"</section>" if begun else ""}<section class="part">\n'
                begun = True
            yield self._spread(spread)
        yield "</section>\n" if begun else ""

    def _spread(self, spread: Spread) -> str:
        if spread.table is None:
            return "".join(map(self._piece, spread.pieces))
        headings = [piece for piece in spread.pieces if piece.role in _TAGS]
        notes = spread.pieces[spread.pieces.index(spread.table) + 1 :]
        about = [p for p in spread.pieces if p not in headings and p not in notes and p.role != TABLE]
        self._tables += 1
        parts = [self._piece(piece) for piece in headings]
        named = ""
        title = next((piece for piece in about if piece.role == CAPTION), None)
        if title is not None:  # a heading inside a table would hide that it is one
            about.remove(title)
            name = f"t{self._tables}"
            anchor = self._anchors.get(id(title))
            inner = f'<span id="{name}">{_lines(title)}</span>'
            parts.append(
                f'<h3 class="caption" id="{anchor}">{inner}</h3>\n'
                if anchor
                else f'<p class="caption">{inner}</p>\n'
            )
            named = f' aria-labelledby="{name}"'
        caption = "".join(f'<p class="{piece.role}">{_lines(piece)}</p>' for piece in about)
        parts.append(_table(spread.table, caption, named))
        parts += map(self._piece, notes)
        wide, leaf = " wide" if spread.wide else "", "leaf" if spread.fresh else "loose"
        return f'<div class="{leaf}{wide}">\n{"".join(parts)}</div>\n'

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece.block, Chart):
            return self._chart(piece.block)
        tag = _TAGS.get(piece.role, "p")
        anchor = self._anchors.get(id(piece))
        mark = f' id="{anchor}"' if anchor else ""
        return f'<{tag} class="{piece.role}"{mark}>{_lines(piece)}</{tag}>\n'

    def _chart(self, chart: Chart) -> str:
        """The drawing with what it shows in words, and its figures as a table."""
        told = text_of(chart.told)
        drawing = picture(chart).replace("<svg ", f'<svg role="img" aria-label="{told}" ', 1)
        heads = "".join(f'<th scope="col">{text_of(name)}</th>' for name, _ in chart.series)
        lines = "".join(
            f'<tr><th scope="row">{text_of(label)}</th>'
            + "".join(f'<td class="right">{shown_value(values[order])}</td>' for _, values in chart.series)
            + "</tr>"
            for order, label in enumerate(chart.labels)
        )
        unit = f"（{text_of(chart.unit)}）" if chart.unit else ""
        return (
            f"<figure>{drawing}<aside><details><summary>{text_of(chart.title)}：数据{unit}</summary>"
            f'<div class="scroll"><table><thead><tr><th scope="col">项目</th>{heads}</tr></thead>'
            f"<tbody>{lines}</tbody></table></div></details></aside></figure>\n"
        )


def _table(piece: Piece, caption: str, named: str) -> str:
    aligned, heads = alignments(piece), min(piece.heads, table_of(piece).shape[0])
    head: list[str] = []
    body: list[str] = []
    for row, begun in enumerate(rows(table_of(piece))):
        first = next((cell for _, cell in begun if cell is not None and cell.text.strip()), None)
        cells = "".join(_cell(cell, row < heads, cell is first, aligned) for _, cell in begun)
        strong = ' class="strong"' if row in piece.strong else ""
        (head if row < heads else body).append(f"<tr{strong}>{cells}</tr>\n")
    label = named or (f' aria-label="{text_of(piece.name)}"' if piece.name else "")
    return (
        f'<div class="scroll" role="region" tabindex="0"{label}><table{label}>'
        f"{_within('caption', caption)}\n{_within('thead', ''.join(head))}"
        f"<tbody>{''.join(body)}</tbody></table></div>\n"
    )


def _within(tag: str, words: str) -> str:
    return f"<{tag}>{words}</{tag}>" if words else ""


def _cell(cell: Cell | None, head: bool, first: bool, aligned: dict[tuple[int, int], str]) -> str:
    if cell is None:
        return "<td></td>"
    spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    place = aligned[cell.row, cell.column]
    if place == "left":
        place = "long" if columns_of(cell.text) > _SHORT else "short" if cell.text else ""
    look = f' class="{place}"' if place and not head else ""
    words = text_of(cell.text).replace("\n", "<br>")
    if head:
        return f'<th scope="{"colgroup" if cell.colspan > 1 else "col"}"{spans}>{words}</th>'
    if first and not re.search(r"\d\.\d", cell.text):
        return f'<th scope="row"{spans}{look}>{words}</th>'
    return f"<td{spans}{look}>{words}</td>"
