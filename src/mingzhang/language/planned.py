"""Claims of a budget: what it plans is the figure itself, not a base of comparison.

A final account says of an outturn how it compares with the budget; a budget says only what is planned, and
compares it with last year's budget or with what was spent last year.
"""

from __future__ import annotations

import re

from mingzhang.language.claim import Claim

PLAN, LAST = "预算", "上年"
_BARE = re.compile(r"(?:^|[，。；])(收入|支出)(?:总)?预算[^，。；]{0,4}$")


def as_planned(claims: list[Claim]) -> None:
    """Read the claims of a budget as its author means them; changes them in place.

    “收入预算 10 万元” is a level of 10; “上年执行数 8 万元，今年预算安排 10 万元，比上年增加 25%” is a level of 10
    with last year's 8 as its base.

    >>> from mingzhang.facts.place import Place
    >>> from mingzhang.facts.number import printed
    >>> from mingzhang.facts.report import Paragraph
    >>> claim = Claim("收入", "", 0, Paragraph(""), Place(), bases={"预算": printed("10", "万元")})
    >>> as_planned([claim])
    >>> claim.level.text, claim.bases
    ('10', {})
    """
    for claim in claims:
        planned = claim.bases.get(PLAN)
        if planned is None:
            continue
        if claim.level is None:
            claim.level = claim.bases.pop(PLAN)
        elif claim.role == "决算" and claim.change(LAST) is not None and LAST not in claim.bases:
            claim.bases = {key: figure for key, figure in claim.bases.items() if key != PLAN}
            claim.bases[LAST], claim.level, claim.role = claim.level, planned, ""
            if claim.path:
                claim.subject = claim.path[-1]
        if not claim.subject and (match := _BARE.search(re.split(r"\d", claim.context)[0])):
            claim.subject = match[1]
