"""The papers of supervision: notices 督查通知, urging slips 催办单, feedback sheets 反馈单."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mingzhang.facts.days import day_words
from mingzhang.facts.publication import (
    ADDRESSED,
    BODY,
    ISSUED,
    NOTE,
    PART,
    SIGNED,
    TABLE,
    Piece,
    Position,
    Publication,
    table_piece,
)
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.supervision.course import Assignment, MatterCourse
from mingzhang.supervision.ledger import MatterLedger
from mingzhang.supervision.matter import Event
from mingzhang.working_days import between

NOTICE, SLIP, SHEET = "督查通知", "督查催办单", "督查事项反馈单"
Given = tuple[MatterCourse, Assignment]


def notices(ledger: MatterLedger, unsigned: bool = False) -> list[Publication]:
    """The notices by which matters are assigned, one for each number of a notice, or for each matter.

    With ``unsigned`` only those that some unit has not signed for.
    """
    grouped: dict[str, list[Given]] = {}
    for course, each in ledger.register.assignments():
        grouped.setdefault(each.given.reference or f"事项 {course.matter.number}", []).append((course, each))
    wanted = (some for some in grouped.values() if not unsigned or any(_waits(*given) for given in some))
    return [_notice(ledger, some) for some in wanted]


def _waits(course: MatterCourse, each: Assignment) -> bool:
    return course.open and each.signed is None and not each.settled


def _notice(ledger: MatterLedger, some: Sequence[Given]) -> Publication:
    """One notice: to its units, lead units first, with a table of the matters."""
    first = min((each.given for _, each in some), key=lambda event: event.day)
    units = dict.fromkeys(each.unit for _, each in sorted(some, key=lambda given: not given[1].leads))
    courses = {id(course): course for course, _ in some}.values()
    count = f"{len(courses)}件事项" if len(courses) > 1 else "事项"
    said = (
        f"现将下列督查{count}交你单位办理。请收到后即签收，在期限前书面反馈办理结果，由单位主要负责人审签。"
        "由几个单位共同办理的，牵头单位负责汇总，协办单位按期向牵头单位和本单位反馈。"
        "不能按期办结的，请在到期之前书面申请延期并说明理由；未经批准，期限不变。"
    )
    rows = [("序号", "事项编号", "事项内容", "来源", "牵头单位", "协办单位", "反馈期限")]
    for number, course in enumerate(courses, 1):
        own = [each for held, each in some if held is course]
        rows.append((str(number), *_matter_cells(course), day_words(max(each.first_due for each in own))))
    notes = dict.fromkeys(each.note for _, each in some if each.note)
    long = dict.fromkeys((each.period, each.first_report) for _, each in some if each.first_report)
    notes |= dict.fromkeys(
        f"{period}末以前报告一次进展，首次不迟于{day_words(first)}" for period, first in long if first
    )
    pieces = [
        *_headed(NOTICE, first.reference, "、".join(units)),
        Piece(Paragraph(said), BODY),
        table_piece("督查事项", rows),
        *(Piece(Paragraph(f"注：{note}。"), NOTE) for note in notes),
        *_signed(ledger, first.day),
    ]
    return Publication(ledger.unit, f"{NOTICE}{first.reference}", ledger.year, pieces, ledger.place)


def _matter_cells(course: MatterCourse) -> tuple[str, str, str, str, str]:
    matter, lead = course.matter, course.lead
    others = "、".join(each.unit for each in course.assignments if not each.leads)
    basis = f"{matter.source}：{matter.basis}" if matter.basis else matter.source.value
    return matter.number, matter.text, basis, lead.unit if lead else "—", others or "—"


def slips(ledger: MatterLedger) -> list[Publication]:
    """An urging slip for every urging whose unit has not answered since."""
    return [
        slip(ledger, course, each, event)
        for course, each in ledger.register.assignments()
        if course.open and not each.settled and not each.pending
        for event in each.urgings[-1:]
    ]


def slip(ledger: MatterLedger, course: MatterCourse, each: Assignment, event: Event) -> Publication:
    """One urging slip: what is owed since when, and the how manieth time it is urged."""
    unit = ledger.register.successions.current(each.unit, event.day)
    late, what = between(each.expected, event.day), "进展报告" if each.reporting else "反馈"
    owed = f"，已逾期{late}个工作日" if late > 0 else ""
    extended = f"（经批准延期{len(each.extensions)}次）" if each.extensions else ""
    said = [
        f"{day_words(each.given.day)}交你单位{'牵头办理' if each.leads else '协办'}的督查事项"
        f"“{course.matter.text}”（编号{course.matter.number}），{what}期限为"
        f"{day_words(each.expected)}{extended}。"
        f"截至{day_words(event.day)}{owed}，尚未收到你单位的书面{what}。",
        f"请抓紧办理，收到本单后立即书面说明进展、未按期{what[-2:]}的原因和办结时间。",
    ]
    if event.text:
        said.append(event.text)
    pieces = [
        *_headed(SLIP, event.reference or f"第{len(each.urgings)}次催办", unit),
        *(Piece(Paragraph(text), BODY) for text in said),
        *_signed(ledger, event.day),
    ]
    title = f"{SLIP}{course.matter.number}{unit}"
    return Publication(ledger.unit, title, ledger.year, pieces, ledger.place)


def sheets(ledger: MatterLedger, today: date) -> list[tuple[str, Publication]]:
    """The feedback sheets of every unit that owes an answer, one document for each unit."""
    owed: dict[str, list[Given]] = {}
    for course, each in ledger.register.assignments():
        if course.open and not each.settled and not each.pending:
            owed.setdefault(ledger.register.successions.current(each.unit, today), []).append((course, each))
    return [
        (
            unit,
            Publication(
                ledger.unit,
                f"{SHEET}{unit}",
                ledger.year,
                [piece for course, each in some for piece in _sheet(unit, course, each)],
                ledger.place,
            ),
        )
        for unit, some in owed.items()
    ]


_BLANK = "\n" * 5  # the lines that are left to be written on


def _sheet(unit: str, course: MatterCourse, each: Assignment) -> list[Piece]:
    """One feedback sheet: what was asked, with room for the answer and for what is thought of it."""
    matter = course.matter
    rows: list[tuple[str, ...]] = [
        ("事项编号", matter.number, "反馈期限", day_words(each.due)),
        ("事项内容", matter.text),
        ("来源", matter.source.value, "来源依据", matter.basis),
        ("承办单位", unit, "角色", each.given.role),
        ("办理结果", _BLANK),
        ("佐证材料", "\n\n"),
        ("存在问题和\n下一步安排", "\n\n\n"),
        ("承办人", "", "联系电话", ""),
        ("单位主要\n负责人审签", "\n", "反馈日期", ""),
        ("督查机构\n审核意见", "□ 通过　　□ 退回，理由：\n\n"),
    ]
    if each.leads and len(course.assignments) > 1:
        others = "、".join(other.unit for other in course.assignments if not other.leads)
        rows.insert(4, ("协办单位", others))
    title = [Piece(Paragraph(SHEET), PART)]
    note = [f"第{len(each.returns)}次退回：{each.returns[-1].text}"] if each.returns else []
    return [*title, _form(rows), *(Piece(Paragraph(f"注：{text}"), NOTE) for text in note)]


def _form(rows: Sequence[tuple[str, ...]]) -> Piece:
    """A form of four columns: label and content in turn, a lone content over the other three."""
    cells, labels = [], dict[Position, str]()
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cells.append(Cell(text, number, column, colspan=3 if len(row) == 2 and column else 1))
            if column % 2 == 0:
                labels[number, column] = "row"
    return Piece(Table(cells, name=SHEET), TABLE, 0, name=SHEET, labels=labels)


def _headed(title: str, number: str, to: str) -> list[Piece]:
    """Title, number and whom a letter is for."""
    lines = [Piece(Paragraph(title), PART)]
    if number:
        lines.append(Piece(Paragraph(number), ISSUED))
    return [*lines, Piece(Paragraph(f"{to}："), ADDRESSED)]


def _signed(ledger: MatterLedger, day: date) -> list[Piece]:
    return [Piece(Paragraph(f"{ledger.unit}\n{day_words(day)}"), SIGNED)]


def next_number(ledger: MatterLedger, year: int) -> str:
    """The number of the next notice or slip, empty where the ledger does not say how numbers begin.

    >>> next_number(MatterLedger(letters="某政督"), 2026)
    '某政督〔2026〕1号'
    """
    if not ledger.letters:
        return ""
    begin = f"{ledger.letters}〔{year}〕"
    used = [
        event.reference.removeprefix(begin).removesuffix("号")
        for event in ledger.register.events
        if event.reference.startswith(begin)
    ]
    return f"{begin}{max((int(text) for text in used if text.isdecimal()), default=0) + 1}号"
