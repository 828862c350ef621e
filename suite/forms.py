"""Self-evaluation forms and target forms in a layout of the suite's own."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.facts.publication import CAPTION, TABLE, Piece
from mingzhang.facts.report import Cell, Paragraph, Table
from suite.books import Books, Item
from suite.manuscript import Part
from suite.slots import percent

_ROWS = {  # by the office's task: name, target, actual, weight
    "2010507": (
        ("数量指标", "普查登记对象", "≥8600户", "8674户", 20),
        ("质量指标", "数据审核通过率", "≥98%", "99%", 20),
    ),
    "2010508": (
        ("数量指标", "抽样调查样本", "≥420户", "426户", 20),
        ("质量指标", "样本合格率", "≥95%", "97%", 20),
    ),
    "2010607": (("数量指标", "维护系统", "≥6套", "6套", 20), ("质量指标", "系统可用率", "≥99%", "99.5%", 20)),
    "2010804": (
        ("数量指标", "审计工程项目", "≥14个", "15个", 20),
        ("质量指标", "审计报告采纳率", "≥90%", "93%", 20),
    ),
    "2040604": (
        ("数量指标", "调解民间纠纷", "≥950件", "981件", 20),
        ("质量指标", "调解成功率", "≥96%", "97%", 20),
    ),
    "2040605": (
        ("数量指标", "法治宣传活动", "≥36场", "38场", 20),
        ("质量指标", "活动按期完成率", "100%", "100%", 20),
    ),
    "2130305": (
        ("数量指标", "修建渠道", "≥12公里", "12.4公里", 20),
        ("质量指标", "工程验收合格率", "100%", "100%", 20),
    ),
    "2130306": (
        ("数量指标", "养护堤防", "≥58公里", "60公里", 20),
        ("质量指标", "设施完好率", "≥95%", "96%", 20),
    ),
    "2070104": (
        ("数量指标", "购买图书", "≥9000册", "9120册", 20),
        ("质量指标", "新书上架率", "≥98%", "99%", 20),
    ),
    "2070109": (
        ("数量指标", "文艺演出", "≥40场", "43场", 20),
        ("质量指标", "演出完成率", "100%", "100%", 20),
    ),
}
_COMMON = (
    ("产出指标", "时效指标", "按期完成时间", "12月底前", "12月20日", 10),
    ("效益指标", "社会效益指标", "公共服务水平", "有所提升", "有所提升", 30),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", "93%", 10),
)


@dataclass(frozen=True)
class Project:
    """A project that is evaluated: what was budgeted and spent, and its points for that in tenths of 10."""

    item: Item
    name: str
    budget: int
    spent: int

    @property
    def points(self) -> int:
        """Tenths of a point, out of a hundred."""
        return (self.spent * 1000 // self.budget + 5) // 10

    @property
    def score(self) -> str:
        """Its score out of 100: all other indicators have full marks."""
        return tenths(900 + self.points)


def tenths(count: int) -> str:
    """A number of tenths as printed.

    >>> tenths(986), tenths(1000)
    ('98.6', '100')
    """
    return f"{count // 10}.{count % 10}".removesuffix(".0")


def projects(books: Books) -> list[Project]:
    """The office's tasks as projects; what was not spent costs points of the execution rate."""
    made = []
    for item in books.items:
        if item.code in _ROWS:
            budget = item.project + books.random.choice((0, item.project // 25))
            made.append(Project(item, f"{books.names[item.code]}经费", budget, item.project))
    return made


def form(books: Books, project: Project) -> list[Part]:
    """The self-evaluation form of a project."""
    kinds = [("产出指标", *row) for row in _ROWS[project.item.code]] + list(_COMMON)
    rate, full = percent(project.spent, project.budget), project.points == 100
    wan = [f"{amount / 100:.2f}" for amount in (project.budget, project.budget, project.spent)]
    rows = [
        ["项目名称", project.name, "", "实施单位", books.unit, "", ""],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分（10分）"],
        ["", "年度资金总额", *wan, f"{rate}%", tenths(project.points)],
        ["", "其中：财政拨款", *wan, "—", "—"],
        ["年度总体目标", f"{project.item.purpose}。", "", "", f"已{project.item.purpose}。", "", ""],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        *([*map(str, row), str(row[5])] for row in kinds),
        ["总分", "", "", "", "", "100", project.score],
    ]
    if not full:
        rows.append(["未得满分的原因", "部分款项到下年支付，预算没有全部执行。", "", "", "", "", ""])
    return _shown(f"{books.year}年度项目支出绩效自评表", "自评表", project, rows)


def target_form(books: Books, project: Project) -> list[Part]:
    """The target form of a project in a budget."""
    kinds = [("产出指标", *row) for row in _ROWS[project.item.code]] + list(_COMMON)
    weights = ("20", "20", "10", "30", "20")
    money = f"{project.spent / 100:.2f}"
    rows = [
        ["项目名称", project.name, "", "实施单位", books.unit],
        ["年度预算资金（万元）", money, "", "其中：财政拨款", money],
        ["年度绩效目标", f"{project.item.purpose}。", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "指标值", "权重"],
        *([*map(str, row[:4]), weight] for row, weight in zip(kinds, weights, strict=True)),
    ]
    return _shown(f"{books.year}年度项目支出绩效目标表", "目标表", project, rows)


def _shown(title: str, topic: str, project: Project, rows: list[list[str]]) -> list[Part]:
    caption = Piece(Paragraph(title), CAPTION)
    return [Part(caption, (), topic), Part(Piece(grid(rows), TABLE, name=project.name), (), topic)]


def grid(rows: list[list[str]]) -> Table:
    """A table without merged cells."""
    return Table([Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)])


def average(scores: list[int]) -> str:
    """The mean of some scores in tenths, with two decimals.

    >>> average([990, 1000])
    '99.50'
    """
    cut = (sum(scores) * 100 // len(scores) + 5) // 10
    return f"{cut // 100}.{cut % 100:02}"
