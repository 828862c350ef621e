"""人次不少于批次，团组和人次同为零或同不为零

为什么：一批至少一个人，一个团组至少一个人；人次比批次还少，或者一个是零一个不是，必有一个数写错。
怎么改：核对接待清单和外事批件，改正写错的数。

>>> print(*rule.check(facts("说明.接待批次 23批次", "说明.接待人次 3人次")), sep="\\n")
N-96 不成立：国内公务接待 23批次，只有 3人次
>>> print(*rule.check(facts("说明.团组数 0个", "说明.出国人次 1人次")), sep="\\n")
N-96 不成立：因公出国（境）团组 0个，人次却为 1人次
>>> print(*rule.check(facts("说明.接待批次 23批次", "说明.接待人次 180人次")), sep="\\n")
N-96 成立：
>>> print(*rule.check(facts("说明.接待批次 23批次")), sep="\\n")
N-96 无法判断：缺少批次或人次
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import said
from mingzhang.rules.shared.stated_pairs import stated_pairs

RULE = Judgement("N-96", Severity.WARNING, ("A",))
_PAIRS = {
    ("说明.接待批次", "说明.接待人次"): "国内公务接待",
    ("说明.外宾批次", "说明.外宾人次"): "外事接待",
    ("说明.团组数", "说明.出国人次"): "因公出国（境）团组",
}


def check(document: Document) -> Iterator[Finding]:
    """Every count of groups against the count of their people."""
    pairs = list(stated_pairs(document, _PAIRS))
    for groups, people, what in pairs:
        several, heads = groups.figure.value, people.figure.value
        if several <= heads and bool(several) == bool(heads):
            yield holds(groups.place, people.place)
            continue
        less = f"，只有 {said(people.figure)}" if several > heads else f"，人次却为 {said(people.figure)}"
        words = f"{what} {said(groups.figure)}{less}"
        wrong = people if several else groups
        yield fails(
            words,
            wrong.place,
            groups.place,
            people.place,
            printed=said(wrong.figure),
            expected="人次不少于批次",
        )
    if not pairs:
        yield undecided("缺少批次或人次")
