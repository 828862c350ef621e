"""Headings with an ordinal: which count together, which stands wrong between two, and how it should read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingzhang.language.document.document import Document, Section
from mingzhang.language.text.numerals import NUMERALS, numeral

_ASIDE = ("职责", "机构", "名词解释", "评价报告", "自评表", "附件", "项目经费")


def families(document: Document, numbered: Sequence[Section]) -> Iterator[list[Section]]:
    """Siblings: same style and inside the same parents; lists of duties, terms and projects count alone.

    >>> from mingzhang.work.examples import text
    >>> document = text("一、收入决算情况说明", "无。", "二、支出决算情况说明", "无。")
    >>> [[section.number for section in family] for family in families(document, document.sections)]
    [['一、', '二、']]
    """
    found: dict[tuple[int, ...], list[Section]] = {}
    for section in numbered:
        around = [s for s in document.around(section.start) if s.level < section.level]
        if not any(s.key in _ASIDE for s in around):
            found.setdefault((*map(id, around), section.level), []).append(section)
    yield from found.values()


def misplaced(values: Sequence[int]) -> set[int]:
    """Where a number stands wrong between two that leave room for exactly one; 0 is a number nobody can read.

    >>> misplaced([1, 2, 2, 4, 5]), misplaced([1, 2, 4, 5]), misplaced([1, 2, 1, 2])
    ({2}, set(), set())
    """
    runs = enumerate(zip(values, values[1:], values[2:], strict=False), 1)
    return {at for at, (one, own, two) in runs if one and two == one + 2 and own not in (0, one + 1)}


def renumbered(number: str, value: int) -> str:
    """An ordinal of the same style with another value.

    >>> renumbered("（一）", 3), renumbered("1.", 2)
    ('（三）', '2.')
    """
    return re.sub(rf"[{NUMERALS}]+|\d+", lambda m: str(value) if m[0].isdigit() else numeral(value), number)
