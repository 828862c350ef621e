"""The arithmetic a claim asserts about itself: changes, shares, completions, parts, directions.

Every function returns one finding without a rule id, or ``None`` where the claim says nothing to check.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import (
    Number,
    Printed,
    decimals_of,
    exact,
    number_of,
    shown,
)
from mingzhang.facts.place import Place
from mingzhang.language.document.proportion import amount, bare, percentage, say
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare, improbable
from mingzhang.language.narrative.claim import Change, Claim, Completion, Share
from mingzhang.language.text.vocabulary import DOWN, UP

Level = Callable[[Claim], Number | None]
WAYS = {1: "增加", -1: "减少", 0: "持平"}
_COMPARED = {
    1: "大于",
    -1: "小于",
    0: "等于",
}  # of two figures side by side, where the others are of a change
_BEFORE_RATE = re.compile(rf"({UP}|{DOWN})[^，。；\d]{{0,4}}$")


def base_number(claim: Claim, change: Change, level: Level) -> Number | None:
    """The value a change is measured against: printed, or implied by level and amount of change."""
    stated = base_stated(claim, change.base)
    if stated is not None:
        return number_of(stated)
    now = level(claim)
    if now is None or change.amount is None or change.way in (0, None):
        return None
    moved = number_of(change.amount)
    if moved.unit != now.unit:
        return None
    return now - moved if change.way == 1 else now + moved


def base_stated(claim: Claim, base: str) -> Printed | None:
    """The printed value of a base; 预算 without a word before it means the one that is printed."""
    if base in claim.bases:
        return claim.bases[base]
    if base == "预算":
        plans = [claim.bases[plan] for plan in ("年初预算", "全年预算") if plan in claim.bases]
        return plans[0] if len(plans) == 1 else None
    return claim.bases.get("预算") if base in ("年初预算", "全年预算") else None


def check_rate(claim: Claim, change: Change, level: Level, name: str) -> Finding | None:
    """增长 x%: the amount of change over the base."""
    if change.rate is None or change.rate.unit != "%" or _opposite(change):
        return None  # of two opposite directions one is wrong: the direction is reported, not the rate
    base = base_number(claim, change, level)
    now = level(claim)
    if base is None or (change.amount is None and now is None):
        return undecided(f"{name}：缺少{change.base}的数额，无法复核 {say(change.rate)}", change.rate.place)
    moved = number_of(change.amount) if change.amount is not None else None
    if moved is None:
        assert now is not None
        if now.unit != base.unit:
            return None
        moved = now - base
    if moved.unit != base.unit:
        return None
    if change.amount is not None and change.rate.value < 0 < moved.value:
        moved = -moved
    others = [p.place for p in (change.amount, claim.level) if p is not None]
    found = percentage(change.rate, moved, base, f"{name}比{change.base}的变动幅度", *others)
    if found.verdict is not Verdict.FAILS or found.severity is Severity.INFO:  # a tail cut off is no fault
        return found
    if (slipped := _without_verb(claim, change, now, name)) is not None:
        return slipped
    return found if _near(change.rate, moved, base) else _turned(claim, change, now, moved, name) or found


def _near(rate: Printed, moved: Number, base: Number) -> bool:
    """Whether a percentage is off by its last digit only: badly worked out, no direction turned round."""
    return bool(base.value) and abs(abs(100 * moved.value / base.value) - rate.value) < 3 * rate.half


def _without_verb(claim: Claim, change: Change, now: Number | None, name: str) -> Finding | None:
    """较上年决算数 10 万元，下降 10%, where 10 is by how much: the word between base and amount was lost.

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.language.narrative.claim_reader import ClaimReader
    >>> reader = ClaimReader(2024)
    >>> reader.read(Paragraph("会议费90.00万元，较2023年度决算数10.00万元，下降10.00%。"), 0, "")
    >>> (claim,) = reader.reading().claims
    >>> print(_without_verb(claim, claim.changes[0], number_of(claim.level), claim.name).message)
    “会议费”写上年 10.00万元，又写“下降” 10.00%；10.00万元 ÷ 100.00万元 = 10.00%，应是比上年减少的数，前面漏写“减少”
    """
    stated, rate = base_stated(claim, change.base), change.rate
    if stated is None or rate is None or now is None or not change.way or change.amount is not None:
        return None
    moved = number_of(stated)
    if moved.unit != now.unit:
        return None
    base = now - moved if change.way == 1 else now + moved
    if base.value <= base.slack or percentage(rate, moved, base, "").verdict is not Verdict.HOLDS:
        return None
    word = WAYS[change.way]
    return fails(
        f"{name}写{change.base} {say(stated)}，又写“{change.word.printed or word}” {say(rate)}；"
        f"{bare(moved)} ÷ {bare(base)} = {say(rate)}，应是比{change.base}{word}的数，前面漏写“{word}”",
        stated.place,
        rate.place,
        printed=say(stated),
        expected=f"{word}{say(stated)}",
        remedy=f"在数前补写“{word}”；写的确实是{change.base}数的，重算增减的幅度。",
    )


def _turned(claim: Claim, change: Change, now: Number | None, moved: Number, name: str) -> Finding | None:
    """Both direction words the wrong way round: the percentage follows exactly in the other direction."""
    amount_, rate = change.amount, change.rate
    if base_stated(claim, change.base) is not None or now is None or amount_ is None or rate is None:
        return None
    if not change.way or change.rate_way not in (None, change.way) or moved.unit != now.unit:
        return None
    base = now + moved if change.way == 1 else now - moved
    if base.value <= base.slack or percentage(rate, moved, base, "").verdict is not Verdict.HOLDS:
        return None
    right, words = WAYS[-change.way], f"{change.word.printed or WAYS[change.way]} {say(amount_)}"
    return fails(
        f"{name}写比{change.base}{words}，按 {say(rate)} 的幅度应为“{right}”：{bare(moved)} ÷ {bare(base)}"
        f" = {say(rate)}，两处方向都写反了",
        change.word,
        amount_.place,
        rate.place,
        printed=change.word.printed,
        expected=right,
        remedy="核对本年和上年的数；方向写反的改正两处的增减，幅度用错基数的重算。",
    )


def by_its_change(claim: Claim, change: Change, now: Number | None) -> Number | None:
    """What a level must be by the printed base and a movement that its percentage confirms.

    上年 100, 增加 10, 增长 10 %: the level is 110, and a printed 1100 is what is wrong.
    """
    stated = base_stated(claim, change.base)
    if stated is None or now is None or change.amount is None or change.rate is None or not change.way:
        return None
    base, moved = number_of(stated), number_of(change.amount)
    if not (base.unit == now.unit == moved.unit) or base.value <= base.slack or not moved.value:
        return None
    if change.rate_way not in (None, change.way):
        return None
    if percentage(change.rate, moved, base, "").verdict is Verdict.FAILS:
        return None
    return base + moved if change.way == 1 else base - moved


def consistent(claim: Claim, change: Change, level: Level) -> bool:
    """Whether nothing that a claim itself says of a change contradicts it."""
    checks = (check_rate, check_amount, check_direction)
    found = [check(claim, change, level, "") for check in checks]
    return not any(one is not None and one.verdict is Verdict.FAILS for one in found)


def _level_wrong(claim: Claim, change: Change, now: Number, right: Number, name: str) -> Finding:
    """A level against what its printed base and its movement make it."""
    figure, stated = now.sources[0], base_stated(claim, change.base)
    assert change.amount is not None and change.rate is not None and stated is not None
    expected = amount(right.value, figure)
    told = f"{change.base} {say(stated)}，{WAYS[change.way or 1]} {say(change.amount)}、{say(change.rate)}"
    return fails(
        f"{name}写 {say(figure)}，按{told}，应为 {expected}",
        figure.place,
        change.amount.place,
        stated.place,
        printed=say(figure),
        expected=expected,
        unit=figure.shown,
        explanation=f"{told}，三个数相符，与 {say(figure)} 不符",
        gap=now - right,
    )


def check_amount(claim: Claim, change: Change, level: Level, name: str) -> Finding | None:
    """增加 x: the printed base and the level must lie that far apart."""
    stated, now = base_stated(claim, change.base), level(claim)
    if change.amount is None or stated is None or now is None or change.way is None:
        return None
    base, moved = number_of(stated), number_of(change.amount)
    if not (base.unit == now.unit == moved.unit):
        return None
    right = by_its_change(claim, change, now)
    if right is not None and now.sources and compare(now - right) is Verdict.FAILS:
        return _level_wrong(claim, change, now, right, name)
    gap = abs(moved) - abs(now - base)
    verdict = compare(gap)
    arithmetic = f"{bare(now)} 与 {say(stated)} 相差 {amount((now - base).value.__abs__(), change.amount)}"
    if verdict is Verdict.HOLDS:
        return holds(change.amount.place, gap=gap)
    more = {
        "printed": say(change.amount),
        "expected": amount(abs((now - base).value), change.amount),
        "unit": change.amount.shown,
        "explanation": arithmetic,
        "gap": gap,
    }
    places = [p.place for p in (change.amount, claim.level, stated) if p is not None]
    message = f"{name}比{change.base}{WAYS[change.way or 1]} {say(change.amount)}，按两数相减应为 {more['expected']}"
    return fails(message, *places, **more) if verdict is Verdict.FAILS else rounding(message, *places, **more)


def check_direction(claim: Claim, change: Change, level: Level, name: str) -> Finding | None:
    """The direction word against the two numbers and against the word before the percentage."""
    if change.way is None:
        return None
    stated, now = base_stated(claim, change.base), level(claim)
    if _without_verb(claim, change, now, name) is not None:
        return None
    if stated is not None and now is not None and number_of(stated).unit == now.unit:
        right = by_its_change(claim, change, now)
        if right is not None and compare(now - right) is Verdict.FAILS:
            return None  # the level is wrong, not the direction
        gap = now - number_of(stated)
        true = 0 if gap.value == 0 else 1 if gap.value > 0 else -1
        if _contradicts(change, true, gap):
            word = change.word.printed or WAYS[change.way]
            words = in_words(true, word)
            return fails(
                f"{name}写“{word}”，但本年 {bare(now)}、{change.base} {say(stated)}，应为“{words}”",
                change.word,
                *(p.place for p in (claim.level, stated) if p),
                printed=change.word.quote and word,
                expected=words,
            )
        return holds(change.word)
    if not _opposite(change):
        return holds(change.word) if change.rate is not None and change.way else None
    assert change.rate is not None and change.way is not None
    likely = _likely_way(claim, change, level)
    later = likely == change.way  # the word before the percentage is the wrong one
    before = _BEFORE_RATE.search(claim.paragraph.text[: (change.rate.place.span or (0,))[0]])
    return fails(
        f"{name}先写“{WAYS[change.way]}”后写“{WAYS[-change.way]}”，前后相反"
        + (f"，按数额应为“{WAYS[likely]}”" if likely else ""),
        *((change.rate.place, change.word) if later else (change.word, change.rate.place)),
        printed=before[1] if later and before else change.word.printed,
        expected=WAYS[likely] if likely else "两处写同一个方向",
    )


def in_words(way: int, printed: str) -> str:
    """A direction in a word of the kind that is printed: a comparison or a change.

    >>> in_words(-1, "决算数大于"), in_words(1, "减少")
    ('小于', '增加')
    """
    compared = any(word in printed for word in ("大于", "小于", "大/", "小/", "高于", "低于", "等于"))
    return (_COMPARED if compared else WAYS)[way]


def _opposite(change: Change) -> bool:
    """增加…，下降…: two direction words that contradict each other."""
    return bool(
        change.rate is not None
        and change.rate.value > 0
        and change.amount is not None
        and change.way
        and change.rate_way == -change.way
    )


def _likely_way(claim: Claim, change: Change, level: Level) -> int:
    """The direction for which the percentage follows from the amounts; 0 when neither or both do."""
    now = level(claim)
    if now is None or change.amount is None or change.rate is None or now.unit != change.amount.unit:
        return 0
    moved, fitting = number_of(change.amount), []
    for way in (1, -1):
        base = now - moved if way == 1 else now + moved
        if base.value > base.slack and percentage(change.rate, moved, base, "").verdict is not Verdict.FAILS:
            fitting.append(way)
    return fitting[0] if len(fitting) == 1 else 0


def _contradicts(change: Change, true: int, gap: Number) -> bool:
    if change.way == true:
        return False
    if change.way == 0:  # 持平 forgives what rounding can explain, 基本持平 a small difference
        base = max((abs(s.value) for s in gap.sources), default=Fraction(0))
        near = Fraction(5, 100) if "基本" in change.word.printed else Fraction(0)
        return abs(gap.value) > max(gap.slack, base * near)
    amount_ = change.amount.value if change.amount is not None else None
    if amount_ is not None and (amount_ == 0 or amount_ < 0):
        return False
    return abs(gap.value) > gap.slack or true == 0


def check_share(share: Share, part: Number, whole: Number, name: str, whole_name: str) -> Finding:
    """占 x%: the part over the whole.

    >>> from mingzhang.facts.number import printed, read
    >>> share = Share(printed("71.73", "%"), "")
    >>> print(check_share(share, read("2106.66", "万元"), read("2940.05", "万元"), "甲类", "合计").message)
    甲类占合计的比重写 71.73%，应为 71.65%，相差 0.08个百分点
    """
    return percentage(share.percent, part, whole, f"{name}占{whole_name}的比重", *_sources(part, whole))


def check_completion(done: Completion, outturn: Number, plan: Number, name: str) -> Finding:
    """完成预算的 x%: the outturn over the budget.

    >>> from mingzhang.facts.number import printed, read
    >>> done = Completion(printed("98.20", "%"), "年初预算")
    >>> check_completion(done, read("2940.05", "万元"), read("2993.92", "万元"), "支出").verdict.chinese
    '成立'
    """
    base = done.base if done.base != "预算" else "预算"
    return percentage(done.percent, outturn, plan, f"{name}完成{base}的比率", *_sources(outturn, plan))


def _sources(*numbers: Number) -> list[Place]:
    return [figure.place for number in numbers for figure in number.sources[:2]]


def check_sum(whole: Number, parts: list[Number], name: str, shown_parts: str) -> Finding:
    """The parts of a complete list against the whole.

    >>> from mingzhang.facts.number import read
    >>> check_sum(read("3.00", "万元"), [read("1.00", "万元"), read("2.02", "万元")], "甲", "一、二").expected
    '3.02万元'
    """
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    gap = whole - total
    verdict = compare(gap)
    figure = whole.sources[0] if whole.sources else None
    if verdict is Verdict.HOLDS or figure is None:
        return holds(*_sources(whole), gap=gap)
    more = {
        "printed": say(figure),
        "expected": amount(total.value, figure),
        "unit": figure.shown,
        "explanation": f"{shown_parts} 合计 {amount(total.value, figure)}，相差 {amount(abs(gap.value), figure)}",
        "gap": gap,
    }
    places = _sources(whole) + [s.place for part in parts for s in part.sources]
    message = f"{name} {say(figure)}，各分项合计 {more['expected']}，相差 {amount(abs(gap.value), figure)}"
    if verdict is Verdict.FAILS:
        return fails(message, *places, **more)
    rare = "，虽在舍入范围内但很少见，请核对" if improbable(gap) else "，为四舍五入尾差"
    return rounding(message + rare, *places, **more)


def check_shares_total(percents: list[Printed], name: str) -> Finding:
    """Shares of one complete list add to 100 within rounding.

    >>> from mingzhang.facts.number import printed
    >>> check_shares_total([printed(p, "%") for p in ("71.73", "11.11", "2.07", "15.16")], "支出").printed
    '100.07%'
    """
    total = sum((p.value for p in percents), Fraction(0))
    room = sum((p.half for p in percents), Fraction(0))
    decimals = max(map(decimals_of, percents))
    places = [p.place for p in percents]
    gap = sum((number_of(p) for p in percents[1:]), number_of(percents[0])) - exact(100, "%")
    if total == 100:
        return holds(*places[:1], gap=gap)
    text = shown(total, "%", decimals)
    listed = " + ".join(p.text for p in percents)
    more = {"printed": text, "expected": "100%", "unit": "%", "explanation": f"{listed} = {text}", "gap": gap}
    if abs(total - 100) <= room:
        return rounding(f"{name}的各项比重合计 {text}", *places, **more)
    return fails(f"{name}的各项比重合计 {text}，应为 100%，至少有一个比重写错", *places, **more)
