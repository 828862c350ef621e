"""Names of units."""

from __future__ import annotations

import pytest

from mingzhang.language.text.unit_name import same_unit


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青石省白水市财政局", "白水市财政局", True),
        ("青石省白水市财政局", "白水财政局", True),
        ("青石省白水市财政局", "青石省白水财政局", True),
        ("上海市普陀区财政局", "普陀区财政局（本级）", True),
        ("上海市普陀区财政局本部", "上海普陀区财政局", True),
        ("中共上海市普陀区委社会工作部", "普陀区委社会工作部", True),
        ("某省白水市人民政府办公室", "白水市政府办公室", True),
        ("吉林市财政局", "吉林省财政局", False),
        ("上海市财政局", "上海市普陀区财政局", False),
        ("白水市水务管理局", "水务管理局", False),
        ("白水市水务管理局", "白水市东区水务管理局", False),
        ("白水市第一中学", "白水市第二中学", False),
        ("白水市文旅局", "黑水市文旅局", False),
        ("财政局", "财政局", True),
    ],
)
def test_one_unit_by_several_names(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same
    assert same_unit(other, one) is same
