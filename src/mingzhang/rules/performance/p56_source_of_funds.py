"""正文与自评表的资金来源一致

为什么：正文说某项支出年初没有预算、用的是上年结转资金，同额的自评表却写年初预算和当年财政拨款，两处必有一误。
怎么改：按资金来源改正自评表的年初预算数、上年结转资金，或改正正文。

>>> text = "“组织事务”2024年度决算8.50万元，比年初预算增加8.50万元。主要原因：使用上年结转资金。"
>>> one = form("党建活动", funds=("8.50", "8.50", "8.50"), sources=["上年结转资金|0|0|0"])
>>> print(*rule.check(together(narrative(text), one)))
P-56 不成立：正文称“组织事务”决算 8.50万元比年初预算增加8.50万元。主要原因：使用上年结转资金，即年初预算为 0；同额的自评表1“党建活动”却写年初预算数 8.50、当年财政拨款 （空）、上年结转资金 0
>>> two = form("党建活动", funds=("0", "8.50", "8.50"), sources=["上年结转资金|0|8.50|8.50"])
>>> print(*rule.check(together(narrative(text), two)))
P-56 成立：
>>> print(*rule.check(together(narrative(text), form("党建活动", funds=("8.50", "8.50", "8.50")))))
P-56 无法判断：自评表1“党建活动”的年初预算数或上年结转资金没有读到
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import read
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.evaluation.self_evaluation import APPROPRIATION, CARRIED, ORIGINAL
from mingzhang.language.text.spelling import Flat, flatten

RULE = Judgement("P-56", Severity.WARNING, ("A",))
_FROM_CARRIED = re.compile(
    r"“?(?P<name>[\u4e00-\u9fff]{2,20})”?(?:（[类款项]）)?(?:20\d\d年度?)?(?:支出)?决算(?:数)?(?:为)?(?P<n>[\d.]+)万元，"
    r"(?P<say>(?:比|较)[^，。；]*?年初预算[^，。；]*?增加(?P<up>[\d.]+)万元[^；]{0,60}?上年结转[^，。；]{0,8})"
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form of the amount of an item that the narrative pays from carry-over."""
    for _, paragraph in document.body():
        flat = flatten(paragraph.text)
        if "上年结转" not in flat.text:
            continue
        for match in _FROM_CARRIED.finditer(flat.text):
            if match["n"] == match["up"]:
                amount = read(match["n"], "万元").value
                same = [f for f in document.evaluations if f.outturn and f.outturn.value == amount]
                if len(same) == 1:
                    yield _judge(paragraph, flat, match, same[0])


def _judge(paragraph: Paragraph, flat: Flat, match: re.Match[str], form: SelfEvaluation) -> Finding:
    """A form's original budget and carry-over against a text that had the item paid from carry-over alone."""
    place = paragraph.place(*flat.raw(match.start("say"), match.end("say")))
    original, carried = form.fund(ORIGINAL), form.fund(ORIGINAL, CARRIED)
    if original.number is None or carried.number is None:
        return undecided(f"{form.table}的年初预算数或上年结转资金没有读到", place, original.place)
    if not original.number.value or carried.number.value:
        return holds(place, original.place)
    granted = form.fund(ORIGINAL, APPROPRIATION)
    return fails(
        f"正文称“{match['name']}”决算 {match['n']}万元{match['say']}，即年初预算为 0；同额的{form.table}却写年初预算数 "
        f"{original.text}、当年财政拨款 {granted.shown}、上年结转资金 {carried.text}",
        place,
        original.place,
        carried.place,
        printed=match["say"],
        expected=f"年初预算数 0、上年结转资金 {match['n']}",
    )
