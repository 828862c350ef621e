"""The pages of the archive: batches of images, their pages, quality."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.archive import bringing, inspecting
from mingzhang.web.archive.batch_models import ScanBatch, ScanPage, ScanState
from mingzhang.web.archive.carried import OF_ITEM
from mingzhang.web.archive.forms import SampleMarkForm
from mingzhang.web.archive.models import Fonds, HeldItem
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.archive.pages import paged, printed
from mingzhang.web.archive.views import done
from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page

_BOTH = ("GET", "HEAD", "POST")
_OF_BATCH = ("fonds__organisation", "by")
_OF_PAGE = ("file", "small", "batch__fonds", "item__fonds__organisation", "item__place__series", "mark")
#: What may be done with a batch, by what the button says.
ACTS: dict[str, Callable[[ScanBatch, Person], object]] = {
    "开始识别": bringing.start,
    "停下": bringing.stop,
    "抽检": inspecting.draw,
    "退回有缺陷的件": inspecting.send_back,
    "提请验收": inspecting.hand_in,
}
_JUDGED = (ScanState.DONE, ScanState.HANDED_IN, ScanState.ACCEPTED)
_OFFERED = {
    ScanState.WAITING: ("开始识别",),
    ScanState.STOPPED: ("开始识别",),
    ScanState.RUNNING: ("停下",),
    ScanState.DONE: ("抽检", "退回有缺陷的件", "提请验收"),
}


@page(Action.SEE_ARCHIVE, of=Fonds, with_=("organisation",))
def batches(request: Asked, fonds: Fonds) -> HttpResponse:
    """The batches of a fonds, and a new one."""
    used = Count("pages", filter=Q(pages__current=True))
    found = fonds.batches.annotate(page_count=used).order_by("-number")
    able = may(request.user, Action.EDIT_ARCHIVE, fonds)
    shown = {"fonds": fonds, "pages": paged(found, request.GET.get("page")), "able": able}
    return render(request, "archive/batches.html", shown)


@page(Action.EDIT_ARCHIVE, of=Fonds, with_=("organisation",), methods=("POST",))
def bring(request: Asked, fonds: Fonds) -> HttpResponse:
    """A new batch of the images that were uploaded."""
    try:
        made, told = bringing.bring(fonds, request.user, request.FILES.getlist("images"))
    except ArchiveMoveError as refusal:
        messages.error(request, str(refusal))
        return redirect("archive:batches", fonds.pk)
    messages.success(request, f"{made}收入 {made.pages.count()} 页。")
    for line in told[:50]:
        messages.warning(request, line)
    return redirect(made.address)


@page(Action.SEE_ARCHIVE, of=ScanBatch, with_=_OF_BATCH)
def batch(request: Asked, batch: ScanBatch) -> HttpResponse:
    """One batch: how far it is, what the machine and the sample say of it."""
    rows = inspecting.pages_of(batch)
    able = may(request.user, Action.EDIT_ARCHIVE, batch)
    shown = {"batch": batch, "pages": paged(rows, request.GET.get("page")), "able": able}
    sample = [row for row in rows if hasattr(row, "mark")]
    result = inspecting.result_of(batch, rows) if batch.state in _JUDGED else None
    signs = batch.state == ScanState.HANDED_IN and may(request.user, Action.SIGN_ARCHIVE, batch)
    more = {"offers": _OFFERED.get(ScanState(batch.state), ()) if able else (), "signs": signs}
    return render(request, "archive/batch.html", shown | more | {"result": result, "sample": sample})


@page(Action.EDIT_ARCHIVE, of=ScanBatch, with_=_OF_BATCH, methods=("POST",))
def act_on(request: Asked, batch: ScanBatch) -> HttpResponse:
    """What is done with a batch."""
    name = request.POST.get("act", "")
    if name in ACTS:
        done(request, lambda: ACTS[name](batch, request.user), f"已{name}。")
    else:
        messages.error(request, "没有这种办理。")
    return redirect(batch.address)


@page(Action.SIGN_ARCHIVE, of=ScanBatch, with_=_OF_BATCH, methods=("POST",))
def accept(request: Asked, batch: ScanBatch) -> HttpResponse:
    """The leader's word on a batch."""
    agreed = request.POST.get("agreed") == "1"
    words = "已验收。" if agreed else "已退回检验。"
    done(request, lambda: inspecting.accept(batch, request.user, agreed), words)
    return redirect(batch.address)


@page(Action.SEE_ARCHIVE, of=ScanBatch, with_=_OF_BATCH)
def report(request: Asked, batch: ScanBatch) -> HttpResponse:
    """The report on the quality of a batch."""
    data, name = printed(inspecting.report_of(batch), request.GET.get("as", ""), f"{batch}质量检验报告")
    return download(data, name, "application/octet-stream")


@page(Action.SEE_ARCHIVE, of=ScanPage, with_=_OF_PAGE, methods=_BOTH)
def leaf(request: Asked, leaf: ScanPage) -> HttpResponse:
    """A page: its picture, what was read, and what somebody finds who looks at it."""
    own = getattr(leaf, "mark", None)
    able = own is not None and may(request.user, Action.EDIT_ARCHIVE, leaf)
    form = SampleMarkForm(request.POST or None, instance=own) if able else None
    if request.method == "POST" and form is not None and form.is_valid():
        said = form.cleaned_data
        if done(request, lambda: inspecting.mark(leaf, request.user, said), "已保存检验结果。"):
            return redirect(leaf.batch.address)
    around = leaf.item.scans.filter(current=True).order_by("seq")
    return render(request, "archive/leaf.html", {"leaf": leaf, "form": form, "own": own, "around": around})


@page(Action.SEE_ARCHIVE, of=ScanPage, with_=_OF_PAGE)
def picture(request: Asked, leaf: ScanPage) -> HttpResponse:
    """The picture of a page, or with ``master`` the image as it came."""
    if "master" in request.GET:
        return download(_bytes(leaf.file), leaf.name, "application/octet-stream")
    answer = HttpResponse(_bytes(leaf.small), content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@page(Action.SEE_ARCHIVE, of=HeldItem, with_=(*OF_ITEM, "copy", "evidence"))
def copy(request: Asked, item: HeldItem) -> HttpResponse:  # noqa: ARG001 (a view's form)
    """The PDF for use of an item, or the file that it was made of."""
    if item.copy is None and item.evidence is not None:
        return download(_bytes(item.evidence), item.note, "application/octet-stream")
    return download(_bytes(item.copy), f"{item.code}.pdf", "application/pdf")


def _bytes(stored: StoredFile | None) -> bytes:
    """What is in a file; one that is not there, or has vanished, is not found."""
    try:
        return stored.read() if stored is not None else _missing()
    except FileNotFoundError:
        return _missing()


def _missing() -> bytes:
    raise Http404
