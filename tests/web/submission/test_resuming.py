"""What a start finds half done."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.submission import adopting, batches, checking
from mingzhang.web.submission.batch_models import Batch
from mingzhang.web.submission.models import CheckState, Version
from mingzhang.web.submission.resuming import resume
from tests.web.conftest import District


def test_what_was_broken_off_goes_on_or_is_told(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    version = district.draft()
    Version.objects.update(check_state=CheckState.RUNNING, making=adopting.UNDER_WAY)
    batch = Batch.objects.create(season=district.season, by=district.person(Role.MANAGER))
    asked = list[int]()
    monkeypatch.setattr(checking, "check_version", SimpleNamespace(enqueue=asked.append))
    monkeypatch.setattr(batches, "take_apart", SimpleNamespace(enqueue=asked.append))
    assert resume(alone=True) == 2 and asked == [version.pk, batch.pk]
    assert "程序中断" in Version.objects.get().making
    assert Version.objects.get().check_state == CheckState.WAITING
