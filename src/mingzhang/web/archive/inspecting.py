"""Quality of a batch: machine checks on all of it, a hand sample, what goes back, the leader's word."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.db import transaction

from mingzhang.archive.catalogue import Catalogue
from mingzhang.archive.course import BACK, STAGES, ItemStage, ItemStep
from mingzhang.archive.pages import ImageBatch, machine_faults
from mingzhang.archive.papers import quality_paper
from mingzhang.archive.quality import LEAST, Acceptance, drawn, judged
from mingzhang.facts.publication import Publication
from mingzhang.web.archive.batch_models import WAITING, SampleMark, ScanBatch, ScanPage, ScanState
from mingzhang.web.archive.carried import catalogue_of, whole
from mingzhang.web.archive.models import HeldItem
from mingzhang.web.archive.moves import ArchiveMoveError, allowed, held_now, take
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.today import today

_PASSED = (ItemStage.INSPECTED, ItemStage.ATTACHED)


def pages_of(batch: ScanBatch) -> list[ScanPage]:
    """The pages of a batch that are in use."""
    found = batch.pages.filter(current=True)
    return list(
        found.select_related("file", "item__fonds__organisation", "item__place__series", "mark").order_by(
            "item__place__series__name", "item__place__number", "seq"
        )
    )


def images_of(batch: ScanBatch, pages: list[ScanPage]) -> ImageBatch:
    """The pages as the room looks at them."""
    records = [page.recorded() for page in pages]
    return ImageBatch({(each.code, each.seq): each for each in records}, dict(batch.lost))


def result_of(batch: ScanBatch, pages: list[ScanPage] | None = None) -> Acceptance:
    """What the machine and the sample say of a batch."""
    pages = pages_of(batch) if pages is None else pages
    catalogue, images = _own(batch, pages), images_of(batch, pages)
    sample = [page.mark.sampled() for page in pages if hasattr(page, "mark")]
    texts = {each.name: each.text for each in images.pages.values()}
    images.lost = {}  # what was no page of an item was not taken in, and is no fault of the batch
    machine = machine_faults(catalogue.items, images)
    return judged([item.code for item in catalogue.items], sample, texts, machine)


def _own(batch: ScanBatch, pages: list[ScanPage]) -> Catalogue:
    """The catalogue of the items of a batch."""
    keys = {page.item_id for page in pages}
    return catalogue_of(batch.fonds, whole(HeldItem.objects.filter(pk__in=keys)), steps=True)


def report_of(batch: ScanBatch) -> Publication:
    """The report on the quality of a batch."""
    pages = pages_of(batch)
    return quality_paper(_own(batch, pages), images_of(batch, pages), result_of(batch, pages), today())


@transaction.atomic
def draw(batch: ScanBatch, who: Person, share: Fraction = LEAST) -> int:
    """Draw items for the sample, always the same of the same batch; how many pages are new in it."""
    held = _held(batch, who, ScanState.DONE)
    pages = pages_of(held)
    codes = drawn(sorted({page.item.code for page in pages}), share, f"{held.fonds.code}{held}")
    new = [page for page in pages if page.item.code in codes and not hasattr(page, "mark")]
    SampleMark.objects.bulk_create(SampleMark(page=page) for page in new)
    record(who, "抽检", held, f"{held}抽检{len(codes)}件，新抽{len(new)}页")
    return len(new)


@transaction.atomic
def mark(page: ScanPage, who: Person, said: Mapping[str, Any]) -> None:
    """What somebody found on a page of the sample."""
    held = _held(page.batch, who, ScanState.DONE)
    # By its key: the order of pages goes by their items, and PostgreSQL holds no row of an outer join.
    found = SampleMark.objects.select_for_update().filter(page=page).order_by("pk").first()
    if found is None or not page.current:
        raise ArchiveMoveError("这一页不在抽检里。")
    for name, value in said.items():
        setattr(found, name, value)
    found.by = who.name
    found.save()
    record(
        who,
        "检验",
        held,
        f"检验{page}",
        after={name: value for name, value in said.items() if name != "truth"},
    )


@transaction.atomic
def send_back(batch: ScanBatch, who: Person) -> int:
    """Send the items with defects back to be scanned again, each with its reasons; how many."""
    held = _held(batch, who, ScanState.DONE)
    pages = pages_of(held)
    keys = {page.item.code: page.item_id for page in pages}
    reasons: dict[int, list[str]] = {}
    for defect in result_of(held, pages).defects:
        reasons.setdefault(keys[defect.code], []).append(f"第{defect.seq}页{defect.note}")
    count = 0
    for item in held_now(HeldItem.objects.filter(pk__in=reasons)):
        if STAGES.index(ItemStage(item.stage)) > STAGES.index(ItemStage.CATALOGUED):
            text, to = "；".join(reasons[item.pk])[:600], ItemStage.CATALOGUED.value
            take(item, ItemStep(str(item.pk), today(), BACK, who.name, text, to), who)
            count += 1
    if not count:
        raise ArchiveMoveError("抽检里没有要退回的件。")
    return count


@transaction.atomic
def hand_in(batch: ScanBatch, who: Person) -> None:
    """Hand a batch in to be accepted: nothing may stand against it."""
    held = _held(batch, who, ScanState.DONE)
    pages = pages_of(held)
    if any(page.state == WAITING for page in pages):
        raise ArchiveMoveError("还有页没有识别。")
    result = result_of(held, pages)
    if not result.accepted:
        raise ArchiveMoveError("没有提请验收：" + "；".join(result.against) + "。")
    _together(pages, _PASSED, who, f"{held}")
    ScanBatch.objects.filter(pk=held.pk).update(state=ScanState.HANDED_IN)
    record(who, "提请验收", held, f"{held}提请验收：{result.accuracy.sentence}")


@transaction.atomic
def accept(batch: ScanBatch, who: Person, agreed: bool) -> None:
    """The leader's word on a batch; refused it goes back to be inspected."""
    held = ScanBatch.objects.select_for_update().get(pk=batch.pk)
    allowed(who, Action.SIGN_ARCHIVE, held)
    if held.state != ScanState.HANDED_IN:
        raise ArchiveMoveError(f"{held}现在是“{held.get_state_display()}”，不能签批。")
    if agreed:
        _together(pages_of(held), (ItemStage.ACCEPTED,), who, f"{held}")
        held.signed_by, held.signed, held.state = who.name, today(), ScanState.ACCEPTED
    else:
        held.state = ScanState.DONE
    held.save(update_fields=["signed_by", "signed", "state"])
    words = "验收" if agreed else "不予验收"
    record(who, words, held, f"{words}{held}")


def _together(pages: list[ScanPage], stages: tuple[ItemStage, ...], who: Person, text: str) -> None:
    """Let all items of the pages take these steps, where they have not taken them already."""
    for item in held_now(HeldItem.objects.filter(pk__in={page.item_id for page in pages})):
        for stage in stages:
            if STAGES.index(ItemStage(item.stage)) < STAGES.index(stage):
                take(item, ItemStep(str(item.pk), today(), stage.value, who.name, text), who)


def _held(batch: ScanBatch, who: Person, state: ScanState) -> ScanBatch:
    ScanBatch.objects.select_for_update().get(pk=batch.pk)
    held = ScanBatch.objects.select_related("fonds__organisation").get(pk=batch.pk)
    allowed(who, Action.EDIT_ARCHIVE, held)
    if held.state != state:
        raise ArchiveMoveError(f"{held}现在是“{held.get_state_display()}”，不能这样办理。")
    return held
