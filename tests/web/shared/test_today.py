"""The office's day, not the machine's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from mingzhang.web.shared.today import today


def test_the_day_begins_in_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 4, 17, tzinfo=UTC))
    assert f"{today()}" == "2026-03-05"
