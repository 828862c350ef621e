"""Self-evaluation forms of projects (项目支出绩效自评表), whatever the layout of the province."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.facts.number import Number, shown
from mingzhang.language.evaluation.grid import FormEntry, figures_sum, marks, nothing
from mingzhang.language.evaluation.score_table import unique

TOTAL, APPROPRIATION, CARRIED, OTHER = "总额", "财政拨款", "上年结转", "其他"
ORIGINAL, BUDGET, OUTTURN = "年初预算", "全年预算", "执行"


@dataclass
class IndicatorRow:
    """One row of indicators; ``level1`` and ``level2`` are names without brackets, inherited from above."""

    level1: str
    level2: str
    kind: FormEntry  # the second-level cell as printed
    name: FormEntry
    target: FormEntry
    actual: FormEntry
    full: FormEntry
    score: FormEntry
    reason: FormEntry
    aim: str = ""  # the target as one text: nature, value and unit
    got: str = ""  # the outturn with the unit, where that has a column of its own

    @property
    def concerned(self) -> bool:
        """Whether the kind of indicator applies to the project."""
        return not (self.name.not_concerned or self.target.not_concerned)

    @property
    def cost(self) -> bool:
        """Whether it is a cost indicator."""
        return "成本" in self.level2 or ("成本" in self.level1 and "效益" not in self.level2)

    @property
    def lost(self) -> bool:
        """Whether marks were lost, as far as both figures are read."""
        full, score = self.full.figure, self.score.figure
        return full is not None and score is not None and score.value < full.value

    @property
    def earned_all(self) -> bool:
        """Whether full marks, more than none, were given."""
        full, score = self.full.figure, self.score.figure
        return full is not None and score is not None and score.value >= full.value > 0

    @property
    def row(self) -> str:
        """The row as a message names it."""
        return self.name.place.row or self.name.shown


@dataclass
class SelfEvaluation:
    """A self-evaluation form; ``number`` counts from 1, ``block`` is its first table's index in the report.

    ``funds`` maps a row (总额, 财政拨款, 上年结转, 其他, or as printed) and a column (年初预算, 全年预算,
    执行) to an entry; money is read in ``money``, ``""`` where the form states no unit.  ``whole`` marks a form
    about a department rather than a project.
    """

    number: int
    block: int
    title: str = ""
    year: int | None = None
    money: str = ""
    whole: bool = False
    name: FormEntry = field(default_factory=nothing)
    department: FormEntry = field(default_factory=nothing)
    unit: FormEntry = field(default_factory=nothing)
    person: FormEntry = field(default_factory=nothing)
    phone: FormEntry = field(default_factory=nothing)
    funds: dict[str, dict[str, FormEntry]] = field(default_factory=dict)
    rate: FormEntry = field(default_factory=nothing)
    rate_full: FormEntry = field(default_factory=nothing)
    rate_score: FormEntry = field(default_factory=nothing)
    goal: FormEntry = field(default_factory=nothing)
    outcome: FormEntry = field(default_factory=nothing)
    indicators: list[IndicatorRow] = field(default_factory=list)
    total_full: FormEntry = field(default_factory=nothing)
    total_score: FormEntry = field(default_factory=nothing)

    @property
    def table(self) -> str:
        """The name its places carry."""
        return f"自评表{self.number}“{self.name.text[:40]}”"

    def fund(self, column: str, row: str = TOTAL) -> FormEntry:
        """An entry of the fund block."""
        return self.funds.get(row, {}).get(column) or nothing()

    @property
    def budget(self) -> Number | None:
        """The year's budget, or the original one where the form has no other."""
        full = self.fund(BUDGET)
        return self.fund(ORIGINAL).number if full.absent else full.number

    @property
    def outturn(self) -> Number | None:
        """The year's outturn."""
        return self.fund(OUTTURN).number

    @property
    def percent(self) -> Fraction | None:
        """The printed execution rate in per cent; a spreadsheet's 0.9906 means 99.06."""
        rate = self.rate.figure
        if rate is None:
            return None
        whole = "%" in self.rate.text or rate.value > 2
        return rate.value if whole else rate.value * 100

    def weights(self) -> list[FormEntry]:
        """Full marks of the execution rate and of all rows; a merged cell counts once."""
        return unique([self.rate_full, *(row.full for row in self.indicators)])

    @property
    def rate_counted_twice(self) -> bool:
        """Whether the rows alone make 100, the execution rate being one of them or counted apart."""
        added, rate = figures_sum(self.weights()), self.rate_full.number
        return added is not None and rate is not None and added.value - rate.value == 100

    def scores(self) -> list[FormEntry]:
        """Marks of the execution rate and of all rows; a merged cell counts once."""
        return unique([self.rate_score, *(row.score for row in self.indicators)])

    def amount(self, value: Fraction) -> str:
        """An amount in the form's own unit."""
        return shown(value, self.money).rstrip() if self.money else marks(value)

    @property
    def unscored(self) -> list[IndicatorRow]:
        """Rows that concern the project and carry full marks, but whose marks are not a figure."""
        return [r for r in self.indicators if r.concerned and r.score.figure is None and _worth(r.full)]

    @property
    def unweighted(self) -> list[IndicatorRow]:
        """Rows that concern the project but whose full marks are not a figure."""
        return [r for r in self.indicators if r.concerned and r.full.figure is None]

    def texts(self) -> list[FormEntry]:
        """All cells of words: goals, names, targets, outturns, reasons."""
        rows = [item for row in self.indicators for item in (row.name, row.target, row.actual, row.reason)]
        return [self.goal, self.outcome, *unique(rows)]


def _worth(full: FormEntry) -> bool:
    return full.figure is None or full.figure.value > 0
