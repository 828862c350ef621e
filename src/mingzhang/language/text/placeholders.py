"""What a template leaves in a document when it is not filled in: slots, choices, instructions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.language.text.letters import finds
from mingzhang.language.text.vocabulary import DOWN, UP

_COUNTED = r"(?:万?元|个|人|辆|批|次|%|年|台|套|项|家|分|月|局|部门|单位|年度)"
# A lone × before a counting word may be a sign of multiplication (执行率×分值): the word must end the clause.
SLOT = re.compile(
    r"(?<!\d)20(?:[XxＸ×*＊]{2}|\d[XxＸ×*＊])(?=年)"
    rf"|(?<![A-Za-z0-9])[XxＸ×]{{2,}}(?![A-Za-z0-9])|(?<![A-Za-z0-9\-])[XＸ](?={_COUNTED})(?!年期)"
    rf"|(?<!\d)×(?={_COUNTED}次?(?:[，。；、）]|$))|(?<!\d)[*＊_＿﹍]{{2,}}(?={_COUNTED})"
)
# A unit without its figure.
_BLANK = re.compile(
    r"(?:占|占比|比重|增长|下降|上升|提高|降低|增加|减少|变动|[增减升降变]幅|幅度|执行率|完成率|完成(?:年初|全年)?预算的"
    r"|占[^，。；]{1,12}的|占[^，。；：\d（）]{2,16}(?:预算|支出|收入|总额|总计|合计|经费))(?:为|是|达|约)?%(?=[，。；、）]|[和与及]\d)"
    r"|(?:分别(?:为|是|占|增长|下降))(?:万?元|%)(?=[、和与及]\d)|(?<=\d%[、和与及])%(?=[，。；）]|$)"
    r"|(?<=\d万元[、和与及])万元(?=[，。；）]|$)"
    r"|(?:增加|减少|收入|支出|总计|合计|决算|预算|经费|费用?|决算数|预算数)(?:为|是|共计?|合计)?万元(?=[，。；、])"
    r"|(?<=\d元)（%）|(?<=\d万元)（%）"
)
# A stroke or nothing where a figure belongs: 团组 /个, 接待    批次.
_NO_FIGURE = re.compile(
    r"(?:出国团组|出国（境）团组|累计|共计|购置费?|运行费|接待|保有量|参加|下降|增长|增加|减少|支出|(?:下降（增长）|增长（下降）))"
    r"(?:[/／]|(?<=[累共]计)(?=人次|批次|个|辆))(?:人次|批次|个|辆|台|万元|%|人)(?![\u4e00-\u9fff]*[/／])"
)
# A counting word right behind what is counted: 车辆辆，项目个；“接待批次” and “项目个数” are names.
_NOTHING_COUNTED = re.compile(
    r"(?:项目|团组|(?:车辆|设备|(?<!使)(?<!动)(?<!占)(?<!借)用车|汽车|仪器)(?:（[^（）\d]{1,12}）)?)(?:共|共计|为|有|合计)?"
    r"(?:个|辆|台(?:（套）)?|项)(?=[，。；]|$)|(?:单位共|购置(?:公务用车|车辆)?)(?:个|辆)(?=[，。；：]|$)"
    r"|内设(?:机构|科室|处室)(?:共|有|为)*个(?=[，。；]|$)|(?<=\d[个批次]、)人次(?=[，。；）]|$)"
    r"|(?<=\d[次个期场班]，)(?:参加|参训|参会|培训|接待|覆盖)(?:共|共计|累计|约)?人次?(?=[，。；）]|$)"
)
_NAMELESS = re.compile(
    "（[类款]）（项）(?=[：:]|\\d|(?:支出)?决算|年初预算|支出)"
)  # …事务（款）（项）：支出决算为
_TABLE_NOTE = re.compile(r"(?<=元)，(?:故)?本表无数据")
_DOUBLED_RIGHT = {"均未没有": "均没有", "未没有": "没有", "无没有": "没有"}
_DOUBLED = re.compile(r"大小于|小大于|均未没有|未没有|无没有")
_RISES, _FALLS = ("|".join(w for w in words.split("|") if len(w) > 1) for words in (UP, DOWN))
_NAMED = r"(?!.{0,3}[率额幅]|情况|变动|变化)"  # 增加（减少）额 is a name, no choice
_CHOICE = re.compile(
    rf"(?:{_RISES})(?:支出|额|数)?(?:（或?(?:{_FALLS})）|[/／](?:{_FALLS})|或(?:{_FALLS})(?=\d)){_NAMED}"
    rf"|(?:{_FALLS})(?:支出|额|数)?(?:（或?(?:{_RISES})）|[/／](?:{_RISES})|或(?:{_RISES})(?=\d)){_NAMED}"
    rf"|(?:比|较|与)(?:(?!{UP}|{DOWN})[^，。；]){{2,14}}（(?:{UP}|{DOWN})）(?=\d)"
    r"|（[增减升降]）幅(?=\d)"
    r"|(?:增长下降|下降增长|增加减少|减少增加|增减少)(?=\d)"
)
_WHOSE = re.compile(r"(?:本|我|某|X{2,})(?:部门[（/](?:单位）|单位)|单位[（/](?:部门）|部门))")
_TITLE_CHOICE = re.compile(r"部门/单位|单位/部门")
# Instructions in brackets: what stands inside.
_INSTRUCTION = re.compile(
    r"^(?:如|若)[^，。]{0,14}(?:表述|作.{0,2}说明|填写|填列|不填|删除|可删|不列)"
    r"|^(?:不涉及|没有|无|未发生)[^，。]{0,14}(?:不列|不填$|删除|可不|不用填|不需|不写|保留.{0,8}(?:解释|表))"
    r"|^(?:比照|参照|按照?|根据|请|须|应|需)[^。]{0,40}(?:填写|填列|进行解释|表述|编写|补充说明|写明|内容格式|格式填)"
    r"|数量[，及和、](?:[^）]{0,12}数量[，及和、])?名称|^(?:填写(?!.{0,12}[单表书])|填列|列明|简述|写明)"
    r"|^请(?:根据|按|填|说明|简要|列|补充|参照|写|逐|注意|删)|^逐[项一](?:列|填|说明|写)"
    r"|^说明(?:原因|增减|变动|理由|具体)|^(?:此处|本处|此项)[^，。]{0,20}(?:填写|删除|自行|列明|[写注说]明|补充)|至少增加一"
    r"|^简要?(?:说明|介绍|描述|列举)"
    r"|^(?:制度|项目|单位|部门)名称$|^仅有一个单位的"
    r"|^(?:简要|简单|具体|逐项|分项|详细)(?:说明|列示|描述|介绍)|^列示(?:至|到)|^(?:可|请)?(?:自行|酌情)(?:增减|添加|删减)"
    r"|情况，以及[^（）]*(?:数量|金额|名称|情况)等$|^[^，。\d]{2,20}(?:数量|情况)、[^。\d]{2,40}(?:数量|金额|情况)等$"
    r"|^(?:不超过|控制在|限)?\d{2,4}字(?:以内|左右|以上)$"
    r"|^(?:请|需|应)?(?:分|按)(?:单位|项目|科目)(?:逐[项一])?(?:列示|填列|说明)"
)
_BRACKET = re.compile(r"（([^（）]{2,120})）?")
_ALL_BRACKET = re.compile(r"^（[^（）]*(?:（[^（）]*）[^（）]*)*）。?$")
_WHOLE = re.compile(
    r"^按(?:照)?(?:上述|以上)格式|^无[^，。]{2,40}的(?:部门|单位)，?[作做](?:下述|如下|以下|出)?说明"
    r"|^无[^，。]{2,40}的，(?:仍|请|应)?保留该?表|^由主管部门根据[^。]*填写|^（?根据[^。]{0,60}至少增加"
    r"|^(?:请|注意：)[^。]{0,40}(?:填写|删除|补充)"
)
_LIST_IT = re.compile(r"(?<=，)列明(?:公务|购置|接待|团组|批次|车辆)[^。；]*")
_ASKS_FILLER = re.compile(  # …，部门应根据实际情况进行解释和增减。
    r"(?:各?(?:部门|单位)|请)(?:应当?|须|需|可|请)?(?:根据|按照?|结合)(?:自身|本(?:部门|单位)|各自)?(?:的)?实际(?:情况)?"
    r"(?:进行|自行|予以)?(?:解释|填写|填列|增减|增删|修改)[^。；]{0,8}(?=[。；]|$)"
)
# What a cell of a form asks for, where the answer should stand; a label with a limit (项目概况（100字以内）) stays.
PROMPT = re.compile(
    r"^(?:结合|针对|对照|根据|按照)[^（）]{2,60}(?:说明|提出|分析|填写|描述|总结)[^（）]{0,60}（\d{2,4}字(?:以内|左右)）。?$"
)
_GOOD_LABEL = re.compile(r"^(?:项目|单位|部门)名称$")


# Remnants that need no second look, and what to do with them.
_PLAIN = (
    (SLOT, "未填写的空位", "填写实际内容，没有的删去"),
    (_BLANK, "漏填的数", "补填数字"),
    (_NO_FIGURE, "漏填的数", "补填数字，没有的填 0"),
    (_NOTHING_COUNTED, "漏填的数", "补填数字，没有的填 0"),
    (_NAMELESS, "漏填的科目名称", "补写科目名称"),
    (_TABLE_NOTE, "表注", "删去，表注只写在表下"),
    (_LIST_IT, "填报说明", "按说明写出具体内容"),
    (_ASKS_FILLER, "填报说明", "删去整句"),
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A remnant of a template in flat text; ``fix`` says what to do with it, ``right`` is the right text."""

    start: int
    end: int
    what: str
    fix: str
    right: str = ""


def leftovers(text: str, heading: bool = False) -> Iterator[Leftover]:
    """The remnants in a paragraph of flat text, in order; a paragraph that is one instruction is one.

    >>> texts = ("比上年增加（减少）7.56万元", "占XX%", "公务接待费（含外宾接待）")
    >>> [(text[r.start : r.end], r.what) for text in texts for r in leftovers(text)]
    [('增加（减少）', '未择一的选项'), ('XX', '未填写的空位')]
    """
    if _WHOLE.search(text) or (_ALL_BRACKET.match(text) and _told(text[1:])):
        yield Leftover(0, len(text), "填报说明", "删去整段")
        return
    found: list[Leftover] = []
    for pattern, what, fix in _PLAIN:
        found += [_left(match, what, fix) for match in finds(pattern, text)]
    for match in finds(_DOUBLED, text):
        found.append(_left(match, "没有改好的字句", "按实际情况改写", _DOUBLED_RIGHT.get(match[0], "")))
    for match in finds(_CHOICE, text):
        fix = "按增减方向只留一个词"
        found.append(_left(match, "未择一的选项", fix, _meant(text, match)))
    for match in (*finds(_WHOSE, text), *(_TITLE_CHOICE.finditer(text) if heading else ())):
        found.append(_left(match, "未择一的选项", "按本单位情况只留一个"))
    for match in finds(_BRACKET, text):
        if _told(match[1]) and not (_GOOD_LABEL.match(match[1]) and text[match.end() :][:1] in ("", "：")):
            found.append(_left(match, "填报说明", "删去括号内的说明"))
    yield from sorted(found, key=lambda one: one.start)


def _left(match: re.Match[str], what: str, fix: str, right: str = "") -> Leftover:
    return Leftover(match.start(), match.end(), what, fix, right)


def _meant(text: str, choice: re.Match[str]) -> str:
    """The word that the rate and the reason after a choice speak for, ``""`` where they tell none or both.

    >>> text = "比上年增加（减少）7.56万元，下降6.21%。"
    >>> _meant(text, re.search("增加（减少）", text))
    '减少'
    """
    after = text[choice.end() : choice.end() + 40]
    rate = re.match(rf"[\d,.]+(?:亿|万)?元[，,]?(?:同比)?({UP}|{DOWN})(?=[\d.]+[%％])", after)
    reason = re.search(rf"({UP}|{DOWN})的?(?:主要)?原因", after)
    said = [found[1] for found in (rate, reason) if found]
    way = {pattern for pattern in (UP, DOWN) for word in said if re.fullmatch(pattern, word)}
    options = [word for word in re.findall(rf"{_RISES}|{_FALLS}", choice[0]) if len(way) == 1]
    meant = [word for word in options if re.fullmatch(min(way), word)]
    return meant[0] if len(meant) == 1 else ""


def _told(inside: str) -> bool:
    return bool(_INSTRUCTION.search(inside))
