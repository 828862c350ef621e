"""Bad days of units, assessors and the office: one sentence each, and nothing is lost or half taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.appraisal.claims import BONUS
from mingzhang.appraisal.timetable import APPEALS
from mingzhang.web.appraisal import filling, moves, planning, sealing
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.filling import FillingError
from mingzhang.web.appraisal.models import (
    AppraisalCycle,
    CycleStep,
    FiledAppeal,
    FiledClaim,
    LeafProof,
    LeafReport,
    SealedResult,
    UnitBook,
    UnitOpinion,
)
from mingzhang.web.appraisal.moves import APPEAL_MOVES, CLAIM_MOVES, AppraisalMoveError, make
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import LINE, begun, issued, plan_for, sheet_of, unit_of
from tests.web.conftest import DAY, District, set_today

CLAIM = {"kind": BONUS, "rule": "JF", "words": "获市级表彰", "claimed": "1"}
AFTER = ["封存", "审议"]  # once published, evidence for an appeal comes in again


def file(name: str = "证明.txt", data: bytes = b"x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("ranking", AFTER)
def test_units_hand_in_nothing_once_the_scores_are_sealed(ranking: str, district: District) -> None:
    AppraisalCycle.objects.filter(pk=issued(district).pk).update(ranking=ranking)
    unit, who = unit_of(AppraisalCycle.objects.get(), district.department), district.person(Role.PREPARER)
    told = f"成绩已经{ranking}，不能再改"
    with pytest.raises(FillingError, match=told):
        filling.save_reports(unit, who, {("F1", ""): ("96%", "")})
    with pytest.raises(FillingError, match=told):
        filling.add_proof(unit, who, file(), indicator="F1")
    with pytest.raises(FillingError, match=told):
        filling.file_claim(unit, who, CLAIM)
    assert not any(model.objects.exists() for model in (LeafReport, LeafProof, FiledClaim))


def test_once_published_units_prove_what_they_appeal_and_change_nothing_that_is_scored(
    district: District,
) -> None:
    AppraisalCycle.objects.filter(pk=issued(district).pk).update(ranking="发布")
    unit, who = unit_of(AppraisalCycle.objects.get(), district.department), district.person(Role.PREPARER)
    told = "成绩已经发布，不能再改。有异议请提出申诉。"
    with pytest.raises(FillingError, match=told):
        filling.save_reports(unit, who, {("F1", ""): ("96%", "")})
    with pytest.raises(FillingError, match=told):
        filling.file_claim(unit, who, CLAIM)
    assert not LeafReport.objects.exists() and not FiledClaim.objects.exists()
    assert filling.add_proof(unit, who, file(), indicator="F1").unit == unit


@pytest.mark.parametrize("ranking", ["汇总", "封存", "审议"])
def test_an_appeal_waits_for_the_publication(ranking: str, district: District) -> None:
    AppraisalCycle.objects.filter(pk=issued(district).pk).update(ranking=ranking)
    unit = unit_of(AppraisalCycle.objects.get(), district.department)
    with pytest.raises(FillingError, match="发布后才能申诉"):
        filling.file_appeal(unit, district.person(Role.PREPARER), {"words": "漏计"})
    assert not FiledAppeal.objects.exists()


def appealed(district: District) -> FiledAppeal:
    AppraisalCycle.objects.filter(pk=issued(district).pk).update(ranking="发布")
    unit = unit_of(AppraisalCycle.objects.get(), district.department)
    return filling.file_appeal(unit, district.person(Role.PREPARER), {"words": "漏计", "indicator": "F1"})


def test_an_appeal_is_accepted_once_and_decided_only_then(district: District) -> None:
    appeal, leader = appealed(district), district.person(Role.LEADER)
    for outcome in ("维持", "更正", "没有这种"):
        with pytest.raises(AppraisalMoveError, match="请刷新页面看现在的状态"):
            moves.appeal_decide(appeal, leader, outcome, "理由")
    with pytest.raises(AppraisalMoveError, match=r"没有“.*”的权限"):
        make(APPEAL_MOVES, "accept", appeal, district.person(Role.PREPARER), "")
    make(APPEAL_MOVES, "accept", appeal, district.person(Role.PERFORMANCE), "")
    with pytest.raises(AppraisalMoveError, match="请刷新页面看现在的状态"):
        make(APPEAL_MOVES, "accept", appeal, district.person(Role.PERFORMANCE), "")
    moves.appeal_decide(appeal, leader, "维持", "口径一致")
    with pytest.raises(AppraisalMoveError, match="请刷新页面看现在的状态"):
        moves.appeal_decide(appeal, leader, "更正", "改判")
    kept = FiledAppeal.objects.get()
    assert (kept.state, kept.reason, kept.number) == ("维持", "口径一致", "SS001")


def test_the_last_day_of_appeals_counts_and_the_next_does_not(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = appealed(district).unit
    last = plan_of(unit.cycle).cycle.last_day(APPEALS)
    assert last is not None
    set_today(monkeypatch, last)
    made = filling.file_appeal(unit, district.person(Role.PREPARER), {"words": "再诉"})
    assert (made.number, made.filed) == ("SS002", last)
    set_today(monkeypatch, last + timedelta(days=1))
    with pytest.raises(FillingError, match="晚于申诉截止日期"):
        filling.file_appeal(unit, district.person(Role.PREPARER), {"words": "又诉"})
    assert FiledAppeal.objects.count() == 2


def test_a_claim_skips_no_step_and_is_decided_once(district: District) -> None:
    unit, office = unit_of(issued(district), district.department), district.person(Role.PERFORMANCE)
    preparer = district.person(Role.PREPARER)
    claim = filling.file_claim(unit, preparer, CLAIM)
    with pytest.raises(AppraisalMoveError, match="请刷新页面看现在的状态"):
        make(CLAIM_MOVES, "review", claim, office, "评审组")
    with pytest.raises(AppraisalMoveError, match="请刷新页面看现在的状态"):
        moves.claim_decide(claim, office, "采纳", "1", "属实")
    kept = FiledClaim.objects.get()
    assert (kept.state, kept.panel, kept.approved, kept.reason) == ("申报", "", None, "")
    filling.add_proof(unit, preparer, file(), claim=claim)
    make(CLAIM_MOVES, "complete", claim, office, "")
    make(CLAIM_MOVES, "review", claim, office, "评审组")
    with pytest.raises(AppraisalMoveError, match="“一分”不是分数"):
        moves.claim_decide(claim, office, "采纳", "一分", "属实")
    with pytest.raises(AppraisalMoveError, match=r"没有“.*”的权限"):
        moves.claim_decide(claim, preparer, "采纳", "1", "属实")
    moves.claim_decide(claim, office, "采纳", "1", "属实")
    with pytest.raises(AppraisalMoveError, match="请刷新页面看现在的状态"):
        moves.claim_decide(claim, office, "不采纳", "", "改判")
    kept.refresh_from_db()
    assert (kept.state, kept.approved, kept.reason) == ("采纳", 1, "属实")


@pytest.mark.parametrize("claimed", ["", "-1", "一", "1e5", "0.00001"])
def test_a_claim_without_a_number_is_not_kept(claimed: str, district: District) -> None:
    unit = unit_of(issued(district), district.department)
    with pytest.raises(FillingError, match="不是分数"):
        filling.file_claim(unit, district.person(Role.PREPARER), CLAIM | {"claimed": claimed})
    assert not FiledClaim.objects.exists()


def test_numbers_of_claims_run_on_over_all_units(district: District) -> None:
    cycle = issued(district)
    numbers = [
        filling.file_claim(unit_of(cycle, at), district.person(Role.PREPARER, at), CLAIM).number
        for at in (district.department, district.other_department, district.department)
    ]
    assert numbers == ["S001", "S002", "S003"]


def test_opinions_without_words_and_answers_without_reason(district: District) -> None:
    version = begun(district).versions.get()
    make(moves.VERSION_MOVES, "circulate", version, district.person(Role.PERFORMANCE), "")
    version.refresh_from_db()
    made = filling.give_opinion(version, district.person(Role.PREPARER), "分值偏高")
    for words in ("", "  ", "\n"):
        with pytest.raises(FillingError, match="请写"):
            filling.give_opinion(version, district.person(Role.PREPARER), words)
        with pytest.raises(FillingError, match="请写明怎样处理，为什么"):
            filling.answer_opinion(made, district.person(Role.PERFORMANCE), words)
    kept = UnitOpinion.objects.get()
    assert (kept.words, kept.answer) == ("分值偏高", "")


@pytest.mark.parametrize("what", ["publish", "reopen", "deliberate"])
def test_the_ranking_takes_no_step_before_it_is_sealed(what: str, district: District) -> None:
    cycle = issued(district)
    steps = CycleStep.objects.count()
    office, leader = district.person(Role.PERFORMANCE), district.person(Role.LEADER)
    with pytest.raises(AppraisalMoveError, match="请刷新页面看现在的状态"):
        if what == "publish":
            sealing.publish(cycle, leader, "")
        elif what == "reopen":
            sealing.reopen(cycle, office, "再核对")
        else:
            sealing.deliberate(cycle, office, "党组会", DAY, "同意")
    kept = AppraisalCycle.objects.get()
    assert (kept.ranking, kept.published, kept.met, kept.meeting) == ("汇总", None, None, "")
    assert CycleStep.objects.count() == steps and not SealedResult.objects.exists()


def test_a_plan_of_another_year_takes_nothing_and_counts_no_edition(district: District) -> None:
    cycle = begun(district)
    plan = plan_for(cycle, district.other_department.name)
    cycle.year = 2024
    cycle.save()
    with pytest.raises(planning.PlanError, match="请选对年度后再导入"):
        planning.take_made_plan(cycle, district.person(Role.PERFORMANCE), plan)
    assert AppraisalCycle.objects.get().edition == cycle.edition


def test_pages_of_a_unit_tell_what_is_wrong_and_keep_what_was_typed(district: District) -> None:
    cycle = issued(district)
    unit, client = unit_of(cycle, district.department), district.client(Role.PREPARER)
    page = f"/appraisal/units/{unit.pk}/"
    for told in ({}, {"leaf": "F1/"}, {"leaf": "没有/", "file": file()}):
        shown = client.post(f"{page}proof/", told, follow=True).content.decode()
        assert "请选一项指标和一个文件" in shown
    assert not LeafProof.objects.exists()
    client.post(f"{page}begin/")
    book = UnitBook.objects.get()
    typed = {f"row-1-{name}": value for name, value in LINE.items()} | {"edition": "7"}
    kept = client.post(f"/appraisal/books/{book.pk}/form/", typed)
    assert kept.status_code == 409 and "≥4条" in kept.content.decode()
    assert UnitBook.objects.get().lines == []
    bad = client.post(f"/appraisal/books/{book.pk}/import/", {"file": file("任务书.doc")})
    assert "不是 Excel 工作簿" in bad.content.decode()
    assert client.get(f"/appraisal/books/{book.pk}/export/").content[:2] == b"PK"


def test_nobody_walks_into_the_pages_of_another_unit(district: District) -> None:
    cycle = issued(district)
    other, client = unit_of(cycle, district.other_department), district.client(Role.PREPARER)
    sheet = sheet_of(district, cycle)
    for page in (f"units/{other.pk}/", f"units/{other.pk}/report/", f"sheets/{sheet.pk}/export/"):
        assert client.get(f"/appraisal/{page}").status_code in (403, 404), page
    for page in (f"units/{other.pk}/begin/", f"units/{other.pk}/claim/", f"sheets/{sheet.pk}/act/"):
        assert client.post(f"/appraisal/{page}", CLAIM).status_code in (403, 404), page
    assert not UnitBook.objects.exists() and not FiledClaim.objects.exists()


@pytest.mark.parametrize("asked", ["", "code=F1", "code=没有", "code=F1&number=99"])
def test_scores_are_not_opened_before_the_publication(asked: str, district: District) -> None:
    unit, client = unit_of(issued(district), district.department), district.client(Role.PREPARER)
    assert client.get(f"/appraisal/units/{unit.pk}/leaf/?{asked}").status_code == 404
    for form in ("docx", "pdf", "exe"):
        assert client.get(f"/appraisal/units/{unit.pk}/feedback/?as={form}").status_code == 404
