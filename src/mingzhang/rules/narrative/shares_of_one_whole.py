"""占同一个总数的几个比重，算回去应是同一个总数

为什么：总数没有印出来，每个比重和它的数额也各自说出了总数是多少；算回去不一样，必有一个比重写错。
怎么改：用各项相加的总数重算比重。

>>> def told(rate): return "四、支出情况", "基本支出90.00万元，占一般公共预算支出的90.00%。", f"项目支出10.00万元，占一般公共预算支出的{rate}%。"
>>> print(*rule.check(text(*told("15.00"))), sep="\\n")
N-84 不成立：“基本支出”占一般公共预算支出的 90.00%，“项目支出”占 15.00%，算回去总数约 100.00万元 和 66.67万元，不是同一个数
>>> print(*rule.check(text(*told("10.00"))), sep="\\n")
N-84 成立：
>>> print(*rule.check(text("按功能分：教育支出80.00万元（80.00%）；住房保障支出15.00万元（15.00%）；其他支出5.00万元（6.00%）。")))
N-84 不成立：“其他支出”写占 6.00%，按这一段各项相加 100.00万元 计算应为 5.00%，其余各项的比重都对
>>> print(*rule.check(text(told("10.00")[1])), sep="\\n")
N-84 无法判断：没有几项写明占同一个没有印出的总数
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import MONEY, decimals_of, rounded, shown
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.listing import level_number
from mingzhang.language.text.subject import total_name
from mingzhang.rules.shared.unnamed_shares import Told, list_of_shares, room

RULE = Judgement("N-84", Severity.ERROR, ("A",), kinds=("final_account", "budget"))


def check(document: Examined) -> Iterator[Finding]:
    """Shares of one named whole that the document does not print, section by section."""
    open_ = {
        id(place)
        for findings in document.assertions.values()
        for finding in findings
        if finding.verdict is Verdict.UNDECIDED
        for place in finding.places
    }
    groups: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    lists: dict[tuple[int, str], list[Told]] = defaultdict(list)
    for claim in document.claims:
        level = level_number(claim)
        for share in claim.shares:
            known = level is not None and level.value > 0 and share.percent.value > share.percent.half * 2
            if not known or level is None or id(share.percent.place) not in open_:
                continue
            if share.whole:
                key = claim.place.section or "", total_name(share.whole), level.unit
                groups[key].append((claim, level, share.percent))
            elif level.unit == MONEY and not claim.aside:
                lists[id(claim.paragraph), level.unit].append((claim, level, share.percent))
    found = [_judged(told) for told in groups.values() if len(told) > 1]
    found += [one for told in lists.values() if (one := list_of_shares(document, told)) is not None]
    yield from found or [undecided("没有几项写明占同一个没有印出的总数")]


def _judged(group: Sequence[Told]) -> Finding:
    """The two of a group whose wholes are farthest apart; which is wrong, where their sum is the whole."""
    low, high = max(group, key=lambda told: room(told)[0]), min(group, key=lambda told: room(told)[1])
    if room(low)[0] <= room(high)[1]:
        return holds(low[2].place, high[2].place)
    one, other = (low, high) if group.index(low) < group.index(high) else (high, low)
    total = sum((level.value for _, level, _ in group), Fraction(0))
    fits = [told for told in group if room(told)[0] <= total <= room(told)[1]]
    wrong = next((told for told in (other, one) if len(fits) == len(group) - 1 and told not in fits), other)
    wholes = " 和 ".join(shown(100 * told[1].value / told[2].value, "万元") for told in (one, other))
    whole = next(share.whole for share in one[0].shares if share.percent is one[2])
    words = f"{one[0].name}占{whole}的 {say(one[2])}，{other[0].name}占 {say(other[2])}，算回去总数约 {wholes}，不是同一个数"
    share = shown(rounded(100 * wrong[1].value / total, decimals_of(wrong[2])), "%", decimals_of(wrong[2]))
    right = share if len(fits) == len(group) - 1 else ""
    return fails(words, wrong[2].place, one[2].place, printed=say(wrong[2]), expected=right, unit="%")
