"""正文里的表目录都列了

为什么：目录逐一列出各表；正文多出一张，多半是目录没有随表更新，读者照目录找不到。
怎么改：在目录里补上这张表，并重编序号。

>>> listed = ["目录", "1.收支总表……1", "2.收入总表……2", "3.支出总表……3"]
>>> head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = grid(head, ("201", "一般公共服务支出", "1.00", "", "1.00"))
>>> def plan(*titles): return text(*listed, *(b for t in titles for b in (t, rows)), kind="budget", year=2026)
>>> print(*rule.check(plan("收支总表", "收入总表", "支出总表", "政府性基金预算支出表")))
S-32 不成立：正文有《政府性基金预算支出表》，目录没有列
>>> print(*rule.check(plan("收支总表", "收入总表", "支出总表")))
S-32 成立：正文的表目录都列了
>>> print(*rule.check(text("某局2026年部门预算", kind="budget", year=2026)))
S-32 无法判断：目录没有列出各表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import contents, core
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("S-32", Severity.INFO, ("L3",), kinds=("budget",))

_LOOSE = re.compile("部门|预算单位|单位|预算|支出功能分类|情况|总体|表$|^20\\d\\d年(?:度)?")


def check(document: Examined) -> Iterator[Finding]:
    """The titles of the known tables against the tables that the contents list."""
    listed = [core(entry.title) for entry in contents(document.report)]
    tables = [title for title in listed if title.endswith("表")]
    known = [table for table in document.tables if table.form is not None and table.title]
    loose = {_LOOSE.sub("", title) for title in tables}
    found = [table for table in known if _LOOSE.sub("", core(table.title)) in loose]
    if len(tables) < 3 or len(found) * 2 < len(known):
        yield undecided("目录没有列出各表")
        return
    faults = [
        fails(f"正文有《{table.title}》，目录没有列", *([table.title_place] if table.title_place else []))
        for table in known
        if table not in found
    ]
    yield from faults[:1] if len(faults) <= 1 else [undecided("目录只列了一部分表")]
    if not faults:
        yield holds(message="正文的表目录都列了")
