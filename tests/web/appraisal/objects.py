"""How an object of each model of the app is made, for the walks over every page."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.appraisal.claims import BONUS
from mingzhang.web.appraisal import filling
from mingzhang.web.appraisal.models import (
    AppraisalCycle,
    AppraisedUnit,
    AssessorSheet,
    FiledAppeal,
    FiledClaim,
    IndicatorVersion,
    LeafProof,
    UnitBook,
    UnitOpinion,
)
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from tests.web.appraisal.district_year import LINE, begun
from tests.web.conftest import District


def object_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """An object that belongs to the organisation, or to its region, in the year that the region has."""
    cycle = AppraisalCycle.objects.filter(organisation=at.region).first() or begun(
        district, region=at.region, assessor=at.name
    )
    if model is AppraisalCycle:
        return at.region, cycle.pk
    if model in (IndicatorVersion, UnitOpinion):
        version = _version(cycle)
        if model is IndicatorVersion:
            return at.region, version.pk
        by = district.person(Role.PREPARER)
        return at, UnitOpinion.objects.create(version=version, organisation=at, words="同意", by=by).pk
    if model is AssessorSheet:
        return at, AssessorSheet.objects.get_or_create(cycle=cycle, organisation=at)[0].pk
    return at, _of_unit(model, cycle, at, district)


def _version(cycle: AppraisalCycle) -> IndicatorVersion:
    """A further version that is put before the units."""
    last = cycle.versions.last()
    system = (
        last.system
        if last
        else {"kind": "行政机关", "name": "", "version": 1, "state": "", "full": "100", "indicators": []}
    )
    number = 1 + (last.number if last else 0)
    return IndicatorVersion.objects.create(
        cycle=cycle, kind="行政机关", number=number, state="征求意见", system=system
    )


def _of_unit(model: type, cycle: AppraisalCycle, at: Organisation, district: District) -> int:
    """What belongs to a unit of the year."""
    by = district.person(Role.PREPARER)
    unit, _ = AppraisedUnit.objects.get_or_create(
        cycle=cycle, organisation=at, defaults={"code": str(at.pk), "kind": "行政机关"}
    )
    if model is AppraisedUnit:
        return unit.pk
    if model is UnitBook:
        return UnitBook.objects.create(unit=unit, number=1 + unit.books.count(), lines=[LINE]).pk
    day = date(2026, 3, 2)
    if model is FiledClaim:
        return FiledClaim.objects.create(
            unit=unit, number="S001", kind=BONUS, rule="JF", words="表彰", claimed=1, filed=day, by=by
        ).pk
    if model is FiledAppeal:
        return FiledAppeal.objects.create(unit=unit, number="SS001", words="漏计", filed=day, by=by).pk
    assert model is LeafProof, f"tell the test how an object of {model.__name__} is made"
    unit = AppraisedUnit.objects.select_related("cycle__organisation", "organisation").get(pk=unit.pk)
    return filling.add_proof(unit, by, SimpleUploadedFile("证明.txt", b"x"), indicator="K1", number="1").pk
