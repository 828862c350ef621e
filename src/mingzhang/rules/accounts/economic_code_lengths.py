"""经济分类科目编码为 3 或 5 位

为什么：经济分类的类 3 位、款 5 位；多一位少一位，编码就不是任何科目。
怎么改：对照政府收支分类科目补正编码。

>>> title, head = "一般公共预算财政拨款基本支出决算表", ("科目编码", "科目名称", "决算数")
>>> rows = [("301", "工资福利支出", "2.00"), ("30101", "基本工资", "2.00")]
>>> print(*rule.check(text(title, grid(head, *rows, ("3011", "津贴补贴", "")))), sep="\\n")
H-07 不成立：“3011 津贴补贴”的编码有 4 位，经济分类科目只有 3、5 位
>>> print(*rule.check(text(title, grid(head, *rows))), sep="\\n")
H-07 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
H-07 无法判断：没有带经济分类编码的表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import undecided
from mingzhang.rules.shared.coded_rows import ECONOMIC
from mingzhang.rules.shared.lengths_of_codes import wrong_lengths

RULE = Judgement("H-07", Severity.ERROR, ("A",), kinds=("final_account", "budget"))


def check(document: Document) -> Iterator[Finding]:
    """Single codes of a wrong length."""
    found = list(wrong_lengths(document, ECONOMIC, (3, 5), "经济"))
    yield from found or [undecided("没有带经济分类编码的表")]
