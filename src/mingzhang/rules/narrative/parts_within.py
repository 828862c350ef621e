"""正文里的分项不大于合计

为什么：“其中”之后是合计的一部分；部分不会大于全部，两个数必有一个写错。
怎么改：对照账簿改正合计或分项；不是这一合计的分项的，另起一句。

>>> print(*rule.check(text("接待费9.00万元，其中：外宾接待费19.00万元。")), sep="\\n")
N-76 不成立：“外宾接待费”写 19.00万元，大于它所属的“接待费” 9.00万元
>>> print(*rule.check(text("接待费9.00万元，其中：外宾接待费1.00万元。")), sep="\\n")
N-76 成立：
>>> print(*rule.check(text("接待费9.00万元。")), sep="\\n")
N-76 无法判断：正文没有分项
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.coverage import shaken
from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.listing import level_number, level_of

RULE = Judgement("N-76", Severity.ERROR, ("A",), kinds=("final_account", "budget"))


def check(document: Examined) -> Iterator[Finding]:
    """Every part against its whole."""
    seen = set[tuple[int, int]]()
    for listing in document.listings:
        whole, total = level_number(listing.whole), level_of(listing.whole)
        for part in listing.parts:
            number, figure = level_number(part), level_of(part)
            if whole is None or total is None or number is None or figure is None or total.value < 0:
                continue
            if (id(figure), id(total)) in seen or number.unit != whole.unit:
                continue
            seen.add((id(figure), id(total)))
            over = number - whole
            if over.value <= over.slack:
                yield holds(figure.place, compared=tuple(shaken(over, "≤")))
                continue
            words = f"{part.name}写 {say(figure)}，大于它所属的{listing.whole.name} {say(total)}"
            yield fails(
                words, figure.place, total.place, printed=say(figure), expected=f"不大于 {say(total)}"
            )
    if not seen:
        yield undecided("正文没有分项")
