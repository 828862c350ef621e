"""The names that items have in the year of a document."""

from __future__ import annotations

from mingzhang.rules.shared.item_names import current_names
from mingzhang.work.examples import text


def test_a_name_counts_only_in_the_years_in_which_it_is_in_force() -> None:
    assert current_names(text("某局", year=2018))["210"] == "医疗卫生与计划生育支出"
    assert current_names(text("某局", year=2019))["210"] == "卫生健康支出"
