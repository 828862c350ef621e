"""Returns taken in: every shape of an export, and the bad days of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.survey.questionnaire import Questionnaire
from mingzhang.survey.returns import Intake, RepeatedPart, Return, UnfitExportError
from tests.survey.made import exported, scale, small_form

HEADS = [
    "KEY",
    "FormVersion",
    "town",
    "age",
    "sex",
    "all",
    "easy-bus",
    "easy-shop",
    "sure-safe",
    "used",
    "phone",
    "说明",
]
GOOD = [
    "uuid:1",
    "2026110101",
    "东桥街道",
    "青年",
    "男",
    "5",
    "4",
    "3",
    "99",
    "公交 公园",
    "13900000000",
    "雨天",
]


def taken(path: Path, intake: Intake | None = None) -> tuple[list[Return], list[str]]:
    intake = intake or Intake([small_form()])
    made = [one for one in intake.read(path) if isinstance(one, Return)]
    return made, [str(problem) for problem in intake.told()]


def csv_of(folder: Path, *rows: Sequence[str], heads: Sequence[str] = HEADS, mark: str = ",") -> Path:
    return exported(folder / "导出.csv", heads, rows, mark)


def test_a_return_is_read_with_all_it_says(tmp_path: Path) -> None:
    (one,), told = taken(csv_of(tmp_path, GOOD))
    assert (one.key, one.row, one.version) == ("uuid:1", 2, "2026110101")
    assert (
        one.answers["town"] == "东桥街道"
        and one.answers["safe"] == "99"
        and one.answers["used"] == "公交 公园"
    )
    assert one.contacts == {"phone": "13900000000"} and "phone" not in one.answers
    assert one.more == {"说明": "雨天"} and one.counts
    assert told[0] == "导出.csv 第1行：“说明”在问卷里没有，原样留存，不参加计算"
    assert "“who”、“place”、“said”没有对应的列" in told[1]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_mark_between_cells_is_known(mark: str, tmp_path: Path) -> None:
    (one,), _ = taken(csv_of(tmp_path, GOOD, mark=mark))
    assert one.answers["all"] == "5"


def test_an_export_in_the_encoding_of_excel_is_read(tmp_path: Path) -> None:
    path = csv_of(tmp_path, GOOD)
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
    (one,), _ = taken(path)
    assert one.answers["sex"] == "男"


def test_labels_count_for_names(tmp_path: Path) -> None:
    row = [*GOOD[:5], "5分", "4.0", *GOOD[7:]]
    (one,), _ = taken(csv_of(tmp_path, row))
    assert (one.answers["all"], one.answers["bus"]) == ("5", "4")


def test_an_answer_outside_the_choices_is_kept_and_told(tmp_path: Path) -> None:
    (one,), told = taken(csv_of(tmp_path, [*GOOD[:5], "7", *GOOD[6:]]))
    assert one.outside == {"all": "7"} and "all" not in one.answers and one.counts
    assert told[-1] == (
        "导出.csv 第2行：“总的满意吗”答“7”，不在选项（1、2、3、4、5、99）里；原样留存，按未答计算"
    )


def test_one_unknown_word_of_several_choices_is_outside(tmp_path: Path) -> None:
    (one,), told = taken(csv_of(tmp_path, [*GOOD[:9], "公交 滑冰", *GOOD[10:]]))
    assert one.outside == {"used": "公交 滑冰"} and "用过哪些服务" in told[-1]


def test_choices_in_columns_of_their_own(tmp_path: Path) -> None:
    heads = ["KEY", "town", "used", "used/公交", "used/医院", "used/公园"]
    rows = (
        ["a", "南岭镇", "公交 公园", "1", "0", "TRUE"],
        ["b", "南岭镇", "", "", "", ""],
        ["c", "南岭镇", "", "0", "0", "0"],
    )
    made, _ = taken(csv_of(tmp_path, *rows, heads=heads))
    assert [one.answers.get("used") for one in made] == ["公交 公园", None, ""]


def test_a_tick_that_is_none_is_outside(tmp_path: Path) -> None:
    (one,), _ = taken(csv_of(tmp_path, ["a", "南岭镇", "大概"], heads=["KEY", "town", "used/公交"]))
    assert one.outside == {"used": "大概"}


def test_a_return_that_came_twice_counts_once(tmp_path: Path) -> None:
    made, told = taken(csv_of(tmp_path, GOOD, GOOD, [*GOOD[:5], "1", *GOOD[6:]]))
    assert [(one.again, one.same, one.counts) for one in made] == [
        (0, False, True),
        (2, True, False),
        (2, False, False),
    ]
    assert told[-2:] == [
        "导出.csv 第3行：编号“uuid:1”与第2行是同一份答卷，内容相同，只算一次",
        "导出.csv 第4行：编号“uuid:1”与第2行是同一份答卷，内容不同，两份都留存，先算前一份，请核定",
    ]


def test_the_same_return_in_a_second_file_is_known(tmp_path: Path) -> None:
    intake = Intake([small_form()])
    taken(csv_of(tmp_path, GOOD), intake)
    second = csv_of(tmp_path, GOOD).rename(tmp_path / "补.csv")
    (one,), told = taken(second, intake)
    assert (
        one.same and told[-1] == "补.csv 第2行：编号“uuid:1”与导出.csv第2行是同一份答卷，内容相同，只算一次"
    )


@pytest.mark.parametrize("row", [[*GOOD, "多的一格"], GOOD[:-2]])
def test_a_row_of_another_width_has_slipped(row: list[str], tmp_path: Path) -> None:
    (one,), told = taken(csv_of(tmp_path, row))
    assert one.shifted and not one.counts and one.cells == tuple(row) and not one.answers
    assert told[-1].startswith(f"导出.csv 第2行：有{len(row)}格，表头有12格，各列可能错位；整行原样留存")


def test_empty_cells_too_many_are_no_fault(tmp_path: Path) -> None:
    (one,), _ = taken(csv_of(tmp_path, [*GOOD, "", ""]))
    assert one.counts


def test_a_row_whose_answers_fit_nowhere_has_slipped(tmp_path: Path) -> None:
    row = [*GOOD[:2], "甲", "乙", "丙", "丁", *GOOD[6:]]
    (one,), told = taken(csv_of(tmp_path, row))
    assert one.shifted and "多数答案不在选项里，整行可能错位" in told[-1]
    assert len([sentence for sentence in told if "第2行" in sentence]) == 1


def test_versions_are_kept_and_read_under_their_own_form(tmp_path: Path) -> None:
    old = small_form("2026100101")
    old.questions = [question for question in old.questions if question.name != "safe"]
    intake = Intake([old, small_form()])
    rows = [
        ["a", "2026100101", *GOOD[2:]],
        ["b", *GOOD[1:]],
        ["c", "旧版", *GOOD[2:]],
        ["d", "旧版", *GOOD[2:]],
    ]
    made, told = taken(csv_of(tmp_path, *rows), intake)
    assert ["safe" in one.answers for one in made] == [False, True, True, True]
    assert told[0] == "2份答卷的问卷版本是“旧版”，没有这一版问卷，按“2026110101”版读入"


def test_a_repeated_group_is_read_with_its_parent(tmp_path: Path) -> None:
    path = exported(tmp_path / "family.csv", ["kin", "PARENT_KEY", "KEY"], [["8", "uuid:1", "uuid:1/kin[1]"]])
    (part,) = Intake([small_form()]).read(path)
    assert part == RepeatedPart("family", "uuid:1", 2, {"kin": "8"})


def test_a_workbook_holds_returns_and_repeated_groups(tmp_path: Path) -> None:
    path = tmp_path / "kobo.xlsx"
    book = xlsxwriter.Workbook(str(path))
    main, group = book.add_worksheet("便民调查"), book.add_worksheet("family")
    for row, cells in enumerate(
        [["_uuid", "town", "easy/bus", "used"], ["u1", "南岭镇", 4, "医院"], ["u2", "东桥街道"]]
    ):
        main.write_row(row, 0, cells)
    for row, cells in enumerate(
        [
            ["kin", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"],
            [8, 1, "便民调查", 1, "u1"],
        ]
    ):
        group.write_row(row, 0, cells)
    book.close()
    made = list(Intake([small_form()]).read(path))
    assert [type(one) for one in made] == [Return, Return, RepeatedPart]
    first, second, part = made
    assert isinstance(first, Return) and first.answers == {"town": "南岭镇", "bus": "4", "used": "医院"}
    assert isinstance(second, Return) and not second.shifted  # a workbook leaves out empty cells at the end
    assert isinstance(part, RepeatedPart) and (part.parent, part.answers) == ("u1", {"kin": "8"})


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    path = exported(tmp_path / "账.csv", ["科目", "金额"], [["工资", "3"]])
    with pytest.raises(UnfitExportError, match=r"表头里没有“便民调查”的题目，请核对问卷与导出文件。"):
        list(Intake([small_form()]).read(path))


def test_a_return_without_a_key_is_named_by_its_row(tmp_path: Path) -> None:
    (one,), _ = taken(csv_of(tmp_path, ["南岭镇"], heads=["town"]))
    assert one.key == "第2行"


def test_an_empty_row_is_no_return(tmp_path: Path) -> None:
    made, _ = taken(csv_of(tmp_path, GOOD, [""] * 12))
    assert len(made) == 1


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(UnreadableError):
        list(Intake([small_form()]).read(path, Limits()))


def test_a_row_that_slipped_with_its_width_is_found(tmp_path: Path) -> None:
    """Put one cell in and leave the last out: the scores still look like scores."""
    slipped = [[*GOOD[:3], "", *GOOD[3:-1]]] * 3
    found, told = taken(csv_of(tmp_path, GOOD, *slipped))
    assert [one.shifted for one in found] == [False, True, True, True]
    assert told[-1] == (
        "导出.csv 第3行：答案与表头错开，向右移了1列；整行原样留存，不参加计算，请对照原卷改正"
        "（这样的共3行：第3—5行）"
    )


def test_versions_that_nobody_knows_are_told_in_one_sentence(tmp_path: Path) -> None:
    rows = [[f"uuid:{number}", f"v{number}", *GOOD[2:]] for number in range(12)]
    _, told = taken(csv_of(tmp_path, *rows))
    assert told[0].startswith("12份答卷的问卷版本是“v0”、") and "等12种，没有这一版问卷" in told[0]


def test_an_export_without_returns_says_so(tmp_path: Path) -> None:
    assert taken(csv_of(tmp_path))[1][-1] == "导出.csv：表头下面没有一份答卷"


def test_a_column_of_an_earlier_version_is_no_stranger(tmp_path: Path) -> None:
    form = small_form()
    asked = [question for question in form.questions if question.name != "bus"]
    intake = Intake([form, Questionnaire("便民调查", "small", "2", asked)])
    (one,), told = taken(csv_of(tmp_path, GOOD), intake)
    assert one.answers["bus"] == "4" and not any("easy-bus" in each for each in told)


def test_a_row_that_slipped_out_of_its_version_is_found_by_any(tmp_path: Path) -> None:
    """Its version stands in another column then, and the newest scale would fit none of its points."""
    ten = small_form("2")
    ten.questions = [replace(each, choices=scale(2)) if each.scored else each for each in ten.questions]
    (one,), told = taken(csv_of(tmp_path, ["", *GOOD[:-1]]), Intake([small_form(), ten]))
    assert one.shifted and "向右移了1列" in told[-1]
