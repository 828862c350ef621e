"""The names of facts: where in a publication a figure belongs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class FactName:
    """The name of a fact, taken apart.

    ``of`` is the other file or budget that says it (上年文件, 年初预算), empty for the document itself;
    ``table`` the table or group of statements; ``row`` the key of the row, empty where the table has no coded
    rows; ``column`` the rest, dots and all.  ``str`` puts the parts together again.

    >>> FactName.parse("上年文件:收入表[20106].其他收入")
    FactName(table='收入表', row='20106', column='其他收入', of='上年文件')
    >>> FactName.parse("上年.总表.收入总计")
    FactName(table='上年', row='', column='总表.收入总计', of='')
    >>> str(FactName("收入表", "20106", "合计")), str(FactName("总表", "", "本年收入"))
    ('收入表[20106].合计', '总表.本年收入')
    """

    table: str
    row: str = ""
    column: str = ""
    of: str = ""

    @classmethod
    def parse(cls, text: str) -> FactName:
        """The parts of a name as it is written in formulas and phrases."""
        return _parsed(text)

    @property
    def home(self) -> str:
        """The table with the file it stands in: what distinguishes it from the same table elsewhere.

        >>> FactName.parse("上年文件:总表.本年收入").home
        '上年文件:总表'
        """
        return f"{self.of}:{self.table}" if self.of else self.table

    def at(self, row: str) -> FactName:
        """The name of the same column in another row.

        >>> str(FactName.parse("支出表[201].合计").at("20101"))
        '支出表[20101].合计'
        """
        return FactName(self.table, row, self.column, self.of)

    def __str__(self) -> str:
        place = f"{self.home}[{self.row}]" if self.row else self.home
        return f"{place}.{self.column}" if self.column else place


@lru_cache(maxsize=65536)
def _parsed(text: str) -> FactName:
    of, colon, rest = text.partition(":")
    if not colon:
        of, rest = "", text
    table, bracket, after = rest.partition("[")
    if bracket:
        row, _, column = after.partition("]")
        return FactName(table, row, column.removeprefix("."), of)
    table, _, column = rest.partition(".")
    return FactName(table, "", column, of)
