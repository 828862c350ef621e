"""The place that the name of a unit speaks of."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from mingzhang.catalogue.divisions import NATION, chain, locate, place_name

ROWS = list(
    csv.DictReader(
        files("mingzhang.catalogue").joinpath("codes", "divisions.csv").read_text("utf-8").splitlines()
    )
)


def test_every_place_of_today_is_found_by_its_full_name() -> None:
    missed = {
        row["code"]: found
        for row in ROWS
        if not row["former"] and (found := locate(f"{place_name(row['code'])}某某局")) != row["code"]
    }
    assert missed == {} and len(ROWS) > 3_400


def test_codes_are_six_digits_and_no_place_of_today_is_twice() -> None:
    now = [row["code"] for row in ROWS if not row["former"]]
    assert len(now) == len(set(now)) and all(len(code) == 6 and code.isdigit() for code in now)
    assert all(place_name(chain(code)[0]) for code in now)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("内蒙古自治区某中心", "150000"),
        ("广西柳城县某卫生院", "450222"),
        ("石柱县人民法院", "500240"),
        ("中国人民政治协商会议福建省平潭县委员会", "350128"),
        ("平潭综合实验区某局", "350128"),
        ("济南高新技术产业开发区管理委员会", "370100"),
        ("重庆市江北区某局", "500105"),
        ("江北区某局", "000000"),  # 宁波 has one, 重庆 had one when older documents were written
        ("宁波市江北区某局", "330205"),
        ("吉林市某局", "220200"),
        ("吉林省某局", "220000"),
        ("随州市公安局曾都区分局", "421303"),
    ],
)
def test_a_place_is_known_as_far_down_as_its_name_says(name: str, code: str) -> None:
    assert locate(name) == code


@pytest.mark.parametrize(
    "name", ["青石省白水市水利局", "某市长安区财政局", "东区街道办事处", "浙江大学附属医院", "市中区某局", ""]
)
def test_a_place_that_is_not_known_is_not_guessed(name: str) -> None:
    assert locate(name) == NATION
