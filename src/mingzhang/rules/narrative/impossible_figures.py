"""不可能的数：降幅超过 100%、倒推的上年数小于零、两个小数点、逗号前缺数字

为什么：原来的数最多全部减完；增加的数不会比现在的还多；“,867.48”“12..5”读不出是多少。
怎么改：对照账簿改正写错的数。

>>> def told(words): return print(*rule.check(text("会议费2.00万元，" + words)), sep="\\n")
>>> told("比上年减少3.00万元，下降150.00%。")
N-79 不成立：“会议费”写比上年下降 150.00%，降幅不会超过 100%
>>> told("比上年增加3.00万元。")
N-79 不成立：“会议费”写 2.00万元，比上年增加 3.00万元，倒推上年为 -1.00万元，不会小于零
>>> told("其中：场租,867.48万元。")
N-79 不成立：“,867.48万元”不成一个数，请核对原数
>>> told("比上年增加1.00万元，增长100%。")
N-79 成立：
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from mingzhang.facts.coverage import shaken
from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import amount, say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.narrative.claim import Change, Claim
from mingzhang.language.text.figures import DAMAGED, figures
from mingzhang.rules.shared.left_before import left_before

RULE = Judgement("N-79", Severity.ERROR, ("A",), kinds=("final_account", "budget"))


def check(document: Examined) -> Iterator[Finding]:
    """Figures that cannot be right whatever the others are."""
    changes = [(claim, change) for claim in document.claims if not claim.aside for change in claim.changes]
    told = [_beyond(claim, change) for claim, change in changes]
    before = (left_before(claim, change) for claim, change in changes)
    figures = tuple(chain(*(shaken(number, "≥") for number in before if number is not None)))
    yield from [*_damaged(document), *filter(None, told)] or [holds(compared=figures)]


def _damaged(document: Examined) -> Iterator[Finding]:
    for passage in document.passages:
        for figure in figures(passage.text):
            if figure.kind == DAMAGED:
                place = passage.place(figure.start, figure.end)
                yield fails(f"“{place.printed}”不成一个数，请核对原数", place, printed=place.printed)


def _beyond(claim: Claim, change: Change) -> Finding | None:
    """A fall of over 100%, or a base below zero; ``None`` for any other change."""
    rate, name = change.rate, claim.name
    if rate is not None and rate.unit == "%" and rate.value > 100 and change.way == change.rate_way == -1:
        words = f"{name}写比{change.base}下降 {say(rate)}，降幅不会超过 100%"
        return fails(words, rate.place, printed=say(rate), expected="不大于 100%")
    before = left_before(claim, change)
    if change.amount is None or claim.level is None or before is None or before.high >= 0:
        return None
    was = f"倒推{change.base}为 {amount(before.value, change.amount)}，不会小于零"
    words = f"{name}写 {say(claim.level)}，比{change.base}增加 {say(change.amount)}，{was}"
    places = change.amount.place, claim.level.place
    return fails(words, *places, printed=say(change.amount), expected=f"不大于 {say(claim.level)}")
