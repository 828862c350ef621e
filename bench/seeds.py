"""Changes one printed number of a report at a time, as a slip of the hand would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from mingzhang.facts.report import Cell, Paragraph, Report, Table

FIGURE = re.compile(
    r"(?<![\d.,A-Za-z])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(万元|亿元|元|[%％]|人次|人|个|批次|批|辆|台|套|家|分|$)(?!(?:（含）)?(?:以上|以下|以内))"
)
LABEL = re.compile("编码|行次|栏次|序号|^[类款项]$")
CAPTION = re.compile(r"([^\s，。；：]{2,40}(?<!公开\d\d)表)\s*$")
AMOUNTS = ("", "元", "万元", "亿元", "%", "％")  # a cell without a unit holds an amount or a score
SLIPS = ("加减", "一位数字", "相邻两位对调", "单位")


@dataclass(frozen=True)
class Spot:
    """One printed number: which block (and cell) of the report, and its characters there."""

    block: int
    cell: int | None
    start: int
    end: int
    text: str
    unit: str
    kind: str  # the table, or the section with the kind of number
    order: int  # counts the numbers of the report; seeds the random choices


def spots(report: Report) -> list[Spot]:
    """Every printed amount, percentage and count of a report, without codes, line numbers, years, dates."""
    found: list[Spot] = []
    caption = section = ""
    for index, block in enumerate(report.blocks):
        if isinstance(block, Paragraph):
            caption = _caption(block) or caption
            section = _heading(block) or section
            found += _of_paragraph(block, index, section)
        else:
            found += _of_table(block, index, block.name or caption or section)
    return [replace(spot, order=order) for order, spot in enumerate(found)]


def _caption(paragraph: Paragraph) -> str:
    match = CAPTION.search(paragraph.text)
    return match[1] if match and len(paragraph.text.strip()) <= 60 else ""


def _heading(paragraph: Paragraph) -> str:
    text = paragraph.text.strip()
    short = len(text) <= 40 and not text.endswith(("。", "；"))
    return text if short and re.match(r"[一二三四五六七八九十]+、|第.部分", text) else ""


def _of_paragraph(block: Paragraph, index: int, section: str) -> Iterator[Spot]:
    if block.kind not in ("contents", "header"):
        for match in FIGURE.finditer(block.text):
            if match[2]:
                kind = (
                    f"文 {section} {'比率' if match[2] in '%％' else '金额' if '元' in match[2] else '数量'}"
                )
                yield Spot(index, None, match.start(1), match.end(1), match[1], match[2], kind, 0)


def _of_table(table: Table, index: int, name: str) -> Iterator[Spot]:
    for position, cell in enumerate(table.cells):
        match = FIGURE.fullmatch(cell.text.strip())
        if match and not _is_label(table, cell):
            start = cell.text.index(match[1])
            yield Spot(index, position, start, start + len(match[1]), match[1], match[2], f"表 {name}", 0)


def _is_label(table: Table, cell: Cell) -> bool:
    """Whether a cell holds a code, a line number or a column number rather than a figure."""
    first = table.at(cell.row, 0)
    above = (table.at(row, cell.column) for row in range(min(cell.row, 4)))
    heads = [head.text.strip() for head in (first, *above) if head is not None and head is not cell]
    return any(LABEL.search(head) for head in heads)


def changed(spot: Spot, slip: str) -> tuple[str, str] | None:
    """The figure and unit after one slip, ``None`` where the slip changes nothing or cannot happen.

    >>> changed(Spot(0, None, 0, 5, "12.50", "万元", "", 0), "加减")
    ('22.50', '万元')
    >>> changed(Spot(0, None, 0, 5, "12.50", "万元", "", 0), "单位")
    ('12.50', '元')
    """
    if slip == "单位":
        other = {"万元": "元", "元": "万元"}.get(spot.unit)
        return (spot.text, other) if other and spot.text.strip("0.") else None
    text = {"加减": _moved, "一位数字": _misread, "相邻两位对调": _swapped}[slip](spot)
    return (text, spot.unit) if text is not None and text != spot.text else None


def _moved(spot: Spot) -> str | None:
    if spot.unit not in AMOUNTS:
        return None
    step = Decimal("7.77") if spot.unit in ("%", "％") else Decimal("10.00")
    value = Decimal(spot.text.replace(",", ""))
    moved = value - step if spot.order % 2 and value > step else value + step
    decimals = len(spot.text.partition(".")[2])
    comma = "," if "," in spot.text else ""
    return f"{moved:{comma}.{decimals}f}"


def _misread(spot: Spot) -> str:
    random = Random(spot.order)
    at = random.choice([i for i, char in enumerate(spot.text) if char.isdigit()])
    return (
        spot.text[:at] + random.choice([d for d in "123456789" if d != spot.text[at]]) + spot.text[at + 1 :]
    )


def _swapped(spot: Spot) -> str | None:
    pairs = [
        i
        for i, (a, b) in enumerate(zip(spot.text, spot.text[1:], strict=False))
        if a.isdigit() and b.isdigit() and a != b
    ]
    if not pairs:
        return None
    at = Random(spot.order).choice(pairs)
    return spot.text[:at] + spot.text[at + 1] + spot.text[at] + spot.text[at + 2 :]


def seeded(report: Report, spot: Spot, figure: str, unit: str) -> Report:
    """The report with one number printed differently; the original is left as it is."""
    blocks = list(report.blocks)
    block = blocks[spot.block]
    if isinstance(block, Paragraph):
        blocks[spot.block] = replace(block, text=_put(block.text, spot, figure, unit))
    elif spot.cell is not None:
        cells = list(block.cells)
        cells[spot.cell] = replace(cells[spot.cell], text=_put(cells[spot.cell].text, spot, figure, unit))
        blocks[spot.block] = replace(block, cells=cells)
    return replace(report, blocks=blocks)


def _put(text: str, spot: Spot, figure: str, unit: str) -> str:
    rest = text[spot.end :]
    if unit != spot.unit:
        rest = rest.replace(spot.unit, unit, 1)
    return text[: spot.start] + figure + rest
