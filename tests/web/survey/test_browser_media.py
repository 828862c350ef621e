"""Tables in the model of a browser's form."""

from __future__ import annotations

import pytest
from lxml import etree

from mingzhang.survey.form_media import UnfitMediaError
from mingzhang.web.survey import browser_media
from mingzhang.web.survey.browser_media import lacking_columns, sound_media, with_items
from tests.survey.test_form_media import X

MODEL = (
    '<model xmlns="http://www.w3.org/2002/xforms"><instance><data/></instance>'
    '<instance id="t" src="jr://file-csv/t.csv"/></model>'
)


def test_items_stand_in_the_namespace_of_the_model_and_go_again() -> None:
    rows = [{"name": "1", "两 字": "x", "标签": "<甲>"}]
    made, placed = with_items(MODEL, "t.csv", rows)
    assert placed and "<root><item><name>1</name><标签>&lt;甲&gt;</标签></item></root>" in made
    assert with_items(made, "t.csv", None) == (MODEL, False)
    assert with_items(made, "t.csv", rows)[0] == made, "replaced, not added"
    assert with_items(MODEL, "other.csv", rows) == (MODEL, False)


def test_large_tables_are_for_devices_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_media, "MOST_BYTES", 10)
    assert sound_media("<x/>", "t.csv", b"name,label\n1,A\n")[1] is None
    assert sound_media("<x/>", "a.png", b"png") == (b"png", None)


def test_tables_go_out_in_utf_8_and_xml_as_it_is() -> None:
    assert sound_media("<x/>", "t.csv", "name\n甲\n".encode("gb18030"))[0].decode() == "name\n甲\n"
    content, root = sound_media("<x/>", "t.xml", b"<root><item/></root>")
    assert content == etree.tostring(root)


def test_columns_that_a_list_takes_are_asked_of_its_table_alone() -> None:
    rows = [{"name": "1", "label": "甲"}]
    assert lacking_columns(X, "街道.csv", rows) == ["code"]
    assert lacking_columns(X, "firms.csv", rows) == []


@pytest.mark.parametrize(("name", "data"), [("a.exe", b"x"), ("a", b"x"), ("a.png", b""), ("a.xml", b"<x")])
def test_what_no_form_can_use_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnfitMediaError, match=name):
        sound_media("<x/>", name, data)
