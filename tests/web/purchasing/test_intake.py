"""A ledger comes in whole or not at all, and what was approved outside waits for those who answer here."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from examples.purchases import ledger, wan
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.purchasing.workbook import purchase_workbook
from mingzhang.web.apart import purchase_verbs
from mingzhang.web.apart.run import WorkDone
from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Role
from mingzhang.web.purchasing import intake, moves
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.intake import take_in
from mingzhang.web.purchasing.models import BookProject, PurchaseBook
from mingzhang.web.purchasing.moves import PurchaseMoveError
from mingzhang.web.purchasing.papers import ledger_file
from mingzhang.web.shared.bringing import NotTakenError
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.web.conftest import District
from tests.web.purchasing.objects import book_of

LISTS = ("projects", "quotes", "marks", "contracts", "amendments", "deliverables", "requests", "payments")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The verb in this process, its answer carried over as text as between processes."""

    @contextmanager
    def done(verb: str, files: dict[str, Path], seconds: int) -> Any:
        named = tmp_path / "台账.xlsx"
        (path,) = files.values()
        named.write_bytes(path.read_bytes())
        told = purchase_verbs.VERBS[verb]([named], tmp_path, seconds)
        yield WorkDone(json.loads(json.dumps(told)), tmp_path)

    monkeypatch.setattr(intake, "apart", done)


@pytest.fixture
def book(district: District) -> PurchaseBook:
    district.department.name = ledger().unit
    district.department.save()
    made = book_of(district, district.department, 2020)
    made.large = None
    made.save()
    return made


def upload(made: PurchaseLedger | bytes) -> SimpleUploadedFile:
    data = made if isinstance(made, bytes) else workbook_file(purchase_workbook(made))
    return SimpleUploadedFile("采购台账.xlsx", data)


@pytest.mark.usefixtures("here")
def test_a_ledger_comes_in_as_it_is_and_goes_out_again(district: District, book: PurchaseBook) -> None:
    who = district.person(Role.PREPARER)
    said = take_in(book, who, upload(ledger()))
    assert "项目7" in said and "付款10" in said and said.endswith("。验收和付款申请等单位负责人审核。")
    book.refresh_from_db()
    found, wanted = ledger_of(book, drafts=True), ledger()
    assert found.large == wanted.large
    assert all(getattr(found, name) == getattr(wanted, name) for name in LISTS)
    assert {each.state for each in book.requests.all()} == {"待审核"}
    assert not ledger_of(book).acceptances  # nobody has confirmed them here
    assert take_in(book, who, upload(ledger_file(book))) == "已导入：没有新内容。"


@pytest.mark.usefixtures("here")
def test_what_was_paid_before_still_needs_the_signature_here(district: District, book: PurchaseBook) -> None:
    take_in(book, district.person(Role.PREPARER), upload(ledger()))
    book.refresh_from_db()
    asked, head = book.requests.get(number="F-07"), district.person(Role.APPROVER)
    assert moves.step(asked, "审核", head).state == "待签批"
    signed = moves.step(asked, "签批", district.person(Role.LEADER))
    assert signed.state == "已付清" and signed.approvals == "科室负责人、分管领导、党组会、单位负责人"


@pytest.mark.usefixtures("here")
def test_where_the_file_says_something_else_nothing_is_taken(district: District, book: PurchaseBook) -> None:
    who = district.person(Role.PREPARER)
    take_in(book, who, upload(ledger()))
    made = ledger()
    made.projects.append(replace(made.projects[0], code="399", name="新项目"))
    made.contracts[1] = replace(made.contracts[1], amount=wan("43"))
    with pytest.raises(NotTakenError) as refused:
        take_in(book, who, upload(made))
    (said,) = refused.value.told
    assert said.startswith("合同“2020-11”已在系统里，合同金额是“420000”，文件写“430000”")
    assert not BookProject.objects.filter(code="399").exists()
    made = ledger()
    made.requests[0] = replace(made.requests[0], final=not made.requests[0].final)
    with pytest.raises(NotTakenError, match="尾款是“否”，文件写“是”"):
        take_in(book, who, upload(made))


@pytest.mark.usefixtures("here")
def test_a_file_with_faults_is_told_fault_by_fault(district: District, book: PurchaseBook) -> None:
    made = ledger()
    made.contracts[0] = replace(made.contracts[0], project="999")
    made.payments[0] = replace(made.payments[0], request="F-99")
    with pytest.raises(NotTakenError) as refused:
        take_in(book, district.person(Role.PREPARER), upload(made))
    assert len(refused.value.told) == 2 and not BookProject.objects.exists()
    for wrong, said in (
        (replace_year(2019), "文件写的是 2019 年度"),
        (other_unit(), "不是“临江区政府办公室”"),
    ):
        with pytest.raises(NotTakenError, match=said):
            take_in(book, district.person(Role.PREPARER), upload(wrong))


def replace_year(year: int) -> PurchaseLedger:
    made = ledger()
    made.year = year
    return made


def other_unit() -> PurchaseLedger:
    made = ledger()
    made.unit = "乙局"
    return made


@pytest.mark.usefixtures("here")
def test_what_does_not_hold_comes_in_and_is_told_there(district: District, book: PurchaseBook) -> None:
    made = ledger()
    made.projects[0] = replace(made.projects[0], budget=wan("40"))
    take_in(book, district.person(Role.PREPARER), upload(made))
    client = district.client(Role.PREPARER)
    assert "超过全年预算40万元" in client.get(f"{book.address}findings/").content.decode()


def test_the_page_tells_what_a_process_of_its_own_found(district: District, book: PurchaseBook) -> None:
    client, file = district.client(Role.PREPARER), SimpleUploadedFile("台账.xlsx", b"PK no workbook")
    page = client.post(f"{book.address}import/", {"file": file}).content.decode()
    assert "没有导入，台账没有改动" in page and "台账.xlsx" in page
    file = SimpleUploadedFile("台账.pdf", b"%PDF")
    assert "不是 Excel 工作簿" in client.post(f"{book.address}import/", {"file": file}).content.decode()


@pytest.mark.usefixtures("here")
def test_what_no_column_holds_is_a_sentence_and_no_fault_of_the_database(
    district: District, book: PurchaseBook
) -> None:
    made = ledger()
    made.quotes[0] = replace(made.quotes[0], reason="长" * 401)
    made.marks[0] = replace(made.marks[0], full=wan("100"))
    with pytest.raises(NotTakenError) as refused:
        take_in(book, district.person(Role.PREPARER), upload(made))
    assert refused.value.told == [
        "报价表第 5 行“理由”栏有 401 个字，最多 400 个字，没有导入。",
        "评分表第 5 行“满分”栏的数太大，请核对单位，没有导入。",
    ]


def test_who_may_not_take_in_leaves_no_file_behind(district: District, book: PurchaseBook) -> None:
    for role in (Role.APPROVER, Role.MANAGER):
        with pytest.raises(PurchaseMoveError, match="没有“登记采购台账”的权限"):
            take_in(book, district.person(role), upload(ledger()))
    assert not StoredFile.objects.exists()
