"""The matters of a task book's lines, and what a unit lost points on with the matters that this became."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.appraisal.courses import PUBLISHED
from mingzhang.web.appraisal.assembling import plan_of, typed_lines
from mingzhang.web.appraisal.cycle_page import runs
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, FiledClaim, UnitBook
from mingzhang.web.joins.lines import bound_in, choices_for, may_bind
from mingzhang.web.joins.losses import last_results, losses_of, matters_of_losses
from mingzhang.web.joins.matters_shown import matter_end
from mingzhang.web.joins.models import MatterOfLine, MatterOfLoss
from mingzhang.web.joins.shown import AskedField, Joined, JoinedEnd, JoinOffer, open_to
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.supervision.models import MatterDuty


def of_book(book: UnitBook, who: Person) -> Joined:
    """The matter of each line with where it stands, and what may be joined."""
    unit, lines, bound = book.unit, typed_lines(book), bound_in(book.unit)
    found = MatterDuty.objects.filter(
        matter__in=[each.matter_id for each in bound.values()], organisation=unit.organisation
    )
    duties = {duty.matter_id: duty for duty in found.select_related("organisation")}
    ends = []
    for line in lines:
        if line.number in bound:
            matter = bound[line.number].matter
            ends.append(matter_end(matter, who, duties.get(matter.pk), f"任务 {line.number}"))
    loose = [(line.number, f"{line.number} {line.text[:40]}") for line in lines if line.number not in bound]
    return Joined(ends, _offers(book, who, loose, [(line.number, line.text) for line in lines]))


def _offers(
    book: UnitBook, who: Person, loose: list[tuple[str, str]], lines: list[tuple[str, str]]
) -> list[JoinOffer]:
    """To open a matter, to bind one, to loose one, to take one over as a line."""
    unit, offers = book.unit, []
    if loose and may(who, Action.HAND_TO_REGISTER, book):
        asked = [AskedField("number", "任务", loose, True)]
        offers.append(JoinOffer(reverse("joins:open_matter", args=[book.pk]), "转为督查事项", asked))
    able = may_bind(who, book)
    matters = (
        [(str(m.pk), f"{m.number} {m.text[:40]}（{m.stage}）") for m in choices_for(unit)] if able else []
    )
    if loose and matters:
        asked = [AskedField("number", "任务", loose, True), AskedField("matter", "督查事项", matters, True)]
        offers.append(JoinOffer(reverse("joins:bind", args=[book.pk]), "绑定督查事项", asked))
    if matters and book.open and may(who, Action.FILL_APPRAISAL, book):
        system = plan_of(unit.cycle).system(unit.kind)
        able_for = (
            [(one.code, f"{one.code} {one.name}") for one in system.indicators if one.tasked]
            if system
            else []
        )
        asked = [
            AskedField("matter", "上年失分或未办结的事项", matters, True),
            AskedField("indicator", "指标", able_for, True),
            AskedField("target", "目标值", wanted=True),
        ]
        offers.append(JoinOffer(reverse("joins:carry", args=[book.pk]), "编入任务书", asked))
    held = [(number, words) for number, words in lines if number not in {key for key, _ in loose}]
    if held and may(who, Action.RUN_APPRAISAL, book):
        asked = [AskedField("number", "任务", held, True), AskedField("reason", "解除的理由", wanted=True)]
        offers.append(JoinOffer(reverse("joins:release", args=[book.pk]), "解除绑定", asked))
    return offers


def of_unit(unit: AppraisedUnit, who: Person) -> Joined:
    """What a unit lost points on, each with the matter of the next year; once it may be seen."""
    if not (runs(who, unit.cycle) or unit.cycle.ranking == PUBLISHED):
        return Joined()
    known, ends, waiting = matters_of_losses(unit), list[JoinedEnd](), 0
    claims = {claim.number: claim.address for claim in unit.claims.all()}
    for loss in losses_of(last_results([unit]).get(unit.pk)):
        address = loss.address(unit) or claims.get(loss.source, "")
        ends.append(JoinedEnd("失分", f"{loss.source} {loss.text}", "", address))
        if loss.source in known:
            ends.append(matter_end(known[loss.source].matter, who, what="下一年度督查事项"))
        waiting += loss.source not in known
    offers = []
    if waiting and may(who, Action.HAND_TO_REGISTER, unit):
        asked = [AskedField("least", "只转失分不少于几分的（不填为全部）")]
        address = reverse("joins:open_losses", args=[unit.pk])
        offers.append(JoinOffer(address, f"失分转为督查事项（{waiting} 项）", asked))
    return Joined(ends, offers)


def of_claim(claim: FiledClaim, who: Person) -> Joined:
    """The matter of the next year that follows from the points of a claim."""
    found = MatterOfLoss.objects.filter(unit=claim.unit_id, source=claim.number)
    rows = found.select_related("matter__organisation")
    return Joined([matter_end(each.matter, who, what="下一年度督查事项") for each in rows])


def of_cycle(cycle: AppraisalCycle, who: Person) -> Joined:
    """How many lines of task books are matters, and binding those whose numbers were typed."""
    if not may(who, Action.RUN_APPRAISAL, cycle):
        return Joined()
    count = MatterOfLine.objects.filter(unit__cycle=cycle).count()
    address = open_to(who, Action.RUN_APPRAISAL, cycle, reverse("appraisal:units", args=[cycle.pk]))
    end = JoinedEnd("任务书", f"{count} 条任务已对应督查事项", "", address)
    return Joined([end], [JoinOffer(reverse("joins:bind_typed", args=[cycle.pk]), "按填写的事项编号绑定")])
