"""A catalogue on disk: what is wrong in it stops what would be lost, and nothing is half written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.codes import WrongCodeError
from mingzhang.archive.course import ItemStep
from mingzhang.archive.filing import FilingRule
from mingzhang.archive.workbook import ReadCatalogue, catalogue_workbook
from mingzhang.readers.limits import UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import write_sheets
from mingzhang.work.archive_files import (
    OpenArchiveError,
    catalogue_text,
    file_evidence,
    open_catalogue,
    sound,
    with_boxes,
    write_papers,
)
from mingzhang.work.archive_handover import INDEX, find_pages, write_index
from mingzhang.writers.written import UnwritableError

pytestmark = pytest.mark.usefixtures("few_rows")
CODE = "0123-WS·2010-D10-BGS-0001"
DAY = date(2026, 12, 1)
RULE = FilingRule("WS", "BGS", "10年")
ITEM = CatalogueItem(CODE, "工作总结", "某局", pages=3, period="10年")
FONDS = Catalogue("0123", "某办公室", 2010, 2026, "", {"WS": "文书"}, {"BGS": "办公室"}, [ITEM])


def written_to(folder: Path, catalogue: Catalogue = FONDS) -> Path:
    write_sheets(catalogue_workbook(catalogue), folder / "目录.xlsx")
    return folder / "目录.xlsx"


def proof_in(folder: Path) -> Path:
    proof = folder / "照片.jpg"
    proof.write_bytes(b"1")
    return proof


def test_a_catalogue_with_a_fault_is_not_printed_and_no_folder_is_made(tmp_path: Path) -> None:
    read = ReadCatalogue(FONDS, [ScoringProblem(CODE, "", "题名", "没有填写", 3, kind="档号")])
    with pytest.raises(OpenArchiveError, match="没有写目录"):
        write_papers(read, tmp_path / "打印")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OpenArchiveError, match="没有填写"):
        sound(read, "没有抽检")
    sound(ReadCatalogue(FONDS), "没有抽检")


def test_evidence_is_not_filed_where_a_cell_would_be_lost(tmp_path: Path) -> None:
    file = written_to(tmp_path, replace(FONDS, items=[replace(ITEM, title="")]))
    with pytest.raises(OpenArchiveError, match="没有归档"):
        file_evidence(file, [proof_in(tmp_path)], RULE, 2026, tmp_path / "新.xlsx")
    assert not (tmp_path / "新.xlsx").exists()


def test_what_makes_no_code_writes_nothing(tmp_path: Path) -> None:
    file = written_to(tmp_path)
    with pytest.raises(WrongCodeError, match="不是档号"):
        file_evidence(file, [proof_in(tmp_path)], replace(RULE, period="长期"), 2026, tmp_path / "新.xlsx")
    assert not (tmp_path / "新.xlsx").exists()


def test_a_file_that_is_there_is_written_over_only_when_told(tmp_path: Path) -> None:
    file, proof = written_to(tmp_path), proof_in(tmp_path)
    before = file.read_bytes()
    with pytest.raises(UnwritableError):
        file_evidence(file, [proof], RULE, 2026, file)
    assert file.read_bytes() == before
    (made,) = file_evidence(file, [proof], RULE, 2026, file, force=True)
    assert [item.code for item in open_catalogue(file).catalogue.items] == [CODE, made.code]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "档号".encode()])
def test_what_is_no_workbook_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "目录.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        open_catalogue(path)
    assert "目录.xlsx" in str(caught.value) and "\n" not in str(caught.value)


def test_items_get_boxes_and_the_given_catalogue_stays_as_it_was() -> None:
    made = with_boxes(FONDS)
    assert [item.box for item in made.items] == ["1"] and FONDS.items[0].box == ""
    assert with_boxes(made) == made


def test_the_text_says_how_far_items_are_and_what_has_ended() -> None:
    steps = [
        ItemStep(CODE, DAY, "鉴定", "档案员"),
        ItemStep(CODE, DAY, "退回", "质检员", "错", "待鉴定"),
        ItemStep(CODE, DAY, "鉴定", "档案员"),
    ]
    text = catalogue_text(ReadCatalogue(replace(FONDS, steps=steps)), date(2021, 1, 1))
    assert text.splitlines() == [
        "某办公室：归档文件 1 件 3 页，实物 0 件，0 盒，期限调整 0 件次。",
        "进展：鉴定 1 件。",
        "退回 1 件次。",
        f"保管期限已满、待鉴定 1 件，最早 {CODE}（2020 年期满）。",
    ]
    assert "期满" not in catalogue_text(ReadCatalogue(FONDS), date(2020, 12, 31))


def test_a_code_that_cannot_be_read_does_not_stop_the_text() -> None:
    odd = replace(FONDS, name="", items=[ITEM, CatalogueItem("乱写", "件", box="1", period="10年")])
    text = catalogue_text(ReadCatalogue(odd), DAY)
    assert text.startswith("（未填全宗名称）：归档文件 2 件 3 页") and "待鉴定 1 件" in text


def test_a_damaged_or_missing_index_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="没有全文索引"):
        find_pages(tmp_path, "决算")
    for data in (b"", b"x" * 5000):
        (tmp_path / INDEX).write_bytes(data)
        with pytest.raises(UnreadableError, match="已损坏"):
            find_pages(tmp_path, "决算")


def test_without_records_no_index_is_built(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="没有识别记录"):
        write_index(tmp_path, FONDS)
    assert list(tmp_path.iterdir()) == []
