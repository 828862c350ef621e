"""“三公”经费表没有数据时保留表式并作说明

为什么：空表没有说明，读者不知道是没有这项收支还是漏填；说明从别的表抄来，就成了另一件事。
怎么改：在表下写明“本年度无“三公”经费收支，故本表无数据”；有数的，删去说明。

>>> title = "财政拨款“三公”经费支出决算表"
>>> empty = grid(("项目", "预算数", "决算数"), ("公务接待费", "", ""))
>>> print(*rule.check(text(title, empty, "注：某局无政府性基金预算财政拨款支出，故本表无数据。")), sep="\\n")
T09-07 不成立：《财政拨款“三公”经费支出决算表》下面的说明写的是政府性基金预算：“注：某局无政府性基金预算财政拨款支出，故本表无数据。”
>>> print(*rule.check(text(title, empty, "第三部分 情况说明")), sep="\\n")
T09-07 不成立：《财政拨款“三公”经费支出决算表》没有数据，表下和正文都没有说明原因
>>> print(*rule.check(text(title, empty, "注：某局无“三公”经费财政拨款支出，故本表无数据。")), sep="\\n")
T09-07 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
T09-07 无法判断：缺少“三公”经费表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.rules.shared.empty_table import judge

RULE = Judgement("T09-07", Severity.WARNING, ("L3",), kinds=("final_account", "budget"))


def check(document: Examined) -> Iterator[Finding]:
    """The statement below the table."""
    yield from judge(document, "T09", "三公")
