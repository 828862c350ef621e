"""The pages of projects and contracts, and what is done on them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action
from mingzhang.web.purchasing import claiming, keeping, moves, planning
from mingzhang.web.purchasing.carrying_models import AcceptanceProof, BookAcceptance, BookDeliverable
from mingzhang.web.purchasing.contract_page import contract_page
from mingzhang.web.purchasing.entries import done, taken
from mingzhang.web.purchasing.models import BookContract, BookProject, BookQuote
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest
from mingzhang.web.purchasing.planning_models import BookInstalment, BookInvitation
from mingzhang.web.purchasing.project_page import project_page
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_BOTH = ("GET", "HEAD", "POST")
_POST = ("POST",)
_UNIT = "book__organisation__above__above"
_OF_CONTRACT = f"contract__{_UNIT}"
_OF_ACT = f"deliverable__{_OF_CONTRACT}"


@page(Action.SEE_PURCHASES, of=BookProject, with_=(_UNIT, "decided_by"), methods=_BOTH)
def project(request: Asked, project: BookProject) -> HttpResponse:
    """One project: its selection and its contracts."""
    shown = project_page(project, request)
    if request.method == "POST" and taken(request, shown["entries"]):
        return redirect(project.address)
    return render(request, "purchasing/project.html", shown)


@page(Action.SEE_PURCHASES, of=BookProject, with_=(_UNIT,), methods=_POST)
def act(request: Asked, project: BookProject) -> HttpResponse:
    """Decide a selection, or end a project; the move asks for the right to it."""
    who, words = request.user, request.POST.get("words", "")
    ways = {
        "decide": lambda: moves.decide(project, who),
        "undecide": lambda: moves.undecide(project, who, words),
        "evaluate": lambda: moves.close(project, who, filing=False),
        "file": lambda: moves.close(project, who, filing=True),
        "reopen": lambda: moves.reopen(project, who, words),
    }
    if (way := ways.get(request.POST.get("move", ""))) is not None:
        done(request, way, "已办理。")
    return redirect(project.address)


@page(Action.SEE_PURCHASES, of=BookContract, with_=(_UNIT, "project"), methods=_BOTH)
def contract(request: Asked, contract: BookContract) -> HttpResponse:
    """One contract with everything that became of it."""
    shown = contract_page(contract, request)
    if request.method == "POST" and taken(request, shown["entries"]):
        return redirect(contract.address)
    return render(request, "purchasing/contract.html", shown)


@page(Action.SEE_PURCHASES, of=BookRequest, with_=(_UNIT, "contract__project"), methods=_POST)
def step(request: Asked, asked: BookRequest) -> HttpResponse:
    """One step of a request for payment."""
    name, words = request.POST.get("step", ""), request.POST.get("words", "")
    done(request, lambda: moves.step(asked, name, request.user, words), f"已{name}。")
    return redirect(asked.address)


@page(Action.KEEP_PURCHASES, of=BookRequest, with_=(_UNIT, "contract__project"), methods=_POST)
def drop_request(request: Asked, asked: BookRequest) -> HttpResponse:
    """Take back a draft."""
    done(request, lambda: claiming.drop_request(asked, request.user), "付款申请已删去。")
    return redirect(asked.contract.address)


@page(Action.KEEP_PURCHASES, of=BookPayment, with_=(f"request__{_UNIT}", "request__contract"), methods=_POST)
def unpay(request: Asked, payment: BookPayment) -> HttpResponse:
    """Take back a payment, with a reason."""
    words = request.POST.get("words", "")
    done(request, lambda: moves.unpay(payment, request.user, words), "付款已冲销。")
    return redirect(payment.request.address)


@page(Action.CONFIRM_PURCHASES, of=BookAcceptance, with_=(_OF_ACT,), methods=_POST)
def answer(request: Asked, acceptance: BookAcceptance) -> HttpResponse:
    """Confirm an acceptance, or return it."""
    words, who = request.POST.get("words", ""), request.user
    if request.POST.get("move") == "return":
        done(request, lambda: moves.send_back(acceptance, who, words), "验收已退回。")
    else:
        done(request, lambda: moves.confirm(acceptance, who), "验收已确认。")
    return redirect(acceptance.deliverable.contract.address)


@page(Action.SEE_PURCHASES, of=AcceptanceProof, with_=(f"acceptance__{_OF_ACT}", "file"))
def proof(request: Asked, proof: AcceptanceProof) -> HttpResponse:  # noqa: ARG001 (a view's form)
    """A file that shows what was accepted."""
    if not proof.file.path.is_file():
        raise Http404
    return download(proof.file.read(), proof.name, "application/octet-stream")


@page(Action.KEEP_PURCHASES, of=BookQuote, with_=(f"project__{_UNIT}",), methods=_POST)
def drop_quote(request: Asked, quote: BookQuote) -> HttpResponse:
    """Take back a quote."""
    done(request, lambda: keeping.drop_quote(quote, request.user), "报价已撤下。")
    return redirect(quote.project.address)


@page(Action.KEEP_PURCHASES, of=BookInvitation, with_=(f"project__{_UNIT}",), methods=_POST)
def drop_invitation(request: Asked, invitation: BookInvitation) -> HttpResponse:
    """Take back an invitation."""
    done(request, lambda: planning.drop_invitation(invitation, request.user), "邀请已删去。")
    return redirect(invitation.project.address)


@page(Action.KEEP_PURCHASES, of=BookInstalment, with_=(_OF_CONTRACT,), methods=_POST)
def drop_instalment(request: Asked, instalment: BookInstalment) -> HttpResponse:
    """Take back an instalment."""
    done(request, lambda: planning.drop_instalment(instalment, request.user), "付款计划已删去。")
    return redirect(instalment.contract.address)


@page(Action.KEEP_PURCHASES, of=BookDeliverable, with_=(_OF_CONTRACT,), methods=_POST)
def drop_deliverable(request: Asked, deliverable: BookDeliverable) -> HttpResponse:
    """Take back a deliverable."""
    done(request, lambda: keeping.drop_deliverable(deliverable, request.user), "交付物已删去。")
    return redirect(deliverable.contract.address)
