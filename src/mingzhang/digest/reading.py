"""What readers make of an issue: 圈阅, 采用, and the instruction 批示 that opens a matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ReadingKind(StrEnum):
    """What a reader did."""

    SEEN = "圈阅"
    ADOPTED = "采用"
    INSTRUCTED = "批示"


@dataclass(frozen=True, slots=True)
class IssueReading:
    """What a reader, named by his post, made of an issue or of one of its articles.

    ``matter`` is the number of the matter that an instruction opened.
    """

    issue: str
    reader: str
    day: date
    kind: ReadingKind
    article: str = ""
    text: str = ""
    matter: str = ""
    row: int | None = field(default=None, compare=False)

    @property
    def waits(self) -> bool:
        """Whether it is an instruction of which no matter has been opened.

        >>> IssueReading("RB-1", "区长", date(2026, 9, 2), ReadingKind.INSTRUCTED, text="请水务局办理").waits
        True
        """
        return self.kind is ReadingKind.INSTRUCTED and not self.matter
