"""The office's day, not the machine's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from mingzhang.web.shared.today import standing_on, today


def test_the_day_begins_in_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 4, 17, tzinfo=UTC))
    assert f"{today()}" == "2026-03-05"


def test_made_up_work_stands_on_its_day_and_the_day_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 4, 17, tzinfo=UTC))
    with pytest.raises(ValueError, match="x"), standing_on(date(2020, 1, 2)):
        with standing_on(date(2020, 1, 3)):
            assert today() == date(2020, 1, 3)
        assert today() == date(2020, 1, 2)
        raise ValueError("x")
    assert today() == date(2026, 3, 5)
