"""What a unit lost points on becomes a matter of the next year, once; from there it goes into the next book.

Lost points are those of the last seal: as long as nothing is sealed, nothing is lost for certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from mingzhang.appraisal.claims import DEDUCTION
from mingzhang.appraisal.scores import LeafState
from mingzhang.scoring.precision import written
from mingzhang.supervision.matter import Source
from mingzhang.web.appraisal.models import AppraisedUnit, UnitResult
from mingzhang.web.audit.log import record
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import MatterOfLoss
from mingzhang.web.joins.registering import registered
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import today


@dataclass(frozen=True)
class Loss:
    """What cost a unit points: where it is found, what it is, how many, in which words it is a task."""

    source: str
    name: str
    points: Fraction
    text: str
    claim: bool = False

    def address(self, unit: AppraisedUnit) -> str:
        """The page of the leaf; a claim has its own."""
        code, _, number = self.source.partition("/")
        asked = urlencode({"code": code, "number": number})
        return "" if self.claim else f"{reverse('appraisal:leaf', args=[unit.pk])}?{asked}"


def losses_of(result: UnitResult | None) -> list[Loss]:
    """What a sealed result lost, the most points first."""
    if result is None:
        return []
    leaves = [found for each in result.opened["指标"] if (found := _of_leaf(each))]
    claims = [found for each in result.opened["加减分"] if (found := _of_claim(each))]
    return sorted([*leaves, *claims], key=lambda loss: (-loss.points, loss.source))


def _of_leaf(leaf: dict[str, Any]) -> Loss | None:
    """What a leaf lost; nothing where it was not scored."""
    if leaf["得分"] is None:
        return None
    lost = Fraction(leaf["分值"]) - Fraction(leaf["得分"])
    if lost <= 0:
        return None
    source = f"{leaf['指标编码']}/{leaf.get('任务', {}).get('序号', '')}".rstrip("/")
    target = f"，指标值{leaf['指标值']}" if leaf["指标值"] else ""
    todo = "补齐佐证材料" if leaf["状态"] == LeafState.UNSUPPORTED.value else "补上差距"
    reached = f"完成值{leaf['完成值']}" if leaf["完成值"] else "没有完成值"
    text = f"“{leaf['指标']}”失 {written(lost)} 分（{reached}{target}），{todo}"
    return Loss(source, leaf["指标"], lost, text)


def _of_claim(claim: dict[str, Any]) -> Loss | None:
    points = Fraction(claim["计分"])
    if claim["种类"] != DEDUCTION or points <= 0:
        return None
    text = f"“{claim['事由']}”减 {written(points)} 分，整改到位并防止再次发生"
    return Loss(claim["申报编号"], claim["事由"], points, text, True)


def last_results(units: Iterable[AppraisedUnit]) -> dict[int, UnitResult]:
    """The last sealed result of each unit."""
    found = UnitResult.objects.filter(unit__in=list(units)).order_by("sealed__number")
    return {each.unit_id: each for each in found}


def matters_of_losses(unit: AppraisedUnit) -> dict[str, MatterOfLoss]:
    """The matters that a unit's losses became, by their source."""
    found = MatterOfLoss.objects.filter(unit=unit).select_related("matter__organisation")
    return {each.source: each for each in found}


@transaction.atomic
def open_losses(unit: AppraisedUnit, who: Person, least: Fraction = Fraction(0)) -> int:
    """Register a matter for everything that cost the unit so many points, each once; how many are new."""
    AppraisedUnit.objects.select_for_update().get(pk=unit.pk)
    known = matters_of_losses(unit)
    result = last_results([unit]).get(unit.pk)
    if result is None:
        raise JoinError("成绩还没有封存，失分还没有确定。")
    year, region = unit.cycle.year, unit.cycle.organisation
    new = [loss for loss in losses_of(result) if loss.source not in known and loss.points >= least]
    for loss in new:
        told = {
            "text": f"{unit.name}：{loss.text}",
            "source": Source.APPRAISAL.value,
            "received": today(),
            "basis": f"{year}年度绩效考评反馈（{unit.code} {loss.source}）"[:200],
        }
        matter = registered(region, who, told)
        made = MatterOfLoss.objects.create(unit=unit, source=loss.source, matter=matter, by=who)
        record(who, "转为督查事项", made, f"{made}转为{matter}")
    return len(new)
