"""机关运行经费由同比倒推的上年数等于上年文件的数

为什么：机关运行经费口径固定，两年的数应当衔接。
怎么改：对照上年公开的决算改正增减额；上年数口径调整过的，写明调整。

>>> heading, sentence = "机关运行经费支出情况", "机关运行经费支出8.00万元，比上年增加2.00万元，增长33.33%。"
>>> def told(last):
...     return held(text(heading, sentence, year=2024), 上年文件=facts(*last and [f"机关运行经费 {last}"]))
>>> print(*rule.check(told("6.00")))
Y-11 成立：
>>> print(*rule.check(told("7.00")))
Y-11 不成立：“机关运行经费支出”按本文的比较推得上年为 6.00万元，“机关运行经费”行为 7.00万元，相差 1.00万元
>>> print(*rule.check(told("")))
Y-11 无法判断：上年文件没有“机关运行经费支出”的数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.rules.shared.implied import FILE, against_file

RULE = Judgement("Y-11", Severity.ERROR, ("A",), beside=FILE)


def check(document: Document) -> Iterator[Finding]:
    """Running costs of offices."""
    yield from against_file(document, lambda name: name if name == "机关运行经费" else "")
