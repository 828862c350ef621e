"""A verification for the tests: two items, two inspectors, points at two units, a first visit."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet

from mingzhang.verification.draw import Inspectable
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.verification import drawing, moves, preparing, visiting
from mingzhang.web.verification.models import CheckPhoto, FieldVerification, StandardItem, VisitPoint
from mingzhang.web.verification.problem_models import FoundProblem, ProblemEvidence
from mingzhang.web.verification.visiting import FoundItem
from tests.web.conftest import DAY, District

TAKEN = datetime(DAY.year, DAY.month, DAY.day, 2, tzinfo=UTC)
_NUMBERS = count(1)
ITEMS = (
    {"code": "1", "text": "围挡", "criterion": "完整牢固", "severity": "一般", "points": Decimal("0.5")},
    {"code": "2", "text": "公示牌", "criterion": "内容齐全", "severity": "轻微", "points": Decimal("0.25")},
)


def prepared(district: District, region: Organisation | None = None, year: int = 2026) -> FieldVerification:
    """A verification with its standard and the inspector of the region."""
    region = region or district.region
    office = district.person(Role.SUPERVISION, region)
    made = preparing.begin(region, office, {"year": year, "office": "甲区督查室", "rule": "JF-03"})
    preparing.set_standard(made, office, preparing.VERSION, ITEMS)
    preparing.add_inspector(made, office, district.person(Role.INSPECTOR, region))
    return made


def population(*units: Organisation, each: int = 2) -> list[Inspectable]:
    """So many matters of each unit."""
    return [
        Inspectable(f"DC-{unit.pk}-{n}", unit.name, f"事项{n}", "媒体反映", 3, "牵头", "办理")
        for unit in units
        for n in range(1, 1 + each)
    ]


def draw(district: District, made: FieldVerification, phase: str, *units: Organisation) -> list[VisitPoint]:
    """The points of a phase, two at each unit."""
    office = district.person(Role.SUPERVISION, made.organisation)
    chosen = made.phases.get(name=phase)
    drawing.draw(chosen, office, population(*units), "督查台账")
    return list(points(made).filter(phase=phase))


def points(made: FieldVerification) -> QuerySet[VisitPoint]:
    """The points of a verification as its pages read them."""
    with_ = ("verification__organisation", "organisation", "origin__verification", "inspector__person")
    return VisitPoint.objects.filter(verification=made).select_related(*with_)


def photo(name: str = "1.jpg", place: str = "39.911954，116.377817（WGS-84）") -> CheckPhoto:
    """A photograph as it came in."""
    return CheckPhoto(name=name, file=keep([name.encode()]), small=keep([b"small"]), taken=TAKEN, place=place)


def found(code: str, result: str = "不合格", **more: object) -> FoundItem:
    """What was found of an item: a failure with all that it needs."""
    words = {"note": "倒伏两处", "photos": [photo(f"{next(_NUMBERS)}.jpg")]} if result == "不合格" else {}
    return FoundItem(code, result, **(words | {"where": "路口", "day": DAY} | more))  # type: ignore[arg-type]


def visit(point: VisitPoint, *items: FoundItem) -> list[str]:
    """A visit of whoever the point is assigned to."""
    assert point.inspector is not None
    return visiting.keep_found(point, point.inspector.person, items)


def told(district: District, *units: Organisation) -> FoundProblem:
    """A problem of the department that it has been told of."""
    made = prepared(district)
    (first, *_) = draw(district, made, "第一阶段", *(units or (district.department,)))
    visit(first, found("1"), found("2", "合格"))
    moves.tell_all(made, district.person(Role.SUPERVISION))
    return problem_now(FoundProblem.objects.get(verification=made))


def problem_now(problem: FoundProblem) -> FoundProblem:
    """The problem as it stands."""
    every = FoundProblem.objects.select_related("verification__organisation", "organisation", "point")
    return every.get(pk=problem.pk)


def keep_file(problem: FoundProblem, district: District) -> ProblemEvidence:
    """A file that a unit handed in."""
    by = district.person(Role.PREPARER)
    return ProblemEvidence.objects.create(problem=problem, name="整改.pdf", file=keep([b"pdf"]), by=by)


def inspector(district: District, home: Organisation, name: str) -> Person:
    """A further inspector, who is of a unit."""
    person = Person.objects.create_user(name, "x", name)
    Post.objects.create(person=person, role=Role.INSPECTOR, organisation=district.region)
    Post.objects.create(person=person, role=Role.PREPARER, organisation=home)
    return person


def upload(name: str, data: bytes = b"x") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def item(made: FieldVerification) -> StandardItem:
    """The first item of the standard."""
    return made.items.order_by("pk")[0]
