"""What scores say of themselves, and that a leaf has one mark."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.appraisal.score_models import FiledAppeal, LeafMark, LeafReport
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import begun, sheet_of, unit_of
from tests.web.conftest import District


def test_a_leaf_has_one_mark_and_one_report(district: District) -> None:
    unit, who = unit_of(begun(district), district.department), district.person(Role.ASSESSOR)
    first = LeafMark.objects.create(unit=unit, indicator="F1", scorer=who)
    assert first.key == ("F1", "") and first.organisation == district.department
    LeafReport.objects.create(unit=unit, indicator="F1", by=who)
    with pytest.raises(IntegrityError), transaction.atomic():
        LeafMark.objects.create(unit=unit, indicator="F1", scorer=who)
    with pytest.raises(IntegrityError), transaction.atomic():
        LeafReport.objects.create(unit=unit, indicator="F1", by=who)
    LeafMark.objects.create(unit=unit, indicator="F1", number="2", scorer=who)


def test_what_stands_in_lists_names_itself(district: District) -> None:
    cycle = begun(district)
    unit = unit_of(cycle, district.department)
    assert str(sheet_of(district, cycle)) == "甲区2025年度绩效考评：甲区档案馆评分表"
    appeal = FiledAppeal(unit=unit, number="SS001", state="提出")
    assert str(appeal).endswith("甲区水务局申诉 SS001") and appeal.tone == "submitted"
