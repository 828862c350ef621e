"""Retention 保管期限: today's periods, those before the rule of 18 December 2006, and what became of them.

永久、长期、短期 became 永久、30年、10年.  What an item was appraised as before is never lost: a change keeps the
old value, says why, and names the post that approved it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mingzhang.archive.codes import PERIODS

NEW_RULE = date(2006, 12, 18)
OLD = ("永久", "长期", "短期")
NEW = tuple(PERIODS.values())
CODES = {words: code for code, words in PERIODS.items()}
YEARS = {"30年": 30, "10年": 10}
# What an old period becomes: the usual answer first, then what an appraisal may find instead.
MAPPING = {"永久": ("永久", "30年"), "长期": ("30年", "永久"), "短期": ("10年", "30年")}


@dataclass(frozen=True)
class RetentionChange:
    """One change of an item's period: old, new, why, approved by which post, when."""

    code: str
    old: str
    new: str
    reason: str
    approver: str
    day: date
    row: int | None = field(default=None, compare=False)

    def flaws(self) -> Iterator[str]:
        """What keeps it from being a change.

        >>> list(RetentionChange("甲", "长期", "10年", "", "主任", date(2026, 5, 6)).flaws())
        ['没有填写调整理由', '“长期”不能改为“10年”，可以改为30年或永久']
        """
        if not self.reason:
            yield "没有填写调整理由"
        if not self.approver:
            yield "没有填写批准人（岗位）"
        if self.old == self.new and self.old != "永久":
            yield f"新旧保管期限都是“{self.new}”"
        if self.new not in NEW:
            yield f"新保管期限“{self.new}”应为永久、30年或10年"
        elif self.old in MAPPING and self.old not in NEW and self.new not in MAPPING[self.old]:
            yield f"“{self.old}”不能改为“{self.new}”，可以改为{'或'.join(MAPPING[self.old])}"


def suggested(old: str) -> str:
    """What an old period usually becomes; today's periods stay.

    >>> suggested("长期"), suggested("永久"), suggested("10年")
    ('30年', '永久', '10年')
    """
    return MAPPING[old][0] if old in MAPPING else old


def outdated(period: str) -> bool:
    """Whether a period is one that the rule of 2006 replaced, whenever the record was made.

    >>> outdated("长期"), outdated("永久"), outdated("30年")
    (True, False, False)
    """
    return period in OLD and period not in NEW


def expires(period: str, year: int) -> int | None:
    """The year with which a period ends, counted from the year after the record; ``None`` for 永久.

    >>> expires("10年", 2008), expires("永久", 2008)
    (2018, None)
    """
    return year + YEARS[period] if period in YEARS else None


def due(items: Iterable[tuple[str, str, int]], by: int) -> list[tuple[str, int]]:
    """The codes whose period has ended by a year and who await review, with the year it ended.

    >>> due([("甲", "10年", 2008), ("乙", "永久", 1999)], 2026)
    [('甲', 2018)]
    """
    ended = ((code, expires(period, year)) for code, period, year in items)
    return sorted(((code, end) for code, end in ended if end is not None and end < by), key=lambda e: e[1])
