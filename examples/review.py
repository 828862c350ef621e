"""The evaluation of one project by three experts: the published marks of its leaves, all texts our own."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.language.evaluation.indicator_system import IndicatorSystem
from mingzhang.performance.ballot import Ballot, Expected, Review
from mingzhang.performance.ballot_workbook import chosen_system
from mingzhang.performance.project import REPORT, Indicator, Project, Register, funds_of

NAME = "绩效考核项目"
# For every leaf the published mark; where marks were lost, those of the three experts and what they said.
PUBLISHED = "2 1 2 2 1 2.5 2.5 2 2 2 1 2 2 2 2 2 1.8 1.2 2.6 3 2.5 9 9 5 5 5 5 7 6"
GIVEN = {
    1: ("2 2 2", "目标只写了总体要求，没有说明要达到的程度"),
    2: ("1 1.2 0.8", "质量指标和效果指标没有数量标准"),
    17: ("1.8 1.6 2", "部分岗位的分工没有写入方案"),
    18: ("1 1.2 1.4", "没有形成本项目的质量控制办法"),
    19: ("2.5 2.8 2.5", "方案里的进度节点不够具体"),
    21: ("2.5 2.5 2.5", "过程检查的书面记录不全"),
    22: ("9 9 9", "培训的次数没有材料证明"),
    23: ("9 9.5 8.5", "质量要求没有事先写明验收标准"),
    26: ("5 5 5", "节约的成本没有测算"),
    27: ("5 5.5 4.5", "对公众信任的作用没有数据反映"),
}
TEXTS = {
    "项目背景": ["区政府办公室负责组织全区绩效管理工作。为掌握各单位履行职责的情况，设立本项目。"],
    "主要内容": ["建立年度指标体系，编写任务书和考评细则，组织年底考评并反馈结果。", "项目从2020年6月起，到2021年6月止。"],
    "组织管理": ["项目由督查科负责，承担单位通过比选确定，签订服务协议并按协议验收。"],
    "评价工作组": ["成立由三名专家和两名工作人员组成的评价工作组。专家评分，工作人员收集材料、核对账目。"],
    "工作方案": ["评价依据项目申报材料、批复文件、合同和财务资料，采用查阅资料、座谈和专家评分的方法。"],
    "审阅核查": ["审阅了立项、采购、合同、验收和支付材料，对照账簿核对了支出。"],
    "资料信息汇总": ["材料核对以后按指标归集，交各专家独立评分。"],
    "出具报告": ["根据汇总的评分写出初稿，听取项目单位意见，修改后定稿。"],
    "主要经验及做法": ["按行政机关、事业单位、街道乡镇分三类设置指标，考评内容与单位职责相符。"],
    "原因分析": ["申报时对绩效目标的细化不够重视，项目实施中重成果、轻记录。"],
}  # fmt: skip


def evaluated() -> Register:
    """A register with the one project that is evaluated by report."""
    stages = (("年初预算", "49"), ("全年预算", "49"), ("执行", "49"))
    funds = funds_of((f"财政拨款.{stage}", Fraction(amount) * 10_000) for stage, amount in stages)
    office = "某区政府办公室"
    project = Project("010", NAME, office, office, way=REPORT, funds=funds, marks=Fraction("92.1"))
    project.goal = "建立三类单位的绩效指标体系，完成年度绩效考评"
    project.indicators = [Indicator("产出指标", "数量指标", "任务书", "任务书≥50份", "任务书55份")]
    return Register(office, 2020, [project], place="110106")


def system() -> IndicatorSystem:
    """The indicator system of the place."""
    return chosen_system(Register(place="110106", year=2020))


def ballots(count: int = 3) -> list[Ballot]:
    """What the experts gave."""
    made = [Ballot(f"专家{number}") for number in range(1, count + 1)]
    for number, (leaf, published) in enumerate(zip(system().leaves, PUBLISHED.split(), strict=True), 1):
        marks, opinion = GIVEN.get(number, (" ".join([published] * 3), ""))
        for ballot, mark in zip(made, marks.split(), strict=False):
            ballot.marks[leaf.path] = Fraction(mark)
            if Fraction(mark) < leaf.full:
                ballot.opinions[leaf.path] = opinion
    return made


def review(**changes: object) -> Review:
    """Everything handed in, right in every respect."""
    expected = [
        Expected(
            "产出数量", "实施方案1份，任务书≥50份，考评细则≥40份", "实施方案1份，任务书55份，考评细则41份"
        ),
        Expected("产出数量", "成绩表≥3套", "成绩表3套"),
        Expected("产出质量", "按时高质完成考评", "考评结果经会议审定，各单位没有异议"),
        Expected("产出时效", "2021年6月底前完成", "2021年6月完成"),
        Expected("产出成本", "≤49万元", "49万元"),
    ]
    texts = {key: list(paragraphs) for key, paragraphs in TEXTS.items()}
    made = Review("010", "北京四级", day="2021年7月", texts=texts, expected=expected, ballots=ballots())
    for key, value in changes.items():
        setattr(made, key, value)
    return made
