"""What is handed on between the wings: each form goes back to the page that it stands on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from mingzhang.web.appraisal.models import FiledClaim
from mingzhang.web.joins import claims
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.verification.models import FieldVerification

_OF_CLAIM = ("unit__organisation", "unit__cycle__organisation", "by")


def told_of(request: Asked, act: Callable[[], str], told: list[str] | None = None) -> None:
    """Do it and say so, or say why not."""
    try:
        messages.success(request, act())
    except JoinError as refusal:
        messages.error(request, str(refusal))
    for words in told or ():
        messages.warning(request, words)


@page(Action.RUN_VERIFICATION, of=FieldVerification, with_=("organisation",), methods=("POST",))
def hand_over(request: Asked, verification: FieldVerification) -> HttpResponse:
    """Deductions to the panel of the appraisal."""
    told = list[str]()
    rule, late = (request.POST.get(name, "").strip()[:300] for name in ("rule", "late"))

    def act() -> str:
        done = claims.hand_over(verification, request.user, rule, late)
        told.extend(done.told)
        return done.sentence

    told_of(request, act, told)
    return redirect("verification:claims", verification.pk)


@page(Action.RUN_APPRAISAL, of=FiledClaim, with_=_OF_CLAIM, methods=("POST",))
def renew(request: Asked, claim: FiledClaim) -> HttpResponse:
    """A claim as its problem stands today."""
    told_of(request, lambda: f"已改为 {claims.renew(claim, request.user).claimed.normalize():f} 分。")
    return redirect(claim.address)
