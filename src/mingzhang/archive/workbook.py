"""档案目录.xlsx and 抽检表.xlsx: read and written, everything that is wrong told by sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject
from mingzhang.archive.codes import ArchivalCode, WrongCodeError, code_of
from mingzhang.archive.course import CustodyAct, CustodyEvent, ItemStep
from mingzhang.archive.pages import PageRecord
from mingzhang.archive.quality import SampledPage
from mingzhang.archive.retention import RetentionChange
from mingzhang.facts.place import cell_name
from mingzhang.facts.workbook import Workbook
from mingzhang.language.workbook.form import InputSheet
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import ROOM, Row, SheetReader, Value, described_sheets, laid_out, row_of, sheets_of

_FILE = Path(__file__).with_name("sheets.toml")
BOOK = described_sheets(_FILE, "book")
COVER, CATEGORIES, DEPARTMENTS, ITEMS, CHANGES, OBJECTS, STEPS, CUSTODY = BOOK
(SAMPLE,) = described_sheets(_FILE, "sample")
_VERDICTS = ("linked", "clear", "straight", "order")
_KINDS = {"盒": CUSTODY, "实物": OBJECTS}
_COLUMNS = {"期限调整": CHANGES, "步骤": STEPS}  # the sheets of faults of an item that are not of its own row
_OWNERS = ("code", "box", "fonds")


@dataclass
class ReadCatalogue:
    """The catalogue of a workbook and what is wrong with it; a row that could not be read is in neither."""

    catalogue: Catalogue
    problems: list[ScoringProblem] = field(default_factory=list)
    unread: int = 0  # the first so many problems are about cells that were not read


def read_catalogue(path: str | Path, limits: Limits | None = None) -> ReadCatalogue:
    """The catalogue of a workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    path = Path(path)
    tables = sheets_of(path, limits)
    if ITEMS.name not in tables:
        raise UnreadableError(path, f"没有“{ITEMS.name}”工作表；空白目录用 mingzhang archive template 生成")
    sheets = SheetReader(tables, kind="档号", owners=_OWNERS, free=True)
    made = _catalogue(sheets)
    unread = len(sheets.problems)
    rows = {item.code: item.row for item in made.items}
    faults = [_at(fault, sheets, rows) for fault in (*made.faults(), *made.courses()[1])]
    return ReadCatalogue(made, [*sheets.problems, *faults], unread)


def _at(fault: ScoringProblem, sheets: SheetReader, rows: Mapping[str, int | None]) -> ScoringProblem:
    """A fault with its sheet and cell; one of a code alone is that of the last item that has it."""
    if fault.kind == "工作表":
        return fault
    sheet = _KINDS.get(fault.kind) or _COLUMNS.get(fault.column, ITEMS)
    row = fault.row or rows.get(fault.project)
    named = {column.head: name for name, column in sheet.fields}
    name, places = named.get(fault.column, sheet.fields[0][0]), sheets.columns.get(sheet.name, {})
    cell = f"!{cell_name(row - 1, places[name])}" if row and name in places else ""
    return replace(fault, row=row, cell=f"{sheet.name}{cell}")


def _catalogue(sheets: SheetReader) -> Catalogue:
    """The catalogue of all sheets, in their order."""
    made = Catalogue()
    for row in sheets.rows(COVER):
        made.fonds, made.name, made.place = row.text("fonds"), row.text("unit"), row.text("place")
        made.first, made.last = int(row.text("first") or 0), int(row.text("last") or 0)
    made.categories = {row.text("code"): row.text("name") for row in sheets.rows(CATEGORIES)}
    made.departments = {row.text("code"): row.text("name") for row in sheets.rows(DEPARTMENTS)}
    made.items = [_item(sheets, row) for row in sheets.rows(ITEMS) if row.text("code")]
    made.changes = list(filter(None, (_change(sheets, row) for row in sheets.rows(CHANGES))))
    made.objects = [_object(sheets, row) for row in sheets.rows(OBJECTS) if row.text("code")]
    made.steps = list(filter(None, (_step(sheets, row) for row in sheets.rows(STEPS))))
    sheets.kind = "盒"
    made.custody = list(filter(None, (_custody(sheets, row) for row in sheets.rows(CUSTODY))))
    return made


def _item(sheets: SheetReader, row: Row) -> CatalogueItem:
    words = row.texts("code", "title", "author", "number", "security", "period", "old", "box", "note")
    pages = row.figure("pages")
    day = sheets.day(ITEMS, row, "day")
    words["code"] = _canonical(words["code"])
    return CatalogueItem(**words, day=day, pages=None if pages is None else int(pages), row=row.number)


def _canonical(text: str) -> str:
    """A code with the dashes and dots of the rule; one that is none stays as it is, and is told."""
    try:
        return str(code_of(text))
    except WrongCodeError:
        return text


def _change(sheets: SheetReader, row: Row) -> RetentionChange | None:
    day = sheets.day(CHANGES, row, "day")
    words = row.texts("code", "old", "new", "reason", "approver")
    words["code"] = _canonical(words["code"])
    return RetentionChange(**words, day=day, row=row.number) if day and words["code"] else None


def _object(sheets: SheetReader, row: Row) -> PhysicalObject:
    count = row.figure("count")
    words = row.texts("code", "name", "kind", "origin", "where", "note")
    day = sheets.day(OBJECTS, row, "day")
    return PhysicalObject(**words, day=day, count=int(count) if count is not None else 1, row=row.number)


def _step(sheets: SheetReader, row: Row) -> ItemStep | None:
    day = sheets.day(STEPS, row, "day")
    words = row.texts("code", "step", "by", "text", "back_to")
    words["code"] = _canonical(words["code"])
    return ItemStep(**words, day=day, row=row.number) if day and words["code"] and words["step"] else None


def _custody(sheets: SheetReader, row: Row) -> CustodyEvent | None:
    day, act, pages = sheets.day(CUSTODY, row, "day"), row.text("act"), row.figure("pages")
    if not (day and act and row.text("box")):
        return None
    count = None if pages is None else int(pages)
    words = row.texts("box", "by", "text")
    return CustodyEvent(**words, day=day, act=CustodyAct(act), pages=count, row=row.number)


def catalogue_workbook(catalogue: Catalogue) -> Workbook:
    """The workbook of a catalogue, with free rows below.

    >>> [leaf.name for leaf in catalogue_workbook(Catalogue()).leaves][3:5]
    ['归档文件目录', '期限调整']
    """
    cover: dict[str, Value] = {
        "fonds": catalogue.fonds, "unit": catalogue.name, "place": catalogue.place,
        "first": str(catalogue.first or ""), "last": str(catalogue.last or ""),
    }  # fmt: skip
    rows: dict[str, list[dict[str, Value]]] = {
        COVER.name: [cover],
        CATEGORIES.name: _named(catalogue.categories),
        DEPARTMENTS.name: _named(catalogue.departments),
    }
    records: tuple[tuple[InputSheet, Sequence[object]], ...] = (
        (ITEMS, catalogue.items), (CHANGES, catalogue.changes), (OBJECTS, catalogue.objects),
        (STEPS, catalogue.steps), (CUSTODY, catalogue.custody),
    )  # fmt: skip
    rows |= {sheet.name: [row_of(record, sheet) for record in some] for sheet, some in records}
    leaves = [laid_out(sheet, rows[sheet.name], 0 if sheet is COVER else ROOM) for sheet in BOOK]
    return Workbook(f"{catalogue.name}档案目录", leaves)


def _named(names: Mapping[str, str]) -> list[dict[str, Value]]:
    return [{"code": code, "name": name} for code, name in names.items()]


def sample_workbook(pages: Iterable[PageRecord]) -> Workbook:
    """The form of a hand sample: a row for every page that is to be looked at."""
    rows: list[dict[str, Value]] = [
        {"code": page.code, "seq": Fraction(page.seq), "file": page.file} for page in pages
    ]
    return Workbook("抽检表", [laid_out(SAMPLE, rows, 0, ("code", "seq", "file"))])


def read_sample(
    path: str | Path, limits: Limits | None = None
) -> tuple[list[SampledPage], list[ScoringProblem]]:
    """The pages of a filled form; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    tables = sheets_of(path, limits)
    if SAMPLE.name not in tables:
        raise UnreadableError(path, f"没有“{SAMPLE.name}”工作表；抽检表用 mingzhang archive sample 生成")
    sheets = SheetReader(tables, kind="档号", owners=_OWNERS, free=True)
    found: list[SampledPage] = []
    for row in sheets.rows(SAMPLE):
        seq, code = row.figure("seq"), _canonical(row.text("code"))
        if seq is None or not code:
            continue
        verdicts = tuple(row.text(name) for name in _VERDICTS)
        words = row.texts("truth", "note", "by")
        found.append(SampledPage(code, int(seq), verdicts, **words, row=row.number))
        if "不合格" in verdicts and not words["note"]:
            sheets.problem(code, SAMPLE, "note", row.number, "不合格没有写缺陷说明")
    return found, sheets.problems


def parsed_codes(items: Iterable[CatalogueItem]) -> dict[str, ArchivalCode]:
    """The items whose code can be read, by their code as it is written."""
    made = {}
    for item in items:
        try:
            made[item.code] = item.parsed
        except WrongCodeError:
            continue
    return made
