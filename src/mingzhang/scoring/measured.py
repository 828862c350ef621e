"""Rules that measure: ratio, threshold and step, per occurrence, ladder, ratio to the best, deadline."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from math import ceil

from mingzhang.language.text.quantities import ABOVE, AT_LEAST, AT_MOST, BELOW, EQUAL, Moment, Quantity
from mingzhang.scoring.case import Case
from mingzhang.scoring.precision import less, summed, written
from mingzhang.scoring.rules import FULL, NOTHING, Band
from mingzhang.scoring.trace import Worked
from mingzhang.scoring.value import Better, UnfitValueError, direction, last_day, paired

_PLACE = re.compile(r"第?([1-9]\d{0,2})名")
_ONE = Fraction(1)
_DOWN, _LESS = (AT_MOST, BELOW), Better.LESS.value
_REACHED, _NOTHING = (_ONE, _ONE), (Fraction(0), _ONE)


def ratio(case: Case) -> Worked:
    """Full marks when the target is reached, otherwise full marks × degree of completion."""
    aims, gots = case.aim.quantities, case.got.quantities
    alone = len(aims) == 1 == len(gots) and aims[0].unit == gots[0].unit  # nearly always
    pairs = ((aims[0], gots[0]),) if alone else paired(case.wanted(), case.got)
    if len(pairs) == 1:
        of, to = degree(*pairs[0], case)
        if of is to:
            return case.whole("达到指标值")
        return case.share(of, to, "未达到指标值，按完成比例") if of else case.none("没有完成")
    degrees = [degree(aim, got, case) for aim, got in pairs]
    short = sum(of is not to for of, to in degrees)
    if not short:
        return case.whole(f"{len(degrees)} 项都达到指标值")
    if case.rule.word("各项", "平均") == "最低":
        of, to = min(degrees, key=lambda d: d[0] / d[1])
        return case.share(of, to, f"{len(degrees)} 项中 {short} 项未达到，按完成比例最低的一项")
    above, below = summed([Fraction(*_ints(of, to)) for of, to in degrees]).as_integer_ratio()
    full_above, full_below = case.full.as_integer_ratio()
    exact = Fraction(full_above * above, full_below * below * len(degrees))
    form = "{}×(" + "+".join(["{}÷{}"] * len(degrees)) + ")÷{}"
    terms = (case.full, *(term for pair in degrees for term in pair), Fraction(len(degrees)))
    return Worked(exact, f"{len(degrees)} 项中 {short} 项未达到，按各项完成比例的平均", form, terms)


def _ints(of: Fraction, to: Fraction) -> tuple[int, int]:
    """A quotient in whole numbers, to be reduced once."""
    above, below = of.as_integer_ratio()
    to_above, to_below = to.as_integer_ratio()
    return above * to_below, below * to_above


def degree(aim: Quantity, got: Quantity, case: Case) -> tuple[Fraction, Fraction]:
    """The degree of completion as a ratio, at most 1; reached is one number to itself.

    A range or an exact value may be missed on both sides, but a cost below its range is none too many.
    """
    relation = aim.relation
    if relation in _DOWN or (aim.bare and case.leaf.better == _LESS):
        if relation == BELOW and got.high == aim.high:
            raise _on_the_bound(aim)
        return _exceeded(aim, got, case) if less(aim.high, got.high) else _REACHED
    if less(got.low, aim.low):
        return got.low, aim.low
    if aim.low is not aim.high or (relation == EQUAL and not aim.bare):
        return _exceeded(aim, got, case) if less(aim.high, got.high) else _REACHED
    if relation == ABOVE and got.relation not in (ABOVE, AT_LEAST) and got.low == aim.low:
        raise _on_the_bound(aim)
    return _REACHED


def _exceeded(aim: Quantity, got: Quantity, case: Case) -> tuple[Fraction, Fraction]:
    """The degree where more was reached than there may be."""
    if case.rule.word("反向") == NOTHING or not aim.high:
        return _NOTHING
    return aim.high, got.high


def _on_the_bound(aim: Quantity) -> UnfitValueError:
    """Exactly the bound that was to be passed: not reached, yet no proportion takes anything off."""
    bound = f"{written(aim.low)}{aim.unit}"
    return UnfitValueError(
        "完成值", f"完成值恰为 {bound}，指标值要求{aim.relation}{bound}，比例算不出扣分，请用“人工”"
    )


def threshold(case: Case) -> Worked:
    """Full marks when reached; otherwise none, or so many marks less for each step begun."""
    pairs = paired(case.wanted(), case.got)
    degrees = [degree(aim, got, case) for aim, got in pairs]
    if all(of is to for of, to in degrees):
        return case.whole("达到指标值")
    step = case.rule.quantity("步长")
    if step is None:
        return case.none("未达到指标值，不得分")
    aim, got = pairs[0]
    if len(pairs) != 1 or step.unit != aim.unit or not step.low:
        raise UnfitValueError("计分办法", f"步长“{case.rule.text}”与指标值“{case.aim.text}”的单位不合")
    short = got.high - aim.high if direction(aim, case.leaf.better) == Better.LESS else aim.low - got.low
    steps, each = Fraction(ceil(abs(short) / step.low)), case.rule.number("扣分")
    least = min(case.rule.number("最低"), case.full)
    said = f"与指标值相差 {written(steps)} 个步长，每个步长扣 {written(each)} 分"
    if case.full - steps * each < least:
        return Worked(least, f"{said}，扣到最低分", "{}", (least,))
    return Worked(case.full - steps * each, said, "{}−{}×{}", (case.full, steps, each))


def per_case(case: Case) -> Worked:
    """Marks added or taken for each occurrence, up to a cap."""
    found = [quantity for got in case.gots for quantity in got.quantities]
    if not found and case.got.text not in ("无", "没有", "未发生"):
        raise UnfitValueError(
            "完成值", f"完成值“{case.got.text or '（空）'}”没有次数，“加减”要写明次数，没有发生写“无”"
        )
    count = sum((quantity.low for quantity in found), Fraction(0))
    each, cap = case.rule.number("每次"), case.rule.options.get("上限")
    begin = case.full if case.rule.word("起点", FULL if each < 0 else NOTHING) == FULL else Fraction(0)
    said = f"共 {written(count)} 次，每次{'扣' if each < 0 else '加'} {written(abs(each))} 分"
    change, gone = count * each, case.rule.options.get("归零")
    if isinstance(gone, Fraction) and count >= gone:
        return case.none(f"共 {written(count)} 次，达到 {written(gone)} 次不得分")
    if isinstance(cap, Fraction) and abs(change) > cap:
        change = -cap if each < 0 else cap
        said += f"，到上限 {written(cap)} 分"
    elif 0 <= begin + change <= case.full:
        sign = "−" if each < 0 else "+"
        return Worked(begin + change, said, "{}" + sign + "{}×{}", (begin, count, abs(each)))
    result = begin + change
    if not 0 <= result <= case.full:
        result = max(Fraction(0), min(case.full, result))
        return Worked(result, said + f"，{'扣完' if each < 0 else '加满'}为止", "{}", (result,))
    return Worked(result, said, "{}−{}" if each < 0 else "{}+{}", (begin, abs(change)))


def ladder(case: Case) -> Worked:
    """The worth of the first band, in the order they are written, that the outturn falls into."""
    got, said = case.only(), "完成值"
    if case.rule.word("按", "完成值") == "完成率":
        aim, got = paired(case.wanted(), case.got)[0]
        if not aim.low:
            raise UnfitValueError("指标值", "指标值为零，算不出完成率")
        percent, said = got.low / aim.low * 100, "完成率"
        got = Quantity(EQUAL, percent, percent, "%", "", 0, 0)
    return in_band(case, got, said)


def in_band(case: Case, got: Quantity, said: str) -> Worked:
    """The worth of the band that holds a quantity; raises :class:`UnfitValueError` where none does."""
    for band in case.rule.bands:
        if band.bound.unit != got.unit:
            raise UnfitValueError("计分办法", f"档次的单位“{band.bound.unit}”与{said}的单位“{got.unit}”不同")
        if _inside(band, got.low):
            limit = f"{band.bound.relation}{written(band.bound.low)}{band.bound.unit}"
            if band.share:
                form, terms = "{}×{}", (case.full, band.worth)
                return Worked(case.full * band.worth, f"{said}在“{limit}”一档", form, terms)
            return Worked(band.worth, f"{said}在“{limit}”一档", "{}", (band.worth,))
    raise UnfitValueError("计分办法", f"{said} {written(got.low)}{got.unit} 没有相应的档次")


def _inside(band: Band, found: Fraction) -> bool:
    bound = band.bound
    if bound.relation == AT_MOST:
        return found <= bound.high
    if bound.relation == BELOW:
        return found < bound.high
    return found > bound.low if bound.relation == ABOVE else found >= bound.low


def best(case: Case) -> Worked:
    """Full marks × outturn ÷ the best of all outturns, or the other way round where less is better."""
    better, got = case.leaf.better or Better.MORE, case.only()
    top = case.rule.quantity("最优") or (case.peers.best(better) if case.peers else None)
    if top is None:
        raise UnfitValueError("计分办法", "“比最优”没有可比的对象，请写明“最优=”或同时计算几个对象")
    if top.unit != got.unit:
        raise UnfitValueError("完成值", f"完成值的单位“{got.unit}”与最优值的单位“{top.unit}”不同")
    of, to = (top.low, got.low) if better == Better.LESS else (got.low, top.low)
    if of >= to:
        return case.whole("达到最优")
    return case.share(of, to, f"与最优值 {written(top.low)}{top.unit} 相比") if of else case.none("为零")


def ranked(case: Case) -> Worked:
    """The worth of the place among those compared, or of the place that the outturn states (第3名)."""
    stated = _PLACE.fullmatch(case.got.text)
    if stated:
        place, said = int(stated[1]), "名次"
    elif case.peers is None:
        message = (
            f"完成值“{case.got.text or '（空）'}”不是名次，也没有可比的对象，应写成“第3名”或同时计算几个对象"
        )
        raise UnfitValueError("完成值", message)
    else:
        place = case.peers.place(case.only(), case.leaf.better or Better.MORE)
        said = f"在 {len(case.peers.outturns)} 个同类对象中的名次"
    return in_band(case, Quantity(EQUAL, Fraction(place), Fraction(place), "名", "", 0, 0), said)


def _latest(dates: tuple[Moment, ...], year: int | None) -> date:
    return max([last_day(moment, year) for moment in dates])


def deadline(case: Case) -> Worked:
    """Full marks in time; late, none or so many marks less for each day."""
    aims, gots = case.aim.dates, case.got.dates
    if not aims:
        raise UnfitValueError("指标值", f"“时限”要有日期的指标值，现为“{case.aim.text or '（空）'}”")
    if not gots:
        raise UnfitValueError("完成值", f"完成值“{case.got.text or '（空）'}”没有日期，不能与时限比较")
    wanted, reached = _latest(aims, case.year), _latest(gots, case.year)
    if reached <= wanted:
        return case.whole("在时限内完成")
    late, each = Fraction((reached - wanted).days), case.rule.number("每日")
    if not each:
        return case.none(f"迟 {late} 天，不得分")
    cap = case.rule.options.get("上限")
    lost = min(late * each, cap) if isinstance(cap, Fraction) else late * each
    if lost >= case.full:
        return case.none(f"迟 {late} 天，每天扣 {written(each)} 分，扣完为止")
    if lost < late * each:
        return Worked(case.full - lost, f"迟 {late} 天，扣分到上限", "{}−{}", (case.full, lost))
    said = f"迟 {late} 天，每天扣 {written(each)} 分"
    return Worked(case.full - lost, said, "{}−{}×{}", (case.full, late, each))
