"""Evidence is filed once, in its own series, and nobody types it again."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.codes import WrongCodeError
from mingzhang.archive.filing import FilingRule, filed
from mingzhang.facts.evidence import Evidence

RULE = FilingRule("WS", "BGS", "10年")


def proof(name: str, sign: str = "a", proves: str = "") -> Evidence:
    return Evidence(name, sign * 64, "某局", proves=proves)


def fonds(*items: CatalogueItem) -> Catalogue:
    return Catalogue("0123", "某办公室", items=list(items))


@pytest.mark.parametrize(
    ("name", "proves", "title"),
    [
        ("巡查记录.pdf", "", "巡查记录"),
        ("1.jpg", "整改完成", "整改完成（1）"),
        ("总结", "总结", "总结"),
        ("收入增长5.2%", "摘编原文", "摘编原文（收入增长5.2%）"),
        ("材料.7Z", "", "材料"),
    ],
)
def test_the_title_says_what_it_proves(name: str, proves: str, title: str) -> None:
    assert filed(fonds(), [proof(name, proves=proves)], RULE, 2026)[0].title == title


def test_numbers_go_on_in_their_own_series() -> None:
    there = CatalogueItem("0123-WS·2026-D10-BGS-0004", "件", period="10年")
    other = CatalogueItem("0123-WS·2026-Y-BGS-0009", "件", period="永久")
    made = filed(fonds(there, other), [proof("甲.pdf"), proof("乙.pdf", "b")], RULE, 2026, date(2026, 12, 30))
    assert [each.code[-8:] for each in made] == ["BGS-0005", "BGS-0006"]
    assert {each.day for each in made} == {date(2026, 12, 30)} and {each.period for each in made} == {"10年"}


def test_what_was_filed_is_known_by_its_bytes() -> None:
    first = filed(fonds(), [proof("甲.pdf")], RULE, 2026)
    again = filed(fonds(*first), [proof("改了名.pdf"), proof("新.pdf", "b")], RULE, 2026)
    assert [each.title for each in again] == ["新"]
    assert list(fonds(*first).faults()) == []


def test_what_has_no_hash_is_no_evidence() -> None:
    assert filed(fonds(), [Evidence("甲.pdf")], RULE, 2026) == []


@pytest.mark.parametrize(
    ("rule", "fonds_code"),
    [
        (FilingRule("WS", "BGS", "长期"), "0123"),
        (FilingRule("WS", "BGS", ""), "0123"),
        (FilingRule("文书", "BGS", "10年"), "0123"),
        (FilingRule("WS", "", "10年"), "0123"),
        (FilingRule("WS", "BGS", "10年"), ""),
        (FilingRule("WS", "BGS", "10年"), "12"),
    ],
)
def test_what_makes_no_code_is_one_sentence_and_files_nothing(rule: FilingRule, fonds_code: str) -> None:
    catalogue = Catalogue(fonds_code, "某办公室")
    with pytest.raises(WrongCodeError, match="不是档号，应写成"):
        filed(catalogue, [proof("甲.pdf")], rule, 2026)
    assert catalogue.items == []


def test_a_series_that_is_full_takes_no_more() -> None:
    last = CatalogueItem("0123-WS·2026-D10-BGS-9998", "件", period="10年")
    assert [each.code[-4:] for each in filed(fonds(last), [proof("甲.pdf")], RULE, 2026)] == ["9999"]
    with pytest.raises(WrongCodeError):
        filed(fonds(last), [proof("甲.pdf"), proof("乙.pdf", "b")], RULE, 2026)


@pytest.mark.parametrize("typed", ["ws", "WS", "ｗｓ"])
def test_a_category_is_written_as_codes_are(typed: str) -> None:
    (made,) = filed(fonds(), [proof("甲.pdf")], FilingRule(typed, "bgs", "10年"), 2026)
    assert (made.code, made.period) == ("0123-WS·2026-D10-BGS-0001", "10年")


@pytest.mark.parametrize(
    ("name", "title"), [(".pdf", ".pdf"), ("总结.v2.docx", "总结.v2"), ("无后缀", "无后缀")]
)
def test_no_item_is_without_a_title(name: str, title: str) -> None:
    assert filed(fonds(), [proof(name)], RULE, 2026)[0].title == title


def test_the_same_bytes_twice_in_one_filing_are_one_item() -> None:
    made = filed(fonds(), [proof("甲.pdf"), proof("副本.pdf"), proof("乙.pdf", "b")], RULE, 2026)
    assert [(each.title, each.code[-4:]) for each in made] == [("甲", "0001"), ("乙", "0002")]
    assert [each.note for each in made] == [f"SHA-256 {'a' * 64}", f"SHA-256 {'b' * 64}"]


def test_items_whose_code_cannot_be_read_do_not_stop_the_numbers() -> None:
    odd = CatalogueItem("乱写", "件")
    assert filed(fonds(odd), [proof("甲.pdf")], RULE, 2026)[0].code.endswith("-0001")
