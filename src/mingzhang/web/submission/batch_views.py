"""The pages of uploads for many units at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.people.rights import Action
from mingzhang.web.season.models import Season
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.submission import batches
from mingzhang.web.submission.batch_models import Batch, FileState
from mingzhang.web.submission.forms import BatchForm


@page(Action.DECIDE, of=Season, with_=("organisation",), methods=("GET", "HEAD", "POST"))
def begin(request: Asked, season: Season) -> HttpResponse:
    """Upload files or archives for many units."""
    form = BatchForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = batches.begin(season, request.user, form.cleaned_data["documents"])
        except OSError as fault:
            form.add_error(None, f"文件没有保存（{fault.strerror}）：请管理员腾出磁盘空间，再上传一次。")
        else:
            return redirect("submission:batch", made.pk)
    known = {"form": form, "title": f"批量上传：{season}", "button": "上传", "season": season}
    return render(request, "submission/batch_begin.html", known | {"batches": season.batches.all()[:20]})


@page(Action.DECIDE, of=Batch, with_=("season__organisation", "by"))
def batch(request: Asked, batch: Batch) -> HttpResponse:
    """Whose each file is taken to be; what is doubtful is asked."""
    files = batch.files.select_related("submission__organisation").order_by("pk")
    shown = {"batch": batch, "files": files, "owed": batches.owed(batch.season)}
    shown["open"] = [file for file in files if file.state in (FileState.SURE, FileState.ASKED)]
    return render(request, "submission/batch.html", shown)


@page(Action.DECIDE, of=Batch, with_=("season__organisation",), methods=("POST",))
def put_in(request: Asked, batch: Batch) -> HttpResponse:
    """Put in what was confirmed."""
    chosen = {
        int(name[5:]): int(str(value))
        for name, value in request.POST.items()
        if name.startswith("file-") and name[5:].isdecimal() and str(value).isdecimal()
    }
    count = batches.put_in(batch, request.user, chosen)
    messages.success(request, f"放入了 {count} 份，正在逐份检查。")
    return redirect("submission:batch", batch.pk)
