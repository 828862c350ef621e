"""核验.xlsx and the offline lists: read and written, everything that is wrong told by sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingzhang.catalogue import NATION
from mingzhang.facts.report import Table
from mingzhang.facts.workbook import Workbook
from mingzhang.language.workbook.form import InputSheet
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import ROOM, Row, SheetReader, Value, described_sheets, laid_out, row_of, sheets_of
from mingzhang.verification.campaign import Campaign, CampaignPhase, VisitResult, judged
from mingzhang.verification.draw import Inspector, Point, PointQuery, WrongQueryError
from mingzhang.verification.problem import ProblemAct, ProblemEvent
from mingzhang.verification.standard import CheckItem, standards

_FILE = Path(__file__).with_name("sheets.toml")
BOOK = described_sheets(_FILE, "book")
COVER, PHASES, STANDARD, PEOPLE, POINTS, RESULTS, EVENTS = BOOK
(LIST,) = described_sheets(_FILE, "list")
_KINDS = {
    PHASES.name: "阶段", STANDARD.name: "标准", PEOPLE.name: "核验员", POINTS.name: "点位", RESULTS.name: "点位",
    EVENTS.name: "问题", LIST.name: "点位", COVER.name: "封面",
}  # fmt: skip
_OWNERS = ("number", "point", "problem", "code", "phase", "unit")
_LISTED = re.compile(r"[、，,;；\s]+")


@dataclass
class ReadCampaign:
    """The campaign of a workbook and what is wrong with it.

    The first ``unread`` problems are about cells that were not read: what they say would be lost where the
    workbook is written anew.
    """

    campaign: Campaign
    problems: list[ScoringProblem] = field(default_factory=list)
    unread: int = 0


def read_campaign(path: str | Path, limits: Limits | None = None) -> ReadCampaign:
    """The campaign of a workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    path = Path(path)
    tables = sheets_of(path, limits)
    if PHASES.name not in tables or POINTS.name not in tables:
        raise UnreadableError(path, "没有“阶段”“点位”工作表；空白表用 mingzhang verification template 生成")
    return _Reader(SheetReader(tables, owners=_OWNERS, free=True)).read()


class _Reader:
    """Reads one workbook, sheet by sheet."""

    def __init__(self, sheets: SheetReader) -> None:
        self._sheets = sheets
        self._cells: dict[tuple[str, int], Row] = {}
        self._campaign = Campaign()

    def read(self) -> ReadCampaign:
        campaign, sheets = self._campaign, self._sheets
        for row in self._rows(COVER):
            campaign.unit, campaign.year = row.text("unit"), int(row.text("year") or 0)
            campaign.place, campaign.cap = row.text("place") or NATION, row.figure("cap")
            campaign.repeat = row.figure("repeat") or campaign.repeat
        if not campaign.unit:
            sheets.problems.append(ScoringProblem(COVER.name, "", "单位名称", "没有填写", kind="工作表"))
        phases = filter(None, map(self._phase, self._rows(PHASES)))
        campaign.phases = {phase.name: phase for phase in phases}
        items = [(row.text("version"), item) for row in self._rows(STANDARD) if (item := _item(row))]
        campaign.standards = standards(items)
        people = [row for row in self._rows(PEOPLE) if row.text("code") and row.text("unit")]
        campaign.inspectors = [Inspector(row.text("code"), row.text("unit")) for row in people]
        campaign.points = list(filter(None, map(self._point, self._rows(POINTS))))
        campaign.results = [one for row in self._rows(RESULTS) if (one := result_of(sheets, RESULTS, row))]
        campaign.events = list(filter(None, map(self._event, self._rows(EVENTS))))
        unread = len(sheets.problems)
        for fault in judged(campaign)[1]:
            sheet = next(sheet for sheet in BOOK if sheet.name == fault.sheet)
            found = self._cells.get((fault.sheet, fault.row or 0))
            cell = found.cells.get(fault.name, "") if found else ""
            sheets.kind = _KINDS[sheet.name] if found or sheet is not POINTS else "问题"
            sheets.problem(fault.owner, sheet, fault.name, fault.row, fault.message, cell)
        return ReadCampaign(campaign, sheets.problems, unread)

    def _rows(self, sheet: InputSheet) -> list[Row]:
        """The rows of a sheet, kept so that a fault can name its cell."""
        self._sheets.kind = _KINDS[sheet.name]
        keys: dict[str, tuple[str, ...]] = {POINTS.name: ("number",), PEOPLE.name: ("code",)}
        keys |= {PHASES.name: ("phase",), STANDARD.name: ("version", "code")}
        rows = list(self._sheets.distinct(sheet, *keys.get(sheet.name, ())))
        self._cells |= {(sheet.name, row.number): row for row in rows}
        return rows

    def _phase(self, row: Row) -> CampaignPhase | None:
        """The phase of a row, ``None`` where the row lacks what makes one: told already."""
        words = row.texts("phase", "seed", "version", "frozen")
        size = row.figure("size")
        try:
            query = PointQuery.of(row.text("query"))
        except WrongQueryError as fault:
            cell = row.cells.get("query", "")
            self._sheets.problem(words["phase"], PHASES, "query", row.number, str(fault), cell)
            return None
        if not (words["phase"] and words["seed"] and words["version"]):
            return None
        counted = None if size is None else int(size)
        name, seed, version, frozen = words.values()
        return CampaignPhase(name, query, seed, counted, version, frozen, row.number)

    def _point(self, row: Row) -> Point | None:
        words: dict[str, Any] = row.texts(
            "phase", "number", "unit", "matter", "text", "source", "where", "origin", "inspector", "open"
        )
        day = self._sheets.day(POINTS, row, "day")
        return Point(**words, day=day, row=row.number) if words["number"] and words["phase"] else None

    def _event(self, row: Row) -> ProblemEvent | None:
        day = self._sheets.day(EVENTS, row, "day")
        if day is None or not row.text("act") or not row.text("problem"):
            return None
        words: dict[str, Any] = row.texts("problem", "by", "text", "evidence")
        return ProblemEvent(**words, day=day, act=ProblemAct(row.text("act")), row=row.number)


def _item(row: Row) -> CheckItem | None:
    words = row.texts("code", "text", "criterion", "evidence", "severity")
    points = row.figure("points")
    whole = words["code"] and words["text"] and words["severity"] and row.text("version")
    return CheckItem(**words, points=points, row=row.number) if whole and points is not None else None


def result_of(sheets: SheetReader, sheet: InputSheet, row: Row) -> VisitResult | None:
    """The result that a row states, ``None`` where it lacks what makes one: told already."""
    day = sheets.day(sheet, row, "day")
    words: dict[str, Any] = row.texts("point", "code", "result", "inspector", "note", "where", "position")
    photos = tuple(filter(None, _LISTED.split(row.text("photos"))))
    if day is None or not all(words[name] for name in ("point", "code", "result", "inspector")):
        return None
    return VisitResult(**words, day=day, photos=photos, row=row.number)


def read_list(tables: Mapping[str, Table]) -> tuple[list[VisitResult], list[ScoringProblem]]:
    """The results in the sheets of an offline list; rows without a result are not visited yet.

    >>> read_list({})
    ([], [])
    """
    sheets = SheetReader(tables, kind="点位", owners=("point",), free=True)
    found = []
    for row in sheets.rows(LIST):
        if not row.text("result") and "result" not in row.cells:
            continue
        for name in ("day", "inspector"):
            if not row.text(name):
                sheets.problem(row.text("point"), LIST, name, row.number, "没有填写", row.cells.get(name, ""))
        if (made := result_of(sheets, LIST, row)) is not None:
            found.append(made)
    return found, sheets.problems


def campaign_workbook(campaign: Campaign) -> Workbook:
    """The workbook of a campaign, with free rows.

    >>> [leaf.name for leaf in campaign_workbook(Campaign()).leaves][:4]
    ['封面', '阶段', '核验标准', '核验人员']
    """
    cover: dict[str, Value] = {"unit": campaign.unit, "year": str(campaign.year or "")}
    cover |= {"place": "" if campaign.place == NATION else campaign.place}
    cover |= {"cap": campaign.cap, "repeat": campaign.repeat}
    items = [
        row_of(item, STANDARD) | {"version": standard.version}
        for standard in campaign.standards.values()
        for item in standard.items
    ]
    phases = [row_of(phase, PHASES) | {"phase": phase.name} for phase in campaign.phases.values()]
    rows: dict[str, list[dict[str, Value]]] = {COVER.name: [cover], PHASES.name: phases, STANDARD.name: items}
    records: tuple[tuple[InputSheet, Sequence[object]], ...] = (
        (PEOPLE, campaign.inspectors), (POINTS, campaign.points), (RESULTS, campaign.results),
        (EVENTS, campaign.events),
    )  # fmt: skip
    rows |= {sheet.name: [row_of(record, sheet) for record in some] for sheet, some in records}
    leaves = [laid_out(sheet, rows[sheet.name], 0 if sheet is COVER else ROOM) for sheet in BOOK]
    return Workbook(f"{campaign.unit}察访核验", leaves)


def list_workbook(campaign: Campaign, points: Sequence[Point]) -> Workbook:
    """The offline list of some points: a row for everything that is looked at there."""
    problems, _ = judged(campaign)
    rows: list[dict[str, Value]] = [
        {
            "point": point.number,
            "unit": point.unit,
            "text": point.text,
            "planned": point.where,
            "code": item.code,
            "criterion": f"{item.text}：{item.criterion}" + (f"（{item.evidence}）" if item.evidence else ""),
            "inspector": point.inspector,
        }
        for point in points
        for item in campaign.items_at(point, problems)
    ]
    fixed = ("point", "unit", "text", "planned", "code", "criterion")
    return Workbook("核验清单", [laid_out(LIST, rows, 0, fixed)])
