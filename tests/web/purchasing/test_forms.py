"""What people type is taken as it is printed; what is wrong is told at its field."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from mingzhang.web.purchasing.forms import CriteriaForm, MarksForm, YuanField


@pytest.mark.parametrize(
    ("typed", "said"),
    [("服务方案 60\n报价：４０分", ""), ("服务方案", "没有写满分"), ("报价 40\n报价 60", "写了两次")],
)
def test_criteria_are_read_line_by_line(typed: str, said: str) -> None:
    form = CriteriaForm({"criteria": typed})
    assert form.is_valid() is not bool(said)
    assert said in str(form.errors) if said else form.cleaned_data["criteria"][1] == ["报价", "40"]


def test_a_mark_is_within_the_full_marks() -> None:
    given = {"judge": "1", "mark-0-0": "61"}
    form = MarksForm(given, suppliers=["甲公司"], criteria=[["方案", "60"]])
    assert not form.is_valid() and "mark-0-0" in form.errors
    form = MarksForm(given | {"mark-0-0": "60"}, suppliers=["甲公司"], criteria=[["方案", "60"]])
    assert form.is_valid() and form.marks == {("甲公司", "方案"): Decimal(60)}


@pytest.mark.parametrize("typed", ["-1", "1.234", "五万", "1e400"])
def test_an_amount_that_is_none_is_told(typed: str) -> None:
    with pytest.raises(ValidationError):
        YuanField().clean(typed)
