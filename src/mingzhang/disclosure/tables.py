"""The tables of a disclosure: laid out by the forms, with captions, live sums and notes on rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mingzhang.facts.fact import Facts
from mingzhang.facts.number import MONEY, SCALES, rounded
from mingzhang.facts.publication import CAPTION, NOTE, NUMBER, TABLE, UNITS, Piece, Position
from mingzhang.facts.report import Paragraph
from mingzhang.language.identity.formula import instances, spelled
from mingzhang.language.table.form import Form
from mingzhang.language.table.notation import Notation
from mingzhang.language.table.tabulate import Laid, TableStyle, tabulate
from mingzhang.language.workbook.form import FINAL
from mingzhang.rules import equations

WIDE = 6  # a table with more columns stands on a landscape page
ROUNDED = "本表金额由元换算为万元并保留两位小数，因四舍五入，部分合计数与分项之和略有尾差。"
ADJUSTED = "为使各分项之和与合计一致，本表有 {} 个数按最大余额法作了尾数调整。"
Sum = tuple[tuple[int, str, Position], ...]


def table_pieces(
    facts: Facts,
    exact: Facts | None,
    notation: Notation,
    style: TableStyle,
    unit: str,
    used: set[str] | None = None,
) -> Iterator[Piece]:
    """Every table that the place publishes, in the order of its numbers; an empty one with its reason.

    ``exact`` are the figures before rounding adjusted them, ``None`` where it did not; the names of the
    figures that are printed go into ``used``.
    """
    settings = notation.settings if style.kind == FINAL else notation.budget_settings
    for form in published(notation, style.kind):
        if not facts.has_table(form.name):
            continue
        own = replace(style, unit=form.unit or style.unit)
        laid = tabulate(form, facts, own)
        if used is not None:
            used.update(laid.cells)
        yield Piece(Paragraph(title_of(form, style.single)), CAPTION)
        number = form.number(notation.year)
        if number and settings.table_codes:
            yield Piece(Paragraph(f"公开{number:02d}表"), NUMBER)
        yield Piece(Paragraph(f"编制单位：{unit}　金额单位：{own.unit}"), UNITS)
        piece = _table(form, laid, facts, own.unit)
        yield piece
        whose = f"{unit}{notation.year}"
        if not any(piece.exact.values()):
            yield Piece(Paragraph(_absence(form, whose)), NOTE)
            continue
        count = _adjusted(laid, facts, exact) if exact is not None else 0
        notes = [*_notes(form, piece, own.unit), *([ADJUSTED.format(count)] if count else [])]
        marks = (
            ["注：1.", *(f"{number}." for number in range(2, len(notes) + 1))] if len(notes) > 1 else ["注："]
        )
        yield from (Piece(Paragraph(mark + text), NOTE) for mark, text in zip(marks, notes, strict=False))


def title_of(form: Form, single: bool = False) -> str:
    """The title that is printed; a single unit has its own where the form knows one.

    >>> form = Form("B02", "预算收入表", ("部门收入预算总表", "单位收入预算总表"))
    >>> title_of(form), title_of(form, single=True)
    ('部门收入预算总表', '单位收入预算总表')
    """
    own = form.titles[0].replace("部门", "单位", 1)
    return own if single and own in form.titles else form.titles[0]


def unfilled(facts: Facts, notation: Notation, kind: str = FINAL) -> list[str]:
    """The published tables of which the account says nothing, though it should say that there is none.

    Without basic expenditure there is nothing to break down by economic kinds.

    >>> from mingzhang.catalogue import load
    >>> from mingzhang.facts.fact import stated
    >>> unfilled(stated("三公表.决算.合计 0", "一般表[合计].基本支出 0"), load("310000", 2024))[:3]
    ['总表', '收入表', '支出表']
    """
    before = "" if kind == FINAL else "预算"
    basic = facts.get(f"{before}一般表[合计].基本支出")
    none = {f"{before}基本表"} if basic is not None and not basic.figure.value else set()
    return [f.name for f in published(notation, kind) if not facts.has_table(f.name) and f.name not in none]


def published(notation: Notation, kind: str = FINAL) -> list[Form]:
    """The forms of a final account or a budget that a place publishes in a year, in their order.

    >>> from mingzhang.catalogue import load
    >>> [form.id for form in published(load("310000", 2024))][:7]
    ['T01', 'T02', 'T03', 'T04', 'T05', 'T06', 'T09']
    """
    forms = [form for form in notation.forms if kind in form.kinds]
    numbered = [(form.number(notation.year), form) for form in forms]
    return [form for number, form in sorted(((n, f) for n, f in numbered if n), key=lambda pair: pair[0])]


def _table(form: Form, laid: Laid, facts: Facts, unit: str) -> Piece:
    """A laid-out form as a piece, with the exact amounts in its unit by cell and its live sums."""
    exact: dict[Position, Fraction] = {}
    for name, position in laid.cells.items():
        fact = facts.get(name)
        if fact is not None and fact.figure.unit == MONEY and not fact.figure.blank:
            exact[position] = fact.figure.value / SCALES[unit]
    return Piece(
        laid.table,
        TABLE,
        heads=laid.heads,
        wide=laid.table.shape[1] > WIDE,
        strong=laid.strong,
        name=form.name,
        exact=exact,
        sums=_sums(form, laid, facts),
        codes=next((side.rows for side in form.sides if side.rows in ("functional", "economic")), ""),
    )


def _sums(form: Form, laid: Laid, facts: Facts) -> dict[Position, Sum]:
    """Which cells of a table add up others of it: the equations of its rules, put in place."""
    sums: dict[Position, Sum] = {}
    for each, formula in equations(form.name):
        if formula.relation != "=" or len(formula.left) != 1:
            continue
        for setting in instances(facts, each):
            target = laid.cells.get(formula.left[0].name.format(**setting))
            parts = [
                (term.sign, laid.cells[name])
                for term in formula.right
                for name in spelled(term, facts, setting)
                if name in laid.cells
            ]
            if target is not None and target not in sums and len(parts) > 1:
                sums[target] = tuple((sign, form.name, cell) for sign, cell in parts)
    return sums


def _absence(form: Form, whose: str) -> str:
    """Why a table is empty."""
    what = form.empty or form.titles[0].removesuffix("表")
    return f"说明：{whose}年度没有{what}，故本表无数据。"


def _notes(form: Form, piece: Piece, unit: str) -> Iterator[str]:
    """What a table is about, and that its rounded parts do not add up to its rounded totals."""
    if form.remark:
        yield form.remark
    if unit != MONEY and any(_gap(piece, target, parts) for target, parts in piece.sums.items()):
        yield ROUNDED


def _adjusted(laid: Laid, facts: Facts, exact: Facts) -> int:
    """How many printed figures differ from the rounding of the true amount."""
    count = 0
    for name in laid.cells:
        fact, true = facts.get(name), exact.get(name)
        if fact is not None and true is not None and true.figure.unit == MONEY:
            count += fact.figure.value / 10_000 != rounded(true.figure.value / 10_000, 2)
    return count


def _gap(piece: Piece, target: Position, parts: Sum) -> Fraction:
    """By how much the printed parts miss the printed total."""

    def printed(cell: Position) -> Fraction:
        return rounded(piece.exact.get(cell, Fraction(0)), 2)

    return printed(target) - sum((sign * printed(cell) for sign, _, cell in parts), Fraction(0))
