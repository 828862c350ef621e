"""Lists of economic items against the table and against 三公."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Table
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.rules.narrative import copied_catalogue, items_listed
from mingzhang.rules.shared.enumerations import enumerations, spelled
from mingzhang.work.examples import grid, text
from tests.rules.conftest import Judge

TITLE, SECTION = "一般公共预算财政拨款基本支出决算表", "六、一般公共预算财政拨款基本支出决算情况说明"
ROWS = [
    ("301", "工资福利支出", "9.00"),
    ("30101", "基本工资", "4.00"),
    ("30102", "津贴补贴", "5.00"),
    ("30103", "奖金", ""),
    ("302", "商品和服务支出", "6.00"),
    ("30201", "办公费", "2.00"),
    ("30212", "因公出国（境）费用", "1.00"),
    ("30239", "其他交通费用", "3.00"),
    ("30299", "其他商品和服务支出", ""),
]


def table(rows: list[tuple[str, str, str]] = ROWS) -> Table:
    return grid(("科目编码", "科目名称", "决算数"), *rows)


def told(sentence: str) -> Document:
    return text(TITLE, table(), SECTION, sentence, year=2023)


@pytest.mark.parametrize(
    "sentence",
    [
        "公用经费6.00万元，主要包括：办公费、因公出国（境）费、其他交通费。",
        "公用经费6.00万元，主要用于办公费、因公出国(境)费用、其他交通费用等。",
        "公用经费6.00万元，占基本支出的40.00%，主要包括办公费、其他交通费用等支出。",
        "（2）商品和服务支出包括办公费、因公出国（境）费用、其他交通费用；",
        "公用经费6.00万元，主要包括：办公费、某种没见过的费用、其他交通费用。",
    ],
)
def test_right_lists(faults: Judge, sentence: str) -> None:
    assert faults(items_listed, told(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "printed", "expected"),
    [
        ("人员经费9.00万元，主要包括：基本工资、津贴补贴、奖金。", "奖金", "删去没有金额的款"),
        (
            "公用经费6.00万元，主要包括：办公费、其他交通费用、其他商品和服务支出。",
            "其他商品和服务支出",
            "因公出国（境）费用",
        ),
        (
            "公用经费6.00万元，主要包括：办公费、其他交通费用、其他商品和服务等支出。",
            "其他商品和服务支出",
            "删去没有金额的款",
        ),
    ],
)
def test_wrong_lists(faults: Judge, sentence: str, printed: str, expected: str) -> None:
    assert [(f.printed, f.expected) for f in faults(items_listed, told(sentence))] == [(printed, expected)]


SOME = [row for row in ROWS if row[2]]  # a table that prints only the rows with an amount


def test_an_item_without_a_row_where_the_rows_add_up(faults: Judge) -> None:
    sentence = "公用经费6.00万元，主要包括：办公费、电费、其他交通费用。"
    (fault,) = faults(items_listed, text(TITLE, table(SOME), SECTION, sentence, year=2023))
    assert (fault.printed, fault.expected) == ("电费", "因公出国（境）费用")


@pytest.mark.parametrize(
    "rows",
    [
        [row if row[0] != "302" else ("302", "商品和服务支出", "6.50") for row in SOME],  # a row is missing
        [*SOME[:4], ("30206", "水电费", "1.00"), *SOME[5:]],  # the code stands there under another name
    ],
)
def test_a_table_that_may_lack_rows_does_not_deny_an_item(
    faults: Judge, rows: list[tuple[str, str, str]]
) -> None:
    sentence = "公用经费6.00万元，主要包括：办公费、电费、其他交通费用等。"
    assert faults(items_listed, text(TITLE, table(rows), SECTION, sentence, year=2023)) == []


def test_a_budget_is_held_against_its_own_table(faults: Judge) -> None:
    head, heading = (
        ("科目编码", "科目名称", "合计", "人员经费", "公用经费"),
        "六、一般公共预算基本支出情况说明",
    )
    rows = grid(head, *((code, name, value, "0.00", value) for code, name, value in SOME[3:]))
    sentence = "公用经费6.00万元，主要包括：办公费、差旅费、其他交通费用。"
    document = text("一般公共预算基本支出表", rows, heading, sentence, year=2025, kind="budget")
    (fault,) = faults(items_listed, document)
    assert (fault.printed, fault.expected) == ("差旅费", "因公出国（境）费用")


def test_a_class_in_the_list_stands_for_its_sections(faults: Judge) -> None:
    sentence = "公用经费6.00万元，主要包括：办公费、商品和服务支出、其他交通费用。"
    assert faults(items_listed, told(sentence)) == []


def test_a_table_without_amounts_judges_nothing(faults: Judge) -> None:
    empty = table([(code, name, "") for code, name, _ in ROWS])
    document = text(TITLE, empty, SECTION, "人员经费XX万元，主要包括：基本工资、津贴补贴、奖金。")
    assert faults(items_listed, document) == []


def test_lists_are_found_only_in_their_section() -> None:
    words = "人员经费9.00万元，主要包括：基本工资、津贴补贴、奖金。"
    assert [one.names for one in enumerations(Examined.of(text(SECTION, words)))] == [
        ("基本工资", "津贴补贴", "奖金")
    ]
    assert list(enumerations(Examined.of(text("第四部分 名词解释", words)))) == []


def test_an_open_list_keeps_its_last_name_whole() -> None:
    (one,) = enumerations(Examined.of(text(SECTION, "人员经费包括基本工资、津贴补贴、其他工资福利等支出。")))
    assert one.open and spelled(one.names[-1]) == spelled("其他工资福利支出")


ALL = "办公费、印刷费、咨询费、手续费、水费、电费、邮电费、取暖费、物业管理费、差旅费、维修（护）费、租赁费、会议费、"
ALL += "培训费、专用材料费、专用燃料费、被装购置费、劳务费、委托业务费、工会经费、福利费、其他交通费用、税金及附加费用"


def test_a_copied_catalogue(faults: Judge) -> None:
    staff = "人员经费9.00万元，主要包括：基本工资、津贴补贴、伙食补助费、救济费、助学金。"
    document = text(SECTION, staff, f"公用经费6.00万元，主要包括：{ALL}。")
    assert len(faults(copied_catalogue, document)) == 1
    assert faults(copied_catalogue, text(SECTION, f"公用经费6.00万元，主要包括：{ALL}。")) == []


def test_no_reception_item_where_there_was_a_reception(faults: Judge) -> None:
    lines = ["一、“三公”经费支出决算情况说明", "“三公”经费支出2.00万元，公务接待费2.00万元。", SECTION]
    sentence = "公用经费6.00万元，主要包括：办公费、水费、公务接待费。"
    assert faults(copied_catalogue, text(*lines, sentence)) == []
