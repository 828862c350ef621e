"""How an object of each model of the app is made, for the walks over every page."""

from __future__ import annotations

from typing import Any

from mingzhang.archive.course import STAGES, ItemStage
from mingzhang.archive.pages import READ
from mingzhang.web.archive.batch_models import HandOver, SampleMark, ScanBatch, ScanPage, ScanState
from mingzhang.web.archive.models import (
    CustodyLine,
    Fonds,
    FondsCode,
    HeldBox,
    HeldItem,
    HeldObject,
    HeldStep,
    RetentionDecision,
)
from mingzhang.web.archive.numbering import placed
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from tests.web.conftest import DAY, District


def fonds_at(at: Organisation) -> Fonds:
    """The fonds of an organisation with two codes."""
    found = Fonds.objects.filter(organisation=at).first()
    if found is not None:
        return found
    made = Fonds.objects.create(organisation=at, code="0123", name=f"{at}办公室", first=2004, last=2026)
    FondsCode.objects.create(fonds=made, kind=FondsCode.CATEGORY, code="WS", name="文书")
    FondsCode.objects.create(fonds=made, kind=FondsCode.DEPARTMENT, code="BGS", name="办公室")
    return made


def item(fonds: Fonds, title: str = "年度总结", numbered: bool = True, **said: Any) -> HeldItem:
    """An item, with a number unless told otherwise."""
    codes = {code.kind: code for code in fonds.codes.all()}
    usual = {"year": 2019, "period": "永久", "pages": 3, "author": "办公室"}
    usual |= {"category": codes[FondsCode.CATEGORY], "department": codes[FondsCode.DEPARTMENT]}
    if numbered:
        usual["stage"] = ItemStage.CATALOGUED.value
    made = HeldItem.objects.create(fonds=fonds, title=title, **(usual | said))
    if numbered:
        for stage in STAGES[1 : STAGES.index(ItemStage(made.stage)) + 1]:
            HeldStep.objects.create(item=made, day=DAY, step=stage.value, by="档案员")
        placed(made)
    return made


def box_of(fonds: Fonds) -> HeldBox:
    """A further box."""
    return HeldBox.objects.create(fonds=fonds, number=HeldBox.objects.filter(fonds=fonds).count() + 1)


def decision(of: HeldItem, district: District, **said: Any) -> RetentionDecision:
    """A change of retention that awaits a word."""
    usual = {"old": "长期", "new": "30年", "reason": "按规定对应", "proposed": DAY}
    return RetentionDecision.objects.create(
        item=of, proposer=district.person(Role.ARCHIVIST), **(usual | said)
    )


def batch_of(district: District, *items: HeldItem, **said: Any) -> ScanBatch:
    """A further batch whose items were recognised, a page each that says 危房改造."""
    fonds = items[0].fonds
    number = ScanBatch.objects.filter(fonds=fonds).count() + 1
    who = district.person(Role.ARCHIVIST)
    usual = {"state": ScanState.DONE, "day": DAY, "by": who, "number": number}
    made = ScanBatch.objects.create(fonds=fonds, **(usual | said))
    for each in items:
        scan(made, each)
    return made


def scan(batch: ScanBatch, of: HeldItem, seq: int = 1, **said: Any) -> ScanPage:
    """A page of an item, as it was read."""
    name = f"{of.code}-{seq:03}.tif"
    usual = {
        "file": keep([name.encode()]), "name": name, "state": READ, "text": "危房改造", "small": keep([b"jpeg"]),
        "record": {"format": "TIFF", "dots": 300, "marks": 4},
    }  # fmt: skip
    return ScanPage.objects.create(batch=batch, item=of, seq=seq, **(usual | said))


def handed(fonds: Fonds, district: District) -> HandOver:
    """A package that was handed over."""
    number = HandOver.objects.filter(fonds=fonds).count() + 1
    who = district.person(Role.ARCHIVIST)
    return HandOver.objects.create(
        fonds=fonds, number=number, day=DAY, by=who, state=HandOver.PACKED, package=keep([b"PK"])
    )


def object_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """A further one of everything that a fonds holds; the key of the one that is asked for."""
    fonds = fonds_at(at)
    number = fonds.objects_held.count() + 1
    box = box_of(fonds)
    HeldObject.objects.create(fonds=fonds, code=f"SW-{number:03}", name="锦旗")
    CustodyLine.objects.create(box=box, day=DAY, act="出库", by="档案员", pages=3)
    old = item(fonds, f"旧件{number}", numbered=False, period="长期", year=2004)
    late = item(fonds, f"期满{number}", period="10年", year=2005, pages=1, copy=keep([b"%PDF"]))
    row = item(fonds, f"总结{number}", box=box, pages=1, copy=keep([b"%PDF"]))
    batch = batch_of(district, late, row)
    leaf = batch.pages.get(item=row)
    SampleMark.objects.create(page=leaf, linked="合格", truth="危房改造", by="档案员")
    decision(row, district, decided=DAY, agreed=True, approver="分管领导")
    made = {
        Fonds: fonds, HeldItem: row, HeldBox: box, RetentionDecision: decision(old, district),
        ScanBatch: batch, ScanPage: leaf, HandOver: handed(fonds, district),
    }  # fmt: skip
    assert model in made, f"tell the test how an object of {model.__name__} is made"
    return at, made[model].pk
