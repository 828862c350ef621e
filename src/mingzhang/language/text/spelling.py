"""One spelling for matching: printed text without layout blanks and full-width variants, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, starmap

from mingzhang.language.text.numerals import NUMERALS

_WIDE = {ord("０") + i: str(i) for i in range(10)}
_SAME = {
    "％": "%",
    "﹪": "%",
    "．": ".",
    "(": "（",
    ")": "）",
    ":": "：",
    ";": "；",
    "［": "[",
    "］": "]",
    "－": "-",
    "—": "-",
    "–": "-",
    "−": "-",
    "―": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "─": "-",
    "━": "-",
    "﹣": "-",
    "～": "~",
    "∼": "~",
    "﹑": "、",
    "＂": "”",
    "＋": "+",
    "＝": "=",
}
_TABLE = _WIDE | {ord(a): b for a, b in _SAME.items()}
_BLANK = re.compile(r"[\s\u3000\u00a0\u200b\ufeff\u00ad]+")
# A comma of a sentence; one that stands before thousands and behind a word has lost the digits before it.
_COMMA = re.compile(r",(?!\d)|(?<!\d),(?!(?<=[\u4e00-\u9fff],)\d{3}(?:,\d{3})*(?:\.\d+)?(?:万|亿)?元)")
_THOUSANDS = re.compile(r"(?<![\d.,，])[1-9]\d{0,2}(?:[,，]\d{3})+(?!\d|年)")
_MARKS = re.compile(r"[“”\"'：、。，；]")
_ORDINAL = re.compile(
    rf"^(?:[（(][{NUMERALS}百零]{{1,4}}[）)][、．.]?|[{NUMERALS}百零]{{1,4}}[、．.：:]"
    r"|[（(]\d{1,2}[）)]|\d{1,2}[）)、．.](?!\d)|[①-⑳])"
)


@dataclass(frozen=True, slots=True)
class Flat:
    """Text in one spelling; ``offsets[i]`` is where its character ``i`` stands in the printed text.

    >>> flat = flatten("占 本年％")
    >>> flat.text, flat.raw(1, 4)
    ('占本年%', (2, 5))
    """

    text: str
    offsets: Sequence[int]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The printed span of a flat span."""
        if start >= len(self.offsets):
            at = self.offsets[-1] + 1 if self.offsets else 0
            return at, at
        return self.offsets[start], self.offsets[max(start, end - 1)] + 1


@lru_cache(maxsize=2048)
def flatten(text: str) -> Flat:
    """Drop blanks, unify digits, brackets and marks; every kept character stays one character.

    Remembered, because one rule after the other asks for the same text.

    >>> flatten("２９４６.25 万 元，下降(1.87％)").text
    '2946.25万元，下降（1.87%）'
    >>> flatten("收入2，345.60万元,支出1万元").text, flatten("收入,867.48万元").text
    ('收入2,345.60万元，支出1万元', '收入,867.48万元')
    """
    one = text.translate(_TABLE)
    offsets: Sequence[int] = range(len(one))
    if blanks := [match.span() for match in _BLANK.finditer(one)]:
        edges = [0, *chain.from_iterable(blanks), len(one)]
        kept = list(zip(edges[::2], edges[1::2], strict=True))
        one = "".join([one[start:end] for start, end in kept])
        offsets = tuple(chain.from_iterable(starmap(range, kept)))
    one = _COMMA.sub("，", one)
    if "，" in one:  # 2，345.60: a full-width comma inside a number
        one = _THOUSANDS.sub(lambda match: match[0].replace("，", ","), one)
    return Flat(one, offsets)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """The flat text alone.

    >>> plain("因公出国(境) 费")
    '因公出国（境）费'
    """
    return flatten(text).text


@lru_cache(maxsize=16384)
def label(text: str) -> str:
    """A line name without its ordinal, colons and quotes, for comparing names.

    >>> label("二十一、国有资本经营预算支出"), label("（一）支出合计："), label("“三公”经费")
    ('国有资本经营预算支出', '支出合计', '三公经费')
    """
    name = plain(text)
    while match := _ORDINAL.match(name):
        name = name[match.end() :]
    return _MARKS.sub("", name)
