"""Self-evaluation forms and scoring tables of several provinces are read into the same objects."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from mingzhang.facts.fact import Facts
from mingzhang.facts.place import Place
from mingzhang.facts.report import Block, Cell, Paragraph, Report, Table
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.recognise import (
    ScoreTable,
    SelfEvaluation,
    bind_evaluations,
    is_evaluation,
)
from mingzhang.language.evaluation.self_evaluation import BUDGET, CARRIED, ORIGINAL, OTHER, OUTTURN
from mingzhang.readers.limits import Limits
from mingzhang.readers.text import read_text
from mingzhang.work.evaluation_examples import form, score_table
from mingzhang.work.examples import grid

ANHUI = (
    ("项目名称", "河道清淤", "", "", "", "", "", ""),
    ("主管部门", "某县水利局", "", "", "实施单位", "某县河道所", "", ""),
    ("项目资金\n（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额：", "90", "88.50", "80.00", "10", "90.40%", "9.04"),
    ("", "其中：本年财政拨款", "90", "88.50", "80.00", "-", "", "-"),
    ("", "其他资金", "", "", "", "-", "", "-"),
    ("年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""),
    ("", "清淤12公里", "", "", "清淤12.5公里", "", "", ""),
    (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ),
    ("产出指标(50分)", "数量指标", "清淤长度", "≥12公里", "12.5公里", "50", "50", ""),
    ("效益指标(30分)", "社会效益指标", "防洪能力", "明显提升", "达成预期指标", "30", "28", "雨季施工"),
    ("满意度指标(10分)", "满意度指标", "群众满意度", "≥90%", "96%", "10", "10", ""),
    ("总分", "", "", "", "", "100", "97.04", ""),
)

SICHUAN = (
    ("项目名称", "数字校园", "", "", "", "", "", "", ""),
    (
        "预算执行情况\n（万元）",
        "",
        "年初预算",
        "调整后预算数",
        "预算执行数",
        "预算执行率",
        "权重",
        "得分",
        "原因",
    ),
    ("", "总额", "20.00", "18.00", "18.00", "100%", "10", "10", ""),
    ("", "其中：财政资金", "20.00", "18.00", "18.00", "", "", "", ""),
    ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"),
    ("产出指标", "数量指标", "教室改造", "≥", "6", "间", "6", "50", "50"),
    ("效益指标", "社会效益指标", "受益学生", "≥", "300", "人", "280", "30", "28"),
    ("满意度指标", "服务对象满意度指标", "师生满意度", "≥", "95", "%", "96", "10", "10"),
    ("合计", "", "", "", "", "", "", "100", "98"),
)


def read(*blocks: Block) -> tuple[list[SelfEvaluation], list[ScoreTable], Facts]:
    facts = Facts()
    forms, tables = bind_evaluations(Report("a.pdf", "pdf", list(blocks)), facts)
    return forms, tables, facts


def test_a_form_without_block_column_is_read_by_its_heads() -> None:
    (one,), _, facts = read(Paragraph("项目支出绩效自评表"), Paragraph("（2022年度）"), grid(*ANHUI))
    assert (one.name.text, one.year, one.title, one.money) == ("河道清淤", 2022, "项目支出绩效自评表", "万元")
    assert (one.department.text, one.unit.text) == ("某县水利局", "某县河道所")
    assert [one.fund(column).text for column in (ORIGINAL, BUDGET, OUTTURN)] == ["90", "88.50", "80.00"]
    assert one.outturn is not None and one.outturn.value == 800_000
    assert (one.rate.text, one.rate_full.text, one.rate_score.text) == ("90.40%", "10", "9.04")
    assert one.fund(BUDGET, OTHER).blank and one.fund(BUDGET, CARRIED).absent
    assert (one.goal.text, one.outcome.text) == ("清淤12公里", "清淤12.5公里")
    assert [row.level1 for row in one.indicators] == ["产出指标", "效益指标", "满意度指标"]
    assert one.indicators[1].reason.text == "雨季施工"
    assert (one.total_full.text, one.total_score.text) == ("100", "97.04")
    assert facts.get("绩效[1].总分") is not None


def test_nature_and_measure_columns_make_one_target() -> None:
    (one,), _, _ = read(grid(*SICHUAN))
    assert [(row.aim, row.got) for row in one.indicators] == [
        ("≥6间", "6间"),
        ("≥300人", "280人"),
        ("≥95%", "96%"),
    ]
    assert one.budget is not None and one.budget.value == 180_000
    assert (one.rate_full.text, one.rate_score.text, one.total_score.text) == ("10", "10", "98")


def test_places_name_form_row_and_column() -> None:
    (one,), _, _ = read(grid(*ANHUI))
    place = one.indicators[1].score.place
    assert (place.table, place.row, place.column) == ("自评表1“河道清淤”", "社会效益指标 防洪能力", "得分")
    assert one.total_score.place.row == "总分"
    assert one.rate_score.place.row == "年度资金总额"


@pytest.mark.parametrize("cut", range(9, 12))
@pytest.mark.parametrize("headed", [False, True])
def test_a_form_cut_by_a_page_is_one_form(cut: int, headed: bool) -> None:
    second = (ANHUI[8], *ANHUI[cut:]) if headed else ANHUI[cut:]
    forms, _, _ = read(grid(*ANHUI[:cut]), Paragraph("- 7 -", kind="footnote"), grid(*second))
    assert len(forms) == 1
    assert [row.score.text for row in forms[0].indicators] == ["50", "28", "10"]
    assert forms[0].total_score.text == "97.04"


def test_the_head_of_the_form_may_be_repeated_on_its_second_page() -> None:
    forms, _, _ = read(grid(*ANHUI[:10]), grid(ANHUI[0], ANHUI[1], *ANHUI[8:9], *ANHUI[10:]))
    assert [len(form.indicators) for form in forms] == [3]


def test_two_forms_in_one_sheet_are_two() -> None:
    second = [("项目名称", "堤防加固", *ANHUI[0][2:]), *ANHUI[1:]]
    forms, _, _ = read(grid(*ANHUI, *second))
    assert [(form.number, form.name.text, len(form.indicators)) for form in forms] == [
        (1, "河道清淤", 3),
        (2, "堤防加固", 3),
    ]


def test_a_title_between_tables_begins_another_form() -> None:
    forms, _, _ = read(grid(*ANHUI), Paragraph("项目支出绩效自评表"), grid(*ANHUI))
    assert [form.number for form in forms] == [1, 2]


def test_a_row_cut_by_a_page_is_joined() -> None:
    lower = ("", "", "", "有效", "", "", "", "")
    rows = [*ANHUI[:10], (*ANHUI[10][:3], "防洪能力", *ANHUI[10][4:])]
    forms, _, _ = read(grid(*rows), grid(("", "", "续", *lower[3:]), *ANHUI[11:]))
    assert forms[0].indicators[1].target.text == "防洪能力有效"
    assert len(forms[0].indicators) == 3


def test_merged_cells_count_once() -> None:
    table = grid(*ANHUI)
    cells = [cell for cell in table.cells if (cell.row, cell.column) != (10, 5)]
    for cell in cells:
        if (cell.row, cell.column) == (9, 5):
            cell.rowspan = 2
    (one,), _, _ = read(Table(cells))
    assert [item.text for item in one.weights()] == ["10", "50", "10"]


def test_merged_total_cells_are_told_apart() -> None:
    rows = [list(row) for row in ANHUI[:-1]]
    table = grid(*rows)
    last = len(rows)
    wide = [Cell("总分", last, 0, colspan=5), Cell("97.04", last, 5, colspan=2), Cell("", last, 7)]
    (one,), _, _ = read(Table([*table.cells, *wide]))
    assert one.total_full.figure is None
    assert one.total_score.text == "97.04"


def test_scoring_tables_keep_levels_and_brackets() -> None:
    rows = [
        "决策（40）/依据（25）/充分性|25|25|充分",
        "//程序（15）|15|15|规范",
        "绩效（60）/产出/数量|60|52|个别未完成",
    ]
    lines = [["一级", "二级", "三级", "分值", "评价得分", "评价意见"]]
    lines += [[*row.split("|")[0].split("/"), *row.split("|")[1:]] for row in rows]
    _, (table,), facts = read(Paragraph("评分情况表"), grid(*lines, ["合计", "", "", "100", "92", ""]))
    assert [leaf.name for leaf in table.leaves] == ["充分性", "程序（15）", "数量"]
    assert [(g.head.plain, g.declared, len(g.leaves)) for g in table.groups()] == [
        ("决策（40）", "40", 2),
        ("绩效（60）", "60", 1),
        ("依据（25）", "25", 2),
    ]
    said = facts.get("评价[1].总分")
    assert said is not None and said.number.value == 92


def test_the_last_column_of_full_marks_belongs_to_the_rows() -> None:
    lines = [
        ["一级指标", "分值", "二级指标", "分值", "得分"],
        ["决策", "40", "依据", "40", "38"],
        ["绩效", "60", "产出", "60", "60"],
    ]
    _, (table,), _ = read(grid(*lines, ["合计", "100", "", "100", "98"]))
    assert [leaf.full.text for leaf in table.leaves] == ["40", "60"]
    assert table.total_score.text == "98"


def test_other_tables_are_left_alone() -> None:
    other = grid(("项目", "决算数"), ("本年收入合计", "12.00"))
    assert not is_evaluation(other)
    assert not is_evaluation(grid(("序号", "单位名称", "备注"), ("1", "某局", "")))
    assert read(other, grid(*ANHUI), other)[0][0].total_score.text == "97.04"


def test_pages_of_forms_are_recognised() -> None:
    assert is_evaluation(grid(*ANHUI[9:]))
    assert is_evaluation(grid(*ANHUI[:8]))
    assert is_evaluation(grid(*SICHUAN))


def test_a_column_the_form_lacks_is_not_an_empty_cell() -> None:
    rows = [row[:7] for row in ANHUI]
    (one,), _, _ = read(grid(*rows))
    assert one.indicators[0].reason.absent
    assert not one.indicators[0].actual.absent


@pytest.mark.parametrize(
    ("text", "value", "blank"),
    [
        ("3.5万", 35_000, False),
        ("3.5", 35_000, False),
        ("1.2亿元", 120_000_000, False),
        ("—", None, True),
        ("", None, True),
        ("待定", None, False),
    ],
)
def test_amounts_of_a_form(text: str, value: int | None, blank: bool) -> None:
    item = FormEntry(text, Place(), "万元")
    assert (item.figure.value if item.figure else None, item.blank) == (value, blank)


@pytest.mark.parametrize(("text", "percent"), [("99.06%", "99.06"), ("0.9906", "99.06"), ("75", "75")])
def test_execution_rate_in_per_cent(text: str, percent: str) -> None:
    assert form(rate=("10", text, "9")).evaluations[0].percent == Fraction(percent)


def test_broken_tables_give_no_traceback() -> None:
    for width in range(1, 9):
        for height in range(1, len(ANHUI) + 1):
            read(grid(*(row[:width] for row in ANHUI[:height])))
    read(Table([]), Table([Cell("项目名称", 3, 2)]), Table([Cell("一级指标", 0, 0, rowspan=9, colspan=9)]))


def test_score_tables_without_total_stay_open() -> None:
    document = score_table(total=("", ""))
    assert document.score_tables[0].total_score.figure is None


def test_real_forms(shared: Path) -> None:
    path = shared / "data/real/fengtai_gov_office_2020_final_account.txt"
    report = read_text(path, Limits())
    forms, tables = bind_evaluations(report, Facts())
    assert [len(form.indicators) for form in forms] == [9, 14, 9, 9, 9, 9, 10, 14, 10]
    assert all(form.outturn is not None and form.total_score.figure is not None for form in forms)
    assert sum((form.outturn.value for form in forms if form.outturn), Fraction(0)) == 2_524_770
    assert [(len(table.leaves), len(table.groups())) for table in tables] == [(29, 9)]


CHONGQING = (
    ("项目名称", "融媒体宣传", "", "", "自评总分（分）", "97", "", "", "", ""),
    (
        "预算执行情况（万元）",
        "年初预算数",
        "全年（调整）预算数",
        "全年执行数",
        "执行率(%)",
        "执行率权重",
        "执行率得分",
        "",
        "",
        "",
    ),
    ("", "60.00", "50.00", "45.00", "90", "10", "9", "", "", ""),
    (
        "指标名称",
        "计量单位",
        "指标性质",
        "年初指标值",
        "调整指标值",
        "全年完成值",
        "得分系数（%）",
        "指标权重（分）",
        "指标得分（分）",
        "是否核心指标",
    ),
    ("制作宣传品", "份", "≥", "50", "20", "20", "100", "50", "50", "是"),
    ("业务保障能力", "", "定性指标", "提升", "", "提升", "100", "40", "38", "否"),
)


def test_a_form_without_levels_and_with_adjusted_values() -> None:
    (one,), _, _ = read(grid(*CHONGQING))
    assert [one.fund(column).text for column in (ORIGINAL, BUDGET, OUTTURN)] == ["60.00", "50.00", "45.00"]
    assert (one.percent, one.rate_full.text, one.rate_score.text) == (90, "10", "9")
    assert [(row.name.text, row.aim, row.got) for row in one.indicators] == [
        ("制作宣传品", "≥20份", "20份"),
        ("业务保障能力", "提升", "提升"),
    ]
    assert one.total_score.absent


def test_sources_keep_their_printed_names() -> None:
    rows = [*SICHUAN[:4], ("", "财政专户管理资金", "0.00", "0.00", "0.00", "", "/", "/", ""), *SICHUAN[4:]]
    (one,), _, _ = read(grid(*rows))
    assert list(one.funds) == ["总额", "财政拨款", "财政专户管理资金"]


def test_goals_under_other_heads() -> None:
    goal = [
        ("项目年度目标", "", "", "", "年度目标完成情况", "", "", "", ""),
        ("建成", "", "", "", "已建成", "", "", "", ""),
    ]
    (one,), _, _ = read(grid(SICHUAN[0], *goal, *SICHUAN[1:]))
    assert (one.goal.text, one.outcome.text) == ("建成", "已建成")
    assert one.rate.text == "100%"


def test_a_remark_over_the_whole_width_is_no_indicator() -> None:
    table = grid(*ANHUI[:-1])
    last = len(ANHUI) - 1
    remark = [Cell("自评结论", last, 0), Cell("项目按期完成，群众反映良好。", last, 1, colspan=7)]
    total = [Cell(text, last + 1, column) for column, text in enumerate(ANHUI[-1])]
    (one,), _, _ = read(Table([*table.cells, *remark, *total]))
    assert len(one.indicators) == 3
    assert one.total_score.text == "97.04"


def test_lists_of_projects_are_no_forms() -> None:
    assert not is_evaluation(
        grid(("项目名称", "全年预算数", "全年执行数", "得分"), ("甲", "5.00", "4.00", "90"))
    )
