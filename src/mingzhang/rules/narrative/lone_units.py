"""全文的金额都以万元为单位，只有一处以元为单位

为什么：把“万元”写成“元”（或相反），数额就差一万倍；单独成句的数，同一句里没有别的数可以对照，最容易漏看。
怎么改：核对这一处的数额，单位写错的改正；确以元计的，换算成万元再写。

>>> told = ["会议费9.00万元，比上年减少{}。", "培训费8.00万元。", "公务接待费7.00万元。", "差旅费6.00万元。"]
>>> def said(moved): return [told[0].format(moved), *told[1:]]
>>> print(*rule.check(text(*said("0.50元"))), sep="\\n")
B-83 不成立：“会议费”写 0.50元，全文其余 4 个金额都以万元为单位，应为 0.50万元
>>> print(*rule.check(text(*said("0.50万元"))), sep="\\n")
B-83 成立：全文的金额单位一致
>>> print(*rule.check(text(told[1])), sep="\\n")
B-83 无法判断：金额太少，看不出通常的单位
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import MONEY, SCALES, Printed, exact, number_of
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.amounts_told import KINDS, SMALL, by_head, told_amounts, told_in_lists

RULE = Judgement("B-83", Severity.ERROR, ("A",), kinds=KINDS)
_MANY, _FEW = 4, 2  # so many of one unit are a habit, so few of another a slip
_COINS = 100  # 元: a round amount above it may be meant


def check(document: Examined) -> Iterator[Finding]:
    """Amounts in a unit that no other amount of the text has, beyond the lists that N-50 compares."""
    told = list(told_amounts(document))
    (usual, count), *others = Counter(figure.shown for _, figure in told).most_common() or [("", 0)]
    rest = sum(number for _, number in others)
    if usual not in ("万元", MONEY) or count < _MANY:
        yield undecided("金额太少，看不出通常的单位")
        return
    compared = _compared(document, usual)
    largest = max(figure.value for _, figure in told if figure.shown == usual)
    found = False
    for claim, figure in told if rest <= _FEW else ():
        small = usual == "万元" and figure.shown == MONEY and 0 < figure.value < SMALL
        large = usual == MONEY and figure.shown == "万元" and figure.value > 10 * largest
        if not (small or large) or id(figure) in compared or by_head(claim):
            continue
        found, right = True, f"{figure.text}{usual}"
        words = f"{claim.name}写 {figure.text}{figure.shown}，全文其余 {count} 个金额都以{usual}为单位，应为 {right}"
        sure = large or "." in figure.text or figure.value < _COINS
        severity = Severity.ERROR if sure else Severity.WARNING
        printed = f"{figure.text}{figure.shown}"
        gap = number_of(figure) - exact(figure.value / SCALES[figure.shown] * SCALES[usual], MONEY)
        yield fails(words, figure.place, printed=printed, expected=right, severity=severity, gap=gap)
    if not found:
        yield holds(message="全文的金额单位一致")


def _compared(document: Examined, usual: str) -> set[int]:
    """The amounts that stand beside two others in the usual unit: N-50."""
    lists = told_in_lists(document).values()
    beside: list[list[Printed]] = [[figure for _, figure in told] for told in lists]
    return {id(f) for told in beside if sum(o.shown == usual for o in told) > 1 for f in told}
