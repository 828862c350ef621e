"""The papers and the open data of a book; what does not hold is not written."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest

from mingzhang.web.purchasing import papers
from mingzhang.web.purchasing.models import BookProject
from mingzhang.web.purchasing.moves import PurchaseMoveError
from tests.web.conftest import District
from tests.web.purchasing.objects import (
    acceptance_of,
    book_of,
    contract_of,
    deliverable_of,
    project_of,
    quotes_of,
    request_of,
)


def text(data: bytes) -> str:
    return ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_the_record_of_a_selection_and_the_sheet_of_acceptance(district: District) -> None:
    project = project_of(book_of(district, district.department), "比选")
    with pytest.raises(PurchaseMoveError, match="没有比选记录"):
        papers.record_paper(project, "docx")
    quotes_of(project)
    data, name = papers.record_paper(project, "docx")
    assert name == "001比选记录.docx" and "选定“乙公司”" in text(data)
    contract = contract_of(project)
    acceptance_of(deliverable_of(contract))
    data, name = papers.sheet_paper(contract, "docx")
    assert name.endswith("验收单.docx") and "全部交付物验收合格" in text(data)
    with pytest.raises(PurchaseMoveError, match="没有列明交付物"):
        papers.sheet_paper(contract_of(project), "docx")  # another one of the book
    assert papers.summary_paper(project.book, "没有")[1].endswith("采购情况汇总.docx")


def test_open_data_is_the_ledger_or_is_not_written(district: District) -> None:
    pytest.importorskip("ocdsmerge")
    book = book_of(district, district.department)
    contract_of(project_of(book), "400000")
    data, name = papers.open_file(book, "records")
    (found,) = json.loads(data)["records"]
    assert name == "开放数据-记录.json"
    assert found["compiledRelease"]["contracts"][0]["value"]["amount"] == 400_000
    with pytest.raises(PurchaseMoveError, match="没有这种开放数据"):
        papers.open_file(book, "bids")
    BookProject.objects.update(budget=1)
    with pytest.raises(
        PurchaseMoveError, match="1 处对不上，没有写开放数据；第一处：项目 001：合同合计40万元"
    ):
        papers.open_file(book, "records")


def test_the_ledger_goes_out_with_its_drafts(district: District) -> None:
    book = book_of(district, district.department)
    request_of(contract_of(project_of(book)))
    assert papers.ledger_file(book)[:2] == b"PK"
