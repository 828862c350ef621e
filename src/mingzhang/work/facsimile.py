"""The document itself, to be looked at beside its findings: pictures of its pages, or its text with marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhang.facts.finding import Finding
from mingzhang.facts.report import Paragraph, Report
from mingzhang.writers.html.document_view import marks, sheets
from mingzhang.writers.pdf.page_images import Pictures, printed_words
from mingzhang.writers.words import printable

MOST_LEAVES = 400  # pages; 36 KB each


@dataclass(frozen=True, slots=True)
class LeafPicture:
    """A page as a picture (PNG), upright, with its size in points: boxes of places are in the same ones."""

    number: int
    width: float
    height: float
    png: bytes


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A paragraph, or a row of a table with strokes between its cells: what versions are compared by."""

    text: str
    page: int | None = None
    table: str = ""


def leaves(report: Report, data: bytes) -> Iterator[LeafPicture]:
    """The pages of a PDF; a page that cannot be drawn is left out.  Raises ``ValueError`` for no PDF.

    >>> list(leaves(Report("a.pdf", "pdf"), b"no pdf"))
    Traceback (most recent call last):
    ValueError: not a PDF that can be opened
    """
    pictures, words = Pictures(data), printed_words(report)
    try:
        for number in range(1, min(report.pages or 0, MOST_LEAVES) + 1):
            try:
                png, width, height = pictures.picture(number, words[number])
            except ValueError:
                continue
            yield LeafPicture(number, width, height, png)
    finally:
        pictures.close()


def marked_text(report: Report, findings: Iterable[Finding]) -> str:
    """The text and tables of a report as HTML of our own, the places of the numbered findings marked in it.

    >>> marked_text(Report("a.txt", "txt", [Paragraph("<b>收入")]), []).count("&lt;b&gt;")
    1
    """
    shown, _ = sheets(report, marks(findings), {})
    return str(shown)


def said_lines(report: Report) -> Iterator[SaidLine]:
    """What a report says, line by line.

    >>> [line.text for line in said_lines(Report("a.txt", "txt", [Paragraph(" 收入 "), Paragraph("")]))]
    ['收入']
    """
    for block in report.blocks:
        if isinstance(block, Paragraph):
            text = printable(block.text).strip()
            if text and block.kind not in ("header", "contents"):
                yield SaidLine(text, block.page)
            continue
        for row in range(block.shape[0]):
            cells = [cell for cell in block.row(row) if cell.row == row]
            text = "｜".join(printable(cell.error or cell.text).strip() for cell in cells)
            if text.strip("｜"):
                yield SaidLine(text, cells[0].page, printable(block.name))
