"""Random campaigns: results and histories of a first phase."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from mingzhang.verification.campaign import Campaign, CampaignPhase, VisitResult, judged, with_points
from mingzhang.verification.draw import FIRST, SECOND, Inspectable, Inspector, PointQuery
from mingzhang.verification.problem import ProblemAct, ProblemEvent
from mingzhang.verification.standard import CheckItem, CheckStandard

DAY = date(2026, 10, 9)
UNITS = ("甲局", "乙委", "丙镇")
ITEMS = tuple(CheckItem(str(n), f"内容{n}", "合格", "照片", "一般", Fraction(n, 2)) for n in (1, 2, 3))


def population(count: int = 12) -> list[Inspectable]:
    """Matters of three units."""
    return [
        Inspectable(f"DC-{n:02}", UNITS[n % 3], f"事项{n}", "媒体反映", 1 + n % 4, "牵头")
        for n in range(count)
    ]


def prepared(size: int | None = 8) -> Campaign:
    """A campaign with its standard, its inspectors and both phases, and no point yet."""
    phases = [CampaignPhase(name, PointQuery(), name, size, "1版") for name in (FIRST, SECOND)]
    people = [Inspector("甲组", "第三方"), Inspector("乙组", "甲局")]
    return Campaign(
        "某办", 2026, phases={phase.name: phase for phase in phases},
        standards={"1版": CheckStandard("1版", ITEMS)}, inspectors=people,
    )  # fmt: skip


def result(point: str, code: str, verdict: str, inspector: str, day: date = DAY) -> VisitResult:
    """A result with all that it needs."""
    note = "不符合" if verdict == "不合格" else ""
    return VisitResult(point, code, verdict, day, inspector, note, ("1.jpg",) if note else (), "现场")


def visited(random: Random) -> Campaign:
    """A campaign whose first phase is visited, with a random history of its problems."""
    made = with_points(prepared(), FIRST, population())
    results = [
        result(point.number, item.code, random.choice(("合格", "不合格", "不适用")), point.inspector)
        for point in made.points
        for item in ITEMS
        if random.random() < 0.9
    ]
    made = replace(made, results=results)
    problems, _ = judged(made)
    events = []
    for number, problem in problems.items():
        day = DAY
        for _ in range(random.randrange(6)):
            day += timedelta(days=random.randrange(3))
            act = random.choice([act for act in ProblemAct if not act.value.startswith("回头看")])
            event = ProblemEvent(number, day, act, "主任", "情况", "1.pdf")
            try:
                problem.take(event)
            except ValueError:
                continue
            events.append(event)
    return replace(made, events=events)
