"""“三公”经费写的与预算相比的增减，与表中预算数、决算数相符

为什么：表里并列预算数和决算数，“与预算相比”的增减就是两数之差；写“无增减”而两数不等，或差额不是这个数，必有一处写错。
怎么改：按表中的预算数和决算数改正增减额或方向；与上年比的，写明“与上年相比”。

>>> head, rows = ("项目", "预算数", "决算数"), [("合计", "8.00", "6.00"), ("公务接待费", "8.00", "6.00")]
>>> def told(change): return text("某局2023年度部门决算", "“三公”经费支出决算表", grid(head, *rows), "七、“三公”经费支出决算情况说明",
...     f"公务接待费支出6.00万元，与2023年度预算相比{change}。")
>>> print(*rule.check(told("减少3.00万元")))
B-89 不成立：“公务接待费支出”写比预算减少 3.00万元，表中预算数 8.00万元、决算数 6.00万元，应为减少 2.00万元
>>> print(*rule.check(told("无增减变化")))
B-89 不成立：“公务接待费支出”写比预算持平，表中预算数 8.00万元、决算数 6.00万元，应为减少 2.00万元
>>> print(*rule.check(told("减少2.00万元")))
B-89 成立：
>>> print(*rule.check(text("某局2023年度部门决算")))
B-89 无法判断：没有“三公”经费与预算相比的增减，或表中没有预算数
"""

from __future__ import annotations

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
from mingzhang.language.narrative.phrase import derived

RULE = Judgement("B-89", Severity.WARNING, ("A",), kinds=("final_account",))

_BASE = "预算"  # 年初预算 and 全年预算 may each be another figure than the one of the table


def check(document: Examined) -> Iterator[Finding]:
    """Every movement of one of the 三公 against 预算, whose amount the table prints."""
    found = [
        _judged(claim, change, now, plan)
        for claim in document.claims
        if claim.fact.startswith("三公表.决算.") and not claim.aside
        if not any("预算" in base for base in claim.bases)
        for change in claim.changes
        if change.base == _BASE and change.way is not None and (change.amount or not change.way)
        if (now := document.facts.get(claim.fact)) is not None
        if (plan := document.facts.get(derived(claim.fact, _BASE))) is not None and plan.table
        if now.number.unit == plan.number.unit
    ]
    yield from found or [undecided("没有“三公”经费与预算相比的增减，或表中没有预算数")]


def _judged(claim: Claim, change: Change, now: Fact, plan: Fact) -> Finding:
    """One movement against the two figures of the table; 持平 forgives what rounding explains."""
    gap = now.number - plan.number
    told = change.amount
    apart = number_of(told) - gap.times(change.way or 1) if told is not None else gap
    alike = abs(gap.value) <= gap.slack if told is None else compare(apart) is not Verdict.FAILS
    place = told.place if told is not None else change.word
    if alike:
        return holds(place, gap=apart)
    unit = told.shown if told is not None else plan.figure.shown
    way = WAYS[(gap.value > 0) - (gap.value < 0)]
    right = f"{way} {shown(abs(gap.value), unit)}" if gap.value else way
    wrote = f"{WAYS[change.way or 0]}{f' {say(told)}' if told is not None else ''}"
    words = (
        f"{claim.name}写比预算{wrote}，表中预算数 {say(plan.figure)}、决算数 {say(now.figure)}，应为{right}"
    )
    return fails(words, place, plan.place, now.place, expected=right, inferred=True)
