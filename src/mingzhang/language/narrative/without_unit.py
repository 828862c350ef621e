"""Figures that lost their unit: what they say, and the unit that belongs behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mingzhang.facts.number import MONEY
from mingzhang.language.narrative import statement as says
from mingzhang.language.narrative.draft import DraftClaim
from mingzhang.language.narrative.statement import Statement

_OF_RATES = re.compile("增长|下降|降低|提高|上升|幅")  # amounts are 增加 and 减少


def meant(it: Statement, current: DraftClaim | None, usual: str) -> Statement | None:
    """What a figure without unit says, with the unit that is ``expected``; ``None`` where nobody can tell.

    A share or completion without % stays a slip; behind a direction word the second figure is the rate.

    >>> from mingzhang.facts.place import Place
    >>> from mingzhang.facts.report import Paragraph
    >>> change = Statement(says.SLIP, 0, lead="增加", way=1)
    >>> told = meant(change, DraftClaim("收入", "", 0, Paragraph(""), Place()), "万元")
    >>> told.kind, told.expected
    ('moved', '万元')
    """
    if it.expected == "%":
        return it
    if it.expected:
        kind, lead = (says.BASE, "") if it.base else (says.LEVEL, it.lead)
        return replace(it, kind=kind, expected=usual, lead=lead)
    last = current.changes[-1] if current is not None and current.changes else None
    if last is not None:
        expected = "%" if last.amount is not None and last.rate is None else usual
    elif current is None:
        return None
    else:
        expected = "%" if _OF_RATES.search(it.lead) else usual
    return replace(it, kind=says.RATE if expected == "%" else says.MOVED, expected=expected, lead="")


def usual_unit(drafts: Sequence[DraftClaim]) -> str:
    """The unit of the last amount, 万元 before any.

    >>> usual_unit([])
    '万元'
    """
    levels = (draft.level for draft in reversed(drafts) if draft.level is not None)
    return next((level.shown for level in levels if level.unit == MONEY), "万元")
