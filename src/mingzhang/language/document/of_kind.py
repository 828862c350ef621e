"""What a rule says of itself, in the words of the kind of document it judges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_TABLES = re.compile("(?:支出)?决算(?:报表|表)(?!编制)")
# Whose rules speak of final accounts only, and what a budget is published under.
_BUDGET_BASIS = {"L1": "L3", "L4": "L3", "L5": "L3"}


@lru_cache(maxsize=4096)
def told_of(kind: str, words: str) -> str:
    """A title or remedy written for final accounts, as it reads in a budget.

    Words that name both documents, or a budget already, stay as they are.

    >>> told_of("budget", "以决算报表为准改正文字；报表有误的先改报表。")
    '以预算表为准改正文字；报表有误的先改报表。'
    >>> told_of("final_account", "以决算报表为准改正文字。"), told_of("budget", "核对决算与预算。")
    ('以决算报表为准改正文字。', '核对决算与预算。')
    """
    if kind != "budget" or "预算" in words:
        return words
    return _TABLES.sub("预算表", words).replace("决算", "预算")


def basis_of(kind: str, basis: Sequence[str]) -> list[str]:
    """The legal bases of a rule for this kind of document, each once.

    >>> basis_of("budget", ("A", "L4", "L3")), basis_of("final_account", ("L4",))
    (['A', 'L3'], ['L4'])
    """
    if kind != "budget":
        return list(basis)
    return list(dict.fromkeys(_BUDGET_BASIS.get(key, key) for key in basis))
