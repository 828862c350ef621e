"""Recognition of a batch in the background: item by item, in a process of its own; it stops and goes on.

What was recognised of an item is kept before the next is begun, so a worker that is killed loses one item's
work at most.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django_tasks import task

from mingzhang.archive.course import ItemStage, ItemStep
from mingzhang.archive.pages import UNREAD
from mingzhang.readers.scan import HINT, available
from mingzhang.web.apart.run import ApartError, WorkDone, apart
from mingzhang.web.archive.batch_models import WAITING, ScanBatch, ScanPage, ScanState
from mingzhang.web.archive.carried import whole
from mingzhang.web.archive.finding import learn
from mingzhang.web.archive.models import HeldItem
from mingzhang.web.archive.moves import held_now, take
from mingzhang.web.files.models import keep
from mingzhang.web.shared.today import today

_SECONDS_A_PAGE, _LEAST = 90, 300
_AFTER = (ItemStage.SCANNED, ItemStage.PROCESSED, ItemStage.RECOGNISED)


@task()
def recognise(pk: int) -> None:
    """Recognise what waits in a batch until it is told to stop; done again it goes on where it was."""
    if not available():
        ScanBatch.objects.filter(pk=pk, state=ScanState.RUNNING).update(
            state=ScanState.STOPPED, said=f"没有识别：图像{HINT}。"
        )
        return
    while ScanBatch.objects.filter(pk=pk, state=ScanState.RUNNING).exists():
        waiting = ScanPage.objects.filter(batch=pk, current=True, state=WAITING).order_by("pk").first()
        if waiting is None:
            ScanBatch.objects.filter(pk=pk, state=ScanState.RUNNING).update(state=ScanState.DONE, said="")
            learn(ScanBatch.objects.get(pk=pk).fonds_id)
            return
        _one(ScanBatch.objects.select_related("by").get(pk=pk), waiting.item_id)


def _one(batch: ScanBatch, item_id: int) -> None:
    """All pages of one item."""
    item = whole(HeldItem.objects.filter(pk=item_id)).get()
    pages = list(item.scans.filter(current=True).select_related("file").order_by("seq"))
    files = {page.called: page.file.path for page in pages}
    done = batch.pages.filter(current=True).exclude(state=WAITING).count()
    total = batch.pages.filter(current=True).count()
    _say(batch, f"正在识别 {item.code}，已完成 {done}／{total} 页")
    try:
        with apart("archive_scan", files, None, max(_LEAST, _SECONDS_A_PAGE * len(pages))) as made:
            _keep(batch, item, pages, made)
    except ApartError as refusal:
        ScanPage.objects.filter(pk__in=[page.pk for page in pages]).update(
            state=UNREAD, record={"reason": str(refusal)}
        )


def _say(batch: ScanBatch, words: str) -> None:
    ScanBatch.objects.filter(pk=batch.pk, state=ScanState.RUNNING).update(said=words[:300])


@transaction.atomic
def _keep(batch: ScanBatch, item: HeldItem, pages: list[ScanPage], made: WorkDone) -> None:
    """What was recognised, the copy for use, and how far the item has come by that."""
    (held,) = held_now(HeldItem.objects.filter(pk=item.pk))
    by_seq = {row["seq"]: row for row in made.told["pages"]}
    for page in pages:
        row = by_seq.get(page.seq)
        if row is None:
            page.state, page.record = UNREAD, {"reason": "文件里没有这一页"}
        else:
            _filled(page, row, made.out)
        page.save(update_fields=["state", "record", "text", "small"])
    if made.told["copy"]:
        held.copy = keep([(made.out / made.told["copy"]).read_bytes()])
        held.save(update_fields=["copy"])
    if held.stage == ItemStage.CATALOGUED and all(page.state != UNREAD for page in pages):
        for stage in _AFTER:
            take(held, ItemStep(str(held.pk), today(), stage.value, "识别程序", f"{batch}"), batch.by)


def _filled(page: ScanPage, row: dict[str, Any], out: Path) -> None:
    page.state, page.text = row["state"], row["text"].replace("\0", "")
    small = row.pop("small", "")
    page.small = keep([(out / small).read_bytes()]) if small else None
    left = ("code", "seq", "text", "state", "file", "sha256", "size")
    page.record = {name: value for name, value in row.items() if name not in left}
