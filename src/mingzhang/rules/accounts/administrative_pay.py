"""行政单位没有绩效工资

为什么：绩效工资（30107）只适用于事业单位，行政单位的津贴填在津贴补贴、奖金里。
怎么改：核对工资项目，改填正确的款；确有事业人员的，在人员情况里写明。

>>> words = ["一、机构设置", "本局无下属单位。", "一般公共预算财政拨款基本支出决算表"]
>>> pay = [("科目编码", "科目名称", "决算数"), ("301", "工资福利支出", "7.00"), ("30107", "绩效工资", "7.00")]
>>> print(*rule.check(text(*words, grid(*pay), unit="某县民政局")), sep="\\n")
T06-13 不成立：某县民政局是行政单位，却有绩效工资 7.00万元
>>> print(*rule.check(text(*words, grid(pay[0], ("30107", "绩效工资", "")), unit="某县民政局")), sep="\\n")
T06-13 成立：
>>> print(*rule.check(facts("基本表[30107].决算 7.00")), sep="\\n")
T06-13 无法判断：不能确定只有行政单位，没有事业单位
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.administration import administrative
from mingzhang.rules.shared.coded_rows import amount, said

RULE = Judgement("T06-13", Severity.INFO, ("A",))


def check(document: Document) -> Iterator[Finding]:
    """Performance pay in the account of an administrative unit."""
    fact = amount(document, "基本表[30107].决算")
    if fact is None or not administrative(document):
        yield undecided("缺少基本表 30107" if fact is None else "不能确定只有行政单位，没有事业单位")
    elif fact.figure.value:
        yield fails(f"{document.unit}是行政单位，却有绩效工资 {said(fact.figure)}", fact.place, expected="0")
    else:
        yield holds(fact.place)
