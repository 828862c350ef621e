"""段落以句号结束，各项之间有标点

为什么：以逗号、分号收尾，或前一项与后一项连写，多半是漏了后半句或漏了标点。
怎么改：句子已完就改为句号；没有写完的补完。公开文本里只有一段停在金额、比率后面的逗号上，是警告；其余只作提示。

>>> body = ["一、收入决算情况说明", "本年收入合计9.00万元，其中：其他收入1.00万元；", "二、支出决算情况说明"]
>>> print(*rule.check(text(*body)))
N-64 不成立：段落以“；”结束，应为句号
>>> stop = "机关运行经费支出9.00万元，比上年增加1.00万元，"
>>> print(*rule.check(text("一、机关运行经费支出情况", stop, "二、政府采购支出情况", "采购支出0万元。", kind="final_account")))
N-64 不成立：这一段停在“比上年增加1.00万元，”，后面的话没有写完
>>> print(*rule.check(text("职能：1.起草公文。2.组织会务工作3.承担值班工作。4.联系群众。")))
N-64 不成立：第 3 项前面没有标点，与上一项连写
>>> parts = [line for n in "一二三四五" for line in (f"{n}、某项情况说明", "本年支出9.00万元，比上年减少1.00万元。")]
>>> print(*rule.check(text(*parts, "六、末项情况说明", "本年支出8.00万元，与上年持平")))
N-64 不成立：段末“上年持平”后面没有句号
>>> print(*rule.check(text(*parts)))
N-64 成立：段落都以句号结束
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import style_of, value_of
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.rules.shared.open_endings import open_endings

RULE = Judgement("N-64", Severity.INFO, ("L4",), kinds=("final_account", "budget", "evaluation_report"))

_LONG = 20  # characters; shorter lines may be labels or items of a list
_STOPPED = re.compile(r"\d(?:[亿万]?元|%)[，、]$")  # an amount, and what should be told of it is missing
_INLINE = re.compile(r"(?P<number>\d{1,2})[.、](?!\d)(?=[\u4e00-\u9fa5“])")


def check(document: Examined) -> Iterator[Finding]:
    """Endings of the last paragraph before a heading or an item; numbered items run together."""
    read = document.passages
    faults = [fault for passage in read for fault in _run_together(passage)]
    published = document.kind in ("final_account", "budget")
    stopped = [one for one in read if published and _STOPPED.search(one.text)]  # several are a habit
    for passage, after in pairwise(read):
        if passage.heading or len(passage.text) < _LONG or (style_of(after.text) == 0 and not after.heading):
            continue
        mark = passage.text[-1]
        listed = style_of(after.text) == style_of(passage.text) > 0 and not after.heading
        if mark in "，、" or (mark == "；" and after.heading and not listed):
            at = len(passage.text) - 1
            clause = max(passage.text.rfind(one, 0, at) for one in "，。；：") + 1
            place, expected = passage.place(clause, at + 1), passage.text[clause:at] + "。"
            if passage in stopped and len(stopped) == 1:
                told = f"这一段停在“{place.printed}”，后面的话没有写完"
                faults.append(fails(told, place, expected=expected, severity=Severity.WARNING))
            else:
                faults.append(fails(f"段落以“{mark}”结束，应为句号", place, expected=expected))
    for place in open_endings(read):
        faults.append(fails(f"段末“{place.printed}”后面没有句号", place, expected=place.printed + "。"))
    yield from faults or [holds(message="段落都以句号结束")]


def _run_together(passage: Passage) -> Iterator[Finding]:
    """An item that follows the one before without any mark, though the others have one."""
    marks = list(_INLINE.finditer(passage.text))
    runs = [m for m, n in pairwise(marks) if value_of(n["number"]) == (value_of(m["number"]) or 0) + 1]
    if len(runs) < 2:
        return
    for before, match in pairwise(marks):
        glued = re.search(r"[\u4e00-\u9fa5）]$", passage.text[: match.start()])
        if glued and int(match["number"]) == int(before["number"]) + 1:
            start = max(0, match.start() - 4)
            words = passage.text[start : match.start()] + "。" + match[0]
            place = passage.place(start, match.end())
            yield fails(f"第 {match['number']} 项前面没有标点，与上一项连写", place, expected=words)
