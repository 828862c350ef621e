"""“三公”经费有金额而数量为零，或有数量而金额为零

为什么：费用与团组、车辆、批次是同一件事的两个数；只有一个为零，必有一个错。
怎么改：核对外事批件、车辆台账和接待清单，补写数量或改正金额。

>>> print(*rule.check(facts("三公表.决算.出国费 3.20", "说明.团组数 0个", "说明.出国人次 4人次")), sep="\\n")
N-34 不成立：因公出国（境）费 3.20万元，团组却为 0个
N-34 成立：
>>> print(*rule.check(facts("三公表.决算.购置费 0", "说明.购置辆数 0辆")), sep="\\n")
N-34 成立：
>>> print(*rule.check(facts("三公表.决算.购置费 25.00")), sep="\\n")
N-34 无法判断：缺少 说明.购置辆数
"""

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("N-34", Severity.WARNING, ("L3",))
_PAIRS = (
    ("三公表.决算.出国费", "说明.团组数", "因公出国（境）费", "团组", True),
    ("三公表.决算.出国费", "说明.出国人次", "因公出国（境）费", "人次", True),
    ("三公表.决算.购置费", "说明.购置辆数", "公务用车购置费", "购置数", True),
    ("三公表.决算.运行费", "说明.保有量", "公务用车运行维护费", "保有量", False),
    ("说明.国内接待费", "说明.接待批次", "国内公务接待费", "接待批次", True),
    ("说明.国内接待费", "说明.接待人次", "国内公务接待费", "接待人次", True),
)


def check(document: Document) -> Iterator[Finding]:
    """Each amount against its count; a vehicle may be held without any cost in the year."""
    for money_name, count_name, money_text, count_text, both in _PAIRS:
        money, count = document.facts.get(money_name), document.facts.get(count_name)
        if money is None and money_name == "说明.国内接待费":  # where nothing is told of guests from abroad
            money = document.facts.get("三公表.决算.接待费")
        if money is None and count is None:
            continue
        if money is None or count is None:
            if money is None or money.number.value:
                yield undecided(f"缺少 {count_name if money else money_name}")
            continue
        amount, number = money.number.value, count.number.value
        if (amount and not number) or (both and number and not amount):
            figures = (money.figure, count.figure)
            said = [f"{f.text or '0'}{f.shown}" for f in figures]
            yield fails(
                f"{money_text} {said[0]}，{count_text}却为 {said[1]}",
                money.place,
                count.place,
                printed=said[1] if amount else said[0],
                expected=f"{count_text}与金额同为零或同不为零",
            )
        else:
            yield holds(money.place, count.place)
