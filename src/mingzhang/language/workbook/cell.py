"""What one filled cell says: a figure of the wanted kind, a text, or what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.facts.number import MONEY, SCALES, Printed, printed
from mingzhang.facts.place import Place
from mingzhang.language.table.cell import FIGURE, NOTHING, reading
from mingzhang.language.table.notation import Code
from mingzhang.language.text.spelling import label, plain
from mingzhang.language.workbook.form import AMOUNT, CHOICE, COUNT, DATE, PLACE, YEAR, InputColumn, Key

CENTS = 2  # digits behind the point of an amount in 元
_LARGEST = 10**13  # a spreadsheet keeps fifteen digits: from here on not to the 分
_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})(?:[-/.月](\d{1,2})?日?)?(?: ?0?0[:：]00(?:[:：]00)?)?")
_DATE = re.compile(
    r"(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d+[:：]\d+(?:[:：]\d+)?"
)
_SAYS = re.compile(r"\w")
_NO_REASON = re.compile(r"无|没有|略|同上|同前|见上|不详|不适用|无原因|正常|无变化|XX+|xx+|待补充?|待填")
_CODE = re.compile(r"(\d+)(?:\.0+)?[\s\-_、:：]*(\D.*)?")
_LEVELS = {3: "类", 5: "款", 7: "项"}


class WrongCellError(ValueError):
    """A cell that does not say what is wanted; the message is the part of the sentence behind the cell."""


def figure_of(text: str, column: InputColumn, money: str, place: Place) -> Printed:
    """The figure in a cell; amounts in ``money`` (元 or 万元) become 元 with two decimals.

    Raises :class:`Wrong`.

    >>> figure_of("１，２３４．５", InputColumn("金额"), "元", Place()).text
    '1234.50'
    >>> figure_of("12.345", InputColumn("金额"), "万元", Place()).text
    '123450.00'
    """
    read = reading(text)
    wanted = f"金额（{money}）" if column.kind == AMOUNT else f"数字（{column.unit}）"
    if read.kind == NOTHING:
        raise WrongCellError(f"“{text}”不是数字；没有的填 0，还没有核实的留空")
    if _DATE.fullmatch(plain(text)):
        raise WrongCellError(f"“{text}”是日期，应填{wanted}；请把单元格格式改为“常规”后重填")
    if read.kind != FIGURE or read.unit == "%":
        raise WrongCellError(f"“{text}”不是数字，应填{wanted}")
    digits = re.sub("[,，]", "", read.digits)
    if column.kind == COUNT:
        return _count(text, digits, read.unit, column, place)
    return _amount(text, digits, read.unit, column, money, place)


def _count(text: str, digits: str, unit: str, column: InputColumn, place: Place) -> Printed:
    """A filled-in count; raises :class:`WrongCellError` where it cannot be one."""
    if unit and unit != column.unit:
        raise WrongCellError(f"“{text}”的单位是“{unit}”，这里的单位是“{column.unit}”")
    value = Decimal(digits)
    if value < 0:
        raise WrongCellError(f"“{text}”是负数，这里不能为负")
    if _places(value) > column.decimals:
        kind = f"最多 {column.decimals} 位小数" if column.decimals else "应填整数"
        raise WrongCellError(f"“{text}”有小数，{kind}")
    if value >= _LARGEST:
        raise WrongCellError(f"“{text}”位数太多，请核对")
    return printed(f"{value:.{column.decimals}f}", column.unit, place)


def _amount(text: str, digits: str, unit: str, column: InputColumn, money: str, place: Place) -> Printed:
    """A filled-in amount in 元 with two decimals; raises :class:`Wrong` where it cannot be one."""
    if unit and unit != money:
        raise WrongCellError(f"“{text}”带了单位“{unit}”，本表按“{money}”填写，请换算后只填数字")
    value = Decimal(digits)
    most = CENTS + len(str(SCALES[money])) - 1
    if _places(value) > most:
        raise WrongCellError(f"“{text}”有 {_places(value)} 位小数，以{money}为单位最多 {most} 位")
    if value < 0 and not column.negative:
        raise WrongCellError(f"“{text}”是负数，这里不能为负")
    value *= SCALES[money]
    if abs(value) >= _LARGEST:
        raise WrongCellError(f"“{text}”位数太多，表格软件已保留不到分，请核对")
    return printed(f"{value:.{CENTS}f}", MONEY, place)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def text_of(text: str, column: InputColumn) -> str:
    """The text in a cell: a choice, a code of a place, a year or free words.  Raises :class:`Wrong`.

    >>> text_of("2020年度", InputColumn("年度", kind="year"))
    '2020'
    """
    words = plain(text)
    if not _SAYS.search(words):
        raise WrongCellError(f"“{text}”没有文字；没有要写的留空")
    if column.word.startswith("原因") and _NO_REASON.fullmatch(words):
        raise WrongCellError(f"“{text}”没有说明原因；请写明原因，不需要说明的留空")
    if column.kind == CHOICE:
        if words not in column.choices:
            raise WrongCellError(f"“{text}”不在选项里，应为{'、'.join(column.choices)}之一")
        return words
    if column.kind == PLACE:
        if not re.fullmatch(r"[1-9]\d{5}|0{6}", words):
            raise WrongCellError(f"“{text}”不是六位行政区划代码，例如 110106")
        return words
    if column.kind == YEAR:
        found = re.fullmatch(r"(20\d\d)(?:年度?)?", words)
        if not found:
            raise WrongCellError(f"“{text}”不是年度，应为四位数，例如 2020")
        return found[1]
    return _day(text) if column.kind == DATE else text.strip()


def _day(text: str) -> str:
    """A date as it is published; a text that is none stays as it is, digits that are none are refused.

    >>> _day("2026-03-05 0:00:00"), _day("2026/3"), _day("2026年3月")
    ('2026年3月5日', '2026年3月', '2026年3月')
    """
    words = plain(text)
    found = _DAY.fullmatch(words)
    if found is None and re.search(r"[\u4e00-\u9fff]", words):
        return text.strip()
    year, month, day = (int(part or 0) for part in (found.groups() if found else (0, 0, 0)))
    if not 1 <= month <= 12 or day > 31:
        raise WrongCellError(f"“{text}”不是日期，应写成 2026年3月5日")
    return f"{year}年{month}月{day}日" if day else f"{year}年{month}月"


@dataclass(frozen=True)
class CodeBook:
    """The codes of one classification in a fiscal year, of all years where it is not known."""

    title: str
    codes: dict[str, tuple[Code, ...]]
    year: int | None

    def current(self, key: Key) -> list[Code]:
        """The entries in force that a key takes, by code.

        >>> book = CodeBook("支出功能分类", {"201": (Code("201", "甲", True),)}, 2020)
        >>> [code.name for code in book.current(Key("科目编码", levels=(3,)))]
        ['甲']
        """
        found = [self.entry(code) for code in sorted(self.codes) if key.fits(code)]
        return [entry for entry in found if entry is not None]

    def entry(self, code: str) -> Code | None:
        """The entry of a code in the year, the latest where there are several."""
        return next((e for e in reversed(self.codes.get(code, ())) if e.current(self.year)), None)

    def read(self, text: str, key: Key) -> tuple[str, str]:
        """The code in a cell, and its name where the classification does not know it.

        Accepts a code alone or with its name behind it.  Raises :class:`Wrong`.
        """
        found = _CODE.fullmatch(plain(text))
        if found is None:
            raise WrongCellError(f"“{text}”不是科目编码，应填{_levels(key)}{self._meant(text, key)}")
        code, name = found[1], found[2] or ""
        if code in self.codes or len(code) in _LEVELS:
            self._check_level(code, key)
        if code not in self.codes:
            return code, self._new(code, name, key)
        if self.entry(code) is None:
            raise WrongCellError(self._out_of_force(code))
        return code, ""

    def _check_level(self, code: str, key: Key) -> None:
        if len(code) not in key.levels:
            raise WrongCellError(f"“{code}”是{_LEVELS.get(len(code), '')}级科目编码，这里要填{_levels(key)}")
        if key.within and code[:3] not in key.within:
            raise WrongCellError(f"“{code}”不属于这里要填的类：{'、'.join(key.within)}")

    def _meant(self, text: str, key: Key) -> str:
        names = [e.code for e in self.current(key) if label(e.name) == label(text)]
        return f"；“{text}”的编码是 {names[0]}" if len(names) == 1 else ""

    def _new(self, code: str, name: str, key: Key) -> str:
        """The name of a code that the list does not know, if it may be taken."""
        if len(code) not in key.levels:
            raise WrongCellError(f"“{code}”不是科目编码，应填{_levels(key)}")
        if not name or self.entry(code[:3]) is None:
            hint = f"；确有此科目的，在编码后写上名称，例如“{code} 某某支出”" if self.entry(code[:3]) else ""
            raise WrongCellError(
                f"“{code}”不在{f' {self.year} 年度的' if self.year else ''}{self.title}里{hint}"
            )
        return name

    def _out_of_force(self, code: str) -> str:
        entry = self.codes[code][-1]
        named = f"“{code} {entry.name}”"
        since, until = entry.period.since, entry.period.until
        if since and self.year and since > self.year:
            return f"{named}从 {since} 年度起才有，{self.year} 年度还没有这个科目"
        notes = (e.note for c in (code, code[:5], code[:3]) for e in self.codes.get(c, ()) if e.note)
        became = next(notes, "")
        said = f"（{became}）" if became else ""
        return f"{named}只用到 {until} 年度{said}，请改填{self._successor(became, entry)}"

    def _successor(self, note: str, entry: Code) -> str:
        """What to fill instead: the code of the same name below the code that the note names, if it does."""
        named = re.search(r"\d{5,7}", note)
        below = named[0] if named else ""
        alike = [
            e.code
            for codes in self.codes.values()
            for e in codes
            if e.current(self.year) and e.name == entry.name and e.code.startswith(below)
        ]
        exact = [code for code in alike if len(code) == len(entry.code)]
        if not below:
            return "现行科目"
        return f" {exact[0]}" if len(exact) == 1 else f" {below} 下的科目"


def _levels(key: Key) -> str:
    if key.levels == (7,):
        return "七位数字的项级科目编码"
    if len(key.levels) == 1:
        return f"{key.levels[0]} 位数字的{_LEVELS[key.levels[0]]}级科目编码"
    return "类、款、项科目编码（3、5、7 位数字）"
