"""各项年初预算相加等于年初预算总额

为什么：具体情况先写总的年初预算，再逐项写；各项决算加得起来而预算加不起来，必有一项预算写错。
怎么改：对照预算批复，改正写错的年初预算。

>>> told = ["五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况"]
>>> def items(one): return ["一般公共预算财政拨款支出年初预算为9.00万元，支出决算为8.00万元。其中：",
...     f"1、教育支出（类）进修及培训（款）培训支出（项）。年初预算为{one}万元，支出决算为4.00万元。",
...     "2、住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为4.00万元，支出决算为4.00万元。"]
>>> print(*rule.check(text(*told, *items("5.30"))), sep="\\n")
N-24 不成立：一般公共预算支出的年初预算 9.00万元，各分项合计 9.30万元，相差 0.30万元
>>> print(*rule.check(text(*told, *items("5.00"))), sep="\\n")
N-24 成立：
>>> print(*rule.check(text(*told, items("5.00")[0])), sep="\\n")
N-24 无法判断：没有逐项写年初预算
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number
from mingzhang.language.document.claim_arithmetic import check_sum
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Claim
from mingzhang.rules.shared.item_claims import SECTIONS, budget, code_of, described, outturn, total

RULE = Judgement("N-24", Severity.ERROR, ("A",))


def check(document: Document) -> Iterator[Finding]:
    """The items' budgets, where the items' outturns show that the list is complete."""
    whole = described(document).get("合计")
    items = list(_items(document))
    pairs = [
        (spent, plan) for c in items if (spent := outturn(c)) is not None and (plan := budget(c)) is not None
    ]
    if whole is None or len(items) < 2 or len(pairs) != len(items):
        yield undecided("没有逐项写年初预算")
        return
    spent, plan = outturn(whole), budget(whole)
    if spent is None or plan is None or not _same(spent, [one for one, _ in pairs]):
        yield undecided("各项决算与总额对不上，或没有年初预算总额，不能确定各项写全了")
        return
    names = "、".join((claim.path[-1] if claim.path else claim.subject) for claim in items[:8])
    finding = check_sum(plan, [one for _, one in pairs], "一般公共预算支出的年初预算", names)
    added = total([one for _, one in pairs])
    if finding.verdict is Verdict.FAILS and added is not None and plan.value > added.value:
        # an item with a budget and no outturn may have been left out
        finding = replace(finding, severity=Severity.WARNING)
    yield finding


def _items(document: Document) -> Iterator[Claim]:
    """Claims of single items: coded as 项, or with a budget of their own and no code."""
    seen: set[str] = set()
    for claim in document.claims:
        code = code_of(claim)
        if claim.section not in SECTIONS or claim.aside or claim.level is None or code in seen:
            continue
        if len(code) == 7 or (not claim.fact and claim.role and budget(claim) is not None):
            seen.add(code or str(id(claim)))
            yield claim


def _same(whole: Number, parts: list[Number]) -> bool:
    added = total(parts)
    return added is not None and compare(whole - added) is not Verdict.FAILS
