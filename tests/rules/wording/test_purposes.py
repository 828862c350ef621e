"""N-55: purposes that belong to another item."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import purposes
from mingzhang.work.examples import text


@pytest.mark.parametrize(
    ("item", "purpose"),
    [
        ("住房公积金（项）", "缴纳职工基本医疗保险"),
        ("购房补贴（项）", "缴纳住房公积金".replace("住房", "")),
        ("机关事业单位职业年金缴费支出（项）", "缴纳养老保险"),
        ("机关事业单位基本养老保险缴费支出（项）", "缴纳住房公积金"),
        ("事业单位医疗（项）", "缴纳职业年金"),
        ("行政单位离退休（项）", "缴纳住房公积金"),
    ],
)
def test_foreign_purposes(faults, item: str, purpose: str) -> None:  # type: ignore[no-untyped-def]
    words = f"3.某某支出（类）某某支出（款）{item}。主要用于：{purpose}。年初预算为9.00万元。"
    (found,) = faults(purposes, text(words))
    assert found.printed == purpose


@pytest.mark.parametrize(
    ("item", "purpose"),
    [
        ("住房公积金（项）", "为职工缴纳住房公积金"),
        ("行政单位医疗（项）", "职工医疗保险和生育保险缴费"),
        ("机关事业单位基本养老保险缴费支出（项）", "在职人员的社会保险缴费"),
        ("行政单位离退休（项）", "退休人员补贴和购房补贴"),
        ("行政运行（项）", "人员经费、医疗保险和住房公积金"),
    ],
)
def test_fitting_purposes(faults, item: str, purpose: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(purposes, text(f"3.某某支出（类）某某支出（款）{item}，主要用于{purpose}。")) == []


def test_the_name_of_another_item(faults) -> None:  # type: ignore[no-untyped-def]
    names = ["甲类监测", "乙类宣传", "丙类执法", "丁类普查", "戊类服务"]
    lines = [
        f"{n}.“某某（类）某事务（款）{name}（项）”9.00万元，主要用于{name}。"
        for n, name in enumerate(names, 1)
    ]
    assert faults(purposes, text(*lines)) == []
    lines[4] = lines[4].replace("用于戊类服务", "用于某事务甲类监测")
    assert [one.printed for one in faults(purposes, text(*lines))] == ["某事务甲类监测"]


def test_items_as_budgets_write_them(faults) -> None:  # type: ignore[no-untyped-def]
    said = "12、住房保障支出（221类）住房改革支出（02款）住房公积金（01项）9.00万元。主要用于：缴纳职工基本医疗保险。"
    (found,) = faults(purposes, text("2026年部门预算编制说明", said, kind="budget"))
    assert found.printed == "缴纳职工基本医疗保险"
    said = "11.“住房保障支出-住房改革支出-住房公积金”科目9.00万元，主要用于缴纳职业年金。"
    (found,) = faults(purposes, text("2026年部门预算编制说明", said, kind="budget"))
    assert found.printed == "缴纳职业年金"
    assert faults(purposes, text(said.replace("职业年金", "住房公积金"), kind="budget")) == []


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        (
            "水利工程建设（项）支出9.00万元，执行率112.50%。该项资金主要用于{}。",
            "为在职人员缴纳医疗保险",
        ),
        ("“住房公积金”科目预算9.00万元，实支8.00万元，资金主要用于{}。", "发放在职人员工资和日常办公"),
        ("5．行政单位医疗（项）：决算9.00万元，主要用于{}。", "制作资料和组织宣传活动"),
        ("2．普法宣传（项）2026年预算9.00万元，主要原因是任务增加。主要用于{}。", "缴存住房公积金"),
    ],
)
def test_purposes_behind_figures(faults, words: str, purpose: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(purposes, text(words.format(purpose)))
    assert found.printed == purpose


@pytest.mark.parametrize(
    "words",
    [
        "行政运行（项）：决算9.00万元，主要用于为在职人员缴纳医疗保险。",
        "住房公积金（项）决算9.00万元，主要用于按规定比例为职工缴存住房公积金。",
        "其他社会保障和就业支出（项）9.00万元，主要用于为职工缴纳工伤保险费。",
        "住房公积金（项）决算9.00万元，与上年持平。机关运行经费支出3.00万元，主要用于购置办公设备。",
    ],
)
def test_contributions_where_they_belong(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(purposes, text(words)) == []
