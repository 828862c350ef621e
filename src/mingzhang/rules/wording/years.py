"""披露句子的年度与封面一致

为什么：正文多从上年的文件改来，年度没改就成了上年的事实；与本年自己相比的“同比”没有意义。
怎么改：把年度改为封面上的年度，对比年改为它的上一年。

>>> print(*rule.check(text("2018年本部门车辆3台，价值20.00万元。", year=2019)))
N-53 不成立：“2018年本部门车辆”的年度与封面的2019年度不符
>>> print(*rule.check(text("与2019年度相比，收入支出总计增加1.00万元。", year=2019)))
N-53 不成立：2019年度的决算与“2019年度”自己相比，应与2018年度相比
>>> print(*rule.check(text("2019年度本年收入合计9.00万元，比2018年度增加1.00万元。", year=2019)))
N-53 成立：披露句子的年度与封面一致
>>> print(*rule.check(text("本年收入合计9.00万元。")))
N-53 无法判断：不知道是哪一年度的决算
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("N-53", Severity.ERROR, ("L4",))

_SUBJECT = (
    r"(?:本(?:部门|单位)[^，。]{0,6}(?:车辆|收入|支出|决算|政府采购|机关运行|“三公”)|收、支总计|收入支出总计|收入总计|支出总计"
    r"|(?:部门|单位)决算|财政拨款(?:收|支)|一般公共预算财政拨款|本年(?:收入|支出)|“三公”经费(?:财政拨款)?(?:支出)?(?:决算|年初预算)"
    r"|使用一般公共预算|政府采购支出总额|政府购买服务决算|机关运行经费支出)"
)
_SAID = re.compile(
    rf"(?:^|(?<=[。；：]))(?P<head>[^，。；：\d]{{0,24}}(?P<year>20\d\d)年度?[^，。；：\d]{{0,20}}?{_SUBJECT})"
)
_AGAINST = re.compile(
    r"(?:与|较|比)(?P<year>20\d\d)年(?:度)?(?!末|底|初|\d)(?P<what>[^，。；]{0,14}?)(?:相比|增加|减少|增长|下降|持平|一致)"
)
_LED = re.compile(r"(?:与|比|较|同|和|以来|截[至止])[^，。]*$")
_HEADED = re.compile(
    r"(?<!\d)(?P<year>20\d\d)年(?:度)?(?:部门|单位)?(?:决算|其他重要|财政拨款|收入|支出|绩效)"
)
_ASIDE = ("概况", "职责", "机构", "年度工作", "名词解释", "绩效", "绩效开展", "评价报告", "自评表", "附件")


def check(document: Examined) -> Iterator[Finding]:
    """Years of disclosing sentences, of comparisons and of headings against the fiscal year."""
    if document.year is None:
        yield undecided("不知道是哪一年度的决算")
        return
    said = [p for p in document.passages if p.section is None or p.section.key not in _ASIDE or p.heading]
    faults = [fault for passage in said for fault in _faults(passage, document.year)]
    yield from faults or [holds(message="披露句子的年度与封面一致")]


def _faults(passage: Passage, year: int) -> Iterator[Finding]:
    text = passage.text
    for match in (_HEADED if passage.heading else _SAID).finditer(text):
        said = int(match["year"])
        both = said < year and f"{year}年" in text  # last year's figure stated beside this year's
        aside = both or _LED.search(text[: match.start("year")])
        if said != year and abs(said - year) < 4 and not aside:
            span = (match.start("year"), match.end())
            expected = text[slice(*span)].replace(str(said), str(year), 1)
            message = f"“{text[slice(*span)]}”的年度与封面的{year}年度不符"
            yield fails(message, passage.place(*span), expected=expected)
    for match in () if passage.heading else _AGAINST.finditer(text):
        if int(match["year"]) >= year and not re.search("预算|计划|目标|批复|预期", match["what"]):
            words = text[
                match.start("year") : match.end("year") + 1 + text.startswith("年度", match.end("year"))
            ]
            message = f"{year}年度的决算与“{words}”自己相比，应与{year - 1}年度相比"
            place = passage.place(match.start("year"), match.start("year") + len(words))
            yield fails(message, place, expected=words.replace(match["year"], str(year - 1)))
