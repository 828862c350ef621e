"""功能分类科目编码为 3、5 或 7 位

为什么：类 3 位、款 5 位、项 7 位；多一位少一位，编码就不是任何科目。
怎么改：对照政府收支分类科目补正编码。

>>> title, head = "支出决算表", ("科目编码", "科目名称", "本年支出合计", "基本支出")
>>> rows = [("201", "一般公共服务支出", "2.00", "2.00"), ("20106", "财政事务", "2.00", "2.00")]
>>> print(*rule.check(text(title, grid(head, *rows, ("201060", "行政运行", "2.00", "2.00")))), sep="\\n")
H-01 不成立：“201060 行政运行”的编码有 6 位，功能分类科目只有 3、5、7 位
>>> print(*rule.check(text(title, grid(head, *rows))), sep="\\n")
H-01 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
H-01 无法判断：没有带科目编码的表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import undecided
from mingzhang.rules.shared.coded_rows import FUNCTIONAL
from mingzhang.rules.shared.lengths_of_codes import wrong_lengths

RULE = Judgement("H-01", Severity.ERROR, ("A",), kinds=("final_account", "budget"))


def check(document: Document) -> Iterator[Finding]:
    """Single codes of a wrong length."""
    found = list(wrong_lengths(document, FUNCTIONAL, (3, 5, 7), "功能"))
    yield from found or [undecided("没有带科目编码的表")]
