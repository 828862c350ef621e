"""What is written beside a document's own words: one remark for one finding."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Place
from mingzhang.writers.words import printable

AUTHOR = "明账"


@dataclass
class Mark:
    """One finding as a remark: its number, its lines of text, the places it speaks of, the main one first.

    ``lines`` begin with the message; ``expected`` is what should be printed, for an overview.

    >>> Mark(3, Severity.ERROR, ["合计应为 6.30 万元（T01-04）", "应为：6.30万元"]).heading
    '3 错误'
    """

    number: int
    severity: Severity
    lines: list[str]
    places: list[Place] = field(default_factory=list)
    expected: str = ""

    def __post_init__(self) -> None:
        self.lines = [shown for line in self.lines if (shown := printable(line).strip())]

    @property
    def heading(self) -> str:
        """Number and severity."""
        return f"{self.number} {self.severity.chinese}"
