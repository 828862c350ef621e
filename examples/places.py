"""Invented accounts of small offices in nine provinces: what a place's own wording and order look like.

Neither the offices nor any of their figures exist.  ``python -m examples.places FOLDER [CODE …]`` writes for
each province the filled workbook and what is built of it: Word, PDF, page, tables, open data.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

from mingzhang.catalogue import outline_of
from mingzhang.catalogue import printed as printed_names
from mingzhang.catalogue.printed import needs
from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.number import printed
from mingzhang.language.workbook.form import Filing
from mingzhang.work.build import Draft, build_file, draft, told

YEAR = 2023
UNITS = {
    "330000": "浙江省示例市综合行政执法局",
    "350000": "福建省示例县档案馆",
    "430000": "湖南省示例县水利局",
    "440000": "广东省示例市文化馆",
    "450000": "广西壮族自治区示例县图书馆",
    "500000": "重庆市示例区司法局",
    "510000": "四川省示例县统计局",
    "610000": "陕西省示例县审计局",
    "650000": "新疆维吾尔自治区示例县科学技术局",
}
COVER = ("单位类型",)
# In 元.  The first lists are asked everywhere, the later ones where a place's sentences speak of them.
LEDGER = {
    "收入账[2010301].一般公共预算": "4862310.50",
    "收入账[2010302].一般公共预算": "1480000.00",
    "收入账[2010302].其他收入": "63200.00",
    "收入账[2080505].一般公共预算": "412680.00",
    "收入账[2101101].一般公共预算": "238450.00",
    "收入账[2210201].一般公共预算": "327600.00",
    "支出账[2010301].一般基本": "4862310.50",
    "支出账[2010302].一般项目": "1436820.75",
    "支出账[2010302].其他项目": "58900.00",
    "支出账[2080505].一般基本": "412680.00",
    "支出账[2101101].一般基本": "238450.00",
    "支出账[2210201].一般基本": "327600.00",
    "结转账[合计].年初一般": "86400.00",
    "结转账[合计].年末一般": "129579.25",
    "结转账[合计].年初其他": "12000.00",
    "结转账[合计].年末其他": "16300.00",
    "总表.使用非财政拨款结余": "0",
    "总表.结余分配": "0",
    "基本表[30101].决算": "1382600.00",
    "基本表[30102].决算": "1824310.50",
    "基本表[30108].决算": "412680.00",
    "基本表[30110].决算": "238450.00",
    "基本表[30113].决算": "327600.00",
    "基本表[30302].决算": "964200.00",
    "基本表[30201].决算": "186400.00",
    "基本表[30207].决算": "42800.00",
    "基本表[30211].决算": "96500.00",
    "基本表[30217].决算": "12600.00",
    "基本表[30228].决算": "83900.00",
    "基本表[30231].决算": "58000.00",
    "基本表[30239].决算": "211000.00",
    "年初预算:一般表[2010301].合计": "4700000.00",
    "年初预算:一般表[2010302].合计": "1500000.00",
    "年初预算:一般表[2080505].合计": "400000.00",
    "年初预算:一般表[2101101].合计": "238450.00",
    "年初预算:一般表[2210201].合计": "310000.00",
    "三公表.预算.出国费": "0",
    "三公表.预算.购置费": "0",
    "三公表.预算.运行费": "60000.00",
    "三公表.预算.接待费": "20000.00",
    "三公表.决算.出国费": "0",
    "三公表.决算.购置费": "0",
    "三公表.决算.运行费": "58000.00",
    "三公表.决算.接待费": "12600.00",
    "上年:三公表.决算.出国费": "0",
    "上年:三公表.决算.购置费": "0",
    "上年:三公表.决算.运行费": "61500.00",
    "上年:三公表.决算.接待费": "14200.00",
    "机关运行经费": "691200.00",
    "上年:机关运行经费": "668400.00",
    "采购表.货物": "126000.00",
    "采购表.工程": "0",
    "采购表.服务": "842000.00",
    "采购表.中小企业": "774400.00",
    "采购表.小微企业": "484000.00",
    "绩效.涉及金额": "1436820.75",
    "上年:总表.收入总计": "7218000.00",
    "上年:总表.本年收入": "7106400.00",
    "上年:总表.本年支出": "7119600.00",
    "上年:一般表[合计].合计": "7065300.00",
    "上年:拨款总表.收入总计": "7151700.00",
}
OWN = {
    "三公表.预算.会议费": "30000.00",
    "三公表.决算.会议费": "26400.00",
    "上年:三公表.决算.会议费": "28000.00",
    "三公表.预算.培训费": "40000.00",
    "三公表.决算.培训费": "38200.00",
    "上年:三公表.决算.培训费": "33500.00",
    "基期:三公表.决算.出国费": "0",
    "基期:三公表.决算.购置费": "0",
    "基期:三公表.决算.运行费": "72400.00",
    "基期:三公表.决算.接待费": "26800.00",
    "一般性支出.会议费": "26400.00",
    "一般性支出.培训费": "38200.00",
    "一般性支出.节庆": "0",
    "上年:一般表[2010301].合计": "4735600.00",
    "上年:一般表[2010302].合计": "1384700.00",
    "上年:一般表[2080505].合计": "396200.00",
    "上年:一般表[2101101].合计": "231800.00",
    "上年:一般表[2210201].合计": "317000.00",
}
COUNTS = {
    "人员.行政编制": "22人", "人员.行政实有": "20人", "人员.事业编制": "0人", "人员.事业实有": "0人",
    "人员.离退休": "14人", "说明.团组数": "0个", "说明.出国人次": "0人次", "说明.购置辆数": "0辆",
    "说明.保有量": "2辆", "说明.接待批次": "18批次", "说明.接待人次": "126人次",
    "资产[机要通信用车].车辆": "2辆", "资产.设备": "0台",
    "绩效.项目数": "3个", "绩效.部门项目数": "3个",
}  # fmt: skip
WORDS = {
    "单位类型": "行政单位",
    "职责:1": "贯彻执行本行业的法律法规，拟订本地区的工作计划并组织实施。",
    "职责:2": "承担日常监督检查和公共服务工作。",
    "职责:3": "承办上级交办的其他事项。",
    "用途:2010301": "在职人员工资福利和日常公用支出",
    "用途:2010302": "专项检查、业务培训和信息系统运行维护",
    "用途:2080505": "缴纳在职人员基本养老保险费",
    "用途:2101101": "缴纳在职人员基本医疗保险费",
    "用途:2210201": "缴存在职人员住房公积金",
    "一般性支出:会议费": "召开业务工作会议4次，参加160人次",
    "一般性支出:培训费": "举办业务培训3期，参加210人次",
}
REASONS = {
    "年初预算:一般表[合计].合计": "年中调整工资标准，一部分项目跨年支付",
    "年初预算:一般表[201].合计": "年中调整工资标准，一部分项目跨年支付",
    "年初预算:一般表[20103].合计": "年中调整工资标准，一部分项目跨年支付",
    "年初预算:一般表[2010301].合计": "年中调整工资标准，追加人员经费",
    "年初预算:一般表[2010302].合计": "信息系统尾款按合同跨年支付",
    "年初预算:一般表[208].合计": "缴费基数年中上调",
    "年初预算:一般表[20805].合计": "缴费基数年中上调",
    "年初预算:一般表[2080505].合计": "缴费基数年中上调",
    "年初预算:一般表[221].合计": "缴存基数年中上调",
    "年初预算:一般表[22102].合计": "缴存基数年中上调",
    "年初预算:一般表[2210201].合计": "缴存基数年中上调",
    "年初预算:三公表.决算.运行费": "减少跨县公务出行",
    "年初预算:三公表.决算.接待费": "压减接待批次",
    "上年:总表.收入总计": "工资标准调整，上年结转增加",
    "上年:总表.本年收入": "财政拨款随工资标准调整增加",
    "上年:总表.本年支出": "人员支出增加，专项检查按进度付款",
    "上年:一般表[合计].合计": "工资标准和缴费基数调整，专项检查增加",
    "上年:拨款总表.收入总计": "工资标准和缴费基数调整，专项检查增加",
    "上年:机关运行经费": "物业和差旅支出增加",
    "上年:三公表.决算.运行费": "一辆公务用车维修减少",
    "上年:三公表.决算.接待费": "来访批次减少",
    "上年:三公表.决算.会议费": "合并召开两次会议",
    "上年:三公表.决算.培训费": "新增一期业务培训",
    "上年:一般表[2010301].合计": "工资标准调整",
    "上年:一般表[2010302].合计": "新增一项专项检查",
    "上年:一般表[2080505].合计": "缴费基数上调",
    "上年:一般表[2101101].合计": "参保人数增加",
    "上年:一般表[2210201].合计": "缴存基数上调",
}


def filing(place: str) -> Filing:
    """What the office of a province fills in: the ledger, and what its sentences ask beyond; nothing without use."""
    names = printed_names(place, YEAR)
    facts = Facts()
    for name, value in (LEDGER | OWN).items():
        if needs(names, name):
            facts.add(Fact(name, printed(f"{Decimal(value):.2f}", "元"), table=":" not in name))
    for name, said in COUNTS.items():
        digits = said.rstrip("个人次辆台批")
        if needs(names, name):
            facts.add(Fact(name, printed(digits, said.removeprefix(digits)), table=False))
    words = WORDS | {f"原因:{name}": said for name, said in REASONS.items()} | {"所属单位:1": UNITS[place]}
    kept = {name: said for name, said in words.items() if name in COVER or needs(names, name)}
    texts = [t for e in outline_of(place).entries if e.each == "一般表" for t in e.texts.values()]
    if not any("用途" in text for text in texts):  # said of funds only, which the office has none of
        kept = {name: said for name, said in kept.items() if not name.startswith("用途:")}
    return Filing(UNITS[place], YEAR, place, facts, kept)


def account(place: str) -> Draft:
    """The account of a province as it is composed and checked."""
    return draft(filing(place))


def main(folder: Path, places: list[str]) -> int:
    """Write workbook and documents of each province; returns the number of those that are not clean."""
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for place in places or UNITS:
        workbook = folder / f"{place}填报.xlsx"
        write_template(place, YEAR, workbook, True, filing(place))
        built = build_file(workbook, folder / place, force=True)
        notes = [*told(built.draft), *map(str, built.draft.findings)]
        failed += bool(notes)
        print(UNITS[place], *(notes or [f"已写出 {len(built.files)} 个文件"]), sep="：")
    return failed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
