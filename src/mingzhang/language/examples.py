"""Small documents for examples and tests."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.language.document import Document
from mingzhang.language.identity import identify
from mingzhang.language.notation import Notation
from mingzhang.language.structure import outline

Rows = Sequence[Sequence[str]]


@lru_cache(maxsize=1)
def _national() -> Notation:
    source = resources.files("mingzhang") / "catalogue" / "national" / "sections.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    titles = {key: tuple(names) for key, names in data["sections"].items()}
    return Notation(sections=titles, settings={"required_sections": tuple(data["required"])})


def grid(*rows: Sequence[str]) -> Table:
    """A table from rows of texts.

    >>> grid(("项目", "决算数"), ("合计", "1.00")).shape
    (2, 2)
    """
    return Table([Cell(t, r, c) for r, row in enumerate(rows) for c, t in enumerate(row)])


def text(
    *paragraphs: str,
    year: int | None = None,
    unit: str = "",
    kind: str = "final_account",
    tables: Sequence[Rows] = (),
) -> Document:
    """A document with these paragraphs and, after them, these tables (rows of cell texts).

    What is not given is read from the paragraphs; ``kind`` is taken as given.

    >>> document = text("一、收入决算情况说明", "本年收入合计1万元。", year=2020)
    >>> document.year, [section.key for section in document.sections]
    (2020, ['收入'])
    """
    blocks = [Paragraph(words, line=number) for number, words in enumerate(paragraphs, 1)]
    report = Report("示例.txt", "txt", [*blocks, *(grid(*rows) for rows in tables)])
    notation = _national()
    sections = outline(report, notation.sections)
    known = identify(report, sections)
    return Document(report, notation, kind, unit or known.unit, year or known.year, sections=sections)
