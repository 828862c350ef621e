"""Write forms: from facts to the published table, by the same description that reads it."""

from __future__ import annotations

from mingzhang.facts.fact import Facts
from mingzhang.facts.number import shown
from mingzhang.facts.report import Cell, Table
from mingzhang.language.form import Form, Naming, Side

_CODED = {"functional": "科目编码", "economic": "科目编码"}
_ORDINALS = "一二三四五六七八九十"


def ordinal(number: int) -> str:
    """A Chinese ordinal below one hundred.

    >>> ordinal(8), ordinal(21), ordinal(10)
    ('八', '二十一', '十')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _ORDINALS[tens - 1] + "十"
    return head + (_ORDINALS[ones - 1] if ones else "")


def tabulate(form: Form, facts: Facts, names: dict[str, str]) -> Table:
    """The table of a form with the figures that the facts know; ``names`` maps codes to their names.

    Two sides stand next to each other; amounts are in 万元 with two decimals, unknown cells empty.

    >>> from mingzhang.facts.fact import stated
    >>> side = Side(columns=(Naming("合计"),), rows="functional", lines=(Naming("合计"),))
    >>> table = tabulate(Form("T", "表", sides=(side,)), stated("表[201].合计 1", "表[合计].合计 1"), {"201": "甲"})
    >>> [cell.text for cell in table.row(1)], [cell.text for cell in table.row(2)]
    (['201', '甲', '1.00'], ['', '合计', '1.00'])
    """
    blocks = [_block(form, side, facts, names) for side in form.sides]
    cells: list[Cell] = []
    left = 0
    height = max(len(block) for block in blocks)
    for block in blocks:
        width = len(block[0])
        for row in range(height):
            texts = block[row] if row < len(block) else [""] * width
            cells += [Cell(text, row, left + column) for column, text in enumerate(texts)]
        left += width
    return Table(cells)


def _block(form: Form, side: Side, facts: Facts, names: dict[str, str]) -> list[list[str]]:
    """Head and rows of one side as texts."""
    coded = [key for key in facts.rows(form.name) if key.isdigit()] if side.rows else []
    columns = _columns(form, side, facts, coded)
    label = ["科目编码", "科目名称"] if side.rows in _CODED else ["项目"]
    rows = [[*label, *(column.official for column in columns)]]
    for number, key in enumerate(sorted(coded), 1):
        name = names.get(key, key)
        lead = [key, name] if side.rows in _CODED else [f"{ordinal(number)}、{name}"]
        rows.append(lead + [_text(facts, side.fact_name(form.name, key, c.name, False)) for c in columns])
    for line in side.lines:
        texts = [_text(facts, side.fact_name(form.name, line.name, c.name, True)) for c in columns]
        if any(texts):
            rows.append(([""] if side.rows in _CODED else []) + [line.official, *texts])
    return rows


def _columns(form: Form, side: Side, facts: Facts, coded: list[str]) -> list[Naming]:
    """The columns that any row of this side fills; the first one always."""
    kept = [
        column
        for column in side.columns
        if any(
            _text(facts, side.fact_name(form.name, row, column.name, named))
            for row, named in [*((key, False) for key in coded), *((line.name, True) for line in side.lines)]
        )
    ]
    return kept or list(side.columns[:1])


def _text(facts: Facts, name: str) -> str:
    fact = facts.get(name)
    if fact is None or fact.figure.blank:
        return ""
    return shown(fact.figure.value, "万元").removesuffix("万元")
