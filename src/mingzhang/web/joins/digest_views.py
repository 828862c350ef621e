"""The form by which an instruction becomes a matter."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from mingzhang.web.digest.models import DeskIssue
from mingzhang.web.joins import instructions
from mingzhang.web.joins.views import told_of
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page


@page(Action.HAND_TO_REGISTER, of=DeskIssue, with_=("organisation",), methods=("POST",))
def open_instruction(request: Asked, issue: DeskIssue) -> HttpResponse:
    """The matter of an instruction."""
    key = request.POST.get("reading", "")

    def act() -> str:
        return f"已登记督查事项 {instructions.open_instruction(issue, request.user, key).number}。"

    told_of(request, act)
    return redirect("digest:issue", issue.pk)
