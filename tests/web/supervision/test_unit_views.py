"""The pages of a unit, walked by its preparer and its head."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.supervision.models import MatterDraft, MatterProof, SupervisedMatter, Turn
from tests.web.conftest import District
from tests.web.supervision.courses import APPROVER, PREPARER, answer, assigned, closed, duty_of, signed_for


def photo(name: str = "照片.jpg", data: bytes = b"jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_unit_signs_for_reports_and_answers(district: District) -> None:
    matter = assigned(district)
    duty = duty_of(matter, district.department)
    client, head = district.client(PREPARER), district.client(APPROVER)
    assert "治理积水点" in client.get("/supervision/mine/").content.decode()
    work = f"{duty.address}work/"
    assert "已签收" in client.post(work, {"act": "签收"}, follow=True).content.decode()
    client.post(work, {"act": "进展", "text": "开工 3 处", "files": [photo()]})
    proof = MatterProof.objects.get()
    assert proof.event is not None and proof.event.act == "进展"
    shown = client.post(work, {"act": "反馈", "text": "完工", "do": "hand_in"}, follow=True).content.decode()
    assert "已报单位负责人审签" in shown
    draft = MatterDraft.objects.get()
    assert ">审签<" in head.get(draft.address).content.decode()
    shown = head.post(f"{draft.address}act/", {"do": "sign"}, follow=True).content.decode()
    assert "已审签，送督查室" in shown and "待审核" in shown


def test_a_draft_is_written_on_and_sent_back(district: District) -> None:
    duty = duty_of(signed_for(district), district.department)
    client, head = district.client(PREPARER), district.client(APPROVER)
    client.post(f"{duty.address}work/", {"act": "反馈", "text": "完工", "do": "save", "files": [photo()]})
    draft = MatterDraft.objects.get()
    act = f"{draft.address}act/"
    client.post(act, {"text": "全部完工", "edition": str(draft.edition), "do": "hand_in"})
    head.post(act, {"do": "refuse", "words": "写明数量"})
    assert "写明数量" in client.get(draft.address).content.decode()
    draft.refresh_from_db()
    assert (draft.turn, draft.text, draft.proofs.count()) == (Turn.PREPARER, "全部完工", 1)
    client.post(act, {"do": "drop"})
    draft.refresh_from_db()
    assert draft.turn == Turn.DROPPED


def test_what_somebody_else_saved_is_told_and_both_are_shown(district: District) -> None:
    duty = duty_of(signed_for(district), district.department)
    client = district.client(PREPARER)
    client.post(f"{duty.address}work/", {"act": "反馈", "text": "甲写的", "do": "save"})
    draft = MatterDraft.objects.get()
    told = client.post(f"{draft.address}act/", {"text": "乙写的", "edition": "0", "do": "save"})
    shown = told.content.decode()
    assert told.status_code == 409 and "甲写的" in shown and "乙写的" in shown


@pytest.mark.parametrize(
    ("file", "words"),
    [(photo(data=b""), "是空文件"), (photo("大.zip", b"x" * ((20 << 20) + 1)), "超过 20 MB")],
)
def test_a_file_that_cannot_be_kept_is_told_and_the_text_stays(
    file: SimpleUploadedFile, words: str, district: District
) -> None:
    duty = duty_of(signed_for(district), district.department)
    told = {"act": "进展", "text": "开工 3 处", "files": [file]}
    answered = district.client(PREPARER).post(f"{duty.address}work/", told)
    shown = answered.content.decode()
    assert answered.status_code == 409 and words in shown and "开工 3 处" in shown
    assert not MatterProof.objects.exists() and duty.matter.events.filter(act="进展").count() == 0


def test_a_vanished_file_is_one_sentence(district: District) -> None:
    duty = duty_of(signed_for(district), district.department)
    client = district.client(PREPARER)
    client.post(f"{duty.address}work/", {"act": "进展", "text": "开工", "files": [photo()]})
    proof = MatterProof.objects.get()
    address = f"/supervision/mine/proofs/{proof.pk}/"
    assert client.get(address).content == b"jpeg"
    proof.file.path.unlink()
    assert "存储里已没有这个文件" in client.get(address, follow=True).content.decode()


def test_an_answer_before_signing_for_is_refused(district: District) -> None:
    duty = duty_of(assigned(district), district.department)
    answered = district.client(PREPARER).post(f"{duty.address}work/", {"act": "进展", "text": "开工"})
    assert answered.status_code == 409 and "还没有签收" in answered.content.decode()


def test_the_lead_sees_what_the_others_say(district: District) -> None:
    matter = signed_for(district, others=True)
    answer(district, matter, district.other_department, "移交档案 3 卷")
    lead = district.client(PREPARER).get(duty_of(matter, district.department).address)
    assert "移交档案 3 卷" in lead.content.decode()
    answer(district, matter, district.department, "治理 12 处")
    other = district.client(PREPARER, district.other_department)
    assert "治理 12 处" not in other.get(duty_of(matter, district.other_department).address).content.decode()


def test_papers_of_a_unit(district: District) -> None:
    duty = duty_of(assigned(district), district.department)
    client = district.client(PREPARER)
    for kind in ("notice", "sheet"):
        assert client.get(f"{duty.address}paper/?kind={kind}").content.startswith(b"PK")
    assert "没有这份文书" in client.get(f"{duty.address}paper/?kind=slip", follow=True).content.decode()


def test_a_closed_matter_may_be_objected_to(district: District) -> None:
    duty = duty_of(closed(district), district.department)
    client = district.client(PREPARER)
    assert "申请复核" in client.get(duty.address).content.decode()
    client.post(f"{duty.address}work/", {"act": "申请复核", "text": "口径不同", "do": "hand_in"})
    draft = MatterDraft.objects.get(act="申请复核")
    district.client(APPROVER).post(f"{draft.address}act/", {"do": "sign"})
    assert SupervisedMatter.objects.get().review


def test_nobody_sees_the_duties_of_another_unit(district: District) -> None:
    duty = duty_of(assigned(district), district.department)
    assert district.client(PREPARER, district.other_department).get(duty.address).status_code == 403
