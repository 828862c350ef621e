"""EAD3: what a catalogue says of an item is found again under its element."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.ead import NAMESPACE, ead
from mingzhang.archive.retention import RetentionChange

ITEM = CatalogueItem(
    "0123-WS·2019-Y-BGS-0001",
    "总结 <一> & 二",
    "某局",
    "某发〔2019〕1号",
    date(2019, 3, 1),
    "秘密",
    12,
    "永久",
    "",
    "5",
)
NAMES = {"e": NAMESPACE}


def described(item: CatalogueItem, *files: str) -> etree._Element:
    fonds = Catalogue("0123", "某办公室", 2018, 2020, "", {"WS": "文书"}, {}, [item])
    return etree.fromstring(ead(fonds, {item.code: files}))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("e:did/e:unitid", ITEM.code),
        ("e:did/e:unittitle", ITEM.title),
        ("e:did/e:container", "5"),
        ("e:did/e:unitdate", "2019-03-01"),
        ("e:did/e:origination/e:name/e:part", "某局"),
        ("e:did/e:physdescstructured/e:quantity", "12"),
        ("e:appraisal/e:p", "永久"),
        ("e:accessrestrict/e:p", "秘密"),
    ],
)
def test_everything_of_an_item_has_its_place(where: str, said: str) -> None:
    assert described(ITEM).xpath(f"string(//e:c[@level='item']/{where})", namespaces=NAMES) == said


def test_files_are_linked_by_what_they_are() -> None:
    found = described(ITEM, "a.tif", "a.pdf").xpath("//e:dao", namespaces=NAMES)
    assert [(each.get("href"), each.get("daotype")) for each in found] == [
        ("a.tif", "unknown"),
        ("a.pdf", "derived"),
    ]


def test_what_is_not_known_has_no_element() -> None:
    bare = described(CatalogueItem(ITEM.code, "件"))
    for name in ("container", "origination", "physdescstructured", "dao", "appraisal", "accessrestrict"):
        assert not bare.xpath(f"//e:c[@level='item']//e:{name}", namespaces=NAMES)


def test_items_stand_under_their_series_in_order() -> None:
    second = replace(ITEM, code="0123-WS·2019-Y-BGS-0002")
    third = replace(ITEM, code="0123-WS·2020-Y-BGS-0001")
    odd = replace(ITEM, code="乱写")
    fonds = Catalogue("0123", "某办公室", items=[third, second, ITEM, odd])
    root = etree.fromstring(ead(fonds))
    series = root.xpath("//e:c[@level='series']", namespaces=NAMES)
    assert [len(each.xpath("e:c", namespaces=NAMES)) for each in series] == [2, 1]
    assert series[0].xpath("string(e:did/e:unittitle)", namespaces=NAMES) == "2019年度WS"


def test_marks_that_no_xml_may_hold_do_not_spoil_the_file() -> None:
    odd = replace(ITEM, title="总\x0b结\x00\ufffe", author="某\x1f局", box="5\x08")
    found = described(odd, "原图/甲\x0c.tif")
    where = "string(//e:c[@level='item']/e:did/e:"
    assert found.xpath(f"{where}unittitle)", namespaces=NAMES) == "总结"
    assert found.xpath(f"{where}container)", namespaces=NAMES) == "5"
    assert found.xpath("string(//e:dao/@href)", namespaces=NAMES) == "原图/甲.tif"


def test_what_is_open_to_all_is_not_restricted() -> None:
    for security, restricted in (("", 0), ("公开", 0), ("内部", 1), ("绝密", 1)):
        found = described(replace(ITEM, security=security))
        assert len(found.xpath("//e:accessrestrict", namespaces=NAMES)) == restricted


def test_years_of_a_fonds_that_still_grows() -> None:
    for first, last, said in ((2018, 2020, "2018/2020"), (2018, 0, "2018/2018"), (0, 0, "")):
        root = etree.fromstring(ead(Catalogue("0123", "某办公室", first, last)))
        assert root.xpath("string(e:archdesc/e:did/e:unitdate)", namespaces=NAMES) == said
        assert root.xpath("count(//e:c)", namespaces=NAMES) == 0


def test_a_change_of_retention_stands_in_the_appraisal() -> None:
    change = RetentionChange(ITEM.code, "长期", "永久", "复核", "档案科科长", date(2026, 5, 6))
    root = etree.fromstring(ead(Catalogue("0123", "某办公室", items=[ITEM], changes=[change])))
    said = root.xpath("string(//e:appraisal/e:p)", namespaces=NAMES)
    assert said == "长期→永久：复核（档案科科长）"
