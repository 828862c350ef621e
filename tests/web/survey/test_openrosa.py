"""What devices are told and what they send."""

from __future__ import annotations

import pytest
from lxml import etree

from mingzhang.survey.questionnaire import SurveyQuestion
from mingzhang.web.survey.models import FormMedia
from mingzhang.web.survey.openrosa import (
    UnfitSubmissionError,
    answered,
    form_list,
    manifest,
    read_instance,
    return_of,
)
from tests.survey.made import small_form
from tests.web.conftest import District
from tests.web.survey.surveys import surveyed

_LIST = "{http://openrosa.org/xforms/xformsList}"


def test_the_list_names_each_form_with_its_addresses(district: District) -> None:
    form = surveyed(district).forms.get()
    (told,) = etree.fromstring(form_list([(form, "http://x/<f>", "http://x/m")]).encode())
    said = {each.tag.removeprefix(_LIST): each.text for each in told}
    assert said["formID"] == form.form_id and said["downloadUrl"] == "http://x/<f>"
    assert said["hash"].startswith("md5:") and said["version"] == "1"


def test_the_manifest_names_each_file_with_its_hash() -> None:
    files = [(FormMedia(name="甲&乙.png", md5="0" * 32), "http://x/?a&b")]
    ((file,),) = (list(etree.fromstring(manifest(files).encode())),)
    said = [each.text for each in file]
    assert said == ["甲&乙.png", f"md5:{'0' * 32}", "http://x/?a&b"]
    assert len(etree.fromstring(manifest([]).encode())) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<data id='f'>",
        b"no xml",
        b'<!DOCTYPE d [<!ENTITY a "b">]><d id="f"><x>&a;</x></d>',
        b"<d/>",
        b"<d id='f'/>",
    ],
)
def test_what_is_no_filled_form_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnfitSubmissionError):
        read_instance(data)


def test_groups_that_come_several_times_are_kept(district: District) -> None:
    parts = b"".join(b"<family><kin>%d</kin></family>" % age for age in (7, 9))
    data = b'<d id="f">' + parts + b"<meta><instanceID>k</instanceID></meta></d>"
    made = return_of(read_instance(data), small_form())
    assert made.repeats == {"family": [{"kin": "7"}, {"kin": "9"}]} and not made.more
    assert district


def test_what_a_device_is_told_is_escaped() -> None:
    assert "<b>" not in answered("<b>")


def test_contacts_in_a_repeated_group_are_apart_too() -> None:
    form = small_form()
    kin = SurveyQuestion(
        "kin_phone", "家人的电话", "text", use="联系方式", group=("family",), repeat="family"
    )
    form.questions.append(kin)
    part = "<family><kin>7</kin><kin_phone>138{0}</kin_phone></family>"
    said = part.format(1) + part.format(2) + "<meta><instanceID>uuid:1</instanceID></meta>"
    made = return_of(
        read_instance(f'<d id="small" version="1"><day>2026-11-05</day>{said}</d>'.encode()), form
    )
    assert made.repeats == {"family": [{"kin": "7"}, {"kin": "7"}]}
    assert made.contacts == {"family-1-kin_phone": "1381", "family-2-kin_phone": "1382"}
    assert made.more == {"day": "2026-11-05"}, "what the form does not have is kept"
