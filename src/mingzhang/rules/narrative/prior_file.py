"""由同比倒推的上年数等于上年文件的数

为什么：“比上年增加多少”里的上年，就是上年文件里公开的数。
怎么改：对照上年公开的决算改正增减额；上年数口径调整过的，写明调整。

>>> heading, sentence = "二、收入决算情况说明", "本年收入合计90.00万元，比上年减少10.00万元，下降10.00%。"
>>> def told(last):
...     return held(text(heading, sentence, year=2024), 上年文件=facts(*last and [f"总表.本年收入 {last}"]))
>>> print(*rule.check(told("100.00")))
Y-05 成立：
>>> print(*rule.check(told("98.00")))
Y-05 不成立：“本年收入合计”按本文的比较推得上年为 100.00万元，“总表.本年收入”行为 98.00万元，相差 2.00万元
>>> print(*rule.check(told("")))
Y-05 无法判断：上年文件没有“本年收入合计”的数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.rules.shared.implied import FILE, against_file

RULE = Judgement("Y-05", Severity.ERROR, ("A",), beside=FILE)


def check(document: Document) -> Iterator[Finding]:
    """All facts but those that have a rule of their own."""
    yield from against_file(
        document, lambda name: "" if name.startswith(("三公表.", "机关运行经费")) else name
    )
