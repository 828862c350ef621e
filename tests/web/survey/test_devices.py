"""How devices say who they are, as ODK Collect does it."""

from __future__ import annotations

import base64
import re
import time
from hashlib import md5

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person, Role
from mingzhang.web.survey import devices, openrosa
from mingzhang.web.survey.devices import challenge, new_code
from mingzhang.web.survey.media import give_media
from mingzhang.web.survey.models import FormVersion, SatisfactionSurvey
from tests.web.conftest import District
from tests.web.survey.collect_client import Collect, CollectError, hashed
from tests.web.survey.surveys import asked, instance, speaking, surveyed, upload, version

LIST, SUBMIT = "/survey/odk/formList", "/survey/odk/submission"


def digest(client: Client, person: Person, code: str, method: str, address: str) -> str:
    """The answer to the challenge of an address, as RFC 7616 works it out."""
    asked_ = getattr(client, method.lower())(address)["WWW-Authenticate"]
    nonce = re.search(r'nonce="([^"]+)"', asked_)[1]  # type: ignore[index]

    def hashed(text: str) -> str:
        return md5(text.encode(), usedforsecurity=False).hexdigest()

    middle = f"{nonce}:00000001:abc:auth"
    said = hashed(f"{hashed(f'{person.username}:mingzhang:{code}')}:{middle}:{hashed(f'{method}:{address}')}")
    return (
        f'Digest username="{person.username}", realm="mingzhang", nonce="{nonce}", uri="{address}", '
        f'response="{said}", qop=auth, nc=00000001, cnonce="abc", algorithm=MD5'
    )


def test_the_road_of_a_device(district: District) -> None:
    survey, person, client = surveyed(district), district.person(Role.INTERVIEWER), Client()
    asked(survey, district)
    code = new_code(person)
    head = {"Authorization": digest(client, person, code, "GET", LIST)}
    told = client.get(LIST, headers=head)
    assert told.status_code == 200 and told["X-OpenRosa-Version"] == "1.0"
    assert f"<formID>small{survey.pk}</formID>" in told.content.decode()
    for kind in ("form", "manifest"):
        at = f"/survey/odk/forms/{survey.forms.get().pk}/{kind}.xml"
        assert (
            client.get(at, headers={"Authorization": digest(client, person, code, "GET", at)}).status_code
            == 200
        )
    ready = client.head(SUBMIT, headers={"Authorization": digest(client, person, code, "HEAD", SUBMIT)})
    assert ready.status_code == 204 and int(ready["X-OpenRosa-Accept-Content-Length"]) > 1 << 20
    head = {"Authorization": digest(client, person, code, "POST", SUBMIT)}
    data = {"xml_submission_file": upload(instance(survey)), "a.jpg": upload(b"jpg", "a.jpg")}
    sent = client.post(SUBMIT, data, headers=head)
    assert sent.status_code == 201 and "OpenRosaResponse" in sent.content.decode()
    filled = survey.returns.get()
    assert filled.sender == person and filled.returnattachments.get().name == "a.jpg"


def test_a_wrong_code_an_old_nonce_and_another_address_are_refused(district: District) -> None:
    person, client = district.person(Role.INTERVIEWER), Client()
    code = new_code(person)
    good = digest(client, person, code, "GET", LIST)
    wrong = [digest(client, person, "wrong", "GET", LIST), re.sub('nonce="[^"]+"', 'nonce="x"', good)]
    for said in wrong:
        assert client.get(LIST, headers={"Authorization": said}).status_code == 401
    assert client.get("/survey/odk/", headers={"Authorization": good}).status_code == 401
    new_code(person)
    assert client.get(LIST, headers={"Authorization": good}).status_code == 401, "the code before is void"


def test_basic_is_taken_only_where_nobody_listens(district: District) -> None:
    person, client = district.person(Role.INTERVIEWER), Client()
    said = base64.b64encode(f"{person.username}:{new_code(person)}".encode()).decode()
    head = {"Authorization": f"Basic {said}"}
    assert client.get(LIST, headers=head).status_code == 200
    assert client.get(LIST, headers=head, REMOTE_ADDR="192.0.2.7").status_code == 401
    for odd in ("Basic !!!", "Basic " + base64.b64encode(b"\xff").decode(), "Bearer x", "Digest"):
        assert client.get(LIST, headers={"Authorization": odd}).status_code == 401


def test_only_surveys_with_a_task_are_listed_and_taken(district: District) -> None:
    survey, person, client = surveyed(district), district.person(Role.INTERVIEWER), Client()
    code = new_code(person)
    told = client.get(LIST, headers={"Authorization": digest(client, person, code, "GET", LIST)})
    assert "<xform>" not in told.content.decode()
    head = {"Authorization": digest(client, person, code, "POST", SUBMIT)}
    sent = client.post(SUBMIT, {"xml_submission_file": upload(instance(survey))}, headers=head)
    assert sent.status_code == 400 and not survey.returns.exists()


def test_the_list_of_forms_asks_the_database_as_often_for_many(district: District) -> None:
    person, client = district.person(Role.INTERVIEWER), Client()
    code, counts = new_code(person), []
    for _ in range(2):
        for _ in range(2):
            asked(surveyed(district), district)
        head = {"Authorization": digest(client, person, code, "GET", LIST)}
        with CaptureQueriesContext(connection) as seen:
            assert client.get(LIST, headers=head).content.decode().count("<xform>") % 2 == 0
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_office_may_ask_by_device_too_and_a_leader_may_not(district: District) -> None:
    surveyed(district)
    office, leader, client = district.person(Role.PERFORMANCE), district.person(Role.LEADER), Client()
    said = digest(client, office, new_code(office), "GET", LIST)
    assert "<xform>" in client.get(LIST, headers={"Authorization": said}).content.decode()
    said = digest(client, leader, new_code(leader), "GET", LIST)
    assert client.get(LIST, headers={"Authorization": said}).status_code == 401


def test_a_form_of_another_survey_is_not_there(district: District) -> None:
    mine, other, person = surveyed(district), surveyed(district), district.person(Role.INTERVIEWER)
    asked(mine, district)
    at, client = f"/survey/odk/forms/{other.forms.get().pk}/form.xml", Client()
    said = digest(client, person, new_code(person), "GET", at)
    assert client.get(at, headers={"Authorization": said}).status_code == 404


def test_what_a_device_is_asked_says_how_to_answer() -> None:
    request = RequestFactory().get(LIST)
    said = challenge(request)
    assert said.startswith('Digest realm="mingzhang", nonce="') and 'qop="auth"' in said
    assert challenge(request) != said, "every challenge is a new one"


def collect(district: District) -> tuple[SatisfactionSurvey, Collect]:
    """A device of the interviewer, set up by what the page told him."""
    survey, person = surveyed(district), district.person(Role.INTERVIEWER)
    asked(survey, district)
    return survey, Collect("/survey/odk", person.username, new_code(person))


def test_collect_loads_forms_and_their_changes(district: District) -> None:
    survey, device = collect(district)
    (form,) = device.forms()
    xform, media = device.download(form)
    assert xform == survey.forms.get().xform.encode() and media == {}
    newer = version(survey, district, "2")
    FormVersion.objects.filter(pk=newer.pk).update(xform="<h><b/></h>")
    (changed,) = device.forms()
    assert (changed["formID"], changed["version"]) == (form["formID"], "2")
    assert changed["hash"] != form["hash"] and device.download(changed)[0] == b"<h><b/></h>"
    assert device._challenge["nonce"], "one challenge was enough for all of it"


def test_collect_loads_the_files_of_a_form_and_their_changes(district: District) -> None:
    survey, device = collect(district)
    form, office = speaking(survey), district.person(Role.PERFORMANCE)
    files = {"t.csv": "name,label\n1,东桥街道\n".encode(), "a.png": b"png"}
    give_media(form, office, [upload(data, name) for name, data in files.items()])
    (told,) = device.forms()
    assert device.download(told) == (form.xform.encode(), files)
    give_media(form, office, [upload(b"other", "a.png")])
    (again,) = device.forms()
    assert again["hash"] == told["hash"] and device.download(again)[1]["a.png"] == b"other"
    other = speaking(surveyed(district)).media.create(name="b.png", file=keep([b"x"]), md5=hashed(b"x"))
    assert device.ask("GET", f"/survey/odk/media/{other.pk}/").status_code == 404, "not his survey"


def test_collect_sends_large_returns_in_several_posts(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey, device = collect(district)
    monkeypatch.setattr(openrosa, "MOST_BYTES", 5000)
    files = {f"{number}.jpg": bytes([number]) * 1900 for number in range(5)}
    assert device.send(instance(survey), files) and device.posts == 3
    filled = survey.returns.get()
    assert {each.name: each.file.read() for each in filled.returnattachments.all()} == files
    device.send(instance(survey), files)
    assert survey.returns.count() == 1 and filled.returnattachments.count() == 5, "sent again it is one"


def test_collect_sends_a_hundred_photographs_at_once(district: District) -> None:
    survey, device = collect(district)
    device.send(instance(survey), {f"{number}.jpg": b"jpg" for number in range(101)})
    assert device.posts == 1 and survey.returns.get().returnattachments.count() == 101


class _Earlier(TimestampSigner):
    def timestamp(self) -> str:
        return b62_encode(int(time.time()) - 4000)


def test_collect_goes_on_after_an_hour(district: District) -> None:
    """Whose time ran out is told so (``stale``); else a device takes its code for wrong and gives up."""
    _, device = collect(district)
    device.forms()
    device._challenge["nonce"] = _Earlier(salt=devices._SALT).sign("abc")
    assert device.forms()
    device._challenge["nonce"] = "never ours"
    with pytest.raises(CollectError, match="401"):
        device.forms()


def test_a_return_that_was_changed_on_the_device_is_beside_the_first(district: District) -> None:
    survey, device = collect(district)
    device.send(instance(survey, "uuid:1"), {})
    changed = instance(survey, "uuid:2", all="2").replace(
        b"</instanceID>", b"</instanceID><deprecatedID>uuid:1</deprecatedID>"
    )
    device.send(changed, {})
    device.send(changed, {})
    first, second = survey.returns.order_by("pk")
    assert (second.key, second.again, second.state) == ("uuid:2", first, "待核")
    assert "发出后又改过" in second.returndoubts.get().message


def test_collect_shows_why_a_return_was_not_taken(district: District) -> None:
    survey, device = collect(district)
    SatisfactionSurvey.objects.update(stage="发布")
    with pytest.raises(CollectError, match="答卷请留在设备里"):
        device.send(instance(survey), {})
    device.code = "wrong"
    with pytest.raises(CollectError, match="401"):
        Collect("/survey/odk", device.user, "wrong").forms()
