"""金额后的单位缺失，或与同一句里的其他数不同

为什么：把“万元”写成“元”，数额就小了一万倍；漏写单位，读者不知道是多少。
怎么改：补写或改正单位，使同一句里的金额单位一致。

>>> print(*rule.check(text("三、政府采购支出情况", "政府采购支出总额9.00万元，其中：政府采购货物支出8.00元，"
...     "政府采购工程支出0万元，政府采购服务支出1.00万元。")), sep="\\n")
N-50 不成立：“政府采购货物支出”写 8.00元，同一句里其余金额都以万元为单位，应为 8.00万元
N-50 成立：
>>> print(*rule.check(text("机关运行经费支出决算为4.19。")), sep="\\n")
N-50 不成立：“机关运行经费支出决算为”后面的 4.19 没有单位，应为 4.19万元
N-50 成立：
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import MONEY, SCALES, exact, number_of, shown
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.narrative.claim import Claim

RULE = Judgement("N-50", Severity.ERROR, ("A",), kinds=("final_account", "budget"))
_SMALL = 10_000  # 元：以元为单位的决算数不会这样小
_PER_HEAD = re.compile(r"人均|每人|次均|批均|平均|标准|单价")  # 按人按次的数以元为单位


def check(document: Document) -> Iterator[Finding]:
    """The unit of every amount against the others of its list, and amounts without a unit."""
    for slip in document.slips:
        if slip.expected != "%" and slip.figure.value:  # 为 0 常不写单位
            right = f"{slip.figure.text}{slip.expected}"
            yield fails(
                f"“{slip.before}”后面的 {slip.figure.text} 没有单位，应为 {right}",
                slip.figure.place,
                printed=slip.before + slip.figure.text,
                expected=right,
            )
    lists: dict[int | tuple[int, int], list[Claim]] = {}
    for claim in document.claims:
        if claim.level is not None and claim.level.unit == MONEY and not claim.aside:
            lists.setdefault(id(claim.root), []).append(claim)
            lists.setdefault((id(claim.paragraph), claim.sentence), []).append(claim)
    told = set[int]()
    for key, claims in lists.items():
        yield from _odd(claims, told)
        if isinstance(key, int):
            yield holds(claims[0].place)


def _odd(claims: list[Claim], told: set[int]) -> Iterator[Finding]:
    """The figures whose unit differs from the usual one of their list, each told once."""
    usual, count = Counter(claim.level.shown for claim in claims if claim.level).most_common(1)[0]
    for claim in claims:
        level = claim.level
        if level is None or level.shown == usual or usual != "万元" or count < 2 or id(level) in told:
            continue
        if _PER_HEAD.search(claim.subject):
            continue
        slip = 0 < level.value < _SMALL and level.shown == MONEY
        right = f"{level.text}{usual}" if slip or not level.value else shown(level.value, usual)
        if not (slip or not level.value or level.shown == "亿元"):
            continue
        told.add(id(level))
        words = (
            f"“{claim.subject}”写 {level.text}{level.shown}，同一句里其余金额都以{usual}为单位，应为 {right}"
        )
        finding = fails(
            words, level.place, printed=f"{claim.subject}{level.text}{level.shown}", expected=right
        )
        if slip:
            gap = number_of(level) - exact(level.value * SCALES[usual], MONEY)
            yield replace(finding, gap=gap)
        else:
            yield replace(finding, severity=Severity.WARNING if level.value else Severity.INFO)
