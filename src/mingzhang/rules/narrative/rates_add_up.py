"""合计的增减幅度与各项倒推的上年数相符

为什么：各项写了今年的数和幅度，上年的数就算得出来；各项上年数相加就是上年的合计，合计的幅度由此而定。
怎么改：用上年决算重算合计和各项的幅度。

>>> def told(rate): return [f"“三公”经费支出决算50.00万元，比上年下降{rate}%。其中：公务用车运行费40.00万元，比上年下降20.00%；"
...     "公务接待费10.00万元，与上年持平；因公出国（境）费0万元，与上年持平。"]
>>> print(*rule.check(text(*told("9.10"))), sep="\\n")
N-99 不成立：“三公经费”写比上年下降 9.10%，按各项的幅度倒推上年合计约 60.00万元，应为下降 16.67%
>>> print(*rule.check(text(*told("16.67"))), sep="\\n")
N-99 成立：
>>> print(*rule.check(text("会议费9.00万元，比上年下降9.10%。")), sep="\\n")
N-99 无法判断：没有合计和各项都写比上年幅度的
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import decimals_of, rounded, shown
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Change, Claim
from mingzhang.language.narrative.listing import Listing, gap_of, level_number, year_before

RULE = Judgement("N-99", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_BASES = ("上年", "上年预算")
Room = tuple[Fraction, Fraction]  # the least and the most an amount can have been


def check(document: Examined) -> Iterator[Finding]:
    """Wholes with a percentage and no amount of change, whose parts add up and tell how they moved."""
    checked = False
    for listing, base in product(document.listings, _BASES):
        gap, change = gap_of(listing, level_number), listing.whole.change(base)
        if gap is None or compare(gap) is Verdict.FAILS or change is None or change.amount is not None:
            continue
        rooms = [_before(part, base) for part in listing.parts]
        known = [room for room in rooms if room is not None]
        if change.rate is not None and change.way and len(known) == len(rooms) > 1:
            checked = True
            yield _judged(
                listing,
                change,
                (sum(r[0] for r in known) + Fraction(0), sum(r[1] for r in known) + Fraction(0)),
            )
    if not checked:
        yield undecided("没有合计和各项都写比上年幅度的")


def _before(part: Claim, base: str) -> Room | None:
    """What a part was; 同比 beside a whole that names last year's budget means the same base."""
    return next((room for one in (base, *_BASES) if (room := year_before(part, one)) is not None), None)


def _judged(listing: Listing, change: Change, before: Room) -> Finding:
    """The percentage of the whole against the one that its parts make."""
    level = level_number(listing.whole)
    assert level is not None and change.rate is not None and change.way
    rate, middle = change.rate, (before[0] + before[1]) / 2
    ends = sorted(
        100 * (end / level_was - 1)
        for end in (level.low, level.high)
        for level_was in before
        if level_was > 0
    )
    printed = change.way * rate.value
    if not ends or ends[0] - rate.half <= printed <= ends[-1] + rate.half:
        return holds(rate.place)
    true = rounded(100 * (level.value / middle - 1), decimals_of(rate))
    right = f"{'增长' if true > 0 else '下降'} {shown(abs(true), '%', decimals_of(rate))}"
    way = "增长" if change.way > 0 else "下降"
    words = f"{listing.whole.name}写比上年{way} {rate.text}%，按各项的幅度倒推上年合计约 {shown(middle, '万元')}，应为{right}"
    return fails(words, rate.place, printed=f"{rate.text}%", expected=right.removeprefix(f"{way} "))
