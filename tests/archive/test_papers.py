"""Papers say what the catalogue says; EAD3, events and filing too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lxml import etree

from mingzhang.archive.boxes import boxed, boxes_of
from mingzhang.archive.catalogue import CatalogueItem
from mingzhang.archive.course import ItemStep
from mingzhang.archive.ead import NAMESPACE, ead
from mingzhang.archive.events import events
from mingzhang.archive.filing import FilingRule, filed
from mingzhang.archive.measures import DIGITISED, RETURNED, measures
from mingzhang.archive.pages import BLANK, UNREAD, ImageBatch, PageRecord
from mingzhang.archive.papers import (
    catalogue_paper,
    contents_papers,
    counts,
    handover_paper,
    quality_paper,
    spine_paper,
)
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
    spines = str(spine_paper(catalogue).report().blocks)
    assert "0001—0001" in spines and "办公室" in spines and "BGS" not in spines


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
    assert "验收人（签字）" in text and "不予验收" in text and "50.00%" in text and PAGE.name in text


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


def words(*items: CatalogueItem) -> str:
    paper = catalogue_paper(replace(whole(), items=list(items), objects=[]))
    return str(paper.report().blocks).replace(r"\u3000", "\u3000")


def test_each_series_has_its_own_count_and_words() -> None:
    made = [CatalogueItem(f"0123-WS·2006-{p}-BGS-0001", "件", pages=n) for p, n in (("Y", 4), ("D10", None))]
    text = words(*made)
    assert "共 1 件 4 页" in text and "共 1 件 0 页" in text
    assert "2006年度　文书　永久　办公室" in text and "2006年度　文书　10年　办公室" in text


def test_a_code_without_a_name_stands_for_itself() -> None:
    assert "2006年度　KU　永久　CWK" in words(CatalogueItem("0123-KU·2006-Y-CWK-0001", "件"))


def test_twenty_spines_stand_on_a_page() -> None:
    for count, tables in ((0, 0), (1, 1), (6, 1), (20, 1), (21, 2)):
        items = [CatalogueItem(f"0123-WS·2006-Y-BGS-{n:04}", "件", box=str(n)) for n in range(1, count + 1)]
        made = spine_paper(replace(whole(), items=items))
        assert len(made.pieces) == 2 * tables
        assert str(made.report().blocks).count("2006") == count


def test_counts_say_what_was_done_to_pages_and_how_often_items_came_back() -> None:
    pages = [
        replace(PAGE, seq=1, turn=1, marks=10, doubtful=1),
        replace(PAGE, seq=2, skew="1.0", edges=3, marks=5),
        replace(PAGE, seq=3, skew="-0.0", state=BLANK),
        replace(PAGE, seq=4, state=UNREAD),
    ]
    steps = [
        ItemStep(CODE, date(2026, 3, 2), "鉴定", "档案员"),
        ItemStep(CODE, date(2026, 3, 3), "退回", "质检员", "错", "待鉴定"),
    ]
    made = list(counts(replace(whole(), steps=steps), ImageBatch({(p.code, p.seq): p for p in pages})))
    assert "图像 4 页，其中已识别 2 页，空白 1 页，未识别 1 页" in made[0]
    assert made[1].startswith("转正 1 页，纠偏 1 页，去黑边 1 页")
    assert made[2:] == ["识别文字 15 字，其中 1 字把握不足。", "检验中退回 1 件次。"]


def test_a_report_of_what_is_accepted_says_so_and_names_no_defects() -> None:
    sample = [SampledPage(CODE, 1, (PASS,) * 4, "决算")]
    result = judged([CODE], sample, {PAGE.name: "决算"})
    text = str(quality_paper(whole(), BATCH, result, date(2026, 12, 1), ("工具一",)).report())
    assert "同意验收" in text and "没有发现问题" in text and "注：工具一" in text
    assert "不予验收" not in text and "退回改正的页" not in text


def test_a_report_names_at_most_ten_of_the_worst_pages() -> None:
    sample = [SampledPage(CODE, seq, (PASS,) * 4, "决算") for seq in range(1, 13)]
    text = str(quality_paper(whole(), BATCH, judged([CODE], sample, {}), date(2026, 12, 1)).report())
    assert f"{CODE}-010" in text and f"{CODE}-011" not in text


def test_the_list_of_a_hand_over_adds_up_to_the_catalogue() -> None:
    items = [
        CatalogueItem(f"0123-WS·2006-{period}-BGS-{n:04}", "件", pages=n, box=str(n % 2 + 1))
        for period in ("Y", "D10")
        for n in (2, 1, 3)
    ]
    made = handover_paper(replace(whole(), items=items), date(2026, 11, 30)).report()
    said = str(made.blocks)
    assert "归档文件 6 件 12 页，实物 1 件" in said and "0123-WS·2006-Y-BGS-0001—0003" in said
    assert said.count("移交人") == said.count("接收人") == 1 and "2、1" in said
