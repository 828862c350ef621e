"""The ledger 督查台账.xlsx: matters, their history, mergers of units; described once, read and written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mingzhang.catalogue import NATION
from mingzhang.catalogue.time_limits import time_limits
from mingzhang.facts.days import day_words
from mingzhang.facts.succession import Succession, Successions
from mingzhang.facts.workbook import Workbook, Worksheet
from mingzhang.language.workbook.form import CHOICE, DATE, PLACE, TEXT, YEAR, InputColumn, InputSheet
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import ROOM, Row, SheetReader, Value, laid_out, sheets_of
from mingzhang.supervision.course import UnlawfulActError
from mingzhang.supervision.lights import light_of, state_of
from mingzhang.supervision.matter import ROLES, Act, Event, Matter, Period, Source, Urgency
from mingzhang.supervision.register import MatterRegister


def _text(head: str, width: int = 14, note: str = "", required: bool = False) -> InputColumn:
    return InputColumn(head, kind=TEXT, width=width, note=note, required=required)


def _choice(head: str, choices: Iterable[str], width: int = 10, required: bool = False) -> InputColumn:
    return InputColumn(head, kind=CHOICE, choices=tuple(choices), width=width, required=required)


def _date(head: str, note: str = "", required: bool = False) -> InputColumn:
    return InputColumn(head, kind=DATE, width=15, note=note, required=required)


COVER = InputSheet(
    "封面",
    "单位是督查机构；文号字头用来续编通知和催办单的文号，例如“某政督”。",
    (
        ("unit", _text("单位名称", 30)),
        ("year", InputColumn("年度", kind=YEAR, width=10)),
        ("place", InputColumn("区划代码", kind=PLACE, width=10)),
        ("letters", _text("文号字头", 14)),
    ),
)
MATTERS = InputSheet(
    "事项",
    "一行一件事项，一事一立。登记以后不再改动；后来的事都写在“经过”表里。",
    (
        ("number", _text("事项编号", 12, required=True)),
        ("text", _text("事项内容", 40, required=True)),
        ("source", _choice("来源", Source, 12, required=True)),
        ("basis", _text("来源依据", 24, "批示、纪要、来文的名称和文号。")),
        ("asked_by", _text("交办领导（岗位）", 16)),
        ("received", _date("收到日期", required=True)),
        ("urgency", _choice("急缓", Urgency)),
        ("secrecy", _text("密级", 8)),
        ("parent", _text("上级事项", 12, "从哪件事项拆分出来。")),
        ("line", _text("任务书条目", 14, "绩效任务书里的编号。")),
        (
            "period",
            InputColumn(
                "报告周期",
                kind=CHOICE,
                choices=tuple(filter(None, Period)),
                width=10,
                note="长期事项填写：每个周期末以前报告一次进展。",
            ),
        ),
    ),
)
EVENTS = InputSheet(
    "经过",
    "一行一步，按先后填写，只往下加，不改前面的。期限只能用“延期”改动，写明理由和签批人。",
    (
        ("matter", _text("事项编号", 12, required=True)),
        ("day", _date("日期", required=True)),
        ("act", _choice("步骤", Act, required=True)),
        ("unit", _text("单位", 22)),
        ("role", _choice("角色", ROLES, 8)),
        ("by", _text("签批人（岗位）", 16, "写岗位；反馈写单位负责人。")),
        ("text", _text("内容或理由", 44)),
        ("due", _date("期限", "交办时填来文要求的期限，不填按本地时限表；延期时填新的期限。")),
        ("reference", _text("文号", 18)),
    ),
)
MERGED = InputSheet(
    "单位变更",
    "年中合并、更名的单位：自这一天起由新单位承办。",
    (
        ("old", _text("原单位", 24, required=True)),
        ("new", _text("新单位", 24, required=True)),
        ("day", _date("自何日起", required=True)),
    ),
)
STATE = InputSheet(
    "办理情况",
    "由程序按“经过”算出，不用填写，改了也不读取。",
    (
        ("matter", _text("事项编号", 12)),
        ("text", _text("事项内容", 40)),
        ("stage", _text("状态", 10)),
        ("unit", _text("单位", 22)),
        ("role", _text("角色", 8)),
        ("rule", _text("时限", 18)),
        ("due", _date("期限")),
        ("state", _text("办理", 10)),
        ("light", _text("灯", 8)),
    ),
)
SHEETS = (COVER, MATTERS, EVENTS, MERGED)


@dataclass
class MatterLedger:
    """What a ledger says: whose it is, the register of its matters, and what is wrong in it.

    ``year`` is the fiscal year, ``letters`` the beginning of the numbers of its notices.  A row that is not
    allowed is among the problems and nowhere else.
    """

    unit: str = ""
    year: int = 0
    place: str = NATION
    letters: str = ""
    register: MatterRegister = field(default_factory=MatterRegister)
    problems: list[ScoringProblem] = field(default_factory=list)
    mergers: list[Succession] = field(default_factory=list)


def read_ledger(path: str | Path, limits: Limits | None = None) -> MatterLedger:
    """The ledger of a workbook; what is wrong with it is told by sheet and cell, and all else is read.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` when the file cannot be read or is no ledger.
    """
    path = Path(path)
    tables = sheets_of(path, limits)
    if MATTERS.name not in tables:
        raise UnreadableError(
            path, f"没有“{MATTERS.name}”工作表；空白台账用 mingzhang matters --template 生成"
        )
    reader = SheetReader(tables, kind="事项", owners=("number", "matter", "old"), free=True)
    return _Reader(reader).read()


class _Reader:
    """Reads one ledger, sheet by sheet: later ones speak of what earlier ones say."""

    def __init__(self, sheets: SheetReader) -> None:
        self._sheets = sheets
        self._ledger = MatterLedger(problems=sheets.problems)
        self._lost: dict[str, int] = {}  # of every matter the first row that was not recorded

    def read(self) -> MatterLedger:
        ledger = self._ledger
        for row in self._sheets.rows(COVER):
            ledger.unit, ledger.letters = row.text("unit"), row.text("letters")
            ledger.year, ledger.place = int(row.text("year") or 0), row.text("place") or NATION
        if not ledger.unit:
            ledger.problems.append(ScoringProblem(COVER.name, "", "单位名称", "没有填写", kind="工作表"))
        ledger.mergers = [each for row in self._sheets.rows(MERGED) if (each := self._merger(row))]
        limits = time_limits(ledger.place, ledger.year or None)
        ledger.register = MatterRegister(limits, Successions(ledger.mergers))
        for row in self._sheets.rows(MATTERS):
            self._enter(row)
        for row in self._sheets.rows(EVENTS):
            if (event := self._event(row)) is None:
                self._lost.setdefault(row.text("matter"), row.number)
                continue
            try:
                ledger.register.record(event)
            except UnlawfulActError as fault:
                name = "matter" if event.matter not in ledger.register.courses else "act"
                self._lost_row(row, name, event.matter, fault)
        return ledger

    def _lost_row(self, row: Row, name: str, matter: str, fault: UnlawfulActError) -> None:
        """Tell of a row that is not recorded; after another one of its matter it may be for want of that."""
        before = self._lost.setdefault(matter, row.number)
        if before != row.number and name == "act":
            fault = UnlawfulActError(matter, f"前面第 {before} 行没有记入，先改正那一行")
        self._told(row, EVENTS, name, fault)

    def _enter(self, row: Row) -> None:
        matter = self._matter(row)
        if matter is None:
            return
        try:
            self._ledger.register.enter(matter)
        except UnlawfulActError as fault:
            self._told(row, MATTERS, "parent" if matter.parent else "number", fault)

    def _told(self, row: Row, sheet: InputSheet, name: str, fault: UnlawfulActError) -> None:
        owner = row.text("number") or row.text("matter")
        self._sheets.problem(
            owner, sheet, name, row.number, f"{fault.why}，这一行没有记入", row.cells.get(name, "")
        )

    def _merger(self, row: Row) -> Succession | None:
        day = self._sheets.day(MERGED, row, "day")
        old, new = row.text("old"), row.text("new")
        return Succession(old, new, day) if day and old and new else None

    def _matter(self, row: Row) -> Matter | None:
        """The matter of a row, ``None`` where the row lacks what makes one: told already."""
        received = self._sheets.day(MATTERS, row, "received")
        words = row.texts("number", "text", "basis", "asked_by", "secrecy", "parent", "line")
        if not (words["number"] and words["text"] and row.text("source") and received):
            return None
        urgency = Urgency(row.text("urgency") or Urgency.USUAL)
        period, source = Period(row.text("period")), Source(row.text("source"))
        return Matter(
            **words, source=source, received=received, urgency=urgency, period=period, row=row.number
        )

    def _event(self, row: Row) -> Event | None:
        """The event of a row, ``None`` where the row lacks what makes one, or a day in it is none."""
        day = self._sheets.day(EVENTS, row, "day")
        due = self._sheets.day(EVENTS, row, "due")
        words = row.texts("matter", "unit", "role", "by", "text", "reference")
        unread = row.cells.keys() - {name for name, value in row.values.items() if value is not None}
        if day is None or not words["matter"] or unread or (row.text("due") and due is None):
            return None
        return Event(**words, day=day, act=Act(row.text("act")), due=due, row=row.number)


def ledger_workbook(ledger: MatterLedger, today: date | None = None) -> Workbook:
    """The workbook of a ledger with free rows; with a day, also how matters stand on it.

    >>> [leaf.name for leaf in ledger_workbook(MatterLedger()).leaves]
    ['封面', '事项', '经过', '单位变更']
    """
    register = ledger.register
    courses = register.courses.values()
    rows: dict[str, list[dict[str, Value]]] = {
        COVER.name: [
            {
                "unit": ledger.unit,
                "year": str(ledger.year or ""),
                "place": "" if ledger.place == NATION else ledger.place,
                "letters": ledger.letters,
            }
        ],
        MATTERS.name: [_row(course.matter, MATTERS) for course in courses],
        EVENTS.name: [_row(event, EVENTS) for event in register.events],
        MERGED.name: [_row(merger, MERGED) for merger in ledger.mergers],
    }
    leaves = [laid_out(sheet, rows[sheet.name], 0 if sheet is COVER else ROOM) for sheet in SHEETS]
    if today is not None:
        leaves.append(state_sheet(ledger, today))
    return Workbook(f"{ledger.unit}督查台账", leaves)


def state_sheet(ledger: MatterLedger, today: date) -> Worksheet:
    """The sheet that says how every matter stands on a day; it is for reading only.

    >>> state_sheet(MatterLedger(), date(2026, 8, 3)).name
    '办理情况'
    """
    return laid_out(STATE, _states(ledger.register, today), 0, fixed=[name for name, _ in STATE.fields])


def _row(record: object, sheet: InputSheet) -> dict[str, Value]:
    said = {name: getattr(record, name) for name, _ in sheet.fields}
    return {
        name: day_words(value) if isinstance(value, date) else str(value or "")
        for name, value in said.items()
    }


def _states(register: MatterRegister, today: date) -> list[dict[str, Value]]:
    """How every matter stands, a row for each unit."""
    rows: list[dict[str, Value]] = []
    for course in register.courses.values():
        said: dict[str, Value] = {
            "matter": course.matter.number, "text": course.matter.text, "stage": course.stage.value,
        }  # fmt: skip
        if not course.assignments:
            rows.append(said)
        for each in course.assignments:
            light, _ = light_of(course, each, today, register.limits.warn)
            rows.append(
                said
                | {"unit": register.successions.current(each.unit, today), "role": each.given.role}
                | {"rule": each.rule, "due": day_words(each.due)}
                | {"state": state_of(course, each), "light": light.value}
            )
    return rows
