"""文字有数的，表不空着

为什么：正文写了金额，相应的表却一个数也没有，多半是粘贴或导出时漏了；按空表当作零去核对，只会把对的文字说成错的。
怎么改：按账填列这张表；确实没有这项收支的，改正文字，并在表下注明本表无数据。

>>> rows = grid(("项目", "预算数", "决算数"), ("合计", "", ""), ("公务接待费", "", ""))
>>> def told(words): return text("财政拨款“三公”经费支出决算表", rows, "七、“三公”经费支出决算情况说明", words)
>>> print(*rule.check(told("“三公”经费支出决算为3.00万元。")), sep="\\n")
S-41 不成立：《财政拨款“三公”经费支出决算表》一个数也没有，正文却写“三公经费”3.00万元
>>> print(*rule.check(told("本年度没有发生“三公”经费支出。")), sep="\\n")
S-41 成立：
>>> print(*rule.check(text("本年收入合计9.00万元。")), sep="\\n")
S-41 无法判断：没有空着的表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.place import Place
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.listing import level_of
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("S-41", Severity.ERROR, ("A", "L3"), kinds=("final_account", "budget"))


def check(document: Document) -> Iterator[Finding]:
    """One finding for each empty table of which the text tells an amount."""
    empty = [table for table in document.tables if table.empty and table.form is not None]
    for table, claim in document.hollow:
        figure = level_of(claim)
        if figure is not None:
            place = table.title_place or Place(table=table.title, printed=table.title)
            words = f"《{table.title or table.name}》一个数也没有，正文却写{claim.name}{said(figure)}"
            yield fails(words, place, figure.place, expected="按账填列，或改正文字")
    if not document.hollow:
        yield holds() if empty else undecided("没有空着的表")
