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
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.listing import gap_of, level_number
from mingzhang.rules.shared.moved_alike import moved_alike

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
            finding = moved_alike(listing, base)
            if finding is not None:
                checked = True
                yield finding
    if not checked:
        yield undecided("没有合计和各项都写比上年增减额的")
