"""The standard of a verification: what is looked at, when it passes, what a failure costs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from fractions import Fraction

PASS, FAIL, ABSENT = "合格", "不合格", "不适用"
SEVERITIES = ("轻微", "一般", "严重")


@dataclass(frozen=True)
class CheckItem:
    """One thing to be looked at: its code, the criterion, the evidence needed, severity and points."""

    code: str
    text: str
    criterion: str
    evidence: str
    severity: str
    points: Fraction
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class CheckStandard:
    """A version of the standard.

    >>> item = CheckItem("1", "围挡", "完整", "照片", "一般", Fraction(1, 2))
    >>> CheckStandard("1版", (item,)).item("1").criterion
    '完整'
    """

    version: str
    items: tuple[CheckItem, ...]

    def item(self, code: str) -> CheckItem | None:
        """The item of a code, ``None`` where the version has none."""
        return next((item for item in self.items if item.code == code), None)

    @property
    def fingerprint(self) -> str:
        """Sixteen digits that change with anything in it; kept at the first visit, they freeze it."""
        rows = ("\x1f".join(map(str, astuple(item)[:-1])) for item in self.items)
        return hashlib.sha256("\x1e".join((self.version, *rows)).encode()).hexdigest()[:16]


def standards(rows: Iterable[tuple[str, CheckItem]]) -> dict[str, CheckStandard]:
    """The versions of which items are given, each with its items in their order."""
    found: dict[str, list[CheckItem]] = {}
    for version, item in rows:
        found.setdefault(version, []).append(item)
    return {version: CheckStandard(version, tuple(items)) for version, items in found.items()}
