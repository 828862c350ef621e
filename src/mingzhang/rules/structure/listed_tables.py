"""目录列出的表正文都有，公开表号连续

为什么：规定的表一张都不能少，没有数据的也要保留空表并说明。
怎么改：补上缺的表；表号按顺序重编。

>>> listed = ["目录", "一、收入支出决算总表……1", "二、收入决算表……2", "三、支出决算表……3"]
>>> body = ["一、收入支出决算总表", "公开01表", "收入9.00万元。", "收入决算表", "公开02表", "合计9.00万元。"]
>>> print(*rule.check(text(*listed, *body)))
S-02 不成立：目录列有“支出决算表”，正文没有
>>> print(*rule.check(text(*listed, *body, "支出决算表", "公开04表")))
S-02 不成立：“公开02表”之后是“公开04表”，缺“公开03表”
>>> print(*rule.check(text(*listed, *body, "支出决算表", "公开03表")))
S-02 成立：目录列出的表都有
>>> print(*rule.check(text("本年收入9.00万元。")))
S-02 无法判断：没有列出各表的目录，也没有公开表号
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import core, key_of
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.table_titles import printed, titles_of

RULE = Judgement("S-02", Severity.WARNING, ("L3",), kinds=("final_account", "budget"))

_NUMBERED = re.compile(r"公开(\d{2})表")


def check(document: Examined) -> Iterator[Finding]:
    """Names of tables in the contents against all texts of the body; 公开NN表 in steps of one."""
    entries = [e for e in document.contents if e.level > 1 and core(e.title).endswith("表")]
    entries = [e for e in entries if key_of(e.title, document.notation.sections) not in ("决算表", "预算表")]
    texts = list(_texts(document, {e.block for e in document.contents}))
    names = titles_of([*(t for t, _ in texts), *(t.name for t in document.report.tables())])
    present = [e for e in entries if printed(core(e.title), names)]
    numbers = [(int(m[1]), spot.place()) for t, spot in texts for m in _NUMBERED.finditer(t)]
    if not numbers and len(present) * 2 <= len(entries):
        yield undecided("没有列出各表的目录，也没有公开表号")
        return
    faults = list(_steps(numbers))
    if len(present) * 2 > len(entries):
        for entry in entries:
            if entry not in present:
                name = core(entry.title)
                faults.append(fails(f"目录列有“{name}”，正文没有", expected=name))
    yield from faults or [holds(message="目录列出的表都有")]


def _texts(document: Document, listed: set[int]) -> Iterator[tuple[str, Paragraph | Cell]]:
    for index, block in enumerate(document.report.blocks):
        if isinstance(block, Paragraph):
            if index not in listed and block.kind != "header" and len(block.text) < 80:
                yield plain(block.text), block
        else:
            yield from ((plain(cell.text), cell) for cell in block.cells if cell.row < 4)


def _steps(numbers: list[tuple[int, Place]]) -> Iterator[Finding]:
    for (first, _), (second, place) in pairwise(numbers):
        if second == first + 2 and first + 1 not in [n for n, _ in numbers]:
            message = f"“公开{first:02}表”之后是“公开{second:02}表”，缺“公开{first + 1:02}表”"
            yield fails(message, place, expected=f"公开{first + 1:02}表")
