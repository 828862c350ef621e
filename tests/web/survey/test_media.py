"""Files that go out with a questionnaire: given, replaced, taken away, carried over."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import UploadedFile

from mingzhang.survey import stages
from mingzhang.web.apart.run import ApartError
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Role
from mingzhang.web.survey import media
from mingzhang.web.survey.media import (
    carried_over,
    drop_media,
    give_media,
    kind_of,
    limits_of,
    media_lines,
    shown_html,
)
from mingzhang.web.survey.models import FormMedia, FormVersion, SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError
from tests.web.conftest import District
from tests.web.survey.surveys import speaking, surveyed, upload, version

CSV = "name,label\n1,东桥街道\n".encode("gb18030")


def test_files_are_given_replaced_and_taken_away(district: District) -> None:
    form, office = speaking(surveyed(district)), district.person(Role.PERFORMANCE)
    assert [line.there for line in media_lines(form)] == [None, None] and len(limits_of(form)) == 2
    assert "a.png" in give_media(form, office, [upload(CSV, "t.csv"), upload(b"png", "a.png")])
    form.refresh_from_db()
    assert "东桥街道" in form.model and limits_of(form) == []
    assert form.media.get(name="t.csv").file.read().decode() == "name,label\n1,东桥街道\n"
    assert f'src="/survey/media/{form.media.get(name="a.png").pk}/"' in shown_html(form)
    first = form.media.get(name="t.csv").file_id
    give_media(form, office, [upload(b"name,label\n2,B\n", "t.csv")])
    form.refresh_from_db()
    assert not StoredFile.objects.filter(pk=first).exists(), "nobody refers to what was replaced"
    assert "东桥街道" not in form.model and form.media.count() == 2
    gone = form.media.select_related("form__survey").get(name="t.csv")
    drop_media(gone, office)
    form.refresh_from_db()
    assert "<root>" not in form.model and not StoredFile.objects.filter(pk=gone.file_id).exists()
    newer = speaking(form.survey, version(form.survey, district, "2"))
    assert [each.name for each in carried_over(newer, office).media.all()] == ["a.png"]


def test_a_file_that_does_not_fit_leaves_all_as_it_was(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, office = speaking(surveyed(district)), district.person(Role.PERFORMANCE)
    with pytest.raises(ApartError, match="表头没有“label”"):
        give_media(form, office, [upload(b"png", "a.png"), upload(b"name\n1\n", "t.csv")])
    with pytest.raises(SurveyMoveError, match="同名"):
        give_media(form, office, [upload(b"1", "a.png"), upload(b"2", "a.png")])
    monkeypatch.setattr(media, "_MOST", 2)
    with pytest.raises(SurveyMoveError, match="”超过"):
        give_media(form, office, [upload(b"png", "a.png")])
    monkeypatch.undo()
    SatisfactionSurvey.objects.update(stage=stages.CHECKING)
    with pytest.raises(SurveyMoveError, match="现在是“审核”"):
        give_media(form, office, [upload(b"png", "a.png")])
    assert not FormMedia.objects.exists() and FormVersion.objects.get(pk=form.pk).model == form.model


def test_a_new_version_keeps_what_fits_it_and_is_not_refused(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, office = speaking(surveyed(district)), district.person(Role.PERFORMANCE)
    for name in ("t.csv", "a.png"):
        form.media.create(name=name, file=keep([name.encode()]), md5="0" * 32)
    given = {}

    def give(_form: FormVersion, _who: object, files: list[UploadedFile[Any]]) -> None:
        if any(file.name == "t.csv" for file in files):
            raise ApartError("t.csv：表头没有“street”")
        given.update({file.name: file.read() for file in files})

    monkeypatch.setattr(media, "give_media", give)
    newer = speaking(form.survey, version(form.survey, district, "2"))
    assert carried_over(newer, office) is newer and given == {"a.png": b"a.png"}
    assert "“t.csv”" in "".join(limits_of(newer)), "what was left behind is told"


def test_pictures_are_shown_whatever_their_names_hold_and_the_others_stay(district: District) -> None:
    form = surveyed(district).forms.get()
    form.html = '<img src="jr://images/%E7%94%B2%20a&amp;b.png"><img src="jr://images/c&amp;d.png">'
    made = form.media.create(name="甲 a&b.png", file=keep([b"x"]), md5="0" * 32)
    lacks = '<img src="jr://images/c&amp;d.png">'
    assert shown_html(form) == f'<img src="/survey/media/{made.pk}/">{lacks}'


def test_how_a_file_stands_and_as_what_it_is_shown(district: District) -> None:
    form = speaking(surveyed(district))
    district.person(Role.PERFORMANCE)
    for name in ("t.csv", "a.png", "b.svg"):
        form.media.create(name=name, file=keep([b"x"]), md5="0" * 32, in_browser=name != "t.csv")
    said = [line.said for line in media_lines(form)]
    assert said == ["只下发到设备，网页里读不到", "随问卷下发", "随问卷下发；问卷没有直接写到它"]
    assert "只发到设备" in limits_of(form)[0]
    kinds = [kind_of(each) for each in form.media.all()]
    assert kinds == ["application/octet-stream", "image/png", "application/octet-stream"]
