"""只写增减、不写数额的各项，增减相加等于合计的增减

为什么：“比上年减少若干，其中某项减少若干”的各项按名称已经齐全，增减相加就是合计的增减；加不起来，必有一个数或方向写错。
怎么改：对照上年的数逐项核对增减额和方向。

>>> def told(moved): return text(f"基本支出预算比上年增加{moved}万元，其中：工资福利支出增加3.00万元，"
...     "商品和服务支出减少0.50万元，对个人和家庭的补助支出增加0.10万元。", kind="budget")
>>> print(*rule.check(told("2.00")), sep="\\n")
B-84 不成立：“基本支出”写比上年增加 2.00万元，各项增减相加为增加 2.60万元
>>> print(*rule.check(told("2.60")), sep="\\n")
B-84 成立：
>>> print(*rule.check(text("会议费比上年增加2.00万元。")), sep="\\n")
B-84 无法判断：没有只写增减的各项
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import undecided
from mingzhang.language.narrative.moved_lists import moved_lists
from mingzhang.rules.shared.amounts_told import KINDS
from mingzhang.rules.shared.moved_alike import moved_alike

RULE = Judgement("B-84", Severity.WARNING, ("A",), kinds=KINDS)


def check(document: Examined) -> Iterator[Finding]:
    """The movement of every whole whose parts, complete by their names, tell nothing but movements."""
    lists = moved_lists(document.claims)
    found = [moved_alike(listing, base) for listing in lists for base in ("上年", "上年预算")]
    told = [finding for finding in found if finding is not None]
    yield from told or [undecided("没有只写增减的各项")]
