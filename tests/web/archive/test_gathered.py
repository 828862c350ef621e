"""What is evidence of a year: final papers alone, the last version of each, said as the source says it."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.web.archive.gathered import KINDS, FoundEvidence, file_name
from mingzhang.web.digest.models import DeskIssue
from mingzhang.web.files.models import keep
from mingzhang.web.purchasing.carrying_models import BookAcceptance
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import SurveyReport, SurveyRun, WorkState
from tests.web.archive.gathering import YEAR, everything, released, sealed
from tests.web.conftest import DAY, District


def found(kind: str, district: District, year: int = YEAR) -> list[FoundEvidence]:
    return list(KINDS[kind].of(district.region, year))


def test_every_kind_says_what_it_proves_whose_it_is_and_its_day(district: District) -> None:
    everything(district)
    for kind in KINDS:
        rows = found(kind, district)
        assert rows and not found(kind, district, YEAR - 1), kind
        assert all(each.evidence.by and each.evidence.proves and each.day.year == YEAR for each in rows), kind
        assert all(each.evidence.flaw == "" for each in rows), kind
        assert not list(KINDS[kind].of(district.other_region, YEAR)), kind


def test_what_was_corrected_is_filed_as_it_was_corrected(district: District) -> None:
    everything(district)
    last = sealed(district, 2)
    assert [each.evidence.sha256 for each in found("考评反馈报告", district)] == [last.docx_id]
    run = SurveyRun.objects.create(
        survey=SatisfactionSurvey.objects.get(), by=last.sealed.by, state=WorkState.FAILED
    )
    SurveyReport.objects.create(run=run, order=1, name="总报告", docx=keep([b"failed"]))
    names = [each.evidence.name for each in found("满意度调查", district)]
    assert names == ["调查方案.xlsx", "居民问卷.xlsx", "总报告.docx"]
    reports = {each.evidence.sha256 for each in found("满意度调查", district)}
    assert keep([b"run1"]).pk in reports and not {keep([b"run0"]).pk, keep([b"failed"]).pk} & reports


def test_what_is_not_final_waits(district: District) -> None:
    everything(district)
    DeskIssue.objects.update(sent=None)
    BookAcceptance.objects.update(confirmed=None)
    SatisfactionSurvey.objects.update(released=None)
    assert not any(found(kind, district) for kind in ("摘编原文", "采购验收佐证", "满意度调查"))
    DeskIssue.objects.update(sent=DAY)
    SatisfactionSurvey.objects.all().delete()
    assert released(district) and len(found("满意度调查", district)) == 3


def test_a_file_without_an_ending_gets_that_of_what_it_is(district: District) -> None:
    everything(district)
    (page,) = found("摘编原文", district)
    assert file_name(page.evidence) == f"{page.evidence.name}.html"
    for name, said in (
        ("收入增长5.2%", ".html"),
        ("用时少了1.5", ".html"),
        ("会议材料.7Z", ""),
        ("纪要.docx", ""),
    ):
        assert file_name(replace(page.evidence, name=name)) == f"{name}{said}"
