"""A fault put into a clean account is found by its rule, and by that rule alone."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.rules import from_module
from mingzhang.rules.structure import contents_headings, ordinals, parts, terms
from mingzhang.rules.wording import (
    asset_date,
    brackets,
    decimals,
    empty_reasons,
    endings,
    leftovers,
    punctuation,
    purposes,
    slips,
    unfinished,
    unit_names,
    years,
)
from mingzhang.work.examples import text

RULES = [asset_date, brackets, decimals, empty_reasons, endings, leftovers, punctuation, purposes, slips]
RULES += [unfinished, unit_names, years, contents_headings, ordinals, parts, terms]
ACCOUNT = Path(__file__).with_name("clean.txt").read_text(encoding="utf-8")

FAULTS: list[tuple[str, str, ModuleType]] = [
    ("增加120.15万元", "增加（减少）120.15万元", leftovers),
    ("项目支出增加。\n二、收入", "XXX。\n二、收入", leftovers),
    ("事业收入0万元，占0%", "事业收入0万元，占%", leftovers),
    ("一、主要职责\n（一）贯彻", "一、主要职责（根据三定方案填写）\n（一）贯彻", leftovers),
    ("本部门2022年度无政府性基金", "本部门（单位）2022年度无政府性基金", leftovers),
    ("与2021年度相比", "与2022年度相比", years),
    ("2022年度支出合计", "某某省某某市某某县农业农村局2021年度支出总计", years),
    ("第三部分 2022年度部门决算情况说明\n一、收入", "第三部分 2021年度部门决算情况说明\n一、收入", years),
    ("截至2022年12月31日，本部门共有车辆", "截至2021年12月31日，本部门共有车辆", asset_date),
    ("2022年度收、支总计", "某某省某某市某某县农业和农村局2022年度收、支总计", unit_names),
    ("按规定为在职职工缴纳住房公积金", "按规定为在职职工缴纳基本医疗保险", purposes),
    ("其他收入100.00万元", "其他收入100.5万元", decimals),
    ("维修（护）费", "维修（护费", brackets),
    ("《某某省人民政府关于", "某某省人民政府关于", brackets),
    ("项目支出增加。2021年度", "项目支出增加。。2021年度", punctuation),
    ("其他收入100.00万元，占1.96%。", "其他收入100.00万元，占1.96%；", endings),
    ("一是细化指标；二是加快支付。", "一是细化指标；二是加快支付，", endings),
    ("1.某某县农业技术推广中心；2.某某县动物疫病预防控制中心；", "1.农业技术中心；2.动物防疫中心", endings),
    ("支出合计5,131.06万元", "支出合计5,131.06万万元", slips),
    ("其他收入100.00万元", "其它收入100.00万元", slips),
    ("主要用于车辆燃油、维修、过路（桥）费、保险等。", "主要用于。", unfinished),
    ("主要原因：人员退休。", "主要原因：。", empty_reasons),
    (
        "九、国有资本经营预算财政拨款支出决算情况说明",
        "十、国有资本经营预算财政拨款支出决算情况说明",
        ordinals,
    ),
    ("（三）国有资产占用情况", "（四）国有资产占用情况", ordinals),
    ("六、机关运行经费：指", "六、日常公用经费：指", terms),
    ("第一部分 部门概况\n一、主要职责\n（一）", "一、主要职责\n（一）", contents_headings),
]


def failing(words: str) -> set[ModuleType]:
    document = text(*words.splitlines())
    return {r for r in RULES if any(f.verdict is Verdict.FAILS for f in from_module(r).check(document))}


@pytest.mark.parametrize(
    ("old", "new", "rule"), FAULTS, ids=[f"{r.RULE.id}-{new[:12]}" for _, new, r in FAULTS]
)
def test_the_fault_is_found(old: str, new: str, rule: ModuleType) -> None:
    assert old in ACCOUNT
    assert failing(ACCOUNT.replace(old, new, 1)) == {rule}
