"""What an inspector finds at a point: kept as it comes, counted once nothing is lacking.

The first result freezes the standard.  A result is corrected only as long as nothing has followed from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from mingzhang.verification.campaign import result_flaws
from mingzhang.verification.standard import ABSENT, CheckItem
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import today
from mingzhang.web.verification.campaigns import empty_campaign, item_of, point_of, result_of_check
from mingzhang.web.verification.models import CheckPhoto, PointCheck, VisitPoint
from mingzhang.web.verification.moves import FieldMoveError, folded, held, turn
from mingzhang.web.verification.photographs import attach, judge_photos, photographs
from mingzhang.web.verification.problem_models import FoundProblem


@dataclass
class FoundItem:
    """What was found of one item: the words of a form or of a row of a list, with its photographs."""

    code: str
    result: str
    note: str = ""
    where: str = ""
    position: str = ""
    day: date | None = None
    photos: Sequence[CheckPhoto] = field(default_factory=list)


def items_at(point: VisitPoint) -> list[CheckItem]:
    """What is looked at at a point: the standard of its phase, of a problem only its own item."""
    if point.origin is not None:
        problem = point.origin
        return [
            CheckItem(
                problem.code, problem.item, problem.criterion, "", problem.severity, item_points(problem)
            )
        ]
    version = point.verification.phases.filter(name=point.phase).values("version")
    return [item_of(row) for row in point.verification.items.filter(version__in=version)]


def item_points(problem: FoundProblem) -> Any:
    """What a problem costs: the points of its item in the standard it was found by."""
    phase = problem.verification.phases.get(name=problem.phase)
    return item_of(problem.verification.items.get(version=phase.version, code=problem.code)).points


def found_in(
    post: Mapping[str, Any], files: Any, items: Sequence[CheckItem]
) -> tuple[list[FoundItem], list[str]]:
    """What a browser sent of a visit, and a sentence for each file that is no photograph."""
    made, told = [], []
    for number, item in enumerate(items, 1):
        sent: list[UploadedFile[bytes]] = files.getlist(f"photos-{number}")
        photos, wrong = photographs(sent) if sent else ([], [])
        told += wrong
        result = str(post.get(f"result-{number}", ""))
        note = " ".join(str(post.get(f"note-{number}", "")).split())[:600]
        if result or note or photos:
            where = " ".join(str(post.get("where", "")).split())[:200]
            made.append(FoundItem(item.code, result, note, where, photos=photos))
    return made, told


@transaction.atomic
def keep_found(
    point: VisitPoint, who: Person, found: Sequence[FoundItem], day: date | None = None
) -> list[str]:
    """Keep what was found at a point; what is lacking in it, a sentence each."""
    verification = held(point.verification)
    if point.inspector is None or point.inspector.person_id != who.pk:
        raise FieldMoveError(f"点位“{point.number}”没有分派给{who}，不能填写核验结果。")
    codes = {item.code for item in items_at(point)}
    told = []
    for each in found:
        if each.code not in codes:
            told.append(f"点位“{point.number}”不核验标准“{each.code}”，没有填入。")
        elif not each.result:
            told.append(f"标准“{each.code}”没有选结果，没有填入。")
        elif point.origin is not None and each.result == ABSENT:
            told.append("回头看只有合格或不合格，没有填入。")
        else:
            told += _kept(point, who, each, each.day or day or today())
    if point.checks.filter(lacking=[]).exists():
        _froze(point)
    folded(verification, [point])
    point.visited = point.checks.filter(lacking=[]).aggregate(last=Max("day"))["last"]
    point.save(update_fields=["visited"])
    return told


def _kept(point: VisitPoint, who: Person, found: FoundItem, day: date) -> list[str]:
    """One result with its photographs; the sentences about what is lacking."""
    check = PointCheck.objects.filter(point=point, code=found.code).first()
    if check is not None and _followed(point, found.code) and not check.lacking:
        return [] if _same(check, found) else [f"标准“{found.code}”的结果已经告知或回头看，不能再改。"]
    before = None if check is None else {"结果": check.result, "情况": check.note}
    check = check or PointCheck(point=point, code=found.code)
    check.by, check.day, check.counts, check.turn = who, day, _counting(point, day), turn()
    check.result, check.note = found.result, found.note or check.note
    check.where, check.position = found.where or check.where, found.position or check.position
    check.save()
    attach(check, found.photos)
    judge_photos(check)
    names = [photo.name for photo in check.photos.all()]
    campaign = empty_campaign(point.verification)
    units = {each.code: each.unit for each in campaign.inspectors}
    flaws = result_flaws(result_of_check(check, names), point_of(point), units)
    check.lacking = [why for _, why in flaws]
    check.save()
    said = f"核验{point}标准“{check.code}”：{check.result}" + (f"（{check.note}）" if check.note else "")
    record(
        who, "核验", check, said, before, {"结果": check.result, "情况": check.note, "还缺": check.lacking}
    )
    told = [f"标准“{check.code}”：{why}。" for why in check.lacking]
    return told + [
        f"{why}。" for photo in check.photos.all() for why in photo.told if why not in check.lacking
    ]


def _same(check: PointCheck, found: FoundItem) -> bool:
    return (check.result, check.note) == (found.result, found.note or check.note)


def _followed(point: VisitPoint, code: str) -> bool:
    """Whether anything has followed from a result: the unit was told, or it looked back."""
    if point.origin is not None:
        return True
    problems = FoundProblem.objects.filter(point=point, code=code)
    return problems.exclude(steps=None).exists() or problems.exclude(looks=None).exists()


def _counting(point: VisitPoint, day: date) -> date:
    """The day on which a look back counts: no earlier than what had been entered before it came in."""
    last = None if point.origin is None else point.origin.steps.aggregate(last=Max("day"))["last"]
    return max(day, last) if last else day


def _froze(point: VisitPoint) -> None:
    """Freeze the standard of the phase that is visited for the first time."""
    phase = point.verification.phases.get(name=point.phase)
    standard = empty_campaign(point.verification).standards.get(phase.version)
    if not phase.frozen and standard is not None:
        phase.frozen = standard.fingerprint
        phase.save(update_fields=["frozen"])
