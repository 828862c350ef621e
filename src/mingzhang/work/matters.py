"""Supervision from a ledger on disk: what is due by unit, and the papers, bulletin and calendar on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from mingzhang.facts.agenda import AgendaItem
from mingzhang.facts.days import day_words
from mingzhang.facts.publication import Publication
from mingzhang.facts.refusal import RefusalError
from mingzhang.facts.workbook import Workbook
from mingzhang.readers.limits import Limits
from mingzhang.scoring.tree import ScoringProblem, told_once
from mingzhang.sheets import write_sheets
from mingzhang.supervision.bulletin import bulletin, percent
from mingzhang.supervision.ledger import MatterLedger, ledger_workbook, read_ledger, state_sheet
from mingzhang.supervision.lights import Duty, duties
from mingzhang.supervision.papers import next_number, notices, sheets, slips
from mingzhang.supervision.tally import added, by_unit
from mingzhang.writers.icalendar import calendar_file
from mingzhang.writers.publish import name_for, write_sets
from mingzhang.writers.spreadsheet.form import workbook_file
from mingzhang.writers.written import made_folder

CALENDAR, STATES = "督查日历.ics", "督查办理情况.xlsx"


class OpenLedgerError(RefusalError):
    """A ledger with something wrong in it: no paper is written from it."""


def open_ledger(path: str | Path, limits: Limits | None = None) -> MatterLedger:
    """The ledger of a workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    return read_ledger(path, limits)


def ledger_template(out: str | Path, force: bool = False) -> None:
    """Write an empty ledger; raises :class:`~mingzhang.writers.written.UnwritableError`."""
    write_sheets(ledger_workbook(MatterLedger()), out, force)


def matters_text(ledger: MatterLedger, today: date) -> str:
    """What is due by unit with lights, what is uncertain, and everything that is wrong, in words.

    >>> print(matters_text(MatterLedger(), date(2026, 8, 3)))
    截至2026年8月3日，登记督查事项 0 件，没有到期和待办的反馈。
    """
    ledger = replace(ledger, register=ledger.register.until(today))
    register = ledger.register
    owed = duties(register, today)
    head = f"截至{day_words(today)}，登记督查事项 {len(register.courses)} 件"
    lines = [f"{head}，{len(owed)} 项反馈还没有收到：" if owed else f"{head}，没有到期和待办的反馈。"]
    for unit, some in _by_unit(owed).items():
        lines.append(f"{unit}（{len(some)} 项）")
        lines += [f"  {_duty(duty)}" for duty in some]
    lines += _reports(ledger, today)
    units = by_unit(register, today)
    if units:
        whole = added(units.values())
        lines.append(
            f"共交办 {whole.assigned} 件次：按期反馈 {whole.in_time}，逾期反馈 {whole.late}，"
            f"逾期未反馈 {whole.overdue}，按期率 {percent(whole.on_time)}。"
        )
    notes = dict.fromkeys(duty.assignment.note for duty in owed if duty.assignment.note)
    lines += [f"提示：{note}。" for note in notes]
    unnumbered = [each.unit for _, each in register.assignments() if not each.given.reference]
    if unnumbered and (number := next_number(ledger, today.year)):
        lines.append(f"提示：有 {len(unnumbered)} 项交办没有文号，下一个文号是 {number}。")
    lines += _listed(ledger.problems)
    return "\n".join(lines)


def _by_unit(owed: Sequence[Duty]) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in owed:
        found.setdefault(duty.unit, []).append(duty)
    return found


def _duty(duty: Duty) -> str:
    matter, each = duty.course.matter, duty.assignment
    role = "" if each.leads else "（协办）"
    what = duty.what if each.reporting else ""
    unsigned = "，还没有签收" if each.signed is None else ""
    return (
        f"{duty.light} {matter.number} {matter.text}{role}：{day_words(each.expected)}到期{what}，"
        f"{duty.words}{unsigned}"
    )


def _reports(ledger: MatterLedger, today: date) -> Iterator[str]:
    """The closed matters that are still to be reported to whoever asked for them."""
    for course in ledger.register.courses.values():
        due = ledger.register.report_until(course)
        if due is not None:
            late = "，已逾期" if today > due.day else ""
            yield f"待报告 {course.matter.number} {course.matter.text}：{day_words(due.day)}前报告{late}"


def _listed(problems: Sequence[ScoringProblem]) -> list[str]:
    told = told_once(problems)
    head = f"要先改正的问题 {len(told)} 条，改正前不写通知和通报："
    return [head, *(f"  {problem}" for problem in told)] if told else []


def papers(ledger: MatterLedger, today: date) -> list[tuple[Publication, str]]:
    """The papers of a day, each with the name of its file: notices that nobody has signed for yet, slips,
    feedback sheets of all who owe an answer, the bulletin."""
    made = [
        (paper, f"督查通知/{name_for(paper.title, '督查通知')}") for paper in notices(ledger, unsigned=True)
    ]
    made += [(paper, f"催办单/{name_for(paper.title, '催办单')}") for paper in slips(ledger)]
    made += [(paper, f"反馈单/{name_for(unit, '反馈单')}") for unit, paper in sheets(ledger, today)]
    made.append((bulletin(ledger, today), f"督查通报{today:%Y%m%d}"))
    return _named_apart(made)


def _named_apart(made: Sequence[tuple[Publication, str]]) -> list[tuple[Publication, str]]:
    """The papers under names that differ: what is left of two titles may be the same."""
    taken: set[str] = set()
    found = []
    for paper, stem in made:
        free = next(
            name
            for number in count(1)
            if (name := f"{stem}（{number}）" if number > 1 else stem) not in taken
        )
        taken.add(free)
        found.append((paper, free))
    return found


def agenda(ledger: MatterLedger, today: date) -> list[AgendaItem]:
    """The days by which units are to answer, and by which closed matters are to be reported."""
    items = [
        AgendaItem(
            f"{duty.course.matter.number}/{duty.assignment.unit}",
            duty.assignment.expected,
            f"{duty.unit}：{duty.what} {duty.course.matter.number}",
            "\n".join(filter(None, (duty.course.matter.text, duty.assignment.rule, duty.assignment.note))),
        )
        for duty in duties(ledger.register, today)
    ]
    for course in ledger.register.courses.values():
        if (due := ledger.register.report_until(course)) is not None:
            number = course.matter.number
            items.append(AgendaItem(f"{number}/报告", due.day, f"报告 {number}", course.matter.text))
    return items


def write_papers(
    ledger: MatterLedger,
    folder: str | Path,
    today: date,
    formats: Sequence[str] = ("docx",),
    force: bool = False,
) -> list[Path]:
    """Write the papers of a day, the calendar and the table of how matters stand, all of them or none.

    Raises :class:`OpenLedgerError` while something is wrong in the ledger, and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    if ledger.problems:
        raise OpenLedgerError("\n".join(_listed(ledger.problems)))
    folder, ledger = made_folder(folder), replace(ledger, register=ledger.register.until(today))
    states = Workbook("督查办理情况", [state_sheet(ledger, today)])
    name = f"{ledger.unit}督查事项"
    beside = {CALENDAR: calendar_file(agenda(ledger, today), name, today), STATES: workbook_file(states)}
    made = write_sets(papers(ledger, today), folder, formats, force, beside)
    return [path for paths in made for path in paths] + [folder / name for name in beside]
