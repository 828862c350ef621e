"""Seasons: the last day, and the chain of those who agree."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingzhang.web.season.models import fit_chain
from tests.web.conftest import District


def test_the_last_day_is_twenty_working_days_after_the_approval(district: District) -> None:
    # 2026-04-06 is the holiday of 清明.
    assert district.season.due == date(2026, 4, 13)
    assert district.season.due_note == ""


@pytest.mark.parametrize("chain", [[], ["approver"], ["reviewer", "reviewer"], ["expert"], "reviewer", [1]])
def test_a_chain_that_nobody_could_walk_is_refused(chain: object) -> None:
    with pytest.raises(ValidationError):
        fit_chain(chain)


def test_a_short_chain_is_one() -> None:
    fit_chain(["reviewer"])
    fit_chain(["approver", "manager"])
