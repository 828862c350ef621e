"""The reports say what the campaign says: every problem, every rate, what to do, what is lost."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from examples.visits import TODAY
from mingzhang.facts.publication import CHART, Publication
from mingzhang.facts.report import Table
from mingzhang.verification.analysis import deductions
from mingzhang.verification.campaign import Campaign, judged
from mingzhang.verification.reports import analysis, feedback, problem_list
from tests.supervision.test_papers import words
from tests.verification.campaigns import visited
from tests.verification.test_workbook import example


def last_rows(paper: Publication) -> dict[str, list[str]]:
    """The rows of totals by the names of their tables."""
    found = {}
    for piece in paper.tables():
        assert isinstance(piece.block, Table)
        last = max(cell.row for cell in piece.block.cells)
        found[piece.name] = [cell.text for cell in piece.block.cells if cell.row == last]
    return found


def test_the_list_has_every_problem_with_its_state() -> None:
    said = words(problem_list(example(), TODAY))
    assert "截至2026年12月18日，共发现问题3个：合格销号1个，整改1个，异议成立1个。" in said
    assert all(number in said for number in judged(example())[0])


def test_the_analysis_adds_up() -> None:
    made = analysis(example(), TODAY)
    said = words(made)
    assert (
        "第二阶段查询条件为“来源=会议决定、建议提案”，种子为“2026-2”，点位4个（其中回头看2个），已核验4个"
        in said
    )
    assert "共核验26项次，合格22项次，不合格4项次，合格率84.62%。" in said
    assert "发现问题2个（不含异议成立的），回头看合格销号1个，整改率50%；回头看不合格1个，重复率50%" in said
    totals = last_rows(made)
    assert totals["各项标准合格率"] == totals["各来源合格率"] == ["合计", "26", "22", "4", "84.62%"]
    assert totals["各单位合格率"] == ["合计", "26", "22", "4", "84.62%", "2", "1", "1"]
    assert any(piece.role == CHART for piece in made.pieces)


def test_a_unit_is_told_its_problems_and_what_it_loses() -> None:
    made = dict(feedback(example(), TODAY))
    (lost,) = deductions(example())
    said = words(made[lost.unit])
    assert f"{lost.unit}：" in said and "还有1个没有销号，请按下表整改" in said
    assert "第1次回头看不合格；请整改，报送完成情况和佐证材料" in said
    assert last_rows(made[lost.unit])["拟扣分"] == ["合计", "", "2"]
    assert "以评审结果为准" in said
    quiet = words(made["水务局"])
    assert "没有发现问题，请继续保持。" in quiet and "拟扣分" not in quiet


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_found_is_told_to_its_unit(seed: int) -> None:
    made = visited(Random(seed))
    papers = dict(feedback(made, TODAY))
    problems = judged(made)[0].values()
    assert {problem.unit for problem in problems} <= papers.keys()
    for problem in problems:
        assert problem.number in words(papers[problem.unit])
        assert problem.number in words(problem_list(made, TODAY))
        others = [words(paper) for unit, paper in papers.items() if unit != problem.unit]
        assert not any(problem.number in said for said in others)


def test_a_campaign_without_visits_says_so() -> None:
    bare = Campaign("某办", 2026)
    assert "共发现问题0个。" in words(problem_list(bare, TODAY)) and not problem_list(bare, TODAY).tables()
    assert "共核验0项次" in words(analysis(bare, TODAY)) and feedback(bare, TODAY) == []
    planned = replace(example(), results=[], events=[])
    assert "已核验0个" in words(analysis(planned, TODAY))
