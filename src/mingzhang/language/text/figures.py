"""Find the figures in running text: amounts, percentages, counts, and figures that lost their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from mingzhang.facts.number import DIGITS, SCALES, Printed, printed
from mingzhang.facts.report import Paragraph
from mingzhang.language.text.spelling import Flat

AMOUNT, PERCENT, COUNT, BARE, DAMAGED = "amount", "percent", "count", "bare", "damaged"
# A printed number in flat text, without its sign: thousands commas or none, a point or none.
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
COUNTING = (
    "人次|人|个|辆|台|套|批次|批|次|项|家|名|件|份|篇|户|场|期|处|座|所|间|条|种|本|册|张|组|分|亩|公里|"
    "平方米|平米|吨|万人|页|天|班|支|只|株|棵|起|例|宗|笔|站|点|万页|万册"
)
# What follows a figure that is no quantity: dates, ordinals, document numbers, clock times.
_NOT_AFTER = r"(?!\d)(?!年|月(?!均)|日|号|时|届|章|期间|级|类|款|项）|：\d|〕|\])"
_FIGURE = re.compile(
    rf"(?<![\dA-Za-z.〔\[第])(?P<digits>[-△▲]?{NUMBER})"
    rf"(?:(?P<money>(?:亿|百万|千万|万|千)?元|万(?![人页册元])|亿(?!人))|(?P<percent>个?百分点|[%‰])"
    rf"|(?P<count>(?:{COUNTING})(?![年月]))|(?P<bare>{_NOT_AFTER}))"
)
# Figures that no hand can have meant: digits lost before a comma, two points.
_DAMAGED = re.compile(
    r"(?<![\d.,A-Za-z])(?P<digits>,\d{3}(?:,\d{3})*(?:\.\d+)?|\d[\d,]*\.(?:\.+\d+|\d+(?:\.\d+)+))"
    r"(?P<unit>(?:百万|千万|亿|万|千)?元|%)"
)
_PAIRED = re.compile(r"^[,，、和]$")
_ORDINAL_BEFORE = re.compile(r"(?:^|[。；：，、）])[（(]?$")
_SCALE = {"万": "万元", "亿": "亿元", "千万元": "万元"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in flat text: ``start``…``end`` include the unit, ``stop`` is where the digits end.

    ``kind`` is ``amount``, ``percent``, ``count``, ``bare`` or ``damaged``; the first
    figure of a pair (4125.49,4143.91万元) has the unit of the second.
    """

    kind: str
    digits: str
    unit: str
    start: int
    stop: int
    end: int

    def printed(self, paragraph: Paragraph, flat: Flat, section: str) -> Printed:
        """The figure with its place in the paragraph; a damaged one has no value and no unit."""
        start, end = flat.raw(self.start, self.end)
        place = paragraph.place(start, end).naming(section=section)
        if self.kind == DAMAGED:
            return Printed(self.digits + self.unit, Fraction(0), Fraction(0), "", "", place)
        return printed(self.digits, self.unit, place)


def figures(flat: str) -> Iterator[Figure]:
    """The figures of a flat text, in order; years, dates, ordinals and document numbers are left out.

    >>> [(f.kind, f.digits, f.unit) for f in figures("2020年收入1,801.58万元，下降11.62%，车辆0辆，占0。")]
    [('amount', '1,801.58', '万元'), ('percent', '11.62', '%'), ('count', '0', '辆'), ('bare', '0', '')]
    >>> [f.unit for f in figures("总计各是4125.49,4143.91万元")]
    ['万元', '万元']
    >>> [(f.kind, f.digits) for f in figures("收入,867.48万元，支出12..50万元")]
    [('damaged', ',867.48'), ('damaged', '12..50')]
    """
    damaged = [
        Figure(DAMAGED, m["digits"], m["unit"], m.start(), m.end("digits"), m.end())
        for m in _DAMAGED.finditer(flat)
    ]
    found = [figure for match in _FIGURE.finditer(flat) if (figure := _figure(match, flat))]
    if damaged:
        found = [f for f in found if not any(d.start < f.end and f.start < d.end for d in damaged)] + damaged
        found.sort(key=lambda figure: figure.start)
    for index, figure in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        paired = following is not None and _PAIRED.match(flat[figure.end : following.start])
        if figure.kind == BARE and following is not None and following.kind != BARE and paired:
            yield replace(figure, kind=following.kind, unit=following.unit)
        else:
            yield figure


def _figure(match: re.Match[str], flat: str) -> Figure | None:
    """The figure of a match; ``None`` for ordinals, codes, over-long digits and unknown units of money."""
    start, stop, end = match.start(), match.end("digits"), match.end()
    digits = match["digits"].replace("△", "-").replace("▲", "-")
    if len(digits) > DIGITS:
        return None
    if match["money"]:
        kind, unit = AMOUNT, _SCALE.get(match["money"], match["money"])
        if unit not in SCALES:
            return None
    elif match["percent"]:
        kind, unit = PERCENT, match["percent"].removeprefix("个")
    elif match["count"]:
        if match["count"] == "项" and flat[start - 1 : start] == "（" and flat[end : end + 1] == "）":
            return None  # （01项） is a code
        kind, unit = COUNT, match["count"]
    else:
        kind, unit = BARE, ""
        if _is_ordinal(flat, start, end):
            return None
    if digits.startswith("-") and re.search(r"[\d年月日]$", flat[:start]):
        digits, start = digits[1:], start + 1  # a dash between two dates or numbers is a range
    return Figure(kind, digits, unit, start, stop, end)


def _is_ordinal(flat: str, start: int, end: int) -> bool:
    """Bare digits that number a list item or a clause, or belong to a name or a date."""
    before, after = flat[:start], flat[end : end + 1]
    if after in (".", "、", "．", "）") and _ORDINAL_BEFORE.search(before):
        return True
    return bool(re.search(r"[（(]$", before) and after == "）") or bool(after and after in "+/*~-=")
