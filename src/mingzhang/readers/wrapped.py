"""Lines that were broken to fit a width: where a file has them, and which belong together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from mingzhang.facts.report import Block, Paragraph
from mingzhang.readers.printed import NUMBERED, is_contents_entry

_STOPS = tuple("。！？；：…”）.!?;:")
_WIDEST = 160  # a longer line was not wrapped for reading
_LINES = 10  # fewer say nothing of how a file is set
_CUT = 6  # lines that stop in mid-sentence, before a file is taken for wrapped
# Nothing begins with a unit or a closing mark: 基本支出 9 | 元，项目支出 1 元.
_NO_BEGINNING = re.compile(
    r"(?:元(?=[，。；、）（占比较与同为]|$)|[%％‰]|[万亿]元|(?:辆|人次|批次|平方米)[，。；、）])|[，。；、：）”》]"
)
_OPEN = re.compile(r"[\d\u4e00-\u9fff）”》]\s*$")
_WORD = re.compile(r"[\d.,%]{3,}")  # what is not broken: it goes to the next line as a whole
_ROW = re.compile(r"(?:\s[-－]?[\d.,，]+%?){2,}\s*$")
_TITLE = re.compile(r"表[一二三四五六七八九十\d]|附表|单位[:：]")


def wrap_width(lines: Sequence[str]) -> int:
    """The width, in columns, from which a line is taken for a broken one; 0 where lines are paragraphs.

    Broken at a fixed width: many lines stop in mid-sentence within two characters of the longest lines.
    Broken where the words end, as pages set in letters of several widths are: most of the long lines stop in
    mid-sentence, and the next line begins nothing new.

    >>> wrap_width(["收入合计九万元。"] * 12)
    0
    >>> line, rest = "本年收入合计为九万元，比上年增加一万元，增长百分之十二，主要", "原因是人员增加。"
    >>> wrap_width([line, rest] * 6)
    56
    """
    widths = sorted(_width(line.rstrip()) for line in lines if line.strip() and "\t" not in line)
    longest = widths[-1 - len(widths) // 10] if widths else 0  # a few lines may run over
    if len(widths) < _LINES or not 40 <= longest < _WIDEST:
        return 0
    full = longest - 4
    if sum(_is_cut(line, full) for line in lines) >= max(_CUT, len(widths) * 2 // 5):
        return full
    full = longest * 3 // 4
    reach = sum(width >= full for width in widths)
    cut = sum(goes_on(line, following, full) for line, following in pairwise(lines))
    return full if cut >= max(_CUT, reach // 2) else 0


def joined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page with the broken lines among its paragraphs put together.

    >>> lines = ["本年收入合计为九万元，比上年增加一万元，增长百分之十二，主要", "原因是人员增加。"] * 6
    >>> len(joined([Paragraph(line) for line in lines]))
    6
    """
    full = wrap_width([block.text for block in blocks if isinstance(block, Paragraph)])
    result: list[Block] = []
    last = ""
    for block in blocks:
        line = block.text if isinstance(block, Paragraph) and block.kind == "text" and not block.level else ""
        before = result[-1] if result else None
        if full and last and isinstance(before, Paragraph) and goes_on(last, line, full):
            before.text += line.strip()
        else:
            result.append(block)
        last = line
    return result


def goes_on(line: str, following: str, full: int) -> bool:
    """Whether the next line goes on with the sentence of a line, in a file broken at a width.

    >>> [goes_on("一般公共预算财政拨款支出，占", text, 24) for text in ("82.27%。", "二、支出", "")]
    [True, False, False]

    A unit on the next line belongs to the figure before it, however short the line.

    >>> goes_on("其中：基本支出9", "元，项目支出1元。", 56), goes_on("合计 9", "元旦慰问", 56)
    (True, False)
    """
    starts_anew = not following.strip() or following[0] in " \t\u3000" or is_contents_entry(following)
    word = _WORD.match(following)
    if not starts_anew and _NO_BEGINNING.match(following) and _OPEN.search(line):
        return True
    if starts_anew or not _is_cut(line, full - (len(word[0]) - 2 if word else 0)):
        return False
    return not (NUMBERED.match(following) or _TITLE.match(following) or _ROW.search(line))


def _is_cut(line: str, full: int) -> bool:
    line = line.rstrip()
    return "\t" not in line and _width(line) >= full and not line.endswith(_STOPS)


def _width(line: str) -> int:
    """Columns a line takes in a fixed font: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line[:_WIDEST])
