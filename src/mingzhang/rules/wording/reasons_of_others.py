"""增减原因说的是本科目

为什么：逐项说明常从邻近的科目复制，原因里忘了换科目名，读者看到的是另一个科目的原因。
怎么改：按本科目的实际情况重写原因。

>>> def item(n, name, why): return (f"{n}.“教育支出（类）普通教育（款）{name}（项）”8.00万元，主要用于办学。"
...     f"2025年当年预算执行数为9.00万元，比2025年预算执行数减少11.11%。主要原因是：{why}。")
>>> def told(why): return text("2026年部门预算编制说明", item(1, "小学教育支出", "小学教育支出减少"), item(2, "高中教育支出", why),
...     kind="budget", year=2026)
>>> print(*rule.check(told("小学教育支出经费减少")))
N-93 不成立：“高中教育支出”的原因写“小学教育支出经费减少”，说的是另一个科目
>>> print(*rule.check(told("学生人数减少")))
N-93 成立：原因说的都是本科目
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
N-93 无法判断：没有逐项写原因的科目
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.named_items import named_items

RULE = Judgement("N-93", Severity.WARNING, ("L4",), kinds=("final_account", "budget"))

_REASON = re.compile(
    r"原因(?:主要)?(?:是|为|：)+(?P<reason>(?P<what>[^。；，]{4,40}?)(?:经费|支出|预算|资金)?(?:有所|略有)?"
    r"(?:增加|减少|增长|下降|上升|降低|保持不变))[。；]"
)
_LONG = 5  # characters of a name; a shorter one may stand in any sentence


def check(document: Examined) -> Iterator[Finding]:
    """Reasons that consist of the name of another item of the same text and of its movement."""
    items = _items(document)
    told = [(p, name, m) for p, name in items for m in [_REASON.search(p.text)] if m is not None]
    if len(items) < 2 or not told:
        yield undecided("没有逐项写原因的科目")
        return
    names = {name for _, name in items if len(name) >= _LONG}
    faults = [
        fails(
            f"“{name}”的原因写“{match['reason']}”，说的是另一个科目",
            passage.place(*match.span("reason")),
            expected="写明本科目的原因",
        )
        for passage, name, match in told
        if match["what"] in {_stem(n) for n in names} | names
        and _stem(match["what"]) not in _stem(name)
        and _stem(name) not in match["reason"]
    ]
    yield from faults or [holds(message="原因说的都是本科目")]


def _stem(name: str) -> str:
    return name.removesuffix("支出")


def _items(document: Examined) -> list[tuple[Passage, str]]:
    """Each passage that speaks of just one 项, with its name."""
    named: dict[int, list[tuple[Passage, str]]] = {}
    for one in named_items(document):
        if one.level == "项":
            named.setdefault(one.passage.block, []).append((one.passage, one.name))
    return [found[0] for found in named.values() if len(found) == 1]
