"""What equations alone can tell."""

from __future__ import annotations

from bench.identifiable import identifiable
from mingzhang.facts.number import printed
from mingzhang.localisation.constraints import build
from tests.localisation.checks import cells, sums


def test_an_item_of_a_lone_sum_cannot_be_told_from_its_siblings() -> None:
    c = cells(总="9.99", 一="1.00", 二="2.00")
    system = build([sums("甲", c["总"], c["一"], c["二"])])
    assert not any(identifiable(system, [figure]) for figure in c.values())


def test_an_item_that_two_sums_share_can_be_told() -> None:
    c = cells(总="9.99", 一="1.00", 二="2.00", 又="9.99", 三="1.00")
    checks = [sums("甲", c["总"], c["一"], c["二"]), sums("乙", c["又"], c["二"], c["三"])]
    system = build([*checks, sums("丙", c["一"], c["三"])])
    assert identifiable(system, [c["二"]])
    assert not identifiable(system, [c["总"]]), "the document contradicts itself without it, too"
    assert not identifiable(system, [c["总"], c["又"]]), "one figure would do for these two"


def test_what_was_wrong_before_is_not_held_against_the_planted_figure() -> None:
    c = cells(一="1.00", 又="9.00", 旁="1.00", 甲="2.00", 乙="3.00", 丙="2.00")
    checks = [
        sums("A", c["一"], c["又"]), sums("B", c["一"], c["旁"]),
        sums("C", c["甲"], c["乙"]), sums("D", c["甲"], c["丙"]), sums("E", c["乙"], c["丙"]),
        sums("F", c["又"], c["旁"]),
    ]  # fmt: skip
    system = build(checks)
    assert not identifiable(system, [c["又"]])
    assert identifiable(system, [c["又"]], [c["乙"]])


def test_a_figure_that_nothing_compares_cannot_be_told() -> None:
    c = cells(一="1.00", 又="9.00")
    assert not identifiable(build([sums("A", c["一"], c["又"])]), [printed("5.00", "万元")])
