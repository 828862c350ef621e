"""An invented budget: a small research office of Shanghai's Putuo district for 2026.

Neither the office nor any of its figures exists; the wording of duties, purposes, reasons and targets is our
own.  ``python -m examples.budget`` writes the filled workbook and the register of projects.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.number import printed
from mingzhang.language.evaluation.self_evaluation import APPROPRIATION, ORIGINAL, OTHER
from mingzhang.language.workbook.form import BUDGET, SORT, Filing
from mingzhang.performance.project import Indicator, Project, Register, funds_of
from mingzhang.performance.project_workbook import write_register

FOLDER = Path(__file__).parent / "invented-budget-2026"
UNIT, YEAR, PLACE = "上海市普陀区示例发展研究中心", 2026, "310107"
# In 元: the ledger by 项, then what it is spent on, then what is compared with last year.
AMOUNTS = {
    "收入预算账[2010301].一般公共预算": "7364218.40",
    "收入预算账[2010302].一般公共预算": "2480000.00",
    "收入预算账[2010399].一般公共预算": "615000.00",
    "收入预算账[2010399].其他收入": "85000.00",
    "收入预算账[2080505].一般公共预算": "688416.00",
    "收入预算账[2080506].一般公共预算": "344208.00",
    "收入预算账[2101101].一般公共预算": "430260.00",
    "收入预算账[2210201].一般公共预算": "602364.00",
    "支出预算账[2010301].一般人员": "6120418.40",
    "支出预算账[2010301].一般公用": "1243800.00",
    "支出预算账[2010302].一般项目": "2480000.00",
    "支出预算账[2010399].一般项目": "615000.00",
    "支出预算账[2010399].其他项目": "85000.00",
    "支出预算账[2080505].一般人员": "688416.00",
    "支出预算账[2080506].一般人员": "344208.00",
    "支出预算账[2101101].一般人员": "430260.00",
    "支出预算账[2210201].一般人员": "602364.00",
    "预算基本表[30101].人员经费": "1386240.00",
    "预算基本表[30102].人员经费": "2914178.40",
    "预算基本表[30103].人员经费": "1764000.00",
    "预算基本表[30108].人员经费": "688416.00",
    "预算基本表[30109].人员经费": "344208.00",
    "预算基本表[30110].人员经费": "430260.00",
    "预算基本表[30112].人员经费": "56000.00",
    "预算基本表[30113].人员经费": "602364.00",
    "预算基本表[30201].公用经费": "286000.00",
    "预算基本表[30206].公用经费": "94800.00",
    "预算基本表[30207].公用经费": "62000.00",
    "预算基本表[30209].公用经费": "318000.00",
    "预算基本表[30211].公用经费": "74000.00",
    "预算基本表[30215].公用经费": "46000.00",
    "预算基本表[30217].公用经费": "9000.00",
    "预算基本表[30228].公用经费": "137600.00",
    "预算基本表[30231].公用经费": "36000.00",
    "预算基本表[30239].公用经费": "180400.00",
    "预算三公表.预算.出国费": "0",
    "预算三公表.预算.购置费": "0",
    "预算三公表.预算.运行费": "36000.00",
    "预算三公表.预算.接待费": "9000.00",
    "上年:预算三公表.预算.出国费": "0",
    "上年:预算三公表.预算.购置费": "168000.00",
    "上年:预算三公表.预算.运行费": "36000.00",
    "上年:预算三公表.预算.接待费": "12000.00",
    "预算三公表.预算.机关运行经费": "1243800.00",
    "上年:预算三公表.预算.机关运行经费": "1198600.00",
    "预算采购.货物": "186000.00",
    "预算采购.工程": "0",
    "预算采购.服务": "1420000.00",
    "预算采购.中小企业": "1284800.00",
    "预算采购.小微企业": "803000.00",
    "上年:预算总表.财政拨款收入": "12104600.00",
    "上年:预算总表.其他收入": "80000.00",
    "上年:预算拨款总表[支出总计].合计": "12104600.00",
    "上年:预算一般表[合计].合计": "12104600.00",
    "上年:预算一般表[2010301].合计": "7120300.00",
    "上年:预算一般表[2010302].合计": "2218400.00",
    "上年:预算一般表[2010399].合计": "702000.00",
    "上年:预算一般表[2080505].合计": "654960.00",
    "上年:预算一般表[2080506].合计": "327480.00",
    "上年:预算一般表[2101101].合计": "409350.00",
    "上年:预算一般表[2210201].合计": "573090.00",
}
COUNTS = {"资产.车辆": "1辆", "资产.设备": "0台", "资产.购置车辆": "0辆", "资产.购置设备": "0台"}
WORDS = {
    SORT: "单位预算",
    "金额单位": "元",
    "公开日期": "（示例：单位和数字均为虚构）",
    "职责:1": "研究全区经济社会发展中的重大问题，提出政策建议。",
    "职责:2": "跟踪评估专项规划的实施情况。",
    "职责:3": "承办区政府交办的其他研究任务。",
    "内设机构:1": "4个",
    "所属单位:1": UNIT,
    "资产统计日期": "2025年8月31日",
    "用途:2010301": "在职人员工资福利和日常公用支出",
    "用途:2010302": "规划评估、课题研究和信息系统运行维护",
    "用途:2010399": "专题调研和成果编印",
    "用途:2080505": "缴纳在职人员基本养老保险费",
    "用途:2080506": "缴纳在职人员职业年金",
    "用途:2101101": "缴纳在职人员基本医疗保险费",
    "用途:2210201": "缴存在职人员住房公积金",
    "原因:上年:预算拨款总表[支出总计].合计": "新增一次规划中期评估，缴费基数调整",
    "原因:上年:预算一般表[2010301].合计": "新招录两名研究人员",
    "原因:上年:预算一般表[2010302].合计": "新增一次规划中期评估",
    "原因:上年:预算一般表[2010399].合计": "上年集中编印的成果本年不再安排",
    "原因:上年:预算一般表[2080505].合计": "缴费基数上调，参保人数增加",
    "原因:上年:预算一般表[2080506].合计": "随养老保险缴费基数同步上调",
    "原因:上年:预算一般表[2101101].合计": "医保缴费基数上调",
    "原因:上年:预算一般表[2210201].合计": "公积金缴存基数上调",
    "原因:上年:预算三公表.预算.购置费": "上年更新一辆公务用车，本年没有更新计划",
    "原因:上年:预算三公表.预算.接待费": "压减接待批次和标准",
    "原因:上年:预算三公表.预算.机关运行经费": "新招录人员，按定额核定的公用经费增加",
}


def filing() -> Filing:
    """What the office's accountant fills in."""
    facts = Facts()
    for name, value in AMOUNTS.items():
        facts.add(Fact(name, printed(f"{Decimal(value):.2f}", "元"), table=":" not in name))
    for name, said in COUNTS.items():
        facts.add(Fact(name, printed(said[:-1], said[-1]), table=False))
    return Filing(UNIT, YEAR, PLACE, facts, dict(WORDS), kind=BUDGET)


def register() -> Register:
    """The projects whose targets are published with the budget."""
    return Register(UNIT, YEAR, [_assessment(), _systems(), _surveys()], place=PLACE)


def _project(code: str, name: str, asked: str, other: str, goal: str, *rows: str) -> Project:
    stated = {f"{APPROPRIATION}.{ORIGINAL}": asked, f"{OTHER}.{ORIGINAL}": other}
    funds = funds_of((key, Fraction(value)) for key, value in stated.items())
    made = Project(code, name, UNIT, UNIT, funds=funds, goal=goal)
    for row in rows:
        level1, level2, target, value = row.split("|")
        made.indicators.append(Indicator(level1, level2, target, value))
    return made


def _assessment() -> Project:
    return _project(
        "001", "专项规划中期评估", "1620000", "0",
        "完成八个专项规划的中期评估，评估结论用于修订下一阶段任务。",
        "产出指标|数量指标|完成评估的专项规划|8个",
        "产出指标|质量指标|评估报告专家评审通过率|100%",
        "产出指标|时效指标|提交评估报告的期限|2026年10月底前",
        "产出指标|成本指标|单个规划评估费用|≤20.25万元",
        "效益指标|社会效益指标|评估建议写进修订方案的比例|≥60%",
        "满意度指标|服务对象满意度指标|委托部门满意度|≥90%",
    )  # fmt: skip


def _systems() -> Project:
    return _project(
        "002", "研究信息系统运行维护", "860000", "0",
        "保证研究信息系统全年稳定运行，数据按季更新。",
        "产出指标|数量指标|维护的系统|3个",
        "产出指标|质量指标|系统全年可用率|≥99%",
        "产出指标|时效指标|故障处理时间|≤4小时",
        "产出指标|成本指标|运行维护合同金额|≤86万元",
        "效益指标|可持续影响指标|数据更新次数|≥4次",
        "满意度指标|服务对象满意度指标|使用人员满意度|≥85%",
    )  # fmt: skip


def _surveys() -> Project:
    return _project(
        "003", "专题调研和成果编印", "615000", "85000",
        "围绕年度重点开展专题调研，形成可供决策参考的成果并编印成册。",
        "产出指标|数量指标|专题调研报告|12篇",
        "产出指标|质量指标|调研报告审定通过率|100%",
        "产出指标|时效指标|成果编印完成期限|2026年12月20日前",
        "产出指标|成本指标|单篇报告平均费用|≤6万元",
        "效益指标|社会效益指标|获得批示或被采用的报告|≥4篇",
        "满意度指标|服务对象满意度指标|读者满意度|≥90%",
    )  # fmt: skip


def main() -> None:
    """Write the workbook and the register."""
    FOLDER.mkdir(exist_ok=True)
    write_template(PLACE, YEAR, FOLDER / "预算填报.xlsx", True, filing())
    write_register(register(), FOLDER / "项目.xlsx", True)


if __name__ == "__main__":
    main()
