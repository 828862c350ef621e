"""预算级次与本单位所在的一级政府一致

为什么：区里的单位写成“市级财政拨款”，多半是照抄了上级的文本，读者不知道钱是哪一级给的。
怎么改：把级次改为本级：区写“区级”，县写“县级”，市写“市级”。

>>> def told(level): return text("某区教育局", "名词解释", f"财政拨款收入：是{level}级预算主管部门本年度从本级财政部门取得的财政拨款。",
...     unit="上海市普陀区某局", kind="budget")
>>> def placed(document): document.place = "310107"; return document
>>> print(*rule.check(placed(told("市"))))
N-92 不成立：“市级预算主管部门”与本单位的级次不符，应为“区级预算主管部门”
>>> print(*rule.check(placed(told("区"))))
N-92 成立：级次与本单位相符
>>> print(*rule.check(told("市")))
N-92 无法判断：不知道是哪一级的单位
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("N-92", Severity.WARNING, ("L3",), kinds=("final_account", "budget"))

# Where a text speaks of the level that pays for this very document.
_SAID = re.compile(
    r"(?<![\u4e00-\u9fa5]{2}[省市])(?P<level>[省市区县])级(?:预算主管部门|预算单位(?=从)|财政(?=有经费领拨关系)|财政拨款(?=安排的?(?:因公|“?三公)))"
)
_PLACED = re.compile("(?P<level>[区县])(?![域级内长])")


def check(document: Examined) -> Iterator[Finding]:
    """The level named in definitions against the level of the place."""
    own = _level(document)
    if not own:
        yield undecided("不知道是哪一级的单位")
        return
    wrong = [(p, m) for p, m in matches(document.passages, _SAID) if m["level"] != own]
    if not wrong:
        yield holds(message="级次与本单位相符")
        return
    first = wrong[0][1][0]
    right = own + first[1:]
    more = f"等 {len(wrong)} 处" if len(wrong) > 1 else ""
    places = [p.place(*m.span()) for p, m in wrong]
    yield fails(f"“{first}”{more}与本单位的级次不符，应为“{right}”", *places, expected=right)


def _level(document: Examined) -> str:
    """区 or 县 where the unit is surely one's own of it, ``""`` for other levels and where it is not known."""
    county = not document.place.endswith("00")
    named = _PLACED.search(document.unit)
    return named["level"] if county and named else ""
