"""What of the other parts of the office is evidence of a year; title, day and whose it is stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Max, Q
from django.utils import timezone

from mingzhang.facts.evidence import Evidence
from mingzhang.web.appraisal.score_models import LeafProof, SealedResult, UnitResult
from mingzhang.web.digest.models import DeskArticle
from mingzhang.web.files.models import StoredFile
from mingzhang.web.performance.panel_models import ExpertPanel
from mingzhang.web.purchasing.carrying_models import AcceptanceProof
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.register.models import Organisation
from mingzhang.web.submission.models import Status, Version
from mingzhang.web.supervision.models import MatterProof
from mingzhang.web.survey.models import FormVersion, SatisfactionSurvey
from mingzhang.web.survey.output_models import SurveyReport, SurveyRun, WorkState
from mingzhang.web.verification.models import CheckPhoto
from mingzhang.web.verification.problem_models import ProblemEvidence


@dataclass(frozen=True)
class FoundEvidence:
    """A piece of evidence with the day that it is of."""

    evidence: Evidence
    day: date


def _submissions(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = Version.objects.filter(
        status__in=(Status.APPROVED, Status.PUBLISHED),
        made__year=year,
        submission__organisation__path__startswith=at.path,
    )
    for row in kept.select_related(
        "submission__organisation", "submission__season", "submission__requirement"
    ):
        proves = f"{row.submission}"
        yield _found(row.filename, row.document_id, row.submission.organisation, row.made, proves)


def _proofs(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = MatterProof.objects.filter(at__year=year, organisation__path__startswith=at.path)
    for row in kept.exclude(event=None).select_related("organisation", "matter"):
        yield _found(row.name, row.file_id, row.organisation, row.at, f"{row.matter}")


def _photographs(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = CheckPhoto.objects.filter(
        check_of__day__year=year, check_of__point__organisation__path__startswith=at.path
    )
    for row in kept.select_related("check_of__point__organisation"):
        check = row.check_of
        yield _found(row.name, row.file_id, check.point.organisation, check.day, f"{check.point}核验照片")


def _answers(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = ProblemEvidence.objects.filter(at__year=year, problem__organisation__path__startswith=at.path)
    for row in kept.select_related("problem__organisation"):
        yield _found(
            row.name, row.file_id, row.problem.organisation, row.at, f"核验问题{row.problem.number}佐证"
        )


def _appraisals(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    kept = LeafProof.objects.filter(day__year=year, unit__organisation__path__startswith=at.path)
    for row in kept.select_related("unit__organisation"):
        yield _found(row.name, row.file_id, row.unit.organisation, row.day, row.proves or "绩效考评佐证")


def _feedback(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    """The report to each unit, as it was sealed last."""
    of_year = SealedResult.objects.filter(day__year=year, cycle__organisation__path__startswith=at.path)
    last = of_year.order_by().values("cycle").annotate(last=Max("pk")).values("last")
    kept = UnitResult.objects.filter(sealed__in=last).exclude(docx=None).order_by("pk").defer("opened")
    for row in kept.select_related("sealed__cycle__organisation", "unit"):
        cycle = row.sealed.cycle
        name = f"{row.unit}反馈报告.docx"
        yield _found(name, str(row.docx_id), cycle.organisation, row.sealed.day, f"{cycle}")


def _evaluations(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    """The evaluation reports of projects whose panel has closed."""
    own = Q(project__organisation__path__startswith=at.path, closed__year=year, dissolved=False)
    kept = ExpertPanel.objects.filter(own).exclude(docx=None).order_by("pk")
    for row in kept.select_related("project__organisation"):
        yield _found(
            "绩效评价报告.docx", str(row.docx_id), row.organisation, row.closed, f"{row.project}绩效评价报告"
        )


def _surveys(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    """Plan, questionnaires and reports of the surveys that were released."""
    own = SatisfactionSurvey.objects.filter(released__year=year, organisation__path__startswith=at.path)
    for row in own.select_related("organisation"):
        yield _found("调查方案.xlsx", row.plan_id, row.organisation, row.opened, f"{row}方案")
    forms = FormVersion.objects.filter(survey__in=own).select_related("survey__organisation")
    for form in forms:
        name = f"{form.title}.xlsx"
        yield _found(name, form.workbook_id, form.survey.organisation, form.made, f"{form.survey}问卷")
    done = SurveyRun.objects.filter(survey__in=own, state=WorkState.DONE).order_by()
    last = done.values("survey").annotate(last=Max("pk")).values("last")
    kept = SurveyReport.objects.filter(run__in=last).exclude(docx=None)
    for report in kept.select_related("run__survey__organisation"):
        survey = report.run.survey
        name = f"{report.name}.docx"
        yield _found(name, str(report.docx_id), survey.organisation, report.run.at, f"{survey}报告")


def _articles(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    """What the articles of the issues of a year were taken from: saved pages, mails, files."""
    own = DeskArticle.objects.filter(organisation__path__startswith=at.path, items__issue__sent__year=year)
    for row in own.exclude(original=None).distinct().defer("text", "other", "short").order_by("number", "pk"):
        made = Evidence(row.title, str(row.original_id), row.source, proves="舆情信息摘编原文")
        yield FoundEvidence(made, row.day or row.got)


def _acceptances(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    """What shows that a deliverable was accepted, once the head of the unit has confirmed it."""
    of_contract = "acceptance__deliverable__contract"
    own = {f"{of_contract}__book__organisation__path__startswith": at.path, "acceptance__day__year": year}
    kept = AcceptanceProof.objects.filter(**own).exclude(acceptance__confirmed=None)
    for row in kept.select_related(f"{of_contract}__book__organisation", f"{of_contract}__project"):
        thing = row.acceptance.deliverable
        proves = f"{thing.contract.project.name}“{thing.text}”验收"
        yield _found(row.name, row.file_id, row.organisation, row.acceptance.day, proves)


def _open_data(at: Organisation, year: int) -> Iterator[FoundEvidence]:
    """The open data of purchases as they were published."""
    kept = PurchaseBook.objects.filter(organisation__path__startswith=at.path, published__year=year)
    for row in kept.exclude(records=None).select_related("organisation"):
        yield _found("采购开放数据.json", str(row.records_id), row.organisation, row.published, f"{row}")


def _found(name: str, sha256: str, by: Organisation, day: Any, proves: str) -> FoundEvidence:
    """A piece of evidence; a moment is the day that it was in the office."""
    of = day if type(day) is date else timezone.localtime(day).date()
    return FoundEvidence(Evidence(name, sha256, by.name, proves=proves), of)


class EvidenceKind(NamedTuple):
    """A kind of evidence: the period it usually is kept, and how it is found."""

    period: str
    of: Callable[[Organisation, int], Iterator[FoundEvidence]]


#: The kinds of evidence, by the words of the page.
KINDS: dict[str, EvidenceKind] = {
    "报送材料": EvidenceKind("永久", _submissions),
    "督查佐证": EvidenceKind("30年", _proofs),
    "核验照片": EvidenceKind("10年", _photographs),
    "核验问题佐证": EvidenceKind("10年", _answers),
    "考评佐证": EvidenceKind("10年", _appraisals),
    "考评反馈报告": EvidenceKind("30年", _feedback),
    "绩效评价报告": EvidenceKind("30年", _evaluations),
    "满意度调查": EvidenceKind("30年", _surveys),
    "摘编原文": EvidenceKind("10年", _articles),
    "采购验收佐证": EvidenceKind("30年", _acceptances),
    "采购开放数据": EvidenceKind("30年", _open_data),
}
_BEGINNINGS = (
    (b"%PDF-", ".pdf"),
    (b"PK", ".docx"),
    (b"<?xml", ".xml"),
    (b"<", ".html"),
    (b"Received:", ".eml"),
)


def file_name(of: Evidence) -> str:
    """The name of the file of a piece of evidence; one without an ending gets that of what it is.

    >>> file_name(Evidence("会议纪要.pdf", "ab" * 32))
    '会议纪要.pdf'
    """
    if of.ending:
        return of.name
    try:
        with StoredFile(sha256=of.sha256).path.open("rb") as stream:
            begun = stream.read(64).lstrip(b"\xef\xbb\xbf \r\n")
    except OSError:
        return of.name
    return of.name + next((ending for start, ending in _BEGINNINGS if begun.startswith(start)), ".txt")
