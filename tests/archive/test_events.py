"""Events name what they are about, and pages that could not be read say why."""

from __future__ import annotations

import json
from datetime import date

from mingzhang.archive.catalogue import Catalogue
from mingzhang.archive.course import CustodyAct, CustodyEvent, ItemStep
from mingzhang.archive.events import events
from mingzhang.archive.pages import BLANK, READ, UNREAD, ImageBatch, PageRecord
from mingzhang.archive.retention import RetentionChange

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


def test_an_object_says_what_its_file_is() -> None:
    page = PageRecord(CODE, 1, "甲/1.tif", "a" * 64, 9, "TIFF", 2480, 3508, 300)
    (said_of,) = events(Catalogue("0123"), ImageBatch({(CODE, 1): page}))["objects"]
    assert said_of == {
        "objectIdentifier": f"{CODE}-001",
        "originalName": "甲/1.tif",
        "size": 9,
        "fixity": {"algorithm": "SHA-256", "digest": "a" * 64},
        "format": "TIFF",
        "pixels": [2480, 3508],
        "dpi": 300,
    }


def test_a_page_without_text_is_validated_and_not_recognised() -> None:
    (event,) = said(PageRecord(CODE, 1, "1.tif", "a" * 64, 9, state=BLANK, turn=1))
    assert (event["eventType"], event["eventOutcome"], event["eventDetail"]) == ("validation", BLANK, {})


def test_a_change_of_retention_keeps_the_old_period_and_who_approved() -> None:
    change = RetentionChange(CODE, "长期", "永久", "复核", "档案科科长", date(2026, 5, 6))
    (event,) = said(catalogue=Catalogue("0123", changes=[change]))
    assert (event["eventType"], event["eventOutcome"]) == ("appraisal", "长期→永久")
    assert (event["eventDetail"], event["linkingAgent"]) == ("复核", "档案科科长")


def test_a_box_of_no_pages_says_so_and_one_not_counted_says_what_was_written() -> None:
    day = date(2026, 3, 2)
    log = [
        CustodyEvent("1", day, CustodyAct.OUT, "档案员", 0, "空盒"),
        CustodyEvent("1", day, CustodyAct.SCANNED, "扫描员", None, ""),
    ]
    assert [event["eventDetail"] for event in said(catalogue=Catalogue("0123", custody=log))] == ["0页", ""]


def test_all_of_it_is_plain_json() -> None:
    page = PageRecord(CODE, 1, "1.tif", "a" * 64, 9)
    made = events(Catalogue("0123"), ImageBatch({(CODE, 1): page}))
    assert json.loads(json.dumps(made)) == made and made["fonds"] == "0123"
