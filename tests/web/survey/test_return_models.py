"""Returns as they are named, and whose they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.survey.return_models import FilledReturn, ReturnDoubt
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed


def test_all_that_belongs_to_a_return_belongs_to_the_region(district: District) -> None:
    filled = sent(surveyed(district), bus="88")
    parts: list[Any] = [filled, filled.contact, *filled.returndoubts.all()]
    assert {part.organisation for part in parts} == {district.region}
    assert "13900000000" not in " ".join(map(str, parts))


def test_a_number_and_a_kind_of_doubt_are_there_once(district: District) -> None:
    filled = sent(surveyed(district), bus="88")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnDoubt.objects.create(filled=filled, kind="答案不在选项里", message="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        FilledReturn.objects.create(
            survey=filled.survey, form=filled.form, key=filled.key, content="", mode="paper"
        )
