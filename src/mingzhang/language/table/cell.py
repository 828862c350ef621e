"""What one table cell says: a figure, nothing, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mingzhang.facts.number import DIGITS
from mingzhang.language.text.spelling import plain

FIGURE, NOTHING, WORDS = "figure", "nothing", "words"
MONEY_UNITS = ("亿元", "百万元", "万元", "千元", "元")
_COUNTS = "人次|批次|个|人|辆|台|套|批|次|项|家|件|户|间|平方米|分|亩|%"
_FIGURE = re.compile(
    r"(?P<open>（)?(?P<sign>[-+△▲])?[¥￥]?(?P<digits>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<part>\.\d+)?(?(open)）)"
    rf"(?P<behind>(?<=\d)-)?(?P<unit>{'|'.join(MONEY_UNITS)}|{_COUNTS})?$"
)
_NOTHING = re.compile(r"(?:-*|[/\\]|无|不适用|[…‥]+|\.{3,}|。{2,})$")
_UNIT = re.compile(
    rf"（(?:单位：|金额：?|单位)?(?:人民币)?({'|'.join(MONEY_UNITS)}|{_COUNTS})(?:[、/（].*)?）"
)
_USUAL = str.maketrans("仟佰萬億圆圓", "千百万亿元元")
_FORMAL = re.compile(r"[千仟百佰万萬亿億]*[元圆圓](?![\u4e00-\u9fff])")
_PERCENT = re.compile(r"%|比例$|比率$|增长率|完成率|执行率|占比|比重|幅度")


@lru_cache(maxsize=1 << 15)
def flat(text: str) -> str:
    """The text in one spelling, remembered: tables repeat their words.

    >>> flat("本年支出 合 计")
    '本年支出合计'
    """
    return plain(text)


@dataclass(frozen=True, slots=True)
class CellReading:
    """The kind of a cell, and for a figure its digits (sign in front) and the unit printed in the cell."""

    kind: str
    digits: str = ""
    unit: str = ""


@lru_cache(maxsize=1 << 14)
def reading(text: str) -> CellReading:
    """What a cell says; brackets around a figure, a triangle before or a minus behind it make it negative.

    A blank, a dash or 无 says that there is no amount.  Digits broken over lines are one figure, but two
    whole numbers under each other are not.

    >>> reading("1,234.50").digits, reading("（12.30）").digits, reading("3 辆")
    ('1,234.50', '-12.30', CellReading(kind='figure', digits='3', unit='辆'))
    >>> reading("△3.25").digits, reading("3.25-").digits
    ('-3.25', '-3.25')
    >>> reading("—").kind, reading("约12").kind, reading("10\\n20").kind, reading("1,23\\n4.5").digits
    ('nothing', 'words', 'words', '1,234.5')
    """
    words = flat(text)
    if _NOTHING.match(words):
        return CellReading(NOTHING)
    match = _FIGURE.match(words)
    signs = 0 if match is None else sum(bool(match[name]) for name in ("open", "sign", "behind"))
    if match is None or signs > 1 or _stacked(text, match) or len(words) > DIGITS:
        return CellReading(WORDS)
    negative = "-" if signs and match["sign"] != "+" else ""
    return CellReading(FIGURE, f"{negative}{match['digits']}{match['part'] or ''}", match["unit"] or "")


def _stacked(text: str, match: re.Match[str]) -> bool:
    """Whether lines of whole numbers were run together: nothing in the result shows that they belong."""
    return "\n" in text.strip() and not match["part"] and "," not in match["digits"]


def usual_unit(text: str) -> str:
    """The text with old and formal characters of money units as they are usually printed.

    >>> usual_unit("单位：仟圆"), usual_unit("圆满完成")
    ('单位：千元', '圆满完成')
    """
    return _FORMAL.sub(lambda unit: unit[0].translate(_USUAL), text) if _FORMAL.search(text) else text


@lru_cache(maxsize=1 << 13)
def unit_in(head: str) -> str:
    """The unit a head or row label states for its figures, ``""`` where it states none.

    >>> unit_in("决算数（万元）"), unit_in("增长率"), unit_in("公务用车保有量（辆）"), unit_in("决算数")
    ('万元', '%', '辆', '')
    """
    match = _UNIT.search(usual_unit(flat(head)))
    if match:
        return match[1]
    return "%" if _PERCENT.search(head) else ""
