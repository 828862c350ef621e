"""The page on which a workbook is chosen, and on which is told what of it was taken: one for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang.web.apart.run import ApartError
from mingzhang.web.shared.fields import WorkbookField

_MOST = 50  # sentences that a page shows


class NotTakenError(Exception):
    """A workbook of which nothing was taken in; ``told`` says why, a sentence for each thing."""

    def __init__(self, told: list[str]) -> None:
        super().__init__("；".join(told))
        self.told = told if len(told) <= _MOST else [*told[:_MOST], f"还有 {len(told) - _MOST} 处。"]


#: What is made of the choice: how many were taken (``None`` where nobody counts), and what is wrong.
Take = Callable[[dict[str, Any]], tuple[int | None, list[str]]]


class BroughtForm(forms.Form):
    """A workbook to be taken in."""

    file = WorkbookField(label="工作簿", help_text="在上一页下载、填好的工作簿（.xlsx），不超过 20 MB")


def brought(
    request: HttpRequest,
    title: str,
    back: tuple[str, str],
    take: Take,
    *refusals: type[Exception],
    form: type[forms.Form] = BroughtForm,
) -> HttpResponse:
    """Ask for a workbook and take it; ``back`` is the name and the address of the page it belongs to.

    A workbook that cannot be read, and what ``refusals`` say, is told beside the field.
    """
    told_beside: tuple[type[Exception], ...] = (ApartError, OSError, *refusals)
    asked = form(request.POST or None, request.FILES or None)
    if request.method == "POST" and asked.is_valid():
        try:
            taken, told = take(asked.cleaned_data)
            shown = {"title": title, "back": back, "taken": taken, "told": told}
            return render(request, "shared/taken.html", shown)
        except told_beside as refusal:
            asked.add_error("file", str(refusal))
    return render(request, "shared/form.html", {"form": asked, "title": title, "button": "导入"})
