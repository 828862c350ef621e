"""Claims of a budget: what it plans is the figure itself, not a base of comparison.

A final account says of an outturn how it compares with the budget; a budget says only what is planned, and
compares it with last year's budget or with what was spent last year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mingzhang.facts.number import Printed
from mingzhang.language.narrative.claim import Claim, renewed
from mingzhang.language.text.spelling import plain

PLAN, OPENING, LAST = "预算", "年初预算", "上年"  # 年初预算 of this year is what the budget plans
_ONLY_PLAN = re.compile(r"(?:当年|本年|年初|全年)?(?:部门|单位)?预算(?:安排|执行)?数?")
_BARE = re.compile(
    r"(?:^|[，。；])(?:（[^（）]{1,3}）|\d{1,2}[、.．])?(?:20\d\d年度?)?(?:[本我](?:部门|单位))?"
    r"(收入|支出)(?:总)?预算[^，。；]{0,4}$"
)
_HEADING = re.compile(r"(?:情况)?说明$")  # a heading is no subject where the sentence has one of its own


def as_planned(claims: list[Claim]) -> list[Claim]:
    """The claims of a budget as its author means them.

    “收入预算 10 万元” is a level of 10; “上年执行数 8 万元，今年预算安排 10 万元，比上年增加 25%” is a level of 10
    with last year's 8 as its base.

    >>> from mingzhang.facts.place import Place
    >>> from mingzhang.facts.number import printed
    >>> from mingzhang.facts.report import Paragraph
    >>> claim = Claim("收入", "", 0, Paragraph(""), Place(), bases={"预算": printed("10", "万元")})
    >>> claim, = as_planned([claim])
    >>> claim.level.text, claim.bases
    ('10', {})
    >>> opening = Claim("收入预算", "", 0, Paragraph(""), Place(), bases={"年初预算": printed("9", "万元")})
    >>> [one.level.text for one in as_planned([opening])]
    ['9']
    """
    more: list[Claim] = []
    planned = renewed(claims, lambda claim: _planned(claim, more))
    return _of_their_items(planned + more)


def _planned(claim: Claim, more: list[Claim]) -> Claim:
    """One claim with its plan as its level; a plan that begins another statement goes to ``more``."""
    told = PLAN if PLAN in claim.bases or claim.level is not None else OPENING
    plan = claim.bases.get(told)
    if plan is None:
        return claim
    bases = {base: figure for base, figure in claim.bases.items() if base != told}
    if claim.level is None:
        claim = replace(claim, level=plan, bases=bases)
    elif claim.role == "决算" and claim.change(LAST) is not None and LAST not in bases:
        claim = replace(claim, bases=bases | {LAST: claim.level}, level=plan, role="", year=None)
    else:
        claim = replace(claim, bases=bases)
        more.extend(_another(claim, plan))
    own = claim.subject and not _HEADING.search(claim.subject)
    return claim if own else replace(claim, subject=_bare(claim, claim.level) or claim.subject)


def _of_their_items(claims: list[Claim]) -> list[Claim]:
    """“…（项）”10 万元。当年预算执行数为…: a subject that only says 预算 is that of the item just named."""
    item: Claim | None = None

    def named(claim: Claim) -> Claim:
        nonlocal item
        if claim.path:
            item = claim
        elif item is not None and item.paragraph is claim.paragraph and _ONLY_PLAN.fullmatch(claim.subject):
            return replace(claim, path=item.path, subject=item.path[-1])
        return claim

    return renewed(claims, named)


def _another(claim: Claim, figure: Printed) -> Iterator[Claim]:
    """The statement that begins with its plan right behind another: …增加 1 万元。支出预算 10 万元."""
    subject = _bare(claim, figure)
    if subject is not None:
        yield replace(
            claim, subject=subject, level=figure, bases={}, changes=(), shares=(), completions=(),
            parent=None, path=(), place=figure.place,
        )  # fmt: skip


def _bare(claim: Claim, figure: Printed | None) -> str | None:
    """收入 or 支出 where nothing but this word and 预算 stands before a figure in its sentence."""
    span = figure.place.span if figure is not None else None
    match = _BARE.search(plain(claim.paragraph.text[: span[0]])) if span else None
    return match[1] if match else None


def with_planned_parts(claims: list[Claim]) -> list[Claim]:
    """The claims of an account, the parts of a plan planned too, where they add up to it and are called 决算.

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.language.narrative.claim_reader import ClaimReader
    >>> reader = ClaimReader(2018)
    >>> told = "“三公”经费预算9万元，其中：用车运行费支出决算2万元；公务接待费支出决算7万元。"
    >>> reader.read(Paragraph(told), 0, "")
    >>> [claim.level for claim in with_planned_parts(reader.reading().claims)]
    [None, None, None]
    """
    under: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.parent is not None and claim.level is not None and claim.level.unit != "%":
            under.setdefault(id(claim.parent), []).append(claim)
    planned = {
        id(part.place)
        for claim in claims
        if claim.level is None and PLAN in claim.bases and len(parts := under.get(id(claim), [])) > 1
        if sum(part.level.value for part in parts if part.level) == claim.bases[PLAN].value
        for part in parts
        if part.role and PLAN not in part.bases
    }

    def learnt(claim: Claim) -> Claim:
        if id(claim.place) not in planned or claim.level is None:
            return claim
        return replace(claim, level=None, role="", bases={**claim.bases, PLAN: claim.level})

    return renewed(claims, learnt) if planned else claims
