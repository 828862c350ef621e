"""原因不只重复增减

为什么：“主要原因是支出增加”“某经费减少”只把增减又说了一遍，读者不知道为什么。
怎么改：写明本项增减的实际原因：人数、标准、任务或项目的变化。

>>> said = "2025年当年预算执行数为9.00万元，2026年预算安排8.00万元，比2025年预算执行数减少11.11%。主要原因是：{}。"
>>> def told(why): return text("2026年部门预算编制说明", "1.“教育支出（类）普通教育（款）小学教育（项）”8.00万元，主要用于办学。"
...     + said.format(why), kind="budget", year=2026)
>>> print(*rule.check(told("小学教育经费减少")))
N-91 不成立：原因只写“小学教育经费减少”，没有说明为什么
>>> print(*rule.check(told("学生人数减少")))
N-91 成立：写出的原因都说明了为什么
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
N-91 无法判断：没有写增减原因
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("N-91", Severity.INFO, ("L3",), kinds=("final_account", "budget"))

_REASON = re.compile(r"原因(?:主要)?(?:是|为|：)+(?P<reason>[^。；，X×]{2,50})[。；]")
_SAME = re.compile(
    r"^(?P<what>[^，。；、]{0,40}?)(?:经费|支出|预算|资金|费用|金额|数额)?(?:的)?(?:有所|略有|相应)?"
    r"(?:增加|减少|增长|下降|上升|降低|保持不变|不变|无变化|没有变化)$"
)

# What moves by itself and moves the money: to name it is to say why.
_CAUSE = re.compile("(?:人员|人数|职工|学生|对象|户数|标准|基数|比例|面积|单价|价格|场次|批次|数量|车辆数)$")


def check(document: Examined) -> Iterator[Finding]:
    """One finding at most: the reasons that repeat the movement, or the name of their own item."""
    found = list(matches(document.passages, _REASON))
    if not found:
        yield undecided("没有写增减原因")
        return
    empty = [(passage, match) for passage, match in found if _says_nothing(passage, match)]
    if not empty:
        yield holds(message="写出的原因都说明了为什么")
        return
    more = f"等 {len(empty)} 处" if len(empty) > 1 else ""
    words = f"原因只写“{empty[0][1]['reason']}”{more}，没有说明为什么"
    yield fails(words, *(p.place(*m.span("reason")) for p, m in empty), expected="写明实际原因")


def _says_nothing(passage: Passage, reason: re.Match[str]) -> bool:
    match = _SAME.match(reason["reason"])
    if match is None:
        return False
    what = match["what"]
    return not what or (not _CAUSE.search(what) and len(what) > 3 and what in passage.text[: reason.start()])
