"""What the pages of a verification show: its phases and counts, its claims, a point with its photographs."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse

from mingzhang.scoring.precision import summed
from mingzhang.verification.analysis import checks_by, deductions, problem_tally
from mingzhang.verification.campaign import judged
from mingzhang.verification.problem import ProblemState
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.lists import download
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.listing import phase_lines
from mingzhang.web.verification.models import CheckPhoto, FieldVerification, VisitPoint
from mingzhang.web.verification.papers import claims
from mingzhang.web.verification.visiting import items_at


def whole_page(verification: FieldVerification, who: Person) -> dict[str, Any]:
    """All that the page shows, in a number of queries that does not grow."""
    campaign = campaign_of(verification)
    problems, faults = judged(campaign)
    tally = checks_by(campaign, lambda *_: "").get("")
    found = verification.problems.order_by()
    states = dict(found.values_list("state").annotate(count=Count("pk")))
    lost = deductions(campaign)
    return {
        "verification": verification,
        "phases": phase_lines(verification),
        "tally": tally,
        "problem_tally": problem_tally(problems.values()),
        "faults": [fault.message for fault in faults],
        "states": [(each.value, states[each.value]) for each in ProblemState if each.value in states],
        "waiting": states.get(ProblemState.FOUND.value, 0),
        "open_count": found.open().count(),
        "lost": summed(each.points for each in lost),
        "lost_count": len({each.unit for each in lost}),
        "items": verification.items.count(),
        "people": verification.inspectors.count(),
        "able": may(who, Action.RUN_VERIFICATION, verification),
    }


def claims_page(verification: FieldVerification) -> dict[str, Any]:
    """The claims with the problems and matters they follow from."""
    campaign = campaign_of(verification)
    numbers = {problem.number: problem for problem in verification.problems.all()}
    rows = [(claim, numbers.get(claim.source)) for claim in claims(verification, campaign)]
    total = summed(claim.claimed for claim, _ in rows)
    return {"verification": verification, "rows": rows, "total": total}


def seen_page(point: VisitPoint) -> dict[str, Any]:
    """A point with its results, each with its photographs."""
    names = {item.code: item for item in items_at(point)}
    checks = list(point.checks.select_related("by").prefetch_related("photos"))
    rows = [(check, names.get(check.code)) for check in checks]
    return {"point": point, "rows": rows, "problems": list(point.problems.all())}


def shown_photo(photo: CheckPhoto, whole: bool) -> HttpResponse:
    """A photograph, small to be shown in a page, or as it is to be taken along."""
    kept = photo.file if whole else photo.small
    if kept is None or not kept.path.is_file():
        raise Http404
    if whole:
        return download(kept.read(), photo.name, "application/octet-stream")
    answer = HttpResponse(kept.read(), content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
