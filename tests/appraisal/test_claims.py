"""Claims: proof, panel, reason, deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mingzhang.appraisal.claims import BONUS, PointClaim, claim_faults
from tests.appraisal import small

LAST = date(2025, 4, 30)
SOUND = PointClaim(
    "S1", "甲局", BONUS, "R5", "获表彰", Fraction(2), date(2025, 3, 1), "采纳", None, "评审组", "属实",
    proof=small.PROOF,
)  # fmt: skip


WRONG = [
    ({"filed": date(2025, 5, 1)}, "2025年5月1日申报，晚于截止日期2025年4月30日"),
    ({"outcome": ""}, "还没有评审"),
    ({"reason": ""}, "评审结果为“采纳”，没有写明理由"),
    ({"panel": ""}, "没有写明评审组"),
    ({"proof": ()}, "“佐证”表里没有它的证明材料"),
    ({"claimed": Fraction(0)}, "申报分数应大于 0"),
    ({"approved": Fraction(3)}, "核定 3 分，多于申报的 2 分"),
    ({"outcome": "部分采纳"}, "“部分采纳”的核定分数应大于 0 而小于申报的 2 分"),
]


@pytest.mark.parametrize(("changes", "told"), WRONG)
def test_a_claim_is_told(changes: dict[str, object], told: str) -> None:
    claim = replace(SOUND, **changes)  # type: ignore[arg-type]
    assert [said for _, said in claim_faults(claim, LAST) if told in said]


def test_a_late_claim_is_taken_with_a_reason_or_refused() -> None:
    assert not list(claim_faults(SOUND, LAST))
    late = replace(SOUND, filed=date(2025, 5, 1))
    assert not list(claim_faults(replace(late, late="系统停机两日"), LAST))
    assert not list(claim_faults(replace(late, outcome="不采纳", reason="逾期"), LAST))
    assert not list(claim_faults(late, None))


def test_a_claim_says_what_became_of_it() -> None:
    assert SOUND.sentence == "获表彰：申报加分 2 分，采纳，加分 2 分（属实）。"
    assert (SOUND.state, replace(SOUND, outcome="").state) == ("采纳", "材料齐")
    assert replace(SOUND, outcome="", proof=()).state == "申报"
