"""Task books: typed targets, shares of an indicator, a state that allows scoring."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from mingzhang.appraisal.task_book import TaskBook, book_faults
from tests.appraisal import small

FIRST, SECOND = small.LINES


def faults(book: TaskBook) -> list[str]:
    return [told for _, _, told in book_faults(small.plan(), book)]


def test_a_sound_book_has_no_faults() -> None:
    assert not faults(TaskBook("甲局", lines=small.LINES))


WRONG = [
    ({"target": "按期完成"}, "目标值“按期完成”没有数和单位，任务的目标要能计量"),
    ({"target": "≥10"}, "目标值“≥10”没有计量单位"),
    ({"challenge": "再上台阶"}, "挑战值“再上台阶”没有数和单位"),
    ({"indicator": "F1"}, "指标“F1”不是任务类指标"),
    ({"indicator": "Z9"}, "指标“Z9”不在本单位的指标体系里"),
    ({"number": "2"}, "任务序号“2”重复"),
    ({"full": Fraction(40)}, "各任务分值相加为 40，应为 40，每条都大于 0"),
    ({"full": Fraction(41)}, "各任务分值相加为 40，应为 40，每条都大于 0"),
]


@pytest.mark.parametrize(("changes", "told"), WRONG)
def test_a_line_is_told(changes: dict[str, object], told: str) -> None:
    line = replace(FIRST, **changes)  # type: ignore[arg-type]
    assert any(told in said for said in faults(TaskBook("甲局", lines=(line, SECOND))))


def test_a_book_is_told() -> None:
    assert faults(TaskBook("丁局")) == ["方案里没有单位“丁局”"]
    assert faults(TaskBook("甲局", state="确认")) == ["任务书现为“确认”，签订后才能考评"]
    assert faults(TaskBook("甲局", 2, "调整")) == ["任务书第 2 版没有写明调整理由"]


def test_lines_that_state_their_marks_leave_the_rest_to_the_others() -> None:
    book = TaskBook("甲局", lines=(replace(FIRST, full=Fraction(30)), SECOND))
    assert [full for _, full in book.shared(Fraction(40), "K1")] == [30, 10]
