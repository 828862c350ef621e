"""Scores worked out by hand, and everything that must not be scored in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.claims import BONUS, DEDUCTION, PointClaim
from mingzhang.appraisal.courses import ADOPTED
from mingzhang.appraisal.returns import Reported, Veto
from mingzhang.appraisal.scores import LeafState
from tests.appraisal import small


def test_the_score_of_a_unit_is_the_sum_of_its_leaves() -> None:
    best, other = small.score("甲局"), small.score("乙局")
    assert [leaf.trace.score for leaf in best.leaves] == [20, 20, 20, 20, 18]
    assert [leaf.trace.score for leaf in other.leaves] == [16, 20, 10, 20, 18]
    assert (best.total, other.total, best.grade, other.grade) == (98, 84, "优", "良")
    assert not small.told()


def test_every_leaf_recomputes_from_its_sentence() -> None:
    for _, leaf in small.made().leaves():
        assert leaf.trace.recomputed() == leaf.trace.score and leaf.state is LeafState.SCORED


def edited(place: int, **changes: object) -> list[Reported]:
    rows = [*small.returns().reported]
    rows[place] = replace(rows[place], **changes)  # type: ignore[arg-type]
    return rows


def test_no_evidence_is_not_bad_but_a_state_of_its_own() -> None:
    given = small.returns(edited(0, evidence=()))
    (told,) = small.told(given)
    assert "没有佐证不等于没有完成，请补交" in told and "完成值!D5" in told
    first = small.score("甲局", given)
    assert first.leaves[0].state is LeafState.UNSUPPORTED
    assert first.total is None and first.leaves[0].trace.score is None


def test_want_of_evidence_is_scored_nothing_only_by_a_decision_with_a_reason() -> None:
    decided = {"evidence": (), "unsupported": True, "reason": ""}
    assert any("缺佐证按零分的要写明理由" in told for told in small.told(small.returns(edited(0, **decided))))
    given = small.returns(edited(0, **{**decided, "reason": "补交期满"}))
    first = small.score("甲局", given)
    assert not small.told(given) and first.total == 78
    assert first.leaves[0].state is LeafState.UNSUPPORTED and first.leaves[0].trace.score == 0


def test_what_was_not_handed_in_is_told_and_leaves_no_total() -> None:
    given = small.returns([row for row in small.returns().reported if row.key != ("乙局", "X1", "")])
    assert small.told(given) == ["单位“乙局”“完成值”栏（完成值）：“创新”还没有采集到完成值"]
    assert small.score("乙局", given).total is None and small.score("甲局", given).total == 98


def test_what_does_not_concern_a_unit_takes_the_mean_of_those_it_does() -> None:
    given = small.returns(edited(4, concerned=False, actual="", reason="没有提案"))
    first = small.score("甲局", given)
    assert first.leaves[4].trace.score == 18 and first.total == 98
    assert "不涉及，按同类平均得分率：20×36÷40=18" in first.leaves[4].trace.sentence
    other = small.returns(edited(2, concerned=False, actual="", reason="没有备案"))
    assert small.score("甲局", other).total == Fraction("97.5")  # 78 of 80


def claim(kind: str, points: int, number: str = "1") -> PointClaim:
    filed = date(2025, 3, 1)
    return PointClaim(
        number, "乙局", kind, "R5", "获表彰", Fraction(points), filed, ADOPTED, None, "评审组", "属实",
        proof=small.PROOF,
    )  # fmt: skip


def test_bonus_and_penalty_count_up_to_their_caps_and_vetoes_come_last() -> None:
    given = small.returns(claims=(claim(BONUS, 7), claim(DEDUCTION, 12, "2")))
    other = small.score("乙局", given)
    assert (other.bonus, other.deduction, other.total) == ((7, 5), (12, 10), 84 + 5 - 10)
    assert other.remarks[0] == "加分合计 7 分，超过上限，按 5 分计。"
    vetoed = replace(given, vetoes=(Veto("乙局", "一票否决", "重大事故", Fraction(60), "差"),))
    assert (small.score("乙局", vetoed).total, small.score("乙局", vetoed).grade) == (60, "差")


def test_two_people_who_score_the_same_leaf_are_told() -> None:
    rows = [*small.returns().reported]
    rows.append(replace(rows[3], scorer="周", row=40))
    (told,) = small.told(small.returns(rows))
    assert "指标“X1”在第 8 行和第 40 行由“王”和“周”评了两次，请留一行" in told and "完成值!F40" in told


WRONG = [
    (2, {"actual": "10"}, "完成值的单位“”与最优值的单位“件”不同"),
    (7, {"reason": ""}, "扣分必须填写偏差原因"),
    (3, {"reason": "", "marks": Fraction(9)}, "人工评定的得分必须写明理由"),
    (3, {"marks": Fraction(21)}, "得分 21 高于分值 20"),
    (4, {"scorer": ""}, "没有写明评分人"),
    (4, {"indicator": "Z9"}, "本单位的指标体系里没有“Z9”"),
    (4, {"number": "3"}, "“提案办理”不是任务类指标"),
    (0, {"number": "7"}, "任务书里没有指标“K1”的任务“7”"),
    (4, {"concerned": False, "reason": ""}, "不涉及的要写明理由"),
    (4, {"unit": "丁局"}, "方案里没有单位“丁局”"),
]


@pytest.mark.parametrize(("place", "changes", "told"), WRONG)
def test_a_wrong_row_is_one_sentence(place: int, changes: dict[str, object], told: str) -> None:
    found = [said for said in small.told(small.returns(edited(place, **changes))) if told in said]
    assert len(found) == 1, small.told(small.returns(edited(place, **changes)))


def test_a_unit_merged_in_mid_year_is_not_scored_and_its_rows_go_to_its_successor() -> None:
    units = (*small.plan().units[:2], replace(small.plan().units[2], until=date(2024, 7, 31), into="A1"))
    found = small.made(units=units)
    assert [score.unit.name for score in found.scores] == ["甲局", "乙局"]
    assert found.plan.notes() == ["丙局于2024年7月31日并入甲局，不单独计分和排名，其任务和完成值由甲局承接"]
    assert all("已并入“甲局”，不再计分，请填在“甲局”名下" in str(problem) for problem in found.problems)
    assert len(found.problems) == 5


def test_a_system_that_is_not_issued_scores_nothing_for_good() -> None:
    (system,) = small.plan().systems
    (told,) = small.told(systems=(replace(system, state="通过", issued=None),))
    assert told == "指标体系“机关体系”第 5 行“状态”栏（指标体系!D5）：现为“通过”，印发后才能考评"


def test_what_follows_from_a_target_that_is_told_is_not_told_again() -> None:
    aimless = replace(small.INDICATORS[3], target="100")
    system = replace(small.plan().systems[0], indicators=(*small.INDICATORS[:3], aimless))
    told = small.told(systems=(system,))
    assert len(told) == 1 and "没有计量单位" in told[0]
    books = [
        replace(small.returns().books[0], lines=(replace(small.LINES[0], target="按期完成"), small.LINES[1]))
    ]
    told = small.told(replace(small.returns(), books=(*books, *small.returns().books[1:])))
    assert len(told) == 1 and "按期完成" in told[0]


def test_weights_that_do_not_add_up_are_told_of_the_system_and_not_of_every_unit() -> None:
    (system,) = small.plan().systems
    short = replace(
        system, indicators=(*system.indicators[:-1], replace(system.indicators[-1], full=Fraction(15)))
    )
    told = [str(one) for one in appraise(small.plan(systems=(short,)), small.returns()).problems]
    assert len(told) == 1 and "应为 100，缺 5 分，不能印发" in told[0]
