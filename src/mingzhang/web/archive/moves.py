"""What is done with the items of a fonds; nothing else changes a stage, a period or a number.

Every change holds its row first, so that of two people only one changes it; the other is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mingzhang.archive.codes import WrongCodeError
from mingzhang.archive.course import BACK, ItemCourse, ItemStage, ItemStep, UnlawfulStepError
from mingzhang.archive.retention import NEW, RetentionChange, outdated, suggested
from mingzhang.web.archive.carried import whole
from mingzhang.web.archive.models import Fonds, FondsCode, HeldItem, HeldStep, RetentionDecision
from mingzhang.web.archive.numbering import placed, withdrawn
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.today import today

#: The steps that somebody makes by hand; those between follow from a batch, and acceptance is its own.
BY_HAND = (ItemStage.APPRAISED, ItemStage.ARRANGED, ItemStage.CATALOGUED, ItemStage.STORED)
_LAST_TO_CHANGE = (ItemStage.WAITING, ItemStage.APPRAISED, ItemStage.ARRANGED, ItemStage.CATALOGUED)


class ArchiveMoveError(Exception):
    """What cannot be done; its text is for the person."""


@transaction.atomic
def begin(fonds: Fonds, who: Person) -> None:
    """A new fonds; its number is taken once at an archive."""
    allowed(who, Action.EDIT_ARCHIVE, fonds)
    if Fonds.objects.filter(organisation=fonds.organisation, code=fonds.code).exists():
        raise ArchiveMoveError(f"已有全宗号 {fonds.code}。")
    fonds.save()
    record(who, "建立全宗", fonds, f"建立全宗“{fonds}”")


@transaction.atomic
def add_code(code: FondsCode, who: Person) -> None:
    """A further code of a category or a department."""
    allowed(who, Action.EDIT_ARCHIVE, code)
    Fonds.objects.select_for_update().get(pk=code.fonds_id)
    if FondsCode.objects.filter(fonds=code.fonds, kind=code.kind, code=code.code).exists():
        raise ArchiveMoveError(f"已有{code.kind}代码 {code.code}。")
    code.save()
    record(who, "新增档案代码", code, f"新增{code.kind}代码“{code}”")


@transaction.atomic
def add(item: HeldItem, who: Person) -> HeldItem:
    """A new item, which waits to be appraised."""
    allowed(who, Action.EDIT_ARCHIVE, item)
    _within(item)
    item.old = item.old or (item.period if outdated(item.period) else "")
    item.save()
    record(who, "登记归档文件", item, f"登记“{item.title}”")
    return item


def _within(item: HeldItem) -> None:
    """Refuse what lies outside its fonds."""
    fonds = item.fonds
    if {item.category.fonds_id, item.department.fonds_id} != {fonds.pk}:
        raise ArchiveMoveError("门类和机构（问题）代码不是这个全宗的。")
    if (fonds.first and item.year < fonds.first) or (fonds.last and item.year > fonds.last):
        raise ArchiveMoveError(f"年度 {item.year} 不在本全宗的起止年度 {fonds.first}—{fonds.last} 之内。")
    if item.day and item.day.year > item.year:
        raise ArchiveMoveError(f"文件日期晚于归档年度 {item.year}。")


@transaction.atomic
def edit(item: HeldItem, who: Person, said: Mapping[str, Any], edition: int) -> None:
    """What the catalogue says of an item; over an edition that is not the last nothing is saved.

    ``said`` never holds what its code is made of once it has one.
    """
    held = _held(item, who, Action.EDIT_ARCHIVE)
    if held.edition != edition:
        raise ArchiveMoveError("这一件刚被别人改过，没有保存；请刷新页面，对照以后再改。")
    if held.stage in (ItemStage.ACCEPTED, ItemStage.STORED):
        raise ArchiveMoveError(f"这一件已经{held.stage}，不能再改著录；需要时先退回。")
    before = {name: getattr(held, name) for name in said}
    for name, value in said.items():
        setattr(held, name, value)
    _within(held)
    held.edition += 1
    held.save()
    record(who, "著录", held, f"著录“{held.title}”", _plain(before), _plain(said))


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said, related rows by their words."""
    return {name: str(value) if hasattr(value, "pk") else value for name, value in said.items()}


@transaction.atomic
def step(item: HeldItem, name: str, who: Person, text: str = "", back_to: str = "") -> None:
    """One step by hand of an item, or 退回 with its reason."""
    if name not in (*BY_HAND, BACK):
        raise ArchiveMoveError("没有这种办理。")
    held = _held(item, who, Action.EDIT_ARCHIVE)
    if name == ItemStage.APPRAISED and held.period not in NEW:
        now = f"“{held.period}”是 2006 年以前的期限" if held.period else "没有保管期限"
        raise ArchiveMoveError(f"{now}，请先提出期限调整，批准以后再鉴定。")
    if name == ItemStage.CATALOGUED and not held.pages and not held.evidence_id:
        raise ArchiveMoveError("编目以前请填写页数。")
    take(held, ItemStep(str(held.pk), today(), name, who.name, text, back_to), who)


def take(held: HeldItem, wanted: ItemStep, who: Person) -> None:
    """Let an item that is held take a step; the room says whether it may.  Arranged it gets its number."""
    last = held.steps.last()
    before = [ItemStep(str(held.pk), last.day, last.step)] if last else []
    course = ItemCourse(str(held.pk), ItemStage(held.stage), before)
    try:
        course.take(wanted)
        if course.stage is ItemStage.ARRANGED and wanted.step != BACK and not held.code:
            placed(held)
    except UnlawfulStepError as refusal:
        raise ArchiveMoveError(f"{held}：{refusal.why}。") from None
    except WrongCodeError as refusal:
        raise ArchiveMoveError(f"{refusal}。") from None
    HeldStep.objects.create(
        item=held, day=wanted.day, step=wanted.step, by=wanted.by, text=wanted.text, back_to=wanted.back_to
    )
    held.stage = course.stage.value
    held.save(update_fields=["stage"])
    told = (
        f"退回{wanted.back_to}：{held}（{wanted.text}）" if wanted.step == BACK else f"{wanted.step}：{held}"
    )
    record(who, wanted.step, held, told, after={"进展": held.stage})


def step_all(items: Iterable[HeldItem], name: str, who: Person) -> tuple[int, list[str]]:
    """The same step for many items; how many took it, and why the others did not."""
    count, told = 0, list[str]()
    for item in items:
        try:
            step(item, name, who)
            count += 1
        except ArchiveMoveError as refusal:
            told.append(f"{item.title}：{refusal}")
    return count, told


@transaction.atomic
def propose(item: HeldItem, who: Person, new: str, reason: str) -> RetentionDecision:
    """Ask for another period, with the reason; the leader decides."""
    held = _held(item, who, Action.EDIT_ARCHIVE)
    if held.stage not in _LAST_TO_CHANGE:
        raise ArchiveMoveError(f"现在是“{held.stage}”，请先退回到编目以前，再调整期限。")
    if held.decisions.filter(decided=None).exists():
        raise ArchiveMoveError("这一件已有期限调整在等待批准。")
    old = held.period or held.old
    _sound(RetentionChange(str(held), old, new, reason, "分管领导", today()))
    made = RetentionDecision.objects.create(
        item=held, old=old, new=new, reason=reason, proposed=today(), proposer=who
    )
    record(who, "提出期限调整", made, f"提出{made}：{reason}")
    return made


def propose_all(items: Iterable[HeldItem], who: Person, reason: str) -> tuple[int, list[str]]:
    """Ask for what the rule of 2006 usually makes of the old periods of many items."""
    count, told = 0, list[str]()
    for item in items:
        try:
            propose(item, who, suggested(item.period or item.old), reason)
            count += 1
        except ArchiveMoveError as refusal:
            told.append(f"{item.title}：{refusal}")
    return count, told


def _sound(change: RetentionChange) -> None:
    """Refuse a change that the room finds a flaw in."""
    flaws = list(change.flaws())
    if not change.old:
        flaws.insert(0, "没有原保管期限，请在著录里直接填写")
    if flaws:
        raise ArchiveMoveError("；".join(flaws) + "。")


@transaction.atomic
def decide(decision: RetentionDecision, who: Person, agreed: bool) -> None:
    """The leader's word on a change: agreed the item takes the new period, and a number of its series."""
    row = RetentionDecision.objects.select_for_update().get(pk=decision.pk)
    held = _held(row.item, who, Action.SIGN_ARCHIVE)
    if row.decided is not None:
        raise ArchiveMoveError("这一项调整已经有了决定。")
    row.agreed, row.decided, row.approver = agreed, today(), who.name
    row.save(update_fields=["agreed", "decided", "approver"])
    code = ""
    if agreed:
        held.old, held.period = held.old or row.old, row.new
        held.save(update_fields=["old", "period"])
        code = _moved(held, row)
    words = "批准" if agreed else "不同意"
    record(
        who, f"{words}期限调整", row, f"{words}{row}{code}",
        {"保管期限": row.old}, {"保管期限": row.new if agreed else row.old},
    )  # fmt: skip


def _moved(held: HeldItem, row: RetentionDecision) -> str:
    """An item with a number goes to the end of the series of its new period; how its code changed."""
    if not held.code or row.old == row.new:
        return ""
    before = withdrawn(held)
    return f"，档号由 {before} 改为 {placed(held)}"


def _held(item: HeldItem, who: Person, action: Action) -> HeldItem:
    """The item as it is now, held until the transaction ends."""
    (found,) = held_now(HeldItem.objects.filter(pk=item.pk))
    allowed(who, action, found)
    return found


def held_now(items: QuerySet[HeldItem]) -> list[HeldItem]:
    """Items as they are now, held until the transaction ends.

    They are held by their keys alone, and read afterwards: PostgreSQL holds no row of an outer join, and what
    was read before may have changed.
    """
    keys = list(items.order_by("pk").select_for_update().values_list("pk", flat=True))
    return list(whole(HeldItem.objects.filter(pk__in=keys)))


def allowed(who: Person, action: Action, of: Any) -> None:
    """Refuse who may not."""
    if not may(who, action, of):
        raise ArchiveMoveError(f"没有“{action.value}”的权限。")
