"""说“详见绩效目标表”，文件里就要有这张表

为什么：正文把绩效目标推给一张表，表却没有附，读者两头都看不到目标。
怎么改：附上绩效目标表，或在正文写出绩效目标。

>>> said = "绩效目标详见项目绩效目标表。"
>>> print(*rule.check(text("七、绩效目标", said, kind="budget")))
B-55 不成立：“详见项目绩效目标表”，文件里没有绩效目标表
>>> print(*rule.check(text("七、绩效目标", said, "项目绩效目标表", grid(("项目名称", "某项目"), ("绩效目标", "改善")), kind="budget")))
B-55 成立：提到的绩效目标表都在
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
B-55 无法判断：没有提到绩效目标表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain

RULE = Judgement("B-55", Severity.WARNING, ("L3", "L6"), kinds=("budget",))

_SENT = re.compile(r"(?:详见|参见|具体见|见)[^，。；]{0,24}绩效目标(?:申报|填报|情况|批复|公开)?表")
_ELSEWHERE = re.compile(r"https?:|网站|网址|门户|另行公开|单独公开")
_TITLE = re.compile(r"绩效目标(?:申报|填报|情况|批复|公开)?表|项目支出绩效目标|绩效指标")


def check(document: Examined) -> Iterator[Finding]:
    """Sentences that send the reader to a form, against the forms of the document."""
    sent = [(p, m) for p, m in matches(document.passages, _SENT) if not _ELSEWHERE.search(p.text)]
    if not sent:
        yield undecided("没有提到绩效目标表")
        return
    if _printed(document):
        yield holds(message="提到的绩效目标表都在")
        return
    for passage, match in sent:
        yield fails(f"“{match[0]}”，文件里没有绩效目标表", passage.place(*match.span()))


def _printed(document: Examined) -> bool:
    """Whether a table of targets is in the document: by its title, its heads, or as a form of its own."""
    if document.evaluations:
        return True
    texts = [plain(cell.text) for table in document.report.tables() for cell in table.cells if cell.row < 12]
    texts += [plain(table.name) for table in document.report.tables()]
    texts += [
        words
        for block in document.report.blocks
        if isinstance(block, Paragraph)
        and block.kind == "text"
        and (words := plain(block.text)).endswith("表")
        and len(words) < 40
        and not _SENT.search(words)
    ]
    return any(_TITLE.search(words) for words in texts)
