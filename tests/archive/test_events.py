"""Events name what they are about, and pages that could not be read say why."""

from __future__ import annotations

from datetime import date

from mingzhang.archive.catalogue import Catalogue
from mingzhang.archive.course import CustodyAct, CustodyEvent, ItemStep
from mingzhang.archive.events import events
from mingzhang.archive.pages import READ, UNREAD, ImageBatch, PageRecord

CODE = "0123-WS·2019-Y-BGS-0001"


def said(*pages: PageRecord, catalogue: Catalogue | None = None) -> list[dict[str, object]]:
    batch = ImageBatch({(page.code, page.seq): page for page in pages})
    found: list[dict[str, object]] = events(catalogue or Catalogue("0123"), batch)["events"]
    return found


def test_a_page_that_was_read_says_how_it_lay() -> None:
    page = PageRecord(CODE, 1, "1.tif", "a" * 64, 9, state=READ, turn=2, skew="1.4", edges=40, tool="机")
    (event,) = said(page)
    assert event["eventDetail"] == {"turn": 180, "skew": "1.4", "edges": 40}
    assert (event["linkingObject"], event["linkingAgent"]) == (f"{CODE}-001", "机")


def test_a_page_that_could_not_be_read_says_why() -> None:
    (event,) = said(PageRecord(CODE, 1, "1.tif", "a" * 64, 9, state=UNREAD, reason="图片打不开"))
    assert (event["eventOutcome"], event["eventDetail"]) == (UNREAD, "图片打不开")


def test_pages_stand_in_their_order() -> None:
    pages = [PageRecord(CODE, seq, f"{seq}.tif", "a" * 64, 9) for seq in (3, 1, 2)]
    assert [event["linkingObject"] for event in said(*pages)] == [f"{CODE}-00{seq}" for seq in (1, 2, 3)]


def test_a_return_and_the_way_of_a_box_are_events() -> None:
    day = date(2026, 3, 2)
    made = Catalogue(
        "0123",
        steps=[ItemStep(CODE, day, "退回", "质检员", "倒页", "扫描"), ItemStep(CODE, day, "扫描", "扫描员")],
        custody=[
            CustodyEvent("1", day, CustodyAct.OUT, "档案员", 120),
            CustodyEvent("1", day, CustodyAct.UNBOUND, "档案员", text="去钉"),
        ],
    )
    back, on, out, apart = said(catalogue=made)
    assert (back["eventType"], back["eventDetail"], on["eventType"]) == ("return", "倒页", "workflow")
    assert (out["eventDetail"], apart["eventDetail"]) == ("120页", "去钉")
    assert out["eventDateTime"] == "2026-03-02"
