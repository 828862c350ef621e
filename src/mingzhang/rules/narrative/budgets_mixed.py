"""完成率的分母与句中的预算数是同一个预算

为什么：年初预算和全年（调整后）预算是两个数；写了年初预算数，又说“完成全年预算的x%”，读者不知道按哪个算。
怎么改：统一写年初预算，或同时写出两个预算数。

>>> told = "一般公共预算财政拨款支出年初预算为9.00万元，支出决算为8.10万元，完成{}的90.00%。"
>>> head = "五、一般公共预算财政拨款支出决算情况说明"
>>> print(*rule.check(text(head, told.format("全年预算"))), sep="\\n")
B-10 不成立：“一般公共预算财政拨款支出”写的是年初预算数，完成率却写“全年预算”的 90.00%
>>> print(*rule.check(text(head, told.format("年初预算"))), sep="\\n")
B-10 成立：
>>> print(*rule.check(text(head, "本年支出8.10万元。")), sep="\\n")
B-10 无法判断：正文没有写预算完成率
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("B-10", Severity.WARNING, ("A",))
_PLANS = ("年初预算", "全年预算")


def check(document: Document) -> Iterator[Finding]:
    """Completions whose named budget is not the one whose amount the claim prints."""
    checked = False
    for claim in document.claims:
        printed = [plan for plan in _PLANS if plan in claim.bases]
        for done in claim.completions:
            if len(printed) != 1 or done.base not in (*_PLANS, "预算"):
                continue
            checked = True
            if done.base in (*printed, "预算"):
                yield holds(done.percent.place)
                continue
            words = f"“{claim.subject}”写的是{printed[0]}数，完成率却写“{done.base}”的 {done.percent.text}%"
            plan = claim.bases[printed[0]]
            yield fails(words, done.percent.place, plan.place, printed=done.base, expected=printed[0])
    if not checked:
        yield undecided("正文没有写预算完成率")
