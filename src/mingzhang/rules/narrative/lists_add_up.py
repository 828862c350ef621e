"""正文列出的分项相加等于合计

为什么：“其中”、分条或括号里列出的分项，写明了零、占比合计 100% 或名称已经齐全，相加就应当等于合计。
怎么改：对照账簿改正合计或写错的分项；没有列全的，写明“主要包括”。

>>> told = "本年收入{}万元，具体情况如下：", "1.财政拨款收入8.00万元。", "2.事业收入0万元。", "3.其他收入1.50万元。"
>>> print(*rule.check(text(told[0].format("9.00"), *told[1:])), sep="\\n")
N-81 不成立：“本年收入” 9.00万元，各分项合计 9.50万元，相差 0.50万元
>>> print(*rule.check(text(told[0].format("9.50"), *told[1:])), sep="\\n")
N-81 成立：
>>> print(*rule.check(text("会议费9.00万元，其中：住宿费8.00万元，餐费2.00万元。")), sep="\\n")
N-81 不成立：“会议费” 9.00万元，各分项合计 10.00万元，相差 1.00万元
>>> print(*rule.check(text("本年收入9.00万元。")), sep="\\n")
N-81 无法判断：正文没有分项列示的合计
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mingzhang.facts.coverage import shaken_zeros
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number, number_of
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import undecided
from mingzhang.language.narrative.claim import ITEMS, MAINLY, Claim
from mingzhang.language.narrative.listing import NAMED, Listing, gap_of, level_number
from mingzhang.rules.shared.amounts_told import KINDS
from mingzhang.rules.shared.listed_sum import sum_with_zeros
from mingzhang.rules.shared.near_figures import one_swap_settles

RULE = Judgement("N-81", Severity.ERROR, ("A",), kinds=KINDS)
_MANY, _PEOPLE, _CARS = 3, ("人", "名"), ("辆", "台")  # so many parts are a list, complete or not


def check(document: Examined) -> Iterator[Finding]:
    """Every list of levels, and of the budgets behind them; one that may be incomplete is only a hint."""
    listings = (one for one in document.listings if len(one.parts) >= 2 and one.whole.fact != "资产.车辆")
    told = (finding for one in listings for finding in (_summed(one, level_number), *_planned(one)))  # N-45
    found = [finding for finding in told if finding is not None]
    yield from found or [undecided("正文没有分项列示的合计")]


def _summed(listing: Listing, value: Callable[[Claim], Number | None], what: str = "") -> Finding | None:
    """A whole against its parts by ``value``; where the list may be incomplete, a hint or ``None``."""
    gap, whole = gap_of(listing, value), value(listing.whole)
    if gap is None or whole is None or (gap.value > gap.slack and _partly(listing, "其余")):
        return None
    if listing.how == NAMED and not listing.complete and gap.value and abs(gap.value) <= gap.slack:
        return None  # rounding only seems to explain a part that is not there
    parts, names = [*filter(None, map(value, listing.parts))], "、".join(p.subject for p in listing.parts)
    finding = sum_with_zeros(whole, parts, listing.whole.name + what, names)
    finding = replace(finding, compared=tuple(shaken_zeros(finding.gap, map(value, listing.parts))))
    if finding.verdict is not Verdict.FAILS:
        return finding
    if not listing.complete and not one_swap_settles(listing, gap):
        listed = listing.how == ITEMS or len(parts) >= _MANY or gap.value < 0
        items = whole.unit in _PEOPLE or any(part.path for part in listing.parts)  # 职称; N-22, N-23
        unsure = not listed or items or listing.how in (MAINLY, NAMED) or _partly(listing, "等")
        return None if unsure else replace(finding, severity=Severity.INFO, inferred=True)
    short = gap.value > 0 and whole.unit in (*_PEOPLE, *_CARS)  # 工勤 and others may be left out
    return replace(finding, severity=Severity.WARNING) if short or not listing.complete else finding


def _planned(listing: Listing) -> Iterator[Finding | None]:
    """The budgets of a complete list, where the whole and every part print one."""
    for base in listing.whole.bases if listing.complete else ():

        def planned(claim: Claim, base: str = base) -> Number | None:
            return number_of(claim.bases[base]) if base in claim.bases else None

        yield _summed(listing, planned, f"的{base}数")


def _partly(listing: Listing, word: str) -> bool:
    """Whether the text behind the last part says that there are more."""
    span = level.place.span if (level := (last := listing.parts[-1]).level) is not None else None
    return span is not None and last.paragraph.text[span[1] :].lstrip("，、； ").startswith(word)
