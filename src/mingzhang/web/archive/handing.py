"""Hand-over of what was accepted: a BagIt package made in the background, and checked when it comes back."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django_tasks import task

from mingzhang.archive.course import ItemStage
from mingzhang.archive.package import PackageError, package_faults, write_package
from mingzhang.archive.pages import ImageBatch
from mingzhang.web.apart.run import ApartError, apart
from mingzhang.web.archive.batch_models import HandOver, ScanPage
from mingzhang.web.archive.carried import catalogue_of, whole
from mingzhang.web.archive.models import Fonds, HeldItem
from mingzhang.web.archive.moves import ArchiveMoveError, allowed
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.today import today
from mingzhang.work.archive_handover import described

FOLDER = "移交包"
ACCEPTED = (ItemStage.ACCEPTED.value, ItemStage.STORED.value)
_PIECE = 1 << 20  # bytes
_SECONDS = 900


@transaction.atomic
def hand_over(fonds: Fonds, who: Person) -> HandOver:
    """Ask for a package of everything that was accepted; it is made in the background."""
    allowed(who, Action.EDIT_ARCHIVE, fonds)
    Fonds.objects.select_for_update().get(pk=fonds.pk)
    if not fonds.items.filter(stage__in=ACCEPTED).exists():
        raise ArchiveMoveError("还没有验收过的归档文件，没有打包。")
    last = HandOver.objects.filter(fonds=fonds).aggregate(last=Max("number"))["last"] or 0
    made = HandOver.objects.create(fonds=fonds, number=last + 1, day=today(), by=who)
    record(who, "打移交包", made, f"{fonds}{made}打包")
    transaction.on_commit(lambda: pack.enqueue(made.pk))
    return made


@task()
def pack(pk: int) -> None:
    """Make the package, check it, keep it; done again it gives another of the same content."""
    row = HandOver.objects.select_related("fonds").get(pk=pk)
    if row.state != HandOver.PACKING:
        return
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / FOLDER
            _written(row, folder)
            faults = [str(fault) for fault in package_faults(folder)]
            if faults:
                raise PackageError("；".join(faults[:5]))
            row.package, row.state = keep(_zipped(folder, Path(name) / "包.zip")), HandOver.PACKED
            row.said = f"{row.package.size >> 10} KB"
    except (PackageError, OSError) as why:
        row.state, row.said = HandOver.FAILED, f"没有打包：{why}"[:300]
    row.save(update_fields=["package", "state", "said"])


def _written(row: HandOver, folder: Path) -> None:
    """The package in a folder: masters, copies for use, texts, catalogue, events."""
    accepted = whole(HeldItem.objects.filter(fonds=row.fonds, stage__in=ACCEPTED))
    items = list(accepted.select_related("copy", "evidence"))
    pages = ScanPage.objects.filter(item__in=items, current=True)
    rows = list(pages.select_related("file", "item__place__series").order_by("item", "seq"))
    copies, links = _files(items, rows)
    records = [page.recorded() for page in rows]
    batch = ImageBatch({(each.code, each.seq): each for each in records})
    catalogue = catalogue_of(row.fonds, items, steps=True)
    info = {
        "Source-Organization": row.fonds.name,
        "External-Identifier": row.fonds.code,
        "External-Description": f"{len(items)} items, {len(rows)} pages",
    }
    write_package(folder, copies, described(catalogue, batch, links, []), info, row.day)


def _files(items: list[HeldItem], pages: list[ScanPage]) -> tuple[dict[str, Path], dict[str, list[str]]]:
    """The files of the package by their place, and those of each item by its code."""
    copies: dict[str, Path] = {}
    links: dict[str, list[str]] = {item.code: [] for item in items}
    named = [(page.item.code, f"原图/{page.called}", page.file) for page in pages]
    named += [(item.code, f"利用/{item.code}.pdf", item.copy) for item in items if item.copy]
    named += [
        (item.code, f"原件/{item.code}{Path(item.note).suffix}", item.evidence)
        for item in items
        if item.evidence
    ]
    for code, place, stored in named:
        copies[place] = stored.path
        if f"../{place}" not in links[code]:
            links[code].append(f"../{place}")
    return copies, links


def _zipped(folder: Path, target: Path) -> Iterator[bytes]:
    """The folder as one archive, piece by piece; images are not pressed again."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, f"{FOLDER}/{path.relative_to(folder).as_posix()}")
    with target.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def came_back(row: HandOver, who: Person, upload: UploadedFile[bytes] | None) -> list[str]:
    """Check a package that came back against the one that was handed over; what is wrong with it.

    It is unpacked in a process of its own; what came back is compared and not kept.
    """
    allowed(who, Action.EDIT_ARCHIVE, row)
    if row.package is None:
        raise ArchiveMoveError(f"{row}还没有打包。")
    if upload is None:
        raise ArchiveMoveError("请选归还的移交包（zip）。")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "归还.zip"
        with path.open("wb") as stream:
            for piece in upload.chunks():
                stream.write(piece)
        faults = _compared({"1-归还.zip": path, "2-移交.zip": row.package.path})
    with transaction.atomic():
        held = HandOver.objects.select_for_update().get(pk=row.pk)
        held.returned, held.faults = today(), faults[:200]
        held.save(update_fields=["returned", "faults"])
        told = f"有{len(faults)}处不符" if faults else "与移交时完全相同"
        record(who, "核对归还", held, f"{held}归还，{told}")
    return faults


def _compared(files: Mapping[str, Path]) -> list[str]:
    try:
        with apart("archive_return", files, None, _SECONDS) as done:
            found: list[str] = done.told["faults"]
            return found
    except ApartError as refusal:
        raise ArchiveMoveError(f"没有核对：{refusal}") from None


def given_out(row: HandOver) -> StoredFile | None:
    """The package, where it is made and still there."""
    return row.package if row.package is not None and row.package.path.is_file() else None
