"""How an object of each model of the app is made, for the walks over every page."""

from __future__ import annotations

from typing import Any

from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.verification import moves
from mingzhang.web.verification.models import CheckPhoto, FieldInspector, FieldVerification, VerificationPhase
from mingzhang.web.verification.problem_models import FoundProblem, ProblemEvidence
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, keep_file, points, prepared, visit

OF_REGION = (FieldVerification, VerificationPhase, FieldInspector)


def object_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """An object of a verification of the organisation's region; a region has one a year."""
    year = 2026 - FieldVerification.objects.filter(organisation=at.region).count()
    made = prepared(district, at.region, year)
    unit = at if at.kind != OrganisationKind.REGION else _unit_of(at)
    (point, *_) = draw(district, made, "第一阶段", unit)
    visit(point, found("1"), found("2", "合格"))
    moves.tell_all(made, district.person(Role.SUPERVISION, at.region))
    problem = FoundProblem.objects.get(verification=made)
    draw(district, made, "第二阶段", unit)
    if model in OF_REGION:
        some: dict[type, Any] = {
            FieldVerification: made,
            VerificationPhase: made.phases.all()[0],
            FieldInspector: made.inspectors.all()[0],
        }
        return at.region, some[model].pk
    if model is ProblemEvidence:
        return unit, keep_file(problem, district).pk
    found_there = {FoundProblem: problem, CheckPhoto: CheckPhoto.objects.filter(check_of__point=point)[0]}
    return unit, (found_there[model] if model in found_there else points(made).get(pk=point.pk)).pk


def _unit_of(region: Organisation) -> Organisation:
    kind = OrganisationKind.DEPARTMENT
    return Organisation.objects.get_or_create(kind=kind, name=f"{region}民政局", above=region)[0]
