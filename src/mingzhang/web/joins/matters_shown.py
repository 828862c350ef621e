"""A matter with all before and after it: task lines, points, problems, claims, lost points."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.appraisal.assembling import typed_lines
from mingzhang.web.appraisal.models import AppraisedUnit, UnitBook
from mingzhang.web.joins.claims import joined_claims
from mingzhang.web.joins.claims_shown import claim_end
from mingzhang.web.joins.losses import last_results, losses_of
from mingzhang.web.joins.models import MatterOfLine, MatterOfLoss
from mingzhang.web.joins.shown import Joined, JoinedEnd, open_to
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.templatetags.chinese import day
from mingzhang.web.supervision.board import signs_of
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter
from mingzhang.web.verification.models import VisitPoint
from mingzhang.web.verification.problem_models import FoundProblem

_UNIT = ("unit__organisation", "unit__cycle__organisation")
_MOST = 50  # points of one matter that are listed


def matter_end(
    matter: SupervisedMatter, who: Person, duty: MatterDuty | None = None, what: str = "督查事项"
) -> JoinedEnd:
    """A matter as the end of a join, with where it stands: for a unit by what the unit has to do.

    Nothing of it is kept here: whoever closes or extends the matter changes what is shown.
    """
    address = open_to(who, Action.SEE_MATTERS, matter, matter.address)
    said = []
    if duty is not None:
        address = address or open_to(who, Action.SEE_DUTIES, duty, duty.address)
        said = [f"{duty.state}，期限{day(duty.due)}"]
        said += [f"延期 {duty.extended} 次"] if duty.extended else []
        late = duty.awaited and signs_of(matter.organisation).words(duty.expected)
        said += [late] if late else []
    warns = bool(said) and "逾期" in said[-1]
    name = f"{matter.number} {matter.text[:60]}"
    return JoinedEnd(what, name, matter.stage, address, "，".join(said), warns)


def of_matter(matter: SupervisedMatter, who: Person) -> Joined:
    """Everything before and after a matter."""
    return Joined([*_losses(matter, who), *_lines(matter, who), *_field(matter, who)])


def of_duty(duty: MatterDuty, who: Person) -> Joined:
    """The same for a unit, as far as it is the unit's own."""
    own = MatterOfLine.objects.filter(matter=duty.matter_id, unit__organisation=duty.organisation_id)
    lost = MatterOfLoss.objects.filter(matter=duty.matter_id, unit__organisation=duty.organisation_id)
    ends = [_line_end(each, who) for each in own.select_related(*_UNIT).prefetch_related("unit__books")]
    return Joined([*(_loss_end(each, who) for each in lost.select_related(*_UNIT)), *ends])


def of_point(point: VisitPoint, who: Person) -> Joined:
    """The matter that a point looks at."""
    region = point.verification.organisation_id
    found = SupervisedMatter.objects.filter(organisation=region, number=point.matter or None)
    return Joined([matter_end(matter, who) for matter in found.select_related("organisation")])


def _losses(matter: SupervisedMatter, who: Person) -> list[JoinedEnd]:
    """What was lost the year before, that the matter follows from."""
    found = MatterOfLoss.objects.filter(matter=matter).select_related(*_UNIT)
    return [_loss_end(each, who) for each in found]


def _loss_end(joined: MatterOfLoss, who: Person) -> JoinedEnd:
    unit: AppraisedUnit = joined.unit
    losses = losses_of(last_results([unit]).get(unit.pk))
    loss = next((each for each in losses if each.source == joined.source), None)
    address = ""
    if loss is not None:
        claim = unit.claims.filter(number=loss.source).first() if loss.claim else None
        address = loss.address(unit) or (claim.address if claim else "")
    said = loss.text if loss else "按现在封存的成绩已不失分"
    name = f"{unit.name}{unit.cycle.year}年度考评：{said}"
    return JoinedEnd("考评失分", name, unit.cycle.ranking, open_to(who, Action.SEE_APPRAISAL, unit, address))


def _lines(matter: SupervisedMatter, who: Person) -> list[JoinedEnd]:
    """The task lines that the matter is, each in the last book of its unit."""
    found = MatterOfLine.objects.filter(matter=matter).select_related(*_UNIT)
    return [_line_end(each, who) for each in found.prefetch_related("unit__books")]


def _line_end(joined: MatterOfLine, who: Person) -> JoinedEnd:
    unit = joined.unit
    books: list[UnitBook] = list(unit.books.all())
    book = books[-1] if books else None
    line = next((one for one in typed_lines(book) if one.number == joined.number), None) if book else None
    said = f"{line.text}（{line.target}）" if line else "现在的任务书里已没有这一条"
    address = open_to(who, Action.SEE_APPRAISAL, unit, book.address if book else unit.address)
    name = f"{unit.name}{unit.cycle.year}年度任务 {joined.number}：{said}"
    return JoinedEnd("任务书条目", name, book.state if book else "", address, "" if line else said, not line)


def _field(matter: SupervisedMatter, who: Person) -> list[JoinedEnd]:
    """Where it was looked at in the field, what was found wrong there, and the claims for that."""
    whose = {"verification__organisation": matter.organisation, "matter": matter.number}
    points = VisitPoint.objects.filter(**whose).select_related("verification__organisation", "organisation")
    ends = [_point_end(point, who) for point in points[:_MOST]]
    problems = FoundProblem.objects.filter(**whose).select_related("organisation", "verification")
    ends += [problem_end(each, who) for each in problems[:_MOST]]
    before = {"verification__organisation": matter.organisation, "supervised_as": matter.number}
    origin = FoundProblem.objects.filter(**before).select_related("organisation", "verification")
    found = joined_claims().filter(problem__in=problems)
    return [
        *(problem_end(one, who, "来自核验问题") for one in origin),
        *ends,
        *(claim_end(c, who) for c in found),
    ]


def _point_end(point: VisitPoint, who: Person) -> JoinedEnd:
    address = open_to(
        who, Action.SEE_VERIFICATION, point.verification, reverse("verification:seen", args=[point.pk])
    )
    state = f"{day(point.visited)}已核验" if point.visited else "待核验"
    unit = "" if point.text.startswith(point.organisation.name) else f"{point.organisation}："
    name = f"{point.number} {unit}{point.text}"
    return JoinedEnd("核验点位", name, state, address, point.phase)


def problem_end(problem: FoundProblem, who: Person, what: str = "核验问题") -> JoinedEnd:
    """A problem as the end of a join."""
    address = open_to(who, Action.SEE_PROBLEMS, problem, problem.address)
    return JoinedEnd(what, f"{problem.number} {problem.item}：{problem.text}", problem.state, address)
