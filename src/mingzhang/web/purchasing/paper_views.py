"""Pages and files of what a book publishes: totals, papers, open data; and the ledger out and in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.rights import Action, may
from mingzhang.web.purchasing import intake, papers, publishing
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.entries import done
from mingzhang.web.purchasing.forms import PurchaseLedgerForm
from mingzhang.web.purchasing.models import BookContract, BookProject, PurchaseBook
from mingzhang.web.purchasing.moves import PurchaseMoveError
from mingzhang.web.purchasing.totals_page import district_book, district_totals, total_book, totals_of
from mingzhang.web.shared.bringing import NotTakenError
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_WITH = ("organisation__above__above",)
_UNIT = "book__organisation__above__above"
_FILE, _JSON = "application/octet-stream", "application/json"
_PUBLISHED = ("organisation", "releases", "records")


def _sent(request: Asked, made: Callable[[], papers.File], back: str, kind: str = _FILE) -> HttpResponse:
    """A file, or back with a sentence about why there is none."""
    try:
        data, name = made()
    except PurchaseMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return download(data, name, kind)


@page(Action.SEE_PURCHASES, of=PurchaseBook, with_=_WITH)
def totals(request: Asked, book: PurchaseBook) -> HttpResponse:
    """The published totals with the contracts behind each; one of them as a workbook on request."""
    lines = totals_of(book, ledger_of(book))
    wanted = next((each for each in lines if each.measure.name == request.GET.get("export")), None)
    if wanted is not None:
        return download(total_book(wanted), f"{book}{wanted.measure.name}.xlsx")
    return render(request, "purchasing/totals.html", {"book": book, "lines": lines})


@page(Action.SEE_PURCHASES)
def district(request: Asked) -> HttpResponse:
    """The totals of all units within reach side by side; as a workbook on request."""
    shown = district_totals(request.user, request.GET.dict())
    if "export" in request.GET:
        return download(district_book(shown), f"{shown['year']}年度采购合计.xlsx")
    return render(request, "purchasing/district.html", shown)


@page(Action.SEE_PURCHASES, of=BookProject, with_=(_UNIT,))
def record(request: Asked, project: BookProject) -> HttpResponse:
    """The record of a selection."""
    form = request.GET.get("as", "")
    return _sent(request, lambda: papers.record_paper(project, form), project.address)


@page(Action.SEE_PURCHASES, of=BookContract, with_=(_UNIT,))
def sheet(request: Asked, contract: BookContract) -> HttpResponse:
    """The sheet of acceptance."""
    form = request.GET.get("as", "")
    return _sent(request, lambda: papers.sheet_paper(contract, form), contract.address)


@page(Action.SEE_PURCHASES, of=PurchaseBook, with_=_WITH)
def summary(request: Asked, book: PurchaseBook) -> HttpResponse:
    """The published totals as a document."""
    form = request.GET.get("as", "")
    return _sent(request, lambda: papers.summary_paper(book, form), book.address)


@page(Action.SEE_PURCHASES, of=PurchaseBook, with_=_WITH)
def ledger(request: Asked, book: PurchaseBook) -> HttpResponse:  # noqa: ARG001 (a view's form)
    """The whole ledger as its workbook."""
    return download(papers.ledger_file(book), f"{book}.xlsx")


@page(Action.SEE_PURCHASES, of=PurchaseBook, with_=_WITH)
def opened(request: Asked, book: PurchaseBook) -> HttpResponse:
    """The open data of a book, as it is now."""
    kind = request.GET.get("kind", "")
    return _sent(request, lambda: papers.open_file(book, kind), book.address, _JSON)


@page(Action.KEEP_PURCHASES, of=PurchaseBook, with_=_WITH, methods=("GET", "HEAD", "POST"))
def bring(request: Asked, book: PurchaseBook) -> HttpResponse:
    """Take a ledger in, whole or not at all."""
    form, told = PurchaseLedgerForm(request.POST or None, request.FILES or None), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            made = intake.take_in(book, request.user, form.cleaned_data["file"])
            messages.success(request, made)
            return redirect(book.address)
        except NotTakenError as refusal:
            told = refusal.told
        except (ApartError, PurchaseMoveError) as refusal:
            told = [str(refusal)]
    return render(request, "purchasing/bring.html", {"book": book, "form": form, "told": told})


@page(Action.CONFIRM_PURCHASES, of=PurchaseBook, with_=_WITH, methods=("POST",))
def publish(request: Asked, book: PurchaseBook) -> HttpResponse:
    """Publish the contracts of a book, or withdraw them."""
    who, words = request.user, request.POST.get("words", "")
    if request.POST.get("move") == "withdraw":
        done(request, lambda: publishing.withdraw(book, who, words), "已撤回公布，公开的地址不再有效。")
    else:
        done(request, lambda: publishing.publish(book, who), "已公布。")
    return redirect(book.address)


@page(Action.SEE_PUBLIC, of=PurchaseBook, with_=_PUBLISHED)
def public(request: HttpRequest, book: PurchaseBook) -> HttpResponse:
    """What everybody sees of a book that is published."""
    if book.published is None:
        raise Http404
    told = {"book": book, "contracts": publishing.public_contracts(book)}
    return render(
        request, "purchasing/public.html", told | {"sees": may(request.user, Action.SEE_PURCHASES, book)}
    )


@page(Action.SEE_PUBLIC, of=PurchaseBook, with_=_PUBLISHED)
def public_file(request: HttpRequest, book: PurchaseBook) -> HttpResponse:
    """The open data as they were published."""
    kind = request.GET.get("kind", "records")
    kept = {"records": book.records, "releases": book.releases}.get(kind)
    if kept is None or not kept.path.is_file():
        raise Http404
    return download(kept.read(), papers.KINDS[kind], _JSON)
