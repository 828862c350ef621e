"""What can be entered on a page, form by form: what was typed stays where it is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages

from mingzhang.web.apart.run import ApartError
from mingzhang.web.purchasing.moves import PurchaseMoveError
from mingzhang.web.shared.doing import telling
from mingzhang.web.shared.pages import Asked

_DO = "do"
done = telling(PurchaseMoveError, ApartError)


@dataclass(frozen=True)
class PageEntry:
    """One form of a page: its title, what is done with what was typed, what is said then."""

    title: str
    form: forms.Form
    save: Callable[[dict[str, Any]], object]
    said: str
    button: str = "保存"


def entry(
    request: Asked,
    name: str,
    title: str,
    form: Callable[..., Any],
    save: Callable[[dict[str, Any]], object],
    said: str = "已登记。",
    button: str = "登记",
    **given: Any,
) -> PageEntry:
    """An entry of a page; it holds what was typed where it was this one that was sent."""
    mine = request.method == "POST" and request.POST.get(_DO) == name
    data = (request.POST, request.FILES) if mine else (None, None)
    made = form(*data, auto_id=f"{name}-%s", **given)
    made.fields[_DO] = forms.CharField(widget=forms.HiddenInput, initial=name, required=False)
    return PageEntry(title, made, save, said, button)


def taken(request: Asked, entries: Sequence[PageEntry]) -> bool:
    """Whether what was sent could be done; what is wrong is told."""
    sent = next((each for each in entries if each.form.is_bound), None)
    if sent is None:
        messages.error(request, "现在不能这样登记；请刷新页面。")
        return False
    if not sent.form.is_valid():
        messages.error(request, f"“{sent.title}”没有保存：请改正标出的地方。")
        return False
    said = {name: value for name, value in sent.form.cleaned_data.items() if name != _DO}
    return done(request, lambda: sent.save(said), sent.said)
