"""The register of projects of the example: published amounts, our own words.

Five services and the legal counsel make the 208.29 万元 of purchased services that the account publishes.
"""

from __future__ import annotations

from fractions import Fraction

from examples.account import PLACE, UNIT, YEAR
from examples.review import evaluated
from mingzhang.performance.project import NOT, SELF, Indicator, Project, Register, funds_of

Row = tuple[str, str, str, str, str, str, str, str]
_KINDS = {
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "成本": ("产出指标", "成本指标"),
    "社会": ("效益指标", "社会效益指标"),
    "满意": ("满意度指标", "服务对象满意度指标"),
}
# name, (original budget, adjusted budget, outturn) in 万元, goal, reached, indicators
_EVALUATED = (
    (
        "档案整理数字化服务",
        ("42", "42", "42"),
        "完成年度文书档案的整理、扫描和挂接",
        "年度文书档案已全部整理、扫描和挂接",
        (
            "数量|整理档案页数|20.2万页|20.2万页|20",
            "质量|验收合格率|≥95%|97%|10",
            "时效|完成时间|2020年12月底前|2020年12月25日|10",
            "成本|项目总成本|≤42万元|42万元|20",
            "社会|查档响应时间|≤1日|1日|20",
            "满意|用档部门满意度|≥90%|96%|10",
        ),
    ),
    (
        "服务对象满意度调查",
        ("49.29", "49.29", "40.29"),
        "调查居民和企业对政府服务的评价，形成总报告",
        "完成居民和企业两类问卷，形成总报告和分报告",
        (
            "数量|居民样本数|≥6000份|6685份|20",
            "质量|样本有效率|≥95%|98%|15",
            "时效|报告提交时间|2020年12月30日前|2020年12月20日|15",
            "成本|调查总成本|≤49.29万元|40.29万元|10",
            "社会|形成整改建议清单|1份|1份|20",
            "满意|受访者满意度|≥90%|92%|10",
        ),
    ),
    (
        "信息调研服务",
        ("40", "40", "24"),
        "提供政务信息专报，为决策提供参考",
        "按合同提供专报，被采用情况好于预期",
        (
            "数量|信息专报篇数|≥200篇|215篇|25",
            "质量|专报采用率|≥30%|35%|15",
            "成本|项目总成本|≤40万元|24万元|15",
            "社会|为决策提供参考|≥20次|22次|20",
            "满意|使用部门满意度|≥90%|93%|15",
        ),
    ),
)
_OTHERS = (
    ("察访核验", ("48", "48", "48"), True),
    ("法律顾问", ("10", "10", "5"), True),
    ("办公设备更新", ("8", "8", "7.23"), False),
)
_RATE_REASON = "合同按实际工作量结算，节约的资金已按规定交回"


def register() -> Register:
    """The projects of the year: three evaluated by forms, one by report, three not evaluated."""
    projects = []
    for number, (name, funds, goal, reached, rows) in enumerate(_EVALUATED, 1):
        project = _project(f"{number:03}", name, funds, True)
        project.goal, project.outcome, project.way = goal, reached, SELF
        project.indicators = [_indicator(row) for row in rows]
        if funds[1] != funds[2]:
            project.rate_reason = _RATE_REASON
        projects.append(project)
    for number, (name, funds, bought) in enumerate(_OTHERS, len(_EVALUATED) + 1):
        project = _project(f"{number:03}", name, funds, bought)
        project.way = NOT
        projects.append(project)
    (consulting,) = evaluated().projects  # by report; see examples/review.py
    consulting.department = consulting.unit = UNIT
    consulting.bought, consulting.service = True, "绩效管理辅助服务"
    return Register(UNIT, YEAR, [*projects, consulting], place=PLACE)


def _project(code: str, name: str, funds: tuple[str, str, str], bought: bool) -> Project:
    stages = ("财政拨款.年初预算", "财政拨款.全年预算", "财政拨款.执行")
    amounts = funds_of((s, Fraction(amount) * 10_000) for s, amount in zip(stages, funds, strict=True))
    return Project(
        code, name, UNIT, UNIT, person="督查科", funds=amounts, bought=bought, service=name if bought else ""
    )


def _indicator(row: str) -> Indicator:
    kind, name, target, actual, full = row.split("|")
    return Indicator(*_KINDS[kind], name, target, actual, Fraction(full))
