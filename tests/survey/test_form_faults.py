"""Faults of a form: every one of them, with sheet, row and column."""

from __future__ import annotations

import pytest

from mingzhang.survey.form_faults import FormRows, faults, number_of, standard_head, type_of

SURVEY = [
    {"type": "select_one scale", "name": "q1", "label": "满意吗", "维度": "便利性"},
    {"type": "begin_repeat", "name": "kin", "label": "家人"},
    {"type": "integer", "name": "age", "label": "年龄", "constraint": ". > 0"},
    {"type": "end_repeat"},
    {"type": "select_multiple used", "name": "q2", "label": "用过什么"},
]
CHOICES = [
    {"list_name": "scale", "name": "1", "label": "不满意", "得分": "1"},
    {"list_name": "scale", "name": "2", "label": "满意", "得分": "2"},
    {"list_name": "used", "name": "bus", "label": "公交"},
]


def told(
    survey: list[dict[str, str]] | None = None,
    choices: list[dict[str, str]] | None = None,
    sheets: tuple[str, ...] = ("survey", "choices"),
) -> list[str]:
    return [
        str(fault)
        for fault in faults(FormRows(SURVEY + (survey or []), CHOICES + (choices or []), {}, sheets))
    ]


def test_a_form_without_faults_has_none() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name": "a", "label": "b"}, "“type”列：这一行有内容，却没有题型"),
        ({"type": "intger", "name": "a", "label": "b"}, "“type”列：没有“intger”这种题型"),
        ({"type": "integer", "label": "b"}, "“name”列：没有填写名称"),
        (
            {"type": "integer", "name": "满意度①", "label": "b"},
            "“name”列：名称“满意度①”应以文字或下划线开头，只用",
        ),
        ({"type": "integer", "name": "1a", "label": "b"}, "“name”列：名称“1a”应以文字或下划线开头"),
        ({"type": "integer", "name": "a"}, "“label”列：“a”没有题目文字"),
        ({"type": "select_one", "name": "a", "label": "b"}, "“type”列：“select_one”后面没有写选项组的名称"),
        ({"type": "select_one no", "name": "a", "label": "b"}, "“type”列：选项组“no”在工作表“choices”里没有"),
        ({"type": "integer", "name": "q1", "label": "b"}, "“name”列：名称“q1”与第2行重复"),
        (
            {"type": "integer", "name": "a", "label": "b", "relevant": "${no} = 1"},
            "“relevant”列：引用的“no”在问卷里没有",
        ),
        (
            {"type": "integer", "name": "a", "label": "b", "constraint": "((. > 1)"},
            "“constraint”列：“((. > 1)”的括号或引号没有配对",
        ),
        (
            {"type": "integer", "name": "a", "label": "b", "relevant": "${q1} = '1"},
            "“relevant”列：“${q1} = '1”的括号或引号没有配对",
        ),
        ({"type": "integer", "name": "a", "label": "b", "用途": "地址"}, "“用途”列：“地址”不是可用的用途"),
        ({"type": "begin_group", "name": "a"}, "“type”列：“begin_group”（a）没有相配的“end_group”"),
        ({"type": "end_group"}, "“type”列：“end_group”之前没有与它相配的开头"),
    ],
)
def test_a_fault_of_a_question_names_its_cell(row: dict[str, str], said: str) -> None:
    (found,) = told([row])
    assert found.startswith(f"工作表“survey”第7行{said}")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"list_name": "used", "name": "bus", "label": "又一个"}, "“name”列：选项组“used”里已有名称“bus”"),
        ({"list_name": "used", "name": "非常 满意", "label": "满意"}, "“name”列：“非常 满意”是多选题的选项"),
        ({"list_name": "used", "label": "满意"}, "“name”列：没有填写"),
        ({"name": "a", "label": "满意"}, "“list_name”列：没有填写"),
        ({"list_name": "used", "name": "a"}, "“label”列：选项“a”没有文字"),
        ({"list_name": "used", "name": "a", "label": "b", "得分": "高"}, "“得分”列：得分“高”不是数"),
    ],
)
def test_a_fault_of_a_choice_names_its_cell(row: dict[str, str], said: str) -> None:
    (found,) = told(choices=[row])
    assert found.startswith(f"工作表“choices”第5行{said}")


def test_a_choice_with_a_space_is_fine_where_one_is_chosen() -> None:
    assert told(choices=[{"list_name": "scale", "name": "非常 满意", "label": "非常满意"}]) == []


def test_a_bracket_of_full_width_is_part_of_a_name() -> None:
    """As pyxform has it: 年龄（岁） is a name, 满意度① is none."""
    assert told([{"type": "integer", "name": "年龄（岁）", "label": "b"}]) == []


def test_the_same_name_in_two_groups_is_none_twice() -> None:
    inside = [
        {"type": "begin group", "name": "a"},
        {"type": "text", "name": "q1", "label": "又问"},
        {"type": "end group"},
    ]
    assert told(inside) == []


def test_all_faults_are_told_at_once() -> None:
    assert len(told([{"type": "intger", "name": "a", "label": "b"}, {"type": "integer", "label": "b"}])) == 2


def test_a_file_without_the_sheet_is_told_what_it_has() -> None:
    assert told(sheets=("sheet1",)) == ["工作表“survey”：没有这张工作表（文件里有：sheet1）"]
    assert str(faults(FormRows(sheets=("survey",)))[0]).startswith("工作表“survey”第1行“type”列：没有这一列")


@pytest.mark.parametrize(
    ("written", "head"),
    [
        ("Type", "type"),
        ("list name", "list_name"),
        ("value", "name"),
        ("label::English (en)", "label"),
        ("维度", "维度"),
    ],
)
def test_heads_are_known_as_people_write_them(written: str, head: str) -> None:
    assert standard_head(written) == head


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("select_one_from_file towns.csv", ("select_one_from_file", "towns.csv")),
        ("select all that apply from used", ("select_all_that_apply", "used")),
        ("select_multiple used or_other", ("select_multiple", "used")),
        ("", ("", "")),
    ],
)
def test_types_are_known_as_people_write_them(written: str, kind: tuple[str, str]) -> None:
    if kind[0] == "select_all_that_apply":
        kind = ("select_multiple", "used")
    assert type_of({"type": written}) == kind


@pytest.mark.parametrize(("text", "good"), [("3", True), ("2.5", True), ("高", False), ("nan", False)])
def test_a_score_is_a_number(text: str, good: bool) -> None:
    assert (number_of(text) is not None) is good
