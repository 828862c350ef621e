"""The published figures of the 2020 account of the government office of Beijing's Fengtai district.

Totals, classes, original budgets, procurement and purchased services are published.  The tables were a
separate attachment, so the 项 below each 款 are filled in the simplest way that agrees with the totals:
basic expenditure of 201 as 行政运行, the rest as 一般行政管理事务; what party activities cost was carried over.
Last year's expenditure is left out: with it the published opening balance (57.85) would contradict last
year's closing one (54.72), rule Y-07.
Amounts are ledger figures in 元; every sentence, duty and reason is in our own words.
"""

from __future__ import annotations

from decimal import Decimal

from mingzhang.catalogue import derivation
from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.number import printed
from mingzhang.language.identity.derive import complete

UNIT = "北京市丰台区人民政府办公室"
YEAR = 2020
PLACE = "110106"
# In 万元, as published.
AMOUNTS = {
    "收入账[2010301].一般公共预算": "1124.64",
    "收入账[2010302].一般公共预算": "322.24",
    "收入账[2010302].其他收入": "1.64",
    "收入账[2080505].一般公共预算": "131.67",
    "收入账[2210201].一般公共预算": "221.39",
    "支出账[2010301].一般基本": "1124.64",
    "支出账[2010302].一般项目": "299.33",
    "支出账[2010302].其他项目": "0.93",
    "支出账[2013202].一般项目": "2.13",
    "支出账[2080505].一般基本": "131.67",
    "支出账[2210201].一般基本": "221.39",
    "结转账[合计].年初一般": "23.74",
    "结转账[合计].年初其他": "34.11",
    "结转账[合计].年末一般": "44.52",
    "结转账[合计].年末其他": "34.82",
    "基本表[人员经费].决算": "1386.93",
    "基本表[公用经费].决算": "90.77",
    "年初预算:一般表[20103].合计": "1561.56",
    "年初预算:一般表[20132].合计": "0",
    "年初预算:一般表[20508].合计": "2.21",
    "年初预算:一般表[20805].合计": "173.78",
    "年初预算:一般表[22102].合计": "245.00",
    **{
        f"三公表.{which}.{item}": "0"
        for which in ("预算", "决算")
        for item in ("出国费", "购置费", "运行费", "接待费")
    },
    "采购表.货物": "7.23",
    "采购表.工程": "0",
    "采购表.服务": "0.09",
    "采购表.中小企业": "7.32",
    "采购表.小微企业": "6.82",
    "机关运行经费": "90.77",
    "上年:总表.收入总计": "2226.32",
    "上年:总表.本年收入": "2038.39",
    "上年:拨款总表.收入总计": "2192.21",
    "上年:机关运行经费": "108.33",
}
SERVICES = {
    "绩效管理辅助服务": "49",
    "档案整理数字化服务": "42",
    "服务对象满意度调查": "40.29",
    "察访核验": "48",
    "信息调研服务": "24",
    "法律顾问": "5",
}
COUNTS = {
    "人员.行政编制": "56人",
    "人员.行政实有": "43人",
    "人员.事业编制": "0人",
    "人员.事业实有": "0人",
    "人员.离退休": "22人",
    "说明.保有量": "0辆",
    "资产[机要通信用车].车辆": "0辆",
    "资产.通用设备": "0台",
    "资产.专用设备": "0台",
}
WORDS = {
    "单位类型": "行政单位",
    "职责:1": "起草和审核以区政府、区政府办公室名义制发的公文。",
    "职责:2": "研究各部门、街道和乡镇向区政府请示的事项，提出意见；办理市政府和市政府办公厅来文。",
    "职责:3": "筹办区政府的会议。",
    "职责:4": "负责区政府总值班，安排区政府领导参加的重要活动和调研。",
    "职责:5": "督促检查市政府督查事项和区政府决定事项的落实，向领导反馈。",
    "职责:6": "组织实施市政府对本区的绩效考评，以及对全区行政机关、事业单位、街道和乡镇的绩效管理。",
    "职责:7": "报送政务信息和社会舆情。",
    "职责:8": "联系区人大、区政协的有关工作。",
    "职责:9": "协调服务中央和市属驻区单位。",
    "职责:10": "办理区委、区政府交办的其他事项。",
    "内设机构:1": "13个",
    "所属单位:1": UNIT,
    "原因:上年:总表.收入总计": "机构改革后人员和项目经费划转，上年结转资金减少",
    "原因:上年:总表.本年收入": "机构改革后人员减少，财政拨款相应减少",
    "原因:上年:拨款总表.收入总计": "机构改革划转部分人员和项目，拨款相应减少",
    "原因:年初预算:一般表[20103].合计": "机构改革后部分项目经费划转到其他部门",
    "原因:年初预算:一般表[20132].合计": "党建活动使用上年结转资金，年初未列预算",
    "原因:年初预算:一般表[20508].合计": "受疫情影响，外聘师资的集中培训没有举办",
    "原因:年初预算:一般表[20805].合计": "在职人员比预算时减少，养老保险和职业年金缴费相应减少",
    "原因:年初预算:一般表[22102].合计": "在职人员比预算时减少，住房公积金和购房补贴相应减少",
    "原因:上年:机关运行经费": "实有人数减少，按定额核定的公用经费相应减少",
}


def ledger() -> Facts:
    """What the workbook of this office says: the figures its accountant fills in, in 元."""
    amounts = {**AMOUNTS, **{f"购买服务表[{name}].支出": value for name, value in SERVICES.items()}}
    facts = Facts()
    for name, value in amounts.items():
        facts.add(Fact(name, printed(f"{Decimal(value) * 10_000:.2f}", "元"), table=":" not in name))
    for name, said in COUNTS.items():
        facts.add(Fact(name, printed(said[:-1], said[-1]), table=False))
    return facts


def account() -> Facts:
    """The whole account in 元."""
    return complete(ledger(), derivation())[0]
