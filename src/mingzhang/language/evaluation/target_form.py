"""Target forms of budgets (项目支出绩效目标表, 申报表, 填报表): what a project asks for and promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingzhang.facts.number import SCALES, Printed, printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Block, Cell, Paragraph, Table
from mingzhang.language.evaluation.score_table import TOTALS
from mingzhang.language.table.caption import unit_of
from mingzhang.language.table.cell import FIGURE, reading
from mingzhang.language.text.spelling import plain

_THIRD = re.compile("^(?:三级指标(?:名称)?|指标内容|指标名称)$")
_VALUE = re.compile(r"^(?:(?:年度|预期|计划|当年)?(?:指标|目标)值)(?:（.*）)?$")
_UNIT = re.compile("^(?:度量|计量|指标值?)单位$")
_KIND = re.compile("^二级指标$")
_WEIGHT = re.compile("^(?:指标)?(?:分值|权重)(?:（.*）)?$")
_ACTUAL = re.compile("实际(?:完成|值)|完成值|完成情况|得分|自评|偏差")
_NAME = re.compile("^项目(?:\\(政策\\))?名称：?$")
_GOAL = re.compile("^(?:项目)?(?:年度|总体|年度总体|当年|中期)?(?:绩效)?(?:总?体?)?目标：?$")
_BEGIN = re.compile("^(?:计划)?(?:开始|起始)(?:日期|时间)：?$")
_END = re.compile("^(?:计划)?(?:完成|结束|终止)(?:日期|时间)：?$")
_OWNER = re.compile("^(?:项目)?(?:主管|预算)(?:部门|单位)(?:名称)?：?$")
_MONEY = {
    "总额": re.compile(
        "^(?:项目|年度|本年度?|预算)?(?:项目)?资金(?:年度)?总额|^年度资金(?:总额|合计)"
        "|^(?:年度)?预算(?:金额|总额|资金)"
    ),
    "财政拨款": re.compile("^(?:其中：?|1[.、])?(?:本年度?)?财政(?:拨款|资金)(?!收入)"),
    "其他资金": re.compile("^(?:其中：?|2[.、])?(?:其他|非财政|自有|单位)资金"),
}
# What is asked for this year, beside what a project of several years costs in all.
_ANNUAL = {
    "总额": re.compile("^(?:年度|本年度?|当年)(?:预算)?资金申请(?:总额|合计)?"),
    "财政拨款": re.compile("^(?:其中：?|1[.、])?(?:当年|本年度?)财政(?:拨款|资金)(?!收入)"),
    "上年结转": re.compile("^(?:其中：?|2[.、])?上年(?:结转|结余)(?:资金)?"),
    "其他资金": re.compile("^(?:其中：?|[23][.、])?(?:其他|非财政|自有|单位)资金"),
}
_DATE = re.compile(r"(20\d\d)\s*[年/.\-]\s*(\d{1,2})(?:\s*[月/.\-]\s*(\d{1,2}))?")
_YEAR = re.compile(r"^[（(]?(20\d\d)年度?[）)]?$")
_ABOVE = 4  # blocks above a form in which its year may stand
_IN = re.compile(r"（(?P<unit>万?元)）")


@dataclass(frozen=True, slots=True)
class Target:
    """One indicator of a form: its kind (数量指标), name, value, unit and weight as printed, and its place."""

    kind: str
    name: str
    value: str
    unit: str
    place: Place
    weight: Cell | None = None


@dataclass
class TargetForm:
    """One project: its name, goal, money by source, dates, department in charge and targets.

    ``annual`` is the money of the year by source, where a form states it beside the project's whole;
    ``measured`` tells that there is a column of units.
    """

    project: str = ""
    goal: str = ""
    goal_place: Place | None = None
    place: Place | None = None
    money: dict[str, Printed] = field(default_factory=dict)
    annual: dict[str, Printed] = field(default_factory=dict)
    begin: Cell | None = None
    end: Cell | None = None
    owner: Cell | None = None
    targets: list[Target] = field(default_factory=list)
    measured: bool = False

    @property
    def asked(self) -> Printed | None:
        """The money of the year: what is asked for it, else the project's whole."""
        return self.annual.get("总额") or self.money.get("总额")


def target_forms(tables: Sequence[Table]) -> Iterator[TargetForm]:
    """The target forms among tables; forms with outcomes and scores are self-evaluations, not these.

    >>> rows = [("项目名称", "某项目"), ("年度资金总额（万元）", "9.00"), ("二级指标", "三级指标", "指标值"),
    ...     ("数量指标", "更新设备", "≥3台")]
    >>> table = Table([Cell(t, r, c) for r, row in enumerate(rows) for c, t in enumerate(row)])
    >>> (form,) = target_forms([table])
    >>> form.project, form.money["总额"].text, [(t.kind, t.name, t.value) for t in form.targets]
    ('某项目', '9.00', [('数量指标', '更新设备', '≥3台')])
    """
    for table in tables:
        words = {plain(cell.text) for cell in table.cells}
        if any(_THIRD.match(w) for w in words) and not any(_ACTUAL.search(w) for w in words):
            yield from _forms(table)


def date_of(cell: Cell | None) -> tuple[int, ...]:
    """Year, month and day of a date as printed, ``()`` where there is none.

    >>> date_of(Cell("2026/1/1", 0, 0)), date_of(Cell("2026年12月", 0, 0)), date_of(None)
    ((2026, 1, 1), (2026, 12), ())
    """
    match = _DATE.search(plain(cell.text)) if cell is not None else None
    return tuple(int(part) for part in match.groups() if part) if match else ()


def years_above(blocks: Sequence[Block]) -> Iterator[tuple[int, Place]]:
    """The years printed on lines of their own, （2026年度）, right above target forms.

    >>> rows = [("项目名称", "某项目"), ("二级指标", "三级指标", "指标值"), ("数量指标", "更新设备", "≥3台")]
    >>> table = Table([Cell(t, r, c) for r, row in enumerate(rows) for c, t in enumerate(row)])
    >>> [year for year, _ in years_above([Paragraph("绩效目标表"), Paragraph("（2026年度）"), table])]
    [2026]
    """
    for index, block in enumerate(blocks):
        if not isinstance(block, Table) or not list(target_forms([block])):
            continue
        for line in blocks[max(0, index - _ABOVE) : index]:
            match = _YEAR.match(plain(line.text)) if isinstance(line, Paragraph) else None
            if match and isinstance(line, Paragraph):
                yield int(match[1]), line.place(0, len(line.text))


def _forms(table: Table) -> Iterator[TargetForm]:
    """The forms of one table, one for each row that names a project; those without targets are left out."""
    starts = [cell.row for cell in table.cells if _NAME.match(plain(cell.text))] or [0]
    for first, after in zip(starts, [*starts[1:], table.shape[0]], strict=True):
        form = TargetForm()
        heads: dict[str, int] = {}
        unit = unit_of(plain(table.name)) or "万元"
        annual = table.shape[1]  # the column from which money is that of the year
        for row in range(first, after):
            cells = [cell for cell in table.row(row) if cell.row == row]
            for cell in cells if not heads else ():
                words = plain(cell.text)
                unit = stated["unit"] if "资金" in words and (stated := _IN.search(words)) else unit
                annual = cell.column if _ANNUAL["总额"].match(words) else annual
            found = _heads(table.row(row))
            if found:
                heads = found
                form.measured = "unit" in heads
            elif heads:
                _target(form, table, row, heads)
            else:
                _header(form, table, cells)
                _money(form, cells, unit, annual)
        if form.targets:
            yield form


def _heads(cells: list[Cell]) -> dict[str, int]:
    """The columns of a row that names them, ``{}`` for another row."""
    patterns = {"name": _THIRD, "value": _VALUE, "unit": _UNIT, "kind": _KIND, "weight": _WEIGHT}
    found = {
        key: cell.column
        for cell in cells
        for key, pattern in patterns.items()
        if pattern.match(plain(cell.text))
    }
    return found if "name" in found and "value" in found else {}


def _target(form: TargetForm, table: Table, row: int, heads: dict[str, int]) -> None:
    """Add the target in a row, where name and value have cells of their own and are not both blank."""
    cells = {key: table.at(row, column) for key, column in heads.items()}
    name, value = cells["name"], cells["value"]
    if name is None or value is None or name is value or name.row != row:
        return
    said = {key: plain(cell.text) if cell is not None else "" for key, cell in cells.items()}
    if not said["name"] and not said["value"]:
        return
    if said["name"] in TOTALS or said.get("kind") in TOTALS:
        return  # the sum of the weights above
    place = (value if said["value"] else name).place()
    form.targets.append(
        Target(
            said.get("kind", ""),
            said["name"],
            said["value"],
            said.get("unit", ""),
            place,
            cells.get("weight"),
        )
    )


def _header(form: TargetForm, table: Table, cells: list[Cell]) -> None:
    """What a row above the targets says: label and answer side by side, a goal perhaps below its label."""
    for position, cell in enumerate(cells):
        label = plain(cell.text)
        answer = next((c for c in cells[position + 1 :] if plain(c.text)), None)
        if _GOAL.match(label) and (answer is None or _GOAL.match(plain(answer.text))):
            answer = table.at(cell.row + cell.rowspan, cell.column)
        if answer is None:
            continue
        if _NAME.match(label) and not form.project:
            form.project, form.place = plain(answer.text), answer.place()
        elif _GOAL.match(label) and len(plain(answer.text)) > len(form.goal):
            form.goal, form.goal_place = plain(answer.text), answer.place()
        elif _BEGIN.match(label):
            form.begin = answer
        elif _END.match(label):
            form.end = answer
        elif _OWNER.match(label):
            form.owner = answer


def _money(form: TargetForm, cells: list[Cell], unit: str, annual: int) -> None:
    """The amounts of a row, those from the column ``annual`` on being of the year."""
    for position, cell in enumerate(cells):
        label = plain(cell.text)
        answer = next((c for c in cells[position + 1 :] if plain(c.text)), None)
        patterns, known = (_ANNUAL, form.annual) if cell.column >= annual else (_MONEY, form.money)
        for source, pattern in patterns.items():
            if answer is not None and source not in known and pattern.match(label):
                stated = _IN.search(label)
                _amount(known, source, answer, stated["unit"] if stated else unit)


def _amount(known: dict[str, Printed], source: str, cell: Cell, unit: str) -> None:
    figure = reading(cell.text)
    if figure.kind == FIGURE and (figure.unit or unit) in SCALES:
        known[source] = printed(figure.digits, figure.unit or unit, cell.place())
