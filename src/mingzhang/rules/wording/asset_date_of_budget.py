"""预算里国有资产的截止日是上一年或本年的

为什么：预算公开的车辆、设备是编制预算时（上年）的实有数；日期写成更早的年份，就是没有更新。
怎么改：核对资产系统，改为编制预算时的日期和当日的数。

>>> print(*rule.check(text("截至2023年8月31日，本部门共有车辆2辆。", year=2025, kind="budget")))
B-67 不成立：国有资产的截止日写成“2023年8月31日”，2025年度预算应写2024年的日期
>>> print(*rule.check(text("截至2024年8月31日，本部门共有车辆2辆。", year=2025, kind="budget")))
B-67 成立：国有资产的截止日与预算年度相符
>>> print(*rule.check(text("截至2025年12月31日，本部门共有车辆2辆。", year=2025, kind="budget")))
B-67 不成立：国有资产的截止日写成“2025年12月31日”，2025年度预算应写2024年的日期
>>> print(*rule.check(text("本部门共有车辆2辆。", year=2025, kind="budget")))
B-67 无法判断：没有写国有资产的截止日
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("B-67", Severity.WARNING, ("L4",), kinds=("budget",))

_DATED = re.compile(
    r"截[至止]到?(?P<date>(?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|底|末)?|年?底|年?末|末)?)"
    r"(?=[^。；]{0,40}?(?:车辆|保有量|国有资产|资产总额|固定资产|单价|单位价值|通用设备))"
)
_TO_COME = re.compile("1[0-2]月|[底末]$")  # of the year of the budget: nobody knows them when it is published


def check(document: Examined) -> Iterator[Finding]:
    """Every as-of date before vehicles, equipment or assets."""
    year, dated = document.year, list(matches(document.passages, _DATED))
    if year is None or not dated:
        yield undecided("没有写国有资产的截止日" if year else "不知道是哪一年度的预算")
        return
    faults = []
    for passage, match in dated:
        to_come = int(match["year"]) == year and _TO_COME.search(match["date"])
        if year - 1 <= int(match["year"]) <= year and not to_come:
            continue
        right = match["date"].replace(match["year"], str(year - 1), 1)
        words = f"国有资产的截止日写成“{match['date']}”，{year}年度预算应写{year - 1}年的日期"
        faults.append(fails(words, passage.place(*match.span("date")), expected=right))
    yield from faults or [holds(message="国有资产的截止日与预算年度相符")]
