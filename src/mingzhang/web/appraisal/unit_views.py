"""The pages of a unit: its task book, its self-report with evidence, its scores and its feedback report."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.appraisal.courses import PUBLISHED
from mingzhang.web.appraisal import books, filling, moves, papers, unit_books, unit_page
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.cycle_page import runs
from mingzhang.web.appraisal.models import AppraisedUnit, LeafProof, UnitBook
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.bringing import brought
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_UNIT = ("organisation__above", "cycle__organisation")
_BOOK = ("unit__organisation", "unit__cycle__organisation")
_FORM = ("GET", "HEAD", "POST")
_KIND = "application/octet-stream"


@page(Action.SEE_APPRAISAL, of=AppraisedUnit, with_=_UNIT)
def unit(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """A unit in a year."""
    return render(request, "appraisal/unit.html", unit_page.unit_page(unit, request.user))


@page(Action.FILL_APPRAISAL, of=AppraisedUnit, with_=_UNIT, methods=("POST",))
def begin(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """Begin the task book."""
    try:
        return redirect("appraisal:book_form", moves.begin_book(unit, request.user).pk)
    except moves.AppraisalMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect(unit.address)


@page(Action.FILL_APPRAISAL, of=AppraisedUnit, with_=_UNIT, methods=_FORM)
def report(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """What the unit reports of its leaves."""
    rows = unit_page.leaf_rows(unit, plan_of(unit.cycle), False)
    if request.method != "POST":
        return render(request, "appraisal/report.html", {"unit": unit, "rows": rows, "typed": {}})
    typed = unit_page.typed_reports(rows, request.POST.dict())
    try:
        count = filling.save_reports(unit, request.user, typed)
        messages.success(request, f"自评已保存，新填或改动 {count} 项。")
        return redirect(f"{unit.address}?saved")
    except filling.FillingError as refusal:
        again = {"/".join(key): each for key, each in typed.items()}
        told = {"unit": unit, "rows": rows, "refusal": refusal, "typed": again}
        return render(request, "appraisal/report.html", told, status=409)


@page(Action.FILL_APPRAISAL, of=AppraisedUnit, with_=_UNIT)
def report_export(request: Asked, unit: AppraisedUnit) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """The self-report as a workbook."""
    return download(unit_books.report_workbook(unit), f"{unit.name}{unit.cycle.year}年度自评.xlsx")


@page(Action.FILL_APPRAISAL, of=AppraisedUnit, with_=_UNIT, methods=_FORM)
def report_bring(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """Take in the self-report of a workbook."""
    take = partial(unit_books.take_reports, unit, request.user)
    crumb = (unit.name, unit.address)
    return brought(request, "导入自评", crumb, lambda said: take(said["file"]), filling.FillingError)


@page(Action.FILL_APPRAISAL, of=AppraisedUnit, with_=_UNIT, methods=("POST",))
def prove(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """Keep the evidence of a leaf."""
    file, told = request.FILES.get("file"), request.POST
    keys = {row.leaf.key[1:] for row in unit_page.leaf_rows(unit, plan_of(unit.cycle), False)}
    code, _, number = told.get("leaf", "").partition("/")
    try:
        if file is None or (code, number) not in keys:
            raise filling.FillingError("请选一项指标和一个文件。")
        proves = told.get("proves", "")[:200]
        filling.add_proof(unit, request.user, file, indicator=code, number=number, proves=proves)
        messages.success(request, f"已收下佐证“{file.name}”。")
    except filling.FillingError as refusal:
        messages.error(request, str(refusal))
    return redirect(unit.address)


@page(Action.SEE_APPRAISAL, of=AppraisedUnit, with_=_UNIT)
def leaf(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """A score opened to its rule, its inputs and its evidence."""
    published = unit.cycle.ranking == PUBLISHED
    if not published and not runs(request.user, unit.cycle):
        raise Http404
    code, number = request.GET.get("code", ""), request.GET.get("number", "")
    told = unit_page.leaf_page(unit, code, number, sealed=published)
    if told is None:
        raise Http404
    return render(request, "appraisal/leaf.html", told)


@page(Action.SEE_APPRAISAL, of=AppraisedUnit, with_=_UNIT)
def feedback(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """The feedback report of the unit, once published."""
    result, form = unit_page.last_result(unit), request.GET.get("as", "docx")
    seen = unit.cycle.ranking == PUBLISHED or runs(request.user, unit.cycle)
    file = getattr(result, form, None) if form in ("docx", "pdf") and seen else None
    if file is None:
        raise Http404
    try:
        return download(file.read(), f"{unit.code}{unit.name}绩效考评反馈报告.{form}", _KIND)
    except OSError:
        messages.error(request, "存储里已没有这份报告，请从备份恢复。")
        return redirect(unit.address)


@page(Action.SEE_APPRAISAL, of=AppraisedUnit, with_=_UNIT)
def trace(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """The traces of the unit's scores, once published."""
    result = unit_page.last_result(unit)
    if result is None or not (unit.cycle.ranking == PUBLISHED or runs(request.user, unit.cycle)):
        raise Http404
    data = papers.sealed_traces(result.sealed, unit)
    return download(data, f"{unit.code}{unit.name}计分轨迹.json", "application/json")


@page(Action.SEE_APPRAISAL, of=UnitBook, with_=_BOOK)
def book(request: Asked, book: UnitBook) -> HttpResponse:
    """A task book."""
    return render(request, "appraisal/book.html", unit_page.book_page(book, request.user))


@page(Action.FILL_APPRAISAL, of=UnitBook, with_=_BOOK, methods=_FORM)
def book_form(request: Asked, book: UnitBook) -> HttpResponse:
    """The lines of a task book, to be filled in."""
    if request.method != "POST":
        return render(request, "appraisal/book_form.html", unit_page.book_form(book))
    typed, edition = filling.lines_typed(request.POST.dict()), request.POST.get("edition", "")
    try:
        filling.save_lines(book, request.user, typed, int(edition) if edition.isdecimal() else 0)
        messages.success(request, "任务书已保存。")
        return redirect(f"{book.address}?saved")
    except filling.FillingError as refusal:
        book.refresh_from_db()
        told = unit_page.book_form(book, typed) | {"refusal": refusal}
        return render(request, "appraisal/book_form.html", told, status=409)


@page(Action.SEE_APPRAISAL, of=UnitBook, with_=_BOOK, methods=("POST",))
def book_move(request: Asked, book: UnitBook) -> HttpResponse:
    """One step of a task book."""
    try:
        name, words = request.POST.get("move", ""), request.POST.get("words", "")
        moves.make(moves.BOOK_MOVES, name, book, request.user, words)
        messages.success(request, "已办理。")
    except moves.AppraisalMoveError as refusal:
        messages.error(request, str(refusal))
    last = book.unit.books.last() or book
    return redirect(last.address)


@page(Action.SEE_APPRAISAL, of=UnitBook, with_=_BOOK)
def book_export(request: Asked, book: UnitBook) -> HttpResponse:  # noqa: ARG001 (a page's form)
    """A task book as a workbook."""
    return download(books.book_workbook(book), f"{book.unit.name}{book.unit.cycle.year}年度任务书.xlsx")


@page(Action.SEE_APPRAISAL, of=UnitBook, with_=_BOOK)
def book_paper(request: Asked, book: UnitBook) -> HttpResponse:
    """A task book as a document to be signed."""
    form = request.GET.get("as", "docx")
    if form not in papers.FORMS:
        raise Http404
    data, name = papers.book_paper(book, form)
    return download(data, name, _KIND)


@page(Action.FILL_APPRAISAL, of=UnitBook, with_=_BOOK, methods=_FORM)
def book_bring(request: Asked, book: UnitBook) -> HttpResponse:
    """Take in the lines of a workbook."""
    take = partial(books.take_book, book, request.user)
    crumb = (str(book), book.address)
    return brought(request, "导入任务书", crumb, lambda said: take(said["file"]), filling.FillingError)


@page(Action.SEE_APPRAISAL, of=LeafProof, with_=("unit__organisation", "file"))
def proof(request: Asked, proof: LeafProof) -> HttpResponse:
    """A piece of evidence."""
    try:
        return download(proof.file.read(), proof.name, _KIND)
    except OSError:
        messages.error(request, f"存储里已没有“{proof.name}”，请从备份恢复。")
        return redirect(proof.unit.address)
