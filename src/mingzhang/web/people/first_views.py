"""The page of the first start."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people import first as setting_up
from mingzhang.web.people.forms import FirstForm
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import page

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@page(Action.SEE_PUBLIC, methods=("GET", "HEAD", "POST"))
def first(request: HttpRequest) -> HttpResponse:
    """Make the first administrator: only by the address that was printed, and only while nobody is there."""
    if not (setting_up.valid(request.GET.get("token", "")) and setting_up.nobody_there()):
        raise Http404
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            login(request, setting_up.set_up(form.cleaned_data), _BACKEND)
        except setting_up.SetUpError as refusal:
            messages.error(request, str(refusal))
            return redirect("home")
        return redirect("register:list")
    return render(request, "people/first.html", {"form": form})
