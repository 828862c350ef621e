"""Rules that take a judgement: converted marks, execution rate, panel, survey, three grades, by hand."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from mingzhang.language.text.quantities import EQUAL, Quantity
from mingzhang.language.text.similarity import band_of
from mingzhang.language.text.spelling import plain
from mingzhang.scoring.case import Case
from mingzhang.scoring.measured import degree, in_band
from mingzhang.scoring.precision import Mode, Precision, less, written
from mingzhang.scoring.rules import rule_of
from mingzhang.scoring.trace import Worked
from mingzhang.scoring.value import UnfitValueError, Value

CONFIDENCE = Decimal("1.96")  # the usual 95 %
_MARKS = ("", "分")
# As a survey hands an index on: 甲街道综合指数70.3（标准误差1.0，95%区间68.3～72.3，有效回答318份）
_INDEX = re.compile(r"指数(\d+(?:\.\d+)?).{0,10}标准误差(\d+(?:\.\d+)?).*有效回答(\d+)份")


def external(case: Case) -> Worked:
    """Marks given on another scale, converted."""
    got, scale = case.only(), case.rule.number("满分")
    if got.unit not in _MARKS or not scale:
        raise UnfitValueError("完成值", f"“换算”要外部得分，现为“{case.got.text}”")
    if got.low > scale:
        raise UnfitValueError("完成值", f"外部得分 {written(got.low)} 高于它的满分 {written(scale)}")
    return case.share(got.low, scale, f"外部得分按满分 {written(scale)} 换算")


def execution(case: Case) -> Worked:
    """Full marks × outturn ÷ budget, made whole as the place does it; or the band the rate falls into."""
    budget, outturn = (_money(said, column) for said, column in _amounts(case))
    if not budget:
        raise UnfitValueError("全年预算数", "全年预算数为零，算不出执行率")
    if less(budget, outturn):
        said = f"全年执行数 {case.got.text} 大于全年预算数 {case.aim.text}"  # in the unit that was filled in
        raise UnfitValueError("全年执行数", said)
    if case.rule.bands:
        percent = outturn / budget * 100
        return in_band(case, Quantity(EQUAL, percent, percent, "%", "", 0, 0), "执行率")
    precision = _precision(case.rule.text)
    said = "按执行率，舍去小数" if precision.mode == Mode.DOWN and not precision.decimals else "按执行率"
    worked = case.share(outturn, budget, said, precision)
    least = case.rule.number("最低")
    least = min(least, case.full) if least else least
    if least and outturn and less(precision.of(worked.exact), least):
        return Worked(least, f"按执行率计不足最低分 {written(least)} 分", "{}", (least,), precision)
    return worked


@lru_cache(maxsize=256)
def _precision(text: str) -> Precision:
    """How a line makes execution rates whole."""
    rule = rule_of(text)
    return Precision(int(rule.number("小数", 2)), Mode(rule.word("取整", Mode.HALF_UP)))


def _amounts(case: Case) -> tuple[tuple[Value, str], tuple[Value, str]]:
    return (case.aim, "全年预算数"), (case.got, "全年执行数")


def _money(said: Value, column: str) -> Fraction:
    if not said.text:
        raise UnfitValueError(column, f"没有填写{column}")
    if len(said.quantities) != 1 or said.quantities[0].unit != "元":
        raise UnfitValueError(column, f"“{said.text}”不是带单位的金额")
    return said.quantities[0].low


def panel(case: Case) -> Worked:
    """The mean of the marks of a panel, the highest and lowest ones left out where the rule says so."""
    scale, cut = case.rule.number("满分", 100), int(case.rule.number("去极值"))
    if not scale:
        raise UnfitValueError("计分办法", "“评审”的满分不能为零")
    marks = sorted(_mark(got, scale) for got in case.gots if got.text)
    if len(marks) <= 2 * cut:
        raise UnfitValueError("完成值", f"评委打分 {len(marks)} 个，去掉 {cut} 个最高分和最低分后没有剩余")
    kept = marks[cut : len(marks) - cut]
    form = "{}×(" + "+".join(["{}"] * len(kept)) + ")÷{}÷{}"
    terms = (case.full, *kept, Fraction(len(kept)), scale)
    said = f"{len(marks)} 名评委平均" + (f"（去掉最高、最低各 {cut} 个）" if cut else "")
    return Worked(case.full * sum(kept, Fraction(0)) / len(kept) / scale, said, form, terms)


def _mark(got: Value, scale: Fraction) -> Fraction:
    if len(got.quantities) != 1 or got.quantities[0].unit not in _MARKS:
        raise UnfitValueError("完成值", f"评委打分“{got.text}”不是分数")
    mark = got.quantities[0].low
    if mark > scale:
        raise UnfitValueError("完成值", f"评委打分 {written(mark)} 高于满分 {written(scale)}")
    return mark


def survey(case: Case) -> Worked:
    """A rate estimated from answers: each outturn is one stratum, “满意n份，样本m份” and, if known, its size.

    The rate is held against the target; the sentence states sample and margin of error.  An index that a
    survey hands on with its standard error is one outturn, and is held against the target in the same way.
    """
    if len(case.gots) == 1 and (found := _INDEX.search(plain(case.got.text))):
        return _index(case, *map(Fraction, found.groups()))
    strata = [_stratum(got) for got in case.gots if got.text]
    if not strata:
        raise UnfitValueError("完成值", "没有填写调查结果，应为“满意n份，样本m份”")
    answered = sum((asked for _, asked, _ in strata), Fraction(0))
    if answered < case.rule.number("样本"):
        raise UnfitValueError(
            "完成值", f"有效样本 {written(answered)}，少于要求的 {written(case.rule.number('样本'))}"
        )
    people = sum((size for _, _, size in strata), Fraction(0))
    rate = sum((size * content / asked for content, asked, size in strata), Fraction(0)) / people
    said = f"样本 {written(answered)}，满意率 {_percent(rate)}%±{_margin(strata, people)}%"
    aim = case.wanted().quantities[0]
    if aim.unit != "%":
        raise UnfitValueError("指标值", f"“调查”的指标值应为百分数，现为“{case.aim.text}”")
    of, to = degree(aim, Quantity(EQUAL, 100 * rate, 100 * rate, "%", "", 0, 0), case)
    if of is to:
        return case.whole(said + "，达到指标值")
    return case.share(of, to, said + "，未达到指标值，按比例") if of else case.none(said)


def _index(case: Case, index: Fraction, error: Fraction, answered: Fraction) -> Worked:
    """An estimated index: how far it is from the target, and whether the error is larger than that."""
    if answered < case.rule.number("样本"):
        wanted = written(case.rule.number("样本"))
        raise UnfitValueError("完成值", f"有效样本 {written(answered)}，少于要求的 {wanted}")
    aim = case.wanted().quantities[0]
    if aim.unit not in _MARKS:
        raise UnfitValueError("指标值", f"指数的指标值应为分数，现为“{case.aim.text}”")
    of, to = degree(aim, Quantity(EQUAL, index, index, aim.unit, "", 0, 0), case)
    reach = Fraction(CONFIDENCE) * error
    said = f"有效回答 {written(answered)}，指数 {written(index)}±{written(Precision().of(reach))}"
    if of is to:
        return case.whole(said + "，达到指标值")
    near = "，差别在误差之内" if abs(to - of) <= reach else ""
    return case.share(of, to, said + f"，未达到指标值{near}，按比例") if of else case.none(said)


def _stratum(got: Value) -> tuple[Fraction, Fraction, Fraction]:
    """Content, asked, and the weight of a stratum: its size where stated, otherwise its sample."""
    found = [quantity.low for quantity in got.quantities]
    if len(found) not in (2, 3) or not all(found[1:]) or found[0] > found[1]:
        raise UnfitValueError("完成值", f"“{got.text}”应写成“满意n份，样本m份”，满意数不大于样本数")
    return found[0], found[1], found[-1] if len(found) == 3 else found[1]


def _margin(strata: list[tuple[Fraction, Fraction, Fraction]], people: Fraction) -> Decimal:
    """Half the width of the 95 % interval in per cent, two decimals."""
    spread = sum(((size / people) ** 2 * (c / a) * (1 - c / a) / a for c, a, size in strata), Fraction(0))
    context = Context(prec=28)
    root = context.sqrt(context.divide(Decimal(spread.numerator), Decimal(spread.denominator)))
    return (CONFIDENCE * root * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _percent(rate: Fraction) -> str:
    return written(Precision().of(100 * rate))


_DONE = (
    "完成",
    "已完成",
    "全部完成",
    "按期完成",
    "按时完成",
    "达标",
    "已达标",
    "达成",
    "达到预期",
    "达到预期目标",
)


def qualitative(case: Case) -> Worked:
    """A share of the full marks inside the band of the grade that was reached: 100–80, 80–60, 60–0 %."""
    text, share = case.got.text, case.rule.options.get("比例")
    band = band_of(text)
    if band is None and (text == case.aim.text or text in _DONE) and text:
        band = (80, 100)
    if band is None and share is None:
        raise UnfitValueError(
            "完成值",
            f"定性指标的完成值“{text or '（空）'}”没有选定档次，应为达成预期指标、部分达成预期指标并具有一定效果、"
            "未达成预期指标且效果较差之一，或在计分办法栏写“定性：比例=…%”",
        )
    low, high = band or (0, 100)
    if not isinstance(share, Fraction):
        if high < 100:
            raise UnfitValueError("计分办法", f"“{text}”一档为 {low}%—{high}%，请写明“定性：比例=…%”")
        return case.whole("达成预期")
    if not low <= 100 * share <= high:
        raise UnfitValueError("计分办法", f"比例 {_percent(share)}% 不在“{text}”一档的 {low}%—{high}% 之内")
    return Worked(case.full * share, f"评为分值的 {_percent(share)}%", "{}×{}", (case.full, share))


def by_hand(case: Case) -> Worked:
    """Marks given by a person, with the compulsory reason."""
    marks = case.rule.number("得分")
    reason = case.rule.word("理由") or plain(case.leaf.reason)
    if not reason:
        raise UnfitValueError("计分办法", "人工评定的得分必须写明理由")
    if marks > case.full:
        raise UnfitValueError("计分办法", f"得分 {written(marks)} 高于分值 {written(case.full)}")
    return Worked(marks, f"人工评定（{reason}）", "{}", (marks,))
