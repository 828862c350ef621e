"""金额的小数位一致

为什么：全文金额都是两位小数，只有一处写一位，多半是丢了末位的 0，也可能丢了一个数字。
怎么改：与报表核对后按两位小数补齐。

>>> eleven = "；".join(f"支出{n}.25万元" for n in range(10, 21))
>>> print(*rule.check(text("一、收入决算情况说明", f"其中：{eleven}；其他收入6.2万元。")))
N-58 不成立：全文金额用两位小数，“6.2万元”只有一位
>>> print(*rule.check(text("一、收入决算情况说明", f"其中：{eleven}；其他收入0万元。")))
N-58 成立：金额的小数位一致
>>> print(*rule.check(text("一、收入决算情况说明", "其他收入6.2万元。")))
N-58 无法判断：金额太少，看不出全文用几位小数
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import PROJECTS
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("N-58", Severity.INFO, ("L5",))

_AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.(?P<decimals>\d+))?(?=万元)")
_ENOUGH, _MOST = 10, 8  # a habit: so many amounts, eight out of ten of those with decimals have two


def check(document: Examined) -> Iterator[Finding]:
    """One finding at most: the amounts with one decimal where the document writes two."""
    aside = document.notation.without_figures | PROJECTS
    found = [
        (p, m) for p, m in matches(document.passages, _AMOUNT) if p.section and p.section.key not in aside
    ]
    split = [(p, m) for p, m in found if m["decimals"]]
    two = [m for _, m in split if len(m["decimals"]) == 2]
    if len(two) < _ENOUGH or len(two) * 10 < len(split) * _MOST:
        yield undecided("金额太少，看不出全文用几位小数" if len(two) < _ENOUGH else "全文没有统一的小数位")
        return
    short = [(p, m) for p, m in split if len(m["decimals"]) == 1]
    if not short:
        yield holds(message="金额的小数位一致")
        return
    more = f"等 {len(short)} 处" if len(short) > 1 else ""
    first = short[0][1]
    message = f"全文金额用两位小数，“{first[0]}万元”{more}只有一位"
    places = [p.place(m.start(), m.end() + 2) for p, m in short]
    yield fails(message, *places, expected=f"{first[0]}0万元")
