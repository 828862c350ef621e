"""部门决算的单位名单与部门预算的单位名单一致

为什么：决算的编制范围应与预算一致；多出或缺少一个单位，汇总数就对不上。
怎么改：核对名单；单位确有增减的，写明撤销、合并、新设或划转的情况。

>>> def listing(*units, **more):
...     return text("纳入某市某局部门决算编制范围的单位包括：", *units, year=2023, unit="某市某局", **more)
>>> plan = listing("1.某市某局（本级）", "2.某市某某中心", kind="budget")
>>> print(*rule.check(held(listing("1.某市某局（本级）", "2.某市某某站"), 预算文件=plan)))
C-20 不成立：单位名单与预算不同：多某市某某站，缺某市某某中心，没有说明
>>> print(*rule.check(held(listing("1.某市某局（本级）", "2.某市某某中心"), 预算文件=plan)))
C-20 成立：
>>> print(*rule.check(held(text("某市某局2023年度部门决算"), 预算文件=plan)))
C-20 无法判断：没有读到本文件的单位名单
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.subordinate_units import called, members
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain

RULE = Judgement("C-20", Severity.WARNING, ("L4", "L5"), beside="预算文件")
_TOLD = re.compile("(?:机构|单位)[^。；]{0,20}(?:撤销|合并|新设|新增|划转|划入|划出|更名|改革|减少|增加)")


def check(document: Document) -> Iterator[Finding]:
    """The two lists of units, names without （本级）; a change that the text tells of is explained."""
    if document.scope in ("unit", "office"):
        return  # a single unit lists none
    plan = next(iter(document.beside.get(RULE.beside, ())), None)
    now, before = (
        {called(name, document.unit): name for name in members(d)} if d else {} for d in (document, plan)
    )
    if not now or not before:
        yield undecided(f"没有读到{'预算文件' if now else '本文件'}的单位名单")
        return
    more, less = (
        [name for key, name in a.items() if key not in b] for a, b in ((now, before), (before, now))
    )
    told = any(_TOLD.search(plain(paragraph.text)) for _, paragraph in document.body())
    if not (more or less) or told:
        yield holds()
        return
    parts = [f"{word}{'、'.join(names)}" for word, names in (("多", more), ("缺", less)) if names]
    texts = ((p, p.text.find(more[0])) for _, p in document.body() if more)
    places = [p.place(at, at + len(more[0])) for p, at in texts if at >= 0]
    yield fails(f"单位名单与预算不同：{'，'.join(parts)}，没有说明", *places[:1])
