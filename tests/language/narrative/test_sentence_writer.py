"""Laws of writing: directions, shares and lists are what the figures say, and nothing unknown is said."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.fact import Fact, Facts, stated
from mingzhang.facts.number import printed, rounded, shown
from mingzhang.language.narrative.sentence_writer import MISSING, VERBS, Prose

cents = st.integers(-(10**9), 10**9)
CHANGE = re.compile(
    r"^(?:与(?:上年|年初预算)持平|比上年(增加|减少)(\d+\.\d\d)万元(?:，(增长|下降)(\d+\.\d\d)%)?)$"
)


def account(**amounts: int) -> Facts:
    """Amounts in 分 under names in which ``_`` stands for ``:``."""
    facts = Facts()
    for name, amount in amounts.items():
        sign, whole = ("-" if amount < 0 else ""), abs(amount)
        figure = printed(f"{sign}{whole // 100}.{whole % 100:02}", "元")
        facts.add(Fact(name.replace("_", ":"), figure))
    return facts


def prose(facts: Facts, **words: str) -> Prose:
    names = {"201": "一般公共服务支出", "20103": "政府办公厅", "30101": "基本工资", "30102": "津贴补贴"}
    return Prose(facts, 2023, names, {name.replace("_", ":"): said for name, said in words.items()}, "某局")


def wan(amount: int) -> Fraction:
    """An amount in 分 as printed in 万元."""
    return rounded(Fraction(amount, 10**6), 2)


# -- changes ----------------------------------------------------------------------------------------------


@given(cents, cents)
def test_the_words_agree_with_the_figures(now: int, before: int) -> None:
    said = prose(account(甲=now, 上年_甲=before)).write("{同比 甲}")
    assert said is not None
    found = CHANGE.match(said)
    assert found is not None, said
    assert ("持平" in said) == (wan(now) == wan(before))
    if found[1]:
        assert (found[1] == "增加") == (now > before)
        assert Fraction(found[2]) > 0
        assert abs(Fraction(found[2]) - abs(wan(now) - wan(before))) <= Fraction(1, 100)
    if found[3]:
        assert wan(before) > 0
        assert (found[3] == "增长") == (found[1] == "增加")
        assert Fraction(found[4]) == rounded(Fraction(abs(now - before) * 100, before), 2)


@given(cents, st.integers(-(10**6), 4_999))
def test_no_rate_on_a_base_that_is_printed_as_zero_or_negative(now: int, before: int) -> None:
    assert "%" not in (prose(account(甲=now, 上年_甲=before)).write("{同比 甲}") or "")
    assert prose(account(甲=now, 年初预算_甲=before)).write("{完成 甲}") is None
    assert prose(account(甲=now, 乙=before)).write("{占 甲 乙 合计}") is None


def test_a_change_that_rounds_to_nothing_is_the_one_that_is_seen() -> None:
    """9.9949 and 9.9951 are printed 9.99 and 10.00: nobody would understand 减少0.00万元."""
    said = prose(account(甲=9_994_900, 上年_甲=9_995_100)).write("{同比 甲}")
    assert said == "比上年减少0.01万元"


@given(st.integers(1, 10**8), st.integers(5_000, 10**8))
def test_shares_are_of_unrounded_amounts(part: int, whole: int) -> None:
    rate = shown(Fraction(part * 100, whole), "%")
    assert prose(account(甲=part, 乙=whole)).write("{占 甲 乙 合计}") == f"占合计的{rate}"
    assert prose(account(甲=part, 年初预算_甲=whole)).write("{完成 甲}") == f"完成年初预算的{rate}"


# -- reasons ----------------------------------------------------------------------------------------------


@given(cents, cents)
def test_a_reason_is_wanted_where_the_printed_amounts_differ(now: int, before: int) -> None:
    facts = account(甲=now, 上年_甲=before)
    silent, spoken = prose(facts), prose(facts, 原因_上年_甲="人员增加。")
    text = "支出{甲}。〔{原因 甲}。〕"
    differs = wan(now) != wan(before)
    assert "主要原因" not in (silent.write(text) or "")
    assert [question.key for question in silent.asked] == (["原因:上年:甲"] if differs else [])
    assert (spoken.write(text) or "").endswith("主要原因：人员增加。") == differs
    assert spoken.asked == []


def test_a_reason_is_asked_for_with_both_amounts() -> None:
    writer = prose(account(甲=10**8, 上年_甲=9 * 10**7))
    writer.write("〔{原因 甲}〕")
    assert writer.asked[0].sentence == "本年100.00万元，上年90.00万元，增加10.00万元，请写明主要原因"


# -- clauses ----------------------------------------------------------------------------------------------


@given(st.sets(st.sampled_from("甲乙丙")))
def test_a_clause_stands_whole_or_not_at_all(known: set[str]) -> None:
    facts = account(**dict.fromkeys(known, 10**6))
    said = prose(facts).write("总计若干〔，其中甲{甲}〔，乙{乙}，丙{丙}〕〕。")
    within = "，乙1.00万元，丙1.00万元" if {"乙", "丙"} <= known else ""
    clause = f"，其中甲1.00万元{within}" if "甲" in known else ""
    assert said == f"总计若干{clause}。"


def test_nothing_is_asked_for_what_only_a_clause_wants() -> None:
    writer = prose(Facts())
    assert writer.write("总计若干〔，其中{甲}〕。") == "总计若干。"
    assert writer.asked == []


@pytest.mark.parametrize(
    "text", ["支出{甲}。", "{有 甲}。", "{同比 甲}。", "{完成 甲}。", "{预算差 甲}。", "{率 甲 乙}。"]
)
def test_a_figure_that_a_sentence_needs_is_asked_for(text: str) -> None:
    """Unknown is never zero and never passed over in silence."""
    writer = prose(Facts())
    assert writer.write(text) is None
    (question,) = writer.asked
    assert (question.key.rpartition(":")[2], question.sentence) == (
        "甲" if "率" not in text else "乙",
        MISSING,
    )


@pytest.mark.parametrize("text", ["{有 甲}。", "支出{为零 乙}。"])
def test_a_sentence_without_anything_to_say_is_left_out_and_not_asked_for(text: str) -> None:
    writer = prose(account(甲=0, 乙=10**6))
    assert writer.write(text) is None
    assert writer.asked == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("其中：〔甲{有 甲}；〕〔乙{有 乙}；〕。", "其中：乙1.00万元。"),
        ("支出{乙}。其中：〔甲{有 甲}；〕。", "支出1.00万元。"),
        ("收入{乙}，其中：〔乙{有 乙}；〕。〔{原因 乙}。〕", "收入1.00万元，其中：乙1.00万元。"),
    ],
)
def test_no_mark_is_left_hanging(text: str, said: str) -> None:
    assert prose(account(甲=0, 乙=10**6)).write(text) == said


# -- codes ------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from(["30101", "30102", "30201", "30301"]), st.integers(0, 20_000)))
def test_a_list_names_exactly_what_is_not_zero(amounts: dict[str, int]) -> None:
    facts = account(**{f"基本表[{code}].决算": amount for code, amount in amounts.items()})
    names = {"30101": "基本工资", "30102": "津贴补贴"}
    listed = [names[code] for code in sorted(amounts) if code in names and wan(amounts[code])]
    assert prose(facts).write("{列 基本表 决算 301}") == ("、".join(listed) or None)


def test_a_code_that_a_table_does_not_list_is_zero_in_it_and_unknown_without_it() -> None:
    facts = stated("年初预算:一般表[201].合计 1.00", "一般表[201].合计 1.00", "一般表[208].合计 2.00")
    assert prose(facts).write("{预算 一般表[码].合计}", "208") == "0.00万元"
    unknown = prose(stated("一般表[208].合计 2.00"))
    assert unknown.write("{预算 一般表[码].合计}", "208") is None
    assert [question.key for question in unknown.asked] == ["年初预算:一般表[208].合计"]


def test_names_words_and_years() -> None:
    writer = prose(account(一般表=0), 用途_20103="办公。")
    assert writer.write("{款}（款）用于{词 用途:码}。", "20103") == "政府办公厅（款）用于办公。"
    assert writer.write("{款}（款）用于{词 用途:码}。", "20104") is None
    assert writer.write("{单位}{年}、{上年}、{前年}：{类}（类）{款}（款）。", "20103") == (
        "某局2023、2022、2021：一般公共服务支出（类）政府办公厅（款）。"
    )
    assert writer.write("用于：{词 用途:20103}。") == "用于：办公。"


def test_counts_keep_their_word() -> None:
    assert prose(stated("说明.团组数 3个")).write("{说明.团组数}") == "3个"


def test_a_place_may_say_the_year_of_its_budget() -> None:
    writer = prose(stated("甲 2.00", "年初预算:甲 1.00"), 原因_年初预算_甲="任务增加；")
    assert writer.write("{预算差 甲}。〔{预算原因 甲}。〕") == (
        "比2023年年初预算增加1.00万元，增长100.00%。主要原因：任务增加。"
    )
    assert prose(Facts()).write("{项}", "2010301") == "2010301"
    assert set(VERBS) >= {"预算差", "预算原因", "项"}
