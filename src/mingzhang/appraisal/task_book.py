"""Task books: what a unit promises for the year, line by line, each line a matter with a typed target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.appraisal.plan import AppraisalIndicator, Plan
from mingzhang.appraisal.plan_faults import measurable
from mingzhang.scoring.precision import summed, written

DRAWN, CONFIRMED, SIGNED, ADJUSTED = "编制", "确认", "签订", "调整"
BOOK_STATES = (DRAWN, CONFIRMED, SIGNED, ADJUSTED)


@dataclass(frozen=True)
class TaskLine:
    """One line: its number in the book, the matter it is (by id), indicator, target, challenge, milestones.

    ``full`` are its full marks, ``None`` where the lines of an indicator share them evenly; ``special``
    names the special task it is a part of, ``lead`` the unit that leads where this one only helps.
    """

    number: str
    text: str
    indicator: str
    target: str
    challenge: str = ""
    milestones: str = ""
    matter: str = ""
    full: Fraction | None = None
    special: str = ""
    lead: str = ""
    row: int | None = None


@dataclass(frozen=True)
class TaskBook:
    """The task book of a unit: a version with its state, and its lines.

    >>> book = TaskBook("某局", lines=(TaskLine("1", "修路", "K1", "≥3条"), TaskLine("2", "修桥", "K1", "≥1座")))
    >>> [(line.text, str(full)) for line, full in book.shared(Fraction(10), "K1")]
    [('修路', '5'), ('修桥', '5')]
    """

    unit: str
    version: int = 1
    state: str = SIGNED
    reason: str = ""
    lines: tuple[TaskLine, ...] = ()
    row: int | None = None

    def shared(self, full: Fraction, code: str) -> list[tuple[TaskLine, Fraction]]:
        """The lines of an indicator with their full marks; those that state none share what is left."""
        lines = [line for line in self.lines if line.indicator == code]
        stated = summed(line.full for line in lines if line.full is not None)
        silent = sum(line.full is None for line in lines)
        each = (full - stated) / silent if silent else Fraction(0)
        return [(line, each if line.full is None else line.full) for line in lines]


def book_faults(plan: Plan, book: TaskBook) -> Iterator[tuple[TaskLine | None, str, str]]:
    """What is wrong with a task book: the line (``None`` for the book), the field, and the sentence."""
    unit = plan.unit(book.unit)
    system = plan.system(unit.kind) if unit else None
    if unit is None or system is None:
        yield None, "unit", f"方案里没有单位“{book.unit}”"
        return
    if book.state not in (SIGNED, ADJUSTED):
        yield None, "state", f"任务书现为“{book.state}”，签订后才能考评"
    if book.version > 1 and not book.reason:
        yield None, "reason", f"任务书第 {book.version} 版没有写明调整理由"
    numbers: set[str] = set()
    for line in book.lines:
        if line.number in numbers:
            yield line, "number", f"任务序号“{line.number}”重复"
        numbers.add(line.number)
        yield from ((line, field, told) for field, told in _line(plan, system.of(line.indicator), line))
    for one in system.indicators:
        shares = [full for _, full in book.shared(one.full, one.code)]
        if shares and (summed(shares) != one.full or min(shares) <= 0):
            told = f"“{one.name}”各任务分值相加为 {written(summed(shares))}，应为 {written(one.full)}，每条都大于 0"
            yield next(line for line in book.lines if line.indicator == one.code), "full", told


def _line(plan: Plan, one: AppraisalIndicator | None, line: TaskLine) -> Iterator[tuple[str, str]]:
    """What is wrong with a line by itself."""
    if one is None or not one.tasked:
        what = "不是任务类指标" if one else "不在本单位的指标体系里"
        yield "indicator", f"指标“{line.indicator}”{what}"
        return
    rule = plan.rule(one.rule)
    for field, said in (("target", line.target), ("challenge", line.challenge)):
        if rule is not None and (said or field == "target"):
            told = measurable(said, rule.line)
            if told:
                yield field, told if field == "target" else told.replace("目标值", "挑战值")


def special_lines(books: Iterable[TaskBook]) -> dict[str, list[tuple[TaskBook, TaskLine]]]:
    """The lines of every special task, in order of the names as they come.

    >>> book = TaskBook("某局", lines=(TaskLine("1", "修路", "K1", "≥3条", special="治堵"),))
    >>> {name: [line.text for _, line in lines] for name, lines in special_lines([book]).items()}
    {'治堵': ['修路']}
    """
    found: dict[str, list[tuple[TaskBook, TaskLine]]] = {}
    for book in books:
        for line in book.lines:
            if line.special:
                found.setdefault(line.special, []).append((book, line))
    return found
