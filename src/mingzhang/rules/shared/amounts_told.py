"""The amounts that running text tells, in the lists in which their units can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.number import MONEY, Printed
from mingzhang.language.document.document import Document
from mingzhang.language.narrative.claim import Claim

KINDS = ("final_account", "budget", "self_evaluation", "evaluation_report")  # whose text tells amounts
SMALL = 10_000  # 元：以元为单位的决算数不会这样小
_PER_HEAD = re.compile(r"人均|每人|次均|批均|平均|标准|单价")  # 按人按次的数以元为单位
_EACH = re.compile(r"[人车次批]均[\d,.]+元$")  # 均 is taken off a subject
Told = tuple[Claim, Printed]


def told_in_lists(document: Document) -> dict[int | tuple[int, int], list[Told]]:
    """Levels and their bases by the whole that they are parts of, and by sentence.

    >>> from mingzhang.work.examples import text
    >>> lists = told_in_lists(text("经费9.00万元，其中：会议费8.00万元，培训费1.00万元。"))
    >>> [[figure.text for _, figure in told] for told in lists.values()]
    [['9.00', '8.00', '1.00'], ['9.00', '8.00', '1.00']]
    """
    lists: dict[int | tuple[int, int], list[Told]] = {}
    for claim in document.claims:
        for figure in (claim.level, *claim.bases.values()) if not claim.aside else ():
            if figure is not None and figure.unit == MONEY:
                lists.setdefault(id(claim.root), []).append((claim, figure))
                lists.setdefault((id(claim.paragraph), claim.sentence), []).append((claim, figure))
    return lists


def told_amounts(document: Document) -> Iterator[Told]:
    """Every amount of a claim that no reason mentions: levels, bases and changes."""
    for claim in document.claims:
        moved = [change.amount for change in claim.changes]
        for figure in (claim.level, *claim.bases.values(), *moved) if not claim.aside else ():
            if figure is not None and figure.unit == MONEY:
                yield claim, figure


def by_head(claim: Claim) -> bool:
    """Whether a claim is of so much a person or a visit, which is told in 元 everywhere."""
    return bool(_PER_HEAD.search(claim.subject) or _EACH.search(claim.context))
