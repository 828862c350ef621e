"""人均接待费、车均费用在情理之中

为什么：接待费除以人次、运行费除以车辆，得数大得或小得离谱，多半是单位（元、万元）或人次、辆数写错。
怎么改：核对金额的单位和人次、辆数。

>>> print(*rule.check(facts("三公表.决算.运行费 90.00", "说明.保有量 2辆")), sep="\\n")
N-35 不成立：公务用车运行维护费 90.00万元，保有量 2辆，每辆约 450000元，请核对
>>> print(*rule.check(facts("三公表.决算.运行费 6.00", "说明.保有量 2辆")), sep="\\n")
N-35 成立：
>>> print(*rule.check(facts("三公表.决算.运行费 6.00")), sep="\\n")
N-35 无法判断：缺少金额或数量
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import said
from mingzhang.rules.shared.stated_pairs import stated_pairs

RULE = Judgement("N-35", Severity.INFO, ("A",))
# Words of amount and count, and the least and most 元 for each that can still be meant.
_PAIRS = {
    ("说明.国内接待费", "说明.接待人次"): ("国内公务接待费", "接待", 3, 3_000),
    ("三公表.决算.运行费", "说明.保有量"): ("公务用车运行维护费", "保有量", 300, 300_000),
    ("三公表.决算.购置费", "说明.购置辆数"): ("公务用车购置费", "购置", 20_000, 1_500_000),
}


def check(document: Document) -> Iterator[Finding]:
    """Only extreme quotients: a fleet of special vehicles costs more than an office car."""
    pairs = [
        pair for pair in stated_pairs(document, _PAIRS) if pair[0].figure.value and pair[1].figure.value > 0
    ]
    for amount, number, (money_text, count_text, least, most) in pairs:
        each = amount.figure.value / number.figure.value
        if least <= each <= most:
            yield holds(amount.place, number.place)
            continue
        unit = number.figure.shown or "辆"
        words = f"{money_text} {said(amount.figure)}，{count_text} {said(number.figure)}，"
        words += f"每{unit.removesuffix('次')}约 {round(each)}元，请核对"
        yield fails(
            words, amount.place, number.place, expected=f"每{unit.removesuffix('次')} {least}—{most}元"
        )
    if not pairs:
        yield undecided("缺少金额或数量")
