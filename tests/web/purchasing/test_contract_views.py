"""What was delivered is accepted and paid, on the page of the contract."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.people.models import Role
from mingzhang.web.purchasing.carrying_models import BookAcceptance
from mingzhang.web.purchasing.paying_models import BookRequest
from tests.web.conftest import District
from tests.web.purchasing.objects import (
    book_of,
    contract_of,
    deliverable_of,
    project_of,
    request_of,
    seen,
    sent,
)


def test_what_was_delivered_is_accepted_and_paid(district: District) -> None:
    keeper, head = district.client(Role.PREPARER), district.client(Role.APPROVER)
    contract = contract_of(project_of(book_of(district, district.department)))
    thing = deliverable_of(contract)
    file = SimpleUploadedFile("清单.xlsx", b"x")
    said = {"day": "2026-03-11", "counted": "100", "verdict": "合格", "by": "科长", "proofs": file}
    assert "等单位负责人确认" in sent(keeper, contract.address, do=f"accept-{thing.pk}", **said)
    act = BookAcceptance.objects.get()
    assert act.sha256 == act.proofs.get().file_id and act.evidence == "清单.xlsx"
    assert keeper.get(f"/purchasing/proofs/{act.proofs.get().pk}/").content == b"x"
    assert "不能这样登记" in sent(keeper, contract.address, do=f"accept-{thing.pk}", **said)
    sent(head, f"/purchasing/acceptances/{act.pk}/answer/")
    told = {"number": "F-1", "day": "2026-03-12", "amount": "400000", "basis": "验收", "final": "on"}
    told["content"] = "尾款"
    sent(keeper, contract.address, do="request", **told | {"meeting": "3月11日党组会"})
    asked = BookRequest.objects.get()
    assert "<dd>40.00</dd>" in seen(keeper, contract.address)
    for client, name in ((keeper, "提交"), (head, "审核"), (district.client(Role.LEADER), "签批")):
        assert f"已{name}" in sent(client, f"/purchasing/requests/{asked.pk}/step/", step=name)
    told = {"day": "2026-03-16", "amount": "400000", "voucher": "记-12"}
    assert "付款已登记" in sent(keeper, contract.address, do=f"pay-{asked.pk}", **told)
    assert "已付清" in (page := seen(keeper, contract.address)) and "记-12" in page
    assert "不能这样登记" in sent(keeper, contract.address, do=f"pay-{asked.pk}", **told)  # sent twice


def test_what_is_sent_for_nobody_is_told(district: District) -> None:
    """Rows that others see, and what only a keeper or a head may do with them."""
    contract = contract_of(project_of(book_of(district, district.department)))
    thing, asked = deliverable_of(contract), request_of(contract)
    keeper, head = district.client(Role.PREPARER), district.client(Role.APPROVER)
    assert head.post(f"/purchasing/deliverables/{thing.pk}/drop/").status_code == 403
    assert "交付物已删去" in sent(keeper, f"/purchasing/deliverables/{thing.pk}/drop/")
    assert "付款申请已删去" in sent(keeper, f"/purchasing/requests/{asked.pk}/drop/")
    assert "没有“确认验收和付款申请”的权限" in sent(
        keeper, f"/purchasing/requests/{request_of(contract, '待审核').pk}/step/", step="审核"
    )
    assert "没有付清" in sent(keeper, f"{contract.project.address}act/", move="evaluate")
    assert "没有付清" not in sent(keeper, f"{contract.project.address}act/", move="跳过")
