"""行政单位一般没有事业收入、经营收入和结余分配

为什么：事业收入、经营收入、结余分配和使用非财政拨款结余只属于事业单位；行政单位本级的表里出现，多为填错行。
怎么改：核对单位类型和收入性质，改填“其他收入”等正确的行；确含事业单位的，在机构设置里写明。

>>> words = ["某县民政局", "2023年度部门决算", "一、机构设置", "本局无下属单位。", "收入支出决算总表"]
>>> table = grid(("项目", "决算数"), ("四、事业收入", "5.00"), ("本年收入合计", "9.00"))
>>> print(*rule.check(text(*words, table, unit="某县民政局")), sep="\\n")
T01-08 不成立：某县民政局是行政单位，《收入支出决算总表》的“事业收入”却有 5.00万元
>>> table = grid(("项目", "决算数"), ("四、事业收入", "0.00"), ("本年收入合计", "9.00"))
>>> print(*rule.check(text(*words, table, unit="某县民政局")), sep="\\n")
T01-08 成立：
>>> print(*rule.check(facts("总表.事业收入 5.00")), sep="\\n")
T01-08 无法判断：不能确定只有行政单位，没有事业单位
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.administration import administrative
from mingzhang.rules.shared.coded_rows import amount, said

RULE = Judgement("T01-08", Severity.WARNING, ("A",))
_LINES = ("事业收入", "经营收入", "结余分配", "使用非财政拨款结余")


def check(document: Document) -> Iterator[Finding]:
    """Lines of public institutions in the account of an administrative unit."""
    read = [(line, fact) for line in _LINES if (fact := amount(document, f"总表.{line}"))]
    if not administrative(document) or not read:
        yield undecided("不能确定只有行政单位，没有事业单位" if read else "缺少总表")
        return
    for line, fact in read:
        if fact.figure.value:
            yield fails(
                f"{document.unit}是行政单位，《{fact.place.table}》的“{line}”却有 {said(fact.figure)}",
                fact.place,
                expected="0",
            )
    if all(not fact.figure.value for _, fact in read):
        yield holds(*(fact.place for _, fact in read))
