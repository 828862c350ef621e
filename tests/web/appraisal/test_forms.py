"""Forms refuse what they cannot take in a sentence."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from mingzhang.web.appraisal.forms import AppealForm, AppraisalBookForm, ClaimForm, MeetingForm


def test_only_workbooks_are_taken() -> None:
    form = AppraisalBookForm({}, MultiValueDict({"file": [SimpleUploadedFile("方案.pdf", b"x")]}))
    assert "“方案.pdf”不是 xlsx 工作簿。" in str(form.errors)
    large = SimpleUploadedFile("方案.xlsx", b"x")
    large.size = 30 << 20
    assert "有 30 MB，超过 20 MB" in str(AppraisalBookForm({}, MultiValueDict({"file": [large]})).errors)
    assert AppraisalBookForm({}, MultiValueDict({"file": [SimpleUploadedFile("方案.xlsx", b"x")]})).is_valid()


def test_a_unit_claims_a_bonus_and_gives_no_reason_for_being_late() -> None:
    rules = [("JF", "表彰")]
    unit, office = (ClaimForm(rules=rules, office=office) for office in (False, True))
    assert "late" not in unit.fields and "late" in office.fields
    told = {"kind": "减分", "rule": "JF", "words": "通报", "claimed": "1"}
    assert not ClaimForm(told, rules=rules, office=False).is_valid()
    assert ClaimForm(told, rules=rules, office=True).is_valid()


def test_days_are_read_as_they_are_printed() -> None:
    assert MeetingForm({"meeting": "党组会", "day": "2026年3月16日", "decided": "同意"}).is_valid()
    assert not MeetingForm({"meeting": "党组会", "day": "三月中", "decided": "同意"}).is_valid()
    assert not AppealForm({"indicator": "没有", "words": "漏计"}, indicators=[("F1", "公开")]).is_valid()
