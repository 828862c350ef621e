"""Faults of structure: numbers of headings, empty tables."""

from __future__ import annotations

import re
from random import Random

from suite.manuscript import EASY, HARD, Fault, Manuscript, heading_of, is_figure

_MARK = re.compile(r"^(（?)([一二三四五六七八九十]+)(、|）|．)")
_NUMBERS = "一二三四五六七八九十"


def number_skipped(manuscript: Manuscript, random: Random) -> Fault | None:
    """标题编号跳号或重号。"""
    chosen = []
    for number, part in enumerate(manuscript.parts):
        match = _MARK.match(part.text) if part.piece.role == "section" else None
        if match and match[2] in _NUMBERS[2:7]:
            chosen.append((number, match))
    if not chosen:
        return None
    number, match = random.choice(chosen)
    wrong = _NUMBERS[_NUMBERS.index(match[2]) + random.choice((-1, 1))]
    text = manuscript.parts[number].text
    said = match[1] + wrong + text[match.end(2) :]
    made = manuscript.put(number, manuscript.parts[number].saying(said))
    mark = match[1] + wrong + match[3]
    return Fault(made, said, said, mark, match[0], EASY, "编号跳号或重号", (match[0],))


def note_missing(manuscript: Manuscript, random: Random) -> Fault | None:
    """空表没有“无数据”的说明。"""
    chosen = [n for n, part in enumerate(manuscript.parts) if "故本表无数据" in part.text]
    if not chosen:
        return None
    number = random.choice(chosen)
    where = heading_of(manuscript, number)
    right = manuscript.parts[number].text
    return Fault(manuscript.put(number), where, where, "", right, HARD, "空表没有说明", (where,))


def table_blank(manuscript: Manuscript, random: Random) -> Fault | None:
    """表是空的，说明里却有数。"""
    for number, part, table in manuscript.tables():
        if "三公" in heading_of(manuscript, number):
            cells = {(c.row, c.column): "" for c in table.cells if is_figure(c.text)}
            if any(c.text.strip("0.,") for c in table.cells if (c.row, c.column) in cells):
                where = heading_of(manuscript, number)
                made = manuscript.put(number, part.showing(cells))
                return Fault(made, where, where, "", "按说明填列", HARD, "表空而文字有数", (where,))
    del random
    return None
