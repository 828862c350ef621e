"""N-46: the date of the vehicles and equipment."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import asset_date
from mingzhang.work.examples import text


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("截至2018年12月31日，某某局共有车辆0辆。", "2018年12月31日"),
        ("截止2019年11月30日，本部门共有车辆2辆，单价100万元以上设备0台。", "2019年11月30日"),
        ("截至 2018 年底，固定资产中有通用设备3台（套）。", "2018 年底"),
    ],
)
def test_another_day_is_reported(faults, words: str, printed: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(asset_date, text(words, year=2019))
    assert (found.printed, found.expected) == (printed, "2019年12月31日")


@pytest.mark.parametrize(
    "words",
    [
        "截至2019年12月31日，本部门共有车辆2辆。",
        "截至2019年底，本部门共有车辆2辆。",
        "截至2018年12月31日，本部门在职人员9人。",
        "截至2020年6月30日，项目已购置设备9台。",
    ],
)
def test_the_last_day_of_the_year_is_right(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(asset_date, text(words, year=2019)) == []
