"""Numbers of persons in texts."""

from __future__ import annotations

import pytest

from mingzhang.language.text.personal_data import personal


@pytest.mark.parametrize(
    "text",
    [
        "联系人王某13800001234",
        "电话：138 0000 1234。",
        "138-0000-1234",
        "13800001234，13900001234",
    ],
)
def test_a_mobile_number_is_found(text: str) -> None:
    found = personal(text)
    assert {kind for kind, _ in found} == {"手机号码"}
    assert all("***" in number and len(number) == 9 for _, number in found)


@pytest.mark.parametrize("number", ["110106198001010013", "11010619991231123X", "11010619991231123x"])
def test_an_identity_number_is_found(number: str) -> None:
    assert personal(f"身份证{number}号") == [("身份证号码", f"110***{number[-3:]}")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "138****1234",
        "金额13800001234.00元",
        "010-83651234",
        "统一社会信用代码11110106000072345A",
        "科目2010301，金额 1,380,000.12",
        "合同编号20240113800001234",
        "12345678901",
    ],
)
def test_other_numbers_are_none_of_a_person(text: str) -> None:
    assert personal(text) == []
