"""The page on which people make and revoke their tokens, and the description of the interface."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from mingzhang.web.api import tokens
from mingzhang.web.api.endpoints import description
from mingzhang.web.api.forms import TokenForm
from mingzhang.web.api.problem import problem
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page


@page(Action.ENTER, methods=("GET", "HEAD", "POST"))
def own_tokens(request: Asked) -> HttpResponse:
    """One's own tokens; a new one is shown this once."""
    form, shown = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        shown, _ = tokens.make(request.user, **form.cleaned_data)
        form = TokenForm()
    kept = request.user.tokens.all()
    response = render(request, "api/tokens.html", {"form": form, "kept": kept, "shown": shown})
    response["Cache-Control"] = "no-store"
    return response


@page(Action.ENTER, methods=("POST",))
def revoke(request: Asked) -> HttpResponse:
    """End one of one's own tokens."""
    key = request.POST.get("token", "")
    if key.isascii() and key.isdecimal() and len(key) < 15 and tokens.revoke(request.user, int(key)):
        messages.success(request, "令牌已作废，用它的程序不能再用。")
    else:
        messages.error(request, "没有这个令牌，或者它已经作废。")
    return redirect("api:tokens")


@page(Action.SEE_PUBLIC)
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view's form)
    """The interface described for programs (OpenAPI)."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@csrf_exempt
@page(Action.SEE_PUBLIC, methods=("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"))
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 (the address)
    """What is no address of the interface, in the form of all its errors."""
    return problem(404)
