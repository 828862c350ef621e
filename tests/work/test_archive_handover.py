"""From images to a package: sampled, judged, sent back where it must be, handed over and checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mingzhang.archive.course import STAGES, ItemStep
from mingzhang.archive.filing import FilingRule
from mingzhang.archive.quality import FAIL, PASS, Acceptance, SampledPage, judged
from mingzhang.archive.workbook import read_sample
from mingzhang.readers.limits import UnreadableError
from mingzhang.readers.scan import crew
from mingzhang.work import archive_batch
from mingzhang.work.archive_batch import scan_batch
from mingzhang.work.archive_files import (
    OpenArchiveError,
    catalogue_template,
    catalogue_text,
    file_evidence,
    open_catalogue,
    write_papers,
)
from mingzhang.work.archive_handover import (
    check_package,
    find_pages,
    judge,
    with_returns,
    write_acceptance,
    write_handover,
    write_index,
    write_sample,
)
from tests.work.archives import ONE, TWO, WORDS, little_archive, quick

pytest.importorskip("cv2", reason="the extra ocr is not installed")
DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, few_rows: None) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    _, images = little_archive(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "scanned", quick)
        patch.setattr(archive_batch, "available", lambda: True)
        scan_batch(images, folder / "成果")
    return folder


def test_what_was_recognised_is_found(done: Path) -> None:
    read = open_catalogue(done / "目录.xlsx")
    with pytest.raises(UnreadableError, match="没有全文索引"):
        find_pages(done, "危房")
    assert write_index(done / "成果", read.catalogue) == 3
    count, found = find_pages(done / "成果", "来信 危房")
    assert count == 1 and found[0].code == TWO and "危房" in found[0].around


def test_the_form_of_a_sample_has_every_page_of_the_items_drawn(done: Path, tmp_path: Path) -> None:
    read = open_catalogue(done / "目录.xlsx")
    assert write_sample(read, done / "成果", tmp_path / "抽检.xlsx", "1", Fraction(1)) == (2, 3)
    pages, wrong = read_sample(tmp_path / "抽检.xlsx")
    assert [page.name for page in pages] == [f"{ONE}-001", f"{ONE}-002", f"{TWO}-001"] and wrong == []
    result = judge(read, done / "图像", done / "成果", tmp_path / "抽检.xlsx")
    assert not result.accepted and any("没有判定" in why for why in result.against)


def result_of(done: Path, verdict: str = PASS) -> Acceptance:
    read = open_catalogue(done / "目录.xlsx")
    sample = [SampledPage(code, 1, (verdict, PASS, PASS, PASS), WORDS, "图文不符") for code in (ONE, TWO)]
    texts = {page.name: page.text for page in archive_batch.read_batch(done / "成果").pages.values()}
    return judged([item.code for item in read.catalogue.items], sample, texts)


def test_what_is_accepted_is_packed_and_found_whole(done: Path, tmp_path: Path) -> None:
    read, result = open_catalogue(done / "目录.xlsx"), judged([], [], {})
    with pytest.raises(OpenArchiveError, match="验收没有通过"):
        write_handover(read, done / "图像", done / "成果", result, tmp_path / "包", DAY)
    accepted = result_of(done)
    write_handover(read, done / "图像", done / "成果", accepted, tmp_path / "包", DAY)
    assert check_package(tmp_path / "包", tmp_path / "包") == []
    names = {path.name for path in (tmp_path / "包").rglob("*") if path.is_file()}
    assert {f"{ONE}-002.tif", f"{ONE}.pdf", f"{TWO}.txt", "目录.ead3.xml", "事件.json"} <= names
    (paper,) = write_acceptance(read, accepted, done / "成果", tmp_path / "报告", DAY)
    assert paper.stat().st_size > 1000


def test_items_with_defects_are_sent_back_with_their_reasons(done: Path) -> None:
    catalogue = open_catalogue(done / "目录.xlsx").catalogue
    steps = [ItemStep(ONE, DAY, stage.value, "档案员") for stage in STAGES[1:8]]
    made = with_returns(replace(catalogue, steps=steps), result_of(done, FAIL), DAY, "质检员")
    assert [(step.code, step.text) for step in made.steps[7:]] == [(ONE, "第1页图文不符")]
    assert made.courses()[0][ONE].returned == 1


def test_a_catalogue_is_printed_and_evidence_is_filed(done: Path, tmp_path: Path) -> None:
    read = open_catalogue(done / "目录.xlsx")
    assert [path.name for path in write_papers(read, tmp_path / "打印")] == [
        "归档文件目录.docx", "2019-Y-BGS-1盒.docx", "脊背标签.docx",
    ]  # fmt: skip
    proof = tmp_path / "整改照片.jpg"
    proof.write_bytes(b"1")
    rule = FilingRule("WS", "BGS", "永久")
    made = file_evidence(done / "目录.xlsx", [proof, proof], rule, 2019, tmp_path / "新.xlsx")
    assert [item.code for item in made] == ["0123-WS·2019-Y-BGS-0003"]
    assert "归档文件 3 件" in catalogue_text(open_catalogue(tmp_path / "新.xlsx"), DAY)


def test_an_empty_catalogue_says_what_it_lacks(tmp_path: Path, few_rows: None) -> None:
    catalogue_template(tmp_path / "空.xlsx")
    read = open_catalogue(tmp_path / "空.xlsx")
    assert "全宗号" in catalogue_text(read, DAY)
    with pytest.raises(OpenArchiveError):
        write_papers(read, tmp_path / "打印")
