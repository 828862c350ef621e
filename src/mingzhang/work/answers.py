"""What people say of the doubtful figures of a scan: kept beside the file, taken over by every check."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from mingzhang.facts.page_scan import WHOLE
from mingzhang.facts.place import Box
from mingzhang.facts.report import Cell, Paragraph, Report
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.toml_file import read_toml

SUFFIX = ".readings.toml"
_NEAR = 3.0  # points by which a box may stand elsewhere when a page is read again


@dataclass(frozen=True, slots=True)
class SettledFigure:
    """What a person says stands on a page, in a box in points: ``text`` is empty for a blank cell."""

    page: int
    box: Box
    text: str


def readings_file(document: Path) -> Path:
    """Where the answers on a document stand: beside it, under its name.

    >>> readings_file(Path("决算.pdf")).name
    '决算.pdf.readings.toml'
    """
    return document.with_name(document.name + SUFFIX)


@dataclass(frozen=True, slots=True)
class Answers:
    """What people have settled of a document; ``document`` is the hash of what they looked at, if known."""

    figures: tuple[SettledFigure, ...] = ()
    document: str = ""


def read_answers(document: Path) -> Answers:
    """The answers beside a document; there need not be any.  Raises :class:`UnreadableError` on a bad file.

    >>> read_answers(Path("无此文件.pdf")).figures
    ()
    """
    path = readings_file(document)
    try:
        if not path.is_file():
            return Answers()
        told = read_toml(path, "核对结果")
    except ValueError:  # no name of a file
        return Answers()
    except OSError as fault:
        if fault.errno == errno.ENAMETOOLONG:  # where no file of this name can be, nothing was settled
            return Answers()
        raise UnreadableError(path, "核对结果打不开") from fault
    entries, known = told.get("reading", []), told.get("document", "")
    if not isinstance(entries, list):
        raise UnreadableError(path, "核对结果里的各条应写成 [[reading]]")
    figures = tuple(_answer(entry, number, path) for number, entry in enumerate(entries, 1))
    return Answers(figures, known if isinstance(known, str) else "")


def take_over(report: Report, document: Path) -> bool:
    """Take over what people have settled of a document; whether there was anything.

    Answers on a file that was changed since count no more, nor do two that contradict each other: a note
    says so.  Raises :class:`UnreadableError` on a bad file.
    """
    answers = read_answers(document)
    if not answers.figures:
        return False
    name = readings_file(document).name
    if answers.document and answers.document != report.sha256:
        report.notes.append(
            f"核对结果 {name} 是对改动以前的文件作的，没有采用；请用 mingzhang settle 重新核对。"
        )
        return False
    agreed, twice = _agreed(answers.figures)
    for page, texts in twice:
        told = "与".join(f"“{text}”" if text else "空白" for text in texts)
        report.notes.append(f"核对结果 {name} 里，第 {page} 页有一个数核对成了{told}，没有采用；请只留一条。")
    settle(report, agreed)
    return True


def _agreed(figures: Sequence[SettledFigure]) -> tuple[list[SettledFigure], list[tuple[int, list[str]]]]:
    """One answer for each box; pages and texts of the boxes that have several."""
    boxes: list[list[SettledFigure]] = []
    for one in figures:
        own = (given for given in boxes if given[0].page == one.page and _same(given[0].box, one.box))
        known = next(own, None)
        if known is None:
            boxes.append([one])
        else:
            known.append(one)
    texts = [[*dict.fromkeys(one.text for one in given)] for given in boxes]
    agreed = [given[0] for given, said in zip(boxes, texts, strict=True) if len(said) == 1]
    return agreed, [(given[0].page, said) for given, said in zip(boxes, texts, strict=True) if len(said) > 1]


def _answer(entry: object, number: int, path: Path) -> SettledFigure:
    if isinstance(entry, dict):
        page, box, text = entry.get("page"), entry.get("box"), entry.get("text")
        numbers = isinstance(box, list) and len(box) == 4 and all(isinstance(v, int | float) for v in box)
        if isinstance(page, int) and numbers and isinstance(text, str):
            x0, y0, x1, y1 = map(float, box or ())
            return SettledFigure(page, (x0, y0, x1, y1), text.strip())
    raise UnreadableError(path, f"第 {number} 条应有 page（页）、box（四个数）、text（实际印的）")


def settle(report: Report, answers: Sequence[SettledFigure]) -> None:
    """Take over what people have said: the texts of cells, and that they are certain now.

    >>> from mingzhang.facts.report import Doubt, Table
    >>> report = Report("a.png", "picture", [Table([Cell("75", 0, 0, page=1, bbox=(0.0, 0.0, 50.0, 20.0))])])
    >>> report.doubts = [Doubt(1, (5.0, 2.0, 20.0, 18.0), 0.5)]
    >>> settle(report, [SettledFigure(1, (0.0, 0.0, 50.0, 20.0), "754.75")])
    >>> next(report.tables()).cells[0].text, report.doubts
    ('754.75', [])
    """
    for answer in answers:
        for cell in cells_of(report):
            if cell.page == answer.page and cell.bbox and _same(cell.bbox, answer.box):
                cell.text, cell.error = answer.text, None
        for paragraph in report.paragraphs():
            _correct(paragraph, answer)
        report.doubts = [
            doubt
            for doubt in report.doubts
            if doubt.page != answer.page
            or doubt.reason.startswith(WHOLE)
            or not holds(answer.box, doubt.bbox)
        ]
    if answers:
        from mingzhang.readers.scan.gate import gate  # only those who have answers have a scan

        gate(report)


def cells_of(report: Report) -> Iterator[Cell]:
    """The cells of all tables."""
    for table in report.tables():
        yield from table.cells


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def holds(box: Box, inner: Box) -> bool:
    """Whether the middle of a box lies in another, or nearly."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return box[0] - _NEAR <= x <= box[2] + _NEAR and box[1] - _NEAR <= y <= box[3] + _NEAR


def span_of(paragraph: Paragraph, page: int, box: Box) -> tuple[int, int, int] | None:
    """The characters of a paragraph whose middles lie in a box: number of the line, first, end.

    >>> from mingzhang.facts.report import Line
    >>> line = Line(0, 1, 0.0, 10.0, (0.0, 10.0, 20.0, 30.0))
    >>> span_of(Paragraph("收6入", lines=[line]), 1, (9.0, 0.0, 21.0, 10.0))
    (0, 1, 2)
    """
    for number, line in enumerate(paragraph.lines):
        if line.page == page and box[1] <= (line.y0 + line.y1) / 2 <= box[3]:
            middles = [(a + b) / 2 for a, b in pairwise(line.xs)]
            held = [index for index, x in enumerate(middles) if box[0] <= x <= box[2]]
            if held:
                return number, line.start + held[0], line.start + held[-1] + 1
    return None


def _correct(paragraph: Paragraph, answer: SettledFigure) -> None:
    """Put what a person has read in the place of what was recognised in a sentence."""
    found = span_of(paragraph, answer.page, answer.box)
    if found is None or paragraph.text[found[1] : found[2]] == answer.text or not answer.text:
        return
    number, start, end = found
    line, longer = paragraph.lines[number], len(answer.text) - (end - start)
    first, last = start - line.start, end - line.start
    step = (line.xs[last] - line.xs[first]) / len(answer.text)
    inside = tuple(line.xs[first] + step * n for n in range(len(answer.text)))
    line.xs = (*line.xs[:first], *inside, *line.xs[last:])
    paragraph.text = paragraph.text[:start] + answer.text + paragraph.text[end:]
    for later in paragraph.lines[number + 1 :]:
        later.start += longer
