"""N-92: the level of government in a unit's definitions."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import levels
from mingzhang.work.examples import text


def told(sentence: str, place: str = "310107"):  # type: ignore[no-untyped-def]
    """A definition in the budget of a district's office."""
    document = text("名词解释", sentence, unit="某某市某某区教育局", kind="budget")
    document.place = place
    return document


@pytest.mark.parametrize(
    "sentence",
    [
        "财政拨款收入：是市级预算主管部门本年度取得的财政拨款。",
        "“三公”经费：是与市级财政有经费领拨关系的部门安排的费用。",
    ],
)
def test_another_level(faults, sentence: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(levels, told(sentence))
    assert found.expected.startswith("区级")
    assert faults(levels, told(sentence.replace("市级", "区级"))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "根据市级财政部门的要求，做好市级专项资金管理。",
        "市级财政补助资金按项目使用。",
        "接受上级主管部门指导。",
    ],
)
def test_other_levels_have_their_place(faults, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(levels, told(sentence)) == []
