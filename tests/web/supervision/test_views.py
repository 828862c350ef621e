"""The pages of the office and the signatory, walked by those who use them."""

from __future__ import annotations

from mingzhang.supervision.matter import Act
from mingzhang.web.people.models import Role
from mingzhang.web.supervision import drafts
from mingzhang.web.supervision.models import LedgerImport, MatterDraft, SupervisedMatter, Turn
from mingzhang.web.supervision.moves import Said
from tests.web.conftest import DAY, District
from tests.web.supervision.courses import (
    LEADER,
    OFFICE,
    PREPARER,
    accepted,
    assigned,
    closed,
    duty_of,
    opened,
    registered,
    signed_for,
    step,
)

NEW = {"text": "治理积水点", "source": "领导批示", "received": "2026年3月13日", "urgency": "急"}


def page(district: District, address: str, role: Role = OFFICE) -> str:
    return str(district.client(role).get(address).content.decode())


def test_a_matter_is_registered_proposed_and_submitted(district: District) -> None:
    client = district.client(OFFICE)
    shown = client.post("/supervision/new/", NEW, follow=True).content.decode()
    matter = SupervisedMatter.objects.get()
    assert "2026-001" in shown and "5个工作日" in shown and matter.received.day == 13
    move = f"{matter.address}move/"
    client.post(move, {"act": "拟办", "text": "请水务局牵头", "seen": "0"})
    shown = client.post(move, {"act": "立项", "seen": "1"}, follow=True).content.decode()
    assert "已呈分管领导签批" in shown and "待签批" in shown
    draft = MatterDraft.objects.get()
    leader = district.client(LEADER)
    assert "2026-001" in leader.get("/supervision/signing/").content.decode()
    leader.post(f"/supervision/drafts/{draft.pk}/decide/", {"do": "sign", "back": "signing"})
    matter.refresh_from_db()
    assert matter.stage == "立项"


def test_what_is_wrong_in_a_new_matter_is_said(district: District) -> None:
    client = district.client(OFFICE)
    shown = client.post("/supervision/new/", NEW | {"received": "2026年3月17日"}).content.decode()
    assert "收到日期不能晚于今天" in shown
    assert "请填写日期" in client.post("/supervision/new/", NEW | {"received": "三月"}).content.decode()
    assert not SupervisedMatter.objects.exists()


def test_a_matter_is_given_to_units_under_one_number(district: District) -> None:
    matter = opened(district)
    told = {"lead": district.department.pk, "others": [district.other_department.pk], "seen": "2"}
    shown = district.client(OFFICE).post(f"{matter.address}assign/", told, follow=True).content.decode()
    assert "通知文号 甲区督〔2026〕1号" in shown
    assert [duty.role for duty in matter.duties.all()] == ["牵头", "协办"]


def test_a_day_that_is_none_is_told_and_the_choice_stays(district: District) -> None:
    matter = opened(district)
    told = {"lead": district.department.pk, "due": "下周", "seen": "2"}
    answer = district.client(OFFICE).post(f"{matter.address}assign/", told)
    shown = answer.content.decode()
    assert answer.status_code == 409 and "“下周”不是日期" in shown
    assert f'value="{district.department.pk}" selected' in shown and 'value="下周"' in shown


def test_a_refused_step_keeps_what_was_typed(district: District) -> None:
    matter = signed_for(district)
    step(matter, district, Act.URGE, duty=duty_of(matter, district.department).pk)
    told = {"act": "中止", "text": "等待市级批复", "seen": "3"}
    answer = district.client(LEADER).post(f"{matter.address}move/", told)
    shown = answer.content.decode()
    assert answer.status_code == 409 and "刚刚由甲区督查室办理了“催办”" in shown and "等待市级批复" in shown


def test_a_step_that_is_none_is_told(district: District) -> None:
    matter = registered(district)
    answer = district.client(OFFICE).post(f"{matter.address}move/", {"act": "飞"})
    assert answer.status_code == 409 and "没有这种办理" in answer.content.decode()


def test_the_page_offers_what_may_be_done(district: District) -> None:
    matter = signed_for(district)
    shown = page(district, matter.address)
    assert "呈批延期" in shown and "催办" in shown and "呈批办结" in shown and ">通过<" not in shown
    assert "呈批" not in page(district, matter.address, LEADER)


def test_everybody_who_is_late_is_urged_once(district: District) -> None:
    matter = signed_for(district)
    matter.duties.update(expected=DAY.replace(day=2))
    client = district.client(OFFICE)
    assert "已催办 1 件次" in client.post("/supervision/urge/", follow=True).content.decode()
    assert "没有要催办的" in client.post("/supervision/urge/", follow=True).content.decode()


def test_a_part_is_split_off(district: District) -> None:
    whole = opened(district)
    assert "领导批示" in page(district, f"{whole.address}split/")
    district.client(OFFICE).post(f"{whole.address}split/", NEW)
    assert whole.parts.get().number == "2026-002"
    assert "2026-002" in page(district, whole.address)


def test_a_ledger_with_signatures_waits_for_the_signatory(district: District) -> None:
    from tests.web.supervision.test_imports import LEDGER, kept

    ledger = kept(district, LEDGER)
    shown = page(district, ledger.address)
    assert "已送分管领导" in shown and ">同意导入<" not in shown
    district.client(OFFICE).post(ledger.address)
    assert not SupervisedMatter.objects.exists()
    assert "台账.xlsx" in page(district, "/supervision/signing/", LEADER)
    district.client(LEADER).post(ledger.address)
    assert SupervisedMatter.objects.count() == 2
    assert LedgerImport.objects.get().taken is not None


def test_a_refusal_of_the_signatory_comes_back(district: District) -> None:
    draft = drafts.submit(accepted(district), district.person(OFFICE), Said(Act.CLOSE, text="治理完成"))
    client = district.client(LEADER)
    address = f"/supervision/drafts/{draft.pk}/decide/"
    assert "请写明意见" in client.post(address, {"do": "refuse"}, follow=True).content.decode()
    client.post(address, {"do": "refuse", "words": "补充材料"})
    draft.refresh_from_db()
    assert draft.turn == Turn.DROPPED
    assert "请刷新页面" in client.post(address, {"do": "sign"}, follow=True).content.decode()


def test_papers_are_taken_along(district: District) -> None:
    matter = assigned(district)
    step(matter, district, Act.URGE, duty=duty_of(matter, district.department).pk)
    client = district.client(OFFICE)
    for event in matter.events.filter(act__in=("交办", "催办")):
        answer = client.get(f"/supervision/steps/{event.pk}/paper/")
        assert answer.content.startswith(b"PK") and "docx" in answer["Content-Disposition"]
    first = matter.events.all()[0]
    assert "没有文书" in client.get(f"/supervision/steps/{first.pk}/paper/", follow=True).content.decode()
    sheet = f"/supervision/duties/{duty_of(matter, district.department).pk}/sheet/"
    assert client.get(sheet).content.startswith(b"PK")
    assert "没有“exe”格式" in client.get(f"{sheet}?as=exe", follow=True).content.decode()


def test_what_people_type_is_shown_as_text(district: District) -> None:
    matter = registered(district, text="<script>alert(1)</script>")
    for address in ("/supervision/", matter.address):
        shown = page(district, address)
        assert "<script>alert" not in shown and "&lt;script&gt;" in shown


def test_an_expired_session_leads_back(district: District) -> None:
    matter = closed(district)
    answer = district.client(None).post(f"{matter.address}move/", {"act": "报告", "text": "书面"})
    assert answer.status_code == 302 and "login" in answer["Location"]
    assert "data-keep" in page(district, matter.address)


def test_a_unit_sees_nothing_of_the_office(district: District) -> None:
    matter = assigned(district)
    client = district.client(PREPARER)
    for address in ("/supervision/", matter.address, "/supervision/signing/"):
        assert client.get(address).status_code == 403
