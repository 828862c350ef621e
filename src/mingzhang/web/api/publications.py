"""Operations about what is published: open to everybody."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router

from mingzhang.web.api.operations import operation
from mingzhang.web.api.paged import paged
from mingzhang.web.api.schemas import (
    HitsOut,
    Kind,
    Page,
    PublicationsOut,
    Size,
    Text,
    WholePublicationOut,
    Year,
)
from mingzhang.web.people.rights import Action
from mingzhang.web.portal.addresses import address
from mingzhang.web.portal.models import Edition
from mingzhang.web.portal.search import search

router = Router(tags=["公开数据"])
_Words = Annotated[str, Field(min_length=1, max_length=100)]


@operation(router, "GET", "/publications", Action.SEE_PUBLIC, PublicationsOut)
def list_publications(
    request: HttpRequest,  # noqa: ARG001 (a view's form)
    year: Year | None = None,
    kind: Kind | None = None,
    unit: Text = "",
    page: Page = 1,
    size: Size = 50,
) -> Any:
    """现行的公开文件，新的在前；unit 是单位的预算代码或全称。"""
    found = Edition.objects.newest()
    found = found.filter(year=year) if year else found
    found = found.filter(kind=kind) if kind else found
    if unit:
        found = found.filter(organisation__code=unit) | found.filter(organisation__name=unit)
    return paged(found, page, size, told)


@operation(
    router,
    "GET",
    "/publications/{int:pk}",
    Action.SEE_PUBLIC,
    WholePublicationOut,
    of=Edition,
    with_=("organisation__above__above",),
)
def one_publication(request: Any, pk: int) -> Any:  # noqa: ARG001 (the address)
    """一次公开的主要数、更正和文件。"""
    edition: Edition = request.target
    names = ("group", "label", "amount", "printed", "unit", "place")
    return told(edition) | {
        "figures": [{name: getattr(each, name) for name in names} for each in edition.figures.all()],
        "differences": edition.differences,
        "classes": edition.classes,
        "scores": edition.scores,
        "files": {each.format: address(edition, "file", format=each.format) for each in edition.files.all()},
    }


@operation(router, "GET", "/search", Action.SEE_PUBLIC, HitsOut)
def search_publications(
    request: HttpRequest,  # noqa: ARG001 (a view's form)
    q: _Words,
    year: Year | None = None,
    page: Page = 1,
) -> Any:
    """在公开文件里查找：几个词用空格分开，一两个字也可以。"""
    found = search(q, page, year)
    items = [
        {
            "title": hit.edition.title,
            "section": hit.section,
            "text": "".join(words for words, _ in hit.pieces),
            "address": hit.address,
        }
        for hit in found.hits
    ]
    return {"items": items, "page": page, "more": found.more}


def told(edition: Edition) -> dict[str, Any]:
    """A publication as the interface tells it."""
    names = ("title", "year", "kind", "number", "published", "note")
    return {name: getattr(edition, name) for name in names} | {
        "id": edition.pk,
        "organisation": edition.organisation.name,
        "code": edition.organisation.code,
        "page": address(edition),
    }
