"""Laws of completing an account: nothing given changes, nothing depends on the order, once is enough."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.catalogue import derivation as derivation_of
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.fact import Fact, Facts, stated
from mingzhang.facts.number import printed, shown
from mingzhang.language.identity.derive import Derivation, complete, computed

derivation = partial(derivation_of, place="000000", year=2024)  # of the place of these ledgers
SEEDS = st.integers(0, 500)


def values(facts: Facts) -> dict[str, Fraction]:
    return {fact.name: fact.figure.value for fact in facts}


def whole(facts: Facts) -> dict[str, Fraction]:
    return values(complete(facts, derivation())[0])


@given(SEEDS)
def test_what_is_given_stays_and_a_complete_ledger_has_no_conflict(seed: int) -> None:
    filed = InventedLedger(seed, size=3).filing().facts
    made, conflicts = complete(filed, derivation())
    assert conflicts == []
    assert values(filed).items() <= values(made).items()
    assert len(made) > 2 * len(filed)


@given(SEEDS)
def test_completing_again_changes_nothing(seed: int) -> None:
    once = complete(InventedLedger(seed, size=3).filing().facts, derivation())[0]
    again, conflicts = complete(once, derivation())
    assert values(again) == values(once)
    assert conflicts == []


@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(seed: int, random: Random) -> None:
    filed = list(InventedLedger(seed, size=3).filing().facts)
    random.shuffle(filed)
    shuffled = Facts()
    for fact in filed:
        shuffled.add(fact)
    assert whole(shuffled) == whole(InventedLedger(seed, size=3).filing().facts)


@given(SEEDS, st.integers(-(10**7), 10**7).filter(bool))
def test_a_total_that_is_given_and_wrong_is_a_conflict(seed: int, by: int) -> None:
    """Off by any number of 分: the given figure stays, and what it should be is told."""
    filed = InventedLedger(seed, size=3).filing().facts
    right = whole(filed)["总表.本年支出"]
    filed.add(Fact("总表.本年支出", printed(shown(right + Fraction(by, 100), "", 2), "元")))
    made, conflicts = complete(filed, derivation())
    assert values(made)["总表.本年支出"] == right + Fraction(by, 100)
    told = {conflict.fact.name: conflict.computed for conflict in conflicts}
    assert told == {"总表.本年支出": right}


def test_a_conflict_names_the_figures_behind_it() -> None:
    rule = Derivation.of({"derived": [{"holds": ["甲.总计 = 甲.一 + 甲.二 - 甲.三?"]}]})
    (conflict,) = complete(stated("甲.总计 9.00", "甲.一 1.00", "甲.二 2.00"), rule)[1]
    assert [(sign, fact.name) for sign, fact in conflict.parts] == [(1, "甲.一"), (1, "甲.二")]
    assert conflict.computed == 30_000


def test_what_rounding_explains_is_no_conflict() -> None:
    """Figures handed over in 万元 are rounded: three parts may miss their total by up to two last digits."""
    rule = Derivation.of({"derived": [{"holds": ["甲.总计 = 甲.一 + 甲.二"]}]})
    assert complete(stated("甲.总计 3.01", "甲.一 1.00", "甲.二 2.00"), rule)[1] == []
    assert len(complete(stated("甲.总计 3.02", "甲.一 1.00", "甲.二 2.00"), rule)[1]) == 1
    exact = stated("甲.总计 3.01元", "甲.一 1.00元", "甲.二 2.00元")
    assert len(complete(exact, rule)[1]) == 1  # a 分 is not rounded


@given(
    st.lists(st.tuples(st.sampled_from(["2010301", "2010302", "2080505"]), st.integers(0, 10**6)), max_size=3)
)
def test_codes_add_up_level_by_level(rows: list[tuple[str, int]]) -> None:
    spent = dict(rows)
    made = values(complete(stated(*(f"账[{c}].数 {v}元" for c, v in spent.items())), Derivation(("账",)))[0])
    for length in (3, 5, 7):
        assert sum(v for n, v in made.items() if len(n) == len("账[].数") + length) == sum(spent.values())
    assert made.get("账[合计].数", 0) == sum(spent.values())


def test_a_row_above_that_is_given_stays_and_is_what_is_added_further() -> None:
    made, conflicts = complete(stated("账[2010301].数 1.00", "账[20103].数 5.00"), Derivation(("账",)))
    assert values(made)["账[合计].数"] == 50_000
    assert [conflict.fact.name for conflict in conflicts] == ["账[20103].数"]


def test_unknown_is_not_zero() -> None:
    """Without its ledger nothing follows; a blank item of 三公 leaves its total unknown."""
    assert "总表.本年支出" not in whole(stated("收入账[2010301].一般公共预算 1.00"))
    partial = [f"三公表.决算.{item} 1.00" for item in ("购置费", "运行费", "接待费")]
    assert "三公表.决算.合计" not in whole(stated(*partial))
    assert whole(stated(*partial, "三公表.决算.出国费 0"))["三公表.决算.合计"] == 30_000


def test_what_must_be_given_is_told_where_it_only_follows() -> None:
    steps = Derivation.of(
        {"derived": [{"given": ["账"], "asked": True, "holds": ["甲.年末 = 账[合计].数?"]}]}
    )
    (conflict,) = complete(stated("账[合计].数 5.00"), steps)[1]
    assert (conflict.fact.name, conflict.stated, conflict.computed) == ("甲.年末", False, 50_000)
    assert complete(stated("账[合计].数 0"), steps)[1] == []
    (conflict,) = complete(stated("账[合计].数 5.00", "甲.年末 4.00"), steps)[1]
    assert conflict.stated
    assert complete(stated("甲.年末 4.00"), steps)[1] == []  # without its ledger nothing follows


def test_what_could_not_be_read_makes_unknown_what_adds_it_up() -> None:
    facts = stated(
        "支出账[2010301].一般基本 1.00", "结转账[合计].年末一般 0", "收入账[2010301].一般公共预算 1.00"
    )
    facts.unread.add("支出账[2010302].一般基本")
    made, conflicts = complete(facts, derivation())
    assert conflicts == []
    assert "支出账[201].一般基本" not in values(made)
    assert "一般表[合计].合计" in made.unread


def test_rows_of_zeros_that_nobody_gave_are_left_out() -> None:
    made = whole(stated("支出账[2010301].一般基本 1.00", "收入账[2080505].一般公共预算 1.00"))
    assert "一般表[2010301].合计" in made
    assert "基金表[2010301].支出" not in made
    assert made["基金表[合计].支出"] == 0


@pytest.mark.parametrize("holds", ["甲 + 乙 = 丙", "甲 ≥ 乙", "Σ甲[类].数 = 乙"])
def test_a_formula_gives_one_figure(holds: str) -> None:
    with pytest.raises(ValueError, match="推算等式的左边只能是一个数"):
        Derivation.of({"derived": [{"holds": [holds]}]})


def test_counts_are_shown_without_decimals() -> None:
    assert (computed(Fraction(4), "辆").text, computed(Fraction(4), "元").text) == ("4", "4.00")
