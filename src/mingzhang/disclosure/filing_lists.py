"""The sheets of the workbook that nobody fills: how it is filled, and the codes that its lists show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mingzhang.catalogue import load
from mingzhang.catalogue.printed import LEVELS
from mingzhang.facts.fact import WHOLE
from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.language.workbook.cell import CodeBook
from mingzhang.language.workbook.form import Key, Page
from mingzhang.language.workbook.reader import NAMES

CODES, GUIDE = "科目代码", "填表说明"  # the names of the sheets
TITLES = {"functional": "支出功能分类科目", "economic": "部门预算支出经济分类科目"}
_GUIDE = (
    "一、先填“封面”：单位名称、区划代码、年度和金额单位。金额单位只在封面选一次。",
    "二、浅黄色的格子填写；灰色的格子由公式算出；深色的表头和行名不要改动。",
    "三、空格表示还没有填，0 表示没有发生，两者意思不同。",
    "四、科目编码从下拉列表里选，也可以直接输入编码；名称由公式带出。本年度用到的编码列在“科目代码”。",
    "五、行数不够时，先撤销工作表保护（没有密码），在同一块的中间插入行；新行没有名称和合计的公式不影响读取。固定行之间不要插入行。",
    "六、金额以元为单位最多两位小数，以万元为单位最多六位小数；不要合并填写的格子。",
    "七、合计、小计、占比、增减和公开的各张表都由程序从这些数算出，不必另填。",
    "八、各栏的说明写在表头或行名的批注里，把光标移到右上角有红三角的格子上就能看到。",
)


def code_books(place: str, year: int | None) -> dict[str, CodeBook]:
    """The classifications as they are in a year, all entries where it is not known.

    >>> sorted(code_books("110106", 2020))
    ['economic', 'functional']
    """
    notation = load(place, year)
    known = {"functional": notation.functional, "economic": notation.economic}
    return {name: CodeBook(TITLES[name], codes, year) for name, codes in known.items()}


def choices_area(key: Key) -> str:
    """The name of the list of codes that a key takes.

    >>> choices_area(Key("科目编码", "functional", (3, 7)))
    '支出功能分类科目_类项'
    """
    levels = "".join(LEVELS[level] for level in key.levels)
    return f"{TITLES[key.codes]}_{levels}"


def guide() -> Worksheet:
    """How the workbook is filled.

    >>> guide().name
    '填表说明'
    """
    sheet = Worksheet(GUIDE, [Slot((0, 0), SlotLook.TITLE, GUIDE)], {0: 96}, {0: 30})
    sheet.slots += [Slot((row, 0), SlotLook.LABEL, text) for row, text in enumerate(_GUIDE, 2)]
    sheet.tall |= {row: 24 for row in range(2, 2 + len(_GUIDE))}
    return sheet


def codes_sheet(pages: Iterable[Page], books: dict[str, CodeBook], book: Workbook) -> Worksheet:
    """The sheet of codes: what names are looked up in, and what the drop-down lists show."""
    sheet = Worksheet(
        CODES, [Slot((0, 0), SlotLook.TITLE, f"{books['functional'].year} 年度可用的科目代码")], tall={0: 30}
    )
    sheet.still = (2, 0)
    left = 0
    keys = {choices_area(b.key): b.key for p in pages for b in p.blocks if b.key and b.key.codes}
    for name, title in TITLES.items():
        wide = Key("", name, (3, 5, 7))
        rows = [(entry.code, entry.name) for entry in books[name].current(wide)] + [(WHOLE, WHOLE)]
        _table(sheet, book, title, left, (f"{title}编码", NAMES), rows)
        left += 3
    for area, key in keys.items():
        options = [WHOLE] if key.whole else []
        options += [f"{entry.code} {entry.name}" for entry in books[key.codes].current(key)]
        _table(sheet, book, area, left, ("下拉列表",), [(option,) for option in options])
        left += 2
    return sheet


def _table(
    sheet: Worksheet,
    book: Workbook,
    area: str,
    left: int,
    heads: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
) -> None:
    for column, head in enumerate(heads, left):
        sheet.slots.append(Slot((1, column), SlotLook.HEAD, head))
        sheet.widths[column] = 36 if column > left or len(heads) == 1 else 30
        sheet.slots += [
            Slot((r, column), SlotLook.LABEL, texts[column - left]) for r, texts in enumerate(rows, 2)
        ]
    book.areas[area] = (sheet.name, 2, left, 1 + max(1, len(rows)), left + len(heads) - 1)
