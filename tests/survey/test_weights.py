"""Weights: what fits, what is refused in which words, what the method page says of them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from mingzhang.survey.linearised import Floats
from mingzhang.survey.weights import Margin, UnfitMarginsError, WeightRun, respond, weigh

SEX = ["男"] * 30 + ["女"] * 70
AGE = (["青"] * 20 + ["老"] * 10) + (["青"] * 30 + ["老"] * 40)
COLUMNS = {"性别": SEX, "年龄段": AGE}
SEXES = Margin(("性别",), {("男",): 500, ("女",): 500})
AGES = Margin(("年龄段",), {("青",): 600, ("老",): 400})


def summed(run: WeightRun, column: str) -> dict[str, float]:
    found = Counter[str]()
    for level, weight in zip(COLUMNS[column], run.weights.tolist(), strict=True):
        found[level] += weight
    return dict(found)


def test_without_margins_the_base_weights_stay() -> None:
    run = weigh(COLUMNS, np.full(100, 2.0))
    assert run.weights.tolist() == [2.0] * 100 and not run.margins
    assert run.told == ["权数最大与最小之比1.00，权数不等带来的设计效应1.00，100份答卷相当于100份等权答卷"]


def test_one_margin_is_met() -> None:
    run = weigh(COLUMNS, np.ones(100), [SEXES])
    assert summed(run, "性别") == pytest.approx({"男": 500, "女": 500})
    assert run.told[0] == "按性别事后分层到总体1,000人；已收敛，与总体的最大相对偏差小于百万分之一"


def test_cells_of_two_columns_are_met_together() -> None:
    cells = Margin(
        ("性别", "年龄段"), {("男", "青"): 300, ("男", "老"): 200, ("女", "青"): 300, ("女", "老"): 200}
    )
    run = weigh(COLUMNS, np.ones(100), [cells])
    assert run.weights[0] == pytest.approx(15.0) and run.weights[99] == pytest.approx(5.0)
    assert cells.name == "性别×年龄段"


def test_several_margins_are_raked_until_all_are_met() -> None:
    run = weigh(COLUMNS, np.ones(100), [SEXES, AGES])
    assert summed(run, "性别") == pytest.approx({"男": 500, "女": 500})
    assert summed(run, "年龄段") == pytest.approx({"青": 600, "老": 400})
    assert [len(codes) for codes in run.margins] == [100, 100]
    assert run.told[0].startswith("按性别、年龄段迭代调整（raking）到总体1,000人；已收敛")


def test_the_effect_of_weights_is_kish_s() -> None:
    run = weigh(COLUMNS, np.ones(100), [SEXES])
    assert run.effect == pytest.approx(100 * (30 * (500 / 30) ** 2 + 70 * (500 / 70) ** 2) / 1000**2)
    assert run.effective == pytest.approx(100 / run.effect)


def test_trimming_holds_with_the_margins() -> None:
    columns = {"甲": ["a"] * 90 + ["b"] * 10}
    margin = Margin(("甲",), {("a",): 600, ("b",): 400})
    base = np.concatenate([np.ones(90), np.full(9, 1.0), np.full(1, 30.0)])
    loose = weigh(columns, base, [margin])
    cut = weigh(columns, base, [margin], Fraction(8))
    middle = float(np.median(cut.weights))
    assert loose.weights.max() > 8 * np.median(loose.weights)
    assert cut.weights.max() <= 8 * middle * 1.0001 and "权数不超过中位数的8倍" in cut.told[0]
    assert cut.weights[:90].sum() == pytest.approx(600) and cut.weights[90:].sum() == pytest.approx(400)


@pytest.mark.parametrize(
    ("columns", "margins", "said"),
    [
        (COLUMNS, [SEXES, Margin(("年龄段",), {("青",): 600, ("老",): 399})], "性别合计1000，年龄段合计999"),
        (COLUMNS, [Margin(("性别",), {("男",): 1000})], "70份答卷的“女”不在总体里"),
        (COLUMNS, [Margin(("性别",), {("男",): 1, ("女",): 1, ("其他",): 1})], "“其他”有总体人数却没有答卷"),
        (COLUMNS, [Margin(("性别",), {("男",): 0, ("女",): 10})], "“男”有答卷，总体人数却是 0"),
        (
            {"街道": ["甲"]},
            [Margin(("街道",), {("甲",): 1} | {(f"乙{n}",): 1 for n in range(7)})],
            "“乙0、乙1、乙2、乙3、乙4”等7类有总体人数却没有答卷",
        ),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    columns: dict[str, list[str]], margins: list[Margin], said: str
) -> None:
    with pytest.raises(UnfitMarginsError) as caught:
        weigh(columns, np.ones(len(next(iter(columns.values())))), margins)
    assert said in str(caught.value) and str(caught.value).endswith("。")
    assert str(caught.value).count("。") == 1


def test_weights_that_cannot_settle_are_told() -> None:
    """Of two margins that say the opposite of each other there is no weighting."""
    columns = {"甲": ["a", "a", "b", "b"], "乙": ["c", "c", "d", "d"]}
    margins = [Margin(("甲",), {("a",): 90, ("b",): 10}), Margin(("乙",), {("c",): 10, ("d",): 90})]
    with pytest.raises(UnfitMarginsError, match="按甲、乙迭代调整权数，1000轮后仍不收敛，最后仍差"):
        weigh(columns, np.ones(4), margins)


def test_trimming_that_cannot_hold_is_told() -> None:
    with pytest.raises(UnfitMarginsError, match=r"限制在中位数的1倍以内，50轮后仍不收敛.*请放宽倍数"):
        weigh(COLUMNS, np.ones(100), [SEXES, AGES], Fraction(1))


def answered(statuses: str, cells: str) -> Floats:
    known = {"完": "rr", "拒": "nr", "外": "in", "疑": "uk"}
    return respond([known[one] for one in statuses], list(cells), np.ones(len(cells)))


def test_who_answered_stands_for_who_did_not() -> None:
    assert answered("完完拒完", "甲甲甲乙").tolist() == pytest.approx([1.5, 1.5, 0.0, 1.0])


def test_who_does_not_belong_takes_his_weight_along() -> None:
    assert answered("完完外", "甲甲甲").tolist() == pytest.approx([1.0, 1.0, 0.0])


def test_the_unknown_are_spread_over_the_known() -> None:
    assert answered("完外疑", "甲甲甲").tolist() == pytest.approx([1.5, 0.0, 0.0])


def test_a_cell_in_which_nobody_answered_is_refused() -> None:
    with pytest.raises(UnfitMarginsError, match="“乙”没有一份应答"):
        answered("完拒", "甲乙")
