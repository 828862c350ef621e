"""A task book as a document to be signed: its tasks, what an adjustment changed, its course, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from mingzhang.appraisal.courses import Entered
from mingzhang.appraisal.plan import Plan
from mingzhang.appraisal.task_book import ADJUSTED, BOOK_STATES, SIGNED, TaskBook, TaskLine
from mingzhang.facts.days import day_words
from mingzhang.facts.publication import (
    BODY,
    ISSUED,
    PART,
    SECTION,
    TABLE,
    Piece,
    Publication,
    table_piece,
)
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.text.numerals import numeral
from mingzhang.scoring.precision import written

NAME = "绩效任务书"
_HEADS = ("指标", "序号", "任务", "目标值", "挑战值", "时间节点", "分值", "说明")
_FIELDS = {
    "text": "任务",
    "indicator": "指标",
    "target": "目标值",
    "challenge": "挑战值",
    "milestones": "时间节点",
    "full": "分值",
    "matter": "督查事项",
    "special": "专项任务",
    "lead": "牵头单位",
}
_NONE = "—"
_ROOM = "\n\n"  # where a name is signed
_SEALED = "（盖章）　　　　　　年　　月　　日"


def task_book(
    plan: Plan, book: TaskBook, log: Sequence[Entered] = (), before: TaskBook | None = None
) -> Publication:
    """The document of a version; ``log`` is how it came about, ``before`` the version that it adjusts."""
    title = f"{plan.cycle.year}年度{NAME}"
    parts: list[tuple[str, list[Piece]]] = [("任务", list(_tasks(plan, book)))]
    if before is not None:
        parts.append((f"与第{before.version}版相比的调整", list(_changes(book, before))))
    parts += [("编制和签订过程", list(_course(book, log))), ("签订", [_signatures(plan, book)])]
    pieces = [Piece(Paragraph(f"{book.unit}\n{title}"), PART)]
    pieces.append(Piece(Paragraph(f"第{book.version}版　{_stage(book)}"), ISSUED))
    for number, (name, part) in enumerate(parts, 1):
        pieces.append(Piece(Paragraph(f"{numeral(number)}、{name}"), SECTION))
        pieces += part
    return Publication(book.unit, title, plan.cycle.year, pieces)


def _stage(book: TaskBook) -> str:
    """Whether it is in force; one that is not yet signed says so on its first page."""
    return "已签订" if book.state == SIGNED else f"{book.state}中，签订后生效"


def _tasks(plan: Plan, book: TaskBook) -> Iterator[Piece]:
    """What is promised, the lines of an indicator together, with the full marks of each."""
    unit = plan.unit(book.unit)
    system = plan.system(unit.kind) if unit else None
    kind = f"（{unit.kind}）" if unit else ""
    yield Piece(
        Paragraph(
            f"{book.unit}{kind}{plan.cycle.year}年度承担下列任务{len(book.lines)}项。"
            "各项任务列入督查事项，按目标值考评；达到挑战值的，可按细则申报加分。"
        ),
        BODY,
    )
    cells = [Cell(text, 0, column) for column, text in enumerate(_HEADS)]
    number = 1
    for code in dict.fromkeys(line.indicator for line in book.lines):
        one = system.of(code) if system else None
        lines = [line for line in book.lines if line.indicator == code]
        shared = book.shared(one.full, code) if one else [(line, line.full) for line in lines]
        name = f"{code}\n{one.name}\n（{written(one.full)}分）" if one else code
        cells.append(Cell(name, number, 0, rowspan=len(shared)))
        for line, full in shared:
            row = _row(line, _said(full), plan.cycle.year)
            cells += [Cell(text, number, column) for column, text in enumerate(row, 1)]
            number += 1
    yield Piece(Table(cells, name="任务"), TABLE, name="任务")


def _row(line: TaskLine, full: str, year: int) -> tuple[str, ...]:
    """A line as it stands in the table; milestones one under the other, without the book's year."""
    about = [
        f"督查事项{line.matter}" if line.matter else "",
        f"专项任务“{line.special}”" if line.special else "",
        f"配合{line.lead}" if line.lead else "",
    ]
    days = re.sub(rf"{year}年(?=\d{{1,2}}月)", "", line.milestones)
    steps = "\n".join(part for part in days.replace(";", "；").split("；") if part.strip())
    told = "\n".join(filter(None, about)) or _NONE
    return line.number, line.text, line.target, line.challenge or _NONE, steps or _NONE, full, told


def changes(book: TaskBook, before: TaskBook) -> list[tuple[str, str, str, str]]:
    """What a version changes of the one before: number, field, what it was, what it is.

    >>> old = TaskBook("某局", lines=(TaskLine("1", "修路", "K1", "≥3条"), TaskLine("2", "修桥", "K1", "≥1座")))
    >>> more = TaskLine("3", "植树", "K1", "≥9亩")
    >>> changes(TaskBook("某局", 2, "调整", lines=(TaskLine("1", "修路", "K1", "≥4条"), old.lines[1], more)), old)
    [('1', '目标值', '≥3条', '≥4条'), ('3', '增加任务', '—', '植树（≥9亩）')]
    """
    was, now = ({line.number: line for line in one.lines} for one in (before, book))
    found = []
    for number in dict.fromkeys([*was, *now]):
        old, new = was.get(number), now.get(number)
        if old is None or new is None:
            said = [f"{line.text}（{line.target}）" if line else _NONE for line in (old, new)]
            found.append((number, "增加任务" if old is None else "取消任务", *said))
            continue
        for field, name in _FIELDS.items():
            both = [_said(getattr(line, field)) for line in (old, new)]
            if both[0] != both[1]:
                found.append((number, name, *both))
    return [(number, what, old, new) for number, what, old, new in found]


def _said(held: Fraction | str | None) -> str:
    """What stands in a field, in words; full marks that are not stated are shared evenly."""
    if held is None:
        return "均分"
    return written(held) if isinstance(held, Fraction) else held or _NONE


def _changes(book: TaskBook, before: TaskBook) -> Iterator[Piece]:
    """The reason of an adjustment and what it changes."""
    if book.reason:
        yield Piece(Paragraph(f"调整理由：{book.reason.rstrip('。')}。"), BODY)
    rows = changes(book, before)
    if rows:
        yield table_piece("调整", [("序号", "调整内容", "调整前", "调整后"), *rows])
    else:
        yield Piece(Paragraph(f"各项任务与第{before.version}版相同。"), BODY)


def _course(book: TaskBook, log: Sequence[Entered]) -> Iterator[Piece]:
    """编制 → 确认 → 签订 → 调整: what was done by whom and when; what was not yet is left to be written."""
    done = [(one.state, one.by, day_words(one.day), one.reason) for one in log]
    reached = {one.state for one in log} | {book.state}
    left = [state for state in BOOK_STATES if state not in reached and state != ADJUSTED]
    rows = [*done, *((state, "", "", "") for state in left)]
    if not log:
        rows.insert(0, (book.state, "", "", book.reason))
    yield table_piece("过程", [("环节", "经办人", "日期", "说明"), *rows])


def _signatures(plan: Plan, book: TaskBook) -> Piece:
    """Two columns to be signed and sealed: the unit, and the office with its leader."""
    rows = [
        ("承办单位", "组织单位"),
        (book.unit, plan.office or plan.cycle.district),
        (f"主要负责人（签字）：{_ROOM}", f"分管领导（签字）：{_ROOM}"),
        (_SEALED, _SEALED),
    ]
    return table_piece("签订", rows)
