"""上年没有的，不写“增长100%”

为什么：上年为零，增长率没有意义；写“增长100%”，读者会以为上年有同样多的数。
怎么改：删去百分比，写“上年无此项支出”或“本年新增”。

>>> said = "机关运行经费支出5.00万元，上年无此项支出，比上年增加5.00万元，增长100%。"
>>> print(*rule.check(text("一、机关运行经费支出情况", said)), sep="\\n")
Y-08 不成立：“上年无此项支出”，却写“增长100%”
>>> print(*rule.check(text("一、机关运行经费支出情况", said.replace("，增长100%", ""))), sep="\\n")
Y-08 成立：
>>> print(*rule.check(text("二、收入决算情况说明", "本年收入合计1.00万元。")), sep="\\n")
Y-08 无法判断：正文没有写上年为零
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("Y-08", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_SENTENCE = re.compile(r"[^。；]+")
_NONE = re.compile(
    r"(?:上年|去年|20\d\d年)(?:度)?(?:均)?"
    r"(?:(?:无|没有|未安排|未发生)[^，。；]{0,16}(?:支出|收入|经费|预算|数)|为0(?:\.0+)?万?元?(?![.\d]))"
)
_RATE = re.compile(r"(?:增长|增加|上升|提高)(?:了)?(?:100(?:\.0+)?)%")


def check(document: Examined) -> Iterator[Finding]:
    """A sentence that says there was nothing last year and yet gives a rate of growth."""
    checked = False
    for passage, match in matches(document.passages, _SENTENCE):
        none = _NONE.search(match[0])
        if none is None or (document.year and f"{document.year}年" in none[0]):
            continue
        checked = True
        rate = _RATE.search(match[0])
        if rate is None:
            yield holds()
            continue
        start = match.start() + rate.start()
        place = passage.place(start, start + len(rate[0]))
        yield fails(f"“{none[0]}”，却写“{rate[0]}”", place, expected="不写百分比")
    if not checked:
        yield undecided("正文没有写上年为零")
