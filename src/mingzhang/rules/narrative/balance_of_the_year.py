"""正文一句里的年初结转、收入、支出与年末结转平衡

为什么：年初结转加本年收入（和弥补的结余）减本年支出、结余分配，就是年末结转；一句里写全了，就应当平衡。
怎么改：对照收入支出决算总表改正写错的数。

>>> told = "年初结转和结余1.00万元，本年收入9.00万元，本年支出8.00万元，结余分配0万元，年末结转和结余{}万元。"
>>> print(*rule.check(text(told.format("3.00"))), sep="\\n")
N-77 不成立：年末结转和结余 3.00万元，按“年初结转和结余 + 本年收入 - 本年支出 - 结余分配”应为 2.00万元，相差 1.00万元
>>> print(*rule.check(text(told.format("2.00"))), sep="\\n")
N-77 成立：
>>> print(*rule.check(text("本年收入9.00万元。")), sep="\\n")
N-77 无法判断：正文没有一句写全年初结转、收入、支出和年末结转
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import number_of, total
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import amount, say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import balances

RULE = Judgement("N-77", Severity.ERROR, ("A",), kinds=("final_account", "budget"))
_CLOSING = 3  # its position among the terms of a balance


def check(document: Examined) -> Iterator[Finding]:
    """Every sentence that tells a whole year."""
    found = balances(document.claims)
    for terms in found:
        yield _balanced(terms)
    if not found:
        yield undecided("正文没有一句写全年初结转、收入、支出和年末结转")


def _balanced(terms: list[tuple[int, Claim]]) -> Finding:
    """The closing balance of a sentence against its other terms, each taken with its sign."""
    figures = [(sign, claim, claim.level) for sign, claim in terms if claim.level is not None]
    gap = total([(sign, number_of(figure)) for sign, _, figure in figures])
    last = figures[_CLOSING][2]
    if gap.value == 0:
        return holds(last.place, gap=gap)
    rest = [(sign, claim.subject) for n, (sign, claim, _) in enumerate(figures) if n != _CLOSING]
    formula = "".join(f"{' + ' if sign > 0 else ' - '}{name}" for sign, name in rest).removeprefix(" + ")
    right = amount(last.value + gap.value, last)
    off = amount(abs(gap.value), last)
    words = f"{figures[_CLOSING][1].subject} {say(last)}，按“{formula}”应为 {right}，相差 {off}"
    places = [figure.place for _, _, figure in figures]
    more = {"printed": say(last), "expected": right, "gap": gap}
    if compare(gap) is Verdict.FAILS:
        return fails(words, *places, **more)
    return rounding(f"{words}，为四舍五入尾差", *places, **more)
