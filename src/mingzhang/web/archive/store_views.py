"""The pages of the archive: boxes, custody, objects."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.archive import store
from mingzhang.web.archive.carried import whole
from mingzhang.web.archive.forms import CustodyForm, HeldObjectForm
from mingzhang.web.archive.models import Fonds, HeldBox, HeldObject
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.archive.pages import boxes_of, paged
from mingzhang.web.archive.views import done
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.today import today

_BOTH = ("GET", "HEAD", "POST")


@page(Action.SEE_ARCHIVE, of=Fonds, with_=("organisation",))
def boxes(request: Asked, fonds: Fonds) -> HttpResponse:
    """The boxes of a fonds, and what is not packed yet."""
    loose = fonds.items.filter(box=None).exclude(place=None).count()
    able = may(request.user, Action.EDIT_ARCHIVE, fonds)
    shown = {"fonds": fonds, "pages": paged(boxes_of(fonds), request.GET.get("page")), "loose": loose}
    return render(request, "archive/boxes.html", shown | {"able": able})


@page(Action.EDIT_ARCHIVE, of=Fonds, with_=("organisation",), methods=("POST",))
def pack(request: Asked, fonds: Fonds) -> HttpResponse:
    """Pack what lies loose."""
    done(request, lambda: store.pack(fonds, request.user), "已装盒。")
    return redirect("archive:boxes", fonds.pk)


def _logged(request: Asked, box: HeldBox, said: dict[str, Any]) -> bool:
    """Enter a line and say so, and what is wrong with the pages; or why it was not entered."""
    try:
        told = store.log(box, request.user, said)
    except ArchiveMoveError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.warning(request, f"已登记；{told}。") if told else messages.success(request, "已登记。")
    return True


@page(Action.SEE_ARCHIVE, of=HeldBox, with_=("fonds__organisation",), methods=_BOTH)
def box(request: Asked, box: HeldBox) -> HttpResponse:
    """One box: what is in it, where it was, and a further line of its log."""
    able = may(request.user, Action.EDIT_ARCHIVE, box)
    form = CustodyForm(request.POST or None, initial={"day": today(), "by": request.user.name})
    if able and request.method == "POST" and form.is_valid() and _logged(request, box, form.cleaned_data):
        return redirect(box.address)
    rows = list(whole(box.items.all()))
    shown = {"box": box, "items": rows, "pages": sum(row.pages or 0 for row in rows)}
    return render(
        request, "archive/box.html", shown | {"log": box.custody.all(), "form": form if able else None}
    )


@page(Action.SEE_ARCHIVE, of=Fonds, with_=("organisation",), methods=_BOTH)
def objects(request: Asked, fonds: Fonds) -> HttpResponse:
    """The objects of a fonds, and a new one."""
    able = may(request.user, Action.EDIT_ARCHIVE, fonds)
    form = HeldObjectForm(request.POST or None, instance=HeldObject(fonds=fonds))
    asked = able and request.method == "POST" and form.is_valid()
    if asked and done(request, lambda: store.add_object(form.instance, request.user), "已登记实物。"):
        return redirect("archive:objects", fonds.pk)
    found = paged(fonds.objects_held.all(), request.GET.get("page"))
    return render(
        request, "archive/objects.html", {"fonds": fonds, "pages": found, "form": form if able else None}
    )
