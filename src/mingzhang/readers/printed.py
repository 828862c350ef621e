"""How printed text is put together, the same for every format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Some writers map glyphs to radicals and compatibility forms that look the same as the printed character.
LOOKALIKES: dict[int, str] = {
    code: unicodedata.normalize("NFKC", chr(code))
    for block in ((0x2E80, 0x2FE0), (0xF900, 0xFB00))
    for code in range(*block)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
LOOKALIKES |= zip(
    map(ord, "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
    strict=True,
)
_ODD = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
UNKNOWN = "\ufffd"  # stands for a character that is printed and cannot be told
_UNREADABLE = re.compile(
    r"#{3,}|#(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL|SPILL|CALC)[!?]?|Err:\d{3}"
    rf"|[-+]?\d(?:\.\d+)?[Ee][-+]?\d{{1,3}}|[-+(（\d.,，]*{UNKNOWN}[\d.,，)）%{UNKNOWN}]*"
)
_WORD = re.compile(r"[0-9A-Za-z]")
ENDED = re.compile(r"[。！？；：!?;:…](?:[”’」』）)】》])*$")
NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,4}(?:部分|[章节条篇])|[（(][一二三四五六七八九十百\d０-９]{1,3}[）)]"
    r"|[一二三四五六七八九十百]{1,3}、|[\d０-９]{1,2}(?:、|[.．](?![\d０-９]))|[①-⑳]|(?:注|备注|说明)[:：]|附件?[:：\d一二三四五六七八九十]"
)
_LEADER = re.compile(r"(?:[.．…·。]{3,}|⋯{2,})\s*\d{1,4}\s*$")


def one_line(lines: Iterable[str]) -> str:
    """Lines of one cell as one line: Chinese closes up, Latin words and digits keep a blank.

    >>> one_line(["年初预", "算数"]), one_line([" gross ", "value"]), one_line([])
    ('年初预算数', 'gross value', '')
    """
    result = ""
    for line in lines:
        line = line.strip()
        if result and line and _WORD.match(result[-1]) and _WORD.match(line):
            result += " "
        result += line
    return result


def is_contents_entry(text: str) -> bool:
    """Whether a line is an entry of a table of contents: leaders and a page number at its end.

    >>> is_contents_entry("一、部门职责……………3"), is_contents_entry("共有 3 人"), is_contents_entry("等等……")
    (True, False, False)
    """
    return _LEADER.search(text) is not None


def ordinary(text: str) -> str:
    """The text with radicals and compatibility forms as the characters they look like, one for one.

    >>> ordinary("⽀出⼯程⼀览")
    '支出工程一览'
    """
    return text.translate(LOOKALIKES) if _ODD.search(text) else text


def is_unreadable(text: str) -> bool:
    """Whether a cell shows an amount that nobody can read: hash marks, an error, a cut-off power of ten.

    >>> [is_unreadable(text) for text in ("########", "#REF!", "1.23E+04", "12.50", "#1")]
    [True, True, True, False, False]
    """
    return _UNREADABLE.fullmatch(text) is not None
