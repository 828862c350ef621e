"""Workbooks are read in the process of the test: that others read them apart is the test of ``apart``."""

from __future__ import annotations

import pytest

from mingzhang.web.appraisal import books, planning
from tests.web.performance.here import inside


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workbooks be read in this process."""
    for module in (books, planning):
        monkeypatch.setattr(module, "apart", inside)
