"""Evidence is filed once, in its own series, and nobody types it again."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.filing import FilingRule, filed
from mingzhang.facts.evidence import Evidence

RULE = FilingRule("WS", "BGS", "10年")


def proof(name: str, sign: str = "a", proves: str = "") -> Evidence:
    return Evidence(name, sign * 64, "某局", proves=proves)


def fonds(*items: CatalogueItem) -> Catalogue:
    return Catalogue("0123", "某办公室", items=list(items))


@pytest.mark.parametrize(
    ("name", "proves", "title"),
    [("巡查记录.pdf", "", "巡查记录"), ("1.jpg", "整改完成", "整改完成（1）"), ("总结", "总结", "总结")],
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
