"""Claims, vetoes and appeals against the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mingzhang.appraisal.claims import BONUS, PointClaim
from mingzhang.appraisal.return_faults import return_faults
from mingzhang.appraisal.returns import Appeal, Returns, Veto
from mingzhang.appraisal.units import ORGAN, Appraisee
from tests.appraisal import small

CLAIM = PointClaim(
    "S1", "甲局", BONUS, "R5", "获表彰", Fraction(2), date(2025, 3, 1), "采纳", None, "评审组", "属实",
    proof=small.PROOF, row=5,
)  # fmt: skip
APPEAL = Appeal("SS1", "甲局", "F1", date(2025, 6, 5), "漏计", "更正", "补计", 5)
VETO = Veto("甲局", "一票否决", "事故", Fraction(60), "", 5)


def faults(given: Returns, **changes: object) -> list[str]:
    return [str(problem) for problem in return_faults(small.plan(**changes), given)]


def test_sound_returns_have_no_faults() -> None:
    assert not faults(small.returns(claims=(CLAIM,), appeals=(APPEAL,), vetoes=(VETO,)))


FAULTS = [
    (
        {"claims": (replace(CLAIM, unit="丁局"),)},
        "申报“S1”第 5 行“单位”栏（加减分!B5）：方案里没有单位“丁局”",
    ),
    ({"claims": (replace(CLAIM, rule="J9"),)}, "（加减分!D5）：“细则”表里没有2024年12月31日有效的“J9”"),
    ({"claims": (CLAIM, CLAIM)}, "申报编号重复"),
    (
        {"claims": (replace(CLAIM, filed=date(2025, 5, 6)),)},
        "（加减分!G5）：2025年5月6日申报，晚于截止日期",
    ),
    ({"vetoes": (replace(VETO, unit="丁局"),)}, "（否决与封顶!A5）：方案里没有单位“丁局”"),
    ({"vetoes": (replace(VETO, at_most=None),)}, "没有写明总分或等次不高于多少"),
    ({"vetoes": (replace(VETO, reason=""),)}, "一票否决或封顶必须写明理由"),
    ({"appeals": (replace(APPEAL, unit="丁局"),)}, "申诉“SS1”第 5 行“单位”栏（申诉!B5）"),
    (
        {"appeals": (replace(APPEAL, day=date(2025, 7, 1)),)},
        "2025年7月1日提出，晚于截止日期2025年6月15日",
    ),
    ({"appeals": (replace(APPEAL, state="提出"),)}, "现为“提出”，还没有处理完"),
    ({"appeals": (replace(APPEAL, reason=""),)}, "“更正”没有写明理由"),
]


@pytest.mark.parametrize(("given", "told"), FAULTS)
def test_each_is_one_sentence(given: dict[str, object], told: str) -> None:
    (found,) = faults(small.returns(**given))  # type: ignore[arg-type]
    assert told in found


def test_a_unit_that_was_dissolved_hands_in_nothing() -> None:
    gone = Appraisee("A9", "丁局", ORGAN, until=date(2024, 3, 1))
    units = (*small.plan().units, gone)
    (told,) = faults(small.returns(claims=(replace(CLAIM, unit="丁局"),)), units=units)
    assert "“丁局”当年已撤销或尚未成立，不计分" in told
