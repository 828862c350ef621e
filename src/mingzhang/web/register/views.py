"""The register: who is there, and changing it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.apart.run import ApartError, apart
from mingzhang.web.audit.log import record
from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.register.entries import HEADS, outside, read_rows, rows_of, take
from mingzhang.web.register.forms import ListForm, OrganisationForm
from mingzhang.web.register.models import Organisation, OrganisationQuerySet
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.shared.pages import Asked, page

_ON_A_PAGE = 100


def _within(request: Asked, action: Action) -> OrganisationQuerySet:
    return Organisation.objects.below(*where(request.user, action))


@page(Action.SEE_REGISTER)
def everything(request: Asked) -> HttpResponse:
    """The organisations within one's reach, as a tree."""
    words = request.GET.get("q", "").strip()
    found = _within(request, Action.SEE_REGISTER).filter(name__contains=words).select_related("above")
    pages = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    able = may(request.user, Action.EDIT_REGISTER)
    shown = {"pages": pages, "able": able, "q": words, "form": ListForm() if able else None}
    return render(request, "register/list.html", shown)


@page(Action.SEE_REGISTER)
def export(request: Asked) -> HttpResponse:
    """The same as a workbook, which can be taken in again."""
    rows = rows_of(_within(request, Action.SEE_REGISTER).select_related("above"))
    return download(list_workbook("单位名录", HEADS, rows), "单位名录.xlsx")


@page(Action.EDIT_REGISTER, methods=("POST",))
def bring(request: Asked) -> HttpResponse:
    """Take a list in, whole or not at all."""
    form = ListForm(request.POST, request.FILES)
    rows = _rows(request, form) if form.is_valid() else None
    if rows is not None:
        made = read_rows(where(request.user, Action.EDIT_REGISTER)[0], rows)
        made.wrong += [f"没有修改“{name}”及其下级的权限。" for name in outside(made, request.user)]
        if made.wrong:
            return render(request, "register/wrong.html", {"wrong": made.wrong}, status=422)
        take(made, request.user)
        messages.success(request, f"已导入：新增 {len(made.new)} 个，修改 {len(made.changed)} 个。")
    return redirect("register:list")


def _rows(request: Asked, form: ListForm) -> list[list[str]] | None:
    """The rows of an uploaded list; ``None``, and said, where it cannot be read."""
    file: Any = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "名单"
        path.write_bytes(file.read())
        try:
            with apart("rows", {file.name: path}) as done:
                return list(done.told["rows"])
        except ApartError as refusal:
            messages.error(request, str(refusal))
            return None


@page(Action.EDIT_REGISTER, methods=("GET", "HEAD", "POST"))
def add(request: Asked) -> HttpResponse:
    """A new organisation."""
    within = _within(request, Action.EDIT_REGISTER)
    form = OrganisationForm(request.POST or None, within=within)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        record(request.user, "新增单位", made, f"在名录新增{made.name}")
        return redirect("register:list")
    return render(request, "shared/form.html", {"form": form, "title": "新增单位"})


@page(Action.EDIT_REGISTER, of=Organisation, with_=("above",), methods=("GET", "HEAD", "POST"))
def edit(request: Asked, organisation: Organisation) -> HttpResponse:
    """Change one organisation; the log keeps what it was."""
    within = _within(request, Action.EDIT_REGISTER)
    form = OrganisationForm(request.POST or None, instance=organisation, within=within)
    before = {name: str(form.initial.get(name) or "") for name in form.fields}
    if request.method == "POST" and form.is_valid():
        made = form.save()
        after = {name: request.POST.get(name, "") for name in form.changed_data}
        was = {name: before[name] for name in after}
        record(request.user, "修改单位", made, f"修改名录中的{made.name}", was, after)
        return redirect("register:list")
    return render(request, "shared/form.html", {"form": form, "title": f"修改{organisation}"})
