"""Rules of one identity: what they answer, in words and in the fields of the finding."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.facts.fact import Fact, Facts, stated
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import printed
from mingzhang.facts.period import InForce
from mingzhang.facts.place import Place
from mingzhang.facts.report import Report
from mingzhang.language.document.document import Document
from mingzhang.language.document.equation import equation, spoken
from mingzhang.language.document.rule import Rule
from mingzhang.language.table.notation import Notation


def rule(holds: str | list[str], **more: Any) -> Rule:
    return equation("T99-01", {"title": "例", "holds": holds, **more}, "rules/accounts/例.toml")


def judged(rule: Rule, *sayings: str) -> list[Finding]:
    return list(rule.check(Document(Report("例", "txt"), Notation(), facts=stated(*sayings))))


def verdicts(rule: Rule, *sayings: str) -> list[str]:
    return [found.verdict.chinese for found in judged(rule, *sayings)]


SUM = rule("总表.总计 = 总表.一 + 总表.二?")


def test_one_identity_one_answer() -> None:
    assert verdicts(SUM, "总表.总计 3.00", "总表.一 1.00", "总表.二 2.00") == ["成立"]
    assert verdicts(SUM, "总表.总计 3.01", "总表.一 1.00", "总表.二 2.00") == ["尾差"]
    assert verdicts(SUM, "总表.总计 3.02", "总表.一 1.00", "总表.二 2.00") == ["不成立"]
    assert verdicts(SUM, "总表.总计 3.00", "总表.二 2.00") == ["无法判断"]


def test_a_failing_identity_says_everything() -> None:
    (found,) = judged(SUM, "总表.总计 93.00", "总表.一 8.00", "总表.二 80.00")
    assert found.message == "总表总计 93.00万元，与 2 项之和相差 5.00万元"
    assert (found.printed, found.expected, found.unit) == ("93.00", "88.00万元", "万元")
    assert found.explanation == (
        "总表总计 93.00万元、总表一 8.00万元、总表二 80.00万元；"
        "左边 93.00万元，右边 88.00万元，相差 5.00万元，四舍五入最多能解释 0.015万元"
    )
    assert [place.row for place in found.places] == ["总表.总计", "总表.一", "总表.二"]
    assert found.gap is not None
    assert found.gap.value == 50_000
    assert (found.rule, found.title, found.basis) == ("T99-01", "例", ["A"])
    assert found.remedy.startswith("对照账簿")


def test_a_difference_that_the_unit_does_not_show_is_told_in_yuan() -> None:
    (found,) = judged(rule("甲.一 = 乙.一"), "甲.一 213.28", "乙.一 2132777.54元")
    assert "相差 22.46元，" in found.message and found.verdict is Verdict.ROUNDING


def test_figures_of_a_table_go_by_the_names_printed_around_them() -> None:
    cells = {
        ("2010301", "合计"): ("行政运行", "9.00"),
        ("2010301", "基本支出"): ("行政运行", "5.00"),
        ("2010301", "项目支出"): ("行政运行", "3.00"),
    }
    known = Facts()
    for (code, column), (row, text) in cells.items():
        place = Place(page=3, table="部门支出总表", row=row, column=column, printed=text)
        known.add(Fact(f"支出表[{code}].{column}", printed(text, "万元", place)))
    sums = rule("支出表[{码}].合计 = 支出表[{码}].基本支出 + 支出表[{码}].项目支出", each=["码 in 支出表"])
    (found,) = sums.check(Document(Report("例", "txt"), Notation(), facts=known))
    assert found.message == "《部门支出总表》“行政运行”行“合计”栏 9.00万元，与 2 项之和相差 1.00万元"
    assert found.explanation.startswith(
        "《部门支出总表》“行政运行”行“合计”栏 9.00万元、“基本支出”栏 5.00万元、“项目支出”栏 3.00万元；"
    )


def test_a_rounding_difference_is_information_whatever_the_rule() -> None:
    (found,) = judged(SUM, "总表.总计 3.01", "总表.一 1.00", "总表.二 2.00")
    assert (found.verdict, found.severity) == (Verdict.ROUNDING, Severity.INFO)
    assert found.message.endswith("为四舍五入尾差")


def test_a_rounding_difference_that_is_hard_to_believe_says_so() -> None:
    parts = [f"总表.{n}号" for n in range(20)]
    many = rule("总表.总计 = " + " + ".join(parts))
    (found,) = judged(many, "总表.总计 20.06", *(f"{name} 1.00" for name in parts))
    assert found.verdict is Verdict.ROUNDING
    assert "很少见" in found.message
    assert found.explanation.count("、") == 11, "a long list is cut"


@pytest.mark.parametrize(
    ("holds", "said", "message", "expected"),
    [
        (
            "总表.一 = 总表.二",
            ["总表.一 1.00", "总表.二 3.00"],
            "与总表二 3.00万元 相差 2.00万元",
            "3.00万元",
        ),
        (
            "总表.一 ≤ 总表.二",
            ["总表.一 5.00", "总表.二 3.00"],
            "与总表二 3.00万元 相差 2.00万元",
            "≤3.00万元",
        ),
        ("总表.一 ≥ 0", ["总表.一 -5.00"], "应不小于 0", "≥0.00万元"),
        ("总表.一 ≤ 0", ["总表.一 5.00"], "应不大于 0", "≤0.00万元"),
        ("总表.一? = 0", ["总表.一 5.00"], "应为 0", "0.00万元"),
        ("总表.一 = 总表.二", ["总表.一 1.00", "总表.二 空"], "总表一 1.00万元，总表二却是空的", "1.00万元"),
        ("总表.一 = 总表.二", ["总表.一 空", "总表.二 1.00"], "总表一 空，与总表二 1.00万元", "1.00万元"),
    ],
)
def test_messages(holds: str, said: list[str], message: str, expected: str) -> None:
    (found,) = judged(rule(holds), *said)
    assert found.verdict is Verdict.FAILS
    assert message in found.message
    assert found.expected == expected


def test_units_of_the_message_are_those_of_the_document() -> None:
    (found,) = judged(rule("甲.一 = 甲.二"), "甲.一 123.50元", "甲.二 125.50元")
    assert (found.unit, found.expected) == ("元", "125.50元")


def test_two_empty_cells_are_equal() -> None:
    assert verdicts(rule("甲.一 = 甲.二"), "甲.一 空", "甲.二 空") == ["成立"]


def test_several_identities_answer_one_by_one() -> None:
    both = rule(["甲.一 = 甲.二", "甲.三 = 甲.四"])
    assert both.needs == ("甲.一", "甲.二", "甲.三", "甲.四")
    assert verdicts(both, "甲.一 1", "甲.二 1") == ["成立", "无法判断"]


# -- rows and columns -------------------------------------------------------------------------------------

ROWS = rule("表[{码}].{列} = Σ表[{码}/].{列}", each=["码 in 表.类", "列 in 表"])


def test_every_row_and_column_is_asked() -> None:
    said = ["表[201].甲 3.00", "表[20101].甲 1.00", "表[20102].甲 2.00"]
    more = ["表[201].乙 5.00", "表[20101].乙 4.00", "表[20102].乙 空"]
    assert verdicts(ROWS, *said, *more) == ["成立", "不成立"]


def test_a_row_without_rows_below_is_not_asked() -> None:
    assert verdicts(ROWS, "表[201].甲 3.00", "表[208].甲 3.00", "表[20801].甲 3.00") == ["成立"]


def test_no_row_at_all_names_the_table_that_is_missing() -> None:
    (found,) = judged(ROWS, "总表.一 1.00")
    assert (found.verdict, found.message) == (Verdict.UNDECIDED, "缺少表")


def test_missing_tables_are_named_once_and_figures_by_name() -> None:
    asks = rule("甲.一 + 甲.二 = 乙.一 + 丙.一")
    (nothing,) = judged(asks)
    assert nothing.message == "缺少甲、乙、丙"
    (one,) = judged(asks, "甲.一 1", "乙.一 1", "丙.二 1")
    assert one.message == "缺少甲二、丙一"


def test_many_missing_figures_are_cut_short() -> None:
    asks = rule("甲.一 = 甲.二 + 甲.三 + 甲.四 + 甲.五")
    (found,) = judged(asks, "甲.一 1")
    assert found.message == "缺少甲二、甲三、甲四等"


def test_a_condition_chooses_rows() -> None:
    asks = rule("表[{码}].一 = 表[{码}].二", each=["码 in 表"], when="表[{码}].一 ≥ 0")
    assert verdicts(asks, "表[201].一 -1", "表[201].二 5", "表[202].一 1", "表[202].二 1") == ["成立"]


# -- data -------------------------------------------------------------------------------------------------


def test_defaults_and_choices() -> None:
    plain = rule("甲.一 = 甲.二")
    assert (plain.severity, plain.basis, plain.kinds) == (Severity.ERROR, ("A",), ("final_account",))
    assert plain.why
    assert plain.remedy
    chosen = rule(
        "甲.一 = 甲.二",
        severity="warning",
        basis=["L5"],
        kinds=["budget"],
        since=2019,
        until=2021,
        why="因",
        remedy="改",
    )
    assert (chosen.severity, chosen.basis, chosen.kinds) == (Severity.WARNING, ("L5",), ("budget",))
    assert (chosen.period, chosen.why, chosen.remedy) == (InForce(2019, 2021), "因", "改")


@pytest.mark.parametrize(
    ("kind", "year", "applies"),
    [
        ("final_account", 2020, True),
        ("unknown", 2020, True),
        ("budget", 2020, False),
        ("final_account", 2018, False),
        ("final_account", 2022, False),
        ("final_account", None, True),
    ],
)
def test_kinds_and_years(kind: str, year: int | None, applies: bool) -> None:
    chosen = rule("甲.一 = 甲.二", since=2019, until=2021)
    assert chosen.applies(Document(Report("例", "txt"), Notation(), kind, year=year)) is applies


def test_unknown_fields_and_malformed_identities_are_refused() -> None:
    with pytest.raises(ValueError, match="规则 T99-01 有不认识的字段：hold、tolerance"):
        rule("甲.一 = 甲.二", tolerance=1, hold="")
    with pytest.raises(ValueError, match="不完整"):
        rule("甲.一 = 甲.二 +")
    with pytest.raises(ValueError, match="grave"):
        rule("甲.一 = 甲.二", severity="grave")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("总表.本年收入", "总表本年收入"),
        ("三公表.决算.合计", "三公表决算合计"),
        ("收入表[2010601].其他收入", "收入表 2010601 其他收入"),
        ("基本表[人员经费].决算", "基本表人员经费决算"),
        ("机关运行经费", "机关运行经费"),
    ],
)
def test_names_as_spoken(name: str, words: str) -> None:
    assert spoken(name) == words
