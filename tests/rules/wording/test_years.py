"""N-53: the years of disclosing sentences, comparisons and headings."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import years
from mingzhang.work.examples import text

WRONG = [
    ("2018年本部门车辆2台。", "2018年本部门车辆", "2019年本部门车辆"),
    ("2020年度财政拨款收、支总计9.00万元。", "2020年度财政拨款收", "2019年度财政拨款收"),
    ("某某局2018年度收入支出总计9.00万元。", "2018年度收入支出总计", "2019年度收入支出总计"),
    ("与2019年度相比，减少1.00万元。", "2019年度", "2018年度"),
    ("比2019年增加1.00万元。", "2019年", "2018年"),
]
RIGHT = [
    "2019年度财政拨款收、支总计9.00万元，与2018年度相比，增加1.00万元。2018年度财政拨款收、支总计8.00万元。",
    "比2019年年初预算增加1.00万元。",
    "与2019年年初预算数持平。",
    "依据《某某办法》（某财〔2016〕12号，2018年修正）执行。",
    "落实“十三五”规划（2016—2020年）。",
    "较2019年初增加2人。",
    "2020年3月，本部门完成了自评。",
    "主要原因：2018年度部门决算中的项目尾款在本年支付，2019年另有新增。",
]


@pytest.mark.parametrize(("words", "printed", "expected"), WRONG)
def test_wrong_years(faults, words: str, printed: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(years, text(words, year=2019))
    assert (found.printed, found.expected) == (printed, expected)


@pytest.mark.parametrize("words", RIGHT)
def test_other_years_that_belong_there(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(years, text(words, year=2019)) == []


def test_a_heading_of_last_year(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(years, text("第三部分 2018年度部门决算情况说明", "收入9.00万元。", year=2019))
    assert found.printed.startswith("2018年度部门决算")


def test_projects_and_duties_have_years_of_their_own(faults) -> None:  # type: ignore[no-untyped-def]
    body = ["二、项目绩效评价报告", "2018年度部门决算支出9.00万元用于该项目，与2019年相比增加。"]
    assert faults(years, text(*body, year=2019)) == []


PLANS_WRONG = [
    ("某局收入预算9.00万元，比2026年预算增加1.00万元。", "2026年", "2025年"),
    ("“三公”经费预算数为1.00万元，与2024年预算持平。", "2024年", "2025年"),
    ("2025年，某局收入预算9.00万元。", "2025年，某局收入预算", "2026年，某局收入预算"),
    ("本部门2025年无政府性基金预算财政拨款安排的预算。", "2025年无政府性基金", ""),
]
PLANS_RIGHT = [
    "2026年，某局收入预算9.00万元，比2025年预算减少1.00万元。",
    "2025年当年预算执行数为2.00万元，2026年预算安排3.00万元，比2025年预算执行数增加50.00%。",
    "截至2025年8月31日，共有车辆1辆。",
    "与2019年相比，服务人次增加。",
]


PLANS_WRONG += [
    ("会议费预算9.00万元，较2024年的8.00万元增加1.00万元。", "2024年", "2025年"),
    ("收入预算，2025年年初预算数9.00万元。", "2025年年初预算数", "2026年年初预算数"),
    ("2025年政府性基金预算支出0万元。", "2025年政府性基金预算支出", "2026年政府性基金预算支出"),
    ("2025年公务接待费预算数9.00万元，与上年持平。", "2025年公务接待费预算", "2026年公务接待费预算"),
    ("根据有关规定，2025年市级部门安排“三公”经费9.00万元。", "2025年市级部门安排“三公”经费", ""),
]
# An older year beside comparisons with last year, and one that is meant.
OLDER = "基本支出9.00万元，比2025年增加1.00万元；项目支出8.00万元，比2024年增加1.00万元。"
MEANT = (
    "基本支出9.00万元，比2025年增加1.00万元；项目支出8.00万元，比2024年增加1.00万元，比2025年减少1.00万元。"
)


def test_an_older_year_among_comparisons_with_last_year(faults) -> None:  # type: ignore[no-untyped-def]
    (one,) = faults(years, text(OLDER, year=2026, kind="budget"))
    assert (one.printed, one.expected) == ("2024年", "2025年")
    assert faults(years, text(MEANT, year=2026, kind="budget")) == []


@pytest.mark.parametrize(("words", "printed", "expected"), PLANS_WRONG)
def test_wrong_years_of_a_budget(  # type: ignore[no-untyped-def]
    faults, words: str, printed: str, expected: str
) -> None:
    found = faults(years, text(words, year=2026, kind="budget"))
    (one,) = found
    assert one.printed == printed
    assert not expected or one.expected == expected
    assert "决算" not in one.message


@pytest.mark.parametrize("words", PLANS_RIGHT)
def test_years_that_belong_in_a_budget(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(years, text(words, year=2026, kind="budget")) == []


def test_the_title_of_a_table_of_last_year(faults) -> None:  # type: ignore[no-untyped-def]
    body = ["2025年部门收入预算总表", "单位：元", "2026年部门支出预算总表", "单位：元"]
    (found,) = faults(years, text(*body, year=2026, kind="budget"))
    assert found.printed == "2025年部门收入"


def test_what_a_budget_tells_of_the_year_before(faults) -> None:  # type: ignore[no-untyped-def]
    body = ["一、2025年部门预算执行情况", "支出9.00万元。", "二、2025年绩效评价结果", "结果为优。"]
    body += ["三、上年预算执行情况", "2025年没有使用政府性基金预算安排的支出。"]
    body += ["四、其他", "2025年年初预算数为9.00万元，执行数为8.00万元。"]
    assert faults(years, text(*body, year=2026, kind="budget")) == []


PROJECTS = "十、预算绩效管理情况"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2017年度，某局评价项目3个，占部门项目总数的75%。", ["2019年度"]),
        ("2018年对2个项目开展绩效自评，涉及资金9.00万元。", ["2019年"]),
        ("2020年对2个项目开展绩效自评，涉及资金9.00万元。", []),  # done in the year after
        ("2018年度评价项目3个，2019年度评价项目4个。", []),
        ("对2018年度结转的3个项目开展绩效自评。", []),
        ("根据2018年印发的办法，对3个项目开展绩效自评。", []),
        ("2019年度评价项目3个。", []),
    ],
)
def test_the_year_of_evaluated_projects(  # type: ignore[no-untyped-def]
    faults, words: str, expected: list[str]
) -> None:
    assert [fault.expected for fault in faults(years, text(PROJECTS, words, year=2019))] == expected


def test_a_budget_may_tell_of_projects_of_the_year_before(faults) -> None:  # type: ignore[no-untyped-def]
    told = text(PROJECTS, "2018年评价项目3个。", year=2019, kind="budget")
    assert faults(years, told) == []
