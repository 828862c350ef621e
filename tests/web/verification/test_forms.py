"""Forms refuse what cannot be, in a sentence."""

from __future__ import annotations

from django.utils.datastructures import MultiValueDict

from mingzhang.verification.draw import FIRST
from mingzhang.web.people.models import Role
from mingzhang.web.verification import preparing
from mingzhang.web.verification.forms import BeginForm, BookForm, ItemForm, PhaseForm, PointForm
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, inspector, prepared, upload


def test_a_workbook_is_one_and_not_too_large() -> None:
    large = upload("核验.xlsx")
    large.size = 21 << 20
    for file, words in ((large, "超过 20 MB"), (upload("核验.doc"), "不是 Excel 工作簿")):
        form = BookForm({"x": "1"}, MultiValueDict({"file": [file]}))
        assert words in str(form.errors["file"])
    assert BookForm({"x": "1"}, MultiValueDict({"file": [upload("核验.xlsx")]})).is_valid()


def test_numbers_have_bounds() -> None:
    assert {"year", "office", "repeat"} == BeginForm({"cap": "", "rule": ""}).errors.keys()
    assert "repeat" in BeginForm({"year": "2026", "office": "某室", "repeat": "0.5"}).errors
    assert "size" in PhaseForm({"seed": "甲", "version": "1版", "size": "0"}).errors
    told = {
        "version": "1版",
        "code": "1",
        "text": "围挡",
        "criterion": "完整",
        "severity": "一般",
        "points": "-1",
    }
    assert list(ItemForm(told).errors) == ["points"]


def test_who_is_of_the_unit_is_not_offered(district: District) -> None:
    made, office = prepared(district), district.person(Role.SUPERVISION)
    own = preparing.add_inspector(made, office, inspector(district, district.department, "水务局的人"))
    (point, _) = draw(district, made, FIRST, district.department)
    form = PointForm({"inspector": own.pk}, point=point)
    assert "inspector" in form.errors
    assert form.initial["inspector"] == point.inspector_id
