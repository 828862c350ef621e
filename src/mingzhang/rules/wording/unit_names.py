"""单位名称全文一致

为什么：名称差一个字、少一个“区”、写成上级或邻近单位，就成了别的单位的决算。
怎么改：改为封面上的全称；简称应先在首次出现处说明。

>>> body = "某某市东山区发展与改革委员会2021年度收入支出总计9.00万元。"
>>> print(*rule.check(text(body, unit="某某市东山区发展和改革委员会")))
N-54 不成立：“某某市东山区发展与改革委员会”与封面的“某某市东山区发展和改革委员会”不一致
>>> print(*rule.check(text(body[3:].replace("与", "和"), unit="某某市东山区发展和改革委员会")))
N-54 成立：单位名称与封面一致
>>> print(*rule.check(text("本年收入合计9.00万元。")))
N-54 无法判断：没有读到封面上的单位名称
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.other_units import other_units

RULE = Judgement("N-54", Severity.ERROR, ("L4",), kinds=("final_account", "budget"))

# What follows the name of the unit that a disclosing sentence or heading speaks of.
_SPEAKS = (
    r"(?=(?:（(?:部门|单位|本级|汇总)）)?(?:20\d\d年度?(?:部门|单位|收|支|财政拨款|本年|一般公共|无|没有|“三公”|政府|预算绩效|国有)"
    r"|本年度没有|(?:评价|自评)项目\d|(?:部门|单位)决算|概况|无(?:政府性|国有|“三公”|机关运行)|共有车辆"
    r"|(?:收入|支出|收支)预算|(?:部门|单位)预算|主要职能|机构设置|财政拨款的?机关运行"
    r"|是(?:本?[省市县区州旗]|上?一级)[^，。]{0,6}(?:政府|党委)[^，。]{0,6}(?:部门|单位|机构)|的(?:全部)?(?:主要)?(?:工作|职责)[。，是]"
    r"|的(?:全部)?收入和支出))"
)
_PLACED = re.compile("^[^，]{1,3}[省市县区州旗]")
_NEAR, _OWN = 3, re.compile("^(?:本|我|该|各)")  # characters that differ; a district left out is three


def check(document: Examined) -> Iterator[Finding]:
    """Names that stand where the unit's own name must stand, compared with the cover."""
    unit = plain(document.unit)
    if len(unit) < 5:
        yield undecided("没有读到封面上的单位名称")
        return
    faults = [fault for passage in document.passages for fault in _faults(passage, unit)]
    for passage, match in other_units(document.passages, unit):
        place = passage.place(*match.span("name"))
        words = f"这里应是本单位“{unit}”，却写“{match['name']}”"
        if all(one.places[0].span != place.span for one in faults):
            faults.append(fails(words, place, expected=unit))
    yield from faults or [holds(message="单位名称与封面一致")]


def _faults(passage: Passage, unit: str) -> Iterator[Finding]:
    before = "[。；：，分、）.年]" if passage.heading else "[。；：，年是]"
    name = rf"[\u4e00-\u9fa5]{{2,{len(unit)}}}?{unit[-2:]}"
    for match in re.finditer(rf"(?:^|(?<={before})){name}{_SPEAKS}", passage.text):
        said = re.sub(r"^(?:其中|注|说明)", "", match[0])
        if not _OWN.match(said) and _differs(said, unit):
            start = match.end() - len(said)
            message = f"“{said}”与封面的“{unit}”不一致"
            yield fails(message, passage.place(start, match.end()), expected=unit)


def _differs(name: str, unit: str) -> bool:
    """A near miss; a tail of the full name, or one without 人民, is a short form."""
    if (
        unit.endswith(name)
        or unit.replace("人民", "").endswith(name.replace("人民", ""))
        or name.endswith(unit)
    ):
        return False
    if name[0] != unit[0] and not _PLACED.match(name):
        return False
    codes = SequenceMatcher(None, name, unit, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in codes if tag != "equal") <= _NEAR
