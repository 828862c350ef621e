"""The forms by which lines of task books and lost points become matters, and matters lines."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import redirect

from mingzhang.web.appraisal.filling import FillingError, figure
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, UnitBook
from mingzhang.web.joins import lines, losses
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.views import told_of
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.pages import Asked, page

_BOOK = ("unit__organisation", "unit__cycle__organisation")
_UNIT = ("organisation", "cycle__organisation")


@page(Action.HAND_TO_REGISTER, of=UnitBook, with_=_BOOK, methods=("POST",))
def open_matter(request: Asked, book: UnitBook) -> HttpResponse:
    """A matter for a line."""
    number = request.POST.get("number", "")
    told_of(request, lambda: f"已登记督查事项 {lines.open_matter(book, number, request.user).number}。")
    return redirect(book.address)


@page(Action.SEE_APPRAISAL, of=UnitBook, with_=_BOOK, methods=("POST",))
def bind(request: Asked, book: UnitBook) -> HttpResponse:
    """A line to a matter that there is; the move asks for the right to it."""
    number, matter = request.POST.get("number", ""), request.POST.get("matter", "")
    told_of(request, lambda: f"已绑定督查事项 {lines.bind(book, number, matter, request.user).number}。")
    return redirect(book.address)


@page(Action.RUN_APPRAISAL, of=UnitBook, with_=_BOOK, methods=("POST",))
def release(request: Asked, book: UnitBook) -> HttpResponse:
    """A line without its matter."""

    def act() -> str:
        lines.release(book, request.POST.get("number", ""), request.user, request.POST.get("reason", ""))
        return "已解除绑定。"

    told_of(request, act)
    return redirect(book.address)


@page(Action.FILL_APPRAISAL, of=UnitBook, with_=_BOOK, methods=("POST",))
def carry(request: Asked, book: UnitBook) -> HttpResponse:
    """A matter as a further line."""
    matter, indicator, target = (request.POST.get(name, "") for name in ("matter", "indicator", "target"))

    def act() -> str:
        lines.carry(book, request.user, matter, indicator, target)
        return "已编入任务书。"

    told_of(request, act)
    return redirect(book.address)


@page(Action.RUN_APPRAISAL, of=AppraisalCycle, with_=("organisation",), methods=("POST",))
def bind_typed(request: Asked, cycle: AppraisalCycle) -> HttpResponse:
    """All lines to the matters whose numbers they name."""

    def act() -> str:
        made, unknown = lines.bind_typed(cycle, request.user)
        rest = f"，{unknown} 条写的事项编号不在登记簿里" if unknown else ""
        return f"绑定 {made} 条任务{rest}。"

    told_of(request, act)
    return redirect(cycle.address)


@page(Action.HAND_TO_REGISTER, of=AppraisedUnit, with_=_UNIT, methods=("POST",))
def open_losses(request: Asked, unit: AppraisedUnit) -> HttpResponse:
    """A matter of the next year for everything that cost points."""
    said = request.POST.get("least", "").strip()

    def act() -> str:
        try:
            least = Fraction(figure(said)) if said else Fraction(0)
        except FillingError as refusal:
            raise JoinError(str(refusal)) from refusal
        return f"已登记督查事项 {losses.open_losses(unit, request.user, least)} 件。"

    told_of(request, act)
    return redirect(unit.address)
