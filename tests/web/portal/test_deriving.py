"""What is published is read in a child, and becomes the page of an edition."""

from __future__ import annotations

from mingzhang.web.portal.deriving import derive_edition
from mingzhang.web.portal.models import EditionState, YearCharts
from mingzhang.web.portal.search import search
from tests.web.conftest import District
from tests.web.portal.publishing import account, publish


def test_a_correction_is_an_edition_of_its_own_and_says_what_changed(district: District) -> None:
    first = publish(district)
    derive_edition.func(first.pk)
    first.refresh_from_db()
    assert first.state == EditionState.READY, first.said
    known = {figure.label: (f"{figure.amount:f}", figure.anchor) for figure in first.figures.all()}
    assert known["本年收入"] == ("1005000.0000", "t4r1c2")
    assert {each.format for each in first.files.all()} == {"original", "pdf", "xlsx", "opendata"}
    assert [chart["title"] for chart in first.charts] == ["收入来源"]
    second = publish(district, account(other="12.50", whole="102.50"))
    derive_edition.func(second.pk)
    derive_edition.func(second.pk)  # a worker was killed
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.current, second.current, second.number) == (False, True, 2)
    assert {"label": "其他收入", "before": "10.50万元", "after": "12.50万元"} in second.differences
    assert second.note == "更正其他收入" and second.figures.count() == len(known)
    assert {hit.edition for hit in search("其他收入").hits} == {second}, "only what is valid is found"
    assert YearCharts.objects.get().charts == [], "one year is no line"


def test_what_cannot_be_read_is_said_and_can_be_taken_away(district: District) -> None:
    edition = publish(district, b"\x00\x01no page")
    derive_edition.func(edition.pk)
    edition.refresh_from_db()
    page = district.client(None).get(
        f"/public/u{district.region.pk}/u{district.department.pk}/2025/final_account/"
    )
    if edition.state == EditionState.FAILED:
        assert edition.said and "Traceback" not in edition.said
    assert "原文件" in page.content.decode()
