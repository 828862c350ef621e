"""A questionnaire as a page that enketo-core fills in."""

from __future__ import annotations

import pytest
from lxml import etree, html

from mingzhang.web.survey.browser_form import browser_form

X = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>便民</h:title><model>
 <itext><translation lang="中文"><text id="t-0"><value>东桥</value></text></translation></itext>
 <instance><data id="f" version="1"><town/><say/></data></instance>
 <instance id="t"><list><item><itextId>t-0</itextId><name>1</name></item></list></instance>
 <bind nodeset="/data/town" type="string" required="true()"/><bind nodeset="/data/say" type="string"/>
 </model></h:head><h:body><select1 ref="/data/town" appearance="%s"><label>街道</label>
 <itemset nodeset="instance('t')/list/item[name != '2']"><value ref="name"/>
 <label ref="jr:itext(itextId)"/></itemset>
 </select1><input ref="/data/say"><label>&lt;b&gt;意见&lt;/b&gt;</label></input></h:body></h:html>"""


@pytest.fixture(scope="module")
def made() -> tuple[str, str]:
    return browser_form(X % "horizontal")


def test_every_question_has_its_field(made: tuple[str, str]) -> None:
    form = html.fromstring(made[0])
    assert {field.get("name") for field in form.iter("input")} >= {"/data/town", "/data/say"}
    assert "东桥" in made[0] and "这一题必须回答" in made[0]


def test_no_style_and_no_markup_of_a_label_gets_through(made: tuple[str, str]) -> None:
    assert "style=" not in made[0] and "<b>意见" not in made[0]


def test_appearances_become_classes(made: tuple[str, str]) -> None:
    assert "or-appearance-horizontal" in made[0] and "or-appearance-columns" in made[0]
    assert "or-appearances-placeholder" not in made[0] and "data-appearances" not in made[0]


def test_a_form_without_a_place_for_its_number_gets_one(made: tuple[str, str]) -> None:
    model = etree.fromstring(made[1])
    assert model.xpath("count(//*[local-name()='instanceID'])") == 1


def test_the_stylesheets_read_nothing_from_outside() -> None:
    outside = X.replace("<h:head>", '<h:head><!-- <?xml-stylesheet href="file:///etc/hostname"?> -->') % ""
    assert "意见" in browser_form(outside)[0]
