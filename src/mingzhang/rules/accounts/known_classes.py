"""功能分类的类在本年度存在

为什么：类级科目只有二十多个，逐年公布；不存在的类码是编码写错，金额会被归到别处。
怎么改：对照本年度政府收支分类科目改正编码。

>>> title, head = "支出决算表", ("科目编码", "科目名称", "本年支出合计", "基本支出")
>>> rows = [("201", "一般公共服务支出", "2.00", "2.00"), ("20106", "财政事务", "2.00", "2.00")]
>>> print(*rule.check(text(title, grid(head, *rows, ("28805", "行政事业单位养老支出", "1.00", "1.00")))), sep="\\n")
H-03 不成立：“28805 行政事业单位养老支出”的类 288 不在政府收支分类科目里
>>> print(*rule.check(text(title, grid(head, *rows))), sep="\\n")
H-03 成立：
>>> print(*rule.check(facts("总表.本年支出 3.00")), sep="\\n")
H-03 无法判断：没有带科目编码的表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import FUNCTIONAL, bound, code_of, coded, spot

RULE = Judgement("H-03", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_MOST = 2  # more unknown codes in one table are another coding, or a misread table


def check(document: Document) -> Iterator[Finding]:
    """Codes of a class that no list has; lower levels are not complete enough to be called unknown."""
    classes = {code for code in document.notation.functional if len(code) == 3}
    checked = False
    for table in bound(document, *FUNCTIONAL):
        rows = [row for row in coded(table) if len(code_of(row)) in (3, 5, 7)]
        wrong = [row for row in rows if code_of(row)[:3] not in classes]
        if not rows or len(wrong) > _MOST:
            continue
        checked = True
        for row in wrong:
            words = f"“{code_of(row)} {row.name}”的类 {code_of(row)[:3]} 不在政府收支分类科目里"
            yield fails(words, spot(table, row, row.code), printed=row.code, expected="存在的类码")
        if not wrong:
            yield holds()
    if not checked:
        yield undecided("没有带科目编码的表")
