"""What field verification counts of itself, each number with the rows behind it."""

from __future__ import annotations

from datetime import date

from mingzhang.facts.measure import LiveMeasure, counted
from mingzhang.verification.campaign import Campaign, judged

VISITED, RESULTS, PROBLEMS, LOOKED, UNITS = "核验点位", "核验项次", "发现问题", "回头看", "核验反馈报告"


def measures(campaign: Campaign, as_of: date) -> dict[str, LiveMeasure]:
    """Everything that is counted, by name; only what had been seen by the day.

    >>> measures(Campaign(), date(2026, 12, 31))["核验点位"].text
    '0个'
    """
    results = [result for result in campaign.results if result.day <= as_of]
    seen = {result.point for result in results}
    points = [point for point in campaign.points if point.number in seen]
    problems = [problem for problem in judged(campaign)[0].values() if problem.found <= as_of]
    looked: list[tuple[str, ...]] = [(point.number, point.origin) for point in points if point.origin]
    rows: dict[str, tuple[str, tuple[str, ...], list[tuple[str, ...]]]] = {
        VISITED: ("个", ("阶段", "点位编号"), [(point.phase, point.number) for point in points]),
        RESULTS: ("项次", ("点位编号", "标准编号"), [(result.point, result.code) for result in results]),
        PROBLEMS: ("个", ("问题编号", "单位"), [(problem.number, problem.unit) for problem in problems]),
        LOOKED: ("个", ("点位编号", "问题编号"), looked),
        UNITS: ("份", ("单位",), [(unit,) for unit in dict.fromkeys(point.unit for point in points)]),
    }
    return {name: counted(name, unit, as_of, heads, some) for name, (unit, heads, some) in rows.items()}
