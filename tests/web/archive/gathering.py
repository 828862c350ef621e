"""A piece of evidence of every kind, all of one year, as the other parts of the office hold it."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any

from django.utils import timezone

from mingzhang.web.appraisal.models import AppraisedUnit
from mingzhang.web.appraisal.score_models import LeafProof, SealedResult, UnitResult
from mingzhang.web.digest.models import DeskArticle, DeskIssue
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Role
from mingzhang.web.performance.panel_models import ExpertPanel
from mingzhang.web.purchasing.carrying_models import AcceptanceProof, BookAcceptance
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.submission.models import Status, Version
from mingzhang.web.supervision.models import MatterEvent, MatterProof
from mingzhang.web.survey.models import FormVersion, SatisfactionSurvey
from mingzhang.web.survey.output_models import SurveyReport, SurveyRun, WorkState
from mingzhang.web.verification.models import CheckPhoto, PointCheck
from mingzhang.web.verification.problem_models import ProblemEvidence
from tests.web.conftest import DAY, District

YEAR = DAY.year
MOMENT = timezone.make_aware(datetime(YEAR, 6, 1))


def published(district: District, words: bytes = b"account", status: str = Status.PUBLISHED) -> Version:
    """A version of the department's account."""
    made = district.draft(words)
    Version.objects.filter(pk=made.pk).update(status=status, made=MOMENT)
    return made


def everything(district: District) -> None:
    """A piece of each kind, of the department or its district."""
    published(district)
    for app, model in (
        ("supervision", MatterProof), ("verification", ProblemEvidence), ("appraisal", LeafProof),
        ("performance", ExpertPanel), ("digest", DeskIssue), ("purchasing", AcceptanceProof),
    ):  # fmt: skip
        import_module(f"tests.web.{app}.objects").object_of(model, district.department, district)
    models: tuple[Any, ...] = (MatterProof, ProblemEvidence, CheckPhoto, LeafProof, AcceptanceProof)
    for at, kind in enumerate(models):
        kind.objects.update(file=StoredFile.objects.create(sha256=f"{at}" * 64, size=1))
    MatterProof.objects.update(at=MOMENT, event=MatterEvent.objects.first())
    ProblemEvidence.objects.update(at=MOMENT)
    LeafProof.objects.update(day=DAY)
    PointCheck.objects.update(day=DAY)
    ExpertPanel.objects.update(docx=keep([b"evaluation"]), closed=MOMENT, dissolved=False)
    DeskArticle.objects.update(original=keep([b"<html>"]), day=DAY)
    DeskIssue.objects.update(sent=DAY)
    BookAcceptance.objects.update(day=DAY, confirmed=DAY)
    PurchaseBook.objects.update(published=MOMENT, records=keep([b"{}"]))
    sealed(district, 1)
    released(district)


def sealed(district: District, number: int) -> UnitResult:
    """A further seal of the appraisal, with the report to a unit."""
    unit, who = AppraisedUnit.objects.select_related("cycle").all()[0], district.person(Role.PERFORMANCE)
    seal = SealedResult.objects.create(
        cycle=unit.cycle, number=number, day=DAY, by=who, kept=keep([b"{}"]), seal={"校验值": ""}
    )
    return UnitResult.objects.create(sealed=seal, unit=unit, total="90", docx=keep([b"report%d" % number]))


def released(district: District) -> SatisfactionSurvey:
    """A survey that was released: plan, questionnaire, and the reports of its last run."""
    who = district.person(Role.PERFORMANCE)
    made = SatisfactionSurvey.objects.create(
        organisation=district.region, year=YEAR, kind="居民", plan=keep([b"plan"]), opened_by=who,
        released=MOMENT,
    )  # fmt: skip
    FormVersion.objects.create(
        survey=made,
        form_id="a",
        version="1",
        title="居民问卷",
        workbook=keep([b"form"]),
        data={},
        made_by=who,
    )
    for number in range(2):
        run = SurveyRun.objects.create(survey=made, by=who, state=WorkState.DONE)
        SurveyReport.objects.create(run=run, order=1, name="总报告", docx=keep([b"run%d" % number]))
    return made
