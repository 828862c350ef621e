"""A sheet of the workbook as a table with boxes to type into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mingzhang.disclosure.filed_cells import INPUTS, SUMS, names, options, texts_of, totals
from mingzhang.facts.place import cell_name
from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.language.workbook.form import DISTRICT, FISCAL, UNIT, Problem

SPARE = 8  # empty rows shown behind those that are filled
_FIXED = (UNIT, DISTRICT, FISCAL)  # what the season says and nobody types
_HEADS = frozenset({SlotLook.HEAD, SlotLook.MONEY_HEAD})
_FIGURES = frozenset({SlotLook.AMOUNT, SlotLook.COUNT})


@dataclass
class Box:
    """One cell of the table: a box to type into where it has a name, else words or a sum.

    ``label`` says for a screen reader which cell it is; ``theirs`` is what somebody else saved meanwhile.
    """

    kind: str = ""
    text: str = ""
    name: str = ""
    label: str = ""
    note: str = ""
    choices: tuple[str, ...] = ()
    listed: str = ""
    parts: str = ""
    wrong: list[str] = field(default_factory=list)
    theirs: str | None = None


@dataclass(frozen=True)
class SheetRow:
    """A row with its number in the sheet."""

    number: int
    boxes: list[Box]
    head: bool


@dataclass(frozen=True)
class SheetPage:
    """A sheet as it is shown: remarks, letters of columns, rows, lists, and what is wrong as a whole."""

    title: str
    remarks: list[str]
    letters: list[str]
    rows: list[SheetRow]
    lists: dict[str, list[str]]
    wrong: list[str]
    hidden: int


@dataclass
class _Shown:
    """What is known while a sheet is laid out."""

    book: Workbook
    sheet: Worksheet
    texts: Mapping[str, str]
    problems: Sequence[Problem]
    theirs: Mapping[str, str]

    def page(self, spare: int) -> SheetPage:
        """The whole sheet; of the empty rows at the end of a block only ``spare``."""
        by_row: dict[int, dict[int, Slot]] = {}
        for slot in self.sheet.slots:
            by_row.setdefault(slot.at[0], {})[slot.at[1]] = slot
        shown = [
            row
            for row in sorted(by_row)
            if any(s.look in INPUTS | SUMS | _HEADS for s in by_row[row].values())
        ]
        wide = max((column for row in shown for column in by_row[row]), default=0)
        kept = list(self._kept(shown, by_row, spare))
        heads: dict[int, Slot] = {}
        rows = []
        for row in kept:
            if any(slot.look in _HEADS for slot in by_row[row].values()):
                heads = by_row[row]
            rows.append(self._row(row, by_row[row], heads, wide))
        remarks = [str(s.value) for s in self.sheet.slots if s.look == SlotLook.REMARK]
        lists = {name: options(self.book, name) for name in self._listed()}
        whole = [str(problem) for problem in self.problems if not problem.cell]
        title = next(str(s.value) for s in self.sheet.slots if s.look == SlotLook.TITLE)
        letters = [cell_name(0, column)[:-1] for column in range(wide + 1)]
        return SheetPage(title, remarks, letters, rows, lists, whole, len(shown) - len(kept))

    def _listed(self) -> list[str]:
        return sorted({s.listed for s in self.sheet.slots if s.look == SlotLook.KEY and s.listed})

    def _kept(self, shown: list[int], by_row: dict[int, dict[int, Slot]], spare: int) -> Iterator[int]:
        """The rows without the empty ones that nobody needs yet."""
        left = spare
        for row in shown:
            slots = by_row[row].values()
            named = any(slot.look in (*_HEADS, SlotLook.LABEL, SlotLook.MONEY_LABEL) for slot in slots)
            inputs = [cell_name(*slot.at) for slot in slots if slot.look in INPUTS]
            typed = any(self.texts.get(name) or self.theirs.get(name) for name in inputs)
            if named or typed:
                left = spare
                yield row
            elif left > 0:
                left -= 1
                yield row

    def _row(self, row: int, slots: dict[int, Slot], heads: Mapping[int, Slot], wide: int) -> SheetRow:
        first = slots.get(0)
        name = self._text(first) if first else ""
        boxes = [self._box(slots.get(column), heads.get(column), name) for column in range(wide + 1)]
        return SheetRow(row + 1, boxes, any(slot.look in _HEADS for slot in slots.values()))

    def _text(self, slot: Slot) -> str:
        return self.texts.get(cell_name(*slot.at), "") if slot.look in INPUTS else str(slot.value or "")

    def _box(self, slot: Slot | None, head: Slot | None, row: str) -> Box:
        """What stands at one place of the table: nothing, words, a sum, or a box to type into."""
        if slot is None:
            return Box()
        at = cell_name(*slot.at)
        if slot.look == SlotLook.NAME:
            return Box("name", self._name(slot))
        if slot.look in SUMS:
            return Box("sum", self._sums.get(at, ""), label=at, parts=_areas(slot))
        if slot.look not in INPUTS or row in _FIXED:
            text = self._text(slot)
            return Box("money" if slot.look == SlotLook.MONEY_HEAD else "words", text, note=slot.note)
        said = f"{at} {row} {head.value if head else ''}".strip()
        kind = "figure" if slot.look in _FIGURES else "key" if slot.look == SlotLook.KEY else "text"
        mine = self.texts.get(at, "")
        theirs = self.theirs.get(at, mine)
        wrong = [str(problem) for problem in self.problems if problem.cell == at]
        found = Box(kind, mine, at, said, slot.note, slot.choices, slot.listed, "", wrong)
        found.theirs = theirs if theirs != mine else None
        return found

    @cached_property
    def _sums(self) -> dict[str, str]:
        found, looks = totals(self.sheet, self.texts), {cell_name(*s.at): s.look for s in self.sheet.slots}
        decimals = {name: 2 if looks[name] == SlotLook.SUM else 0 for name in found}
        return {n: "—" if value is None else f"{value:,.{decimals[n]}f}" for n, value in found.items()}

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        listed = {slot.listed for slot in self.sheet.slots if slot.look == SlotLook.NAME}
        return {area: names(self.book, area) for area in listed}

    def _name(self, slot: Slot) -> str:
        code = self.texts.get(cell_name(*slot.source), "").split(" ")[0] if slot.source else ""
        return self._names[slot.listed].get(code, "")


def _areas(slot: Slot) -> str:
    """What a formula adds up, as a browser's script reads it: D7:K7 D9:K9."""
    return " ".join(f"{cell_name(*area[:2])}:{cell_name(*area[2:])}" for area in slot.parts)


def sheet_page(
    book: Workbook,
    sheet: Worksheet,
    texts: Mapping[str, str],
    problems: Sequence[Problem],
    theirs: Mapping[str, str] | None = None,
    *,
    whole: bool = False,
) -> SheetPage:
    """The page of a sheet with what was typed, what is wrong with it, and what somebody else saved meanwhile.

    >>> from mingzhang.disclosure.filed_cells import blank, sheets
    >>> book = blank("某局", 2024, "310107", "final_account")
    >>> page = sheet_page(book, sheets(book)[2], {"A7": "2010301 行政运行", "D7": "1.50"}, [])
    >>> page.title, [box.text for box in page.rows[2].boxes][:4], page.letters[:3]
    ('本年收入（按支出功能分类科目）', ['2010301 行政运行', '行政运行', '1.50', '1.50'], ['A', 'B', 'C'])
    """
    shown = _Shown(book, sheet, texts_of(sheet) | dict(texts), problems, theirs or {})
    return shown.page(len(sheet.slots) if whole else SPARE)
