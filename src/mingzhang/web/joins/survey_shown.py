"""A survey's opinions with their matters, and its indices with the indicators that take them."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.models import AppraisalCycle, AssessorSheet
from mingzhang.web.joins.indices import indices_of, last_run, measures_in, survey_indicators, taken_in
from mingzhang.web.joins.matters_shown import matter_end
from mingzhang.web.joins.models import IndexOfIndicator, MatterOfOpinion
from mingzhang.web.joins.opinions import waiting_opinions
from mingzhang.web.joins.shown import AskedField, Joined, JoinedEnd, JoinOffer, open_to
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import SurveyRun
from mingzhang.web.survey.return_models import FilledReturn

_MOST = 100  # matters of one survey that are listed


def of_survey(survey: SatisfactionSurvey, who: Person) -> Joined:
    """The matters that a survey's proposals became, and those that wait."""
    found = SupervisedMatter.objects.select_related("organisation")
    joined = MatterOfOpinion.objects.filter(filled__survey=survey).order_by().values_list("matter")
    counts = dict(joined.annotate(count=Count("pk")))
    rows = found.filter(pk__in=counts).order_by("-pk")[:_MOST]
    ends = [matter_end(each, who, what=f"意见转办（{counts[each.pk]} 条）") for each in rows]
    waiting = waiting_opinions(survey).count()
    if not waiting or not may(who, Action.HAND_TO_REGISTER, survey):
        return Joined(ends)
    address = reverse("joins:open_opinions", args=[survey.pk])
    return Joined(ends, [JoinOffer(address, f"转为督查事项（{waiting} 条意见）")])


def of_return(filled: FilledReturn, who: Person) -> Joined:
    """The matter of a return's opinion."""
    rows = MatterOfOpinion.objects.filter(filled=filled).select_related("matter__organisation")
    return Joined([matter_end(each.matter, who, what="意见转办") for each in rows])


def of_matter(matter: SupervisedMatter, who: Person) -> Joined:
    """The surveys whose opinions a matter follows up: how many, never whose."""
    found = SatisfactionSurvey.objects.filter(returns__opinion_matter__matter=matter)
    ends = []
    for survey in found.select_related("organisation").annotate(said=Count("returns")).order_by("pk"):
        address = f"{reverse('survey:opinions', args=[survey.pk])}?which=matter"
        address = open_to(who, Action.SEE_SURVEYS, survey, address)
        ends.append(JoinedEnd("调查意见", f"{survey}，{survey.said} 条意见", survey.stage, address))
    return Joined(ends)


def of_run(run: SurveyRun, who: Person) -> Joined:
    """The indicators of appraisals that take an index of this survey."""
    found = IndexOfIndicator.objects.filter(survey=run.survey_id).select_related("cycle__organisation")
    return Joined([
        JoinedEnd(
            "考评指标", f"{each.cycle}指标 {each.indicator} 取{each.measure}", each.cycle.ranking,
            open_to(who, Action.SEE_APPRAISAL, each.cycle, each.cycle.address),
        )
        for each in found
    ])  # fmt: skip


def of_cycle(cycle: AppraisalCycle, who: Person) -> Joined:
    """The surveys that a year's indicators take their outturns from, and binding them."""
    ends = [
        JoinedEnd(
            f"指标 {each.indicator}", f"{each.survey}{each.measure}", each.survey.stage,
            open_to(who, Action.SEE_SURVEYS, each.survey, each.survey.address),
            "完成值带标准误差和区间",
        )
        for each in indices_of(cycle)
    ]  # fmt: skip
    if not may(who, Action.RUN_APPRAISAL, cycle):
        return Joined(ends)
    indicators = [(code, f"{code} {name}") for code, name in survey_indicators(plan_of(cycle))]
    surveys = SatisfactionSurvey.objects.filter(organisation=cycle.organisation, year=cycle.year)
    chosen = [
        (f"{survey.pk}/{measure}", f"{survey.kind}满意度调查{measure}")
        for survey in surveys
        for measure in measures_in(last_run(survey))
    ]
    if not indicators or not chosen:
        return Joined(ends)
    asked = [AskedField("indicator", "按调查计分的指标", indicators, True)]
    asked.append(AskedField("index", "调查指数", chosen, True))
    return Joined(ends, [JoinOffer(reverse("joins:bind_index", args=[cycle.pk]), "取用调查指数", asked)])


def of_sheet(sheet: AssessorSheet, who: Person) -> Joined:
    """The indices of an assessor's indicators: how many were collected, and what differs."""
    ends, waiting = list[JoinedEnd](), 0
    for code, some in taken_in(sheet).items():
        count, wrong = sum(bool(one.actual) for one in some), [one.unit for one in some if one.differs]
        waiting += len(some) - count
        note = f"{len(wrong)} 个单位的完成值和调查汇总不同：{'、'.join(wrong[:3])}" if wrong else ""
        ends.append(
            JoinedEnd(
                f"指标 {code}", some[0].said, f"{count}／{len(some)} 个单位已取数", "", note, bool(wrong)
            )
        )
    if not waiting or not may(who, Action.SCORE_APPRAISAL, sheet):
        return Joined(ends)
    address = reverse("joins:take_indices", args=[sheet.pk])
    return Joined(ends, [JoinOffer(address, f"取调查指数（{waiting} 个单位）")])
