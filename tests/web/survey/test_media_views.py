"""The page of the files that go out with a questionnaire."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from tests.web.conftest import District
from tests.web.survey.surveys import asked, speaking, surveyed, upload


def test_files_are_given_on_their_page_and_shown_to_who_fills_in(district: District) -> None:
    form, office = speaking(surveyed(district)), district.client(Role.PERFORMANCE)
    interviewer, at = district.client(Role.INTERVIEWER), f"/survey/forms/{form.pk}/media/"
    assert "还没有上传" in office.get(at).content.decode()
    told = office.post(at, {"given": [upload(b"name\n1\n", "t.csv")]}).content.decode()
    assert "t.csv：表头没有“label”" in told and not form.media.exists()
    told = office.post(at, {"given": [upload(b"png", "a.png")]}, follow=True).content.decode()
    assert "已收1份：a.png" in told
    shown = f"/survey/media/{form.media.get().pk}/"
    assert interviewer.get(shown).status_code == 404, "nobody gave him the survey"
    asked(form.survey, district)
    answer = interviewer.get(shown)
    assert (answer.content, answer["Content-Type"]) == (b"png", "image/png")
    page = interviewer.get(f"{form.survey.address}fill/").content.decode()
    assert f'src="{shown}"' in page and "用到文件“t.csv”" in page and "“a.png”" not in page
    office.post(f"{shown}drop/")
    assert not form.media.exists() and office.post(f"{shown}drop/").status_code == 404
