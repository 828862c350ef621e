"""预算里数额相同的财政拨款收入和支出，写的增减也相同

为什么：预算收支平衡，今年两方相等、上年也相等，比上年的增减就相等；同一个增减写了几处，抄错一处就对不上。
怎么改：对照上年预算，改正写错的增减额。

>>> def told(change): return ["2025年收入预算9.00万元，其中：财政拨款收入9.00万元，比2024年预算增加1.00万元。支出预算9.00万元，"
...     f"其中：财政拨款支出预算9.00万元，比2024年预算增加{change}万元。"]
>>> print(*rule.check(text("某局2025年部门预算", *told("2.00"), kind="budget")), sep="\\n")
N-82 不成立：“财政拨款收入”写比上年预算增加 1.00万元，“财政拨款支出”写增加 2.00万元，两方今年都是 9.00万元，增减应当相同
>>> print(*rule.check(text("某局2025年部门预算", *told("1.00"), kind="budget")), sep="\\n")
N-82 成立：
>>> print(*rule.check(text("某局2025年部门预算", "收入预算9.00万元。", kind="budget")), sep="\\n")
N-82 无法判断：没有收支两方都写比上年增减的
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Printed
from mingzhang.language.document.claim_arithmetic import WAYS
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import moved

RULE = Judgement("N-82", Severity.ERROR, ("A",), kinds=("budget",))
_SIDES = (
    (re.compile(r"财政拨款收入(?:预算)?$"), re.compile(r"(?<!预算)财政拨款支出(?:预算)?$")),
    (re.compile(r"^(?:总?收入|收入总计)(?:预算)?$"), re.compile(r"^(?:总?支出|支出总计)(?:预算)?$")),
)
_BASES = ("上年预算", "上年")


def check(document: Examined) -> Iterator[Finding]:
    """The first income and the first expenditure of every pair of names."""
    checked = False
    for names in _SIDES:
        for base in _BASES:
            told = [_first(document, name, base) for name in names]
            one, other = told
            if one is not None and other is not None:
                checked = True
                yield _alike(one, other, base)
    if not checked:
        yield undecided("没有收支两方都写比上年增减的")


def _first(document: Examined, name: re.Pattern[str], base: str) -> Claim | None:
    found = (c for c in document.claims if name.search(c.subject) and not c.aside)
    return next((c for c in found if c.level is not None and moved(c, base) is not None), None)


def _alike(one: Claim, other: Claim, base: str) -> Finding:
    """The movements of two claims since ``base``, which must be equal where their levels are."""
    a, b = moved(one, base), moved(other, base)
    assert a is not None and b is not None and one.level is not None and other.level is not None
    if one.level.value != other.level.value or a.unit != b.unit:
        return holds(one.place)
    gap = a - b
    figures = [figure for number in (b, a) for figure in number.sources]
    places = [figure.place for figure in figures] or [one.place]
    if gap.value == 0:
        return holds(*places, gap=gap)
    first, second = (f"{WAYS[(x.value > 0) - (x.value < 0)]}{_size(x.sources)}" for x in (a, b))
    level = f"两方今年都是 {say(one.level)}"
    words = f"{one.name}写比{base}{first}，{other.name}写{second}，{level}，增减应当相同"
    more = {"printed": figures[0].text if figures else "", "gap": gap, "inferred": True}
    return (
        fails(words, *places, **more) if compare(gap) is Verdict.FAILS else rounding(words, *places, **more)
    )


def _size(figures: list[Printed]) -> str:
    return f" {say(figures[0])}" if figures else ""
