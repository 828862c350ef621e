"""What a survey counts: the returns that count, the reports of its last run, the opinions that were coded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from mingzhang.facts.days import day_words
from mingzhang.facts.measure import LiveMeasure, counted
from mingzhang.survey.states import PASSED
from mingzhang.web.register.models import Organisation
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import WorkState
from mingzhang.web.survey.return_models import FilledReturn


def measures_of(region: Organisation, year: int, as_of: date) -> dict[str, LiveMeasure]:
    """The counts of a region's surveys of a year, of residents and of firms each under its name."""
    found = SatisfactionSurvey.objects.filter(organisation=region, year=year)
    return {made.name: made for survey in found for made in _of_survey(survey, as_of)}


def _of_survey(survey: SatisfactionSurvey, as_of: date) -> Iterator[LiveMeasure]:
    """The counts of one survey; what identifies a person is in no row."""
    asked = f"{survey.kind}满意度调查"
    returns = FilledReturn.objects.filter(survey=survey, state=PASSED, trial=False, received__date__lte=as_of)
    rows = returns.order_by("pk").values_list("key", "town", "received")
    told = ((key, town, day_words(timezone.localtime(at).date())) for key, town, at in rows)
    yield counted(f"{asked}有效答卷", "份", as_of, ("答卷编号", "街道（乡镇）", "收到日期"), told)
    run = survey.surveyruns.filter(state=WorkState.DONE).first()
    reports = run.reports.values_list("name") if run is not None else ()
    yield counted(f"{asked}报告", "份", as_of, ("报告",), reports)
    coded = returns.filter(opinion=True).exclude(codes=[]).order_by("pk").values_list("key", "town", "codes")
    opinions = ((key, town, "、".join(codes)) for key, town, codes in coded)
    yield counted(f"{asked}意见", "条", as_of, ("答卷编号", "街道（乡镇）", "编码"), opinions)
