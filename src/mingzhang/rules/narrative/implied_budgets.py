"""由完成率倒推的各项预算，相加等于总的预算

为什么：只写决算数和完成预算的百分比时，预算数就藏在里面；各项倒推的预算加不到总额，必有一个完成率写错。
怎么改：对照预算批复，重算完成率。

>>> told = ["五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况"]
>>> def items(rate): return ["一般公共预算支出决算数为90.00万元，完成预算90.00%。其中：",
...     f"1.教育支出（类）进修及培训（款）培训支出（项）：支出决算为40.00万元，完成预算{rate}%。",
...     "2.住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为50.00万元，完成预算100.00%。"]
>>> print(*rule.check(text(*told, *items("30.00"))), sep="\\n")
N-98 不成立：按完成率倒推，各项预算合计约 183.33万元，总的预算约 100.00万元；“培训支出”的 30.00% 似应为 80.00%
>>> print(*rule.check(text(*told, *items("80.00"))), sep="\\n")
N-98 成立：
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import shown
from mingzhang.language.document.document import Document
from mingzhang.language.document.proportion import say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Claim
from mingzhang.rules.shared.item_claims import SECTIONS, budget, code_of, described, outturn, total
from mingzhang.rules.shared.near_figures import one_digit_apart

RULE = Judgement("N-98", Severity.WARNING, ("A",))


def check(document: Document) -> Iterator[Finding]:
    """The whole and its items, where their outturns add up and each has its completion."""
    told = _told(document)
    spent = [number for c in told if (number := outturn(c)) is not None]
    added = total(spent[1:]) if len(told) > 2 else None
    if added is None or compare(spent[0] - added) is Verdict.FAILS:
        yield undecided("没有逐项写完成预算的百分比，或各项没有写全")
        return
    rates = [c.completions[0].percent for c in told]
    plans = [number.value * 100 / rate.value for number, rate in zip(spent, rates, strict=True)]
    rooms = [p * r.half / (r.value - r.half) for p, r in zip(plans, rates, strict=True)]
    room = sum(rooms, Fraction(100) * sum((number.slack for number in spent), Fraction(0)))
    places = [rate.place for rate in rates]
    if abs(plans[0] - sum(plans[1:])) <= room:
        yield holds(*places)
        return
    sums = [shown(value, "万元") for value in (sum(plans[1:], Fraction(0)), plans[0])]
    words = f"按完成率倒推，各项预算合计约 {sums[0]}，总的预算约 {sums[1]}"
    wrong = list(_slips(told, plans))
    if len(wrong) != 1:
        yield fails(f"{words}，至少有一个完成率写错", *places)
        return
    claim, right = wrong[0]
    printed = say(claim.completions[0].percent)
    words += f"；{claim.name}的 {printed} 似应为 {right}"
    yield fails(words, claim.completions[0].percent.place, printed=printed, expected=right)


def _told(document: Document) -> list[Claim]:
    """The whole and its items with their completions, nothing where one has none, or a budget (N-24)."""
    rated = [c for c in document.claims if c.completions and not c.aside and outturn(c) is not None]
    whole = next((c for c in rated if code_of(c) == "合计" and c.section in SECTIONS), None)
    items = [claim for code, claim in described(document).items() if len(code) == 7]
    told = [whole, *items] if whole is not None else []
    known = all(c.completions and c.completions[0].percent.value > 0 and budget(c) is None for c in told)
    return told if known else []


def _slips(told: Sequence[Claim], plans: Sequence[Fraction]) -> Iterator[tuple[Claim, str]]:
    """The completions that one other digit would put right, with what they should be."""
    for n, claim in enumerate(told):
        rest = sum(plans[1:], Fraction(0))
        needed = rest if n == 0 else plans[0] - rest + plans[n]
        percent = claim.completions[0].percent
        if needed > 0 and (right := one_digit_apart(percent, plans[n] * percent.value / needed)):
            yield claim, right
