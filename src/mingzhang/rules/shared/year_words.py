"""How disclosing sentences, headings and comparisons name the year they speak of."""

from __future__ import annotations

import re

_HEAD = 10  # characters in which a sentence names its year
_SUBJECT = (
    r"(?:本(?:部门|单位)[^，。]{0,6}(?:车辆|收入|支出|决算|政府采购|机关运行|“三公”)|收、支总计|收入支出总计|收入总计|支出总计"
    r"|(?:部门|单位)决算|财政拨款(?:收|支)|一般公共预算财政拨款|本年(?:收入|支出)|“三公”经费(?:财政拨款)?(?:支出)?(?:决算|年初预算)"
    r"|使用一般公共预算|政府采购支出总额|政府购买服务决算|机关运行经费支出"
    r"|(?:无|没有)(?:政府性基金|国有资本经营|“三公”)[^，。]{0,16}(?:收入|支出|预算|经费)"
    r"|年?末(?:占用|占有|共有|实有|保有)(?:使用)?(?:公务)?(?:车辆|用车))"
)
# A figure of the year: at the beginning of a sentence, with its amount.
_AMOUNT = (
    r"(?:收入合计|支出合计|收入、支出|基本支出|项目支出|“?三公”?经费|公务接待|公务用车|因公出国|会议费|培训费|政府性基金"
    r"|国有资本经营|机关运行|政府采购|日常支出|专项业务|财政拨款(?!结转|结余))[^，。；：\d]{0,24}\d[\d,.]*(?:亿|万)?元"
)
STATED = re.compile(
    rf"(?:^|(?<=[。；]))(?P<head>[^，。；：\d]{{0,16}}(?P<year>20\d\d)年度?，?[^，。；：\d]{{0,40}}?{_AMOUNT})"
)
_OF_FUND = "(?:一般公共预算|政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:收入|支出|收支)"
_EXPENSE = r"(?:公务接待|公务用车|因公出国)[^，。；：\d]{0,16}预算"
_PLANNED = (
    rf"(?:收入预算|支出预算|{_OF_FUND}|{_EXPENSE}"
    r"|年初预算数?(?=为?\d)(?![^。；]{0,30}执行)|(?:没有|未|无)(?:使用|安排)(?:政府性基金|国有资本经营)"
    r"|收支(?:总)?预算|预算安排|(?:部门|单位)预算|“三公”经费|机关运行(?:经)?费|政府采购(?:预算|货物|项目)"
    r"|编报绩效目标|项目预算绩效|(?:无|没有)(?:政府性基金|国有资本经营|“三公”))"
)
_LED_IN = r"(?:(?:根据|按照|经)[^。；\d]{2,60}?，)?"  # 根据…规定，经…汇总，
SAID, PLANNED = (
    re.compile(
        rf"(?:^|(?<=[。；：])|(?<=预算，)){_LED_IN}(?P<head>[^，。；：\d]{{0,24}}(?P<year>20\d\d)年度?{rest})"
    )
    for rest in (
        rf"[^，。；：\d]{{0,20}}?{_SUBJECT}",
        rf"(?:，[^，。；：\d]{{0,24}}?|[^，。；：\d]{{0,28}}?){_PLANNED}(?!执行|完成)",
    )
)
AGAINST = re.compile(
    r"(?:与|较|比)(?P<year>20\d\d)年(?:度)?(?!末|底|初|\d)(?P<what>[^，。；]{0,14}?)(?:相比|增加|减少|增长|下降|持平|一致)"
)
LED = re.compile(r"(?:与|比|较|同|和|以来|截[至止])[^，。]*$")
HEADED = re.compile(
    r"(?<!\d)(?P<year>20\d\d)年(?:度)?(?:(?:区级|市级|县级|省级)?(?:预算)?(?:部门|单位))?"
    r"(?:决算|预算(?!执行)|其他重要|财政拨款|财务收支|一般公共预算|政府性基金|国有资本|“三公”|收入|支出|绩效)"
)
STALE = re.compile("^(?:年初)?(?:部门)?预算(?:执行)?数?(?:基本)?$|^决算数?$")
# What was spent: of the year before, never of the year that a budget plans.
SPENT = re.compile(r"(?<!\d)(?P<year>20\d\d)年(?:度)?(?:当年)?(?:预算)?(?:预计)?执行数(?=为?\d)")


def told_beside(text: str, at: int, year: int) -> bool:
    """Whether this year's figure stands beside the one at ``at``: in its sentence, or where others begin.

    >>> text = "2022年收入预算8万元。其中：拨款7万元。2023年收入预算9万元。增加的原因主要是2024年有新事项。"
    >>> told_beside(text, 0, 2023), told_beside(text, 0, 2024)
    (True, False)
    """
    start, end = text.rfind("。", 0, at) + 1, text.find("。", at)
    words, here = f"{year}年", text[start : end if end >= 0 else len(text)]
    return words in here or any(words in sentence[:_HEAD] for sentence in text.split("。"))
