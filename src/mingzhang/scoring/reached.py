"""What was expected against what was reached, quantity by quantity and date by date."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.language.text.quantities import Quantity
from mingzhang.scoring.value import Better, UnfitValueError, Value, direction, last_day, paired, value

MET, MISSED, UNCLEAR = "达到", "未达到", "无法判断"


@dataclass(frozen=True)
class Reached:
    """The verdict on one expectation, and why, as the rest of a sentence; a met one needs no words.

    >>> reached("印发手册≥200册，培训≥2次", "印发手册230册，培训1次")
    Reached(verdict='未达到', why='培训≥2次，实际1次')
    """

    verdict: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.verdict}：{self.why}" if self.why else self.verdict


def reached(aim: str, got: str, year: int | None = None, better: str = "") -> Reached:
    """Whether an expectation was met.

    Every quantity and the last date must be; one that is missed decides, one that cannot be compared leaves
    the rest undecided.  ``year`` dates what prints no year, ``better`` is the direction of a bare quantity.

    >>> reached("2021年6月底前完成", "2021年7月2日完成").verdict, reached("明显提升", "提升").verdict
    ('未达到', '无法判断')
    """
    wanted, found = value(aim), value(got)
    if not found.text:
        return Reached(UNCLEAR, "没有填写实际完成情况")
    if wanted.kind == "text":
        return Reached(UNCLEAR, "预期没有数量和时限，由专家评判")
    said = [*_quantities(wanted, found, better), *_dates(wanted, found, year)]
    for verdict in (MISSED, UNCLEAR):
        why = [one.why for one in said if one.verdict == verdict]
        if why:
            return Reached(verdict, "；".join(dict.fromkeys(why)))
    return Reached(MET)


def _quantities(wanted: Value, found: Value, better: str) -> list[Reached]:
    if not wanted.quantities:
        return []
    if not found.quantities:
        return [Reached(UNCLEAR, "实际完成没有写明数量")]
    try:
        return [_quantity(wanted, aim, found, got, better) for aim, got in paired(wanted, found)]
    except UnfitValueError as fault:
        said = str(fault).replace("完成值", "实际完成").replace("指标值", "预期")
        return [Reached(UNCLEAR, said)]


def _quantity(wanted: Value, aim: Quantity, found: Value, got: Quantity, better: str) -> Reached:
    met = aim.reached_by(got)
    if aim.bare and direction(aim, better) == Better.LESS:
        met = got.high <= aim.high
    if met is None:
        return Reached(UNCLEAR, f"{_clause(wanted, aim)}，实际完成的单位不同")
    return Reached(MET) if met else Reached(MISSED, f"{_clause(wanted, aim)}，实际{_printed(found, got)}")


def _clause(said: Value, quantity: Quantity) -> str:
    """A quantity with the words before it, from the last mark of punctuation on."""
    start = max(said.text.rfind(mark, 0, quantity.start) for mark in "，。；、：")
    return said.text[start + 1 : quantity.end]


def _printed(said: Value, quantity: Quantity) -> str:
    return said.text[quantity.start : quantity.end]


def _dates(wanted: Value, found: Value, year: int | None) -> list[Reached]:
    if not wanted.dates:
        return []
    if not found.dates:
        return [Reached(UNCLEAR, "实际完成没有写明时间")]
    try:
        due, done = (max(last_day(moment, year) for moment in some.dates) for some in (wanted, found))
    except UnfitValueError as fault:
        return [Reached(UNCLEAR, str(fault))]
    late = (done - due).days
    return [Reached(MET) if late <= 0 else Reached(MISSED, f"比预期迟 {late} 天")]
