"""Every lost point is in one of next year's tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from mingzhang.appraisal.claims import DEDUCTION, PointClaim
from mingzhang.appraisal.next_year import next_tasks
from tests.appraisal import small


def test_lost_points_become_tasks_with_the_matter_they_come_from() -> None:
    claim = PointClaim(
        "S1", "乙局", DEDUCTION, "R5", "问题未整改", Fraction(1), date(2025, 3, 1), "采纳", None, "评审组", "属实",
        "HY-2-001", proof=small.PROOF,
    )  # fmt: skip
    score = small.score("乙局", small.returns(claims=(claim,)))
    tasks = list(next_tasks(score))
    assert [(task.kind, task.source, task.lost) for task in tasks] == [
        ("失分", "F1", 10), ("失分", "DC1", 4), ("失分", "T1", 2), ("减分", "HY-2-001", 1),
    ]  # fmt: skip
    assert score.full - sum(task.lost for task in tasks) == score.total
    assert tasks[1].text == "列入下一年度任务书，补上“重点任务（1）检查”的差距，达到“≥10次”"


def test_what_was_not_proven_is_to_be_proven() -> None:
    rows = list(small.returns().reported)
    rows[0] = replace(rows[0], evidence=(), unsupported=True, reason="补交期满")
    first = next(iter(next_tasks(small.score("甲局", small.returns(rows)))))
    assert first.kind == "缺佐证" and "补齐佐证材料" in first.text
