"""What experts and the working group hand in for an evaluation report, and the workbook they fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.language.evaluation.indicator_system import IndicatorSystem
from mingzhang.language.workbook.form import COUNT, TEXT, InputColumn, InputSheet
from mingzhang.performance.project import Accepted
from mingzhang.scoring.precision import written

MARK, OPINION = "评分", "评价意见"  # the columns that an expert fills
Path = tuple[str, ...]  # the names that lead to a leaf of the indicator system


@dataclass
class Ballot:
    """What one expert gave, independently of the others: marks and opinions by leaf.

    ``cells`` are the cells of the marks and ``rows`` their rows, for messages.
    """

    expert: str
    marks: dict[Path, Fraction] = field(default_factory=dict)
    opinions: dict[Path, str] = field(default_factory=dict)
    cells: dict[Path, str] = field(default_factory=dict, compare=False)
    rows: dict[Path, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Expected:
    """One expectation and what became of it; ``goal`` is the kind of goal, 产出数量 for example."""

    goal: str
    aim: str
    got: str
    row: int | None = field(default=None, compare=False)


@dataclass
class Review:
    """Everything handed in for the report of one project; empty settings are those of the place."""

    project: str
    system: str = ""
    method: str = ""
    day: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)


@dataclass(frozen=True)
class Wanted:
    """A text that only people can write: part of the report, key, what to write, whether it must be."""

    part: str
    key: str
    asks: str
    required: bool = True


PARTS = (
    "基本情况",
    "绩效评价工作开展情况",
    "综合评价情况及评价结论",
    "绩效评价指标分析",
    "主要经验及做法、存在的问题及原因分析",
    "有关建议",
)
CAUSES = "原因分析"  # wanted only where marks were lost
TEXTS = (
    Wanted(PARTS[0], "项目背景", "为什么立项，依据什么规划、部署或职责"),
    Wanted(PARTS[0], "主要内容", "做什么，分几个阶段，到什么时候"),
    Wanted(PARTS[0], "组织管理", "由谁负责、由谁承担、怎样选定和管理"),
    Wanted(PARTS[1], "评价工作组", "评价工作组怎样组成、怎样分工"),
    Wanted(PARTS[1], "工作方案", "评价的依据、范围、方法和步骤"),
    Wanted(PARTS[1], "审阅核查", "审阅了哪些材料，核查了什么"),
    Wanted(PARTS[1], "资料信息汇总", "怎样汇总和复核资料，专家怎样评分"),
    Wanted(PARTS[1], "出具报告", "初稿、审核、沟通反馈和定稿的过程"),
    Wanted(PARTS[3], "指标分析补充", "程序写出各指标得分以外，还要说明的情况", required=False),
    Wanted(PARTS[4], "主要经验及做法", "值得保留和推广的做法"),
    Wanted(PARTS[4], CAUSES, "失分的原因；没有失分的不填"),
    Wanted(PARTS[5], "其他建议", "程序按失分指标写出建议以外，还要提的建议", required=False),
)

SETTINGS = InputSheet(
    "评价",
    "程序按这里的体系和办法汇总；不填的按本地规定。",
    (
        (
            "project",
            InputColumn("项目", kind=TEXT, width=28, required=True, note="项目表里的项目编码或名称。"),
        ),
        ("system", InputColumn("指标体系", kind=TEXT, width=14)),
        ("method", InputColumn("汇总办法", kind=TEXT, width=16, note="平均数、去极值平均数或中位数。")),
        ("day", InputColumn("报告日期", kind=TEXT, width=16, note="印在封面，例如 2021年7月。")),
    ),
)
WORDS = InputSheet(
    "文字",
    "报告里只有人能写的内容。一项写几段的，在后面的空行再填同一个项目；写明事实，不必写分数。",
    (
        ("part", InputColumn("报告部分", kind=TEXT, width=24)),
        ("key", InputColumn("内容", kind=TEXT, width=16, required=True)),
        ("asks", InputColumn("写什么", kind=TEXT, width=34)),
        ("text", InputColumn("文字", kind=TEXT, width=90)),
    ),
)
EXPECTED = InputSheet(
    "预期与实际",
    "一行一个预期目标，数量写明单位；同一类目标写几行的，目标栏照填。",
    (
        ("goal", InputColumn("目标", kind=TEXT, width=16, required=True, note="例如产出数量、产出时效。")),
        ("aim", InputColumn("预期目标", kind=TEXT, width=50, required=True)),
        ("got", InputColumn("实际完成", kind=TEXT, width=50)),
    ),
)
_NOTE = "各专家独立评分：只填评分和评价意见，评分不高于分值，扣分的必须写意见；不要增删行，不要改动其他各栏。"


def expert_sheet(name: str, system: IndicatorSystem) -> InputSheet:
    """The sheet of one expert, a column for each level of the system.

    >>> from mingzhang.language.evaluation.indicator_system import system_of
    >>> system = system_of({"key": "甲", "heads": ["一级"], "leaves": [["产出", 100]]})
    >>> [column.head for _, column in expert_sheet("专家1", system).fields]
    ['序号', '一级', '评价要点', '分值', '评分', '评价意见']
    """
    last = len(system.heads) - 1
    levels = (
        (level(depth), InputColumn(head, kind=TEXT, width=28 if depth == last else 14))
        for depth, head in enumerate(system.heads)
    )
    return InputSheet(
        name,
        _NOTE,
        (
            ("number", InputColumn("序号", kind=COUNT, width=6)),
            *levels,
            ("asks", InputColumn("评价要点", kind=TEXT, width=38)),
            ("full", InputColumn("分值", kind=COUNT, unit="分", decimals=2, width=8)),
            ("mark", InputColumn("评分", kind=COUNT, unit="分", decimals=2, width=8)),
            ("opinion", InputColumn("评价意见", kind=TEXT, width=50)),
        ),
    )


def mark_faults(full: Fraction, mark: Fraction, opinion: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a mark: the column and the sentence; marks that are not full want an opinion.

    >>> list(mark_faults(Fraction(3), Fraction(4), "")), list(mark_faults(Fraction(3), Fraction(2), "略有不足"))
    ([('评分', '评分 4 高于分值 3')], [])
    >>> list(mark_faults(Fraction(3), Fraction(2), ""))
    [('评价意见', '评分 2 低于分值 3，必须写评价意见')]
    """
    if mark > full:
        yield MARK, f"评分 {written(mark)} 高于分值 {written(full)}"
    elif mark < full and not opinion:
        yield OPINION, f"评分 {written(mark)} 低于分值 {written(full)}，必须写评价意见"


def level(depth: int) -> str:
    """The field of a level, from 0.

    >>> level(0)
    'level1'
    """
    return f"level{depth + 1}"
