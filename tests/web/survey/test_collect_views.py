"""Filling in by the browser: the page, what is sent, what is kept for later."""

from __future__ import annotations

from mingzhang.survey import stages
from mingzhang.web.people.models import Role
from mingzhang.web.survey.models import SatisfactionSurvey
from tests.web.conftest import District
from tests.web.survey.surveys import asked, instance, surveyed, upload


def test_an_interviewer_fills_in_what_he_was_given(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.INTERVIEWER)
    assert client.get(f"{survey.address}fill/").status_code == 404, "nobody gave it to him"
    asked(survey, district)
    page = client.get(f"{survey.address}fill/").content.decode()
    assert "<form></form>" in page and "&lt;model/&gt;" in page
    assert str(survey) in client.get("/survey/mine/").content.decode()
    sent = client.post(
        f"{survey.address}send/", {"xml_submission_file": upload(instance(survey)), "mode": "paper"}
    )
    assert (sent.status_code, sent.json()["new"]) == (201, True)
    again = client.post(f"{survey.address}send/", {"xml_submission_file": upload(instance(survey))})
    assert (again.status_code, again.json()["new"]) == (201, False)
    filled = survey.returns.get()
    assert (filled.mode, filled.sender) == ("paper", district.person(Role.INTERVIEWER))


def test_what_cannot_be_taken_is_said_and_stays_where_it_is(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.INTERVIEWER)
    asked(survey, district)
    for data in ({}, {"xml_submission_file": upload(b"<x")}):
        answer = client.post(f"{survey.address}send/", data)
        assert answer.status_code == 422 and answer.json()["said"]
    SatisfactionSurvey.objects.update(stage=stages.RELEASED)
    assert (
        client.post(f"{survey.address}send/", {"xml_submission_file": upload(instance(survey))}).status_code
        == 422
    )


def test_the_token_is_for_who_is_signed_in(district: District) -> None:
    told = district.client(Role.INTERVIEWER).get("/survey/ticket/")
    assert told.json()["token"] and told["Cache-Control"] == "no-store"
    assert district.client(None).get("/survey/ticket/").status_code == 302


def test_the_worker_names_what_the_page_needs(district: District) -> None:
    told = district.client(None).get("/survey/worker.js")
    assert told["Content-Type"].startswith("text/javascript") and "enketo.js" in told.content.decode()


def test_a_code_for_devices_is_shown_once(district: District) -> None:
    client = district.client(Role.INTERVIEWER)
    shown = client.post("/survey/mine/device/")
    assert "设备口令：" in shown.content.decode() and shown["Cache-Control"] == "no-store"
    assert "设备口令：" not in client.get("/survey/mine/").content.decode()


def test_what_a_browser_cannot_fill_in_is_named_where_it_is_filled_in(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.INTERVIEWER)
    asked(survey, district)
    form = survey.forms.get()
    form.data["questions"].append(form.data["questions"][-1] | {"name": "way", "label": "路线", "repeat": "",
                                                                "kind": "geotrace", "row": 30})  # fmt: skip
    form.save()
    page = client.get(f"{survey.address}fill/")
    assert "第30行“type”列：“路线”（geotrace）" in page.content.decode()
    assert "blob:" in page["Content-Security-Policy"], "photographs that were chosen are shown"
