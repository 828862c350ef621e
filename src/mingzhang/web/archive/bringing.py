"""Images as they come in: kept as they are, looked at in a process of its own, put to their items."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from mingzhang.archive.codes import WrongCodeError, named_by
from mingzhang.archive.course import ItemStage
from mingzhang.archive.pages import UNREAD
from mingzhang.readers.archival import ENDINGS
from mingzhang.web.apart.run import ApartError, apart, safe_name
from mingzhang.web.archive.batch_models import WAITING, ScanBatch, ScanPage, ScanState
from mingzhang.web.archive.models import Fonds, HeldItem
from mingzhang.web.archive.moves import ArchiveMoveError, allowed
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.today import today

MOST, LARGEST = 400, 300 << 20  # files at once; bytes of each
_SECONDS = 240


def bring(fonds: Fonds, who: Person, files: Sequence[UploadedFile[bytes]]) -> tuple[ScanBatch, list[str]]:
    """A new batch of the images that belong to items; a sentence for each file that does not, or is torn."""
    allowed(who, Action.EDIT_ARCHIVE, fonds)
    if not files:
        raise ArchiveMoveError("没有选图像文件。")
    if len(files) > MOST:
        raise ArchiveMoveError(f"一次最多上传 {MOST} 个文件，这里有 {len(files)} 个，请分几次。")
    lost, kept = dict[str, str](), dict[str, tuple[str, StoredFile]]()
    for number, file in enumerate(files):
        name = safe_name(file.name or "图像")
        why = _unfit(name, file.size or 0)
        if why:
            lost[name] = why
        else:
            kept[f"{number}-{name}"] = (name, keep(file.chunks()))
    looked = _looked_at(kept)
    with transaction.atomic():
        batch = _begun(fonds, who)
        for key, (name, stored) in kept.items():
            why = _put(batch, name, stored, looked[key])
            if why:
                lost[name] = why
        if not batch.pages.exists():
            more = [f"还有{len(lost) - 5}个文件"] if len(lost) > 5 else []
            raise ArchiveMoveError("没有一个文件是归档文件的图像：" + "；".join(_told(lost)[:5] + more))
        batch.lost = lost
        batch.save(update_fields=["lost"])
        record(who, "收入图像", batch, f"{fonds}{batch}收入图像{batch.pages.count()}页")
    return batch, _told(lost)


def _told(lost: dict[str, str]) -> list[str]:
    return [f"“{name}”：{why}" for name, why in lost.items()]


def _unfit(name: str, size: int) -> str:
    """Why a file is no image of an item, from its name and size alone."""
    if Path(name).suffix.lower() not in ENDINGS:
        return "不是图像文件（TIFF、JPEG、JPEG 2000、PNG、PDF），没有存入"
    if size > LARGEST:
        return f"有 {size >> 20} MB，超过 {LARGEST >> 20} MB，没有存入"
    if not size:
        return "是空文件，没有存入"
    try:
        named_by(Path(name).stem)
    except WrongCodeError as fault:
        return f"{fault}，没有存入"
    return ""


def _looked_at(kept: dict[str, tuple[str, StoredFile]]) -> dict[str, dict[str, Any]]:
    """What each file is, as a process of its own says."""
    if not kept:
        return {}
    try:
        with apart(
            "archive_images", {key: file.path for key, (_, file) in kept.items()}, None, _SECONDS
        ) as done:
            return {row["name"]: row for row in done.told["images"]}
    except ApartError as refusal:
        raise ArchiveMoveError(f"图像没有收入：{refusal}") from None


def _begun(fonds: Fonds, who: Person) -> ScanBatch:
    Fonds.objects.select_for_update().get(pk=fonds.pk)
    last = ScanBatch.objects.filter(fonds=fonds).aggregate(last=Max("number"))["last"] or 0
    return ScanBatch.objects.create(fonds=fonds, number=last + 1, day=today(), by=who)


def _put(batch: ScanBatch, name: str, stored: StoredFile, row: dict[str, Any]) -> str:
    """The pages of one file to their item; why not, where not."""
    code, seq = named_by(Path(name).stem)
    place = {"place__series__name": code.series, "place__number": code.number}
    item = HeldItem.objects.filter(fonds=batch.fonds, **place).first()
    if item is None:
        return f"档号 {code} 不在目录里，没有存入"
    if item.stage != ItemStage.CATALOGUED:
        return f"{code} 现在是“{item.stage}”，没有存入；要换图请先退回到编目"
    before = list(item.scans.filter(current=True))
    numbers = [seq] if seq else list(range(1, row["pages"] + 1))
    told = _doubled(batch, before, numbers, stored, bool(seq))
    if told:
        return told
    gone = [page.pk for page in before if page.seq in numbers or not seq or page.whole]
    ScanPage.objects.filter(pk__in=gone).update(current=False)
    state = UNREAD if row["refused"] else WAITING
    ScanPage.objects.bulk_create(
        ScanPage(
            batch=batch, item=item, seq=number, name=name, file=stored, whole=not seq, state=state,
            record={"reason": row["refused"]} if row["refused"] else {},
        )
        for number in numbers
    )  # fmt: skip
    return f"{row['refused']}；原图已存，这一页记为未识别" if row["refused"] else ""


def _doubled(
    batch: ScanBatch, before: list[ScanPage], numbers: list[int], stored: StoredFile, single: bool
) -> str:
    """Why a file is not taken that says what another one says already."""
    if any(page.file_id == stored.pk and page.seq in numbers for page in before):
        return "这一页已经有同样的图像，没有再存"
    if any(
        page.batch_id == batch.pk and (page.seq in numbers or page.whole or not single) for page in before
    ):
        return "这一批里同一页有两个文件，用了前一个"
    return ""


@transaction.atomic
def start(batch: ScanBatch, who: Person) -> None:
    """Let the pages be recognised in the background, on from where it was stopped."""
    from mingzhang.web.archive.scanning import recognise

    held = _held(batch, who)
    if held.state not in (ScanState.WAITING, ScanState.STOPPED):
        raise ArchiveMoveError(f"{held}现在是“{held.get_state_display()}”，不能开始识别。")
    held.state, held.said = ScanState.RUNNING, "排队等候"
    held.save(update_fields=["state", "said"])
    record(who, "开始识别", held, f"开始识别{held}")
    transaction.on_commit(lambda: recognise.enqueue(held.pk))


@transaction.atomic
def stop(batch: ScanBatch, who: Person) -> None:
    """No further item is begun; what was recognised stays."""
    held = _held(batch, who)
    if held.state != ScanState.RUNNING:
        raise ArchiveMoveError(f"{held}现在是“{held.get_state_display()}”，没有在识别。")
    held.state, held.said = ScanState.STOPPED, "已停下；可以继续，识别过的不再识别。"
    held.save(update_fields=["state", "said"])
    record(who, "停下识别", held, f"停下识别{held}")


def _held(batch: ScanBatch, who: Person) -> ScanBatch:
    held = ScanBatch.objects.select_for_update().get(pk=batch.pk)
    allowed(who, Action.EDIT_ARCHIVE, held)
    return held
