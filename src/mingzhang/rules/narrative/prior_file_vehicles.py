"""“三公”经费由同比倒推的上年决算数等于上年文件的数

为什么：“三公”经费逐年公开、逐项比较，两年的数应当衔接。
怎么改：对照上年公开的决算改正增减额；上年数口径调整过的，写明调整。

>>> heading, sentence = "“三公”经费支出决算情况说明", "公务接待费支出决算为3.00万元，比上年减少1.00万元，下降25.00%。"
>>> def told(last):
...     return held(text(heading, sentence, year=2024), 上年文件=facts(*last and [f"三公表.决算.接待费 {last}"]))
>>> print(*rule.check(told("4.00")))
Y-10 成立：
>>> print(*rule.check(told("5.00")))
Y-10 不成立：“公务接待费”按本文的比较推得上年为 4.00万元，“三公表.决算.接待费”行为 5.00万元，相差 1.00万元
>>> print(*rule.check(told("")))
Y-10 无法判断：上年文件没有“公务接待费”的数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.rules.shared.implied import FILE, against_file

RULE = Judgement("Y-10", Severity.ERROR, ("A",), beside=FILE)


def check(document: Document) -> Iterator[Finding]:
    """The outturn of the three kinds of expenses."""
    yield from against_file(document, lambda name: name if name.startswith("三公表.决算.") else "")
