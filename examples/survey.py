"""An invented survey of residents: plan, questionnaire and export of 6,685 returns in 21 towns.

``python -m examples.survey 文件夹`` writes them; nobody was asked, and no town is meant.  What people think is laid
down here, town by town and dimension by dimension, so that one can see how near the estimates come.  A few rows
are as bad as real ones: a return that came twice, an answer that is no choice, a row whose columns slipped.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from mingzhang.sheets import Value, write_sheets
from mingzhang.survey.plan import Stratum, targeted
from mingzhang.survey.plan_workbook import write_plan
from mingzhang.survey.questionnaire import Questionnaire
from mingzhang.survey.shipped import AGES, OVERALL, SEXES, form_workbook
from mingzhang.survey.xlsform import read_form

VERSION, YEAR, RETURNS, SEED = "2026110101", 2026, 6_685, 20261101
_SIGNS = (
    "青山 白石 东桥 西园 南岭 北坊 新河 长亭 平川 高岗 柳林 梅溪 云台 石门 清泉 安和 永兴 太和 双塔 金湖 红旗"
)
TOWNS = tuple(f"{sign}{'镇' if number % 7 == 6 else '街道'}" for number, sign in enumerate(_SIGNS.split()))
POORER = {"红旗镇": -1.2, "高岗街道": -0.7, "新河镇": -0.5}  # points of ten
BETTER = {"梅溪街道": 0.6, "安和街道": 0.5}
LOW = {("东桥街道", "病有所医"): -1.3, ("云台街道", "便利性"): -1.2, ("永兴街道", "老有所养"): -1.1}
LEVEL = {
    "住有所居": -0.6,
    "多样性": -0.4,
    "安全性": 0.8,
    "幼有所育": 0.3,
}  # of a dimension, in the whole district
AGE_EFFECT = dict(zip(AGES, (-0.3, -0.2, 0.1, 0.4), strict=True))
USUAL, SPREAD = 7.6, 1.7
CODES = {
    "A1": ("停车难", "便利性", "区城市管理委员会"),
    "A2": ("公交线路少", "便利性", "区交通局"),
    "B1": ("就医排队久", "病有所医", "区卫生健康委员会"),
    "C1": ("老年餐点少", "老有所养", "区民政局"),
    "D1": ("物业服务差", "住有所居", "区住房和城乡建设委员会"),
}
SAID = {
    "A1": "晚上回来找不到车位，希望增加停车位",
    "A2": "希望增开到地铁站的公交",
    "B1": "社区医院排队时间太长",
    "C1": "附近没有老年餐点",
    "D1": "物业很少维修，电梯常坏",
}
MATTERS = {
    "A1": "挖潜增加夜间错时停车位",
    "B1": "增加社区卫生服务中心预约号源",
    "D1": "督促物业企业落实电梯维修",
}
OUTCOMES = {"2.11": 1_904, "2.12": 236, "2.21": 2_310, "2.31": 145, "3.1": 820, "4.1": 377}


def strata() -> list[Stratum]:
    """The cells of the plan: people by town, age and sex, and how many of them are asked."""
    rnd = random.Random(SEED)
    cells = []
    for town in TOWNS:
        size = rnd.randint(2_200, 9_000)
        for age, share in zip(AGES, (0.29, 0.27, 0.26, 0.18), strict=True):
            cells += [Stratum(town, age, sex, round(size * share * rnd.uniform(0.9, 1.1))) for sex in SEXES]
    return targeted(cells, RETURNS, 240)


def plan_rows() -> dict[str, list[dict[str, Value]]]:
    """The rows of the plan's workbook; opinions are coded as they were said."""
    survey: dict[str, Value] = {
        "office": "某区政府办公室", "area": "某区", "year": str(YEAR), "kind": "居民", "contractor": "某调查机构",
        "first": "2026年11月2日", "last": "2026年11月27日", "mode": "入户访问", "sampling": "配额抽样",
        "frame": "各街道（乡镇）按年龄段和性别设配额，在抽中的社区内入户访问", "weighting": "迭代调整",
        "cut": Fraction(5), "satisfied": Fraction(8), "contacts": "2027年6月30日",
    }  # fmt: skip
    cells: list[dict[str, Value]] = [
        {
            "town": s.town,
            "age": s.age,
            "sex": s.sex,
            "people": Fraction(s.people),
            "target": Fraction(s.target),
        }
        for s in strata()
    ]
    outcomes: list[dict[str, Value]] = [{"code": code, "count": Fraction(n)} for code, n in OUTCOMES.items()]
    book: list[dict[str, Value]] = [
        {"code": code, "name": name, "dimension": part, "unit": unit}
        for code, (name, part, unit) in CODES.items()
    ]
    coded: list[dict[str, Value]] = [
        {"key": key, "codes": code, "matter": MATTERS.get(code, "") if number < 9 else ""}
        for number, (key, code) in enumerate(_coded())
    ]
    before: list[dict[str, Value]] = [
        {"town": "", "measure": "综合指数", "value": Fraction("72.1"), "error": Fraction("0.25")}
    ]
    return {
        "调查": [survey],
        "抽样": cells,
        "访问结果": outcomes,
        "编码表": book,
        "意见编码": coded,
        "上年结果": before,
    }


def _coded() -> Iterator[tuple[str, str]]:
    """Which return said what: every forty-first."""
    codes = list(CODES)
    return ((f"uuid:{number:05}", codes[number // 41 % 5]) for number in range(0, RETURNS, 41))


def score(rnd: random.Random, town: str, age: str, dimension: str, mood: float) -> str:
    """What somebody answers: a whole number from 1 to 10, now and then that he does not know."""
    if rnd.random() < 0.03:
        return "99"
    level = USUAL + POORER.get(town, 0) + BETTER.get(town, 0) + LOW.get((town, dimension), 0)
    level += LEVEL.get(dimension, 0) + AGE_EFFECT[age] + mood
    return str(min(10, max(1, round(rnd.gauss(level, SPREAD)))))


def rows(form: Questionnaire) -> Iterator[list[str]]:
    """The export, heads first."""
    rnd, said = random.Random(SEED), dict(_coded())
    yield [
        "SubmissionDate",
        *("-".join((*q.group, q.name)) for q in form.questions),
        "KEY",
        "ReviewState",
        "FormVersion",
    ]
    people = [(s.town, s.age, s.sex) for s in strata() for _ in range(s.target)]
    rnd.shuffle(people)
    for number, (town, age, sex) in enumerate(people):
        key, day = f"uuid:{number:05}", 2 + number % 25
        mood = rnd.gauss(0, 0.8)
        code = said.get(key)
        known = {
            "start": f"2026-11-{day:02}T09:{number % 30:02}:00+08:00",
            "end": f"2026-11-{day:02}T09:{number % 30 + 12 + number % 17:02}:00+08:00",
            "interviewer": f"访{TOWNS.index(town) + 1:02}{number % 3}", "town": town, "age": age, "sex": sex,
            "opinion": SAID[code] if code else "", "call_back": "no",
        }  # fmt: skip
        answers = [
            score(rnd, town, age, "" if question.dimension == OVERALL else question.dimension, mood)
            if question.scored
            else known.get(question.name, "")
            for question in form.questions
        ]
        yield [f"2026-11-{day:02}T10:30:00Z", *answers, key, "approved", VERSION]


def write(folder: Path, returns: int = RETURNS) -> Path:
    """Write plan, questionnaire and export into a folder; returns the export."""
    folder.mkdir(parents=True, exist_ok=True)
    write_plan(folder / "方案.xlsx", plan_rows(), True)
    write_sheets(form_workbook("居民", TOWNS, VERSION), folder / "问卷.xlsx", True)
    heads, *found = rows(read_form(folder / "问卷.xlsx"))
    found = found[:returns]
    odd = heads.index("d4-d4_1")
    bad = [*found[1]]
    bad[odd], bad[heads.index("KEY")] = "十分", "uuid:x0001"
    with (folder / "导出.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([heads, *found, found[0], [*bad[:3], "", *bad[3:]]])
    return folder / "导出.csv"


if __name__ == "__main__":
    print(write(Path(sys.argv[1] if len(sys.argv) > 1 else "满意度调查")))
