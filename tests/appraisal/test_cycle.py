"""A whole year in little: a system is issued, scores sealed, deliberated, published, appealed, corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.courses import APPEAL, BOOK, CLAIM, RANKING, SCORE, SYSTEM, Entered
from mingzhang.appraisal.plan_faults import issue
from mingzhang.appraisal.ranking import rankings, state_of
from mingzhang.appraisal.returns import Appeal, Decision
from mingzhang.appraisal.sealing import changed, seal
from mingzhang.facts.measure import actual_value, counted
from tests.appraisal import small

OFFICE = "督查科"


def test_a_year_from_the_draft_to_the_correction() -> None:
    plan = small.plan()
    (system,) = plan.systems
    log: tuple[Entered, ...] = SYSTEM.moved((), "草拟", OFFICE, date(2024, 6, 10))
    log = SYSTEM.moved(log, "征求意见", OFFICE, date(2024, 7, 10))
    log = SYSTEM.moved(log, "通过", "党组会", date(2024, 9, 1))
    log = issue(plan, system, log, OFFICE, date(2024, 9, 2))
    assert [one.state for one in log] == ["草拟", "征求意见", "通过", "印发"]

    book = BOOK.moved((), "编制", "甲局", date(2024, 7, 1))
    book = BOOK.moved(book, "确认", "甲局", date(2024, 8, 1))
    book = BOOK.moved(book, "签订", OFFICE, date(2024, 9, 20))
    assert BOOK.after(book[-1].state) == ("调整",)

    first = appraise(plan, small.returns())
    sealed = seal(first, OFFICE, date(2025, 5, 10))
    ranks = RANKING.moved((), "汇总", OFFICE, date(2025, 5, 9))
    ranks = RANKING.moved(ranks, "封存", OFFICE, date(2025, 5, 10))
    ranks = RANKING.moved(ranks, "审议", "党组会", date(2025, 5, 20))
    assert ranks[-1].state == state_of(
        appraise(plan, small.returns(decision=Decision(date(2025, 5, 20), "党组会", "同意"))), True
    )

    appeal = APPEAL.moved((), "提出", "丙局", date(2025, 6, 3), "漏计备案")
    appeal = APPEAL.moved(appeal, "受理", OFFICE, date(2025, 6, 4))
    appeal = APPEAL.moved(appeal, "更正", OFFICE, date(2025, 6, 9), "补计备案 5 件")
    rows = list(small.returns().reported)
    rows[12] = replace(rows[12], actual="10件", reason="")
    told = Appeal("SS1", "丙局", "F1", date(2025, 6, 3), "漏计备案", appeal[-1].state, appeal[-1].reason)
    second = appraise(plan, small.returns(rows, appeals=(told,)))
    assert second.complete and changed(second, sealed) == ["丙局"]
    corrected = seal(second, OFFICE, date(2025, 6, 10), sealed, appeal[-1].reason)
    assert (corrected.version, corrected.before) == (2, sealed.digest)
    (after,) = rankings(second)
    assert [(one.place, one.score.total) for one in after.places] == [
        (1, Fraction(98)), (2, Fraction(94)), (3, Fraction(84)),
    ]  # fmt: skip


def test_scores_and_claims_go_their_own_courses() -> None:
    score = SCORE.moved((), "待采集", OFFICE, date(2025, 1, 5))
    for number, state in enumerate(("已采集", "复核", "确认"), 6):
        score = SCORE.moved(score, state, "司法局", date(2025, 1, number))
    assert not SCORE.after(score[-1].state)
    claim = CLAIM.moved((), "申报", "甲局", date(2025, 2, 3))
    claim = CLAIM.moved(claim, "材料齐", OFFICE, date(2025, 2, 9))
    claim = CLAIM.moved(claim, "评审", "评审组", date(2025, 4, 9))
    claim = CLAIM.moved(claim, "部分采纳", "评审组", date(2025, 4, 9), "一半在上年")
    assert claim[-1].reason == "一半在上年"


def test_a_measure_of_another_wing_is_an_outturn_like_any_other() -> None:
    done = counted("按期办结事项", "次", date(2024, 12, 31), ("事项编号",), [(f"DC{n}",) for n in range(8)])
    rows = list(small.returns().reported)
    value = actual_value(done)
    rows[0] = replace(rows[0], actual=value.text, reason=value.sentence)
    first = small.score("甲局", small.returns(rows))
    assert first.leaves[0].trace.score == 16
    assert "按期办结事项8次（截至2024年12月31日，由8条记录计得）" in first.leaves[0].trace.sentence
