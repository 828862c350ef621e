"""A workbook to be filled in, as an Excel file: drop-down lists, notes, protected formulas, print set-up."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from mingzhang.facts.place import cell_name
from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.writers.words import printable

_INK, _LINE, _NAVY, _SOFT, _FILL, _GREY = "#1C2530", "#C3CAD3", "#1F3A5F", "#55616F", "#FFF8DC", "#EEF1F5"
_UNKNOWN = "没有这个科目"
MOST_DECIMALS = 6  # of a figure
_FIGURES = ("#,##0", *(f"#,##0.{n * '0'}" for n in range(1, 1 + MOST_DECIMALS)))  # by their decimals
LONGEST = 32_767  # characters of a cell
_MOST = 10**13  # a spreadsheet keeps fifteen digits
_SEEN = ("border", "border_color", "bg_color")  # what makes a program print an empty cell
_LARGER = {"万元": '@"（万元）"'}  # how heads over money look where the unit is another
_ALLOWED = {  # what may be done although the sheet is protected
    "insert_rows": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True,
}  # fmt: skip


def workbook_file(book: Workbook) -> bytes:
    """The workbook as bytes of an .xlsx file; the same input gives the same bytes.

    Raises ``ValueError`` for a text that is longer than a cell can hold.

    >>> workbook_file(Workbook("填报", [Worksheet("封面", [Slot((0, 0), SlotLook.TITLE, "填报表")])]))[:2]
    b'PK'
    """
    import xlsxwriter

    stream = io.BytesIO()
    options = {name: False for name in ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")}
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as target:
        target.set_properties({"title": book.title, "created": datetime(2000, 1, 1)})
        formats = _formats(target)
        sheets = [target.add_worksheet(leaf.name) for leaf in book.leaves]
        for name, (sheet, *corners) in book.areas.items():
            target.define_name(name, f"='{sheet}'!{_absolute(*corners)}")
        for leaf, sheet in zip(book.leaves, sheets, strict=True):
            _Sheet(book, leaf, sheet, formats).write()
    return stream.getvalue()


def _absolute(top: int, left: int, bottom: int, right: int) -> str:
    first, last = ("$".join(("", *_parted(cell_name(*p)))) for p in ((top, left), (bottom, right)))
    return first if first == last else f"{first}:{last}"


def _parted(reference: str) -> tuple[str, str]:
    letters = reference.rstrip("0123456789")
    return letters, reference[len(letters) :]


def _formats(target: Any) -> dict[str, Any]:
    """The cell formats by look; besides them those for whole counts, heads in 万元 and unknown names."""
    plain = {
        "font_name": "宋体", "font_size": 10.5, "font_color": _INK, "valign": "vcenter", "border": 1,
        "border_color": _LINE,
    }  # fmt: skip
    head = {
        "font_name": "黑体", "bg_color": _NAVY, "font_color": "#FFFFFF", "align": "center", "text_wrap": True,
    }  # fmt: skip
    label = {"text_wrap": True, "indent": 1}
    filled = {"bg_color": _FILL, "locked": False}
    looks: dict[str, dict[str, Any]] = {
        SlotLook.TITLE: {"font_name": "黑体", "font_size": 16, "border": 0},
        SlotLook.REMARK: {"font_color": _SOFT, "border": 0},
        SlotLook.ECHO: {"font_color": _SOFT, "border": 0},
        SlotLook.HEAD: head,
        SlotLook.MONEY_HEAD: head | {"num_format": '@"（元）"'},
        SlotLook.LABEL: label,
        SlotLook.FIGURE: {"align": "right"},
        SlotLook.MONEY_LABEL: label | {"num_format": '@"（元）"'},
        SlotLook.AMOUNT: filled | {"num_format": "#,##0.00####"},
        SlotLook.COUNT: filled | {"num_format": "#,##0.##"},
        SlotLook.WORDS: filled | {"text_wrap": True, "indent": 1},
        SlotLook.KEY: filled | {"num_format": "@", "align": "left", "indent": 1},
        SlotLook.SUM: {"bg_color": _GREY, "num_format": "#,##0.00####;-#,##0.00####;"},
        SlotLook.COUNT_SUM: {"bg_color": _GREY, "num_format": "#,##0;-#,##0;"},
        SlotLook.NAME: {"bg_color": _GREY, "font_color": _SOFT, "shrink": True},
    }
    made = {name: target.add_format(plain | look) for name, look in looks.items()}
    made["whole count"] = target.add_format(plain | looks[SlotLook.COUNT] | {"num_format": "#,##0"})
    made |= {
        f"figure {n}": target.add_format(plain | looks[SlotLook.FIGURE] | {"num_format": code})
        for n, code in enumerate(_FIGURES)
    }
    unseen = {name: set(plain | look) - set(_SEEN) for name, look in looks.items()}
    for name, kept in unseen.items():
        made[f"further {name}"] = target.add_format({key: (plain | looks[name])[key] for key in sorted(kept)})
    made["filled"] = target.add_format({key: (plain | filled)[key] for key in _SEEN})
    made |= {name: target.add_format({"num_format": code}) for name, code in _LARGER.items()}
    made["bad"] = target.add_format({"font_color": "#B3261E", "bold": True})
    return made


class _Sheet:
    def __init__(self, book: Workbook, leaf: Worksheet, sheet: Any, formats: dict[str, Any]) -> None:
        self._book, self._leaf, self._sheet, self._formats = book, leaf, sheet, formats

    def write(self) -> None:
        """Everything of one sheet."""
        for slot in self._leaf.slots:
            self._write(slot)
            self._validate(slot)
            if slot.note:
                self._sheet.write_comment(*slot.at, slot.note, {"font_size": 9, "x_scale": 1.6})
        self._set_up()

    def _write(self, slot: Slot) -> None:
        """Write a slot as formula, blank, text or number; raises ``ValueError`` for a text too long."""
        sheet, look, value = self._sheet, self._format(slot), slot.value
        if slot.look in (SlotLook.SUM, SlotLook.COUNT_SUM, SlotLook.NAME, SlotLook.ECHO):
            sheet.write_formula(*slot.at, _formula(slot), look, "" if value is None else value)
        elif value is None or value == "":
            sheet.write_blank(*slot.at, None, look)
        elif isinstance(value, str):
            if len(value) > LONGEST:
                words = f"工作表“{self._leaf.name}”的 {cell_name(*slot.at)} 文字超过 {LONGEST} 字，一格放不下"
                raise ValueError(words)
            sheet.write_string(*slot.at, printable(value), look)
        else:
            sheet.write_number(*slot.at, value, look)

    def _format(self, slot: Slot) -> Any:
        if slot.look == SlotLook.FIGURE and isinstance(slot.value, Decimal):
            return self._formats[f"figure {slot.decimals}"]
        whole = slot.look == SlotLook.COUNT and not slot.decimals
        return self._formats["whole count" if whole else slot.look]

    def _validate(self, slot: Slot, last: int | None = None) -> None:
        """Limit what may be typed into a slot, or from it down to a ``last`` row.

        It is one of a list of choices, or a number in the range of its look.
        """
        if slot.choices:
            rule: dict[str, Any] = {"validate": "list", "source": list(slot.choices)}
        elif slot.look == SlotLook.KEY and slot.listed:  # codes may also be typed without their name
            rule = {"validate": "list", "source": f"={slot.listed}", "show_error": False}
        elif slot.look == SlotLook.AMOUNT:
            rule = {"validate": "decimal", "criteria": "between", "minimum": -_MOST, "maximum": _MOST}
        elif slot.look == SlotLook.COUNT:
            kind = "decimal" if slot.decimals else "integer"
            rule = {"validate": kind, "criteria": "between", "minimum": 0, "maximum": _MOST}
        else:
            return
        said = f"请从列表里选择：{'、'.join(slot.choices)}。" if slot.choices else "这里要填数字。"
        row, column = slot.at
        below = row if last is None else last
        self._sheet.data_validation(
            row, column, below, column, rule | {"error_title": "填报", "error_message": said}
        )

    def _set_up(self) -> None:
        """Set up widths, heights, freezing, print and protection of the sheet."""
        leaf, sheet = self._leaf, self._sheet
        further = self._go_on()
        for column, width in leaf.widths.items():
            sheet.set_column(column, column, width, further.get(column))
        for row, height in leaf.tall.items():
            sheet.set_row(row, height)
        if any(leaf.still):
            sheet.freeze_panes(*leaf.still)
        if leaf.heads is not None:
            sheet.repeat_rows(leaf.heads)
        self._condition()
        sheet.set_default_row(20)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)  # A4
        if leaf.wide:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        if leaf.locked:
            sheet.protect("", _ALLOWED)

    def _go_on(self) -> dict[int, Any]:
        """Let the rows below the last take the same input; the formats of their columns.

        A cell with lines or colour is printed even if it is empty, so these get theirs when they are filled.
        """
        if not self._leaf.further:
            return {}
        bottom = max(slot.at[0] for slot in self._leaf.slots)
        slots = {slot.at[1]: slot for slot in self._leaf.slots if slot.at[0] == bottom}
        first, last = bottom + 1, bottom + self._leaf.further
        for column, slot in slots.items():
            self._validate(replace(slot, at=(first, column)), last)
        row = "$" + _range(first, min(slots), first, max(slots)).replace(":", ":$")
        rule = {"type": "formula", "criteria": f"=COUNTA({row})>0", "format": self._formats["filled"]}
        self._sheet.conditional_format(first, min(slots), last, max(slots), rule)
        return {column: self._formats[f"further {slot.look}"] for column, slot in slots.items()}

    def _condition(self) -> None:
        """Heads that show the unit chosen on the cover, names of codes that nobody knows in red; codes are
        texts that look like numbers, which is as it should be."""
        for slot in self._leaf.slots:
            if slot.look in (SlotLook.MONEY_HEAD, SlotLook.MONEY_LABEL) and self._book.money:
                for unit in _LARGER:
                    rule = {"type": "formula", "criteria": f'={self._book.money}="{unit}"'}
                    self._sheet.conditional_format(*slot.at, *slot.at, rule | {"format": self._formats[unit]})
        for look in (SlotLook.NAME, SlotLook.KEY):
            places = [slot.at for slot in self._leaf.slots if slot.look == look]
            if places:
                (top, left), (bottom, right) = min(places), max(places)
                if look == SlotLook.NAME:
                    rule = {"type": "cell", "criteria": "==", "value": f'"{_UNKNOWN}"'}
                    rule["format"] = self._formats["bad"]
                    self._sheet.conditional_format(top, left, bottom, right, rule)
                else:
                    self._sheet.ignore_errors({"number_stored_as_text": _range(top, left, bottom, right)})


def _range(top: int, left: int, bottom: int, right: int) -> str:
    return f"{cell_name(top, left)}:{cell_name(bottom, right)}"


def _formula(slot: Slot) -> str:
    if slot.look in (SlotLook.SUM, SlotLook.COUNT_SUM):
        return f"=SUM({','.join(_range(*part) for part in slot.parts)})"
    if slot.look == SlotLook.ECHO:
        return f'="{slot.lead}"&{slot.listed}'
    code = cell_name(*slot.source) if slot.source else ""
    first = f'LEFT({code}&" ",FIND(" ",{code}&" ")-1)'  # the code, with or without its name behind it
    return f'=IF({code}="","",IFERROR(VLOOKUP({first},{slot.listed},2,FALSE),"{_UNKNOWN}"))'
