"""Archives and folders: members read, unsafe archives refused in one sentence, reports put together."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.report import Cell, Doubt, Paragraph, Report, Table
from mingzhang.readers import collection, picture, scan
from mingzhang.readers.collection import labelled, merged, picture_pages, read_collection
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.page import PageContent, Run
from mingzhang.readers.scan import ScannedPage, crew
from tests.readers.office import c as cell
from tests.readers.office import damaged, docx, p, refusal, rows, xlsx, zipped


def read(path: Path, limits: Limits) -> list[Report]:
    return read_collection([path], limits)


def test_the_members_of_an_archive_are_read_under_their_own_names(tmp_path: Path) -> None:
    word = docx(tmp_path / "a", p("本年收入合计1.00万元。")).read_bytes()
    book = xlsx(tmp_path / "b", {"表": rows(cell("A1", "1") + cell("B1", "2"))}).read_bytes()
    litter: dict[str, str | bytes] = {"__MACOSX/._说明.docx": b"x", "决算/.DS_Store": b"x", "决算/": ""}
    parts: dict[str, str | bytes] = {"决算/说明.docx": word, "决算/表.xlsx": book, **litter}
    found = read(zipped(tmp_path / "某局.zip", parts), Limits())
    assert [r.file for r in found] == ["决算/说明.docx", "决算/表.xlsx"] and not found[0].notes


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("shuoming.txt", "收入1万元。")
    data = file.read_bytes().replace(b"shuoming.txt", "说明书.txt".encode("gbk") + b"xt")
    file.write_bytes(data)
    assert read(file, Limits())[0].file == "说明书.txtxt"


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "甲/../../a.txt", "C:/a.txt", "..\\a.txt"])
def test_paths_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    assert "指向外面的路径" in refusal(read, zipped(tmp_path / "a.zip", {"b.txt": "甲", name: "乙"}))


def test_nested_archives_bombs_and_passwords_are_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "x.zip", {"a.txt": "甲"}).read_bytes()
    for name in ("里.zip", "里.dat"):
        assert "还有压缩包" in refusal(read, zipped(tmp_path / "a.zip", {name: inner}))
    assert "还有压缩包" in refusal(read, zipped(tmp_path / "a.zip", {"a.rar": "x"}))
    assert "炸弹" in refusal(read, zipped(tmp_path / "b.zip", {"a.txt": " " * (30 << 20)}))
    locked = zipped(tmp_path / "c.zip", {"a.txt": "甲"})
    data = bytearray(locked.read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(data)
    assert "有密码" in refusal(read, locked)
    cut = zipped(tmp_path / "d.zip", {"a.txt": "甲" * 999})
    cut.write_bytes(cut.read_bytes()[:-30])
    assert "已损坏" in refusal(read, cut)


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("收入1万元。", encoding="utf-8")
    (tmp_path / "乙.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 50)
    found = read(tmp_path, Limits())
    assert [r.file for r in found] == ["甲.txt"]
    assert found[0].notes[0].startswith("乙.jpg：是图片")
    (tmp_path / "甲.txt").unlink()
    assert "没有能读的文件" in refusal(read, tmp_path)


def test_a_file_given_by_name_must_be_readable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_collection([tmp_path / "没有.txt"], Limits())


def test_narrative_comes_first_and_every_place_says_its_file() -> None:
    lists = Report("表.pdf", "pdf", [Table([Cell("合计", 0, 0, page=1)], page=1)], pages=1, unread_pages=[1])
    told = Report("说明.txt", "txt", [Paragraph("收入。", line=1)], notes=["甲。"])
    whole = merged([lists, told], "某局")
    assert [b.file for b in whole.blocks] == ["说明.txt", "表.pdf"]
    assert whole.notes[1:] == ["说明.txt：甲。", "表.pdf 的第 1 页没有文字层。"]
    table = next(whole.tables())
    assert str(table.cells[0].place()) == "表.pdf 第 1 页" and whole.pages == 1
    assert Report.from_json(whole.to_json()) == whole


def test_labelling_leaves_the_report_as_it_was() -> None:
    report = Report("a.txt", "txt", [Paragraph("甲")])
    assert next(labelled(report).paragraphs()).file == "a.txt"
    assert next(report.paragraphs()).file is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=5))
def test_damage_is_refused_or_read(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    file = zipped(tmp_path / "a.zip", {"甲.txt": "收入1万元。", "乙.txt": "支出1万元。"})
    file.write_bytes(damaged(file.read_bytes(), places))
    refusal(read, file)


def test_a_full_temporary_folder_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "某局.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("说明.txt", "本年收入合计1.00万元。")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(collection, "TemporaryDirectory", full)
    with pytest.raises(UnreadableError, match=r"某局\.zip：解压要用的临时文件夹写不进去（可能是磁盘已满）"):
        read_collection([path], Limits())


def told(image: object, _dots: object, number: int) -> ScannedPage:
    """Stands for recognition: a page says which it is."""
    text = f"第{image}张。"
    content = PageContent(595.0, 842.0, [Run(text, [10.0 * n for n in range(len(text) + 1)], 100.0, 10.0)])
    lies = PageScan(number, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 595, 842, 1.0, figures=1)
    return ScannedPage(content, [Doubt(number, (0.0, 90.0, 9.0, 99.0), 0.5, reason="字迹看不清")], [lies])


def test_pictures_side_by_side_are_the_pages_of_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one(path: Path, _watch: object) -> Iterator[str]:
        if path.stem == "9":
            raise UnreadableError(path, "图片打不开")
        yield path.stem

    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(picture, "frames", one)
    monkeypatch.setattr(crew, "scanned", told)
    folder = tmp_path / "某局扫描件"
    folder.mkdir()
    for name in ("10.jpg", "2.jpg", "9.JPG", "说明.txt", ".隐藏.jpg"):
        (folder / name).write_text("收入1万元。", encoding="utf-8")
    pages, text = read(folder, Limits())
    assert (pages.file, pages.pages, pages.unread_pages, text.file) == (
        "某局扫描件",
        3,
        [1, 2, 3],
        "说明.txt",
    )
    assert [one.text for one in pages.paragraphs()] == ["第2张。", "第10张。"]
    assert "依次是 2.jpg、9.JPG、10.jpg" in pages.notes[0] and any(
        "第 2 页的图片打不开" in n for n in pages.notes
    )
    assert [path.name for path in picture_pages(folder)] == ["2.jpg", "9.JPG", "10.jpg"]
    whole = merged([pages, text], "某局")
    assert [one.file for one in whole.scans] == ["某局扫描件"] * 2 and "没有文字层" not in "".join(
        whole.notes
    )


def test_one_picture_is_no_folder_of_pages(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_text("")
    with pytest.raises(UnreadableError, match="里面没有几张图片"):
        picture_pages(tmp_path)
