"""What the pages of the archive show: lists cut to one's reach, an item with what may be done, the papers."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum

from mingzhang.archive.codes import WrongCodeError, code_of
from mingzhang.archive.course import STAGES, ItemStage
from mingzhang.archive.papers import catalogue_paper, contents_papers, handover_paper, spine_paper
from mingzhang.archive.retention import YEARS, due
from mingzhang.archive.workbook import catalogue_workbook
from mingzhang.facts.publication import Publication
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.web.archive.carried import catalogue_of, whole
from mingzhang.web.archive.handing import ACCEPTED
from mingzhang.web.archive.models import Fonds, HeldBox, HeldItem, RetentionDecision
from mingzhang.web.archive.moves import BY_HAND, ArchiveMoveError
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.lists import list_workbook
from mingzhang.web.shared.today import today
from mingzhang.writers.publish import name_for, write_set, write_sets
from mingzhang.writers.spreadsheet.form import workbook_file

ON_A_PAGE = 100
FORMATS = ("docx", "pdf")
UNNUMBERED = "未编号"
PAPERS = {"catalogue": (catalogue_paper, "归档文件目录"), "spines": (spine_paper, "脊背标签")}
_HEADS = (
    "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "保管期限", "原保管期限", "盒号", "进展", "备注",
)  # fmt: skip
_MOST_NUMBER = 2_000_000_000  # no key of the database is larger


def office_of(who: Person, action: Action) -> Organisation:
    """The office whose archive somebody keeps."""
    return where(who, action)[0]


def fonds_of(who: Person) -> QuerySet[Fonds]:
    """The fonds that somebody may see, with what there is of each."""
    reach = Q()
    for at in where(who, Action.SEE_ARCHIVE):
        reach |= Q(organisation__path__startswith=at.path)
    found = Fonds.objects.filter(reach).select_related("organisation")
    counted = found.annotate(item_count=Count("items"), page_count=Sum("items__pages"))
    return counted.order_by("code", "pk")


def items_of(fonds: Fonds, said: dict[str, str]) -> QuerySet[HeldItem]:
    """The items of a fonds by words, year, period and stage."""
    found = fonds.items.all()
    stage, year, period, words = (said.get(name, "").strip() for name in ("stage", "year", "period", "q"))
    if stage == UNNUMBERED:
        found = found.filter(place=None)
    elif stage in set(ItemStage):
        found = found.filter(stage=stage)
    if year.isascii() and year.isdigit() and len(year) == 4:
        found = found.filter(year=int(year))
    if period:
        found = found.filter(Q(period=period) | Q(period="", old=period))
    return whole(found.filter(_said(words)) if words else found)


def _said(words: str) -> Q:
    """Items that a code names, or whose words hold this."""
    try:
        code = code_of(words)
    except WrongCodeError:
        return Q(title__contains=words) | Q(number__contains=words) | Q(author__contains=words)
    return Q(place__series__name=code.series, place__number=code.number)


def paged(found: Any, page: str | None) -> Page[Any]:
    """A hundred rows of a list."""
    return Paginator(found, ON_A_PAGE).get_page(page)


def chosen(fonds: Fonds, keys: Iterable[str]) -> list[HeldItem]:
    """The items whose keys a form sent, those of the fonds alone."""
    wanted = {int(key) for key in keys if key.isascii() and key.isdigit() and int(key) < _MOST_NUMBER}
    return list(whole(fonds.items.filter(pk__in=wanted)))


def item_list(fonds: Fonds, said: dict[str, str]) -> bytes:
    """The list of items as a workbook."""
    rows = (
        (
            row.code, row.number, row.author, row.title, row.day or "", row.security, row.pages or "",
            row.period, row.old, row.box.number if row.box else "", row.stage, row.note,
        )
        for row in items_of(fonds, said)
    )  # fmt: skip
    return list_workbook("归档文件目录", _HEADS, rows)


def board(fonds: Fonds) -> dict[str, Any]:
    """How a fonds stands: items and pages by stage, what has no number, what awaits a word."""
    counted = {
        stage: (count, pages or 0)
        for stage, count, pages in fonds.items.order_by()
        .values_list("stage")
        .annotate(Count("pk"), Sum("pages"))
    }
    rows = [(stage.value, *counted.get(stage.value, (0, 0))) for stage in STAGES]
    return {
        "stages": rows,
        "items": sum(row[1] for row in rows),
        "pages": sum(row[2] for row in rows),
        "boxes": fonds.boxes.count(),
        "things": fonds.objects_held.count(),
        "unnumbered": fonds.items.filter(place=None).count(),
        "waiting": RetentionDecision.objects.filter(item__fonds=fonds, decided=None).count(),
        "codes": list(fonds.codes.all()),
    }


def faults_of(fonds: Fonds) -> list[ScoringProblem]:
    """Everything that cannot be right in the catalogue of a fonds."""
    return list(catalogue_of(fonds).faults())


def due_of(fonds: Fonds) -> list[tuple[HeldItem, int]]:
    """The items whose period has ended, with the year it ended, the first a hundred."""
    rows = {str(row.pk): row for row in whole(fonds.items.filter(period__in=YEARS))}
    ended = due(((key, row.period, row.year) for key, row in rows.items()), today().year)
    return [(rows[key], year) for key, year in ended[:ON_A_PAGE]]


def decisions_of(fonds: Fonds, waiting: bool) -> QuerySet[RetentionDecision]:
    """The changes of retention that await a word, or have it."""
    found = RetentionDecision.objects.filter(item__fonds=fonds, decided__isnull=waiting)
    return found.select_related("item__fonds__organisation", "item__place__series", "proposer")


def offered(item: HeldItem) -> list[str]:
    """The steps by hand that an item may take now."""
    at = STAGES.index(ItemStage(item.stage))
    following = STAGES[at + 1 : at + 2]
    return [stage.value for stage in following if stage in BY_HAND]


def behind(item: HeldItem) -> list[str]:
    """The stages that an item may be sent back to."""
    return [stage.value for stage in STAGES[: STAGES.index(ItemStage(item.stage))]]


def boxes_of(fonds: Fonds) -> QuerySet[HeldBox]:
    """The boxes with how many items and pages are in each."""
    counted = fonds.boxes.annotate(item_count=Count("items"), page_count=Sum("items__pages"))
    return counted.order_by("number")


def paper_of(fonds: Fonds, kind: str, form: str) -> tuple[bytes, str]:
    """A paper of the fonds; raises :class:`ArchiveMoveError` where there is none of that kind."""
    if kind == "workbook":
        return workbook_file(
            catalogue_workbook(catalogue_of(fonds, steps=True))
        ), f"{fonds.code}档案目录.xlsx"
    if kind == "contents":
        return _contents(fonds)
    if kind == "handover":
        return printed(_handed(fonds), form, f"{fonds.code}档案移交清册")
    if kind not in PAPERS:
        raise ArchiveMoveError("没有这种文书。")
    make, name = PAPERS[kind]
    made: Publication = make(catalogue_of(fonds))
    if kind == "spines" and not made.pieces:
        raise ArchiveMoveError("还没有装盒，没有脊背标签。")
    return printed(made, form, f"{fonds.code}{name}")


def _handed(fonds: Fonds) -> Publication:
    """The list of everything that was accepted."""
    accepted = whole(fonds.items.filter(stage__in=ACCEPTED))
    if not accepted:
        raise ArchiveMoveError("还没有验收过的归档文件，没有移交清册。")
    return handover_paper(catalogue_of(fonds, accepted), today())


def printed(paper: Publication, form: str, stem: str) -> tuple[bytes, str]:
    """A document's bytes and name in a format; an unknown one is the first."""
    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_set(paper, Path(folder), [form if form in FORMATS else FORMATS[0]], stem=stem)
        return path.read_bytes(), path.name


def _contents(fonds: Fonds) -> tuple[bytes, str]:
    """The list of what is in each box, as Word files in one archive."""
    papers = contents_papers(catalogue_of(fonds))
    if not papers:
        raise ArchiveMoveError("还没有装盒，没有盒内目录。")
    stream = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as all_:
        named = [(paper, name_for(name, "盒")) for name, paper in papers]
        for paths in write_sets(named, Path(folder), ["docx"]):
            all_.write(paths[0], paths[0].name)
    return stream.getvalue(), f"{fonds.code}盒内文件目录.zip"
