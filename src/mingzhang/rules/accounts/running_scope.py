"""机关运行经费不含事业单位的公用经费

为什么：机关运行经费只算行政单位和参照公务员法管理的事业单位；等于全部公用经费，就把事业单位也算了进去。
怎么改：减去事业单位的公用经费；确属参公单位的，在机构设置里写明。

>>> head, basic = ("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("科目编码", "科目名称", "合计", "人员经费", "公用经费")
>>> three = ("机关运行经费预算数",), ("2.00",)
>>> def told(code, name): return text("一般公共预算支出表", "单位：万元", grid(head, (code, name, "9.00", "9.00", "0.00")),
...     "一般公共预算基本支出表", "单位：万元", grid(basic, ("合计", "", "9.00", "7.00", "2.00")),
...     "二、机关运行经费预算", "机关运行经费预算为2.00万元。", kind="budget", year=2026)
>>> print(*rule.check(told("2050150", "事业运行")))
B-57 不成立：机关运行经费 2.00万元等于全部公用经费，其中含“事业运行”的公用经费
>>> print(*rule.check(told("2050101", "行政运行")))
B-57 成立：没有事业单位的公用经费
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
B-57 无法判断：缺少机关运行经费或公用经费
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import number_of
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.rules.shared.coded_rows import bound, code_of, coded, nonzero, said

RULE = Judgement("B-57", Severity.WARNING, ("A",), kinds=("budget",))

_LIKE_OFFICES = re.compile("参公|参照公务员")


def check(document: Examined) -> Iterator[Finding]:
    """The running costs of offices against all running costs, where an institution's are among these."""
    offices = document.facts.get("预算三公表.预算.机关运行经费")
    whole = document.facts.get("预算基本表[合计].公用经费")
    if offices is None or whole is None or not offices.figure.value:
        yield undecided("缺少机关运行经费或公用经费")
        return
    rows = [row for table in bound(document, "B05") for row in coded(table) if row.name.strip() == "事业运行"]
    paid = [row for row in rows if nonzero(document, f"预算一般表[{code_of(row)}].基本支出")]
    if not paid or _named(document):
        yield holds(message="没有事业单位的公用经费")
        return
    if compare(number_of(offices.figure) - number_of(whole.figure), "=") is Verdict.FAILS:
        yield holds(message="机关运行经费少于全部公用经费")
        return
    words = f"机关运行经费 {said(offices.figure)}等于全部公用经费，其中含“事业运行”的公用经费"
    told = [
        p.place(m.start(), m.end())
        for p in document.passages
        for m in re.finditer("机关运行经费预算为[^，。]+", p.text)
    ]
    yield fails(words, *(told[:1] or [offices.figure.place]), expected="不含事业单位的公用经费")


def _named(document: Examined) -> bool:
    """Whether the text names an institution under the law of civil servants, definitions left out."""
    return any(
        _LIKE_OFFICES.search(p.text) and "指行政单位" not in p.text
        for p in document.passages
        if p.section is None or p.section.key != "名词解释"
    )
