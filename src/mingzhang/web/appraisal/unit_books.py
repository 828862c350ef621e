"""Workbooks of what units hand in: self-reports and claims, out and in; one wrong row and none is taken."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.appraisal.claims import PointClaim
from mingzhang.appraisal.returns import Reported, Returns
from mingzhang.scoring.precision import written
from mingzhang.web.appraisal.assembling import claim_of, plan_of, units_of
from mingzhang.web.appraisal.books import returns_in
from mingzhang.web.appraisal.cycle_page import own_units
from mingzhang.web.appraisal.filling import FillingError, file_claim, save_reports
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, FiledClaim
from mingzhang.web.appraisal.planning import return_book
from mingzhang.web.appraisal.unit_page import leaf_rows
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may


def report_workbook(unit: AppraisedUnit) -> bytes:
    """The self-report of a unit as a workbook: every leaf, with what it reported so far."""
    rows = []
    for row in leaf_rows(unit, plan_of(unit.cycle), False):
        _, code, number = row.leaf.key
        said = row.report
        actual, words = (said.actual, said.words) if said else ("", "")
        rows.append(Reported(unit.name, code, actual, number, None, unit.name, words))
    return return_book(Returns(reported=tuple(rows)))


@transaction.atomic
def take_reports(unit: AppraisedUnit, who: Person, file: UploadedFile[bytes]) -> tuple[int, list[str]]:
    """Take the self-report of a workbook; how many are new or changed, or what is wrong, and then none."""
    returns, told = returns_in(unit.cycle, file)
    known = {row.leaf.key[1:]: row for row in leaf_rows(unit, plan_of(unit.cycle), False)}
    typed: dict[tuple[str, str], tuple[str, str]] = {}
    for one in returns.reported:
        key, where = (one.indicator, one.number), f"“完成值”第 {one.row} 行"
        if one.unit != unit.name:
            told.append(f"{where}写的是“{one.unit}”，这里只收“{unit.name}”的自评")
        elif key not in known:
            number = f"任务“{one.number}”" if one.number else ""
            told.append(f"{where}：本单位没有指标“{one.indicator}”{number}")
        elif key in typed:
            told.append(f"{where}：指标“{one.indicator}”写了两行，请留一行")
        else:
            typed[key] = (one.actual, one.reason)
    if not told and not typed:
        raise FillingError(f"“{file.name}”的“完成值”表里没有填写。")
    return (0, told) if told else (save_reports(unit, who, typed), [])


def claims_workbook(cycle: AppraisalCycle, who: Person) -> bytes:
    """The claims within one's reach as the sheet that goes in again."""
    found = FiledClaim.objects.filter(unit__in=own_units(who, cycle)).select_related("unit__organisation")
    return return_book(Returns(claims=tuple(claim_of(claim, ()) for claim in found)))


def take_claims(cycle: AppraisalCycle, who: Person, file: UploadedFile[bytes]) -> tuple[int, list[str]]:
    """File the claims of a workbook; those that are filed already stay.  What is wrong, and then none."""
    returns, told = returns_in(cycle, file)
    units = {unit.name: unit for unit in units_of(cycle)}
    filed = {(c.number, c.unit_id) for c in FiledClaim.objects.filter(unit__cycle=cycle)}
    new = []
    for one in returns.claims:
        unit = units.get(one.unit)
        if unit is None:
            told.append(f"申报“{one.number}”：参评单位里没有“{one.unit}”")
        elif not any(may(who, each, unit) for each in (Action.FILL_APPRAISAL, Action.RUN_APPRAISAL)):
            told.append(f"申报“{one.number}”：没有为“{one.unit}”申报的权限")
        elif (one.number, unit.pk) not in filed:
            new.append((one, unit))
    if not told and not returns.claims:
        raise FillingError(f"“{file.name}”的“加减分”表里没有申报。")
    return (0, told) if told else _filed(new, who)


def _filed(new: list[tuple[PointClaim, AppraisedUnit]], who: Person) -> tuple[int, list[str]]:
    """File all of them, or none: what stood in the way of each."""
    told = []
    with transaction.atomic():
        for one, unit in new:
            about: dict[str, Any] = {
                "kind": one.kind, "rule": one.rule, "words": one.text, "source": one.source,
                "claimed": written(Fraction(one.claimed)), "late": one.late,
            }  # fmt: skip
            try:
                file_claim(unit, who, about)
            except FillingError as refusal:
                told.append(f"申报“{one.number}”：{refusal}")
        if told:
            transaction.set_rollback(True)
    return (0, told) if told else (len(new), [])
