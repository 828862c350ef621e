"""机构设置里的家数与列出的单位一致

为什么：先写行政单位、事业单位各几家，再逐一列出；家数和名单对不上，多半是机构变动后只改了一处。
怎么改：对照编制部门的批复，改正家数，或补齐、删去名单里的单位。

>>> def told(count, *units): return text("某局2025年部门预算", "二、部门机构设置", f"本部门中，行政单位1家，事业单位{count}家，具体包括：",
...     *(f"{n}.{unit}。" for n, unit in enumerate(units, 1)), "三、名词解释", kind="budget")
>>> print(*rule.check(told(3, "某局本部", "某中心")))
B-63 不成立：写共 4 家（行政单位1家、事业单位3家），下面列了 2 家
>>> print(*rule.check(told(1, "某局本部", "某中心")))
B-63 成立：机构家数与名单一致
>>> print(*rule.check(text("某局2025年部门预算", kind="budget")))
B-63 无法判断：没有写家数并列出单位
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.numerals import numeral

RULE = Judgement("B-63", Severity.WARNING, ("A", "L3"), kinds=("budget", "final_account"))

_KIND = re.compile(
    r"(?P<kind>行政单位|参公(?:事业)?单位|参照公务员法管理的?(?:事业)?单位|事业单位|企业)(?P<count>\d{1,6})[家个]"
)
_LISTS = re.compile(r"(?:具体)?(?:包括|如下|分别是|有)(?:（[^（）]*）)?[：:]$")
_ITEM = re.compile(
    r"^(?:（?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})）?[.、．]?)(?!\d)[^\d。]{3,60}。?$"
)


def check(document: Examined) -> Iterator[Finding]:
    """Sentences that count units by kind and then list them, item by item."""
    checked = False
    passages = document.passages
    for index, passage in enumerate(passages):
        kinds = list(_KIND.finditer(passage.text))
        if len(kinds) < 2 or not _LISTS.search(passage.text):
            continue
        listed = _listed(passages[index + 1 :])
        if not listed:
            continue
        checked = True
        counted = sum(int(match["count"]) for match in kinds)
        place = passage.place(kinds[0].start(), kinds[-1].end())
        if counted == len(listed):
            yield holds(place, message="机构家数与名单一致")
            continue
        told = "、".join(match[0] for match in kinds)
        words = f"写共 {counted} 家（{told}），下面列了 {len(listed)} 家"
        ends = [one.place(0, len(one.text)) for one in (listed[0], listed[-1])]
        yield fails(words, place, *ends, expected=f"{len(listed)} 家")
    if not checked:
        yield undecided("没有写家数并列出单位")


def _listed(passages: Sequence[Passage]) -> list[Passage]:
    """The items right behind a sentence, numbered from 1 without a gap."""
    items: list[Passage] = []
    digits = bool(passages) and bool(re.match(r"（?\d", passages[0].text))
    for passage in passages:
        match = _ITEM.match(passage.text)
        spelled = str if digits else numeral
        if match is None or passage.heading or match["number"] != spelled(len(items) + 1):
            break
        items.append(passage)
    return items
