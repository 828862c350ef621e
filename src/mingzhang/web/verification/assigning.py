"""Who visits which point, where, when and how, from a workbook; one wrong row, and none is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mingzhang.facts.days import day_words
from mingzhang.web.apart.run import apart
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.dates import read_date
from mingzhang.web.verification.drawing import assign
from mingzhang.web.verification.models import FieldInspector, FieldVerification, VisitPoint
from mingzhang.web.verification.moves import FieldMoveError, held

_SECONDS = 60


def take_points(
    verification: FieldVerification, who: Person, said: Mapping[str, Any]
) -> tuple[int, list[str]]:
    """Take what the points of a workbook (核验.xlsx) say; how many changed, or what is wrong, and then none.

    Which points there are is drawn, never typed: a number that was not drawn is told.
    """
    if not may(who, Action.RUN_VERIFICATION, verification):
        raise FieldMoveError(f"没有“{Action.RUN_VERIFICATION.value}”的权限。")
    file = said["file"]
    with apart(
        "campaign_book", {file.name or "核验.xlsx": keep(file.chunks()).path}, seconds=_SECONDS
    ) as done:
        told, rows = list(done.told["problems"]), list(done.told["points"])
    if not told and not rows:
        raise FieldMoveError(f"“{file.name}”的“点位”表里没有点位。")
    with transaction.atomic():
        found = held(verification)
        people = {each.person.username: each for each in found.inspectors.select_related("person", "home")}
        with_ = ("verification__organisation", "organisation", "inspector__person")
        points = {point.number: point for point in found.points.select_related(*with_)}
        changed = [_taken(points.get(row["number"]), row, people, who, told) for row in rows]
        if told:
            transaction.set_rollback(True)
    return (0, told) if told else (sum(changed), [])


def _taken(
    point: VisitPoint | None,
    row: dict[str, Any],
    people: dict[str, FieldInspector],
    who: Person,
    told: list[str],
) -> bool:
    """Take one row; whether anything changed.  What is wrong goes to ``told``."""
    where, said = f"第 {row['row']} 行点位“{row['number']}”", ""
    inspector = people.get(row["inspector"])
    if point is None:
        said = "没有抽取过这个点位，点位只由抽取产生"
    elif point.organisation.name != row["unit"]:
        said = f"这个点位是“{point.organisation.name}”的，表里写的是“{row['unit']}”"
    elif inspector is None:
        said = f"核验员名单里没有“{row['inspector'] or '（空）'}”"
    if point is None or inspector is None or said:
        told.append(f"{where}：{said}")
        return False
    day = read_date(row["day"]) if row["day"] else None
    new = {"inspector": inspector, "where": row["where"][:200], "day": day, "way": row["open"]}
    if all(getattr(point, name) == value for name, value in new.items()):
        return False
    if point.visited:
        told.append(f"{where}：{day_words(point.visited)}已经核验，分派不再改")
        return False
    try:
        assign(point, who, new)
    except FieldMoveError as refusal:
        told.append(f"{where}：{refusal}")
    return True
