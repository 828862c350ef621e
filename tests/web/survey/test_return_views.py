"""The pages on which returns are gone through."""

from __future__ import annotations

from mingzhang.survey import states
from mingzhang.web.people.models import Role
from mingzhang.web.survey.return_models import FilledReturn
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed


def test_all_that_were_found_are_passed_and_what_is_skipped_is_said(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.PERFORMANCE)
    for number in range(3):
        sent(survey, f"uuid:{number}", bus="88" if number == 2 else "4")
    told = client.post(
        f"{survey.address}returns/act/", {"all": "1", "state": "通过", "keep-town": "东桥街道"}, follow=True
    ).content.decode()
    assert "2份改为“通过”；跳过1份：有未核实的质量疑点1份" in told
    assert survey.returns.filter(state=states.PASSED).count() == 2


def test_only_what_is_ticked(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.PERFORMANCE)
    first, _ = sent(survey), sent(survey, "uuid:2")
    client.post(f"{survey.address}returns/act/", {"pk": [str(first.pk), "x"], "state": "待核"})
    assert survey.returns.filter(state=states.PENDING).get() == first


def test_one_return_is_gone_through(district: District) -> None:
    filled, client = sent(surveyed(district), bus="88"), district.client(Role.PERFORMANCE)
    act = f"{filled.address}act/"
    assert "不在选项里" in client.get(filled.address).content.decode()
    client.post(act, {"what": "doubt", "kind": "答案不在选项里", "words": "原卷如此"})
    client.post(act, {"what": "call", "result": "核实无误"})
    client.post(act, {"state": "退回"})
    told = client.post(act, {"state": "通过"}, follow=True).content.decode()
    assert "原卷如此" in told and "核实无误" in told
    assert FilledReturn.objects.get().state == states.PASSED, "sent back only for a reason"


def test_a_contact_is_shown_once_and_nobody_keeps_the_page(district: District) -> None:
    filled, client = sent(surveyed(district)), district.client(Role.PERFORMANCE)
    assert "13900000000" not in client.get(filled.address).content.decode()
    refused = client.post(f"{filled.address}contact/", {"reason": ""})
    assert "理由" in refused.content.decode() and "13900000000" not in refused.content.decode()
    shown = client.post(f"{filled.address}contact/", {"reason": "回访"})
    assert "13900000000" in shown.content.decode() and shown["Cache-Control"] == "no-store"


def test_what_is_taken_along_has_no_contacts_and_no_formulas(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.LEADER)
    sent(survey, said="=1+1")
    answer = client.get(f"{survey.address}returns/export/")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "uuid:1" in text and "13900000000" not in text and "phone" not in text and ",=1+1" not in text


def test_open_answers_are_coded_on_their_page(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.PERFORMANCE)
    filled = sent(survey)
    client.post(f"{survey.address}codes/", {"code": "A1", "name": "照明"})
    assert "编码和类别" in client.post(f"{survey.address}codes/", {"code": ""}, follow=True).content.decode()
    page = client.get(f"{survey.address}opinions/").content.decode()
    assert "路灯太暗" in page and "照明" in page
    client.post(f"{filled.address}code/", {"code": ["A1"], "matter": "更换路灯"})
    assert "更换路灯" in client.get(f"{survey.address}opinions/?which=matter").content.decode()
