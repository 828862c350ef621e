"""Where something is printed: document page, box, table cell or sentence span."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from operator import attrgetter
from typing import Any

Box = tuple[float, float, float, float]
_WORDS = 20  # so many of the words name a spot that has no other name
Origin = tuple[int, int, int]  # text node of the file, from 0; its characters from … to


@dataclass(unsafe_hash=True, slots=True)  # never changed; freezing would take most of the time of making one
class Place:
    """One spot of a document.

    ``page`` counts from 1; ``bbox`` is ``(x0, y0, x1, y1)`` in points from the top left corner of the
    page; ``span`` counts characters of the paragraph or cell text; ``line`` is the line of a plain text
    file; ``file`` is the file, where a report is put together from several; ``boxes`` are those of the single
    lines where the words run over several lines of the page; ``source`` tells a writer where the characters
    stand in the file itself.  What a format cannot know stays ``None``.

    >>> str(Place(page=7, table="收入决算表", row="合计", column="其他收入", printed="6.20"))
    '第 7 页《收入决算表》“合计”行“其他收入”栏'
    >>> str(Place(page=21, section="二、收入决算情况说明", quote="其他收入6.2万元"))
    '第 21 页“二、收入决算情况说明”'
    >>> str(Place(file="说明.docx", line=3))
    '说明.docx 第 3 行'
    >>> str(Place(quote="第二部分 决算表")), str(Place())
    ('“第二部分 决算表”处', '位置不详')
    """

    page: int | None = None
    bbox: Box | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    quote: str = ""
    span: tuple[int, int] | None = None
    printed: str = ""
    line: int | None = None
    source: tuple[Origin, ...] | None = None
    boxes: tuple[Box, ...] | None = None
    file: str | None = None

    def __str__(self) -> str:
        parts = [f"{self.file} "] if self.file else []
        parts += [f"第 {self.page} 页"] if self.page else [f"第 {self.line} 行"] if self.line else []
        if self.table:
            parts.append(f"《{self.table}》")
        if self.row:
            parts.append(f"“{self.row}”行")
        if self.column:
            parts.append(f"“{self.column}”栏")
        if self.section and not self.table:
            parts.append(f"“{self.section}”")
        named = "".join(parts).strip()
        return named or (f"“{self.quote[:_WORDS]}”处" if self.quote else "位置不详")

    def beside(self, other: Place | None) -> str:
        """What a place is called that is told beside another: without what the two have in common.

        >>> main = Place(page=7, table="收入决算表", row="合计", column="其他收入")
        >>> main.naming(column="事业收入").beside(main), main.naming(page=9, table="总表").beside(main)
        ('“事业收入”栏', '第 9 页《总表》“合计”行“其他收入”栏')
        """
        if other is None or not self.table or (self.table, self.file) != (other.table, other.file):
            return str(self)
        row, column = self.row, self.column
        if column and row == other.row:
            row = None
        elif row and column == other.column:
            column = None
        page = self.page if self.page != other.page and row else None
        return str(Place(page=page, row=row, column=column))

    def naming(self, **changes: Any) -> Place:
        """The same spot with some fields replaced.

        >>> Place(page=3).naming(table="支出决算表").table
        '支出决算表'
        """
        values = list(_VALUES(self))
        for name, value in changes.items():
            values[_ORDER[name]] = value
        return Place(*values)

    def to_json(self) -> dict[str, Any]:
        """The place as the findings contract prints it: unknown fields are left out.

        >>> Place(page=3, quote="持平").to_json()
        {'page': 3, 'quote': '持平'}
        """
        return {key: value for key, value in asdict(self).items() if value not in (None, "")}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Place:
        """Inverse of :meth:`to_json`.

        >>> Place.from_json(Place(page=1, span=(0, 4)).to_json()).span
        (0, 4)
        """
        said = dict(data)
        for key in _FLAT & data.keys():
            said[key] = None if said[key] is None else tuple(said[key])
        for key in _NESTED & data.keys():
            said[key] = None if said[key] is None else tuple(map(tuple, said[key]))
        return cls(**said)


_ORDER = {field.name: number for number, field in enumerate(fields(Place))}
_VALUES = attrgetter(*_ORDER)
_FLAT, _NESTED = {"bbox", "span"}, {"source", "boxes"}  # JSON knows lists only


def cell_name(row: int, column: int) -> str:
    """The reference of a spreadsheet cell, from its row and column counted from 0.

    >>> cell_name(6, 2), cell_name(0, 26)
    ('C7', 'AA1')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
