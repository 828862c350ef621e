"""OFD documents: lines, paragraphs and ruled tables by the positions of characters and paths."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from tests.readers.legacy import OFD, ofd, stroke, words
from tests.readers.office import damaged_parts, refusal, unzipped, zipped

GRID = "".join(stroke(20, y, 120, y) for y in (40, 50, 60)) + "".join(
    stroke(x, 40, x, 60) for x in (20, 70, 120)
)
CELLS = (
    words(25, 47, "项目") + words(75, 47, "决算数") + words(25, 57, "合计") + words(75, 57, "6.20", "g 3 2")
)


def test_text_and_tables_are_read_with_their_places(tmp_path: Path) -> None:
    report = read_report(ofd(tmp_path / "a.ofd", words(20, 20, "本年收入合计6.20万元。") + GRID + CELLS))
    assert (report.format, report.pages, report.unread_pages) == ("ofd", 1, [])
    paragraph = next(report.paragraphs())
    assert paragraph.text == "本年收入合计6.20万元。"
    box = paragraph.place(0, 2).bbox
    assert box is not None and abs(box[0] - 20 * 72 / 25.4) < 0.1
    assert [[c.text for c in table.cells] for table in report.tables()] == [
        ["项目", "决算数", "合计", "6.20"]
    ]


def test_rectangles_thin_bars_and_groups_are_rulings(tmp_path: Path) -> None:
    def rectangle(x: float, y: float, wide: float, high: float, more: str = "") -> str:
        path = f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C"
        data = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
        return f'<ofd:PathObject Boundary="{x} {y} {wide} {high}" {more}>{data}</ofd:PathObject>'

    bars = rectangle(20, 49.8, 100, 0.4, 'Fill="true" Stroke="false"') + rectangle(
        69.8, 40, 0.4, 20, 'Stroke="false"'
    )
    page = f"<ofd:PageBlock>{rectangle(20, 40, 100, 20)}{bars}</ofd:PageBlock>" + CELLS
    report = read_report(ofd(tmp_path / "a.ofd", page))
    assert [table.shape for table in report.tables()] == [(2, 2)]


def test_templates_are_part_of_the_page(tmp_path: Path) -> None:
    report = read_report(ofd(tmp_path / "a.ofd", words(20, 20, "正文一句话。"), template=GRID + CELLS))
    assert len(list(report.tables())) == 1 and len(list(report.paragraphs())) == 1


def test_a_matrix_moves_and_scales(tmp_path: Path) -> None:
    code = '<ofd:TextCode X="1" Y="4">收入</ofd:TextCode>'
    item = f'<ofd:TextObject Boundary="0 0 100 10" CTM="2 0 0 2 10 10" Size="2">{code}</ofd:TextObject>'
    place = next(read_report(ofd(tmp_path / "a.ofd", item)).paragraphs()).place(0, 2)
    assert place.bbox is not None
    assert [round(x * 25.4 / 72, 1) for x in (place.bbox[0], place.bbox[2])] == [12.0, 20.0]


def test_gaps_part_words(tmp_path: Path) -> None:
    item = words(20, 20, "收入支出", "4 40 4") + words(20, 30, "")
    report = read_report(ofd(tmp_path / "a.ofd", item + words(20, 40, "下一段。")))
    assert not any("入支" in q.text for q in report.paragraphs())


def test_a_scan_is_unread(tmp_path: Path) -> None:
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>'
    assert read_report(ofd(tmp_path / "a.ofd", picture)).unread_pages == [1]


def test_pages_are_limited_and_missing_parts_told(tmp_path: Path) -> None:
    file = ofd(tmp_path / "a.ofd", words(20, 20, "甲"), words(20, 20, "乙"))
    assert "超过上限 1 页" in refusal(read_report, file, Limits(pages=1))
    assert "缺少文档" in refusal(
        read_report, zipped(tmp_path / "b.ofd", {"OFD.xml": "<a><DocRoot>x.xml</DocRoot></a>"})
    )
    lost: dict[str, str | bytes] = {
        "OFD.xml": "<a><DocRoot>d.xml</DocRoot></a>",
        "d.xml": '<a><Page BaseLoc="../../p.xml"/></a>',
    }
    assert "缺少页面" in refusal(read_report, zipped(tmp_path / "c.ofd", lost))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=6))
def test_damage_is_refused_or_read(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    whole = ofd(tmp_path / "a.ofd", words(20, 20, "收入") + GRID)
    refusal(read_report, damaged_parts(whole, tmp_path / "b.ofd", places))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("0123456789 g.-eE", max_size=30))
def test_any_steps_are_read(tmp_path: Path, steps: str) -> None:
    refusal(read_report, ofd(tmp_path / "a.ofd", words(20, 20, "收入合计", steps or " ")))


def test_transparent_and_hidden_objects_are_not_read(tmp_path: Path) -> None:
    hidden = words(20, 30, "另有99.99万元").replace("<ofd:TextObject", '<ofd:TextObject Alpha="0"')
    gone = words(20, 35, "另有88.88万元").replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    report = read_report(ofd(tmp_path / "a.ofd", words(20, 20, "收入6.20万元。") + hidden + gone))
    assert [p.text for p in report.paragraphs()] == ["收入6.20万元。"] and "看不见" in report.notes[0]


def test_a_page_of_outlines_is_unread(tmp_path: Path) -> None:
    shape = (
        '<ofd:PathObject Boundary="{x} 20 3 3" Fill="true" Stroke="false">'
        "<ofd:AbbreviatedData>M 0 0 B 0 1 1 2 2 1 B 2 2 1 3 0 0 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    outlines = "".join(shape.replace("{x}", str(10 + n)) for n in range(80))
    report = read_report(ofd(tmp_path / "a.ofd", words(20, 20, "收入6.20万元。"), outlines))
    assert report.unread_pages == [2]


def test_composites_are_drawn_where_the_page_puts_them_or_told(tmp_path: Path) -> None:
    used = '<ofd:CompositeObject Boundary="20 40 100 20" ResourceID="9"/>'
    parts = unzipped(ofd(tmp_path / "a.ofd", words(20, 20, "收入6.20万元。") + used))
    unit = f'<ofd:CompositeGraphicUnit ID="9"><ofd:Content>{words(0, 10, "支出5.10万元。")}'
    resources = (
        f"<ofd:Res {OFD}><ofd:CompositeGraphicUnits>{unit}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    whole = read_report(zipped(tmp_path / "b.ofd", {**parts, "Doc_0/PublicRes.xml": resources}))
    assert [p.text for p in whole.paragraphs()] == [
        "收入6.20万元。",
        "支出5.10万元。",
    ] and not whole.unread_pages
    broken = read_report(tmp_path / "a.ofd")
    assert broken.unread_pages == [1] and "复合图元" in broken.notes[0]
