"""The bench of clean reports sees a false alarm where there is one."""

from __future__ import annotations

import pytest

from bench import clean


@pytest.mark.parametrize("office", clean.OFFICES)
def test_a_clean_report_is_accused_by_no_rule(office: str) -> None:
    assert clean.false_alarms(office, 7) == []


def test_a_wrong_way_of_rounding_is_accused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(clean.OFFICES, "错一成", lambda value, unit, decimals=2: f"{value * 11 // 10}.00")
    assert clean.false_alarms("错一成", 7)
