"""C-20: the units of the account are those of the budget."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.language.document.document import Document
from mingzhang.rules import from_module
from mingzhang.rules.structure import listed_units as rule
from mingzhang.work.examples import held, text

OWN, CENTRE, STATION = "某市某区某局（本级）", "某市某某中心", "某市某某站"


def listing(*names: str, kind: str = "final_account", told: str = "负责日常工作。") -> Document:
    lines = [f"{number}.{name}" for number, name in enumerate(names, 1)]
    announced = "纳入某市某区某局部门决算编制范围的单位包括："
    return text(announced, *lines, told, year=2023, unit="某市某区某局", kind=kind)


def verdicts(account: Document, plan: Document) -> list[tuple[Verdict, str]]:
    return [(found.verdict, found.message) for found in from_module(rule).check(held(account, 预算文件=plan))]


@pytest.mark.parametrize("name", ["某市某区某局", "某市某区某局本级", "某区某局本部", OWN])
def test_the_same_units_in_any_order(name: str) -> None:
    plan = listing(CENTRE, name, kind="budget")
    assert verdicts(listing(OWN, CENTRE), plan) == [(Verdict.HOLDS, "")]


@pytest.mark.parametrize(
    ("account", "plan", "said"),
    [
        ((OWN, CENTRE, STATION), (OWN, CENTRE), "多某市某某站"),
        ((OWN, CENTRE), (OWN, CENTRE, STATION), "缺某市某某站"),
        ((OWN, CENTRE), (OWN, STATION), "多某市某某中心，缺某市某某站"),
    ],
)
def test_a_unit_more_or_less(account: tuple[str, ...], plan: tuple[str, ...], said: str) -> None:
    found = verdicts(listing(*account), listing(*plan, kind="budget"))
    assert found == [(Verdict.FAILS, f"单位名单与预算不同：{said}，没有说明")]
    told = "因机构改革，本年所属单位减少1家，某市某某站撤销。"
    assert verdicts(listing(*account, told=told), listing(*plan, kind="budget"))[0][0] is Verdict.HOLDS


def test_it_points_at_the_unit_that_is_new() -> None:
    [found] = from_module(rule).check(held(listing(OWN, CENTRE), 预算文件=listing(OWN, kind="budget")))
    assert [place.printed for place in found.places] == [CENTRE]


def test_without_a_list_it_is_undecided() -> None:
    for account, plan, whose in ((listing(), listing(OWN), "本文件"), (listing(OWN), listing(), "预算文件")):
        assert verdicts(account, plan) == [(Verdict.UNDECIDED, f"没有读到{whose}的单位名单")]
