"""“三公”经费写的增减与表中两年的预算数相符

为什么：预算表同时列上年和本年的“三公”预算，增减就是两数之差；文字不是这个数，必有一处写错。
怎么改：按表中两年的预算数改正增减额、幅度或方向；与执行数比的，写明“执行数”。

>>> head, rows = ("项目", "2024年预算数", "2025年预算数"), [("合计", "8.00", "6.00"), ("公务接待费", "8.00", "6.00")]
>>> def told(change): return text("某局2025年部门预算", "一般公共预算“三公”经费支出表", grid(head, *rows), "“三公”经费预算情况",
...     f"2025年“三公”经费预算6.00万元，比2024年{change}。", kind="budget", year=2025)
>>> print(*rule.check(told("减少3.00万元")))
N-87 不成立：“三公经费”比上年减少 3.00万元，按表中两年的数应为 2.00万元
>>> print(*rule.check(told("增加2.00万元")))
N-87 不成立：“三公经费”写比上年增加，表中上年 8.00万元、本年 6.00万元，应为“减少”
>>> print(*rule.check(told("减少2.00万元")))
N-87 成立：
>>> print(*rule.check(text("某局2025年部门预算", kind="budget", year=2025)))
N-87 无法判断：没有“三公”经费的增减，或表中没有上年的数
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import number_of, shown
from mingzhang.language.document.claim_arithmetic import WAYS
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Change, Claim
from mingzhang.rules.shared.three_expenses import PLAN, prior

RULE = Judgement("N-87", Severity.ERROR, ("A",), kinds=("budget",))

# What the table does not print: another base than the budget of the year before.
_OTHER = re.compile(r"执行|决算|调整后|调整预算|实际(?:支出|发生|完成|使用)|(?:上|20\d\d)年度?支出")


def check(document: Examined) -> Iterator[Finding]:
    """Every movement of one of the 三公 that names no other base than last year's budget."""
    found = [
        _judged(claim, change, now, before)
        for claim in document.claims
        if claim.fact.startswith(PLAN) and not claim.aside and not _OTHER.search(claim.paragraph.text)
        for change in claim.changes
        if change.base.startswith("上年") and change.base not in claim.bases and change.way and change.amount
        if (now := document.facts.get(claim.fact)) is not None and now.table
        if (before := prior(document, claim.fact.removeprefix(PLAN))) is not None
    ]
    yield from found or [undecided("没有“三公”经费的增减，或表中没有上年的数")]


def _judged(claim: Claim, change: Change, now: Fact, before: Fact) -> Finding:
    """One movement against the two years of the table."""
    assert change.amount is not None and change.way
    gap, way = now.number - before.number, WAYS[change.way]
    if gap.value * change.way < 0 and abs(gap.value) > gap.slack:
        right = WAYS[-change.way]
        words = (
            f"{claim.name}写比上年{way}，表中上年 {say(before.figure)}、本年 {say(now.figure)}，应为“{right}”"
        )
        return fails(words, change.word, before.place, now.place, printed=change.word.printed, expected=right)
    apart = number_of(change.amount) - gap.times(change.way)
    if compare(apart) is not Verdict.FAILS:
        return holds(change.amount.place, gap=apart)
    right = shown(abs(gap.value), change.amount.shown)
    words = f"{claim.name}比上年{way} {say(change.amount)}，按表中两年的数应为 {right}"
    places = change.amount.place, before.place, now.place
    return fails(
        words, *places, printed=say(change.amount), expected=right, unit=change.amount.shown, gap=apart
    )
