"""Facts: figures under names, each with the place where the document says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mingzhang.facts.names import FactName
from mingzhang.facts.number import MONEY, Number, Printed, number_of, printed
from mingzhang.facts.place import Place

WHOLE = "合计"  # the key of the row that adds up a table


@dataclass(slots=True)
class Fact:
    """A figure under a name.

    ``aggregate`` tells that the figure adds up others: two prints of an aggregate may differ by rounding,
    two prints of a single amount may not.  ``table`` is true when a table says it, false for narrative.
    """

    name: str
    figure: Printed
    table: bool = True
    aggregate: bool = False
    _number: Number | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def number(self) -> Number:
        """The number behind the figure."""
        if self._number is None:
            self._number = number_of(self.figure)
        return self._number

    @property
    def place(self) -> Place:
        """Where the document says it."""
        return self.figure.place


@dataclass
class Facts:
    """What a document says, by name; one name may be said in several places.

    >>> facts = stated("总表.本年收入 10.00", "总表.本年收入 10.01")
    >>> facts.get("总表.本年收入").figure.text, len(facts.said("总表.本年收入"))
    ('10.00', 2)
    >>> facts.get("总表.本年支出") is None
    True
    """

    _by_name: dict[str, list[Fact]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)  # names whose cell is there but could not be read
    partial: set[str] = field(default_factory=set)  # tables told in narrative only, with gaps
    obscured: set[tuple[str, str]] = field(
        default_factory=set
    )  # columns that may be there under another head
    pages_missing: bool = False  # pages could not be read: any row may have stood there
    gaps_of: set[str] = field(
        default_factory=set
    )  # other files whose figures are here, of which that is true
    beyond: list[str] = field(default_factory=list)  # what there was too much of to take in, told to the user
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)  # several files under one word
    _rows: dict[str, dict[str, None]] = field(default_factory=dict)
    _columns: dict[str, dict[str, None]] = field(default_factory=dict)
    _tables: set[str] = field(default_factory=set)
    _codes: dict[str, list[str]] = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        """Record one saying; a table comes before narrative, otherwise the first one said counts."""
        said = self._by_name.setdefault(fact.name, [])
        table = self._place(fact.name)
        if fact.table:
            self._tables.add(table)
        if fact.table and said and not said[0].table:
            said.insert(0, fact)
        else:
            said.append(fact)

    def miss(self, name: str) -> None:
        """Record that a table has this figure but that it could not be read: it is unknown, not zero.

        >>> facts = stated("甲[201].数 1")
        >>> facts.miss("甲[202].数")
        >>> facts.rows("甲"), facts.get("甲[202].数") is None
        (['201', '202'], True)
        """
        self.unread.add(name)
        self._tables.add(self._place(name))

    def forget(self, fact: Fact) -> None:
        """Take back one saying of a table: what it would say is unknown from now on.

        >>> facts = stated("甲.数 空", "甲.数 2.00")
        >>> facts.forget(facts.get("甲.数"))
        >>> facts.get("甲.数").figure.text, facts.may_hide("甲.数")
        ('2.00', True)
        """
        said = [one for one in self._by_name.get(fact.name, []) if one is not fact]
        self._by_name[fact.name] = said
        if not said:
            del self._by_name[fact.name]
        self.miss(fact.name)

    def may_hide(self, name: str) -> bool:
        """Whether a figure that was not found may be there unread: zero must not be taken for it.

        >>> facts = Facts(unread={"甲.乙"}, gaps_of={"上年文件"}, obscured={("表", "支出")})
        >>> [facts.may_hide(name) for name in ("甲.乙", "上年文件:甲.丙", "表[201].支出", "甲.丙")]
        [True, True, True, False]
        """
        parts = FactName.parse(name)
        lost = self.pages_missing or parts.of in self.gaps_of or (parts.home, parts.column) in self.obscured
        return lost or name in self.unread

    def _place(self, name: str) -> str:
        """Note the row and column of a name; returns its table."""
        parts = FactName.parse(name)
        table = parts.home
        if parts.row:
            rows = self._rows.setdefault(table, {})
            if parts.row not in rows:
                rows[parts.row] = None
                self._codes.pop(table, None)
            self._columns.setdefault(table, {})[parts.column] = None
        return table

    def get(self, name: str) -> Fact | None:
        """The authoritative saying, ``None`` where the document does not say it."""
        said = self._by_name.get(name)
        return said[0] if said else None

    def said(self, name: str) -> list[Fact]:
        """Every saying, the authoritative one first."""
        return self._by_name.get(name, [])

    def names(self) -> list[str]:
        """All names in the order first said."""
        return list(self._by_name)

    def rows(self, table: str) -> list[str]:
        """The keys of a table's rows, in order: ``收入表[20106].合计`` has the key ``20106``.

        >>> stated("收入表[合计].本年收入 5", "收入表[201].本年收入 5").rows("收入表")
        ['合计', '201']
        """
        return list(self._rows.get(table, ()))

    def has_row(self, table: str, row: str) -> bool:
        """Whether a table has a row of this key; asked of every row of large tables.

        >>> stated("收入表[201].本年收入 5").has_row("收入表", "201"), Facts().has_row("收入表", "201")
        (True, False)
        """
        return row in self._rows.get(table, ())

    def codes(self, table: str) -> list[str]:
        """The coded rows of a table, ascending.

        >>> stated("收入表[合计].本年收入 5", "收入表[208].本年收入 2", "收入表[201].本年收入 3").codes("收入表")
        ['201', '208']
        """
        if table not in self._codes:
            self._codes[table] = sorted(key for key in self._rows.get(table, ()) if key.isdigit())
        return self._codes[table]

    def columns(self, table: str) -> list[str]:
        """The column names of a table with rows.

        >>> stated("收入表[合计].本年收入 5", "收入表[合计].其他收入 1").columns("收入表")
        ['本年收入', '其他收入']
        """
        return list(self._columns.get(table, ()))

    def has_table(self, table: str) -> bool:
        """Whether any figure of this table was read from a table."""
        return table in self._tables

    def has_file(self, file: str) -> bool:
        """Whether figures of another file are here under its name: ``上年文件:总表.本年收入``.

        >>> stated("上年文件:甲.乙 1").has_file("上年文件"), stated("上年:甲.乙 1").has_file("上年文件")
        (True, False)
        """
        return any(name.startswith(f"{file}:") for name in self._by_name)

    def __iter__(self) -> Iterator[Fact]:
        return (fact for said in self._by_name.values() for fact in said)

    def __len__(self) -> int:
        return sum(map(len, self._by_name.values()))


def stated(*sayings: str) -> Facts:
    """Facts from short sayings ``名称 数 [单位]``, for examples and tests; money is 万元 by default.

    >>> stated("说明.团组数 0个").get("说明.团组数").number.unit
    '个'
    """
    facts = Facts()
    for saying in sayings:
        name, _, value = saying.rpartition(" ")
        digits = value.rstrip("元万个人次辆批台套分%亿")
        unit = value[len(digits) :] or "万元"
        if digits in ("", "空"):
            facts.add(Fact(name, blank(MONEY), table=True))
        else:
            facts.add(Fact(name, printed(digits, unit, Place(row=name, printed=value)), table=True))
    return facts


def blank(unit: str, place: Place | None = None) -> Printed:
    """An empty cell that was read as empty: an exact zero.

    >>> blank("元").half
    Fraction(0, 1)
    """
    figure = printed("0", unit, place)
    figure.text, figure.half, figure.blank = "", figure.value, True
    return figure
