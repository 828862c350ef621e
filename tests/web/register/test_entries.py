"""A list goes out and in again without a change; what is wrong in one is all said, and nothing is taken."""

from __future__ import annotations

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.register.entries import HEADS, read_rows, rows_of, take
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District

HEAD = list(HEADS)


def texts(district: District) -> list[list[str]]:
    found = Organisation.objects.below(district.region).select_related("above")
    return [HEAD, *([str(cell) for cell in row] for row in rows_of(found))]


def test_what_comes_out_goes_in_without_a_change(district: District) -> None:
    made = read_rows(district.region, texts(district))
    assert (made.new, made.changed, made.wrong) == ([], [], [])


def test_new_ones_and_changes_are_taken_and_logged(district: District) -> None:
    rows = [
        HEAD,
        ["甲区审计局", "部门", "行政机关", "118", "甲区", "2026年1月1日", ""],
        ["甲区审计中心", "单位", "事业单位", "118001", "甲区审计局", "", ""],
        ["甲区档案馆", "部门", "事业单位", "", "甲区", "", ""],
    ]
    made = read_rows(district.region, rows)
    assert made.wrong == []
    take(made, district.person(Role.ADMINISTRATOR))
    centre = Organisation.objects.get(name="甲区审计中心")
    above = Organisation.objects.get(code="118")
    above = Organisation.objects.get(code="118")
    assert centre.hangs_on(above) and f"{above.since}" == "2026-01-01"
    assert Organisation.objects.get(name="甲区档案馆").nature == "institution"
    assert Entry.objects.filter(what="新增单位").count() == 2
    assert Entry.objects.get(what="修改单位").before == {"nature": "organ"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["", "部门", "", "", "甲区", "", ""], "没有名称"),
        (["新局", "科室", "", "", "甲区", "", ""], "类别“科室”应为"),
        (["新局", "部门", "公司", "", "甲区", "", ""], "性质“公司”应为"),
        (["新局", "部门", "", "", "丙区", "", ""], "上级“丙区”不在名录里"),
        (["新局", "部门", "", "", "甲区水务局", "", ""], "不能放在"),
        (["新局", "部门", "", "", "甲区", "去年", ""], "自“去年”不是日期"),
        (["新局", "部门", "", "", "甲区", "2026-05-01", "2026-01-01"], "“至”应晚于“自”"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(district: District, row: list[str], said: str) -> None:
    made = read_rows(district.region, [HEAD, row, ["好局", "部门", "", "", "甲区", "", ""]])
    assert len(made.wrong) == 1 and made.wrong[0].startswith("第 2 行") and said in made.wrong[0]
    with pytest.raises(ValueError, match="没有改动"):
        take(made, district.person(Role.ADMINISTRATOR))
    assert not Organisation.objects.filter(name="好局").exists()


def test_a_list_without_heads_is_told(district: District) -> None:
    assert "没有栏目“名称”、“类别”" in read_rows(district.region, [["甲"]]).wrong[0]
    assert read_rows(district.region, []).wrong
