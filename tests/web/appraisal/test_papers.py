"""Task books to be signed and traces to be taken along, by whom they concern."""

from __future__ import annotations

import io
import json
import zipfile

from mingzhang.appraisal.sealing import altered, seal_of
from mingzhang.web.appraisal import moves, papers
from mingzhang.web.appraisal.models import UnitBook
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import issued, signed, unit_of
from tests.web.appraisal.test_sealing import published
from tests.web.conftest import District


def words(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_a_task_book_is_taken_as_a_document_and_an_adjusted_one_tells_what_changed(
    district: District,
) -> None:
    book = signed(district, issued(district))[0]
    moves.make(moves.BOOK_MOVES, "adjust", book, district.person(Role.PERFORMANCE), "机构改革")
    new = UnitBook.objects.get(unit=book.unit, number=2)
    new.lines = [{**new.lines[0], "target": "≥3条"}]
    new.save()
    client = district.client(Role.PREPARER, book.unit.organisation)
    answer = client.get(f"/appraisal/books/{new.pk}/paper/")
    said = words(answer.content)
    for told in ("≥3条", "≥4条", "机构改革", "调整中，签订后生效", "主要负责人（签字）"):
        assert told in said
    assert client.get(f"/appraisal/books/{new.pk}/paper/?as=exe").status_code == 404
    other = (
        district.other_department if book.unit.organisation == district.department else district.department
    )
    assert district.client(Role.PREPARER, other).get(f"/appraisal/books/{new.pk}/paper/").status_code == 403
    assert "已签订" in words(papers.book_paper(book, "docx")[0])


def test_traces_are_those_that_were_sealed(district: District) -> None:
    cycle = published(district)
    sealed = cycle.seals.get()
    whole = json.loads(district.client(Role.LEADER).get(f"/appraisal/{cycle.pk}/ranking/traces/").content)
    assert altered(whole["年度"], whole["单位"], seal_of(whole["封存"])) == []
    assert [one["名次"] for one in whole["排名"]["行政机关"]] == [1, 1]
    unit = unit_of(cycle, district.department)
    own = json.loads(district.client(Role.PREPARER).get(f"/appraisal/units/{unit.pk}/trace/").content)
    assert own["单位"] == [one for one in whole["单位"] if one["单位"] == unit.name] and own["排名"] == {}
    assert own["封存"]["校验值"] == sealed.digest
    client = district.client(Role.PREPARER)
    assert b"urn:mingzhang:appraisal:1" in client.get("/appraisal/traces/schema/").content
    assert client.get(f"/appraisal/{cycle.pk}/ranking/traces/").status_code == 403


def test_there_are_no_traces_before_the_seal(district: District) -> None:
    cycle = issued(district)
    unit = unit_of(cycle, district.department)
    assert district.client(Role.PREPARER).get(f"/appraisal/units/{unit.pk}/trace/").status_code == 404
    answer = district.client(Role.LEADER).get(f"/appraisal/{cycle.pk}/ranking/traces/", follow=True)
    assert "还没有封存的成绩" in answer.content.decode()
