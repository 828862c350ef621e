"""The pages of the archive: fonds, items, retention."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.archive.course import STAGES
from mingzhang.archive.retention import NEW, OLD, suggested
from mingzhang.web.archive import moves
from mingzhang.web.archive.carried import OF_ITEM
from mingzhang.web.archive.forms import (
    DescriptionForm,
    FondsCodeForm,
    FondsForm,
    HeldItemForm,
    RetentionForm,
)
from mingzhang.web.archive.importing import take_catalogue
from mingzhang.web.archive.models import Fonds, FondsCode, HeldItem, RetentionDecision
from mingzhang.web.archive.pages import (
    UNNUMBERED,
    behind,
    board,
    chosen,
    decisions_of,
    due_of,
    faults_of,
    fonds_of,
    item_list,
    items_of,
    offered,
    office_of,
    paged,
    paper_of,
)
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.bringing import NotTakenError
from mingzhang.web.shared.doing import telling
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_BOTH = ("GET", "HEAD", "POST")
done = telling(moves.ArchiveMoveError)
_OF_FONDS = ("organisation",)
_FILTERS = ("q", "year", "period", "stage", "page")
_STAGES = (UNNUMBERED, *(stage.value for stage in STAGES))
_PERIODS = tuple(dict.fromkeys((*NEW, *OLD)))


@page(Action.SEE_ARCHIVE, methods=_BOTH)
def fonds_list(request: Asked) -> HttpResponse:
    """The fonds, and a new one."""
    at, able = office_of(request.user, Action.SEE_ARCHIVE), may(request.user, Action.EDIT_ARCHIVE)
    form = FondsForm(request.POST or None, instance=Fonds(organisation=at))
    asked = able and request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.begin(form.instance, request.user), "已建立全宗。"):
        return redirect(form.instance.address)
    shown = {"fonds": fonds_of(request.user), "form": form if able else None}
    return render(request, "archive/list.html", shown)


@page(Action.SEE_ARCHIVE, of=Fonds, with_=_OF_FONDS, methods=_BOTH)
def fonds(request: Asked, fonds: Fonds) -> HttpResponse:
    """How a fonds stands, and its codes."""
    able = may(request.user, Action.EDIT_ARCHIVE, fonds)
    form = FondsCodeForm(request.POST or None, instance=FondsCode(fonds=fonds))
    asked = able and request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.add_code(form.instance, request.user), "已增加代码。"):
        return redirect(fonds.address)
    return render(request, "archive/fonds.html", board(fonds) | {"fonds": fonds, "form": form, "able": able})


@page(Action.SEE_ARCHIVE, of=Fonds, with_=_OF_FONDS)
def faults(request: Asked, fonds: Fonds) -> HttpResponse:
    """Everything that cannot be right in the catalogue."""
    found = paged(faults_of(fonds), request.GET.get("page"))
    return render(request, "archive/faults.html", {"fonds": fonds, "pages": found})


@page(Action.SEE_ARCHIVE, of=Fonds, with_=_OF_FONDS, methods=_BOTH)
def items(request: Asked, fonds: Fonds) -> HttpResponse:
    """The items of a fonds, and a new one."""
    able = may(request.user, Action.EDIT_ARCHIVE, fonds)
    form = HeldItemForm(request.POST or None, fonds=fonds, instance=HeldItem(fonds=fonds))
    asked = able and request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: moves.add(form.instance, request.user), "已登记一件。"):
        return redirect("archive:items", fonds.pk)
    said = {name: request.GET.get(name, "") for name in _FILTERS}
    shown = {"fonds": fonds, "pages": paged(items_of(fonds, said), said["page"]), "form": form, "able": able}
    shown["takes"] = able or may(request.user, Action.SIGN_ARCHIVE, fonds)
    lists = {"stages": _STAGES, "periods": _PERIODS, "steps": [each.value for each in moves.BY_HAND]}
    return render(request, "archive/items.html", shown | lists | {"said": said})


@page(Action.SEE_ARCHIVE, of=Fonds, with_=_OF_FONDS)
def item_file(request: Asked, fonds: Fonds) -> HttpResponse:
    """The list of items as a workbook."""
    said = {name: request.GET.get(name, "") for name in _FILTERS}
    return download(item_list(fonds, said), f"{fonds.code}归档文件.xlsx")


@page(Action.SEE_ARCHIVE, of=Fonds, with_=_OF_FONDS, methods=("POST",))
def take(request: Asked, fonds: Fonds) -> HttpResponse:
    """Take a catalogue in as a workbook; whose signatures it holds, the move asks."""
    try:
        count = take_catalogue(fonds, request.user, request.FILES.get("catalogue"))
    except NotTakenError as refusal:
        messages.error(request, "没有导入，一件也没有收入。")
        for line in refusal.told:
            messages.warning(request, line)
    except moves.ArchiveMoveError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已导入归档文件 {count} 件。")
    return redirect("archive:items", fonds.pk)


@page(Action.EDIT_ARCHIVE, of=Fonds, with_=_OF_FONDS, methods=("POST",))
def steps(request: Asked, fonds: Fonds) -> HttpResponse:
    """The same step, or the usual change of retention, for the items that were ticked."""
    rows, name = chosen(fonds, request.POST.getlist("items")), request.POST.get("step", "")
    if name == "调整期限":
        count, told = moves.propose_all(rows, request.user, request.POST.get("reason", "")[:300])
    else:
        count, told = moves.step_all(rows, name, request.user)
    if count:
        messages.success(request, f"{name}：{count} 件。")
    for line in told[:20] or ([] if rows else ["没有选中任何一件。"]):
        messages.warning(request, line)
    return redirect("archive:items", fonds.pk)


@page(Action.SEE_ARCHIVE, of=HeldItem, with_=OF_ITEM, methods=_BOTH)
def item(request: Asked, item: HeldItem) -> HttpResponse:
    """One item: what is said of it, its course, its retention."""
    able = may(request.user, Action.EDIT_ARCHIVE, item)
    form = DescriptionForm(
        request.POST or None, fonds=item.fonds, instance=item, initial={"edition": item.edition}
    )
    if able and request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in form.Meta.fields}
        edition = form.cleaned_data["edition"]
        if done(request, lambda: moves.edit(item, request.user, said, edition), "已保存。"):
            return redirect(item.address)
    shown = {"item": item, "form": form, "able": able, "steps": item.steps.all(), "behind": behind(item)}
    retention = RetentionForm(initial={"new": suggested(item.period or item.old)})
    more = {"offers": offered(item), "retention": retention, "decisions": item.decisions.all()}
    return render(request, "archive/item.html", shown | more)


@page(Action.EDIT_ARCHIVE, of=HeldItem, with_=OF_ITEM, methods=("POST",))
def act(request: Asked, item: HeldItem) -> HttpResponse:
    """One step of an item."""
    name, text = request.POST.get("step", ""), request.POST.get("text", "").strip()[:600]
    back = request.POST.get("back_to", "")
    done(request, lambda: moves.step(item, name, request.user, text, back), f"已{name}。")
    return redirect(item.address)


@page(Action.EDIT_ARCHIVE, of=HeldItem, with_=OF_ITEM, methods=("POST",))
def propose(request: Asked, item: HeldItem) -> HttpResponse:
    """Ask for another period."""
    form = RetentionForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        done(
            request,
            lambda: moves.propose(item, request.user, said["new"], said["reason"]),
            "已提出，等待分管领导批准。",
        )
    else:
        messages.error(request, "没有提出：请写明新保管期限和调整理由。")
    return redirect(item.address)


@page(Action.SEE_ARCHIVE, of=Fonds, with_=_OF_FONDS)
def periods(request: Asked, fonds: Fonds) -> HttpResponse:
    """Changes of retention that await the leader, those decided, and what is due for review."""
    shown = {"waiting": decisions_of(fonds, True)[:100], "due": due_of(fonds)}
    decided = paged(decisions_of(fonds, False), request.GET.get("page"))
    able = may(request.user, Action.SIGN_ARCHIVE, fonds)
    return render(request, "archive/periods.html", shown | {"fonds": fonds, "pages": decided, "able": able})


@page(
    Action.SIGN_ARCHIVE,
    of=RetentionDecision,
    with_=("item__fonds__organisation", "item__place__series"),
    methods=("POST",),
)
def decide(request: Asked, decision: RetentionDecision) -> HttpResponse:
    """The leader's word on a change of retention."""
    agreed = request.POST.get("agreed") == "1"
    words = "已批准。" if agreed else "已记为不同意。"
    done(request, lambda: moves.decide(decision, request.user, agreed), words)
    return redirect("archive:periods", decision.item.fonds_id)


@page(Action.SEE_ARCHIVE, of=Fonds, with_=_OF_FONDS)
def paper(request: Asked, fonds: Fonds) -> HttpResponse:
    """The catalogue, what is in the boxes, the spine labels."""
    try:
        data, name = paper_of(fonds, request.GET.get("kind", "catalogue"), request.GET.get("as", ""))
    except moves.ArchiveMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect("archive:boxes", fonds.pk)
    return download(data, name, "application/octet-stream")
