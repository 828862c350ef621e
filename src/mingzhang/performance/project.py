"""The register of projects: what an office plans, buys, pays and reaches, and the workbook it keeps it in.

Amounts are exact and in 元; ``None`` is unknown, which is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.facts.supplier import GOODS, SERVICES, SIZES, WORKS
from mingzhang.language.evaluation.grid import NOT_CONCERNED
from mingzhang.language.evaluation.self_evaluation import (
    APPROPRIATION,
    BUDGET,
    CARRIED,
    ORIGINAL,
    OTHER,
    OUTTURN,
)
from mingzhang.language.text.spelling import plain
from mingzhang.language.workbook.form import AMOUNT, CHOICE, COUNT, PLACE, TEXT, YEAR, InputColumn, InputSheet

SOURCES = (APPROPRIATION, CARRIED, OTHER)
STAGES = (ORIGINAL, BUDGET, OUTTURN)
SELF, REPORT, NOT = "自评", "评价报告", "不评价"  # how a project is evaluated
YES, NO = "是", "否"


@dataclass
class Indicator:
    """One row of a project's indicators; ``full`` is ``None`` where no full marks are stated.

    ``rule`` is one line as the scoring engine reads it, ``""`` for what fits the target; ``row`` is the row
    of the sheet, from 1.
    """

    level1: str
    level2: str
    name: str
    target: str = ""
    actual: str = ""
    full: Fraction | None = None
    rule: str = ""
    reason: str = ""
    evidence: str = ""
    row: int | None = field(default=None, compare=False)

    @property
    def applies(self) -> bool:
        """Whether the kind of indicator concerns the project."""
        return not (NOT_CONCERNED.match(plain(self.name)) or NOT_CONCERNED.match(plain(self.target)))


@dataclass
class Payment:
    """A payment under a contract; ``amount`` is the contract's, ``paid`` what was paid on ``day``."""

    contract: str
    name: str = ""
    supplier: str = ""
    signed: str = ""
    amount: Fraction | None = None
    day: str = ""
    paid: Fraction | None = None
    accepted: str = ""
    verdict: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass
class Project:
    """One project of a year.

    ``funds`` maps a source (财政拨款, 上年结转, 其他) and a stage (年初预算, 全年预算, 执行) to an amount;
    ``item`` is the functional code; ``bought`` tells a purchased service, listed under ``service``,
    ``bought_amount`` what was spent on it where it is only a part of the project;
    ``procured`` is 货物, 工程, 服务 or empty; ``stated`` is the total an earlier form printed, ``marks`` the
    score of a project that is evaluated by report.  ``found``, ``settled`` and ``settling`` count problems.
    """

    code: str
    name: str
    department: str = ""
    unit: str = ""
    person: str = ""
    phone: str = ""
    item: str = ""
    way: str = SELF
    funds: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    rate_full: Fraction = Fraction(10)
    rate_rule: str = ""
    rate_reason: str = ""
    bought: bool = False
    service: str = ""
    bought_amount: Fraction | None = None
    procured: str = ""
    size: str = ""
    marks: Fraction | None = None
    stated: Fraction | None = None
    found: int | None = None
    settled: int | None = None
    settling: int | None = None
    goal: str = ""
    outcome: str = ""
    indicators: list[Indicator] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    row: int | None = field(default=None, compare=False)

    def fund(self, stage: str, source: str = "") -> Fraction | None:
        """The amount of a stage from one source, or from all that are stated.

        >>> project = Project("1", "甲", funds={"财政拨款": {"执行": Fraction(5)}, "其他": {"执行": None}})
        >>> project.fund("执行"), project.fund("全年预算")
        (Fraction(5, 1), None)
        """
        if source:
            return self.funds.get(source, {}).get(stage)
        stated = [row[stage] for row in self.funds.values() if row.get(stage) is not None]
        known = [amount for amount in stated if amount is not None]
        return sum(known, Fraction(0)) if known else None

    def in_groups(self) -> list[Indicator]:
        """The indicators as they are scored: each first-level group together, where it first stands.

        >>> rows = [Indicator("产出", "数量", "次数"), Indicator("效益", "社会", "作用"), Indicator("产出", "质量", "率")]
        >>> [item.name for item in Project("1", "甲", indicators=rows).in_groups()]
        ['次数', '率', '作用']
        """
        groups = list(dict.fromkeys(item.level1 for item in self.indicators))
        return sorted(self.indicators, key=lambda item: groups.index(item.level1))

    @property
    def paid(self) -> Fraction | None:
        """What was paid under contracts, ``None`` where none is registered."""
        known = [payment.paid for payment in self.payments if payment.paid is not None]
        return sum(known, Fraction(0)) if known else None

    @property
    def spent_on_services(self) -> Fraction | None:
        """What was spent on the purchased service, the whole outturn where no part is stated.

        >>> part = Project("1", "甲", funds={"财政拨款": {"执行": Fraction(9)}}, bought_amount=Fraction(5))
        >>> part.spent_on_services
        Fraction(5, 1)
        """
        return self.spent if self.bought_amount is None else self.bought_amount

    @property
    def spent(self) -> Fraction | None:
        """The outturn, or what was paid where no outturn is stated."""
        outturn = self.fund(OUTTURN)
        return self.paid if outturn is None else outturn


@dataclass(frozen=True)
class Accepted:
    """A problem that stands for a stated reason: of which project, row and column; empty means any."""

    project: str
    name: str
    column: str
    reason: str

    def covers(self, project: str, name: str, column: str) -> bool:
        """Whether it is about this cell.

        >>> Accepted("甲", "", "分值", "沿用批复").covers("甲", "次数", "分值")
        True
        """
        said = ((self.project, project), (self.name, name), (self.column, column))
        return bool(self.reason) and all(not mine or plain(mine) == plain(other) for mine, other in said)


@dataclass
class Register:
    """All projects of an office in a year.

    >>> Register("某局", 2024, [Project("1", "甲")]).of("1").name
    '甲'
    """

    unit: str = ""
    year: int = 0
    projects: list[Project] = field(default_factory=list)
    place: str = "000000"
    accepted: list[Accepted] = field(default_factory=list)

    def of(self, code: str) -> Project | None:
        """The project of a code or name."""
        said = plain(code)
        found = (p for p in self.projects if said and said in (plain(p.code), plain(p.name)))
        return next(found, None)

    def evaluated(self, *ways: str) -> Iterator[Project]:
        """The projects that are evaluated, in one of these ways or in any."""
        return (p for p in self.projects if p.way in (ways or (SELF, REPORT)))


def _text(head: str, width: int = 14, **more: object) -> InputColumn:
    return InputColumn(head, kind=TEXT, width=width, **more)  # type: ignore[arg-type]


def _marks(head: str, note: str = "") -> InputColumn:
    return InputColumn(head, kind=COUNT, unit="分", decimals=2, note=note, width=8)


def _choice(head: str, *choices: str, note: str = "") -> InputColumn:
    return InputColumn(head, kind=CHOICE, choices=choices, note=note, width=12)


_SOURCE_HEADS = {APPROPRIATION: "当年财政拨款", CARRIED: "上年结转", OTHER: "其他资金"}
_STAGE_HEADS = {ORIGINAL: "年初预算数", BUDGET: "全年预算数", OUTTURN: "全年执行数"}
FUNDS = {
    f"{source}.{stage}": InputColumn(f"{_SOURCE_HEADS[source]}{_STAGE_HEADS[stage]}", kind=AMOUNT, width=14)
    for source in SOURCES
    for stage in STAGES
}
_CODE = _text("项目编码", 12, required=True, note="四张表用同一个编码；也可以填项目名称。")
COVER = InputSheet(
    "封面",
    "先填单位、年度和区划代码；金额一律以万元为单位，空格表示还没有填，0 表示没有。",
    (
        ("unit", _text("单位名称", 30)),
        ("year", InputColumn("年度", kind=YEAR, width=10)),
        ("place", InputColumn("区划代码", kind=PLACE, width=10)),
    ),
)
PROJECTS = InputSheet(
    "项目",
    "一行一个项目。按评价报告评价的填评价报告得分；自评的分数由程序计算。",
    (
        ("code", _CODE),
        ("name", _text("项目名称", 28, required=True)),
        ("department", _text("主管部门", 22)),
        ("unit", _text("实施单位", 22)),
        ("person", _text("项目负责人", 10, note="公开的表只印姓，不印全名。")),
        ("phone", _text("联系电话", 14, note="公开的表遮蔽中间几位。")),
        ("item", _text("功能分类科目编码", 12, note="项级，七位。")),
        ("way", _choice("评价方式", SELF, REPORT, NOT)),
        *FUNDS.items(),
        ("rate_full", _marks("预算执行率分值", "不填按 10 分。")),
        ("rate_rule", _text("执行率计分办法", 24, note="不填按本地规定。")),
        ("rate_reason", _text("执行率偏差原因", 26)),
        ("bought", _choice("政府购买服务", YES, NO)),
        ("service", _text("购买服务项目", 18)),
        ("bought_amount", InputColumn("购买服务支出", kind=AMOUNT, note="不填按全年执行数。", width=14)),
        ("procured", _choice("政府采购", GOODS, WORKS, SERVICES, NO)),
        ("size", _choice("供应商规模", *SIZES)),
        ("marks", _marks("评价报告得分")),
        ("stated", _marks("原表总分", "已有自评表的总分，用来核对。")),
        ("found", InputColumn("发现问题数", kind=COUNT, unit="个", width=8)),
        ("settled", InputColumn("已整改数", kind=COUNT, unit="个", width=8)),
        ("settling", InputColumn("正在整改数", kind=COUNT, unit="个", width=8)),
    ),
)
PAYMENTS = InputSheet(
    "合同与支付",
    "一行一笔支付；同一合同的后几笔只填项目编码、合同编号、支付日期和支付金额。",
    (
        ("project", _CODE),
        ("contract", _text("合同编号", required=True)),
        ("name", _text("合同名称", 26)),
        ("supplier", _text("供应商", 22)),
        ("signed", _text("签订日期", 12)),
        ("amount", InputColumn("合同金额", kind=AMOUNT, width=14)),
        ("day", _text("支付日期", 12)),
        ("paid", InputColumn("支付金额", kind=AMOUNT, width=14)),
        ("accepted", _text("验收日期", 12)),
        ("verdict", _text("验收结论", 16)),
    ),
)
INDICATORS = InputSheet(
    "指标",
    "一行一个三级指标；不涉及的二级指标不必填。计分办法不填时按指标值的种类计分。",
    (
        ("project", _CODE),
        ("level1", _text("一级指标", 12, required=True)),
        ("level2", _text("二级指标", 14, required=True)),
        ("name", _text("三级指标", 24, required=True)),
        ("target", _text("年度指标值", 22, note="写明数量和单位，例如 ≥12次、≤49万元、12月底前。")),
        ("actual", _text("实际完成值", 22)),
        ("full", _marks("分值")),
        ("rule", _text("计分办法", 22, note="例如 门槛：步长=1%；扣分=0.5。各种办法见使用手册“绩效”。")),
        ("reason", _text("偏差原因分析及改进措施", 30)),
        ("evidence", _text("佐证材料", 20)),
    ),
)
GOALS = InputSheet(
    "总体目标",
    "一行一个项目。",
    (
        ("project", _CODE),
        ("goal", _text("预期目标", 50)),
        ("outcome", _text("实际完成情况", 50)),
    ),
)
ACCEPTED = InputSheet(
    "问题接受",
    "程序列出的问题确须保留的，照抄项目、指标、栏目并写明理由；理由印在自评表下面。",
    (
        ("project", _text("项目", 28)),
        ("name", _text("指标", 24)),
        ("column", _text("栏目", 14)),
        ("reason", _text("理由", 50, required=True)),
    ),
)
SHEETS = (COVER, PROJECTS, PAYMENTS, INDICATORS, GOALS, ACCEPTED)


def funds_of(values: Iterable[tuple[str, Fraction | None]]) -> dict[str, dict[str, Fraction | None]]:
    """Fund rows from the fields of :data:`FUNDS`; a row of which nothing is known is left out.

    >>> funds_of([("财政拨款.执行", Fraction(5)), ("其他.执行", None)])
    {'财政拨款': {'执行': Fraction(5, 1)}}
    """
    rows: dict[str, dict[str, Fraction | None]] = {}
    for name, amount in values:
        source, _, stage = name.partition(".")
        if amount is not None:
            rows.setdefault(source, {})[stage] = amount
    return rows
