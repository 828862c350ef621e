"""Identities: what is written is what is asked, and no gap beyond rounding passes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.fact import Fact, Facts, stated
from mingzhang.facts.finding import Verdict
from mingzhang.facts.number import printed, read, shown
from mingzhang.language.identity.formula import Term, below, compare, improbable, instances, parse, weigh

cents = st.integers(0, 10**8)


def sums(total: int, parts: list[int]) -> tuple[str, Facts]:
    """An identity 甲.总计 = 甲.零 + 甲.一 … with these amounts in 分, printed in 元."""
    names = [f"甲.{number}号" for number in range(len(parts))]
    said = [f"{name} {part / 100:.2f}元" for name, part in zip(names, parts, strict=True)]
    return f"甲.总计 = {' + '.join(names)}", stated(f"甲.总计 {total / 100:.2f}元", *said)


@given(st.lists(cents, min_size=1, max_size=9))
def test_an_exact_sum_holds(parts: list[int]) -> None:
    formula, facts = sums(sum(parts), parts)
    assert weigh(parse(formula), facts, {}).verdict is Verdict.HOLDS


@given(st.lists(cents, min_size=1, max_size=9), st.integers(1, 30), st.booleans())
def test_a_gap_is_rounding_up_to_half_a_digit_each_and_fails_beyond(
    parts: list[int], gap: int, up: bool
) -> None:
    total = sum(parts) + (gap if up else -gap)
    formula, facts = sums(abs(total), parts)
    weighed = weigh(parse(formula), facts, {})
    apart = Fraction(abs(abs(total) - sum(parts)), 100)
    room = Fraction(len(parts) + 1, 200)
    expected = Verdict.HOLDS if not apart else Verdict.ROUNDING if apart <= room else Verdict.FAILS
    assert weighed.gap.slack == room
    assert weighed.verdict is expected


@given(st.lists(cents, min_size=1, max_size=6), st.data())
def test_what_is_missing_is_never_taken_for_zero(parts: list[int], data: st.DataObject) -> None:
    formula, full = sums(sum(parts), parts)
    name = data.draw(st.sampled_from(full.names()))
    facts = Facts()
    for fact in full:
        if fact.name != name:
            facts.add(fact)
    weighed = weigh(parse(formula), facts, {})
    assert (weighed.verdict, weighed.missing) == (Verdict.UNDECIDED, (name,))


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=10), st.sampled_from(["=", "≥", "≤"]))
def test_true_amounts_printed_in_ten_thousands_never_fail(fen: list[int], relation: str) -> None:
    facts = Facts()
    for number, amount in enumerate([sum(fen), *fen]):
        text = shown(Fraction(amount, 100), "万元").removesuffix("万元")
        facts.add(Fact(f"甲.{number}", printed(text, "万元")))
    formula = f"甲.0 {relation} {' + '.join(f'甲.{n}' for n in range(1, len(fen) + 1))}"
    assert weigh(parse(formula), facts, {}).verdict in (Verdict.HOLDS, Verdict.ROUNDING)


def test_a_fact_on_both_sides_hides_nothing() -> None:
    facts = stated("甲.一 1.00", "甲.二 2.00", "甲.三 2.01")
    assert weigh(parse("甲.一 + 甲.二 = 甲.一 + 甲.二"), facts, {}).gap.slack == 0
    assert weigh(parse("甲.一 + 甲.二 = 甲.一 + 甲.三"), facts, {}).gap.slack == 100


@pytest.mark.parametrize(
    ("relation", "left", "verdict"),
    [
        ("=", "5.00", "成立"),
        ("=", "5.01", "尾差"),
        ("=", "4.98", "不成立"),
        ("≥", "7.00", "成立"),
        ("≥", "4.99", "尾差"),
        ("≥", "4.98", "不成立"),
        ("≤", "3.00", "成立"),
        ("≤", "5.01", "尾差"),
        ("≤", "5.02", "不成立"),
    ],
)
def test_relations(relation: str, left: str, verdict: str) -> None:
    assert compare(read(left, "万元") - read("5.00", "万元"), relation).chinese == verdict


# -- notation ---------------------------------------------------------------------------------------------


def test_terms_signs_and_marks() -> None:
    formula = parse("甲.总计 - 甲.零? = Σ甲[类].支出 + 甲.一 - 甲.二?")
    assert formula.relation == "="
    assert formula.left == (Term("甲.总计", 1), Term("甲.零", -1, optional=True))
    assert formula.right == (
        Term("甲[类].支出", 1, total=True),
        Term("甲.一", 1),
        Term("甲.二", -1, optional=True),
    )


def test_zero_is_written_out() -> None:
    formula = parse("甲.一 ≥ 0")
    assert formula.right == ()
    assert weigh(formula, stated("甲.一 -1.00"), {}).verdict is Verdict.FAILS
    assert weigh(formula, stated("甲.一 0.00"), {}).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("甲.一 + 甲.二", "缺少“=”“≥”或“≤”"),
        ("甲.一 = 甲.二 +", "不完整"),
        ("甲.一 = 甲.二 甲.三", "不完整"),
        ("", "缺少"),
        ("= 甲.一", "缺少"),
    ],
)
def test_malformed_identities_are_refused_in_chinese(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(text)


# -- lines that may be left out ---------------------------------------------------------------------------

OPTIONAL = parse("总表.总计 = 总表.一 + 总表.二?")


def test_a_line_left_out_of_a_table_is_zero() -> None:
    assert weigh(OPTIONAL, stated("总表.总计 1.00", "总表.一 1.00"), {}).verdict is Verdict.HOLDS
    assert weigh(OPTIONAL, stated("总表.总计 3.00", "总表.一 1.00"), {}).verdict is Verdict.FAILS


def test_a_class_that_a_table_of_items_does_not_print_is_what_its_items_make() -> None:
    facts = stated("表[2130201].数 3", "表[2130204].数 4", "总.林业 7")
    assert weigh(parse("总.林业 = 表[213].数?"), facts, {}).verdict is Verdict.HOLDS
    assert weigh(parse("总.林业 = 表[208].数?"), facts, {}).verdict is Verdict.FAILS


def test_rates_are_no_column_to_add_up() -> None:
    facts = stated("表[201].预算数 3", "表[201].增减% 5%")
    assert list(instances(facts, ("列 in 表",))) == [{"列": "预算数"}]


def test_a_line_that_could_not_be_read_is_unknown() -> None:
    facts = stated("总表.总计 1.00", "总表.一 1.00")
    facts.unread.add("总表.二")
    assert weigh(OPTIONAL, facts, {}).missing == ("总表.二",)


def test_a_line_is_unknown_where_no_table_was_read() -> None:
    facts = Facts()
    for name in ("总表.总计", "总表.一"):
        facts.add(Fact(name, printed("1.00", "万元"), table=False))
    assert weigh(OPTIONAL, facts, {}).missing == ("总表.二",)


# -- rows -------------------------------------------------------------------------------------------------

TREE = stated(
    "表[合计].数 9", "表[201].数 4", "表[20101].数 3", "表[2010101].数 1", "表[2010102].数 2",
    "表[20199].数 1", "表[208].数 5", "表[2080501].数 5", "表[人员经费].数 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("合计", ["201", "208"]),
        ("201", ["20101", "20199"]),
        ("20101", ["2010101", "2010102"]),
        ("208", ["2080501"]),
        ("2080501", []),
        ("20199", []),
        ("999", []),
    ],
)
def test_rows_directly_below(key: str, rows: list[str]) -> None:
    assert below(TREE, "表", key) == rows


@pytest.mark.parametrize(
    ("clause", "rows"),
    [
        ("码 in 表.合计", ["合计"]),
        ("码 in 表.类", ["201", "208"]),
        ("码 in 表.款", ["20101", "20199"]),
        ("码 in 表.项", ["2010101", "2010102", "2080501"]),
        ("码 in 表.末级", ["2010101", "2010102", "20199", "2080501"]),
    ],
)
def test_levels(clause: str, rows: list[str]) -> None:
    assert [setting["码"] for setting in instances(TREE, (clause,))] == rows


def test_variables_multiply() -> None:
    facts = stated("表[201].甲 1", "表[208].乙 1")
    found = [(s["码"], s["列"]) for s in instances(facts, ("码 in 表.类", "列 in 表"))]
    assert found == [("201", "甲"), ("201", "乙"), ("208", "甲"), ("208", "乙")]
    assert list(instances(facts, ())) == [{}]
    assert list(instances(facts, ("码 in 别表",))) == []


@pytest.mark.parametrize(
    ("right", "value"),
    [("Σ表[合计/].数", 9), ("Σ表[201/].数", 4), ("Σ表[201*].数", 7), ("Σ表[类].数", 9), ("Σ表[项].数", 8)],
)
def test_sums_over_rows(right: str, value: int) -> None:
    assert weigh(parse(f"表[合计].数 = {right}"), TREE, {}).right.value == value * 10_000


def test_variables_are_filled_in_before_rows_are_spread() -> None:
    weighed = weigh(parse("表[{码}].{列} = Σ表[{码}/].{列}"), TREE, {"码": "20101", "列": "数"})
    assert [name for name, _ in weighed.parts] == ["表[20101].数", "表[2010101].数", "表[2010102].数"]
    assert weighed.verdict is Verdict.HOLDS


def listed(total: str) -> Facts:
    facts = Facts()
    for name, text in (("表[合计].数", total), ("表[201].数", "4.00"), ("表[208].数", "5.00")):
        facts.add(Fact(name, printed(text, "万元"), table=False))
    facts.partial.add("表")
    return facts


def test_a_list_told_with_gaps_may_lack_parts_but_not_exceed_its_whole() -> None:
    formula = parse("表[合计].数 = Σ表[类].数")
    assert weigh(formula, listed("12.00"), {}).verdict is Verdict.UNDECIDED
    assert weigh(formula, listed("9.00"), {}).verdict is Verdict.HOLDS
    assert weigh(formula, listed("8.00"), {}).verdict is Verdict.FAILS


# -- improbable -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "gap", "odd"), [(1, 1, False), (20, 2, False), (20, 5, True), (60, 5, False)]
)
def test_a_gap_that_rounding_reaches_only_by_accident(parts: int, gap: int, odd: bool) -> None:
    number = read(f"{parts}.{gap:02d}", "万元")
    for _ in range(parts):
        number = number - read("1.00", "万元")
    assert improbable(number) is odd


def test_an_optional_line_is_unknown_while_a_page_is_unread() -> None:
    formula, facts = parse("甲.总计 = 甲.一 + 甲.二?"), stated("甲.总计 10.00", "甲.一 8.00")
    assert weigh(formula, facts, {}).verdict is Verdict.FAILS
    facts.pages_missing = True
    weighed = weigh(formula, facts, {})
    assert weighed.verdict is Verdict.UNDECIDED
    assert weighed.missing == ("甲.二",)


def test_a_sum_over_rows_is_unknown_while_a_page_is_unread() -> None:
    formula, facts = parse("甲[合计].数 = Σ甲[类].数"), stated("甲[合计].数 10.00", "甲[201].数 8.00")
    assert weigh(formula, facts, {}).verdict is Verdict.FAILS
    facts.pages_missing = True
    assert weigh(formula, facts, {}).verdict is Verdict.UNDECIDED


CODES = st.text("12", min_size=3, max_size=7).filter(lambda code: len(code) in (3, 5, 7))


@given(st.lists(CODES, max_size=12, unique=True), CODES)
def test_directly_below_is_below_with_nothing_between(codes: list[str], key: str) -> None:
    facts = stated(*(f"表[{code}].数 1" for code in codes))
    inside = [code for code in codes if code != key and code.startswith(key)]
    wanted = sorted(c for c in inside if not any(o != c and c.startswith(o) for o in inside))
    assert below(facts, "表", key) == wanted


def test_a_side_without_figures_is_nothing_in_any_unit() -> None:
    weighed = weigh(parse("说明.团组数 = 0"), stated("说明.团组数 3个"), {})
    assert (weighed.gap.value, weighed.gap.unit, weighed.right.value) == (3, "个", 0)
    with pytest.raises(ValueError, match="单位不同"):
        _ = weigh(parse("说明.团组数 = 总表.支出"), stated("说明.团组数 3个", "总表.支出 3.00"), {}).gap
