"""The sheets of the plan (方案.xlsx), described once: to be written, to be read, to name their cells."""

from __future__ import annotations

from mingzhang.appraisal.units import UNIT_KINDS
from mingzhang.facts.place import cell_name
from mingzhang.language.workbook.form import CHOICE, COUNT, DATE, TEXT, YEAR, InputColumn, InputSheet
from mingzhang.scoring.tree import Absent
from mingzhang.scoring.value import Better

YES = "是"
STATES = ("草拟", "征求意见", "通过", "印发", "修订")


def text(head: str, width: int = 14, required: bool = False, note: str = "") -> InputColumn:
    """A column of words."""
    return InputColumn(head, kind=TEXT, width=width, required=required, note=note)


def marks(head: str, required: bool = False, note: str = "") -> InputColumn:
    """A column of marks."""
    return InputColumn(head, kind=COUNT, unit="分", decimals=2, required=required, note=note, width=9)


def whole(head: str, required: bool = False, note: str = "") -> InputColumn:
    """A column of whole numbers."""
    return InputColumn(head, kind=COUNT, required=required, note=note, width=8)


def day(head: str, required: bool = False, note: str = "") -> InputColumn:
    """A column of days."""
    return InputColumn(head, kind=DATE, width=14, required=required, note=note)


def choice(head: str, choices: tuple[str, ...], required: bool = False, note: str = "") -> InputColumn:
    """A column to choose in."""
    width = max(10, 2 * max(map(len, choices)) + 2)
    return InputColumn(head, kind=CHOICE, choices=choices, width=width, required=required, note=note)


KIND = choice("类别", UNIT_KINDS, required=True)
CYCLE = InputSheet(
    "考评",
    "一行：哪个区、哪一年的绩效考评，得分保留几位小数，加分和减分各不超过多少分。",
    (
        ("district", text("地区", 16, required=True)),
        ("office", text("考评组织单位", 20, required=True)),
        ("year", InputColumn("年度", kind=YEAR, width=8, required=True)),
        ("decimals", whole("小数位数", note="不填为 2 位，四舍五入")),
        ("bonus", marks("加分上限", required=True)),
        ("deduction", marks("减分上限", required=True)),
    ),
)
STAGES = InputSheet(
    "时间表",
    "各环节的起止日期；“加减分申报与评审”的结束日期是申报的截止日期。",
    (
        ("name", text("环节", 22, required=True)),
        ("first", day("开始日期", required=True)),
        ("last", day("结束日期", required=True)),
    ),
)
UNITS = InputSheet(
    "单位",
    "一个单位一行；当年成立、撤销或并入别的单位的，写明日期和并入的单位。",
    (
        ("code", text("单位编码", 10, required=True)),
        ("name", text("单位名称", 26, required=True)),
        ("kind", KIND),
        ("since", day("成立日期")),
        ("until", day("撤并日期")),
        ("into", text("并入单位编码", 14)),
    ),
)
ASSESSORS = InputSheet(
    "考评部门",
    "负责考评的部门，名称与“指标”“细则”表里写的一致。",
    (
        ("name", text("考评部门", 26, required=True)),
        ("section", text("负责科室", 18)),
        ("phone", text("联系电话", 14)),
    ),
)
RULES = InputSheet(
    "细则",
    "一条细则一行；计分办法的写法见手册“绩效”一章；改了的细则另起一行，用起止日期分开。",
    (
        ("code", text("细则编号", 10, required=True)),
        ("name", text("细则名称", 24, required=True)),
        ("line", text("计分办法", 40, required=True)),
        ("since", day("生效日期", required=True)),
        ("until", day("失效日期")),
        ("owner", text("负责部门", 18)),
        ("basis", text("依据", 30)),
    ),
)
SYSTEMS = InputSheet(
    "指标体系",
    "一个类别一套；印发前各指标的分值要加到总分，修订要写明理由。",
    (
        ("kind", KIND),
        ("name", text("体系名称", 30, required=True)),
        ("version", whole("版本", required=True)),
        ("state", choice("状态", STATES, required=True)),
        ("full", marks("总分", required=True)),
        ("passed", day("通过日期")),
        ("issued", day("印发日期")),
        ("reason", text("修订理由", 24)),
    ),
)
BLOCKS = InputSheet(
    "板块",
    "一级指标的分值，各项指标的分值要加到它；可以不填。",
    (("kind", KIND), ("level1", text("一级指标", 20, required=True)), ("full", marks("分值", required=True))),
)
INDICATORS = InputSheet(
    "指标",
    "一项指标一行；指标值写明数和单位，各单位不同的写在数据工作簿的“任务书”表里。",
    (
        ("kind", KIND),
        ("level1", text("一级指标", 16, required=True)),
        ("code", text("指标编码", 10, required=True)),
        ("name", text("指标名称", 26, required=True)),
        ("full", marks("分值", required=True)),
        ("target", text("指标值", 18)),
        ("better", choice("方向", tuple(Better))),
        ("rule", text("细则编号", 10, required=True)),
        ("assessor", text("考评部门", 20)),
        (
            "absent",
            choice("不涉及时", tuple(Absent), note="重分、平均（取同类平均得分率）或满分，不填为重分"),
        ),
        ("evidence", choice("要佐证", (YES, "否"))),
        ("tasked", choice("任务类", (YES, "否"), note="“是”的指标按各单位任务书逐条计分")),
    ),
)
PLAN_SHEETS = (CYCLE, STAGES, UNITS, ASSESSORS, RULES, SYSTEMS, BLOCKS, INDICATORS)


def cell_of(sheet: InputSheet, name: str, row: int | None) -> str:
    """The cell of a field in the workbooks that this room writes; the sheet alone without a row.

    >>> cell_of(UNITS, "name", 7), cell_of(UNITS, "name", None)
    ('单位!B7', '单位')
    """
    if row is None:
        return sheet.name
    return f"{sheet.name}!{cell_name(row - 1, [field for field, _ in sheet.fields].index(name))}"
