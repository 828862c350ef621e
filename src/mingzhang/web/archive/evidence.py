"""Evidence of the other parts of the office becomes items, with one move and nothing typed again.

Both keep their files in one store, so an item has the very bytes that were the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.codes import WrongCodeError
from mingzhang.archive.course import STAGES, ItemStage, ItemStep
from mingzhang.archive.filing import FILED, FilingRule, filed
from mingzhang.web.archive.carried import whole
from mingzhang.web.archive.gathered import KINDS, FoundEvidence, file_name
from mingzhang.web.archive.models import Fonds, FondsCode, HeldItem, HeldStep
from mingzhang.web.archive.moves import ArchiveMoveError, allowed, held_now, take
from mingzhang.web.archive.numbering import placed_all
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.today import today

_ATTACHED = STAGES[1 : STAGES.index(ItemStage.ATTACHED) + 1]
_ELECTRONIC = "电子文件归档，不经扫描"


def waiting(fonds: Fonds, year: int, kinds: Iterable[str] = KINDS) -> dict[str, list[FoundEvidence]]:
    """The evidence of a year that is not filed yet, by kind; a file that two kinds have is of the first."""
    known = set(fonds.items.exclude(evidence=None).values_list("evidence_id", flat=True))
    made: dict[str, list[FoundEvidence]] = {}
    for kind in KINDS:
        made[kind] = []
        for each in KINDS[kind].of(fonds.organisation, year) if kind in set(kinds) else ():
            if each.evidence.sha256 not in known:
                known.add(each.evidence.sha256)
                made[kind].append(each)
    return made


@transaction.atomic
def take_over(
    fonds: Fonds,
    who: Person,
    year: int,
    kinds: Sequence[str],
    codes: tuple[FondsCode, FondsCode],
    period: str,
) -> int:
    """Items of the evidence of a year that is not filed yet; how many.

    ``codes`` are category and department, ``period`` the one of all, or empty: then each kind has its own.
    Each item has its number, its course up to 挂接, and its file.
    """
    allowed(who, Action.EDIT_ARCHIVE, fonds)
    Fonds.objects.select_for_update().get(pk=fonds.pk)
    count = 0
    for kind, found in waiting(fonds, year, kinds).items():
        rule = FilingRule(codes[0].code, codes[1].code, period or KINDS[kind].period)
        days = {each.evidence.sha256: each for each in found}
        try:
            rows = filed(Catalogue(fonds.code, fonds.name), [each.evidence for each in found], rule, year)
            _items(fonds, codes, year, [(row, days[row.note.removeprefix(FILED)]) for row in rows], who)
        except WrongCodeError as refusal:
            raise ArchiveMoveError(f"{refusal}。") from None
        count += len(rows)
    if not count:
        raise ArchiveMoveError(f"{year}年没有还没归档的佐证材料。")
    record(who, "佐证归档", fonds, f"{fonds}归档{year}年佐证{count}件")
    return count


def _items(
    fonds: Fonds,
    codes: tuple[FondsCode, FondsCode],
    year: int,
    rows: Sequence[tuple[CatalogueItem, FoundEvidence]],
    who: Person,
) -> None:
    """The items of the evidence of one kind, which are of one series."""
    if not rows:
        return
    items = [
        HeldItem(
            fonds=fonds, category=codes[0], department=codes[1], year=year, title=row.title[:300],
            author=of.evidence.by[:120], day=of.day, period=row.period, note=file_name(of.evidence)[-200:],
            evidence_id=of.evidence.sha256, stage=ItemStage.ATTACHED.value,
        )
        for row, of in rows
    ]  # fmt: skip
    HeldItem.objects.bulk_create(items)
    placed_all(items)
    day = today()
    HeldStep.objects.bulk_create(
        HeldStep(item=item, day=day, step=stage.value, by=who.name, text=_ELECTRONIC)
        for item in items
        for stage in _ATTACHED
    )


def electronic(fonds: Fonds) -> QuerySet[HeldItem]:
    """The items made of evidence that the leader has not accepted yet."""
    return whole(fonds.items.filter(stage=ItemStage.ATTACHED.value).exclude(evidence=None))


@transaction.atomic
def accept_all(fonds: Fonds, who: Person) -> int:
    """The leader accepts the items made of evidence; how many."""
    allowed(who, Action.SIGN_ARCHIVE, fonds)
    rows = held_now(electronic(fonds))
    for row in rows:
        take(row, ItemStep(str(row.pk), today(), ItemStage.ACCEPTED.value, who.name, _ELECTRONIC), who)
    if not rows:
        raise ArchiveMoveError("没有等待签批的电子归档文件。")
    return len(rows)
