"""The pages of books: the list, one book, its contracts, what does not hold, what waits."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.purchasing import keeping
from mingzhang.web.purchasing.book_page import book_page
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.entries import entry, taken
from mingzhang.web.purchasing.findings import standing
from mingzhang.web.purchasing.forms import PurchaseBookForm
from mingzhang.web.purchasing.listing import books_of, contract_book, contract_page, waiting_for, words_of
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.today import today

WITH = ("organisation__above__above", "published_by")
BOTH = ("GET", "HEAD", "POST")


@page(Action.SEE_PURCHASES)
def books(request: Asked) -> HttpResponse:
    """The books within reach, and what waits."""
    told = {"shown": books_of(request.user, request.GET.dict()), "waiting": waiting_for(request.user)}
    return render(request, "purchasing/list.html", told | {"able": may(request.user, Action.KEEP_PURCHASES)})


@page(Action.KEEP_PURCHASES, methods=BOTH)
def begin(request: Asked) -> HttpResponse:
    """A new book of one's own unit."""
    at, who = where(request.user, Action.KEEP_PURCHASES)[0], request.user
    made = entry(
        request, "book", "建立采购台账", PurchaseBookForm, lambda said: keeping.begin(at, who, said),
        "采购台账已建立。", "建立", initial={"year": today().year},
    )  # fmt: skip
    if request.method == "POST" and taken(request, [made]):
        return redirect(
            PurchaseBook.objects.get(organisation=at, year=made.form.cleaned_data["year"]).address
        )
    return render(request, "shared/form.html", {"form": made.form, "title": f"建立采购台账：{at}"})


@page(Action.SEE_PURCHASES, of=PurchaseBook, with_=WITH, methods=BOTH)
def book(request: Asked, book: PurchaseBook) -> HttpResponse:
    """One book."""
    shown = book_page(book, request)
    if request.method == "POST" and taken(request, shown["entries"]):
        return redirect(book.address)
    return render(request, "purchasing/book.html", shown)


@page(Action.SEE_PURCHASES, of=PurchaseBook, with_=WITH)
def contracts(request: Asked, book: PurchaseBook) -> HttpResponse:
    """The contracts of a book; as a workbook on request."""
    ledger, asked = ledger_of(book), request.GET.dict()
    if "export" in asked:
        return download(contract_book(ledger, asked), f"{book}合同.xlsx")
    told = {name: words_of(asked, name) for name in ("q", "kind")}
    return render(
        request, "purchasing/contracts.html", told | {"book": book, "pages": contract_page(ledger, asked)}
    )


@page(Action.SEE_PURCHASES, of=PurchaseBook, with_=WITH)
def findings(request: Asked, book: PurchaseBook) -> HttpResponse:
    """Everything that does not hold."""
    return render(
        request, "purchasing/findings.html", {"book": book, "faults": standing(book, ledger_of(book))}
    )
