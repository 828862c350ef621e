"""Machine checks look at every page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mingzhang.archive.catalogue import CatalogueItem
from mingzhang.archive.pages import BLANK, UNREAD, ImageBatch, PageRecord, machine_faults

CODE = "0123-WS·2019-Y-BGS-0001"


def page(seq: int, **said: object) -> PageRecord:
    plain = PageRecord(CODE, seq, f"{seq}.tif", f"{seq:064}", 9, "TIFF", dots=300)
    return replace(plain, **said)  # type: ignore[arg-type]


def told(*pages: PageRecord, count: int | None = None) -> str:
    item = CatalogueItem(CODE, "总结", pages=len(pages) if count is None else count)
    batch = ImageBatch({(one.code, one.seq): one for one in pages}, {"b.txt": "不是图像文件"})
    return "\n".join(fault.message for fault in machine_faults([item], batch))


def test_sound_pages_have_only_what_was_lost() -> None:
    assert told(page(1), page(2)) == "不是图像文件"


def test_everything_that_is_wrong_with_pages_is_told() -> None:
    assert "少 1 页" in told(page(1), count=2) and "多 1 页" in told(page(1), page(2), count=1)
    assert "缺第 2 页" in told(page(1), page(3))
    assert "不足 200 dpi" in told(page(1, dots=150))
    assert "图片打不开" in told(page(1, state=UNREAD, reason="图片打不开"))
    assert "同一幅图像" in told(page(1), page(2, sha256=f"{1:064}"))
    assert "JPEG、TIFF" in told(page(1), page(2, format="JPEG"))
    assert "不在目录里" in told(page(1), page(1, code="0123-WS·2019-Y-BGS-0002"), count=1)


def test_empty_pages_look_alike_and_are_no_copies() -> None:
    assert "同一幅" not in told(page(1, state=BLANK, sha256="a"), page(2, state=BLANK, sha256="a"))


def test_a_record_is_one_line_and_comes_back_whole() -> None:
    text = "第一行\n第二行\r\n\u2028“引号”\\\t"
    record = page(12, text=text, reason="", turn=3, skew="-1.2", edges=7, doubtful=2, marks=9, tool="机")
    line = record.line()
    assert "\n" not in line and "\r" not in line
    assert PageRecord.of(line) == record
    assert record.name == f"{CODE}-012"


@pytest.mark.parametrize("line", ["", "{", "[]", "null", "1", '"甲"', "{}", '{"code": "甲"}', '{"x": 1}'])
def test_what_is_no_record_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"no record|Expecting"):
        PageRecord.of(line)


def test_no_part_of_a_line_passes_for_the_whole() -> None:
    line = page(1, text="决算").line()
    for end in range(len(line)):
        with pytest.raises(json.JSONDecodeError):
            PageRecord.of(line[:end])


def test_a_batch_gives_pages_by_item_and_in_order() -> None:
    other = "0123-WS·2019-Y-BGS-0002"
    pages = [page(3), page(1, state=BLANK), page(2, code=other), page(2, state=UNREAD), page(1, code=other)]
    batch = ImageBatch({(one.code, one.seq): one for one in pages})
    assert [one.seq for one in batch.of(CODE)] == [1, 2, 3] and batch.of("无") == []
    found = batch.by_item()
    assert list(found) == [CODE, other]
    assert {code: [one.seq for one in some] for code, some in found.items()} == {
        CODE: [1, 2, 3],
        other: [1, 2],
    }
    assert batch.read == 3


def test_of_many_gaps_the_first_are_named_and_all_are_counted() -> None:
    said = told(page(1), page(9))
    assert "缺第 2、3、4、5、6、7 页等 7 页" in said
    assert "缺第 2、3、4、5、6、7 页\n" in told(page(1), page(8)) + "\n"


def test_an_item_without_any_image_or_count_is_told() -> None:
    item = CatalogueItem(CODE, "总结", pages=None)
    (fault,) = machine_faults([item], ImageBatch())
    assert fault.message == "目录没有填页数，图像 0 页"
    (fault,) = machine_faults([CatalogueItem(CODE, "总结", pages=2)], ImageBatch())
    assert fault.message == "目录 2 页，图像 0 页，少 2 页"


def test_resolution_is_asked_only_of_files_that_say_it() -> None:
    for dots, coarse in ((None, False), (0, True), (199, True), (200, False), (600, False)):
        assert ("不足 200 dpi" in told(page(1, dots=dots))) is coarse


def test_one_image_under_three_names_is_told_twice_and_across_items() -> None:
    other = "0123-WS·2019-Y-BGS-0002"
    same = f"{1:064}"
    pages = [page(1), page(2, sha256=same), page(1, code=other, sha256=same)]
    batch = ImageBatch({(one.code, one.seq): one for one in pages})
    items = [CatalogueItem(CODE, "甲", pages=2), CatalogueItem(other, "乙", pages=1)]
    faults = list(machine_faults(items, batch))
    assert [(fault.project, fault.message) for fault in faults] == [
        (CODE, f"第 2 页与 {CODE}-001 是同一幅图像"),
        (other, f"第 1 页与 {CODE}-001 是同一幅图像"),
    ]
