"""Nine self-evaluation forms of one office in figures: funds, weights, marks and printed totals.

The figures are those of a published document (district 110106, 2020); the texts are our own.
"""

from __future__ import annotations

from fractions import Fraction

from mingzhang.performance.project import NOT, REPORT, Indicator, Project, Register, funds_of
from tests.work.projects import wan

KINDS = {
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "成本": ("产出指标", "成本指标"),
    "经济": ("效益指标", "经济效益指标"),
    "社会": ("效益指标", "社会效益指标"),
    "生态": ("效益指标", "生态效益指标"),
    "持续": ("效益指标", "可持续影响指标"),
    "满意": ("满意度指标", "服务对象满意度指标"),
}
GIFTS = "数量 15/15；质量 15/15；时效 10/10；成本 10/10；社会 15/15；持续 10/10；满意 15/15"
# name, original budget, budget, outturn, printed total, marks and full marks of the rows
FORMS = (
    ("购置慰问物资经费", "0", "3.5", "3.467", 99, GIFTS),
    (
        "政府档案信息化购买服务", "42", "42", "42", 98,
        "数量 10/10 10/10；质量 10/10；时效 5/5 5/5 5/5 5/5 3/5；成本 5/5；经济 10/10；社会 10/10；持续 5/5；满意 5/5",
    ),
    (
        "基层党组织党建活动经费", "2.13", "2.13", "2.13", 100,
        "数量 10/10；质量 15/15；时效 15/15；成本 10/10；社会 15/15；持续 10/10；满意 15/15",
    ),
    (
        "服务对象满意度调查项目", "49.29", "49.29", "40.29", 93,
        "数量 15/15；质量 14/15；时效 15/15；成本 10/10；经济 0/0；社会 9/10；生态 0/0；持续 8/10；满意 9/10",
    ),
    (
        "察访核验项目", "48", "48", "48", 94,
        "数量 14/15；质量 14/15；时效 15/15；成本 10/10；经济 0/0；社会 9/10；生态 0/0；持续 8/10；满意 9/10",
    ),
    ("慰问干部经费", "3", "3", "0.16", 91, GIFTS),
    (
        "信息科政务信息调研经费", "40", "40", "24", 94,
        "数量 10/10 10/10；质量 10/10；时效 10/10；成本 3/5；社会 15/15；持续 15/15；满意 15/15",
    ),
    (
        "政府办工作经费", "76", "76", "72.47", 93,
        "数量 10/10 10/10；质量 10/10；时效 5/5；成本 3/5 4/5 4/5 3/5 4/5；社会 10/10；持续 10/10；满意 10/10",
    ),
    (
        "值班室工作经费", "20", "20", "19.96", 95,
        "数量 10/10；质量 15/15；时效 15/15；成本 3/5 3/5；社会 15/15；持续 10/10；满意 15/15",
    ),
)  # fmt: skip
SERVICES = ("政府档案信息化购买服务", "服务对象满意度调查项目", "察访核验项目", "信息科政务信息调研经费")


def nine_forms() -> Register:
    """The nine projects that are evaluated by forms, the tenth by report, and the legal counsel."""
    register = Register("某区政府办公室", 2020, place="110106")
    for number, (name, original, budget, outturn, stated, rows) in enumerate(FORMS, 1):
        project = _project(f"{number:03}", name, original, budget, outturn)
        project.stated = Fraction(stated)
        project.indicators = list(_rows(rows))
        register.projects.append(project)
    consulting = _project("010", "绩效考核项目", "49", "49", "49")
    consulting.way, consulting.marks, consulting.bought = REPORT, Fraction("92.1"), True
    counsel = _project("011", "法律顾问", "10", "10", "5")
    counsel.way, counsel.bought = NOT, True
    register.projects += [consulting, counsel]
    return register


def _project(code: str, name: str, original: str, budget: str, outturn: str) -> Project:
    stages = zip(("年初预算", "全年预算", "执行"), (original, budget, outturn), strict=True)
    funds = funds_of((f"财政拨款.{stage}", wan(amount)) for stage, amount in stages)
    office = "某区政府办公室"
    project = Project(code, name, office, office, funds=funds, goal=f"完成{name}", outcome=f"{name}已完成")
    project.bought = name in SERVICES
    return project


def _rows(said: str) -> list[Indicator]:
    rows = []
    for part in said.split("；"):
        kind, *pairs = part.split()
        level1, level2 = KINDS[kind]
        for number, pair in enumerate(pairs, 1):
            marks, _, full = pair.partition("/")
            name = "不涉及此项内容" if full == "0" else f"{kind}要求{number}"
            rule = f"人工：得分={marks}；理由=按原表" if full != "0" else ""
            aim = name if full == "0" else "按年初要求完成"
            rows.append(Indicator(level1, level2, name, aim, aim, Fraction(full), rule))
    return rows
