"""Reports with known errors: built or real ones, with slips planted in some of their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from random import Random
from unittest.mock import patch

from bench.seeds import Spot, seeded, spots
from mingzhang.disclosure.compose import FinalAccount, compose
from mingzhang.facts.number import SCALES
from mingzhang.facts.report import Cell, Report, Table
from tests.accounts import TERMS, WORDS, Account

UNIT = "某市某区统计局"
TIED = ("", "万元", "元", "%")  # units of the numbers that slips are planted in

Slip = Callable[[str, Random], str]


@dataclass(frozen=True)
class Planted:
    """A number that was changed: how it stood there, and how it stands there now."""

    spot: Spot
    text: str


def swapped(text: str, random: Random) -> str:
    """Two neighbouring digits exchanged.

    >>> swapped("12", Random(0))
    '21'
    """
    pairs = [n for n in range(len(text) - 1) if text[n : n + 2].isdigit() and text[n] != text[n + 1]]
    if not pairs:
        return text
    at = random.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def misread(text: str, random: Random) -> str:
    """One digit for another."""
    at = random.choice([n for n, char in enumerate(text) if char.isdigit()])
    return text[:at] + random.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]


def lost(text: str, random: Random) -> str:
    """One digit before the point left out."""
    whole, point, rest = text.partition(".")
    at = random.randrange(len(whole))
    return (whole[:at] + whole[at + 1 :] or "0") + point + rest


def doubled(text: str, random: Random) -> str:
    """One digit before the point typed twice."""
    whole, point, rest = text.partition(".")
    at = random.randrange(len(whole))
    return whole[: at + 1] + whole[at:] + point + rest


def shifted(text: str, random: Random) -> str:
    """The point one digit further to the left or to the right."""
    power = random.choice((-1, 1))
    moved = Decimal(text).scaleb(power)
    return f"{moved:.{len(text.partition('.')[2])}f}"


def other(text: str, random: Random) -> str:
    """Another number of about the same size."""
    decimals = len(text.partition(".")[2])
    value = Decimal(text) * Decimal(random.randrange(30, 250)) / 100
    return f"{value:.{decimals}f}"


SLIPS: dict[str, Slip] = {
    "对调": swapped,
    "错一位": misread,
    "漏一位": lost,
    "重一位": doubled,
    "小数点": shifted,
    "其他": other,
}


def plant(report: Report, count: int, random: Random) -> tuple[Report, list[Planted]]:
    """The report with slips in ``count`` numbers, each changed to what stands nowhere else in it."""
    all_spots = [spot for spot in spots(report) if spot.unit in TIED]
    texts = {spot.text for spot in all_spots}
    chosen: list[Planted] = []
    candidates = [spot for spot in all_spots if spot.text.strip("0.")]
    random.shuffle(candidates)
    for spot in candidates:
        if len(chosen) == count:
            break
        text = _slipped(spot, random)
        if text is not None and text not in texts:
            texts.add(text)
            chosen.append(Planted(spot, text))
    for planted in sorted(chosen, key=lambda p: -p.spot.start):  # from behind: earlier spans stay valid
        report = seeded(report, planted.spot, planted.text, planted.spot.unit)
    return report, chosen


def displaced(report: Report, random: Random, way: str) -> Report:
    """The report with the figures of one table moved by one row (``"行"``) or one column (``"栏"``).

    From some row or column on, every figure stands where the next one should; the last is lost.
    """
    tables = [(n, b) for n, b in enumerate(report.blocks) if isinstance(b, Table) and _figures(b)]
    if not tables:
        return report
    block, table = random.choice(tables)
    figures = _figures(table)
    first = random.choice(sorted({_line(cell, way) for cell in figures.values()}))
    step = (1, 0) if way == "行" else (0, 1)
    cells = []
    for position, cell in enumerate(table.cells):
        if position in figures and _line(cell, way) >= first:
            before = table.at(cell.row - step[0], cell.column - step[1])
            moved = before is not None and _line(before, way) >= first and before in figures.values()
            cell = replace(cell, text=before.text if moved and before is not None else "")
        cells.append(cell)
    blocks = list(report.blocks)
    blocks[block] = replace(table, cells=cells)
    return replace(report, blocks=blocks)


def _line(cell: Cell, way: str) -> int:
    return cell.row if way == "行" else cell.column


def _figures(table: Table) -> dict[int, Cell]:
    """The cells of a table that hold figures, by their position; labels and line numbers left out."""
    return {
        spot.cell: table.cells[spot.cell]
        for spot in spots(Report("", "", [table]))
        if spot.cell is not None and spot.unit in TIED
    }


def _slipped(spot: Spot, random: Random) -> str | None:
    comma = "," in spot.text
    plain = spot.text.replace(",", "")
    text = SLIPS[random.choice(list(SLIPS))](plain, random)
    if text == plain or Decimal(text) == Decimal(plain):
        return None
    decimals = len(text.partition(".")[2])
    return f"{Decimal(text):,.{decimals}f}" if comma else text


def copied_down(seed: int, random: Random) -> tuple[Report, str] | None:
    """A report in which one item is wrong and every sum in its table was calculated with it.

    With it the item's wrong text.
    """
    account = Account(seed)
    table = random.choice(("支出表", "一般表"))
    items = [
        n for n in account.amounts if n.startswith(table) and n.endswith("].基本支出") and len(_key(n)) == 7
    ]
    items = [n for n in items if account.amounts[n] >= 1_000_000]
    if not items:
        return None
    name = random.choice(sorted(items))
    right = f"{Decimal(account.amounts[name]) / 1_000_000:.2f}"
    wrong = SLIPS[random.choice(("对调", "错一位", "漏一位", "重一位"))](right, random)
    step = int((Decimal(wrong) - Decimal(right)) * 1_000_000)
    if not step:
        return None
    code, whole = _key(name), "本年支出" if table == "支出表" else "合计"
    for key in (code, code[:5], code[:3], "合计"):
        for column in ("基本支出", whole):
            account.amounts[f"{table}[{key}].{column}"] += step
    return composed(account), wrong


def _key(name: str) -> str:
    return name.partition("[")[2].partition("]")[0]


def composed(account: Account) -> Report:
    """The report of an account whose amounts may have been changed since it was made."""
    from mingzhang.facts.fact import Fact, Facts
    from mingzhang.facts.number import printed

    facts = Facts()
    for name, cents in account.amounts.items():
        figure = printed(f"{cents / 100:.2f}", "元")
        facts.add(Fact(name, figure, table=not name.startswith(("上年:", "年初预算:"))))
    return compose(FinalAccount(facts, UNIT, account.year, words=WORDS, terms=TERMS)).report()


def half_even(value: Fraction, unit: str, decimals: int = 2) -> str:
    """A value printed by an office that rounds ties to the even digit.

    >>> half_even(Fraction(25, 1000), "%"), truncating(Fraction(29, 1000), "%")
    ('0.02%', '0.02%')
    """
    return _printed(value, unit, decimals, ROUND_HALF_EVEN)


def truncating(value: Fraction, unit: str, decimals: int = 2) -> str:
    """A value printed by an office that cuts off the tail."""
    return _printed(value, unit, decimals, ROUND_DOWN)


def _printed(value: Fraction, unit: str, decimals: int, rounding: str) -> str:
    scaled = value / SCALES.get(unit, 1)
    step = Decimal(1).scaleb(-decimals)
    exact = (Decimal(scaled.numerator) / Decimal(scaled.denominator)).quantize(step, rounding)
    return f"{exact:.{decimals}f}{unit}"


@contextmanager
def printing(how: Callable[..., str] | None) -> Iterator[None]:
    """Compose reports with another way of rounding; ``None`` for the usual one."""
    if how is None:
        yield
        return
    with (
        patch("mingzhang.language.table.tabulate.shown", how),
        patch("mingzhang.language.narrative.sentence_writer.shown", how),
    ):
        yield
