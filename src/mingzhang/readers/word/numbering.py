"""List numbers of Word documents: Word counts them itself, they are nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mingzhang.formats.ooxml import W

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_CLOSED = re.compile(r"[^\w]$")  # after a stop or a bracket Word's tab is no blank of the sentence


def whole(text: str | None, default: int = 0) -> int:
    """A whole number from an attribute, ``default`` where it is none.

    >>> whole("3"), whole("x", 1), whole(None)
    (3, 1, 0)
    """
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number below ten thousand as it is counted in Chinese.

    >>> [chinese(n) for n in (3, 10, 12, 20, 105, 110)]
    ['三', '十', '十二', '二十', '一百〇五', '一百一十']
    """
    text = ""
    for power, digit in enumerate(reversed([int(c) for c in str(number)])):
        if digit:
            text = digits[digit] + ("" if power == 0 else units[power - 1]) + text
        elif text and not text.startswith(digits[0]):
            text = digits[0] + text
    return text[1:] if 10 <= number < 20 and units[0] == "十" else text


def _one_by_one(number: int) -> str:
    return "".join(_DIGITS[int(c)] for c in str(number))


def _counting(number: int) -> str:
    return chinese(number) if number < 100 else _one_by_one(number)


def _roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    names = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    text = ""
    for value, name in zip(values, names, strict=True):
        text += name * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: str, count: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode: ①②③, ⑴⑵⑶."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _cycle(names: str) -> Callable[[int], str]:
    return lambda number: names[(number - 1) % len(names)]


def _fullwidth(number: int) -> str:
    return "".join(chr(ord("０") + int(c)) for c in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "japaneseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: chinese(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographDigital": _one_by_one,
    "taiwaneseDigital": _one_by_one,
    "japaneseDigitalTenThousand": _one_by_one,
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": _fullwidth,
    "decimalFullWidth2": _fullwidth,
    "none": lambda _: "",
}


def counted(number: int, style: str) -> str:
    """A list number in one of Word's number formats; unknown formats count in digits.

    >>> counted(11, "chineseCounting"), counted(4, "upperRoman"), counted(2, "decimalEnclosedCircle")
    ('十一', 'IV', '②')
    """
    return _FORMATS.get(style, str)(number) if 0 < number < 10_000 else str(number)


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """One kind of list with the numbers its levels have reached; several lists may share it."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document; call :meth:`label` once for every listed paragraph, in order.

    >>> Numbering(None).label("1", 0)
    ''
    """

    def __init__(self, root: Any, style_lists: dict[str, str] | None = None) -> None:
        """``root`` is the element of numbering.xml; ``style_lists`` tells the list of a style by its id."""
        self._lists: dict[str, _List] = {}
        self._shared: dict[str, str] = {}  # list -> the kind of list it belongs to
        self._starts: dict[str, dict[int, int]] = {}  # list -> levels it starts anew
        if root is None:
            return
        links: dict[str, str] = {}
        for item in root.findall(f"{W}abstractNum"):
            name = item.get(f"{W}abstractNumId", "")
            self._lists[name] = _List(dict(map(_level, item.findall(f"{W}lvl"))))
            link = _value(item, "numStyleLink")
            if link:
                links[name] = link
        for item in root.findall(f"{W}num"):
            self._add(item)
        for name, style in links.items():
            real = self._shared.get((style_lists or {}).get(style, ""), name)
            self._lists[name] = self._lists.get(real, self._lists[name])

    def _add(self, item: Any) -> None:
        """Take in one ``w:num``: its list, levels of its own, and the numbers it starts again at."""
        name = item.get(f"{W}numId", "")
        self._shared[name] = _value(item, "abstractNumId") or ""
        own = dict(map(_level, item.findall(f"{W}lvlOverride/{W}lvl")))
        if own and self._shared[name] in self._lists:
            base = self._lists[self._shared[name]]
            self._shared[name] = f"own {name}"
            self._lists[self._shared[name]] = _List(base.levels | own, base.counts)
        self._starts[name] = {
            whole(o.get(f"{W}ilvl")): whole(_value(o, "startOverride"), 1)
            for o in item.findall(f"{W}lvlOverride")
            if o.find(f"{W}startOverride") is not None
        }

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 where none does."""
        levels = self._lists.get(self._shared.get(number, ""), _List()).levels
        return next((i for i, level in levels.items() if level.paragraph_style == style), 0)

    def label(self, number: str, level: int) -> str:
        """The number printed before the next paragraph of list ``number``, with the blank after it."""
        kind = self._lists.get(self._shared.get(number, ""))
        if kind is None or level not in kind.levels:
            return ""
        this = kind.levels[level]
        start = self._starts.get(number, {}).pop(level, None)
        if start is not None:
            kind.counts[level] = start
        else:
            kind.counts[level] = kind.counts.get(level, this.start - 1) + 1
        for deeper in [i for i in kind.counts if i > level]:
            restart = kind.levels.get(deeper, this).restart
            if restart is None or level + 1 <= restart:
                kind.counts.pop(deeper)
        return self._printed(kind, this)

    def _printed(self, kind: _List, this: _Level) -> str:
        if this.style == "bullet":
            text = "•" if any("\ue000" <= c <= "\uf8ff" for c in this.text) else this.text
        else:
            text = re.sub(r"%([1-9])", lambda found: _one(kind, int(found[1]) - 1, this.legal), this.text)
        blank = "" if this.suffix == "nothing" or _CLOSED.search(text) else " "
        return text + blank if text else ""


def _one(kind: _List, index: int, legal: bool) -> str:
    level = kind.levels.get(index, _Level())
    return counted(kind.counts.get(index, level.start), "decimal" if legal else level.style)


def _level(item: Any) -> tuple[int, _Level]:
    restart, legal = _value(item, "lvlRestart"), item.find(f"{W}isLgl")
    return whole(item.get(f"{W}ilvl")), _Level(
        whole(_value(item, "start"), 1),
        _value(item, "numFmt") or _nested_format(item) or "decimal",
        _value(item, "lvlText") or "",
        _value(item, "suff") or "tab",
        legal is not None and legal.get(f"{W}val") not in ("0", "false", "off"),
        None if restart is None else whole(restart),
        _value(item, "pStyle"),
    )


def _nested_format(item: Any) -> str | None:
    """Newer Word hides a format it added later behind an alternative."""
    found = item.find(f".//{W}numFmt")
    return None if found is None else found.get(f"{W}val")


def _value(item: Any, child: str) -> str | None:
    found = item.find(f"{W}{child}")
    return None if found is None else found.get(f"{W}val")
