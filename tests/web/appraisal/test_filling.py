"""What units write: opinions, evidence, claims in time, appeals in time."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.appraisal.claims import BONUS, DEDUCTION
from mingzhang.web.appraisal import filling, moves
from mingzhang.web.appraisal.filling import FillingError
from mingzhang.web.appraisal.models import FiledClaim, LeafProof, LeafReport
from mingzhang.web.appraisal.moves import AppraisalMoveError
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import begun, issued, unit_of
from tests.web.conftest import District, set_today

CLAIM = {"kind": BONUS, "rule": "JF", "words": "获市级表彰", "claimed": "1"}


def test_opinions_are_taken_while_they_are_asked_for(district: District) -> None:
    version = begun(district).versions.get()
    with pytest.raises(FillingError, match="现在不征求意见"):
        filling.give_opinion(version, district.person(Role.PREPARER), "同意")
    moves.make(moves.VERSION_MOVES, "circulate", version, district.person(Role.PERFORMANCE), "")
    version.refresh_from_db()
    made = filling.give_opinion(version, district.person(Role.PREPARER), "分值偏高")
    filling.answer_opinion(made, district.person(Role.PERFORMANCE), "采纳")
    assert (made.organisation, made.answer) == (district.department, "采纳")


def test_a_claim_after_the_deadline_is_one_sentence(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = unit_of(issued(district), district.department)
    set_today(monkeypatch, date(2026, 5, 2))
    with pytest.raises(FillingError, match="晚于截止日期2026年4月30日"):
        filling.file_claim(unit, district.person(Role.PREPARER), CLAIM | {"late": "忙"})
    office = district.person(Role.PERFORMANCE)
    with pytest.raises(FillingError, match="写明逾期受理理由"):
        filling.file_claim(unit, office, CLAIM)
    assert filling.file_claim(unit, office, CLAIM | {"late": "表彰文件四月底才到"}).late


def test_units_claim_a_bonus_and_the_office_a_deduction(district: District) -> None:
    unit = unit_of(issued(district), district.department)
    with pytest.raises(FillingError, match="减分由绩效办"):
        filling.file_claim(unit, district.person(Role.PREPARER), CLAIM | {"kind": DEDUCTION})
    with pytest.raises(FillingError, match="没有2025年12月31日有效的细则"):
        filling.file_claim(unit, district.person(Role.PREPARER), CLAIM | {"rule": "没有"})
    with pytest.raises(FillingError, match="大于 0"):
        filling.file_claim(unit, district.person(Role.PREPARER), CLAIM | {"claimed": "0"})
    made = filling.file_claim(unit, district.person(Role.PERFORMANCE), CLAIM | {"kind": DEDUCTION})
    assert (made.number, made.kind) == ("S001", DEDUCTION)


def test_a_claim_needs_proof_panel_and_reason(district: District) -> None:
    unit, office = unit_of(issued(district), district.department), district.person(Role.PERFORMANCE)
    claim = filling.file_claim(unit, district.person(Role.PREPARER), CLAIM)
    with pytest.raises(AppraisalMoveError, match="还没有证明材料"):
        moves.make(moves.CLAIM_MOVES, "complete", claim, office, "")
    filling.add_proof(unit, district.person(Role.PREPARER), SimpleUploadedFile("表彰.txt", b"x"), claim=claim)
    moves.make(moves.CLAIM_MOVES, "complete", claim, office, "")
    with pytest.raises(AppraisalMoveError, match="请写明评审组"):
        moves.make(moves.CLAIM_MOVES, "review", claim, office, "")
    moves.make(moves.CLAIM_MOVES, "review", claim, office, "评审组")
    for outcome, approved, words, told in (
        ("采纳", "", "", "必须写明理由"),
        ("部分采纳", "", "属实一半", "大于 0 而小于"),
        ("采纳", "2", "属实", "多于申报的 1 分"),
        ("好", "", "属实", "评审结果应为"),
    ):
        with pytest.raises(AppraisalMoveError, match=told):
            moves.claim_decide(claim, office, outcome, approved, words)
    moves.claim_decide(claim, office, "部分采纳", "0.5", "属实一半")
    assert FiledClaim.objects.get().state == "部分采纳"


def test_self_reports_and_evidence_are_kept(district: District) -> None:
    unit, who = unit_of(issued(district), district.department), district.person(Role.PREPARER)
    assert filling.save_reports(unit, who, {("F1", ""): ("96%", "两件晚了"), ("F2", ""): ("", "")}) == 1
    assert filling.save_reports(unit, who, {("F1", ""): ("96%", "两件晚了")}) == 0
    assert LeafReport.objects.get().actual == "96%"
    with pytest.raises(FillingError, match="是空文件"):
        filling.add_proof(unit, who, SimpleUploadedFile("空.txt", b""), indicator="F1")
    filling.add_proof(unit, who, SimpleUploadedFile("证明.txt", b"1"), indicator="F1")
    assert LeafProof.objects.get().file.read() == b"1"


def test_no_appeal_before_the_scores_are_published(district: District) -> None:
    unit = unit_of(issued(district), district.department)
    with pytest.raises(FillingError, match="发布后才能申诉"):
        filling.file_appeal(unit, district.person(Role.PREPARER), {"words": "漏计"})
