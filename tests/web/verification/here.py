"""Files are read in the process of the test: that others read them apart is the test of ``apart``."""

from __future__ import annotations

import pytest

from mingzhang.web.verification import answering, assigning, drawing, offline, photographs, preparing
from tests.web.performance.here import inside


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lists and photographs be read in this process."""
    for module in (answering, assigning, drawing, offline, photographs, preparing):
        monkeypatch.setattr(module, "apart", inside)
