"""Small documents for the examples in rule files: ``facts(…)`` from figures, ``text(…)`` from sentences.

Rules are written without importing this module; their examples are run with its names at hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.catalogue import load
from mingzhang.facts.fact import stated
from mingzhang.facts.report import Block, Cell, Paragraph, Report, Table
from mingzhang.language.document.document import Document
from mingzhang.understanding.understand import understand
from mingzhang.work.beside import beside


def facts(*sayings: str, year: int | None = 2023, kind: str = "final_account") -> Document:
    """A document that says just these figures, in tables: ``名称 数 [单位]``, money in 万元 by default.

    >>> facts("总表.本年收入 10.00").facts.get("总表.本年收入").figure.text
    '10.00'
    """
    report = Report("示例.txt", "txt")
    return Document(report, load(year=year), kind, "某区某局", year, facts=stated(*sayings))


def held(document: Document, **others: Document) -> Document:
    """A document held against others: ``held(text(…), 上年文件=facts(…))``.

    >>> held(facts("总表.本年收入 1.00"), 上年文件=facts("总表.本年收入 2.00")).facts.get("上年文件:总表.本年收入").figure.text
    '2.00'
    """
    for what, other in others.items():
        beside(document, what, other)
    return document


def grid(*rows: Sequence[str]) -> Table:
    """A table from rows of texts.

    >>> grid(("项目", "决算数"), ("合计", "1.00")).shape
    (2, 2)
    """
    return Table([Cell(t, r, c) for r, row in enumerate(rows) for c, t in enumerate(row)])


def text(
    *blocks: str | Table,
    year: int | None = None,
    unit: str = "",
    kind: str = "final_account",
    tables: Sequence[Sequence[Sequence[str]]] = (),
) -> Document:
    """A document with these paragraphs (and tables), read and understood as any other.

    What is not given is read from the paragraphs; ``kind`` is taken as given.  Tables are in 万元 where no
    paragraph states a unit.

    >>> document = text("二、收入决算情况说明", "本年收入合计1.00万元。", year=2020)
    >>> document.year, document.facts.get("总表.本年收入").figure.text
    (2020, '1.00')
    """
    made: list[Block] = [
        Paragraph(block, line=number) if isinstance(block, str) else block
        for number, block in enumerate(blocks, 1)
    ]
    made += [grid(*rows) for rows in tables]
    first = next((index for index, block in enumerate(made) if isinstance(block, Table)), None)
    if first is not None and not any(isinstance(one, Paragraph) and "单位：" in one.text for one in made):
        made.insert(first, Paragraph("单位：万元"))
    document = understand(Report("示例.txt", "txt", made), year=year, kind=kind)
    document.unit = unit or document.unit
    return document
