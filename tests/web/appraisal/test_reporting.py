"""The reports of all units come from what was sealed; what stands in the way is told."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from mingzhang.web.appraisal import reporting, sealing
from mingzhang.web.appraisal.models import SealedResult
from mingzhang.web.background.resuming import RESUMABLE
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import ready
from tests.web.conftest import District
from tests.web.performance.here import inside


@pytest.fixture
def sealed(district: District) -> SealedResult:
    return sealing.seal_scores(ready(district), district.person(Role.LEADER), "")


def test_every_unit_gets_its_report_and_the_office_an_archive(
    sealed: SealedResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "apart", inside)
    reporting.write_reports.func(sealed.pk)
    sealed.refresh_from_db()
    assert (sealed.state, sealed.count) == (SealedResult.WRITTEN, 2)
    for result in sealed.results.select_related("docx", "pdf"):
        assert result.docx is not None and result.docx.read()[:2] == b"PK"
        assert result.pdf is not None and result.pdf.read()[:4] == b"%PDF"
    assert sealed.archive is not None
    names = ZipFile(BytesIO(sealed.archive.read())).namelist()
    assert "计分轨迹.json" in names and len(names) == 4 + 2 + 2 + 1 + 1
    reporting.write_reports.func(sealed.pk)  # done twice it gives the same


def test_what_was_sealed_and_is_gone_is_told(sealed: SealedResult) -> None:
    sealed.kept.path.unlink()
    reporting.write_reports.func(sealed.pk)
    sealed.refresh_from_db()
    assert sealed.state == SealedResult.FAILED and "存储里已没有这个文件" in sealed.said


def test_reports_that_nobody_writes_are_asked_for_again(sealed: SealedResult) -> None:
    (mine,) = [one for one in RESUMABLE if one.task.module_path.endswith("write_reports")]
    assert list(mine.begun()) == [sealed.pk]
    mine.give_up(sealed.pk)
    assert not list(mine.begun())
