"""Names of units: whether a text is one, and the name without what says which account is meant."""

from __future__ import annotations

import re

_BODY = (
    r"委员会|办公室|办事处|法院|检察院|总工会|联合会|协会|中心|研究[院所]|医院|学院|大学|中学|小学|学校|幼儿园|党校|"
    r"博物馆|图书馆|档案馆|文化馆|科技馆|大队|支队|总队|分局|机关|政府|公园|基地|集团|公司|局|委|办|厅|部|院|处|所|会|队|校|馆|站|社|室|园|场|台"
)
UNIT = re.compile(rf"^[\u4e00-\u9fa5X×（）·“”]{{2,38}}?(?:{_BODY})(?:（(?:本级|本部|机关|汇总|部门)）)?$")


def is_unit(name: str) -> bool:
    """Whether a text is the full name of a unit, with or without （本级）; names of inner offices are short.

    >>> is_unit("某市某局（本级）"), is_unit("办公室"), is_unit("负责日常工作")
    (True, False, False)
    """
    return len(name) >= 5 and UNIT.match(name) is not None


def bare(name: str) -> str:
    """The name of a unit without what says which of its accounts is meant.

    >>> bare("某市某局（本级）")
    '某市某局'
    """
    return re.sub(r"（(?:本级|本部|机关|汇总|部门)）$|(?:金额)?单位$", "", name)
