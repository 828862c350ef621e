"""Forms: a published table described once, bound by line names and column heads, never by position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mingzhang.facts.fact import Fact
from mingzhang.facts.names import FactName
from mingzhang.facts.period import ALWAYS, InForce
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.table.grid import head, yearless
from mingzhang.language.text.spelling import label

# Words under a head that only repeat that it is a figure: 本年支出 / 小计 is 本年支出.
NEUTRAL = frozenset(
    [
        "小计",
        "合计",
        "金额",
        "决算数",
        "预算数",
        "本年数",
        "数额",
        "统计数",
        "决算",
        "预算",
        "支出决算",
        "本年决算数",
    ]
)
ROW_KINDS = ("", "functional", "economic", "class")


@dataclass(frozen=True)
class Naming:
    """A line or column: its name in facts, and the wordings it is printed with, the official one first.

    >>> Naming("年初", ("年初结转和结余",)).official
    '年初结转和结余'
    """

    name: str
    wordings: tuple[str, ...] = ()

    @property
    def official(self) -> str:
        """The wording a writer prints."""
        return self.wordings[0] if self.wordings else self.name


@dataclass(frozen=True)
class Side:
    """A block of a form: which rows and columns it may have, and how its figures are named.

    ``rows`` says which code list names rows: ``functional``, ``economic``, ``class`` (functional classes
    only) or none.  ``line`` and ``row`` are the patterns of the fact names for named lines and for coded
    or other rows; ``{row}`` and ``{column}`` stand for both names.  The first column is meant where a head
    does not say which one it is.  ``crossed``: the lines may also be printed as heads, with the figures in
    one row.  ``sums`` are the lines that add up others, all lines where it is empty.  For writing:
    ``optional`` lines and columns are only printed where the account has them, ``numbered`` lines get
    ordinals, totals begin at the line ``first_total``, ``parts`` are the lines under the head of a line.
    ``print_lines`` and ``print_columns`` are those a place prints, in its order; others are then only
    printed where the account has an amount there and they are not ``optional``.
    """

    lines: tuple[Naming, ...] = ()
    columns: tuple[Naming, ...] = ()
    rows: str = ""
    line: str = ""
    row: str = ""
    crossed: bool = False
    sums: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_total: str = ""
    print_lines: tuple[str, ...] = ()
    print_columns: tuple[str, ...] = ()

    @cached_property
    def line_index(self) -> dict[str, tuple[int, ...]]:
        """Positions of the lines by label; a label may stand for several lines (T04 prints two alike)."""
        found: dict[str, tuple[int, ...]] = {}
        for position, line in enumerate(self.lines):
            for name in dict.fromkeys(map(label, (line.name, *line.wordings))):
                found[name] = (*found.get(name, ()), position)
        return found

    @cached_property
    def column_index(self) -> dict[str, str]:
        """Column names by head."""
        return {
            head(wording): column.name
            for column in reversed(self.columns)
            for wording in (column.name, *column.wordings)
        }

    @cached_property
    def heads(self) -> frozenset[str]:
        """Everything that may stand over a column of figures."""
        return frozenset(self.column_index)

    def column_of(self, path: Iterable[str]) -> str | None:
        """The column that heads from the top down name, ``None`` for a head that is not of this form.

        >>> side = Side(columns=(Naming("支出", ("本年支出",)), Naming("合计")))
        >>> side.column_of(["本年支出", "小计"]), side.column_of(["合计"]), side.column_of(["本年支出", "甲"])
        ('支出', '合计', None)
        """
        names = list(path)
        neutral: list[str] = []
        while names and names[-1] in NEUTRAL:
            neutral.append(names.pop())
        if names and (known := self._known(names[-1])) is not None:
            return known
        return next((known for name in neutral if (known := self._known(name)) is not None), None)

    def _known(self, name: str) -> str | None:
        known = self.column_index.get(name)
        return self.column_index.get(yearless(name)) if known is None else known

    def fact_name(self, table: str, row: str, column: str, named: bool) -> str:
        """The name of the fact in a row (``named``: one of the lines) and column.

        >>> Side(columns=(Naming("决算"),), line="{table}.{row}").fact_name("总表", "支出总计", "决算", True)
        '总表.支出总计'
        """
        pattern = (self.line if named else self.row) or "{table}[{row}].{column}"
        name = pattern.format(table=table, row=row, column=column)
        primary = self.columns[0].name if self.columns else ""
        return name if "{column}" in pattern or column == primary else f"{name}.{column}"


@dataclass(frozen=True)
class Form:
    """One kind of published table.

    ``id`` is the catalogue's id, ``name`` begins the fact names, ``titles`` are printed titles, the
    official one first.  ``kinds`` are the kinds of document it belongs to.  ``marks`` are heads or line
    names that together tell the form where no title is printed.  ``numbers`` are pairs (first fiscal year,
    number in the published set, 0 for not in the set).  ``period`` are fiscal years.
    """

    id: str
    name: str
    titles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("final_account",)
    sides: tuple[Side, ...] = ()
    marks: tuple[str, ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    period: InForce = ALWAYS
    empty: str = ""  # what there is none of where the table is empty
    unit: str = ""  # the unit of money it is printed in, where that is not the place's usual one
    spare: bool = False  # the official two-sided form has an empty row above the totals
    total_last: bool = False  # where rows have codes, the total is printed below them
    remark: str = ""  # what is printed below the table

    def __hash__(self) -> int:
        return hash(self.id)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Everything that may stand over a column of figures."""
        return frozenset[str]().union(*(side.heads for side in self.sides))

    def names(self) -> Iterator[FactName]:
        """The names that its figures may have; rows of codes stand for all codes.

        >>> [str(name) for name in Form("T01", "总表", sides=(Side((Naming("收入"),), (Naming("数"),)),)).names()]
        ['总表[收入].数', '总表[码].数']
        """
        return self._names(with_optional=True)

    def usual_names(self) -> Iterator[FactName]:
        """The names of what is printed everywhere: without lines and columns that are optional."""
        return self._names(with_optional=False)

    def _names(self, *, with_optional: bool) -> Iterator[FactName]:
        for side in self.sides:
            left_out = () if with_optional else side.optional
            for column in (column for column in side.columns if column.name not in left_out):
                for line in (line for line in side.lines if line.name not in left_out):
                    yield FactName.parse(side.fact_name(self.name, line.name, column.name, named=True))
                yield FactName.parse(side.fact_name(self.name, "码", column.name, named=False))

    def number(self, year: int | None) -> int | None:
        """The table's number in the published set of a year (公开NN表), ``None`` where it is not in it.

        >>> form = Form("T09", "三公表", numbers=((2016, 7), (2023, 9)))
        >>> form.number(2021), form.number(2024), form.number(None)
        (7, 9, 9)
        """
        if not self.period.covers(year):
            return None
        numbers = [number for since, number in self.numbers if year is None or since <= year]
        return (numbers[-1] or None) if numbers else None


@dataclass
class BoundRow:
    """One row of a bound table.

    ``key`` is the row's name in facts, ``label`` its printed name without layout, ``code`` and ``name`` as
    printed.  ``cells`` maps a column name to its fact, ``None`` where the cell could not be read;
    ``objects`` holds the printed cells.  ``row`` is the grid row, ``block`` the block of a table printed
    side by side.  ``line`` tells that the row is one of the form's named lines.
    """

    key: str
    label: str
    code: str = ""
    name: str = ""
    cells: dict[str, Fact | None] = field(default_factory=dict)
    objects: dict[str, Cell] = field(default_factory=dict)
    row: int = 0
    block: int = 0
    line: bool = False


@dataclass
class BoundTable:
    """A table with its meaning.

    ``form`` is ``None`` for a table nobody described; its facts are then named ``表{n}[…]``.  ``table`` is
    one grid even where the table is printed over several pages; ``parts`` are the tables of the report.
    ``unit`` is the printed money unit, ``None`` where none is printed (figures are then read as
    ``assumed``).  ``code`` is the printed number (公开01表).  ``heads`` holds the head path of each grid
    column.  ``empty`` tells that no cell holds an amount.
    """

    form: Form | None
    table: Table
    title: str = ""
    title_place: Place | None = None
    unit: str | None = None
    unit_place: Place | None = None
    assumed: str = ""
    code: str = ""
    name: str = ""
    notes: list[Paragraph] = field(default_factory=list)
    rows: list[BoundRow] = field(default_factory=list)
    heads: list[tuple[str, ...]] = field(default_factory=list)
    empty: bool = True
    parts: list[Table] = field(default_factory=list)

    def row(self, key: str) -> BoundRow | None:
        """The first row with a key."""
        return next((row for row in self.rows if row.key == key), None)


def load_forms(*layers: Mapping[str, Any]) -> tuple[Form, ...]:
    """Forms from catalogue data, the parent first; a later layer adds wordings and forms, or replaces.

    Titles, lines and columns of the same name are joined, the later layer's wordings first, as it is the
    first wording that is printed; ``numbers``, ``kinds``, ``since``, ``until``
    and ``marks`` are replaced.  Raises ``ValueError`` with a Chinese sentence on data that is no form.

    >>> national = {"forms": {"T09": {"name": "三公表", "titles": ["“三公”经费支出决算表"]}}}
    >>> place = {"forms": {"T09": {"titles": ["三公经费表"], "numbers": {"2016": 9}}}}
    >>> form, = load_forms(national, place)
    >>> form.titles, form.number(2020)
    (('三公经费表', '“三公”经费支出决算表'), 9)
    """
    merged: dict[str, dict[str, Any]] = {}
    for layer in layers:
        for form_id, data in layer.get("forms", {}).items():
            known = merged.setdefault(form_id, {})
            known.update(data | {"titles": [*data.get("titles", []), *known.get("titles", [])]})
            known["layers"] = [*known.get("layers", []), data.get("sides", [])]
    return tuple(_form(form_id, data) for form_id, data in merged.items())


def _form(form_id: str, data: Mapping[str, Any]) -> Form:
    """A form from its data, the layers of its sides joined; raises ``ValueError`` without a name."""
    if not data.get("name"):
        raise ValueError(f"表样 {form_id} 缺少 name（事实名的开头）")
    length = max(map(len, data["layers"]), default=0)
    sides = [[layer[n] for layer in data["layers"] if n < len(layer)] for n in range(length)]
    return Form(
        form_id,
        data["name"],
        tuple(dict.fromkeys(data["titles"])),
        tuple(data.get("kinds", ("final_account",))),
        tuple(_side(form_id, layers) for layers in sides),
        tuple(data.get("marks", ())),
        tuple(sorted((int(year), number) for year, number in data.get("numbers", {}).items())),
        InForce.of(data),
        data.get("empty", ""),
        data.get("unit", ""),
        data.get("spare", False),
        data.get("total_last", False),
        data.get("remark", ""),
    )


def _side(form_id: str, layers: list[Mapping[str, Any]]) -> Side:
    """One side of a form from its layers: wordings are added up, of anything else the last one counts."""
    plainly = {key: value for layer in layers for key, value in layer.items()}
    if plainly.get("rows", "") not in ROW_KINDS:
        raise ValueError(f"表样 {form_id} 的 rows 只能是 {'、'.join(ROW_KINDS[1:])} 或不写")
    return Side(
        _namings(layers, "lines"),
        _namings(layers, "columns"),
        plainly.get("rows", ""),
        plainly.get("line", ""),
        plainly.get("row", ""),
        plainly.get("crossed", False),
        tuple(plainly.get("sums", ())),
        tuple(plainly.get("optional", ())),
        tuple(plainly.get("numbered", ())),
        {line: tuple(parts) for line, parts in plainly.get("parts", {}).items()},
        plainly.get("first_total", ""),
        tuple(plainly.get("print_lines", ())),
        tuple(plainly.get("print_columns", ())),
    )


def _namings(layers: list[Mapping[str, Any]], key: str) -> tuple[Naming, ...]:
    """Lists of wordings behind the fact name; later layers put theirs before those of the first."""
    joined: dict[str, list[str]] = {}
    for layer in layers:
        for name, *wordings in layer.get(key, []):
            joined[name] = [*wordings, *joined.get(name, ())]
    return tuple(Naming(name, tuple(dict.fromkeys(wordings))) for name, wordings in joined.items())


def is_evaluation(table: Table) -> bool:
    """Whether a table belongs to performance: a scoring table or a table of indicators and targets.

    >>> is_evaluation(Table([Cell("分值", 0, 0), Cell("得分", 0, 1)]))
    True
    >>> is_evaluation(Table([Cell("一级指标", 0, 0), Cell("年度指标值", 0, 1)]))
    True
    >>> is_evaluation(Table([Cell("科目名称", 0, 0), Cell("决算数", 0, 1)]))
    False
    """
    heads = {label(cell.text) for cell in table.cells if 2 <= len(cell.text) <= 20}

    def some(*words: str) -> bool:
        return any(word in name for name in heads if len(name) <= 12 for word in words)

    if some("得分", "评分") and some("分值", "权重", "满分"):
        return True
    return some("一级指标") and some("指标值", "三级指标", "绩效指标")
