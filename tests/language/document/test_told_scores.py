"""Marks in sentences: whatever order they are told in, the same figures belong to the same thing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Verdict
from mingzhang.facts.number import rounded, shown
from mingzhang.language.document.rule import Rule
from mingzhang.language.document.told_scores import FULL, RATE, SCORE, told_parts, told_scores
from mingzhang.rules import all_rules
from mingzhang.work.evaluation_examples import narrative

RULES: dict[str, Rule] = {rule.id: rule for rule in all_rules()}
WORDINGS = [
    "过程指标分值{full}分，得分{score}分，得分率{rate}。",
    "（二）过程类指标满分为{full}分，实际得{score}分，得分率为{rate}。",
    "过程得{score}分（满分{full}分），得分率{rate}。",
    "2.过程方面权重分值{full}分，根据评分标准得{score}分，得分率达{rate}。",
    "过程部分：标准分{full}分，评价得分{score}分，得分率：{rate}。",
]
NAMES = ["决策", "过程", "产出", "效益", "满意度"]
halves = st.integers(2, 60).map(lambda n: Fraction(n, 2))


def text(value: Fraction) -> str:
    """Marks as they are printed."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.1f}"


@pytest.mark.parametrize("wording", WORDINGS)
def test_a_sentence_is_read_in_any_order(wording: str) -> None:
    (told,) = told_scores(narrative(wording.format(full="30", score="28.1", rate="93.67%")))
    assert told.name == "过程"
    assert {kind: told.figures[kind].text for kind in told.figures} == {
        FULL: "30",
        SCORE: "28.1",
        RATE: "93.67",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "平均得分95分，优3个。",
        "每完成一项得2分，最高得10分。",
        "90分（含）以上为优，得90分以上的项目3个。",
        "每项得2分。",
        "未完成的扣3分，扣完为止。",
        "部分指标得分的依据不足。",
    ],
)
def test_what_is_not_the_marks_of_one_thing_is_left_alone(sentence: str) -> None:
    assert told_scores(narrative(sentence)) == []


@given(
    st.lists(st.tuples(halves, halves), min_size=2, max_size=5), st.sampled_from("；，"), st.integers(-3, 3)
)
def test_parts_that_add_up_hold_and_a_moved_whole_fails(
    drawn: list[tuple[Fraction, Fraction]], mark: str, moved: int
) -> None:
    marks = [(max(pair), min(pair)) for pair in drawn]
    parts = mark.join(
        f"{name}类得{text(got)}分（满分{text(of)}分）" for name, (of, got) in zip(NAMES, marks, strict=False)
    )
    of_all = sum((of for of, _ in marks), Fraction())
    right = sum((got for _, got in marks), Fraction())
    whole = max(right + moved, Fraction())
    document = narrative(f"产出满分{text(of_all)}分，得{text(whole)}分。其中，{parts}。")
    (told,) = told_parts(document)
    assert [part.name for part in told.parts] == NAMES[: len(marks)]
    (found,) = RULES["P-60"].check(document)
    assert found.verdict is (Verdict.HOLDS if whole == right else Verdict.FAILS)


@given(halves, halves, st.integers(0, 2))
def test_a_rate_of_marks_is_checked_to_its_last_digit(one: Fraction, other: Fraction, decimals: int) -> None:
    of, got = max(one, other), min(one, other)
    rate = rounded(100 * got / of, decimals)
    for off, verdict in ((0, Verdict.HOLDS), (2, Verdict.FAILS)):
        said = shown(rate + Fraction(off, 10**decimals), "%", decimals)
        (found,) = RULES["P-59"].check(narrative(f"产出满分{text(of)}分，得{text(got)}分，得分率{said}。"))
        assert found.verdict is verdict
    assert found.expected == shown(rate, "%", decimals)
