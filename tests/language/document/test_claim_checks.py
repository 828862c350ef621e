"""Sentences against tables and against themselves: which id, which verdict, which words."""

from __future__ import annotations

import pytest

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import printed
from mingzhang.facts.report import Table
from mingzhang.language.document.claim_checks import DEFAULT, assertions, same
from mingzhang.language.narrative.phrase import Wordings
from mingzhang.work.examples import grid, text

INCOME = ("二、收入决算情况说明",)
SPENDING = ("三、支出决算情况说明",)
GENERAL = ("五、一般公共预算财政拨款支出决算情况说明",)
TRIPLE = ("七、财政拨款“三公”经费支出决算情况说明",)


def found(*blocks: str | Table) -> dict[str, list[Finding]]:
    document = text(*blocks, year=2023)
    return assertions(document, Wordings.of(document.notation.phrases))


def failing(*blocks: str | Table) -> list[str]:
    return sorted(
        f"{rule} {finding.printed}→{finding.expected}"
        for rule, findings in found(*blocks).items()
        for finding in findings
        if finding.verdict is Verdict.FAILS
    )


def verdicts(rule: str, *blocks: str | Table) -> list[str]:
    return [finding.verdict.chinese for finding in found(*blocks).get(rule, [])]


SUMMARY = grid(
    ("项目", "决算数"),
    ("一般公共预算财政拨款收入", "80.00"),
    ("其他收入", "20.00"),
    ("本年收入合计", "100.00"),
)
TITLE = "收入支出决算总表"


def test_a_sentence_agrees_with_its_table() -> None:
    assert verdicts("N-04", TITLE, SUMMARY, *INCOME, "本年收入合计100.00万元。") == ["成立"]
    assert failing(TITLE, SUMMARY, *INCOME, "本年收入合计101.00万元。") == ["N-04 101.00万元→100.00万元"]
    assert failing(TITLE, SUMMARY, *INCOME, "本年收入合计100.00元。") == ["N-04 100.00元→100.00万元"]


def test_coarser_print_agrees_when_it_rounds_right() -> None:
    assert verdicts("N-04", TITLE, SUMMARY, *INCOME, "本年收入合计100万元。") == ["成立"]
    assert verdicts("N-04", TITLE, SUMMARY, *INCOME, "本年收入合计99.998万元。") == ["尾差"]


def test_the_finding_names_both_places() -> None:
    (wrong,) = found(TITLE, SUMMARY, *INCOME, "其他收入25.00万元。")["N-04"]
    here, there = wrong.places
    assert (here.section, here.printed) == ("二、收入决算情况说明", "25.00万元")
    assert (there.table, there.row, there.printed) == (TITLE, "其他收入", "20.00")
    assert wrong.explanation == "相差 5.00万元"
    assert wrong.message.startswith("“其他收入”写 25.00万元，《收入支出决算总表》")


def test_what_a_wrong_level_makes_wrong_is_told_beneath_it() -> None:
    """100 by the table: 11.11 % more than 90 and 增加 are right, only 89 is wrong."""
    wrong = "本年收入合计89.00万元，上年为90.00万元，比上年增加11.11%。"
    assert failing(TITLE, SUMMARY, *INCOME, wrong) == ["N-04 89.00万元→100.00万元"]
    (told,) = (f for f in found(TITLE, SUMMARY, *INCOME, wrong)["N-04"] if f.verdict is Verdict.FAILS)
    assert told.consequences == ["N-05", "N-48"] and "都对" in told.explanation
    swapped = "本年收入合计90.00万元，上年为100.00万元，比上年增加11.11%。"
    (told,) = (f for f in found(TITLE, SUMMARY, *INCOME, swapped)["N-04"] if f.verdict is Verdict.FAILS)
    assert told.consequences == ["N-05", "N-48"] and "对调" in told.explanation
    both = wrong.replace("11.11", "22.22")  # the rate is wrong by the table, too
    assert len(failing(TITLE, SUMMARY, *INCOME, both)) > 1


def test_the_same_thing_said_twice_in_the_text() -> None:
    twice = (*INCOME, "本年收入合计100.00万元。", *SPENDING, "本年收入合计101.00万元。")
    assert failing(*twice) == ["N-04 101.00万元→100.00万元"]


# -- shares -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "expected"),
    [("80.00", []), ("81.00", ["N-07 81.00%→80.00%"]), ("8.00", ["N-07 8.00%→80.00%"])],
)
def test_a_share_of_what_the_sentence_names(share: str, expected: list[str]) -> None:
    sentence = (
        f"本年收入合计100.00万元，其中：财政拨款收入80.00万元，占{share}%；其他收入20.00万元，占20.00%。"
    )
    assert [line for line in failing(*INCOME, sentence) if "N-07" in line] == expected


def test_shares_of_a_complete_list_add_up() -> None:
    right = "本年支出合计100.00万元，其中：基本支出80.00万元，占80.00%；项目支出20.00万元，占20.00%。"
    assert verdicts("N-08", *SPENDING, right) == ["成立"]
    wrong = right.replace("占20.00%", "占25.00%")
    assert "N-08 105.00%→100%" in failing(*SPENDING, wrong)
    partly = right.replace("；项目支出20.00万元，占20.00%", "；项目支出10.00万元，占10.00%")
    assert verdicts("N-08", *SPENDING, partly) == [], "a list that is not complete need not add to 100"


def test_a_share_of_something_unknown_is_not_judged() -> None:
    (unclear,) = found("六、某某情况", "购置设备3.00万元，占5.00%。")["N-71"]
    assert unclear.verdict is Verdict.UNDECIDED
    assert "不知道占的是哪个总数" in unclear.message


def test_a_share_of_a_named_whole_found_in_a_table() -> None:
    sentence = "其他收入20.00万元，占本年收入合计的30.00%。"
    assert failing(TITLE, SUMMARY, *INCOME, sentence) == ["N-07 30.00%→20.00%"]


# -- changes and completions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        (INCOME, "本年收入合计90.00万元，比上年减少10.00万元，下降11.11%。", ["N-05 11.11%→10.00%"]),
        (SPENDING, "本年支出合计90.00万元，比上年减少10.00万元，下降11.11%。", ["N-09 11.11%→10.00%"]),
        (TRIPLE, "公务接待费支出9.00万元，比上年减少1.00万元，下降11.11%。", ["N-32 11.11%→10.00%"]),
        (("十、某某情况",), "差旅费9.00万元，比上年减少1.00万元，下降11.11%。", ["N-70 11.11%→10.00%"]),
        (
            TRIPLE,
            "公务接待费年初预算为10.00万元，支出决算为9.00万元，完成年初预算的95.00%。",
            ["N-31 95.00%→90.00%"],
        ),
        (
            GENERAL,
            "教育支出（类）。年初预算为10.00万元，支出决算为9.00万元，完成年初预算的95.00%。",
            ["B-06 95.00%→90.00%"],
        ),
        (
            GENERAL,
            "教育支出（类）。年初预算为10.00万元，支出决算为9.00万元，比年初预算减少2.00万元。",
            ["B-08 2.00万元→1.00万元"],
        ),
        (
            GENERAL,
            "教育支出（类）。年初预算为10.00万元，支出决算为9.00万元，比年初预算减少1.00万元，下降20.00%。",
            ["B-09 20.00%→10.00%"],
        ),
        (INCOME, "本年收入合计90.00万元，较上年100.00万元增加10.00万元。", ["N-48 增加→减少"]),
    ],
)
def test_every_kind_of_claim_has_its_id(section: tuple[str], sentence: str, expected: list[str]) -> None:
    assert failing(*section, sentence) == expected


def test_a_completion_without_its_budget_is_not_judged() -> None:
    (unclear,) = found(*GENERAL, "教育支出（类）支出决算为9.00万元，完成年初预算的95.00%。")["B-06"]
    assert unclear.verdict is Verdict.UNDECIDED
    assert "缺少预算数" in unclear.message


def test_a_completion_takes_the_budget_of_the_table() -> None:
    rows = grid(("项目", "预算数", "决算数"), ("公务接待费", "10.00", "9.00"))
    sentence = "公务接待费支出9.00万元，完成预算的95.00%。"
    assert "N-31 95.00%→90.00%" in failing("财政拨款“三公”经费支出决算表", rows, *TRIPLE, sentence)


def test_claims_in_a_stated_reason_do_not_count_as_the_account() -> None:
    sentence = "本年收入合计90.00万元，比上年减少10.00万元，下降10.00%，主要原因是其他收入减少15.00万元。"
    assert failing(TITLE, grid(("项目", "决算数"), ("本年收入合计", "90.00")), *INCOME, sentence) == []


def test_every_default_id_is_used_where_no_phrase_speaks() -> None:
    sentences = (
        "甲事项9.00万元，比上年减少1.00万元，下降10.00%。",
        "乙事项年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%，"
        "比年初预算减少1.00万元，下降10.00%。",
        "丙事项3.00万元，占5.00%。",
    )
    said = found("十、某某情况", *sentences)
    assert set(DEFAULT.values()) - set(said) <= {"N-59"}, "N-59 needs a fact that has a name"


# -- one fact printed twice -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "sums", "verdict"),
    [
        ("326.71", "326.71", False, "成立"),
        ("326.71", "326.72", False, "不成立"),
        ("326.71", "326.72", True, "尾差"),
        ("326.71", "326.73", True, "不成立"),
        ("326.7", "326.71", False, "尾差"),
        ("326.7", "326.76", False, "不成立"),
        ("326.7", "326.75", False, "尾差"),
        ("327", "326.50", False, "尾差"),
        ("327", "326.49", False, "不成立"),
    ],
)
def test_two_prints(one: str, other: str, sums: bool, verdict: str) -> None:
    a = Fact("甲", printed(one, "万元"))
    b = Fact("甲", printed(other, "万元"), aggregate=sums)
    assert same(a, b, "甲").verdict.chinese == verdict
    assert same(b, a, "甲").verdict.chinese == verdict


def test_two_prints_in_different_units_of_counting() -> None:
    found_ = same(Fact("甲", printed("3", "批次")), Fact("甲", printed("3", "人次")), "甲")
    assert found_.verdict is Verdict.FAILS
    assert "单位不同" in found_.message


@pytest.mark.parametrize("percent", ["30.00", "31.00"])
def test_a_share_is_of_the_whole_that_it_names(percent: str) -> None:
    """Not of the total above it in the list: 项目支出 is no share of 基本支出, though it follows it."""
    told = found(
        "六、支出安排情况",
        "养护专项资金支出100.00万元。",
        f"道路整修70.00万元，其中：桥梁加固30.00万元，占养护专项资金的{percent}%。",
    )
    (share,) = told["N-71"]
    assert (share.verdict is Verdict.FAILS) == (percent == "31.00")
    assert share.expected in ("", "30.00%")


def test_the_bracket_behind_several_names_says_what_they_are_together() -> None:
    told = found(
        *TRIPLE, "公务接待费、公务用车运行费（“三公”经费）支出9.00万元。", "公务用车运行费5.00万元。"
    )
    assert not [f for findings in told.values() for f in findings if f.verdict is Verdict.FAILS]


@pytest.mark.parametrize(
    ("outturn", "rate", "wrong"),
    [
        ("100.00", "11.11%", []),
        ("85.00", "-5.56%", []),
        ("85.00", "5.56%", []),  # without the sign it says only how far apart they are
        ("85.00", "-6.56%", ["B-09 -6.56%→-5.56%"]),
        ("100.00", "1.11%", ["B-09 1.11%→11.11%"]),
    ],
)
def test_how_far_plan_and_outturn_are_apart(outturn: str, rate: str, wrong: list[str]) -> None:
    told = f"一般公共预算财政拨款支出{outturn}万元。与年初预算相比，年初预算数90.00万元，决算数{outturn}万元"
    assert failing(*GENERAL, f"{told}，预决算差异率{rate}。") == wrong


def test_a_share_that_is_right_of_the_usual_whole_is_not_held_against_a_total() -> None:
    sides = ("项目", "决算数", "项目", "决算数"), ("本年收入合计", "80.00", "本年支出合计", "80.00")
    tables = "收入支出决算总表", grid(*sides, ("总计", "90.00", "总计", "90.00"))
    told = "一、收入支出决算总体情况说明", "2023年度收入总计90.00万元，支出总计90.00万元。"
    share = "一般公共预算财政拨款支出60.00万元，占本年支出的75.00%。"
    opening = (*tables, *told, *GENERAL)
    assert failing(*opening, share) == []
    assert failing(*opening, share.replace("75.00", "57.00")) != []
