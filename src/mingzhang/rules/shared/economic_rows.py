"""The table of basic expenditure by economic items: what it gives each, and what it has no row for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from mingzhang.facts.fact import Fact
from mingzhang.facts.number import number_of, total
from mingzhang.language.document.examined import Examined
from mingzhang.rules.shared.coded_rows import amount, bound, code_of, coded
from mingzhang.rules.shared.enumerations import spelled
from mingzhang.rules.shared.listed_codes import ListedCodes


@dataclass
class EconomicRows:
    """``names`` maps a name in one spelling to the amounts by code, ``shown`` a code to the printed name.

    >>> from mingzhang.work.examples import grid, text
    >>> rows = [("302", "商品和服务支出", "9.00"), ("30201", "办公费", "5.00"), ("30211", "差旅费", "4.00")]
    >>> table = grid(("科目编码", "科目名称", "决算数"), *rows)
    >>> read = EconomicRows.of(Examined.of(text("一般公共预算财政拨款基本支出决算表", table)))
    >>> read.lacks("电费", ("302",)), read.lacks("差旅费", ("302",)), read.lacks("某种费用", ("302",))
    (True, False, False)
    """

    listed: ListedCodes
    names: dict[str, dict[str, Fact]] = field(default_factory=lambda: defaultdict(dict))
    shown: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Examined) -> EconomicRows:
        """What a document prints."""
        read = cls(ListedCodes(document.notation.economic))
        form, name = (
            ("B06", "预算基本表[{}].合计") if document.kind == "budget" else ("T06", "基本表[{}].决算")
        )
        for table in bound(document, form):
            for row in coded(table):
                if fact := amount(document, name.format(code_of(row))):
                    read.names[spelled(row.name)][code_of(row)] = fact
                    read.shown[code_of(row)] = row.name
        return read

    @cached_property
    def spent(self) -> dict[str, Fact]:
        """The amounts that are not nothing, by code."""
        return {c: f for named in self.names.values() for c, f in named.items() if f.figure.value}

    @cached_property
    def whole(self) -> frozenset[str]:
        """The classes whose rows add up: what has no row there has no amount."""
        return frozenset(code for code in self.spent if len(code) == 3 and self._adds_up(code))

    def _adds_up(self, above: str) -> bool:
        rows = [f for code, f in self.spent.items() if len(code) == 5 and code.startswith(above)]
        left = total((1, number_of(f.figure)) for f in rows) - number_of(self.spent[above].figure)
        return bool(rows) and left.low <= 0 <= left.high

    def lacks(self, name: str, classes: tuple[str, ...]) -> bool:
        """Whether a name of the national list has no row, though the rows of its class add up."""
        codes = [code for code in self.listed.called(name, 5) if code.startswith(classes)]
        return bool(codes) and all(code[:3] in self.whole and code not in self.shown for code in codes)
