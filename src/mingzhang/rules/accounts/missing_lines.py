"""有金额的类在总表里要有一行

为什么：总表的行是从空表样抄来的；样张少列的类（如债务还本、付息）有了金额，总表就会漏掉它。
怎么改：在总表里补上这一类的行，并核对本年支出合计。

>>> head = ("项目", "决算数")
>>> lines = [("一、一般公共服务支出", "1.00"), ("五、教育支出", "2.00"), ("八、社会保障和就业支出", "3.00")]
>>> detail = [("科目编码", "科目名称", "本年支出合计", "基本支出"), ("201", "一般公共服务支出", "1.00", "1.00"),
...     ("232", "债务付息支出", "4.00", "4.00"), ("合计", "", "5.00", "5.00")]
>>> print(*rule.check(text("收入支出决算总表", grid(head, *lines), "支出决算表", grid(*detail))), sep="\\n")
T01-11 不成立：支出表 232 债务付息支出有 4.00万元，总表没有这一类的行
>>> print(*rule.check(text("收入支出决算总表", grid(head, *lines), "支出决算表", grid(*detail[:2]))), sep="\\n")
T01-11 成立：
>>> print(*rule.check(facts("支出表[232].本年支出 4.00")), sep="\\n")
T01-11 无法判断：缺少总表或明细表的类级行
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import amount, bound, said

RULE = Judgement("T01-11", Severity.ERROR, ("A",))
_PAIRS = (("T01", "支出表", "本年支出"), ("T04", "一般表", "合计"), ("T04", "基金表", "支出"))
_LEAST = 3  # class lines that show that the summary table was read


def check(document: Document) -> Iterator[Finding]:
    """Every class with an amount in a detail table against the lines of the summary table."""
    checked = False
    for form, detail, column in _PAIRS:
        for table in bound(document, form):
            classes = [row for row in table.rows if row.key.isdigit() and len(row.key) == 3]
            blocks = {row.block for row in classes}
            strange = any(r.block in blocks and not r.line and not r.key[:3].isdigit() for r in table.rows)
            codes = [code for code in document.facts.rows(detail) if code.isdigit() and len(code) == 3]
            if len(classes) < _LEAST or strange or not codes:
                continue
            checked = True
            missing = {code for code in codes} - {row.key for row in classes}
            faults = list(_absent(document, sorted(missing), table.name, detail, column))
            yield from faults or [holds()]
    if not checked:
        yield undecided("缺少总表或明细表的类级行")


def _absent(
    document: Document, codes: list[str], summary: str, detail: str, column: str
) -> Iterator[Finding]:
    for code in codes:
        fact = amount(document, f"{detail}[{code}].{column}")
        if fact is not None and fact.figure.value:
            name = f"{detail} {code} {document.names.printed.get(code, '') if document.names else ''}".strip()
            words = f"{name}有 {said(fact.figure)}，{summary}没有这一类的行"
            yield fails(words, fact.place, expected=f"{summary}列有 {code}")
