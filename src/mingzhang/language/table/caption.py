"""What stands around a table: its title, its unit, its number in the published set, and the notes below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.table.cell import MONEY_UNITS, flat, usual_unit
from mingzhang.language.text.numerals import NUMERALS
from mingzhang.language.text.spelling import label

_UNIT = re.compile(
    rf"单位[：为]?(?:人民币)?[（]?({'|'.join(MONEY_UNITS)})"
    r"(?![\u4e00-\u9fff])|单位[：为]?(?:人民币)?"
    rf"({'|'.join(MONEY_UNITS)})(?=公开|财决|附表|部门|编制|填报|第|日期|金额|单位)"
)
_CODE = re.compile(
    rf"(?:公开|财决|预算公开|附)[附]?\d{{1,2}}(?:-\d)?表|附?表[{NUMERALS}\d]{{1,3}}(?:-\d)?(?!\d)"
)
_NOTE = re.compile(r"[“（]?(?:注|备注|说明|附注)[：:]?|\d{0,2}[.、]?(?:本表|此表|该表|上表|以上报?表)")
_EMPTY = re.compile(r"(?:本表|此表|该表)[^。]{0,8}(?:无数据|空|为零|为0)|故无数据|空表(?:列示)?")
_FURNITURE = re.compile(r"[-\s]*(?:第?\d{1,4}页?(?:[,，/]?共?\d+页?)?)?[-\s]*$|[“”\"']+$")
_LINE = re.compile(
    r"(?:金额|计量)?单位[：为]|(?:编制|填报|公开|预算)?(?:单位|部门|日期)[（名称）]*[：:]|年度[：:]?$"
)
# Words of the trade: a title that only ends like a known one is another table.
_OTHER = re.compile(
    r"(?:支出|收入|收支|预算|决算|拨款|基金|项目|基本|经营|结转|结余|明细|资本|费|资产|补助|分类|上级|国有|公共|"
    r"一般|财政|采购|机构|信息|三公|及|和|与|的|《)$"
)
_REST = re.compile(
    rf"(?:[（(].{{0,16}}[）)]|续表?|[{NUMERALS}\d]+|公开.{{1,4}}表|财决.{{1,6}}表|附表.{{1,3}}|[-.·…]+)*"
    r"(?:(?:金额|计量)?单位.*|(?:编制|填报|公开)?(?:单位|部门).*|\d{4}年.*)?$"
)


_ASIDE = re.compile(r"(?:公开|财决)\d+表|(?:金额|计量|编制|填报)?单位[：为]|编制部门|部门：")


@dataclass
class Caption:
    """What was found about one table; ``alias`` is the known title inside ``title``, ``""`` if none is."""

    title: str = ""
    alias: str = ""
    title_place: Place | None = None
    unit: str | None = None
    unit_place: Place | None = None
    code: str = ""
    rows: int = 0  # rows of the grid that are captions
    notes: list[Paragraph] = field(default_factory=list)

    def take(self, text: str, place: Place, titles: Titles) -> bool:
        """Take what one line above the table says; whether it says anything a caption says."""
        unit, code = unit_of(text), _CODE.search(flat(text))
        if unit and self.unit is None:
            self.unit, self.unit_place = unit, place
        if code and not self.code:
            self.code = code[0]
        alias = titles.within(text)
        if alias and not self.alias:
            self.title, self.alias, self.title_place = shown(text), alias, place
        return bool(unit or code or alias or is_furniture(text))

    def take_notes(self, notes: list[Paragraph]) -> None:
        """Take the notes below the table, and the unit where only they state it."""
        self.notes = [*self.notes, *notes]
        for note in notes:
            if self.unit is None and unit_of(note.text):
                self.unit, self.unit_place = unit_of(note.text), note.place(0, len(note.text))


def shown(text: str) -> str:
    """A title as a message shows it: without layout blanks and without what else stands on its line.

    >>> shown("收 入 决 算 表 公开02表 单位：万元")
    '收入决算表'
    """
    words = flat(text)
    return _ASIDE.split(words)[0] or words


@lru_cache(maxsize=1 << 12)
def unit_of(text: str) -> str:
    """The money unit that a line states for a whole table, ``""`` if none.

    >>> unit_of("编制单位：某局   金额单位：万元"), unit_of("编制单位：元氏某局"), unit_of("单位:元")
    ('万元', '', '元')
    >>> unit_of("单位：仟元"), unit_of("单位：人民币圆"), unit_of("单位：美元")
    ('千元', '元', '')
    """
    match = _UNIT.search(usual_unit(flat(text)))
    return (match[1] or match[2]) if match else ""


def code_of(text: str) -> str:
    """The code of a published table where a line is nothing else.

    >>> code_of("公开03表"), code_of("公开03表 收入决算表")
    ('公开03表', '')
    """
    match = _CODE.fullmatch(flat(text))
    return match[0] if match else ""


def is_furniture(text: str) -> bool:
    """Whether a line only carries layout: a page number, “单位：…”, a stray quotation mark.

    >>> is_furniture("- 12 -"), is_furniture("编制部门：某局"), is_furniture("二、收入情况")
    (True, True, False)
    """
    words = flat(text)
    return bool(_FURNITURE.match(words) or _LINE.match(words))


class Titles:
    """The known titles of tables, to be found inside printed lines.

    >>> titles = Titles(["支出决算表", "收入决算表"])
    >>> titles.within("2031年度某局支出决算表 公开03表"), titles.within("项目支出决算表")
    ('支出决算表', '')
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._labels = {label(title): title for title in titles}
        longest_first = sorted(self._labels, key=lambda one: (-len(one), one))
        self._any = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self.within = lru_cache(maxsize=1 << 12)(self._within)

    def _within(self, text: str) -> str:
        """The known title in a line, ``""`` if none; a longer title that ends the same way is another."""
        if len(text) > 160:
            return ""
        words = label(text)
        return self._known(words) or self._known(_simpler(words))

    def _known(self, words: str) -> str:
        match = self._any.search(words)
        # The leftmost match may begin late in a longer title that ends the same way.
        while match:
            before, after = words[: match.start()], words[match.end() :]
            other = "经济" in after and not re.search("基本|经济", match[0])  # the same total by other codes
            if not _OTHER.search(before) and _REST.match(after) and len(before) <= 40 and not other:
                return self._labels[match[0]]
            match = self._any.search(words, match.start() + 1)
        return ""


def _simpler(words: str) -> str:
    """The title of a table of a budget without what some places add to it.

    >>> _simpler("某局部门综合预算收支总表"), _simpler("部门预算一般公共预算支出明细表"), _simpler("支出决算明细表")
    ('某局收支总表', '一般公共预算支出表', '支出决算明细表')
    """
    if "预算" not in words or "决算" in words:
        return words
    words = re.sub(
        "(?:部门|单位)?综合预算|(?:部门|单位)预算(?=财政拨款|一般公共|政府性|国有|收|支|三公)", "", words
    )
    return re.sub("(?<=预算)拨款(?=支出|三公)|(?<=支出)明细(?=(?:预算)?表)", "", words)


def is_note(text: str) -> bool:
    """Whether a paragraph below a table belongs to it.

    >>> is_note("注：本表反映全年情况。"), is_note("某局无此项收支，故本表无数据。"), is_note("二、收入情况")
    (True, True, False)
    """
    words = flat(text)
    return bool(_NOTE.match(words) or (len(words) < 150 and _EMPTY.search(words)))


def above(paragraphs: Sequence[Paragraph], caption: Caption, titles: Titles) -> None:
    """Fill a caption from the lines before a table, the nearest first; running text ends the search.

    >>> found = Caption()
    >>> above([Paragraph("收入决算表"), Paragraph("编制部门：某局 单位：元")], found, Titles(["收入决算表"]))
    >>> found.alias, found.unit
    ('收入决算表', '元')
    """
    near = list(paragraphs)[-12:]
    strange = 0
    for index in range(len(near) - 1, -1, -1):
        paragraph, before = near[index], near[index - 1].text if index else ""
        place, text = paragraph.place(0, len(paragraph.text)), paragraph.text
        if not caption.alias and not is_furniture(before) and _broken(before, text, titles):
            text = before + text
        if is_note(text) or caption.take(text, place, titles):
            continue
        strange += 1
        if strange > 2 or len(flat(text)) > 60 or text.rstrip().endswith(("。", "；", "：", ":")):
            break
        if not caption.title:
            caption.title, caption.title_place = shown(text), place


def _broken(before: str, text: str, titles: Titles) -> bool:
    """Whether a title was broken over two lines: only both together say the longer one."""
    if len(before) > 40 or titles.within(before):
        return False
    return len(titles.within(before + text)) > len(titles.within(text))


def inside(table: Table, rows: list[list[Cell]], caption: Caption, titles: Titles) -> None:
    """Fill a caption from the leading rows of the grid and, last, from the name of the sheet."""
    width = table.shape[1]
    for index, row in enumerate(rows):
        cells = [cell for cell in row if cell.text.strip()]
        if not cells:
            continue
        taken = [caption.take(cell.text, cell.place(), titles) or _bare(cell) for cell in cells]
        alone = len(cells) == 1 and width > 1 and cells[0].row == cells[0].column == 0
        if not all(taken) and not (alone and _is_title(cells[0].text)):
            break
        if alone and not caption.title:
            caption.title, caption.title_place = shown(cells[0].text), cells[0].place()
        caption.rows = index + 1
    else:
        caption.rows = 0
    if table.name and not caption.alias:
        alias = titles.within(table.name)
        if alias:
            caption.title, caption.alias, caption.title_place = table.name, alias, Place(table=table.name)


def _bare(cell: Cell) -> bool:
    """A year, a date or the name of an office beside the title."""
    words = flat(cell.text)
    return bool(re.match(r"\d{4}年(?:度|\d+月.*)?$|\d{4}$", words)) or words in (
        "万元",
        "元",
        "金额单位",
        "单位",
    )


def _is_title(text: str) -> bool:
    return flat(text).endswith(("表", "表）"))


def below(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The notes right under a table: nothing that comes after the first paragraph of another kind.

    >>> [note.text for note in below([Paragraph("注：甲"), Paragraph("- 3 -"), Paragraph("第二部分")])]
    ['注：甲']
    """
    notes: list[Paragraph] = []
    for paragraph in paragraphs:
        if is_note(paragraph.text):
            notes.append(paragraph)
        elif not _FURNITURE.match(flat(paragraph.text)) and not _leads_to_note(paragraph.text):
            break
    return notes


def _leads_to_note(text: str) -> bool:
    return "说明：" in flat(text)[-4:] or "本表" in text
