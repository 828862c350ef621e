"""A set of files: all of them, or none and the folder as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mingzhang.facts.publication import ADDRESSED, BODY, ISSUED, PART, SIGNED, Piece, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.readers import read_report
from mingzhang.work.check import check_file
from mingzhang.writers import publish
from mingzhang.writers.pdf import typst as typesetting
from mingzhang.writers.publish import FORMATS, file_stem, write_set, write_sets
from mingzhang.writers.written import UnwritableError
from tests.writers.publications import fengtai, random_account


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_format_is_written_and_readable(tmp_path: Path) -> None:
    paths = write_set(fengtai(), tmp_path, stem="决算")
    assert sorted(path.name for path in paths) == sorted(os.listdir(tmp_path))
    read = {path.suffix: read_report(path).format for path in paths if path.suffix != ".zip"}
    assert read == {".docx": "docx", ".pdf": "pdf", ".html": "html", ".xlsx": "xlsx"}
    assert len(paths) == len(FORMATS)


def test_a_name_that_is_taken_stops_the_whole_set(tmp_path: Path) -> None:
    (tmp_path / "决算.xlsx").write_bytes(b"mine")
    with pytest.raises(UnwritableError, match=r"决算\.xlsx：文件已存在"):
        write_set(fengtai(), tmp_path, ["html", "xlsx"], stem="决算")
    assert listing(tmp_path) == {"决算.xlsx": b"mine"}


def test_force_replaces_the_whole_set(tmp_path: Path) -> None:
    (tmp_path / "决算.html").write_bytes(b"old")
    write_set(fengtai(), tmp_path, ["html", "xlsx"], force=True, stem="决算")
    assert b"<html" in listing(tmp_path)["决算.html"]


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "决算.html").write_bytes(b"old")
    monkeypatch.setattr(typesetting, "_PACKAGES", ("no_such_fonts",))
    typesetting._fonts.cache_clear()
    try:
        with pytest.raises(UnwritableError) as refused:
            write_set(fengtai(), tmp_path, ["html", "pdf"], force=True, stem="决算")
    finally:
        typesetting._fonts.cache_clear()
    assert "决算.pdf" in str(refused.value) and "pip install mingzhang" in str(refused.value)
    assert listing(tmp_path) == {"决算.html": b"old"}


def test_web_page_workbook_and_data_need_no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_PACKAGES", ("no_such_fonts",))
    typesetting._fonts.cache_clear()
    try:
        assert len(write_set(fengtai(), tmp_path, ["html", "xlsx", "opendata"])) == 3
    finally:
        typesetting._fonts.cache_clear()


def test_no_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="不存在"):
        write_set(fengtai(), tmp_path / "无", ["html"])


def test_a_bug_in_a_writer_is_not_hidden_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str) -> object:
        raise RuntimeError(name)

    monkeypatch.setattr(publish, "_writer", broken)
    with pytest.raises(RuntimeError):
        write_set(fengtai(), tmp_path, ["html"])
    assert not os.listdir(tmp_path)


def test_a_name_without_letters_is_still_a_name() -> None:
    made = fengtai()
    made.unit, made.title = '/\\:*?"<>|', " "
    assert file_stem(made) == "决算"
    made.unit = "很长的名字" * 40
    assert len(file_stem(made)) <= 60


@pytest.mark.parametrize("made", [fengtai(), random_account(1), random_account(3)])
def test_what_is_published_checks_clean_in_every_format(made: Publication, tmp_path: Path) -> None:
    """No figure goes unread and no check fails, the page numbers of the contents among them."""
    for path in write_set(made, tmp_path, ["docx", "pdf", "html"]):
        result = check_file(path).to_json()
        assert result["summary"]["fails"] == 0, [each["message"] for each in result["findings"]][:5]
        assert result["summary"]["numbers"]["unread"] == 0


def letter() -> Publication:
    """A letter: its number, to whom, the text, by whom and when."""
    said = [("通知", PART), ("某办〔2026〕3号", ISSUED), ("某局：", ADDRESSED), ("请按期办理。", BODY)]
    pieces = [Piece(Paragraph(text), role) for text, role in [*said, ("某办\n2026年9月1日", SIGNED)]]
    return Publication("某办", "通知", 2026, pieces)


def test_a_letter_reads_the_same_in_every_format(tmp_path: Path) -> None:
    for path in write_set(letter(), tmp_path, ["docx", "pdf", "html"]):
        said = "".join(block.text for block in read_report(path).blocks if isinstance(block, Paragraph))
        order = [
            said.replace(" ", "").find(words) for words in ("3号", "某局：", "请按期办理。", "2026年9月1日")
        ]
        assert -1 not in order and order == sorted(order), path


def test_other_files_of_a_set_appear_with_it_in_their_folders(tmp_path: Path) -> None:
    write_sets([(letter(), "通知/一")], tmp_path, ["html"], beside={"附件/日历.ics": b"1"})
    assert (tmp_path / "通知" / "一.html").is_file() and (tmp_path / "附件" / "日历.ics").read_bytes() == b"1"
