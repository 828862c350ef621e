"""Documents that the program itself composes, by the outlines of places, from invented ledgers.

Their sentences come without spots; they are found again by the words around them, which are known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.publication import BODY, Chart, Piece
from mingzhang.facts.report import Paragraph
from mingzhang.work.build import draft
from suite.books import ACCOUNT
from suite.manuscript import COMPOSED, Manuscript, Part
from suite.narrated import LISTED, NAME, OFFICE, PURPOSE, REASON, YEAR
from suite.slots import AMOUNT, COUNT, DIFFERENCE, DIRECTION, PERCENT, RATE, SHARE, UNIT, Spot
from tests.budget_ledgers import BudgetLedger

ACCOUNTS = (  # places whose outline of an account is known, with an invented office
    ("110106", "北京市丰台区示例事务中心", 2020),
    ("310107", "上海市普陀区示例管理局", 2024),
    ("330000", "浙江省示例市档案局", 2023),
    ("350000", "福建省示例县水利局", 2023),
    ("430000", "湖南省示例县统计局", 2023),
    ("440000", "广东省示例市文化馆", 2022),
    ("450000", "广西壮族自治区示例县图书馆", 2023),
    ("500000", "重庆市示例区司法局", 2023),
    ("510000", "四川省示例县审计局", 2023),
    ("610000", "陕西省示例县科学技术局", 2022),
    ("650000", "新疆维吾尔自治区示例县农业农村局", 2023),
)
BUDGETS = (
    ("000000", "某省示例县统计局", 2026),
    ("310000", "上海市示例区档案局", 2025),
)
_LOOKS = (  # what stands in composed sentences: role, pattern with the spot as its group
    (SHARE, re.compile(r"占[^，。；%\d]{0,20}?(\d+\.\d+)(?=%)")),
    (RATE, re.compile(r"(?:增长|下降|执行数增加|执行数减少|完成[^，。；%\d]{0,8}?)(\d+\.\d+)(?=%)")),
    (PERCENT, re.compile(r"\d(%)")),
    (DIFFERENCE, re.compile(r"(?:增加|减少)(\d[\d,]*\.\d+)(?=万?元)")),
    (AMOUNT, re.compile(r"(?<!增加)(?<!减少)(?<![\d.,])(\d[\d,]*\.\d+)(?=万?元)")),
    (UNIT, re.compile(r"\d(万元|元)")),
    (DIRECTION, re.compile(r"(增加|减少|增长|下降)(?=\d)")),
    (COUNT, re.compile(r"(?<![\d.])(\d+)(?=个|批次|人次|辆|台)")),
    (REASON, re.compile(r"主要原因：([^。]+)")),
    (PURPOSE, re.compile(r"主要用于：?(?!以下)([^。：]{4,})")),
    (LISTED, re.compile(r"(?:主要)?包括：([^。；\d]+、[^。；\d]+)。")),
    (NAME, re.compile(r"(?<=款）)([^（）]+)（项）|-([^-”]+)”科目")),
)
_ASIDE = re.compile(
    r"（[^（）]*[\d.][^（）]*）(?=。)|（(?:收入总计|本年收入|本年支出|机关运行经费|合计)）(?=。)"
)


def built(seed: int, kind: str = ACCOUNT) -> Manuscript:
    """A document of the place whose turn it is; the same seed gives the same document.

    >>> built(3).unit, built(3).kind
    ('福建省示例县水利局', 'account')
    """
    places = ACCOUNTS if kind == ACCOUNT else BUDGETS
    place, unit, year = places[seed % len(places)]
    if kind == ACCOUNT:
        filing = InventedLedger(seed, place, year, 5, unit).filing()
    else:
        filing = replace(BudgetLedger(seed, place, year, 5).filing(), unit=unit)
    filing.words["所属单位:1"] = unit
    made = draft(filing).publication
    parts = [_part(piece, unit) for piece in made.pieces if not isinstance(piece.block, Chart)]
    purposes = tuple(p.text[s.start : s.end] for p in parts for s in p.spots if s.role == PURPOSE)
    names = tuple(p.text[s.start : s.end] for p in parts for s in p.spots if s.role == NAME)
    facts = {"purposes": purposes, "names": names, "absent": ("印刷费", "电费", "维修（护）费", "会议费")}
    return Manuscript(tuple(parts), unit, made.title, made.year, place, kind, COMPOSED, facts)


def _part(piece: Piece, unit: str) -> Part:
    """A piece with its spots; asides in reasons that only tell ledgers apart are left out."""
    if not isinstance(piece.block, Paragraph) or piece.role != BODY:
        return Part(piece)
    text = _ASIDE.sub("", piece.block.text)
    piece = replace(piece, block=Paragraph(text, level=piece.block.level))
    return Part(piece, tuple(_spots(text, unit)))


def _spots(text: str, unit: str) -> Iterator[Spot]:
    for role, pattern in _LOOKS:
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            yield Spot(match.start(group), match.end(group), role)
    for match in re.finditer(re.escape(unit), text):
        yield Spot(match.start(), match.end(), OFFICE)
    for match in re.finditer(r"20\d\d(?=年)", text):
        yield Spot(match.start(), match.end(), YEAR)
