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

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import MONEY, SCALES, exact, number_of, shown
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.rules.shared.amounts_told import KINDS, SMALL, Told, by_head, told_in_lists

RULE = Judgement("N-50", Severity.ERROR, ("A",), kinds=KINDS)


def check(document: Document) -> Iterator[Finding]:
    """The unit of every amount against the others of its list, and amounts without a unit."""
    for slip in document.slips:
        if slip.expected != "%" and slip.figure.value:  # 为 0 常不写单位
            right, before = f"{slip.figure.text}{slip.expected}", slip.before or "科目"
            yield fails(
                f"“{before}”后面的 {slip.figure.text} 没有单位，应为 {right}",
                slip.figure.place,
                printed=slip.before + slip.figure.text,
                expected=right,
            )
    told = set[int]()
    for key, told_of in told_in_lists(document).items():
        yield from _odd(told_of, told)
        if isinstance(key, int):
            yield holds(told_of[0][0].place)


def _odd(figures: list[Told], told: set[int]) -> Iterator[Finding]:
    """The figures whose unit differs from the usual one of their list, each told once."""
    usual, count = Counter(figure.shown for _, figure in figures).most_common(1)[0]
    largest = max((figure.value for _, figure in figures if figure.shown == usual), default=Fraction(0))
    for claim, figure in figures:
        known = id(figure) in told or by_head(claim)
        if figure.shown == usual or usual not in ("万元", MONEY) or count < 2 or known:
            continue
        small = usual == "万元" and figure.shown == MONEY and 0 < figure.value < SMALL
        bigger = "亿元" if usual == "万元" else "万元"  # 2亿元 beside parts in 万元 may well be its total
        slip = small or (figure.shown == bigger and figure.value > SMALL / 10 * largest > 0)
        odd = figure.shown == "亿元" and 0 < figure.value < largest  # 0.04亿元 beside 800万元
        if not (slip or odd or (not figure.value and usual == "万元")):
            continue
        right = shown(figure.value, usual) if odd and not slip else f"{figure.text}{usual}"
        told.add(id(figure))
        printed = f"{claim.subject}{figure.text}{figure.shown}"
        words = f"“{claim.subject}”写 {figure.text}{figure.shown}，同一句里其余金额都以{usual}为单位，应为 {right}"
        finding = fails(words, figure.place, printed=printed, expected=right)
        if slip:
            meant = exact(figure.value / SCALES[figure.shown] * SCALES[usual], MONEY)
            yield replace(finding, gap=number_of(figure) - meant)
        else:
            yield replace(finding, severity=Severity.WARNING if figure.value else Severity.INFO)
