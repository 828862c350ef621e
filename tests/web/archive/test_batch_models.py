"""What the rows of a batch say of themselves, and what the database holds them to."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.archive.batch_models import SampleMark, ScanBatch
from tests.web.archive.objects import batch_of, fonds_at, handed, item, scan
from tests.web.conftest import District


def test_a_record_is_told_under_the_code_of_today(district: District) -> None:
    row = item(fonds_at(district.region))
    page = batch_of(district, row).pages.get()
    page.record = {"dots": 150, "code": "旧", "seq": 9, "text": "旧", "state": "未识别"}
    told = page.recorded()
    assert (told.name, told.text, told.state, told.dots) == (f"{row.code}-001", "危房改造", "已识别", 150)
    assert told.sha256 == page.file_id and told.size == page.file.size


def test_the_database_holds_a_note_to_each_defect_and_a_name_to_each_acceptance(
    district: District,
) -> None:
    fonds = fonds_at(district.region)
    batch = batch_of(district, item(fonds))
    page = batch.pages.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        SampleMark.objects.create(page=page, order="不合格")
    with pytest.raises(IntegrityError), transaction.atomic():
        ScanBatch.objects.update(state="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        scan(batch, page.item)
    assert str(page) == f"{page.item.code}-001" and str(SampleMark(page=page)) == f"抽检{page}"
    assert str(batch) == "第1批" and str(handed(fonds, district)) == "第1次移交"
    assert {each.organisation for each in (batch, page, handed(fonds, district))} == {district.region}
    with pytest.raises(IntegrityError), transaction.atomic():
        ScanBatch.objects.create(fonds=fonds, number=1, day=batch.day, by=batch.by)
