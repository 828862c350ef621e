"""What a template leaves in a document when it is not filled in: slots, choices, instructions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.language.sentence import DOWN, UP

_COUNTED = r"(?:万?元|个|人|辆|批|次|%|年|台|套|项|家|分|月|局|部门|单位|年度)"
SLOT = re.compile(
    rf"(?<![A-Za-z0-9])[XxＸ×]{{2,}}(?![A-Za-z0-9])|(?<![A-Za-z0-9\-])[XＸ×]{{1,}}(?={_COUNTED})(?!年期)"
    rf"|(?<!\d)[*＊]{{2,}}(?={_COUNTED})|(?<![\dA-Za-z])[_＿﹍]{{2,}}"
)
# A unit without its figure.
_BLANK = re.compile(
    r"(?:占|增长|下降|增加|减少|(?<=完成年初预算)的|(?<=完成预算)的|(?<=合计)的)(%)"
    r"|(?:增加|减少|收入|支出|总计|合计|决算|预算|经费|费用?|决算数|预算数|金额)(?:为|是|共计?|合计|数为|额为)?(?<!单位为)"
    r"(万元)(?=[，。；、])"
)
_CHOICE = re.compile(
    rf"(?P<a>{UP})(?:支出|额|数)?(?:（(?:{DOWN})）|[/／](?:{DOWN})(?!\w{{0,3}}[率额幅]))"
    rf"|(?P<b>{DOWN})(?:支出|额|数)?(?:（(?:{UP})）|[/／](?:{UP})(?!\w{{0,3}}[率额幅]))"
    rf"|(?:比|较|与)(?:(?!{UP}|{DOWN})[^，。；]){{2,14}}（(?:{UP}|{DOWN})）(?=\d)|(?:增长下降|下降增长|增加减少|减少增加|增减少)(?=\d)"
    r"|（增加/减少）|（增长/下降）|（大于/小于）|（减少/增加）"
)
_WHOSE = re.compile(r"(?:本|我|某|X{2,})(?:部门[（/](?:单位）|单位)|单位[（/](?:部门）|部门))")
_TITLE_CHOICE = re.compile(r"部门/单位|单位/部门")
# Instructions in brackets: what stands inside.
_INSTRUCTION = re.compile(
    r"^(?:如|若)[^，。]{0,14}(?:表述|说明|填写|填列|不填|删除|可删|不列|列示)"
    r"|^(?:不涉及|没有|无|未发生)[^，。]{0,14}(?:不列|不填|删除|可不|不用|不需|不写|保留)"
    r"|^(?:比照|参照|按照?|根据|请|须|应|需)[^。]{0,40}(?:填写|填列|解释|表述|编写|列示|补充|写明|格式)"
    r"|数量[，及和、](?:[^）]{0,12}数量[，及和、])?名称|^(?:填写|填列|列明|列出|写明|简述|详细说明|逐项|逐一|请)"
    r"|^说明(?:原因|增减|变动|情况|理由|具体)|^(?:此处|本处|此项|以上|以下)[^，。]{0,20}(?:填写|视|删|自行)|至少增加一|自行(?:增|删|添)"
    r"|^(?:制度|项目|单位|部门)名称$|^附相关[^，。]{0,8}(?:模板|格式)|^仅有一个单位的"
)
_BRACKET = re.compile(r"（([^（）]{2,120})）?")
_ALL_BRACKET = re.compile(r"^（[^（）]*(?:（[^（）]*）[^（）]*)*）。?$")
_WHOLE = re.compile(
    r"^按(?:照)?(?:上述|以上)格式|^无[^，。]{2,40}的(?:部门|单位)，?(?:[作做请应需可])|^无[^，。]{2,40}的，(?:仍|请|应)?保留该?表"
    r"|^由主管部门根据[^。]*填写|[作做](?:下述|如下|以下)说明：?$|^（?根据[^。]{0,40}(?:至少增加|进行解释|填写)"
    r"|^(?:请|注意：)[^。]{0,40}(?:填写|删除|补充)"
)
_LIST_IT = re.compile(r"(?<=，)列明(?:公务|购置|接待|团组|批次|数量|车辆)[^。；]*")
_GOOD_LABEL = re.compile(r"^(?:项目|单位|部门)名称$")


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
    for match in SLOT.finditer(text):
        found.append(_left(match, "未填写的空位", "填写实际内容，没有的删去"))
    for match in _BLANK.finditer(text):
        found.append(_left(match, "漏填的数", "补填数字"))
    for match in _CHOICE.finditer(text):
        fix = "按增减方向只留一个词"
        found.append(_left(match, "未择一的选项", fix, _meant(text, match)))
    for match in (*_WHOSE.finditer(text), *(_TITLE_CHOICE.finditer(text) if heading else ())):
        found.append(_left(match, "未择一的选项", "按本单位情况只留一个"))
    for match in _BRACKET.finditer(text):
        if _told(match[1]) and not (_GOOD_LABEL.match(match[1]) and text[match.end() :][:1] in ("", "：")):
            found.append(_left(match, "填报说明", "删去括号内的说明"))
    for match in _LIST_IT.finditer(text):
        found.append(_left(match, "填报说明", "按说明写出具体内容"))
    yield from sorted(found, key=lambda one: one.start)


def _left(match: re.Match[str], what: str, fix: str, right: str = "") -> Leftover:
    return Leftover(match.start(), match.end(), what, fix, right)


def _meant(text: str, choice: re.Match[str]) -> str:
    """The word that the reason after a choice speaks for, ``""`` where it does not tell."""
    reason = re.search(rf"({UP}|{DOWN})的?(?:主要)?原因", text[choice.end() : choice.end() + 40])
    return reason[1] if reason and reason[1] in choice[0] else ""


def _told(inside: str) -> bool:
    return bool(_INSTRUCTION.search(inside))
