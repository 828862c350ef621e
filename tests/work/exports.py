"""A small account as accounting systems export it: the Ministry's forms (财决…表) in 元."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]
UNIT = "编制单位：某区某办公室"
_BUDGETS = ("年初预算数", "全年预算数", "决算数")


def z01() -> Rows:
    """收入支出决算总表: three blocks with three columns of amounts each."""
    head = ["项目", "行次", *_BUDGETS] * 3
    left = [
        ("一、一般公共预算财政拨款收入", 1, 12_000_000, 12_563_112.34, 12_563_112.34),
        ("八、其他收入", 8, None, 9_300, 9_300.5),
        ("本年收入合计", 27, 12_000_000, 12_572_412.34, 12_572_412.84),
        ("年初结转和结余", 29, 0, 237_400, 237_400),
        ("总计", 31, 12_000_000, 12_809_812.34, 12_809_812.84),
    ]
    middle = [
        ("一、一般公共服务支出", 32, 10_700_000, 11_255_700, 11_255_700.5),
        ("八、社会保障和就业支出", 39, 1_300_000, 1_316_712.34, 1_316_712.34),
        ("本年支出合计", 58, 12_000_000, 12_572_412.34, 12_572_412.84),
        ("年末结转和结余", 60, 0, 237_400, 237_400),
        ("总计", 62, 12_000_000, 12_809_812.34, 12_809_812.84),
    ]
    right = [
        ("一、基本支出", 63, 12_000_000, 12_563_112.34, 12_563_112.34),
        ("人员经费", 64, 11_000_000, 11_246_400, 11_246_400),
        ("二、项目支出", 65, 0, 9_300, 9_300.5),
        ("本年支出合计", 80, 12_000_000, 12_572_412.34, 12_572_412.84),
        ("总计", 85, 12_000_000, 12_809_812.34, 12_809_812.84),
    ]
    body = [[*a, *b, *c] for a, b, c in zip(left, middle, right, strict=True)]
    blocks = ["收入", None, None, None, None, "支出（按功能分类）", None, None, None, None]
    return [
        ["收入支出决算总表"],
        ["", "", "", "", "财决01表"],
        [UNIT, "", "", "", "2020年度", "", "", "金额单位：元"],
        [*blocks, "支出（按支出性质和经济分类）"],
        head,
        ["栏次", None, 1, 2, 3, "栏次", None, 4, 5, 6, "栏次", None, 7, 8, 9],
        *body,
    ]


def z03() -> Rows:
    """收入决算表: codes in three columns."""
    return [
        ["收入决算表"],
        [UNIT, "", "", "2020年度", "", "金额单位：元"],
        ["支出功能分类科目编码", None, None, "科目名称", "本年收入合计", "财政拨款收入", "其他收入"],
        ["类", "款", "项", "栏次", 1, 2, 3],
        [None, None, None, "合计", 12_572_412.84, 12_563_112.34, 9_300.5],
        ["201", None, None, "一般公共服务支出", 11_255_700.5, 11_246_400, 9_300.5],
        ["201", "03", None, "政府办公厅（室）及相关机构事务", 11_255_700.5, 11_246_400, 9_300.5],
        ["201", "03", "01", "行政运行", 11_255_700.5, 11_246_400, 9_300.5],
        ["208", None, None, "社会保障和就业支出", 1_316_712.34, 1_316_712.34, None],
        ["208", "05", None, "行政事业单位养老支出", 1_316_712.34, 1_316_712.34, None],
        ["208", "05", "05", "机关事业单位基本养老保险缴费支出", 1_316_712.34, 1_316_712.34, None],
    ]


def z07() -> Rows:
    """一般公共预算财政拨款收入支出决算表: balances, income, expenditure by code."""
    return [
        ["一般公共预算财政拨款收入支出决算表"],
        [UNIT, "", "", "", "", "金额单位：元"],
        ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", None, None, "年末结转和结余"],
        [None, None, None, None, "合计", "基本支出", "项目支出", None],
        [None, "合计", 237_400, 12_563_112.34, 12_563_112.34, 12_563_112.34, 0, 237_400],
        ["2010301", "行政运行", 237_400, 11_246_400, 11_246_400, 11_246_400, 0, 237_400],
        ["2080505", "机关事业单位基本养老保险缴费支出", 0, 1_316_712.34, 1_316_712.34, 1_316_712.34, 0, 0],
    ]


def z08_1() -> Rows:
    """基本支出决算明细表: functional codes down, economic classes and sections across."""
    return [
        ["一般公共预算财政拨款基本支出决算明细表"],
        [UNIT, "", "", "", "", "金额单位：元"],
        ["科目编码", "科目名称", "合计", "工资福利支出", None, None, "商品和服务支出", None],
        [None, None, None, "小计", "基本工资", "津贴补贴", "小计", "办公费"],
        [None, "合计", 12_563_112.34, 12_000_000, 8_000_000, 4_000_000, 563_112.34, 563_112.34],
        ["2010301", "行政运行", 12_563_112.34, 12_000_000, 8_000_000, 4_000_000, 563_112.34, 563_112.34],
    ]


SHEETS = {
    "Z01 收入支出决算总表(财决01表)": z01,
    "Z03 收入决算表(财决03表)": z03,
    "Z07 一般公共预算财政拨款收入支出决算": z07,
    "Z08_1 基本支出决算明细表(财决08-1表)": z08_1,
}


def export(folder: Path, *names: str) -> Path:
    """A workbook with these sheets (beginnings of their names), all without names."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in SHEETS.items():
        if not names or name.startswith(names):
            sheet = book.create_sheet(name)
            for row in rows():
                sheet.append(list(row))
            _merge(sheet, name)
    path = folder / "决算报表.xlsx"
    book.save(path)
    return path


def _merge(sheet: object, name: str) -> None:
    areas = {
        "Z01": ("A4:E4", "F4:J4", "K4:O4"),
        "Z03": ("A3:C3",),
        "Z07": ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4"),
        "Z08": ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:H3"),
    }
    for area in areas[name[:3]]:
        sheet.merge_cells(area)  # type: ignore[attr-defined]
