"""Questionnaires read from XLSForm files, and what devices are handed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from mingzhang.readers.limits import UnreadableError
from mingzhang.survey.xlsform import UnfitFormError, read_form
from tests.readers.legacy import label, xls

HEADS = [
    "type",
    "name",
    "label::English (en)",
    "label::中文 (zh)",
    "维度",
    "用途",
    "required",
    "choice_filter",
]
SURVEY = [
    ["select_one towns", "town", "Town", "街道", "", "街道", "yes"],
    ["select_one places", "place", "Place", "社区", "", "", "", "town = ${town}"],
    [],
    ["begin group", "easy", "Easy", "便利", "便利性"],
    ["select_one scale", "bus", "Bus", "公交"],
    ["select_one scale", "safe", "Safe", "安全", "安全性"],
    ["end group"],
    ["begin repeat", "kin", "Kin", "家人"],
    ["integer", "years", "Years", "年龄"],
    ["end repeat"],
]
CHOICES = [
    ["towns", "a", "A", "甲街道"],
    ["towns", "b", "B", "乙街道"],
    ["places", "a1", "A1", "甲一", "a"],
    ["places", "b1", "B1", "乙一", "b"],
    ["scale", "1", "Bad", "差"],
    ["scale", "5", "Good", "好"],
    ["scale", "x", "None", "说不清"],
]


def form_file(
    path: Path, survey: list[list[str]], choices: list[list[str]], settings: list[list[str]]
) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    heads = ["list_name", "name", "label::English (en)", "label::中文 (zh)", "town"]
    for name, rows in (
        ("survey", [HEADS, *survey]),
        ("choices", [heads, *choices]),
        ("settings", settings),
    ):
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, said in enumerate(row, 1):
                sheet.cell(number, column, said or None)
    book.save(path)
    return path


SETTINGS = [
    ["form_title", "form_id", "version", "default_language"],
    ["便民调查", "easy", "2026110101", "中文 (zh)"],
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return form_file(tmp_path_factory.mktemp("form") / "问卷.xlsx", SURVEY, CHOICES, SETTINGS)


def test_questions_stand_with_groups_dimensions_and_rows(path: Path) -> None:
    form = read_form(path)
    assert (form.title, form.form, form.version) == ("便民调查", "easy", "2026110101")
    known = {q.name: (q.row, q.dimension, q.group, q.repeat) for q in form.questions}
    assert known["town"] == (2, "", (), "")
    assert known["bus"] == (6, "便利性", ("easy",), "")  # inherited from the group
    assert known["safe"] == (7, "安全性", ("easy",), "")
    assert known["years"] == (10, "", ("kin",), "kin")
    assert form.question("town").required and not form.question("bus").required


def test_without_a_column_of_scores_names_that_are_numbers_count(path: Path) -> None:
    assert [choice.score for choice in read_form(path).question("bus").choices] == [
        Fraction(1),
        Fraction(5),
        None,
    ]


def test_the_xform_keeps_languages_cascades_and_repeats(path: Path) -> None:
    xform = read_form(path).xform
    assert 'id="easy"' in xform and 'version="2026110101"' in xform
    assert "English (en)" in xform and "甲街道" in xform and "Bus" in xform
    assert "<repeat" in xform and "town = " in xform
    assert "便利性" not in xform  # our own columns are no part of it


ODD = [  # what others write, and the converter takes
    ["begin group", "g", "Group"],
    ["select_one yn or_other", "q1", "Q"],
    ["rank yn", "r", "Rank"],
    ["end group"],
    ["begin repeat", "rep", "Rep"],
    ["geoshape", "gs", "S"],
    ["string", "st", "S"],
    ["end repeat"],
    ["calculate", "c1"],
    ["dateTime", "dt", "D"],
    ["select_one_from_file places.csv", "p", "P"],
    ["select all that apply from yn", "z", "Z"],
    ["add integer prompt", "w", "W"],
    ["q picture", "u", "U"],
    ["begin loop over yn", "lp", "L"],
    ["integer", "n", "How many %(label)s"],
    ["end loop"],
    ["select_one ${st}", "which", "Which"],
]


def test_nothing_is_minded_that_can_be_converted(tmp_path: Path) -> None:
    path = form_file(tmp_path / "a.xlsx", ODD, [["yn", "yes", "Yes"], ["yn", "no", "No"], ["x", "y"]], [])
    book = openpyxl.load_workbook(path)
    book["survey"]["I1"], book["survey"]["I10"] = "calculation", 'concat(${q1}, "it\'s")'
    book.save(path)
    form = read_form(path)
    assert [choice.label for choice in form.question("q1").choices] == ["Yes", "No"]
    assert form.question("n").repeat == "lp" and form.question("st").repeat == "rep"
    assert form.question("which").group == ()


def book_file(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([said or None for said in row])
    book.save(path)
    return path


LONG = {
    "survey": [
        ["type", "name", "label:English", "choice_filter"],
        ["select_one towns", "town", "Town"],
        ["select_one_external places", "place", "Place", "town=${town}"],
    ],
    "choices": [["list name", "name", "label:English"], ["towns", "a", "A"], ["places", "x", "X"]],
    "external_choices": [
        ["list_name", "name", "town"],
        ["places", "north", "a"],
        ["places", "south", "a"],
        ["places", "north", "b"],  # two towns may have a place of one name
    ],
}


def test_choices_of_the_second_sheet_are_choices_like_others(tmp_path: Path) -> None:
    form = read_form(book_file(tmp_path / "a.xlsx", LONG))
    place = form.question("place")
    assert (place.kind, [choice.name for choice in place.choices]) == (
        "select_one",
        ["north", "south", "north"],
    )
    assert [choice.label for choice in form.question("town").choices] == ["A"]
    assert "itemsets.csv" not in form.xform and form.xform.count("<name>north</name>") == 2


def test_a_question_may_read_like_a_type(tmp_path: Path) -> None:
    read = "select one external part of the town"
    survey = [*LONG["survey"][:2], ["select_one_external places", "place", read, "town=${town}"]]
    assert read in read_form(book_file(tmp_path / "a.xlsx", {**LONG, "survey": survey})).xform


def test_a_list_that_neither_sheet_has_is_told(tmp_path: Path) -> None:
    sheets = {**LONG, "external_choices": [["list_name", "name"], ["spots", "north"]]}
    with pytest.raises(UnfitFormError, match="第3行“type”列：选项组“places”在工作表“external_choices”里没有"):
        read_form(book_file(tmp_path / "a.xlsx", sheets))


def test_the_only_sheet_of_a_file_is_that_of_the_questions(tmp_path: Path) -> None:
    sheet = [["type", "name", "label"], ["note", "", "Read this"], ["phone number", "tel", "Phone"]]
    form = read_form(book_file(tmp_path / "a.xlsx", {"Sheet1": sheet}))
    assert [question.name for question in form.questions] == ["tel"]


def test_what_devices_tell_of_a_person_is_a_contact_by_itself(tmp_path: Path) -> None:
    sheet = [["type", "name", "label"], ["phonenumber", "tel"], ["email", "mail"], ["text", "said", "Said"]]
    form = read_form(book_file(tmp_path / "a.xlsx", {"survey": sheet}))
    assert [question.use for question in form.questions] == ["联系方式", "联系方式", ""]


def test_one_head_over_two_columns_is_told_because_one_would_be_lost(tmp_path: Path) -> None:
    sheet = [["type", "name", "label", "label"], ["text", "a", "A", "B"]]
    with pytest.raises(UnfitFormError, match="工作表“survey”第1行“label”列：有两列是这个表头"):
        read_form(book_file(tmp_path / "a.xlsx", {"survey": sheet, "choices": []}))


def test_pictures_may_stand_for_words(tmp_path: Path) -> None:
    """What only the converter minds is told beside what we find."""
    sheets = {
        "survey": [
            ["type", "name", "media::image", "label"],
            ["select_one s", "a", "a.png"],
            ["calculate", "c"],
        ],
        "choices": [["list_name", "name", "media::image"], ["s", "1", "1.png"]],
    }
    with pytest.raises(UnfitFormError) as caught:
        read_form(book_file(tmp_path / "a.xlsx", sheets))
    (fault,) = caught.value.faults
    assert (fault.row, fault.message) == (3, "计算题没有写计算式")


def test_a_legacy_workbook_is_read(tmp_path: Path) -> None:
    rows = [["type", "name", "label"], ["integer", "age", "Age"]]
    cells = b"".join(
        label(row, column, said) for row, told in enumerate(rows) for column, said in enumerate(told)
    )
    path = xls(tmp_path / "a.xls", {"survey": cells, "choices": label(0, 0, "list_name")})
    assert read_form(path).question("age").kind == "integer"


def test_a_slip_of_the_converter_is_a_sentence(tmp_path: Path) -> None:
    """It looks for the label of a choice that has none, where “other” is to be added."""
    rows = [["select_one yn or_other", "q1", "Q"]]
    with pytest.raises(UnfitFormError, match="工作表“choices”第3行“label”列：选项“no”没有文字"):
        read_form(form_file(tmp_path / "a.xlsx", rows, [["yn", "yes", "Yes"], ["yn", "no"]], []))


def test_a_fault_of_ours_is_one_also_where_the_form_converts(tmp_path: Path) -> None:
    rows = [["integer", "a", "A", "", "", "地址"]]
    with pytest.raises(UnfitFormError, match="“用途”列：“地址”不是可用的用途"):
        read_form(form_file(tmp_path / "a.xlsx", rows, CHOICES, SETTINGS))


def test_a_form_without_settings_is_named_after_its_file(tmp_path: Path) -> None:
    form = read_form(form_file(tmp_path / "小问卷.xlsx", SURVEY[:1], CHOICES, []))
    assert (form.title, form.form, form.version) == ("小问卷", "小问卷", "无版本号")


def test_faults_are_one_sentence_about_the_file(tmp_path: Path) -> None:
    path = form_file(tmp_path / "错.xlsx", [*SURVEY, ["intger", "z", "Z", "甲"]], CHOICES, SETTINGS)
    with pytest.raises(UnfitFormError) as caught:
        read_form(path)
    assert str(caught.value) == f"{path}：问卷有1处要改：工作表“survey”第12行“type”列：没有“intger”这种题型。"
    assert caught.value.faults[0].row == 12


def test_many_faults_are_counted(tmp_path: Path) -> None:
    path = form_file(tmp_path / "错.xlsx", [[f"no{n}", f"z{n}", "Z"] for n in range(13)], CHOICES, SETTINGS)
    with pytest.raises(UnfitFormError, match=r"问卷有13处要改：.*；另有3处。"):
        read_form(path)


def test_what_only_the_converter_minds_is_told_with_its_row(tmp_path: Path) -> None:
    """A name of a repeat that is the name of the form."""
    rows = [["begin repeat", "data", "R", "重复"], ["integer", "x", "X", "数"], ["end repeat"]]
    with pytest.raises(UnfitFormError) as caught:
        read_form(form_file(tmp_path / "错.xlsx", rows, CHOICES, SETTINGS))
    assert "工作表“survey”第2行“name”列：重复组的名称不能重复" in str(caught.value)


def test_what_the_converter_says_in_other_words_is_passed_on(tmp_path: Path) -> None:
    rows = [["range", "x", "X", "数", "", "", "", ""]]
    path = form_file(tmp_path / "错.xlsx", rows, CHOICES, SETTINGS)
    book = openpyxl.load_workbook(path)
    sheet = book["survey"]
    sheet["I1"], sheet["I2"] = "parameters", "start=1 end=a"
    book.save(path)
    with pytest.raises(UnfitFormError, match=r"转换程序的原话是“|工作表“survey”"):
        read_form(path)


def test_no_workbook_is_no_form(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("type,name", encoding="utf-8")
    with pytest.raises(UnreadableError):
        read_form(tmp_path / "a.xlsx")
