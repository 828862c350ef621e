"""Evidence of the other parts of the office becomes items, with one move and nothing typed again.

Both keep their files in one store, so an item has the very bytes that were the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mingzhang.archive.catalogue import Catalogue
from mingzhang.archive.codes import WrongCodeError
from mingzhang.archive.course import STAGES, ItemStage, ItemStep
from mingzhang.archive.filing import FILED, FilingRule, filed
from mingzhang.facts.evidence import Evidence
from mingzhang.web.appraisal.score_models import LeafProof
from mingzhang.web.archive.carried import whole
from mingzhang.web.archive.models import Fonds, FondsCode, HeldItem, HeldStep
from mingzhang.web.archive.moves import ArchiveMoveError, allowed, held_now, take
from mingzhang.web.archive.numbering import placed
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.submission.models import Status, Version
from mingzhang.web.supervision.models import MatterProof
from mingzhang.web.verification.models import CheckPhoto
from mingzhang.web.verification.problem_models import ProblemEvidence

_ATTACHED = STAGES[1 : STAGES.index(ItemStage.ATTACHED) + 1]
_ELECTRONIC = "电子文件归档，不经扫描"


@dataclass(frozen=True)
class FoundEvidence:
    """A piece of evidence with the day that it is of."""

    evidence: Evidence
    day: date


def _submissions(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = Version.objects.filter(
        status__in=(Status.APPROVED, Status.PUBLISHED),
        made__year=year,
        submission__organisation__path__startswith=at.path,
    )
    for row in kept.select_related(
        "submission__organisation", "submission__season", "submission__requirement"
    ):
        proves = f"{row.submission}"
        yield _found(row.filename, row.document_id, row.submission.organisation, row.made, proves)


def _proofs(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = MatterProof.objects.filter(at__year=year, organisation__path__startswith=at.path)
    for row in kept.exclude(event=None).select_related("organisation", "matter"):
        yield _found(row.name, row.file_id, row.organisation, row.at, f"{row.matter}")


def _photographs(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = CheckPhoto.objects.filter(
        check_of__day__year=year, check_of__point__organisation__path__startswith=at.path
    )
    for row in kept.select_related("check_of__point__organisation"):
        check = row.check_of
        yield _found(row.name, row.file_id, check.point.organisation, check.day, f"{check.point}核验照片")


def _answers(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = ProblemEvidence.objects.filter(at__year=year, problem__organisation__path__startswith=at.path)
    for row in kept.select_related("problem__organisation"):
        yield _found(
            row.name, row.file_id, row.problem.organisation, row.at, f"核验问题{row.problem.number}佐证"
        )


def _appraisals(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = LeafProof.objects.filter(day__year=year, unit__organisation__path__startswith=at.path)
    for row in kept.select_related("unit__organisation"):
        yield _found(row.name, row.file_id, row.unit.organisation, row.day, row.proves or "绩效考评佐证")


def _found(name: str, sha256: str, by: Organisation, day: Any, proves: str) -> FoundEvidence:
    """A piece of evidence; a moment is the day that it was in the office."""
    of = day if type(day) is date else timezone.localtime(day).date()
    return FoundEvidence(Evidence(name, sha256, by.name, proves=proves), of)


#: The kinds of evidence, by the words of the page.
KINDS: dict[str, Callable[[Organisation, int], Iterator[FoundEvidence]]] = {
    "报送材料": _submissions,
    "督查佐证": _proofs,
    "核验照片": _photographs,
    "核验问题佐证": _answers,
    "考评佐证": _appraisals,
}


def waiting(fonds: Fonds, year: int, kinds: Iterable[str] = KINDS) -> dict[str, list[FoundEvidence]]:
    """The evidence of a year that is not filed yet, by kind; a file that two kinds have is of the first."""
    known = set(fonds.items.exclude(evidence=None).values_list("evidence_id", flat=True))
    made: dict[str, list[FoundEvidence]] = {}
    for kind in KINDS:
        made[kind] = []
        for each in KINDS[kind](fonds.organisation, year) if kind in set(kinds) else ():
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

    ``codes`` are category and department; each item has its number, its course up to 挂接, and its file.
    """
    allowed(who, Action.EDIT_ARCHIVE, fonds)
    Fonds.objects.select_for_update().get(pk=fonds.pk)
    found = [each for some in waiting(fonds, year, kinds).values() for each in some]
    rule = FilingRule(codes[0].code, codes[1].code, period)
    days = {each.evidence.sha256: each for each in found}
    try:
        rows = filed(Catalogue(fonds.code, fonds.name), [each.evidence for each in found], rule, year)
        for row in rows:
            each = days[row.note.removeprefix(FILED)]
            _item(fonds, codes, year, row.title, row.period, each, who)
    except WrongCodeError as refusal:
        raise ArchiveMoveError(f"{refusal}。") from None
    if not rows:
        raise ArchiveMoveError(f"{year}年没有还没归档的佐证材料。")
    record(who, "佐证归档", fonds, f"{fonds}归档{year}年佐证{len(rows)}件")
    return len(rows)


def _item(
    fonds: Fonds,
    codes: tuple[FondsCode, FondsCode],
    year: int,
    title: str,
    period: str,
    of: FoundEvidence,
    who: Person,
) -> None:
    """The item of one piece of evidence."""
    item = HeldItem.objects.create(
        fonds=fonds, category=codes[0], department=codes[1], year=year, title=title[:300],
        author=of.evidence.by[:120], day=of.day, period=period, note=of.evidence.name[-200:],
        evidence_id=of.evidence.sha256, stage=ItemStage.ATTACHED.value,
    )  # fmt: skip
    placed(item)
    day = today()
    HeldStep.objects.bulk_create(
        HeldStep(item=item, day=day, step=stage.value, by=who.name, text=_ELECTRONIC) for stage in _ATTACHED
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
