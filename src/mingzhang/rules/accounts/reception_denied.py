"""文字说“无‘三公’经费支出”，表里决算数就应为零

为什么：有“三公”支出而写“无”，或本年没有支出却列出决算数，公开的两处互相矛盾。
怎么改：核对“三公”经费的账，改写文字或改正表；预算有安排而没有支出的，写“无支出”可以。

>>> said = ["七、“三公”经费支出决算情况说明", "本部门2023年度无“三公”经费财政拨款支出。"]
>>> table = "财政拨款“三公”经费支出决算表"
>>> spent = grid(("项目", "预算数", "决算数"), ("合计", "5.00", "4.00"), ("公务接待费", "5.00", "4.00"))
>>> print(*rule.check(text(table, spent, *said)), sep="\\n")
X-37 不成立：文字写“本部门2023年度无“三公”经费财政拨款支出”，“三公”经费决算数却为 4.00万元
>>> none = grid(("项目", "预算数", "决算数"), ("合计", "5.00", ""), ("公务接待费", "5.00", ""))
>>> print(*rule.check(text(table, none, *said)), sep="\\n")
X-37 成立：
>>> print(*rule.check(text(*said)), sep="\\n")
X-37 无法判断：缺少“三公”经费决算合计
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.absence import denials
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("X-37", Severity.WARNING, ("L3",))


def check(document: Examined) -> Iterator[Finding]:
    """The statement against the outturn, in the table or else in the text."""
    total = document.facts.get("三公表.决算.合计")
    found = [d for d in denials(document, "三公") if d.covers != ("收入",)]
    if total is None or not found:
        yield undecided("缺少“三公”经费决算合计" if total is None else "正文没有“无三公经费支出”的声明")
        return
    for denial in found:
        if total.figure.value:
            words = f"文字写“{denial.words.strip('。；')[:40]}”，“三公”经费决算数却为 {said(total.figure)}"
            yield fails(words, denial.place, total.place, expected=said(total.figure))
        else:
            yield holds(denial.place)
