"""Forms refuse what they cannot take in a sentence."""

from __future__ import annotations

from mingzhang.web.appraisal.forms import AppealForm, ClaimForm, MeetingForm


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
