"""面向中小企业预留的采购预算不大于政府采购预算

为什么：预留份额是采购预算的一部分，小微企业的又是中小企业的一部分；部分大于全部，必有一个数写错。
怎么改：对照政府采购预算表，改正预留金额或采购预算总额。

>>> said = "2025年本部门政府采购预算9.00万元。", "2025年本部门面向中小企业预留政府采购项目预算金额{}万元。"
>>> print(*rule.check(text("三、政府采购预算情况", said[0], said[1].format("19.00"), kind="budget", year=2025)))
B-66 不成立：面向中小企业预留 19.00万元，大于政府采购预算 9.00万元
>>> print(*rule.check(text("三、政府采购预算情况", said[0], said[1].format("8.00"), kind="budget", year=2025)))
B-66 成立：
>>> print(*rule.check(text("三、政府采购预算情况", said[0], kind="budget")))
B-66 无法判断：没有同时写采购预算和预留金额
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import number_of
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.listing import level_of
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("B-66", Severity.ERROR, ("A",), kinds=("budget",))

_RESERVED = re.compile(
    r"(?:面向|预留给?|专门面向)[^，。；]{0,8}中小企业[^，。；]*|预留[^，。；]{0,12}中小企业"
)
_WHOLE = "预算采购.合计"


def check(document: Examined) -> Iterator[Finding]:
    """What is reserved for smaller enterprises against the whole of procurement."""
    whole = document.facts.get(_WHOLE)
    reserved = [
        level
        for claim in document.claims
        if _RESERVED.search(claim.subject) and not claim.aside and claim.year is None
        if (level := level_of(claim)) is not None and whole is not None and level.unit == whole.figure.unit
    ]
    if whole is None or not reserved:
        yield undecided("没有同时写采购预算和预留金额")
        return
    level = reserved[0]
    over = number_of(level) - whole.number
    if over.value <= over.slack:
        yield holds(level.place)
        return
    words = f"面向中小企业预留 {said(level)}，大于政府采购预算 {said(whole.figure)}"
    yield fails(
        words, level.place, whole.place, expected=f"不大于 {said(whole.figure)}", gap=over, relation="≤"
    )
