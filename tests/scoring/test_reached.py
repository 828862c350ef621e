"""What was expected against what was reached: met, missed, or not to be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.scoring.reached import MET, MISSED, UNCLEAR, reached
from mingzhang.scoring.value import Better


@pytest.mark.parametrize(
    ("aim", "got", "verdict", "why"),
    [
        ("≥50份", "55份", MET, ""),
        ("实施方案1份，任务书≥50份", "实施方案1份，任务书55份", MET, ""),
        ("实施方案1份，任务书≥50份", "实施方案1份，任务书49份", MISSED, "任务书≥50份，实际49份"),
        ("培训≥1次，手册≥2册", "手册1册，举办了培训", UNCLEAR, "不能比较"),
        ("培训≥1次", "已开展培训", UNCLEAR, "没有写明数量"),
        ("培训≥1次", "", UNCLEAR, "没有填写"),
        ("培训≥1次", "3人", UNCLEAR, "单位"),
        ("按时高质完成", "已完成", UNCLEAR, "专家评判"),
        ("2021年6月底前完成", "2020年6月至2021年6月", MET, ""),
        ("6月底前", "2021年6月20日", MET, ""),
        ("6月底前", "2021年7月1日", MISSED, "比预期迟 1 天"),
        ("6月底前", "已完成", UNCLEAR, "没有写明时间"),
        ("2月30日前", "2021年2月1日", UNCLEAR, "没有 2021 年 2 月 30 日"),
        ("≤49万元", "48.6万元", MET, ""),
        ("≤49万元", "49.1万元", MISSED, "≤49万元，实际49.1万元"),
    ],
)
def test_verdicts(aim: str, got: str, verdict: str, why: str) -> None:
    found = reached(aim, got, 2021)
    assert found.verdict == verdict
    assert why in found.why
    assert str(found).startswith(verdict)


def test_a_bare_cost_is_to_be_kept_below() -> None:
    assert reached("49万元", "48万元", better=Better.LESS).verdict == MET
    assert reached("49万元", "50万元", better=Better.LESS).verdict == MISSED
    assert reached("49份", "48份").verdict == MISSED


@given(st.integers(1, 999), st.integers(0, 999))
def test_at_least_and_at_most_are_opposite(aim: int, got: int) -> None:
    more, less = (reached(f"{relation}{aim}份", f"{got}份").verdict for relation in ("≥", "≤"))
    assert (more == MET) == (got >= aim)
    assert (less == MET) == (got <= aim)
    assert MET in (more, less)
