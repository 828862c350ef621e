"""The workbook of a submission filled in a browser: what was typed is kept as it is, right or wrong, sheet by
sheet; when all of it is right it becomes the workbook that a document is built from.

Of two people who fill one sheet the later one is told, with what the other wrote; nothing is lost.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import Http404

from mingzhang.catalogue import NATION
from mingzhang.disclosure.filed_cells import blank, read_texts, sheets, texts_of
from mingzhang.disclosure.filing import read_filing
from mingzhang.disclosure.filing_template import filled, write_template
from mingzhang.facts.number import MONEY
from mingzhang.facts.place import cell_name
from mingzhang.facts.workbook import Workbook
from mingzhang.language.workbook.form import MONEY_UNIT, Filing, Problem
from mingzhang.readers.limits import UnreadableError
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.submission import building
from mingzhang.web.submission.building_models import Building, FilledSheet
from mingzhang.web.submission.filling_page import SheetPage, sheet_page
from mingzhang.web.submission.models import Submission
from mingzhang.web.submission.moves import IllegalMoveError

_LONGEST = 2000  # characters of a cell
_CELL = "cell:"  # before the name of a cell among the names of what is posted
_TOLD = 3  # problems named in one sentence

Texts = dict[str, str]


class FilledMeanwhileError(Exception):
    """Somebody else has saved this sheet since it was shown; ``latest`` is theirs."""

    def __init__(self, latest: FilledSheet) -> None:
        self.latest = latest
        super().__init__(
            f"{latest.by}刚刚保存了这张表，您填的还没有保存：不同的格子下面写着现存的内容，核对后再保存一次。"
        )


@dataclass(frozen=True)
class Tab:
    """A sheet among the others: how many of its cells are filled, and how many are wrong."""

    name: str
    filled: int
    wrong: int


@dataclass(frozen=True)
class FilledPage:
    """What the page of one sheet shows."""

    name: str
    edition: int
    last: FilledSheet | None
    tabs: list[Tab]
    page: SheetPage
    wrong: list[Problem]
    money: str


def asked(said: Mapping[str, str]) -> tuple[str, Texts]:
    """The sheet that a form or an address names, and what the form says of its cells.

    >>> asked({"sheet": "收入", "cell:D7": "5", "edition": "1"})
    ('收入', {'D7': '5'})
    """
    cells = {name.removeprefix(_CELL): text for name, text in said.items() if name.startswith(_CELL)}
    return said.get("sheet", ""), cells


def edition(text: str | None) -> int:
    """The edition that a form was made of, 0 where it says none.

    >>> edition("3"), edition("x"), edition(None)
    (3, 0, 0)
    """
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def shown(
    submission: Submission, name: str, given: Mapping[str, str] | None = None, *, whole: bool = False
) -> FilledPage:
    """The page of a sheet, the first where none is asked for, 404 where there is none of the name.

    ``given`` is what was typed but not saved, because somebody else saved meanwhile.
    """
    book, kept = (
        workbook_of(submission),
        FilledSheet.objects.select_related("by").filter(submission=submission),
    )
    known = {sheet.name: sheet for sheet in kept}
    found = [sheet for sheet in sheets(book) if name in ("", sheet.name)]
    if not found:
        raise Http404
    name = found[0].name
    _, wrong = problems(submission, {sheet: each.texts for sheet, each in known.items()})
    tabs = [
        Tab(
            sheet.name,
            sum(bool(text) for text in known[sheet.name].texts.values()) if sheet.name in known else 0,
            sum(problem.sheet == sheet.name for problem in wrong) if sheet.name in known else 0,
        )
        for sheet in sheets(book)
    ]
    last = known.get(name)
    saved = last.texts if last else {}
    here = [problem for problem in wrong if problem.sheet == name and last is not None and given is None]
    page = sheet_page(book, found[0], saved | dict(given or {}), here, saved if given else None, whole=whole)
    return FilledPage(name, last.edition if last else 0, last, tabs, page, wrong, _money(book, known))


def _money(book: Workbook, known: Mapping[str, FilledSheet]) -> str:
    """The unit of amounts that the cover says."""
    sheet, row, column, *_ = book.areas[MONEY_UNIT]
    return (known[sheet].texts.get(cell_name(row, column), "") if sheet in known else "") or MONEY


def workbook_of(submission: Submission) -> Workbook:
    """The empty workbook of a submission."""
    season = submission.season
    place = season.organisation.place or NATION
    return blank(submission.organisation.name, season.year, place, season.kind)


def typed(submission: Submission) -> dict[str, Texts]:
    """What was typed, by sheet."""
    return dict(FilledSheet.objects.filter(submission=submission).values_list("name", "texts"))


@transaction.atomic
def save(submission: Submission, who: Person, name: str, given: Mapping[str, str], edition: int) -> None:
    """Keep what was typed into a sheet; cells that were not shown stay as they are."""
    Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    sheet = next((sheet for sheet in sheets(workbook_of(submission)) if sheet.name == name), None)
    if sheet is None:
        raise IllegalMoveError(f"填报表没有“{name}”这张表；请回到编制页重新打开。")
    last = FilledSheet.objects.select_related("by").filter(submission=submission, name=name).first()
    before = last.texts if last else texts_of(sheet)
    new = {
        cell: given.get(cell, text).strip()[:_LONGEST] for cell, text in (texts_of(sheet) | before).items()
    }
    if last is not None and new == before:
        return  # the same sent twice
    if last is not None and last.edition != edition:
        raise FilledMeanwhileError(last)
    made = last or FilledSheet(submission=submission, name=name)
    made.texts, made.by, made.edition = new, who, made.edition + 1
    made.save()
    changed = [cell for cell, text in new.items() if text != before.get(cell, "")]
    old = {cell: before.get(cell, "") for cell in changed}
    said = f"在网页里填“{name}”，改 {len(changed)} 格"
    record(who, "填报表", submission, said, old, {cell: new[cell] for cell in changed})


def problems(submission: Submission, kept: Mapping[str, Texts]) -> tuple[Filing, list[Problem]]:
    """What the sheets say, and what is wrong with them."""
    filing = read_texts(workbook_of(submission), kept)
    return filing, filing.problems


def build(submission: Submission, who: Person) -> Building:
    """Make the workbook of what was typed and build the document from it; the workbook is kept as a file."""
    filing, wrong = problems(submission, typed(submission))
    if wrong:
        rest = f"；另有 {len(wrong) - _TOLD} 处" if len(wrong) > _TOLD else ""
        said = "".join(str(problem) for problem in wrong[:_TOLD])
        raise IllegalMoveError(f"还有 {len(wrong)} 处要改，没有编制：{said.rstrip('。')}{rest}。")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "填报.xlsx"
        write_template(filing.place, filing.year, out, filing=filing)
        file = SimpleUploadedFile(f"{submission.organisation}网页填报.xlsx", out.read_bytes())
    last: Building | None = getattr(submission, "building", None)
    return building.begin(submission, who, file, last.workbook_id if last else "")


def take_over(submission: Submission, who: Person) -> int:
    """Put what the uploaded workbook says into the sheets, to go on in the browser; how many there are."""
    made: Building | None = getattr(submission, "building", None)
    if made is None:
        raise IllegalMoveError("还没有上传填报表。")
    try:
        filing = read_filing(made.workbook.path)
    except UnreadableError as why:
        raise IllegalMoveError(f"填报表没有读成：{why}") from why
    if filing.problems:
        raise IllegalMoveError(
            f"填报表有 {len(filing.problems)} 处没有读懂，接着填会丢掉；请先在 Excel 里改好：{filing.problems[0]}"
        )
    empty = workbook_of(submission)
    here = (submission.season.year, submission.season.organisation.place or NATION, submission.season.kind)
    if (filing.year, filing.place, filing.kind) != here:
        raise IllegalMoveError("填报表的地区、年度或种类与这份材料不同，没有接着填；请下载本材料的填报表。")
    given = {sheet.name: texts_of(sheet) for sheet in sheets(filled(filing, more=False))}
    for sheet in sheets(empty):
        if given[sheet.name].keys() != texts_of(sheet).keys():
            raise IllegalMoveError(f"“{sheet.name}”的行数超过网页的表，请在 Excel 里填好再上传。")
    editions = dict(FilledSheet.objects.filter(submission=submission).values_list("name", "edition"))
    with transaction.atomic():
        for name, texts in given.items():
            save(submission, who, name, texts, editions.get(name, 0))
    return len(given)
