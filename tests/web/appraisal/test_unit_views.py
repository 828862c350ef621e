"""The pages of a unit, as people press them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.appraisal import sealing
from mingzhang.web.appraisal.models import LeafProof, LeafReport, UnitBook
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import issued, ready, sheet_of, signed, unit_of
from tests.web.conftest import District

ROW = {"row-1-number": "1", "row-1-text": "修路", "row-1-indicator": "K1", "row-1-target": "≥4条"}


def test_a_book_is_filled_in_and_what_was_typed_is_there_after_a_refusal(district: District) -> None:
    unit = unit_of(issued(district), district.department)
    client = district.client(Role.PREPARER)
    client.post(f"/appraisal/units/{unit.pk}/begin/")
    book = UnitBook.objects.get()
    form = f"/appraisal/books/{book.pk}/form/"
    assert "填任务书" in client.get(form).content.decode()
    again = client.post(form, ROW | {"edition": "7"})
    assert again.status_code == 409 and "修路" in again.content.decode()
    again = client.post(form, ROW | {"edition": "1", "row-1-full": "五"})
    assert again.status_code == 409 and "不是分数" in again.content.decode()
    assert client.post(form, ROW | {"edition": "1"}).status_code == 302
    client.post(f"/appraisal/books/{book.pk}/move/", {"move": "hand_in"})
    assert "送绩效办" in district.client(Role.PERFORMANCE).get(book.address).content.decode()
    assert client.get(f"/appraisal/books/{book.pk}/export/").content[:2] == b"PK"
    assert "已经建立" in client.post(f"/appraisal/units/{unit.pk}/begin/", follow=True).content.decode()
    assert "导入" in client.get(f"/appraisal/books/{book.pk}/import/").content.decode()


def test_self_reports_and_evidence(district: District) -> None:
    cycle = issued(district)
    signed(district, cycle)
    unit, client = unit_of(cycle, district.department), district.client(Role.PREPARER)
    page = f"/appraisal/units/{unit.pk}/"
    assert client.post(f"{page}report/", {"actual-F1/": "96%", "words-F1/": "晚了"}).status_code == 302
    assert LeafReport.objects.get().words == "晚了" and "96%" in client.get(f"{page}report/").content.decode()
    told = {"leaf": "K1/1", "proves": "四条", "file": SimpleUploadedFile("证明.txt", b"x")}
    client.post(f"{page}proof/", told)
    proof = LeafProof.objects.get()
    assert client.get(f"/appraisal/proofs/{proof.pk}/").content == b"x"
    assert "请选一项指标" in client.post(f"{page}proof/", {"leaf": "没有/1"}, follow=True).content.decode()
    other = district.client(Role.PREPARER, district.other_department)
    assert other.get(f"/appraisal/proofs/{proof.pk}/").status_code == 403
    assessor = district.client(Role.ASSESSOR, district.other_department)
    sheet = sheet_of(district, cycle)
    assert assessor.get(f"/appraisal/sheets/{sheet.pk}/proof/?proof={proof.pk}").content == b"x"
    assert assessor.get(f"/appraisal/sheets/{sheet.pk}/proof/?proof=9999").status_code == 404
    proof.file.path.unlink()
    assert "请从备份恢复" in client.get(f"/appraisal/proofs/{proof.pk}/", follow=True).content.decode()


def test_scores_are_closed_to_the_unit_until_they_are_published(district: District) -> None:
    cycle = ready(district)
    unit = unit_of(cycle, district.department)
    leaf = f"/appraisal/units/{unit.pk}/leaf/?code=F1"
    assert district.client(Role.PREPARER).get(leaf).status_code == 404
    assert "还没有封存" in district.client(Role.PERFORMANCE).get(leaf).content.decode()
    sealing.seal_scores(cycle, district.person(Role.LEADER), "")
    type(cycle).objects.filter(pk=cycle.pk).update(ranking="发布")
    assert "以封存的成绩为准" in district.client(Role.PREPARER).get(leaf).content.decode()
    assert district.client(Role.PREPARER).get(f"{leaf}x").status_code == 404
    assert district.client(Role.PREPARER).get(f"/appraisal/units/{unit.pk}/feedback/").status_code == 404
    typed = district.client(Role.PREPARER).post(f"/appraisal/units/{unit.pk}/report/", {"actual-F1/": "97%"})
    assert typed.status_code in (302, 409)
