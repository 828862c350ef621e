"""Which of the digits in a text are numbers that a reader of an account would want to be right.

One rule for running text and for cells of words.  Not counted are: years, dates and times of day; ordinals
and what numbers a list, a table, an annex, an article or a meeting; codes, numbers of documents, telephones
and whatever is glued to letters or runs over seven digits without point or unit; amounts that belong to the
name of a thing (单价100万元以上设备).  Everything else is a number, also one that cannot be read (1859..43).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mingzhang.facts.number import DIGITS
from mingzhang.language.text.figures import COUNTING, NUMBER

_MONEY = r"(?:亿|百万|千万|万|千)?元|万(?![人页册元])|亿(?!人)"
_UNIT = re.compile(
    rf"{_MONEY}|个?百分点|[%‰]|(?:{COUNTING})(?![年月])|小时|分钟|工作日|学时|课时|万[人页册]|平米"
)
_TOKEN = re.compile(r"\d{1,3}(?:，\d{3})+\.\d+(?![\d.])|\d+(?:[.,]+\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_WHOLE = re.compile(rf"{NUMBER}|{_GROUPED.pattern}")
_SIGN, _LOST = re.compile(r"(?<![\d年月日）%元])[-△▲]$"), re.compile(r"(?:^|\D),$")
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"{_YEAR}(?:[-~至、/和及]+{_YEAR})*(?=年)|{_YEAR}[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?(?![\d.])"
    rf"|\d{{1,2}}：\d\d(?!\d)"
    rf"|(?<!\d)\d{{1,3}}(?:[-~至、]\d{{1,3}})*(?=年|月(?!均)|日(?!均)|号|时)"
    rf"|(?<!\d){_YEAR}(?:0\d|1[0-2])(?:[0-3]\d)?(?!\d)"
)
_AFTER = re.compile(
    r"届|章|节|级|[类款目]|项）|〕|\]|号|[A-Za-z]|[+*=×]|[-/]\d|-[A-Za-z]|大报告|中全会|大精神"
)
_BEFORE = re.compile(
    r"(?:第|〔|\[|[A-Za-z]|[A-Za-z]-|\d-|[+*=×]|图|表|附件|附|公开|编号|代码|编码|账号|电话|传真|热线|邮编|邮政编码|No\.?)"
    r"[：（]?$"
)
_LISTED = re.compile(r"(?:^|[。；：，、）])[（]?$")
_LIST_MARK = re.compile(r"[、.）]|．")
_CODE = re.compile(r"[1-5]\d\d(?:\d\d){0,2}")
_THRESHOLD = re.compile(r"(?:（含）)?及?以[上下]|（含）")
_MOST = 7  # digits without point and unit that may still be a number


@lru_cache(maxsize=4096)
def printed_numbers(flat: str) -> tuple[tuple[int, int, str, str, bool], ...]:
    """The numbers of a flat text: start, end of the digits, the digits, the unit, whether it is well formed.

    >>> [(t, u, w) for _, _, t, u, w in printed_numbers("2020年1月收入1,801.58万元，下降11.62%，占0。共3个项目")]
    [('1,801.58', '万元', True), ('11.62', '%', True), ('0', '', True), ('3', '个', True)]
    >>> [t for _, _, t, _, _ in printed_numbers("1.收入（表3）第12条，电话52564588，2010301行政运行，支出1859..43万元")]
    ['1859..43']
    """
    return tuple(_numbers(flat))


def _numbers(flat: str) -> Iterator[tuple[int, int, str, str, bool]]:
    """Each number with span, digits, unit and whether it is well formed; dates and labels are left out."""
    if not any(map(str.isdigit, flat)):
        return
    dates = [match.span() for match in _DATE.finditer(flat)]
    for match in _TOKEN.finditer(flat):
        for start, end in _parts(match):
            if any(start < b and a < end for a, b in dates):
                continue
            text = flat[start:end]
            unit = _UNIT.match(flat, end)
            shown = unit[0] if unit else ""
            if not _is_label(flat, start, end, shown):
                whole, before = (
                    bool(_WHOLE.fullmatch(text)) and len(text) <= DIGITS,
                    flat[max(0, start - 2) : start],
                )
                if _LOST.search(before):  # ,867.48: digits are missing
                    start, text, whole = start - 1, f",{text}", False
                elif _SIGN.search(before):
                    start, text = start - 1, f"{before[-1]}{text}"
                yield start, end, text, shown, whole


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The numbers of a run of digits, points and commas: 4125.49,4143.91 are two."""
    text, at = match[0], match.start()
    if "," not in text or _GROUPED.fullmatch(text):
        yield match.span()
        return
    for part in re.finditer(r"[^,]+", text):
        yield at + part.start(), at + part.end()


def _is_label(flat: str, start: int, end: int, unit: str) -> bool:
    """Whether digits name or number something."""
    digits, before, after = flat[start:end], flat[max(0, start - 6) : start], flat[end : end + 6]
    if before.endswith(("第", "〔", "[")) or re.search(r"[A-Za-z]-?$", before):
        return True
    if unit:
        behind = flat[end + len(unit) : end + len(unit) + 5]
        if unit == "项" and before.endswith("（") and behind.startswith("）"):
            return True  # （01项） is a code
        return unit.endswith("元") and bool(_THRESHOLD.match(behind))
    if _AFTER.match(after) or _BEFORE.search(before) or re.fullmatch(_YEAR, digits):
        return True
    if _LISTED.search(before) and len(digits.replace(".", "")) <= 3 and _LIST_MARK.match(after):
        return True
    if before.endswith("（") and after.startswith("）") and "." not in digits:
        return True
    if "." in digits or "," in digits:
        return start == 0 and re.fullmatch(r"\d{1,2}(?:\.\d{1,2})+", digits) is not None and after[:1] > "一"
    coded = _CODE.fullmatch(digits) is not None and (start == 0 or before.endswith("（"))
    return len(digits) >= _MOST or (coded and "一" <= after[:1] <= "鿿")
