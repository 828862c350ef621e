"""国有资产的截止日是本年 12 月 31 日

为什么：车辆和设备是年末数，日期写成别的年份就是上年的数没有更新。
怎么改：核对资产年报，改为本年12月31日和当日的数。

>>> print(*rule.check(text("截至2018年12月31日，本部门共有车辆2辆。", year=2019)))
N-46 不成立：国有资产的截止日写成“2018年12月31日”，应为2019年12月31日
>>> print(*rule.check(text("截至2019年12月31日，本部门共有车辆2辆。", year=2019)))
N-46 成立：国有资产截至2019年12月31日
>>> print(*rule.check(text("本部门共有车辆2辆。", year=2019)))
N-46 无法判断：没有写国有资产的截止日
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("N-46", Severity.ERROR, ("L5",))

_DATED = re.compile(
    r"截[至止]到?(?P<date>(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)?|年?底|年?末|末)?)"
    r"(?=[^。；]{0,40}?(?:车辆\d|保有量|国有资产|单价|单位价值|有车辆|通用设备|公务用车\d|资产总额))"
)
_ASIDE = ("绩效", "绩效开展", "评价报告", "自评表", "附件")  # projects have dates of their own


def check(document: Examined) -> Iterator[Finding]:
    """Every as-of date before vehicles, equipment or assets."""
    year = document.year
    found = matches(document.passages, _DATED)
    dated = [(p, m) for p, m in found if p.section is None or p.section.key not in _ASIDE]
    if year is None or not dated:
        yield undecided("没有写国有资产的截止日" if year else "不知道是哪一年度的决算")
        return
    faults = []
    for passage, match in dated:
        closing = match["month"] in (None, "12") and match["day"] in (None, "31")
        if int(match["year"]) != year or not closing:
            right = f"{year}年12月31日"
            message = f"国有资产的截止日写成“{match['date']}”，应为{right}"
            faults.append(fails(message, passage.place(*match.span("date")), expected=right))
    yield from faults or [holds(message=f"国有资产截至{year}年12月31日")]
