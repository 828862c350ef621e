"""Papers say what the catalogue says; EAD3, events and filing too."""

from __future__ import annotations

from datetime import date

from lxml import etree

from mingzhang.archive.boxes import boxed, boxes_of
from mingzhang.archive.catalogue import CatalogueItem
from mingzhang.archive.ead import NAMESPACE, ead
from mingzhang.archive.events import events
from mingzhang.archive.filing import FilingRule, filed
from mingzhang.archive.measures import DIGITISED, RETURNED, measures
from mingzhang.archive.pages import ImageBatch, PageRecord
from mingzhang.archive.papers import catalogue_paper, contents_papers, quality_paper, spine_paper
from mingzhang.archive.quality import PASS, SampledPage, judged
from mingzhang.facts.evidence import Evidence
from tests.archive.test_workbook import CODE, whole

PAGE = PageRecord(CODE, 1, "1.tif", "a" * 64, 9, "TIFF", text="决算")
BATCH = ImageBatch({(CODE, 1): PAGE})


def test_the_papers_name_every_item_and_box() -> None:
    catalogue = whole()
    said = catalogue_paper(catalogue).report()
    assert CODE in str(said.blocks) and "锦旗" in str(said.blocks)
    ((name, contents),) = contents_papers(catalogue)
    assert name == "2006-D30-BGS-1盒" and CODE in str(contents.report().blocks)
    assert "0001—0001" in str(spine_paper(catalogue).report().blocks)


def test_boxes_are_filled_series_by_series() -> None:
    items = [
        CatalogueItem(f"0123-WS·2006-{p}-BGS-000{n}", "件", pages=90) for p in ("Y", "D10") for n in (1, 2, 3)
    ]
    assert [len(box.items) for box in boxes_of(boxed(items))] == [2, 1, 2, 1]


def test_the_report_gives_the_verdict_and_the_worst_pages() -> None:
    sample = [SampledPage(CODE, 1, (PASS,) * 4, "决算")]
    text = str(
        quality_paper(whole(), BATCH, judged([CODE], sample, {PAGE.name: "块算"}), date(2026, 12, 1)).report()
    )
    assert "不予验收" in text and "50.00%" in text and PAGE.name in text


def test_ead_describes_every_item_under_its_series() -> None:
    root = etree.fromstring(ead(whole(), {CODE: ["a.pdf"]}))
    items = root.findall(f".//{{{NAMESPACE}}}c[@level='item']")
    assert [each.findtext(f"{{{NAMESPACE}}}did/{{{NAMESPACE}}}unitid") for each in items] == [CODE]
    assert "长期→30年" in (items[0].findtext(f"{{{NAMESPACE}}}appraisal/{{{NAMESPACE}}}p") or "")


def test_events_name_objects_and_what_was_done() -> None:
    said = events(whole(), BATCH)
    assert said["objects"][0]["fixity"]["digest"] == PAGE.sha256
    assert {event["eventType"] for event in said["events"]} == {"ocr", "workflow", "appraisal", "custody"}


def test_evidence_is_filed_once_and_numbered_on() -> None:
    catalogue, rule = whole(), FilingRule("WS", "BGS", "30年")
    proof = [Evidence("照片.jpg", "a" * 64, "某局", proves="整改完成"), Evidence("照片二.jpg", "a" * 64)]
    made = filed(catalogue, proof, rule, 2006)
    assert [item.code[-4:] for item in made] == ["0002"]
    catalogue.items += made
    assert filed(catalogue, proof, rule, 2006) == []


def test_measures_count_rows_that_can_be_opened() -> None:
    found = measures(whole(), BATCH, date(2026, 12, 31))
    assert found[DIGITISED].text == "1页" and found[RETURNED].number == 0
