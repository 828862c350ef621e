"""What the rows of a table are called in facts: named lines, codes, or their printed names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from mingzhang.facts.fact import WHOLE
from mingzhang.language.table.form import Side
from mingzhang.language.table.grid import GridRow
from mingzhang.language.table.notation import Code, Notation
from mingzhang.language.text.spelling import label

_WITHIN = re.compile(r"^(?:其中|减|加|#|\*)+")
_REMARK = re.compile(r"（[^（）]*）$")
_TOTALS = ("合计", "总计", "小计", "共计")


@lru_cache(maxsize=1 << 14)
def row_label(name: str) -> str:
    """A row's name for comparing: no ordinal, no 其中, no characters that fact names use themselves.

    >>> row_label("其中：1.货 物"), row_label("（一）支出合计")
    ('货物', '支出合计')
    """
    return label(_WITHIN.sub("", label(name))).replace("[", "（").replace("]", "）").replace("-", "")


class Keys:
    """Names the rows of tables by the code lists of a notation."""

    def __init__(self, notation: Notation) -> None:
        self._notation = notation

    @cached_property
    def _functional(self) -> dict[str, tuple[str, ...]]:
        return _codes_by_name(self._notation.functional)

    @cached_property
    def _economic(self) -> dict[str, tuple[str, ...]]:
        return _codes_by_name(self._notation.economic)

    def _codes(self, rows: str) -> dict[str, tuple[str, ...]]:
        return self._economic if rows == "economic" else self._functional

    @cached_property
    def _classes(self) -> dict[str, tuple[str, ...]]:
        functional = self._notation.functional
        return _codes_by_name({code: entries for code, entries in functional.items() if len(code) == 3})

    def name(self, rows: Sequence[GridRow], side: Side) -> list[tuple[str, bool]]:
        """For each row its key (``""`` where it has no name) and whether it is a named line of the form."""
        named: list[tuple[str, bool]] = []
        done = -1
        last = ""
        seen: Counter[str] = Counter()
        for row in rows:
            text = row_label(row.name)
            position = -1 if row.code and text not in side.line_index else _line(side, text, done)
            if position >= 0:
                done, key = position, side.lines[position].name
            else:
                key = row.code or self.code(side.rows, text, last) or text
                last = key if key.isdigit() else last
            seen[key] += bool(key)
            named.append((f"{key}#{seen[key]}" if seen[key] > 1 else key, position >= 0))
        return named

    def code(self, rows: str, name: str, last: str = "") -> str:
        """The code a name stands for in a code list, ``""`` if none or not clear; ``last`` is the code above.

        >>> notation = Notation(functional={"201": (Code("201", "甲支出", True),)})
        >>> Keys(notation).code("class", "甲支出")
        '201'
        """
        if not rows or not name:
            return ""
        known = self._classes if rows == "class" else self._codes(rows)
        codes = known.get(name) or known.get(_REMARK.sub("", name), ())
        if len(codes) == 1:
            return codes[0]
        above = [last[:length] for length in (len(last), len(last) - 2, len(last) - 4) if length >= 3]
        for parent in above:
            inside = [code for code in codes if code[:-2] == parent]
            if len(inside) == 1 and inside[0] != last:
                return inside[0]
        return ""


def _codes_by_name(codes: dict[str, tuple[Code, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, entries in codes.items():
        for name in dict.fromkeys(label(entry.name) for entry in entries):
            found[name] = (*found.get(name, ()), code)
    return found


def _line(side: Side, name: str, done: int) -> int:
    """The position of the line a label names: the next one after those done, else the first one, else -1."""
    places = side.line_index.get(name) or side.line_index.get(_REMARK.sub("", name)) or ()
    return next((place for place in places if place > done), places[0] if places else -1)


def is_total(key: str) -> bool:
    """Whether a row adds up the others.

    >>> is_total("合计"), is_total("人员经费合计"), is_total("20101")
    (True, True, False)
    """
    return key == WHOLE or key.endswith(_TOTALS)


def parents(keys: Iterable[str]) -> set[str]:
    """The codes among the keys that have deeper codes below them.

    >>> sorted(parents(["201", "20101", "2010101", "208"]))
    ['201', '20101']
    """
    codes = {key for key in keys if key.isdigit()}
    return {code[:length] for code in codes for length in range(3, len(code), 2)} & codes
