"""各项增减相加等于合计的增减

为什么：合计是各项之和，合计的增减也就是各项增减之和；加不起来，必有一个增减额或方向写错。
怎么改：用上年决算逐项核对增减额和方向。

>>> def told(whole): return [f"公共财政拨款支出9.00万元，比上年增加{whole}万元，具体情况如下：",
...     "（一）工资福利支出6.00万元，比上年增加2.00万元。", "（二）商品和服务支出3.00万元，比上年减少0.50万元。"]
>>> print(*rule.check(text(*told("1.80"))), sep="\\n")
N-78 不成立：“公共财政拨款支出”写比上年增加 1.80万元，各项增减相加为增加 1.50万元
>>> print(*rule.check(text(*told("1.50"))), sep="\\n")
N-78 成立：
>>> print(*rule.check(text(told("1.50")[0])), sep="\\n")
N-78 无法判断：没有合计和各项都写比上年增减额的
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number, number_of, shown, total
from mingzhang.language.document.claim_arithmetic import WAYS
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.listing import Listing, gap_of, level_number, moved

RULE = Judgement("N-78", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_OWN = ("三公", "三公总体", "三公具体")  # their sum: N-60


def check(document: Examined) -> Iterator[Finding]:
    """The movements of the parts of every list that adds up against the movement of the whole."""
    checked = False
    for listing in document.listings:
        gap = gap_of(listing, level_number)
        whole = listing.whole
        own = whole.section in _OWN and document.kind == "final_account" and "三公经费" in whole.subject
        if gap is None or compare(gap) is Verdict.FAILS or own:
            continue  # a list that does not add up is told by N-81
        for base in ("上年", "上年预算"):
            finding = _moved_alike(listing, base)
            if finding is not None:
                checked = True
                yield finding
    if not checked:
        yield undecided("没有合计和各项都写比上年增减额的")


def _moved_alike(listing: Listing, base: str) -> Finding | None:
    """The movement of a whole against that of its parts together; ``None`` where it proves nothing."""
    change = listing.whole.change(base)
    parts = [moved(part, base) for part in listing.parts]
    known = [part for part in parts if part is not None]
    if change is None or change.amount is None or len(known) != len(parts) or len(parts) < 2:
        return None
    printed, added = number_of(change.amount), total([(1, part) for part in known])
    ways = (change.way,) if change.way else (1, -1)  # both directions may be left standing
    gaps = [printed - added.times(way) for way in ways]
    gap = min(gaps, key=lambda one: abs(one.value))
    told_zeros = any(part.level is not None and not part.level.value for part in listing.parts)
    if gap.value < 0 and not told_zeros:
        return None  # items that are no more this year are not listed, and their fall is missing
    if compare(gap) is Verdict.HOLDS:
        return holds(change.amount.place, gap=gap)
    unit = change.amount.shown
    way = WAYS[change.way] if change.way else "变动"
    words = f"{listing.whole.name}写比{base}{way} {change.amount.text}{unit}，各项增减相加为{_spoken(added, unit)}"
    more = {"printed": f"{change.amount.text}{unit}", "expected": shown(abs(added.value), unit), "gap": gap}
    places = [change.amount.place, *(figure.place for figure in added.sources)]
    tell = fails if compare(gap) is Verdict.FAILS else rounding
    return tell(words, *places, inferred=True, **more)


def _spoken(number: Number, unit: str) -> str:
    return (
        f"{WAYS[1 if number.value > 0 else -1]} {shown(abs(number.value), unit)}" if number.value else "持平"
    )
