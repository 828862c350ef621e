"""What the page of a form shows: its rows in the order of their kinds, each with what is wrong beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingzhang.performance.project import FUNDS, SOURCES
from mingzhang.web.performance.carried import ROW, STAGES, Typed
from mingzhang.web.performance.filling import of_project, of_unit, rows_in, rows_shown, typed_in
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.performance.scoring import FormProblem, WorkedForm, notation_of

_SPARE = 3  # empty rows behind the last
_SOURCE_NAMES = dict(zip(SOURCES, ("当年财政拨款", "上年结转资金", "其他资金"), strict=True))
LABELS = (
    ("code", "项目编码"),
    ("name", "项目名称"),
    ("department", "主管部门"),
    ("unit", "实施单位"),
    ("person", "项目负责人"),
    ("phone", "联系电话"),
    ("item", "功能分类科目编码"),
)
COLUMNS = (("name", "三级指标"), ("target", "年度指标值"), ("actual", "实际完成值"))
Kinds = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass
class FormLine:
    """A row of indicators on the page; ``given`` are its marks, ``wrong`` and ``found`` what is said."""

    number: int
    row: dict[str, str]
    given: str = ""
    wrong: list[FormProblem] = field(default_factory=list)
    found: list[dict[str, Any]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Both levels as the choice of the page says them."""
        return f"{self.row['level1']}|{self.row['level2']}"

    @property
    def wrong_fields(self) -> set[str]:
        """The fields to be put right."""
        return {problem.field for problem in self.wrong}


@dataclass(frozen=True)
class FundRow:
    """A source with the fields of its amounts."""

    name: str
    cells: list[tuple[str, str, str]]  # field, what it is called, what was typed


@dataclass(frozen=True)
class FormPage:
    """A form as its page shows it."""

    typed: Typed
    made: WorkedForm
    lines: list[FormLine]
    kinds: list[tuple[str, list[tuple[str, str]]]]
    funds: list[FundRow]
    general: list[FormProblem]  # of no row
    rate_given: str
    found: list[dict[str, Any]]  # by the check, beside no row

    labels = LABELS
    columns = COLUMNS


def form_page(project: RegisteredProject, typed: Typed | None = None, spare: int = _SPARE) -> FormPage:
    """The page of a project's form, as it is kept or as somebody has typed it."""
    chosen = project.typed if typed is None else typed
    made = of_project(project, chosen)
    kinds = notation_of(project.organisation.region.place, project.year).settings.indicator_kinds
    found = project.findings if typed is None else []
    given = made.marks_of()
    lines = []
    for number, (index, row) in enumerate(_ordered(chosen, kinds, spare), 1):
        wrong = [problem for problem in made.problems if index and problem.row == index]
        beside = [each for each in found if index and each["row"] == index]
        lines.append(FormLine(number, row, given.get(index, "") if index else "", wrong, beside))
    general = [problem for problem in made.problems if not problem.row]
    rest = [each for each in found if not each["row"]]
    return FormPage(
        chosen, made, lines, _choices(kinds, chosen), _funds(chosen), general, given.get(0, ""), rest
    )


def live_sums(project: RegisteredProject, post: Mapping[str, Any]) -> dict[str, Any]:
    """What a form that is being typed comes to: the whole, and the marks of every row of the page."""
    made = of_unit(project.organisation, project.year, typed_in(post), project.kept)
    given, filled = made.marks_of(), [number for number, _ in rows_in(post)]
    by_page = {number: given.get(index, "") for index, number in enumerate(filled, 1)}
    rows = [(number, by_page.get(number, "")) for number in range(1, 1 + rows_shown(post))]
    return {"made": made, "rows": rows, "rate_given": given.get(0, "")}


def _ordered(typed: Typed, kinds: Kinds, spare: int) -> list[tuple[int, dict[str, str]]]:
    """The rows with their numbers, by kind; an empty one, numbered 0, for each kind without any."""
    order = {pair: number for number, pair in enumerate(_pairs(kinds))}
    rows = [(number, row) for number, row in enumerate(typed.get("rows", []), 1)]
    known = {(row["level1"], row["level2"]) for _, row in rows}
    rows += [(0, _empty(*pair)) for pair in order if spare and pair not in known]
    rows.sort(key=lambda each: order.get((each[1]["level1"], each[1]["level2"]), len(order)))
    return rows + [(0, _empty("", ""))] * spare


def _empty(level1: str, level2: str) -> dict[str, str]:
    return dict.fromkeys(ROW, "") | {"level1": level1, "level2": level2}


def _pairs(kinds: Kinds) -> list[tuple[str, str]]:
    return [(above, kind) for above, below in kinds for kind in below]


def _choices(kinds: Kinds, typed: Typed) -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds to choose from, with those of one's own that the form has already."""
    pairs = _pairs(kinds)
    pairs += [(row["level1"], row["level2"]) for row in typed.get("rows", []) if row["level1"]]
    groups: dict[str, list[tuple[str, str]]] = {}
    for above, kind in dict.fromkeys(pairs):
        groups.setdefault(above, []).append((f"{above}|{kind}", kind or above))
    return list(groups.items())


def _funds(typed: Typed) -> list[FundRow]:
    rows = []
    for source in SOURCES:
        keys = [f"{source}.{stage}" for stage in STAGES]
        rows.append(
            FundRow(_SOURCE_NAMES[source], [(key, FUNDS[key].head, typed.get(key, "")) for key in keys])
        )
    return rows
