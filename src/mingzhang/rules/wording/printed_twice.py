"""同一部分不印两遍

为什么：几段连着又从头印了一遍，是排版时多粘了一次；以后只改一处，两处就不一样了。
怎么改：删去重复的一遍。

>>> body = [f"{n}.“教育支出（类）普通教育（款）甲{'一二三四'[n]}教育（项）”{n}.00万元，主要用于学校日常运转和教学设备购置。" for n in (0, 1, 2, 3)]
>>> print(*rule.check(text("2026年部门预算编制说明", *body, *body, kind="budget")))
S-33 不成立：从“0.“教育支出（类）普通教育（款）甲一教育（项）”起的 4 段与前面一字不差，印了两遍
>>> print(*rule.check(text("2026年部门预算编制说明", *body, kind="budget")))
S-33 成立：没有整段重复
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement("S-33", Severity.INFO, ("L3",), kinds=("budget", "final_account"))

_LONG, _RUN = 25, 4  # characters of a paragraph that is no formula of words; paragraphs in a row


def check(document: Examined) -> Iterator[Finding]:
    """The longest runs of paragraphs that repeat paragraphs before them, in the same order."""
    told = [passage for passage in document.passages if len(passage.text) >= _LONG]
    first: dict[str, int] = {}
    faults, run = [], 0
    for index, passage in enumerate(told):
        before = first.setdefault(passage.text, index)
        again = before < index and (not run or first.get(told[index - 1].text) == before - 1)
        run = run + 1 if again else 0
        ends = index + 1 == len(told) or told[index + 1].text not in first
        if run >= _RUN and ends:
            start = told[index - run + 1]
            words = f"从“{start.text[:24]}”起的 {run} 段与前面一字不差，印了两遍"
            faults.append(fails(words, start.place(0, len(start.text)), expected="（删除）"))
            run = 0
    yield from faults or [holds(message="没有整段重复")]
