"""类、款的年初预算等于其下各款、各项年初预算之和

为什么：年初预算逐级相加；下级决算加得起来而预算加不起来，必有一个预算（或与预算的差额）写错。
怎么改：对照预算批复，改正写错的年初预算或增减额。

>>> told = ["四、一般公共预算财政拨款支出决算情况说明", "（二）一般公共预算财政拨款支出决算具体情况"]
>>> def items(less): return ["1、“一般公共服务支出”（类）2020年度决算8.00万元，比2020年年初预算减少3.00万元。其中：",
...     f"“财政事务”2020年度决算5.00万元，比2020年年初预算减少{less}万元。",
...     "“商贸事务”2020年度决算3.00万元，比2020年年初预算减少1.00万元。"]
>>> print(*rule.check(text(*told, *items("2.50"), year=2020)), sep="\\n")
B-02 不成立：“一般公共服务支出”的年初预算 11.00万元，下级合计 11.50万元，相差 0.50万元
>>> print(*rule.check(text(*told, *items("2.00"), year=2020)), sep="\\n")
B-02 成立：
>>> print(*rule.check(text(*told, items("2.00")[0], year=2020)), sep="\\n")
B-02 无法判断：没有逐级写年初预算
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number, shown
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Claim
from mingzhang.rules.shared.item_claims import budget, described, outturn, total

RULE = Judgement("B-02", Severity.ERROR, ("A",))


def check(document: Document) -> Iterator[Finding]:
    """Every class and section whose parts are complete by their outturns."""
    claims = described(document)
    checked = False
    for code, claim in claims.items():
        under = [c for c in claims if code.isdigit() and c != code and c.startswith(code)]
        parts = [claims[c] for c in under if not any(o != c and c.startswith(o) for o in under)]
        finding = _level(claim, parts) if parts else None
        if finding is not None:
            checked = True
            yield finding
    if not checked:
        yield undecided("没有逐级写年初预算")


def _level(claim: Claim, parts: list[Claim]) -> Finding | None:
    """A budget against the sum of its parts; ``None`` unless all are told and the outturns add up."""
    plans, spent = _added(parts, budget), _added(parts, outturn)
    own, own_spent = budget(claim), outturn(claim)
    if plans is None or spent is None or own is None or own_spent is None:
        return None
    if own.unit != plans.unit or compare(own_spent - spent) is Verdict.FAILS:
        return None
    gap = own - plans
    verdict = compare(gap)
    places = [figure.place for figure in gap.sources]
    if verdict is Verdict.HOLDS:
        return holds(*places[:1])
    name = claim.path[-1] if claim.path else claim.subject
    sums = [shown(value, "万元") for value in (own.value, plans.value, abs(gap.value))]
    words = f"“{name}”的年初预算 {sums[0]}，下级合计 {sums[1]}，相差 {sums[2]}"
    more = {
        "expected": sums[1],
        "unit": "万元",
        "explanation": f"四舍五入最多能解释 {shown(gap.slack, '万元', 3)}",
    }
    if verdict is Verdict.ROUNDING:
        return rounding(words, *places, **more)
    # A part with a budget and no outturn may have been left out.
    severity = Severity.WARNING if gap.value > 0 else Severity.ERROR
    return fails(words, *places, severity=severity, **more)


def _added(parts: list[Claim], what: Callable[[Claim], Number | None]) -> Number | None:
    numbers = [number for part in parts if (number := what(part)) is not None]
    return total(numbers) if len(numbers) == len(parts) else None
