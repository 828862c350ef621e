"""写的单位个数与同一句里列出的单位一致

为什么：先写几个下属单位，再逐一列出；个数与名单对不上，多半是机构变动后只改了一处。
怎么改：对照编制部门的批复，改正个数，或补齐、删去名单里的单位。

>>> told = "纳入预算编制范围的有{}个下属单位，包括：市水文站、市河道管理处、市防汛中心。"
>>> print(*rule.check(text(told.format(4))))
N-89 不成立：写“4个下属单位”，列出的有 3 个：市水文站、市河道管理处、市防汛中心
>>> print(*rule.check(text(told.format(3))))
N-89 成立：
>>> print(*rule.check(text("本部门没有下属单位。")))
N-89 无法判断：没有写个数并列出的单位
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.numerals import NUMERALS, value_of_numeral

RULE = Judgement("N-89", Severity.WARNING, ("A", "L3"), kinds=("budget", "final_account"))

_COUNTED = re.compile(
    rf"(?P<told>(?P<count>\d{{1,3}}|[{NUMERALS}]{{1,3}})[个家](?:直属|下属|所属|二级|基层|独立核算的?|全额|事业|行政|预算|决算)*单位)"
    r"(?:的?(?:预算|决算))?(?:组成|构成)?[，,]?(?:分别为|分别是|具体包括|具体为|包括|为|即|是|有)?[：:]?"
    r"(?P<list>[^，。；：:\d]{4,400})[。；]"
)
_UNIT = re.compile(
    r"[\u4e00-\u9fff（）]{2,}(?:站|处|队|中心|院|校|所|局|办|馆|室|会|园|场|社|公司|学校|本级|机关|部|委|厂|库|台|政府)$"
)
_OWN = re.compile("本级|机关$|本部$")
_LEAST = 2


def check(document: Examined) -> Iterator[Finding]:
    """Every sentence that counts units and goes on to name them, all of which look like units."""
    checked = False
    for passage, match in matches(document.passages, _COUNTED):
        names = [name for name in re.split("[、和及]", match["list"].strip()) if name]
        if len(names) < _LEAST or match["list"].endswith("等") or not all(map(_UNIT.search, names)):
            continue
        checked = True
        yield _judge(passage, match, names)
    if not checked:
        yield undecided("没有写个数并列出的单位")


def _judge(passage: Passage, match: re.Match[str], names: list[str]) -> Finding:
    """The count against the names, whether or not it counts the unit itself."""
    count = int(match["count"]) if match["count"].isdigit() else value_of_numeral(match["count"])
    place = passage.place(*match.span("told"))
    below = [name for name in names if not _OWN.search(name)]
    if count in (len(names), len(below)):
        return holds(place)
    words = f"写“{match['told']}”，列出的有 {len(names)} 个：{'、'.join(names[:8])}{'等' if len(names) > 8 else ''}"
    right = match["told"].replace(match["count"], str(len(names)), 1)
    return fails(words, place, printed=match["told"], expected=right)
