"""政府采购支出大于本年支出

为什么：采购按本年签订的合同统计，可以跨年付款；但大于全年支出，多半是单位（元、万元）写错或混入了别的数。
怎么改：核对采购合同台账；确因跨年合同的，在说明里写明。

>>> print(*rule.check(facts("采购表.合计 900.00", "总表.本年支出 300.00")), sep="\\n")
X-38 不成立：政府采购支出 900.00万元，大于本年支出 300.00万元
>>> print(*rule.check(facts("采购表.合计 90.00", "总表.本年支出 300.00")), sep="\\n")
X-38 成立：
>>> print(*rule.check(facts("采购表.合计 90.00")), sep="\\n")
X-38 无法判断：缺少采购合计或本年支出
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("X-38", Severity.INFO, ("L8",))


def check(document: Document) -> Iterator[Finding]:
    """Contracts of the year against everything spent in the year."""
    bought, spent = document.facts.get("采购表.合计"), document.facts.get("总表.本年支出")
    if bought is None or spent is None or bought.number.unit != spent.number.unit:
        yield undecided("缺少采购合计或本年支出")
    elif compare(bought.number - spent.number, "≤") is Verdict.FAILS:
        words = f"政府采购支出 {said(bought.figure)}，大于本年支出 {said(spent.figure)}"
        yield fails(words, bought.place, spent.place, expected=f"≤{said(spent.figure)}")
    else:
        yield holds(bought.place)
