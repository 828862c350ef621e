"""Everything that a public page of a document needs, worked out once: data, text to read, files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph, Table
from mingzhang.language.document.document import Document
from mingzhang.readers.limits import Limits
from mingzhang.understanding.read import read_document
from mingzhang.work.key_figures import KeyFigure, ProjectScore, key_figures, project_scores
from mingzhang.work.republish import heading_levels, republished
from mingzhang.writers.html.reading_text import paragraph_anchor, reading_text, table_anchor, table_text
from mingzhang.writers.publish import write_set
from mingzhang.writers.spots import Spots

DATA, TEXT = "公开.json", "正文.html"
_LONGEST = 400  # characters of one piece of text that the search knows
_MADE = ("pdf", "xlsx", "opendata")  # the document itself is the fourth


def write_public(
    path: Path, folder: Path, place: str | None = None, year: int | None = None, seconds: float = 300
) -> list[Path]:
    """Read a document and write into ``folder`` what the public is shown of it; the files, data first.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    document = read_document(path, place, year, Limits(seconds=seconds))
    publication = republished(document)
    made = write_set(publication, folder, _MADE, stem="公开")
    names = {index: title for index, title in _titles(document)}
    text = reading_text(document.report, heading_levels(document), names)
    (folder / TEXT).write_text(str(text), encoding="utf-8")
    data = public_data(document) | {"files": dict(zip(_MADE, (each.name for each in made), strict=True))}
    (folder / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return [folder / DATA, folder / TEXT, *made]


def public_data(document: Document) -> dict[str, Any]:
    """The key figures, scores, tables and words of a document as plain data; amounts are exact texts in 元.

    >>> from mingzhang.work.examples import text
    >>> data = public_data(text("二、收入决算情况说明", "本年收入合计1.00万元。", year=2020))
    >>> [(each["label"], each["amount"], each["anchor"]) for each in data["figures"]]
    [('本年收入', '10000', 'p1')]
    >>> [each["text"] for each in data["words"]]
    ['二、收入决算情况说明', '本年收入合计1.00万元。']
    """
    spots = Spots(document.report)
    return {
        "kind": document.kind,
        "unit": document.unit,
        "year": document.year,
        "place": document.place,
        "figures": [_figure(each, spots) for each in key_figures(document)],
        "scores": [_score(each, spots) for each in project_scores(document)],
        "classes": list(_classes(document)),
        "tables": list(_tables(document)),
        "words": list(_words(document)),
    }


def exact(value: Fraction) -> str:
    """A value as decimal text without end zeros; six decimals where it has more.

    >>> exact(Fraction(123000)), exact(Fraction(1, 4)), exact(Fraction(1, 3))
    ('123000', '0.25', '0.333333')
    """
    whole = round(value * 10**6)
    sign, whole = ("-", -whole) if whole < 0 else ("", whole)
    text = f"{whole // 10**6}.{whole % 10**6:06d}".rstrip("0").rstrip(".")
    return f"{sign}{text}"


def _figure(figure: KeyFigure, spots: Spots) -> dict[str, str]:
    return {
        "group": figure.group,
        "label": figure.label,
        "amount": exact(figure.amount),
        "printed": figure.printed,
        "unit": figure.unit,
        "place": str(figure.place),
        "anchor": _anchor(figure.place, spots),
    }


def _score(score: ProjectScore, spots: Spots) -> dict[str, str]:
    return {
        "name": score.name,
        "score": exact(score.score),
        "full": exact(score.full),
        "anchor": _anchor(score.place, spots),
    }


def _anchor(place: Place, spots: Spots) -> str:
    """Where the text to read has the place; ``""`` where it is not found again."""
    spot = spots.find(place)
    if spot is None:
        return ""
    return paragraph_anchor(spot.block) if spot.cell is None else table_anchor(spot.block, spot.cell)


def _classes(document: Document) -> Iterator[dict[str, str]]:
    """Expenditure by functional class (类), as the table of expenditure says it."""
    for table, column in (("支出表", "本年支出"), ("预算支出表", "合计")):
        for code in document.facts.codes(table):
            said = document.facts.get(f"{table}[{code}].{column}")
            if len(code) == 3 and said is not None and not said.figure.blank:
                yield {"code": code, "name": said.place.row or code, "amount": exact(said.figure.value)}


def _titles(document: Document) -> Iterator[tuple[int, str]]:
    """The index of every table of the report, with its title."""
    known = {id(part): table.title for table in document.tables for part in table.parts}
    for index, block in enumerate(document.report.blocks):
        if isinstance(block, Table):
            yield index, known.get(id(block)) or document.where(index) or block.name or "表"


def _tables(document: Document) -> Iterator[dict[str, Any]]:
    """Every table: its title, how it looks, and its cells as rows of texts."""
    for index, title in _titles(document):
        table = document.report.blocks[index]
        assert isinstance(table, Table)
        rows = [["" for _ in range(table.shape[1])] for _ in range(table.shape[0])]
        for cell in table.cells:
            rows[cell.row][cell.column] = (cell.error or cell.text).strip()
        yield {
            "anchor": table_anchor(index),
            "title": title,
            "shown": str(table_text(table, index, title)),
            "rows": rows,
        }


def _words(document: Document) -> Iterator[dict[str, Any]]:
    """The text piece by piece: paragraphs, and rows of tables, each with its section and its anchor."""
    titles = dict(_titles(document))
    for index, block in enumerate(document.report.blocks):
        if isinstance(block, Paragraph):
            if block.kind in ("contents", "header"):
                continue
            pieces = [(paragraph_anchor(index), block.text, document.where(index), block.page)]
        else:
            pieces = [
                (
                    table_anchor(index),
                    " ".join(c.text.strip() for c in block.row(r)),
                    titles[index],
                    block.page,
                )
                for r in range(block.shape[0])
            ]
        for anchor, words, section, page in pieces:
            for start in range(0, len(words), _LONGEST):
                if words[start : start + _LONGEST].strip():
                    text = words[start : start + _LONGEST].strip()
                    yield {"anchor": anchor, "text": text, "section": section[:120], "page": page}
