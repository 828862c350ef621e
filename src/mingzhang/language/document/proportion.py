"""How figures and amounts are said, and whether a printed percentage follows from its two amounts."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.facts.finding import Finding, Ratio, Severity
from mingzhang.facts.number import MONEY, Number, Printed, decimals_of, number_of, rounded, shown, truncated
from mingzhang.facts.place import Place
from mingzhang.language.document.verdicts import fails, holds, rounding

NO_PERCENT = "不写百分比"  # what is expected where the base is zero


def say(figure: Printed) -> str:
    """A figure as printed, with its unit.

    >>> from mingzhang.facts.number import printed
    >>> say(printed("6.20", "万元"))
    '6.20万元'
    """
    return f"{figure.text}{figure.shown}" if figure.text else "空"


def amount(value: Fraction, like: Printed) -> str:
    """A value in the unit and decimals of a printed figure (at least two decimals for money).

    >>> from mingzhang.facts.number import printed
    >>> amount(Fraction(123456), printed("7", "万元"))
    '12.35万元'
    """
    least = 2 if like.unit == MONEY else 0
    return shown(value, like.shown, max(least, decimals_of(like)))


def percentage(percent: Printed, part: Number, whole: Number, what: str, *others: Place) -> Finding:
    """Does a printed percentage follow from its two amounts?

    Exact, explained by the rounding of the amounts, cut off instead of rounded (information), or wrong.

    >>> from mingzhang.facts.number import printed, read
    >>> percentage(printed("9.84", "%"), read("23.61", "万元"), read("245.00", "万元"), "比率").expected
    '9.64%'
    >>> percentage(printed("5.35", "%"), read("0.16", "万元"), read("3", "万元"), "比率").verdict.chinese
    '尾差'
    """
    if whole.value == 0 or abs(whole.value) <= whole.slack:
        return _without_base(percent, part, whole, what, others)
    decimals = decimals_of(percent)
    true = part.percent_of(whole)
    if percent.value >= 0 > true.value:
        true = -true
    best = shown(rounded(true.value, decimals), "%", decimals)
    gap = true - number_of(percent)
    more = {
        "printed": say(percent),
        "expected": best,
        "unit": "%",
        "explanation": f"{bare(part)} ÷ {bare(whole)} × 100% = {shown(true.value, '%', decimals + 2)}，"
        f"按印出的位数应为 {best}",
        "remedy": "按算式重算，改正百分比；数额写错的改数额。",
        "gap": gap,
        "ratio": Ratio(percent, part, whole),
    }
    lead, places = f"{what}写 {say(percent)}", (percent.place, *others)
    if rounded(true.value, decimals) == percent.value:
        return holds(percent.place, gap=gap, ratio=more["ratio"])
    if abs(true.value - percent.value) <= true.slack + percent.half:
        return rounding(f"{lead}，在舍入范围内", *places, **more)
    if truncated(true.value, decimals) == percent.value:
        cut = f"{lead}，是截去尾数而不是四舍五入，应为 {best}"
        return fails(cut, *places, severity=Severity.INFO, **more)
    if _cut_off(percent, part, whole):
        cut = f"{lead}，只有数额是截去尾数而不是四舍五入才说得通，按印出的数应为 {best}"
        return fails(cut, *places, severity=Severity.INFO, **more)
    off = shown(abs(true.value - percent.value), "个百分点", decimals)
    return fails(f"{lead}，应为 {best}，相差 {off}", *places, **more)


def _cut_off(percent: Printed, part: Number, whole: Number) -> bool:
    """Whether amounts whose tails were cut off, and not rounded, can give the percentage.

    >>> from mingzhang.facts.number import printed, read
    >>> _cut_off(printed("3.30", "%"), read("0.00", "万元"), read("0.21", "万元"))  # 69 元 of 2099 元
    True
    """
    if part.value < 0 or whole.value <= 0:
        return False
    least = 100 * part.value / (whole.value + 2 * whole.slack)
    most = 100 * (part.value + 2 * part.slack) / whole.value
    return least - percent.half <= percent.value <= most + percent.half


def _without_base(
    percent: Printed, part: Number, whole: Number, what: str, others: tuple[Place, ...]
) -> Finding:
    """The verdict on a percentage whose base is zero, or so small that it may be."""
    if percent.value == 0 or (part.value == 0 and percent.value == 100):
        return holds(percent.place)
    least, most = abs(part.value) - part.slack, abs(whole.value) + whole.slack
    if 100 * least <= (abs(percent.value) + percent.half) * most and whole.slack:
        return rounding(  # 2.47 元 of 5.91 元, both printed 0.00 万元
            f"{what}写 {say(percent)}，但基数小到印出为零，无从复核",
            percent.place,
            *others,
            remedy="基数不足一个印出单位时，比率对读者没有意义：不写百分比，或改用“元”列示。",
        )
    return fails(
        f"{what}写 {say(percent)}，但基数为零，比率没有意义",
        percent.place,
        *others,
        severity=Severity.WARNING,
        expected=NO_PERCENT,
        remedy="基数为零时不写百分比，改写“上年无此项”或“年初未安排预算”。",
    )


def bare(number: Number) -> str:
    """A number as its figure is printed, or in the unit of the first figure behind it.

    >>> from mingzhang.facts.number import read
    >>> bare(read("3.00", "万元"))
    '3.00万元'
    """
    if len(number.sources) == 1:
        return say(number.sources[0])
    figure = next(iter(number.sources), None)
    return amount(number.value, figure) if figure else "0"
