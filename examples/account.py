"""The published figures of the 2020 account of the government office of Beijing's Fengtai district.

Totals, classes, original budgets, procurement and purchased services are published.  The tables were a
separate attachment, so the 项 below each 款 are filled in the simplest way that agrees with the totals:
basic expenditure of 201 as 行政运行, the rest as 一般行政管理事务.  Last year's expenditure is left out: with
it the published opening balance (57.85) would contradict last year's closing one (54.72), rule Y-07.
"""

from __future__ import annotations

from decimal import Decimal

from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.number import printed

UNIT = "北京市丰台区人民政府办公室"
YEAR = 2020
TERMS = (
    "1.基本支出：指保障机构运转和日常工作的人员支出与公用支出。",
    "2.项目支出：指在基本支出之外为完成特定任务发生的支出。",
    "3.“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    "4.机关运行经费：指用一般公共预算财政拨款安排的基本支出中的日常公用经费支出。",
    "5.政府采购：指用财政性资金采购集中采购目录以内或限额标准以上的货物、工程和服务。",
    "6.政府购买服务：指把适合市场化提供的服务事项交给符合条件的承接主体并按数量和质量付费。",
)
# (code, outturn, basic, project) in 万元
_SPENT = (
    ("2010301", "1124.64", "1124.64", "0"),
    ("2010302", "299.33", "0", "299.33"),
    ("2013202", "2.13", "0", "2.13"),
    ("2080505", "131.67", "131.67", "0"),
    ("2210201", "221.39", "221.39", "0"),
)
_STATED = {
    "总表.一般公共预算财政拨款收入": "1799.94",
    "总表.其他收入": "1.64",
    "总表.本年收入": "1801.58",
    "总表.年初结转和结余": "57.85",
    "总表.收入总计": "1859.43",
    "总表.本年支出": "1780.09",
    "总表.年末结转和结余": "79.34",
    "总表.支出总计": "1859.43",
    "拨款总表.一般公共预算收入": "1799.94",
    "拨款总表.本年收入": "1799.94",
    "拨款总表.年初结转": "23.74",
    "拨款总表.年初一般公共预算": "23.74",
    "拨款总表.收入总计": "1823.68",
    "基本表[人员经费].决算": "1386.93",
    "基本表[公用经费].决算": "90.77",
    "采购表.合计": "7.32",
    "采购表.货物": "7.23",
    "采购表.工程": "0",
    "采购表.服务": "0.09",
    "采购表.中小企业": "7.32",
    "采购表.小微企业": "6.82",
    "购买服务": "208.29",
    "机关运行经费": "90.77",
    "上年:总表.收入总计": "2226.32",
    "上年:总表.本年收入": "2038.39",
    "上年:拨款总表.收入总计": "2192.21",
    "上年:机关运行经费": "108.33",
}
_NARRATIVE = ("购买服务", "机关运行经费")


def account() -> Facts:
    """The account as facts in 元."""
    amounts = dict(_STATED)
    sums: dict[str, Decimal] = {}

    def add(name: str, value: str) -> None:
        sums[name] = sums.get(name, Decimal(0)) + Decimal(value)

    for code, whole, basic, project in _SPENT:
        for key in (code, code[:5], code[:3], "合计"):
            for table, first in (("一般表", "合计"), ("支出表", "本年支出")):
                add(f"{table}[{key}].{first}", whole)
                add(f"{table}[{key}].基本支出", basic)
                add(f"{table}[{key}].项目支出", project)
        add(f"总表[{code[:3]}].支出", whole)
        for column in ("合计", "一般公共预算"):
            add(f"拨款总表[{code[:3]}].{column}", whole)
            add(f"拨款总表[本年支出].{column}", whole)
    for key in ("2010302", "20103", "201", "合计"):  # 非财政拨款安排的 0.93 万元
        add(f"支出表[{key}].本年支出", "0.93")
        add(f"支出表[{key}].项目支出", "0.93")
    add("总表[201].支出", "0.93")
    for column in ("合计", "一般公共预算"):
        add(f"拨款总表[年末结转].{column}", "44.52")
        add(f"拨款总表[支出总计].{column}", "1823.68")
    amounts |= {name: str(value) for name, value in sums.items()}
    amounts |= {f"三公表.{which}.{item}": "0" for which in ("决算", "预算") for item in _THREE}
    facts = Facts()
    for name, value in amounts.items():
        told = name.startswith("上年:") or name in _NARRATIVE
        facts.add(Fact(name, printed(f"{Decimal(value) * 10_000:.2f}", "元"), table=not told))
    return facts


_THREE = ("合计", "出国费", "公车", "购置费", "运行费", "接待费")
