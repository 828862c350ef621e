"""What the page of a visit shows: the items with what was found so far, and what is lacking."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from mingzhang.verification.standard import ABSENT
from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.models import Person
from mingzhang.web.verification.models import RESULTS, FieldVerification, VisitPoint
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.web.verification.photographs import MOST
from mingzhang.web.verification.visiting import found_in, items_at, keep_found


def visit_page(point: VisitPoint) -> dict[str, Any]:
    """The items of a point with their results."""
    checks = {check.code: check for check in point.checks.prefetch_related("photos")}
    items = items_at(point)
    results = [each for each in RESULTS if point.origin is None or each != ABSENT]
    where = next((check.where for check in checks.values() if check.where), point.where)
    return {
        "point": point,
        "rows": [(number, item, checks.get(item.code)) for number, item in enumerate(items, 1)],
        "results": results,
        "where": where,
        "most": MOST,
    }


def visited(point: VisitPoint, who: Person, post: Any, files: Any) -> tuple[list[str], int]:
    """Keep what a browser sent; what is lacking or was refused, and the status of the answer."""
    try:
        found, told = found_in(post, files, items_at(point))
        return told + keep_found(point, who, found), 200
    except (FieldMoveError, ApartError) as refusal:
        return [str(refusal)], 409


def own_verifications(person: Person) -> QuerySet[FieldVerification]:
    """The verifications that somebody inspects for."""
    found = FieldVerification.objects.filter(inspectors__person=person)
    return found.select_related("organisation").prefetch_related("phases")
