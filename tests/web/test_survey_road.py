"""The road of a questionnaire in a browser: given, filled in with and without a network, gone through."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest

from mingzhang.survey import states
from mingzhang.web.people.models import Role
from mingzhang.web.survey.browser_form import browser_form
from mingzhang.web.survey.media import give_media
from mingzhang.web.survey.models import SatisfactionSurvey
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, asked, surveyed, upload
from tests.web.test_roads import Visitor, browser

pytestmark = pytest.mark.any_database

__all__ = ["browser"]

KEPT = """async () => {
  while (!await caches.match(location.href)) await new Promise((go) => setTimeout(go, 50));
}"""
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
QUESTIONS = ("all", "safe")
X = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>便民调查</h:title><model><itext><translation lang="zh"
 default="true()"><text id="w"><value>所在街道</value><value form="image">jr://images/图.png</value></text>
 </translation></itext><instance>
 <data id="small{pk}" version="1"><town/><all/><safe/><said/><phone/><day/><sign/>
 <meta><instanceID/></meta></data>
 </instance>
 <instance id="t" src="jr://file-csv/街道.csv"/><instance id="p"><list>{points}</list></instance>
 <bind nodeset="/data/town" type="string" required="true()"/><bind nodeset="/data/all" type="string"
 required="true()"/><bind nodeset="/data/safe" type="string" required="true()"/>
 <bind nodeset="/data/said" type="string"/><bind nodeset="/data/phone" type="string"
 relevant="/data/said != ''"/><bind nodeset="/data/day" type="date"/>
 <bind nodeset="/data/sign" type="binary"/>
 <bind nodeset="/data/meta/instanceID" type="string" readonly="true()"
 jr:preload="uid"/></model></h:head><h:body>{body}<input ref="/data/said"><label>意见</label></input>
 <input ref="/data/phone"><label>电话</label></input>
 <input ref="/data/day"><label>日期</label></input><upload ref="/data/sign" mediatype="image/*"
 appearance="signature"><label>签名</label></upload></h:body></h:html>"""


def items(names: tuple[str, ...]) -> str:
    return "".join(f"<item><name>{name}</name><label>{name}</label></item>" for name in names)


def chosen(name: str, label: str, of: str) -> str:
    nodes = f'<itemset nodeset="{of}/item"><value ref="name"/><label ref="label"/></itemset>'
    return f'<select1 ref="/data/{name}">{label}{nodes}</select1>'


def dressed(survey: SatisfactionSurvey, district: District) -> None:
    """The questionnaire as a page of the browser, made without the library that reads workbooks."""
    body = chosen("town", """<label ref="jr:itext('w')"/>""", "instance('t')/root") + "".join(
        chosen(name, f"<label>{name}</label>", "instance('p')/list") for name in QUESTIONS
    )
    xform = X.format(pk=survey.pk, points=items(("1", "2", "3", "4", "5")), body=body)
    html, model = browser_form(xform)
    survey.forms.update(html=html, model=model, xform=xform)
    table = "".join(f"{town},{town}\n" for town in TOWNS)
    files = [upload(f"name,label\n{table}".encode("gb18030"), "街道.csv"), upload(PNG, "图.png")]
    give_media(survey.forms.get(), district.person(Role.PERFORMANCE), files)


def answer(visitor: Visitor, said: str = "") -> None:
    view = visitor.view
    view.check(f"[name='/data/town'][value='{TOWNS[0]}']")
    for name in QUESTIONS:
        view.check(f"[name='/data/{name}'][value='4']")
    assert not view.is_visible("[name='/data/phone']"), "asked only of who said something"
    if said:
        view.fill("[name='/data/said']", said)
        view.press("[name='/data/said']", "Tab")
        view.fill("[name='/data/phone']", "13900000000")


def sign(visitor: Visitor) -> None:
    """A date by the browser's own field, and a stroke where one signs."""
    view = visitor.view
    view.fill("[name='/data/day']", "2026-11-05")
    pad = view.locator(".or-signature-initialized canvas:not(.disabled)")
    pad.scroll_into_view_if_needed()
    place = pad.bounding_box()
    view.mouse.move(place["x"] + 20, place["y"] + 20)
    view.mouse.down()
    view.mouse.move(place["x"] + 90, place["y"] + 50, steps=4)
    view.mouse.up()


def arrived(visitor: Visitor, count: int) -> None:
    visitor.view.wait_for_selector(f"#count:text-is('{count}')")


def test_the_road_of_a_questionnaire(browser: Any, live_server: Any, district: District) -> None:
    survey = surveyed(district)
    dressed(survey, district)
    asked(survey, district)
    interviewer = Visitor(browser, live_server.url).signed_in(district, Role.INTERVIEWER).see("/survey/mine/")
    view = interviewer.view
    view.click("a:text-is('网页填答')")
    view.wait_for_selector("body[data-ready]")
    interviewer.look()
    interviewer.press("交卷")
    assert "还有没答" in interviewer.text, "what must be answered is asked for"
    answer(interviewer, "路灯太暗")
    view.wait_for_timeout(800)  # what is typed is kept a moment later
    view.reload()
    view.wait_for_selector("body[data-ready]")
    assert view.input_value("[name='/data/said']") == "路灯太暗", "a closed window loses nothing"
    sign(interviewer)
    interviewer.press("交卷")
    view.wait_for_selector("#said:text('收到')")
    view.evaluate("navigator.serviceWorker.ready.then(() => true)")
    offline(interviewer)
    first = survey.returns.get(opinion=True)
    assert first.contact and first.sender == district.person(Role.INTERVIEWER)
    assert first.more["day"] == "2026-11-05" and first.returnattachments.get().file.read()[:4] == b"\x89PNG"
    office = Visitor(browser, live_server.url).signed_in(district, Role.PERFORMANCE).see(survey.address)
    office.see(f"{survey.address}returns/").press("全部查到的 2 份")
    assert "2份改为“通过”" in office.text
    office.see(first.address)
    assert survey.returns.filter(state=states.PASSED).count() == 2
    faults = interviewer.faults + office.faults
    assert not faults, "\n".join(faults)


def offline(visitor: Visitor) -> None:
    """Filled in without a network, kept, and sent by itself when there is one again."""
    visitor.view.evaluate(KEPT)
    visitor.context.set_offline(True)
    visitor.view.reload()
    visitor.view.wait_for_selector("body[data-ready]")
    assert visitor.view.evaluate("document.querySelector('#form img').naturalWidth") == 1, "its picture too"
    answer(visitor)
    visitor.press("交卷")
    visitor.view.wait_for_selector("#said:text('没有网络')")
    arrived(visitor, 1)
    visitor.context.set_offline(False)
    arrived(visitor, 0)
