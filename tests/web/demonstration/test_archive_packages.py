"""Two packages: the first came back with a page touched, the second can be given out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.web.archive import handing
from mingzhang.web.archive.batch_models import HandOver, ScanBatch, ScanState
from mingzhang.web.archive.models import HeldItem
from mingzhang.web.demonstration.archive_packages import lay_packages
from mingzhang.web.people.models import Role
from tests.web.archive.apart_here import apart_in
from tests.web.archive.objects import fonds_at
from tests.web.conftest import District


def test_what_was_touched_is_told_and_the_other_can_be_given_out(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "apart", apart_in(tmp_path))
    lay_packages(fonds_at(district.region), district.person(Role.ARCHIVIST), district.person(Role.LEADER))
    assert ScanBatch.objects.get().state == ScanState.ACCEPTED
    assert {row.stage for row in HeldItem.objects.all()} == {"验收"}
    first, second = HandOver.objects.order_by("number")
    assert first.returned and any(".jpg" in fault for fault in first.faults)
    assert second.returned is None and handing.given_out(second) is not None
    copy = HeldItem.objects.select_related("copy").all()[0].copy
    assert copy is not None and copy.read().startswith(b"%PDF-")
