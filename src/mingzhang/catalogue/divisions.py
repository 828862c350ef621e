"""Provinces, cities and counties: the place that the name of a unit speaks of, as its six-digit code."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

NATION = "000000"
_LONGEST = 15  # characters of a name: 积石山保安族东乡族撒拉族自治县
_ENDS = re.compile("[省市县区州旗]")
# “石柱土家族自治县” is 石柱县 in short; some peoples stand without 族.
_PEOPLES = re.compile(
    "^(.{2,}?)(?:(?:蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|达斡尔"
    "|仫佬|布朗|撒拉|毛南|仡佬|阿昌|普米|独龙|裕固|保安|鄂温克|鄂伦春|德昂)族?"
    "|(?:回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|各)族)+自治([县州旗])$"
)
# A development zone is named after its city or county: 某某高新技术产业开发区.
_ZONE = re.compile(
    "(?:综合实验|(?:国家级?)?(?:经济|高新)?技术(?:产业)?(?:开发|园)|经济开发|高新|综合保税|新)区"
)
_BRANCH = re.compile("[局院队]([\u4e00-\u9fa5]{2,8})(?:分局|分院|支队|大队)$")
_STEM = re.compile("(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|地区|省|市|县|区)$")


@dataclass(frozen=True, slots=True)
class _Names:
    """Codes by full or usual short name, by name without its ending, and those no longer in force."""

    full: dict[str, set[str]] = field(default_factory=dict)
    stems: dict[str, set[str]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    former: set[str] = field(default_factory=set)


@cache
def _names() -> _Names:
    """The list of divisions by full name, short name and stem; read once."""
    found = _Names()
    text = files("mingzhang.catalogue").joinpath("codes", "divisions.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        code, name = row["code"], row["name"]
        found.full.setdefault(name, set()).add(code)
        if short := _PEOPLES.sub(r"\1\2", name).replace("族", ""):
            found.full.setdefault(short, set()).add(code)
        stem = _STEM.sub("", name)
        if len(stem) > 1:
            found.stems.setdefault(stem, set()).add(code)
        if row["former"]:
            found.former.add(code)
        found.named.setdefault(code, name)
    return found


def locate(name: str, mentioned: str = "") -> str:
    """The code of the province, city or county that a unit's name speaks of, down to the level it says.

    A name that several places bear (朝阳区) is told by the province or city that the text ``mentioned``
    beside it; otherwise only what all of them share is known, ``"000000"`` where that is nothing.

    >>> locate("上海市普陀区财政局"), locate("陵水县水务局"), locate("四川泸州市某医院"), locate("某市某局")
    ('310107', '469028', '510500', '000000')
    >>> locate("朝阳区水务局"), locate("朝阳区水务局", "长春市人民政府")
    ('000000', '220104')
    >>> locate("江北区财政局"), locate("江北区财政局", "重庆市江北区")  # 宁波's, and 重庆's until 2025
    ('000000', '500105')
    >>> locate("上海市公安局普陀分局")
    '310107'
    >>> locate("江北区财政局"), locate("江北区财政局", "宁波市"), locate("江北区财政局", "重庆市")
    ('000000', '330205', '500105')
    """
    for start in range(len(name) - 1):
        if start and _ENDS.match(name[start - 1]):
            break  # what follows a place that is not known belongs to it
        codes, end = _first(name, start)
        while codes and (below := _below(name, end, codes))[0]:
            codes, end = below
        if codes:
            return _one(_branch(name[end:], codes) or codes, mentioned)
    return NATION


def _first(name: str, start: int) -> tuple[set[str], int]:
    """The place whose name begins at a character, and where its name ends."""
    names = _names()
    for end in _ends_of(name, start):
        part = name[start:end]
        if part in names.full and (end - start > 2 or not part.endswith("区")):
            return names.full[part], end
        stem = names.stems.get(part)
        if stem and (zone := _ZONE.match(name, end)):
            return stem, zone.end()
        if stem and _below(name, end, stem)[0]:  # 四川泸州市: the province in short before a city in full
            return stem, end
    return set(), start


def _below(name: str, start: int, above: Collection[str]) -> tuple[set[str], int]:
    """The place within one of those above whose name goes on at a character."""
    names = _names()
    for end in _ends_of(name, start):
        codes = names.full.get(name[start:end], ())
        inner = {code for code in codes for outer in above if _within(code, outer)}
        if inner:
            return inner, end
    return set(), start


def _branch(rest: str, above: Collection[str]) -> set[str]:
    """The district whose branch of a city's office this is: 某市公安局某某分局."""
    match = _BRANCH.search(rest)
    if not match:
        return set()
    known = _names().full.get(match[1], set()) | _names().stems.get(match[1], set())
    return {code for code in known for outer in above if _within(code, outer)}


def _ends_of(name: str, start: int) -> range:
    return range(min(len(name), start + _LONGEST), start + 1, -1)


def _stated(code: str) -> str:
    """The digits of a code that say something: 31 for 310000, 3101 for 310100."""
    return re.sub("(?:00)+$", "", code)


def _within(code: str, outer: str) -> bool:
    return code != outer and code.startswith(_stated(outer))


def _one(codes: set[str], mentioned: str) -> str:
    names = _names()
    now = codes - names.former  # one of another province was still there when older documents were written
    codes = {c for c in codes if c in now or not any(_within(c, one[:2] + "0000") for one in now)}
    if len(codes) > 1 and mentioned:
        spoken = {
            c for c in codes if any(names.named.get(outer, "无") in mentioned for outer in chain(c)[:-1])
        }
        codes = spoken or codes
    shared = [{code[:width] for code in codes} for width in (6, 4, 2)]
    return next((known.pop().ljust(len(NATION), "0") for known in shared if len(known) == 1), NATION)


def chain(code: str) -> list[str]:
    """The codes above a place and its own, from province to county.

    >>> chain("310107"), chain("000000")
    (['310000', '310100', '310107'], [])
    """
    codes = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code))
    return [one for one in codes if one != NATION]


def place_name(code: str) -> str:
    """The full name of a place, ``""`` where its code is not known.

    >>> place_name("310107"), place_name("513402"), place_name("000000")
    ('上海市普陀区', '四川省凉山彝族自治州会理市', '')
    """
    named = _names().named
    return "".join(named.get(one, "") for one in chain(code))
