"""A batch goes on over whatever is wrong with single files, stops and resumes, and touches no image."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import pytest
from PIL import Image

from mingzhang.archive.catalogue import CatalogueItem
from mingzhang.archive.pages import BLANK, READ, UNREAD, machine_faults
from mingzhang.facts.evidence import sha256_of
from mingzhang.readers import archival
from mingzhang.readers.archival import DecodedPage
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.scan import crew
from mingzhang.readers.scan.engine import using
from mingzhang.work import archive_batch
from mingzhang.work.archive_batch import COPIES, NoRecogniserError, planned, read_batch, scan_batch
from mingzhang.work.archive_files import open_catalogue
from tests.work.archives import ONE, TWO, Told, little_archive, picture, quick

numpy = pytest.importorskip("numpy")
pytest.importorskip("cv2", reason="the extra ocr is not installed")
pytestmark = pytest.mark.usefixtures("few_rows")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(archive_batch, "available", lambda: True)
    told = Told()
    monkeypatch.setattr(crew, "scanned", lambda *given: (told.lines(given[0]), quick(*given))[1])
    return told


def test_a_batch_is_recognised_and_the_images_stay_as_they_were(tmp_path: Path, engine: Told) -> None:
    file, images = little_archive(tmp_path)
    before = {path: sha256_of(path) for path in images.iterdir()}
    run = scan_batch(images, tmp_path / "成果")
    assert (run.pages, run.left) == (3, 0) and before == {path: sha256_of(path) for path in images.iterdir()}
    assert {page.sha256 for page in run.batch.pages.values()} == set(before.values())
    assert list(machine_faults(open_catalogue(file).catalogue.items, run.batch)) == []
    assert sorted(path.name for path in (tmp_path / "成果" / COPIES).iterdir()) == [
        f"{ONE}.pdf",
        f"{TWO}.pdf",
    ]


def test_a_stopped_run_goes_on_and_reads_nothing_twice(tmp_path: Path, engine: Told) -> None:
    _, images = little_archive(tmp_path)
    first = scan_batch(images, tmp_path / "成果", most=1)
    asked = engine.asked
    assert (first.pages, first.left) == (2, 1)
    second = scan_batch(images, tmp_path / "成果")
    assert (second.before, second.pages, second.left) == (1, 1, 0) and asked < engine.asked
    third = scan_batch(images, tmp_path / "成果")
    assert (third.before, third.pages) == (2, 0)


def test_a_run_that_was_killed_in_the_middle_of_a_line_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_batch, "available", lambda: True)
    picture(tmp_path / "图像" / f"{ONE}-001.tif", 40)
    with using(engine := Told()):
        scan_batch(tmp_path / "图像", tmp_path / "成果")
        records, asked = tmp_path / "成果" / archive_batch.RECORDS, engine.asked
        records.write_text(records.read_text(encoding="utf-8")[:-40], encoding="utf-8")
        assert read_batch(tmp_path / "成果").pages == {}
        again = scan_batch(tmp_path / "图像", tmp_path / "成果")
        assert again.pages == 1 and len(read_batch(tmp_path / "成果").pages) == 1
        assert engine.asked == asked > 0  # what was recognised is kept


def test_a_new_scan_of_a_page_takes_the_place_of_the_old(tmp_path: Path, engine: Told) -> None:
    _, images = little_archive(tmp_path)
    scan_batch(images, tmp_path / "成果")
    picture(images / f"{TWO}-001.tif", 90)
    run = scan_batch(images, tmp_path / "成果")
    assert (run.pages, run.before) == (1, 1)
    assert run.batch.pages[TWO, 1].sha256 == sha256_of(images / f"{TWO}-001.tif")


def test_files_that_are_wrong_are_told_one_by_one_and_the_batch_goes_on(
    tmp_path: Path, engine: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archival, "PIXELS", 1_000_000)
    _, images = little_archive(tmp_path)
    torn = images / f"{ONE}-002.tif"
    torn.write_bytes(torn.read_bytes()[:2000])
    picture(images / f"{ONE}-003.tif", 40, (1000, 1001))
    picture(images / f"{ONE}-004.tif", 255)
    picture(images / f"{TWO}-001.jpg", 60, quality=90)
    picture(images / "扫描件.tif", 60)
    (images / "说明.txt").write_text("1", encoding="utf-8")
    run = scan_batch(images, tmp_path / "成果")
    states = {page.name[-8:]: (page.state, page.reason[:5]) for page in run.batch.pages.values()}
    assert states == {
        "0001-001": (READ, ""), "0001-002": (UNREAD, "图片打不开"), "0001-003": (UNREAD, "图片超过 "),
        "0001-004": (BLANK, ""), "0002-001": (READ, ""),
    }  # fmt: skip
    told = " ".join(run.batch.lost.values())
    assert len(run.batch.lost) == 3 and all(why in told for why in ("同一页", "档号加页号", "不是图像文件"))


def test_one_file_may_hold_all_pages(tmp_path: Path, engine: Told) -> None:
    images = tmp_path / "图像"
    frames = [Image.open(picture(images / f"{n}.png", 40 + n)) for n in range(2)]
    frames[0].save(images / f"{ONE}.tif", save_all=True, append_images=frames[1:])
    run = scan_batch(images, tmp_path / "成果")
    assert sorted(run.batch.pages) == [(ONE, 1), (ONE, 2)] and len(run.batch.lost) == 2


def test_what_is_missing_is_one_sentence(
    tmp_path: Path, engine: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadableError, match="不是文件夹"):
        scan_batch(tmp_path / "无", tmp_path / "成果")
    monkeypatch.setattr(archive_batch, "available", lambda: False)
    with pytest.raises(NoRecogniserError, match="安装"):
        scan_batch(tmp_path, tmp_path / "成果")


def test_hidden_files_are_nobodys_business(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", f"{ONE}-001.tif"):
        (tmp_path / name).write_bytes(b"")
    items, lost = planned(tmp_path)
    assert list(items) == [ONE] and lost == {}


def test_a_file_of_all_pages_and_one_of_a_page_are_not_mixed(tmp_path: Path) -> None:
    for name in (f"{ONE}.tif", f"{ONE}-001.tif", f"{ONE}-002.jpg", f"{TWO}-001.tif"):
        (tmp_path / name).write_bytes(b"")
    items, lost = planned(tmp_path)
    assert {code: [seq for seq, _ in files] for code, files in items.items()} == {ONE: [0], TWO: [1]}
    assert sorted(lost) == [f"{ONE}-001.tif", f"{ONE}-002.jpg"]
    assert all("原图仍在" in why and f"{ONE}.tif" in why for why in lost.values())


def test_pages_after_a_torn_one_go_on_and_pages_left_out_are_told(tmp_path: Path, engine: Told) -> None:
    images = tmp_path / "图像"
    frames = [Image.open(picture(tmp_path / "页" / f"{n}.png", 40 + n)) for n in range(3)]
    images.mkdir()
    frames[0].save(images / f"{ONE}-001.tif", save_all=True, append_images=frames[1:])
    run = scan_batch(images, tmp_path / "成果")
    item = CatalogueItem(ONE, "总结", pages=1)
    told = [fault.message for fault in machine_faults([item], run.batch)]
    assert run.pages == 1 and told == ["第 1 页：文件里有 3 页，按文件名只取第 1 页，原图已存"]


def _greedy(index: int, path: Path, limits: Limits) -> DecodedPage:
    """A decoder that a file leads astray: one page never ends, another takes all memory."""
    if path.stem.endswith("-001"):
        sleep(60)
    if path.stem.endswith("-002"):
        bytearray(1 << 40)
    return DecodedPage(numpy.full((60, 40, 3), 90, numpy.uint8), 300.0)


def test_a_page_that_takes_all_time_or_memory_is_told_and_the_batch_goes_on(
    tmp_path: Path, engine: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archival, "_leaf", _greedy)
    images = tmp_path / "图像"
    for number in (1, 2, 3):
        picture(images / f"{ONE}-{number:03}.tif", 40)
    run = scan_batch(images, tmp_path / "成果", limits=Limits(seconds=0.3, apart=True, memory=200 << 20))
    states = {page.seq: (page.state, page.reason) for page in run.batch.pages.values()}
    assert states[3] == (READ, "") and [states[n][0] for n in (1, 2)] == [UNREAD, UNREAD]
    assert "0.3 秒" in states[1][1] and "内存超过 200 MB" in states[2][1]
