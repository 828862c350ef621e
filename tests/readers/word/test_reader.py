"""Word documents: what is printed is read, in order, with its structure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from mingzhang.facts.report import Report
from mingzhang.readers.limits import Limits
from mingzhang.readers.word.reader import read_docx
from tests.readers.office import (
    DAMAGE,
    WORD,
    Merge,
    damaged,
    damaged_parts,
    docx,
    grids,
    merges,
    p,
    refusal,
    tbl,
    tc,
    unzipped,
    zipped,
)

SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'


def read(path: Path, body: str, **parts: str) -> Report:
    return read_docx(docx(path / "a.docx", body, **parts), Limits())


def texts(report: Report) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs()]


def number(level: int, identity: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'


def test_runs_tabs_and_line_ends_make_one_paragraph(tmp_path: Path) -> None:
    runs = "<w:r><w:t>6.</w:t></w:r><w:r><w:t>20</w:t><w:tab/><w:t>万</w:t><w:br/><w:t>元</w:t></w:r>"
    page = '<w:r><w:br w:type="page"/></w:r>'
    assert texts(read(tmp_path, p("收入", runs=runs + page) + p() + p("支出"))) == [
        "收入6.20\t万\n元",
        "支出",
    ]


def test_deleted_moved_and_hidden_text_is_left_out(tmp_path: Path) -> None:
    runs = (
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>原处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>此处</w:t></w:r></w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r>'
    )
    assert texts(read(tmp_path, p(runs=runs))) == ["新此处见"]


def test_links_tags_controls_formulas_and_ruby_are_read_through(tmp_path: Path) -> None:
    runs = (
        "<w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>乙</w:t></w:r></w:smartTag>"
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt>"
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
        "<w:r><w:ruby><w:rt><w:r><w:t>dīng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>丁</w:t></w:r></w:rubyBase>"
        '</w:ruby><w:sym w:font="Symbol" w:char="F0B3"/><w:noBreakHyphen/></w:r>'
    )
    assert texts(read(tmp_path, p(runs=runs))) == ["甲乙丙x丁≥-"]


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('separate')}"
        f"<w:r><w:t>{result}</w:t></w:r>{mark('end')}"
    )


def test_fields_show_their_result(tmp_path: Path) -> None:
    assert texts(read(tmp_path, p("共", runs=field("NUMPAGES", "12") + "<w:r><w:t>页</w:t></w:r>"))) == [
        "共12页"
    ]


def test_a_field_left_open_does_not_swallow_the_document(tmp_path: Path) -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert texts(read(tmp_path, p("一", runs=broken) + p("二"))) == ["一", "二"]


def test_outline_levels_come_from_styles_names_and_the_paragraph(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="z"><w:name w:val="Normal"/></w:style>'
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="2"><w:name w:val="我的"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="3"><w:name w:val="标题 3"/><w:basedOn w:val="3"/></w:style>'
        '<w:style w:styleId="4"><w:name w:val="别的"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
    )
    body = "".join(p(f"样式{i}", f'<w:pStyle w:val="{i}"/>') for i in (1, 2, 3, 4, 9))
    body += p("自定", '<w:outlineLvl w:val="1"/>') + p(
        "正文", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'
    )
    assert [q.level for q in read(tmp_path, body, styles=styles).paragraphs()] == [1, 1, 3, 4, 0, 2, 0]


def test_list_numbers_are_counted_and_printed(tmp_path: Path) -> None:
    levels = (
        LEVEL.format(0, 1, "chineseCounting", "%1、")
        + LEVEL.format(1, 1, "chineseCountingThousand", "（%2）")
        + LEVEL.format(2, 1, "decimal", "%1.%2.%3")
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    levels_used = [(0, 1), (1, 1), (1, 1), (0, 1), (1, 1), (2, 1), (0, 2), (0, 2)]
    body = "".join(p("款", number(level, identity)) for level, identity in levels_used)
    report = read(tmp_path, body + p("无", number(0, 0)) + p("", number(0)), numbering=numbering)
    assert texts(report) == [
        "一、款", "（一）款", "（二）款", "二、款", "（一）款", "二.一.1 款", "一、款", "二、款", "无",
    ]  # fmt: skip


def test_places_name_the_text_nodes_their_words_come_from(tmp_path: Path) -> None:
    old, runs = (
        "<w:del><w:r><w:t>旧</w:t></w:r></w:del>",
        "<w:r><w:t>合计6.</w:t><w:tab/></w:r><w:r><w:t>20万元</w:t></w:r>",
    )
    runs = old + runs
    table = tbl(tc(p("甲") + p("乙")), tc(tbl(tc(p("内")))))
    level = LEVEL.format(0, 1, "chineseCounting", "（%1）")
    lists = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    report = read(tmp_path, p("首", number(0)) + p(runs=runs) + table, numbering=lists)
    first, second = report.paragraphs()
    assert first.text == "（一）首" and first.place(0, 4).source == ((0, 0, 1),)
    assert second.place(2, 6).source == ((2, 2, 4), (3, 0, 1))  # the tab between them is no text
    (grid,) = report.tables()
    assert [cell.source for cell in grid.cells] == [((4, 0, 1), (5, 0, 1)), ((6, 0, 1),)]
    assert Report.from_json(report.to_json()) == report


def test_a_style_can_number_its_paragraphs(tmp_path: Path) -> None:
    level = (
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="s"/><w:lvlText w:val="%2）"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="s"><w:name w:val="条"/>'
        '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    report = read(tmp_path, p("甲", '<w:pStyle w:val="s"/>') * 2, numbering=numbering, styles=styles)
    assert texts(report) == ["1）甲", "2）甲"]


def test_contents_are_told_apart(tmp_path: Path) -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    start = field("TOC", "一、概况 1").rpartition("<w:r>")[0]
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = control + p(runs=start) + p("二、收入 3") + p(runs=end) + p("三、\t5", '<w:pStyle w:val="t"/>')
    report = read(tmp_path, body + p("四、支出…………7") + p("正文"), styles=styles)
    assert [q.kind for q in report.paragraphs()] == ["contents"] * 5 + ["text"]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('框里')}{tbl(tc(p('格')))}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    report = read(tmp_path, p("正文", runs=drawing))
    assert [(q.text, q.kind) for q in report.paragraphs()] == [("正文", "text"), ("框里", "textbox")]
    assert len(list(report.tables())) == 1 and not report.notes


def test_notes_follow_the_paragraph_that_cites_them(tmp_path: Path) -> None:
    cite = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="0">{p("线")}</w:footnote><w:footnote w:id="2">{p("口径不同")}</w:footnote>'
    report = read(tmp_path, p("一", runs=cite) + p("二"), footnotes=notes)
    assert [(q.text, q.kind) for q in report.paragraphs()] == [
        ("一", "text"), ("口径不同", "footnote"), ("二", "text"),
    ]  # fmt: skip


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    body = p("图", runs="<w:r><w:drawing/></w:r>") + p("表", runs="<w:r><w:object/></w:r>") + "<w:altChunk/>"
    body += tbl(tc(p("外面的话") + tbl(tc(p("内1")) + tc(p("内2")))) + tc(p("旁")))
    report = read(tmp_path, body)
    assert [cell.text for cell in next(report.tables()).cells] == ["外面的话内1 内2", "旁"]
    assert len(report.notes) == 4 and all("1 " in note for note in report.notes)


def test_rows_and_cells_in_controls_and_deleted_rows(tmp_path: Path) -> None:
    row = f"<w:tr>{tc(p('年') + p('初'))}<w:sdt><w:sdtContent>{tc(p('1'))}</w:sdtContent></w:sdt></w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p('删'))}{tc(p('去'))}</w:tr>"
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc(p("2"))}</w:tr>'
    body = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>{gone}{late}</w:tbl>"
    table = next(read(tmp_path, body).tables())
    assert merges(table) == [(0, 0, 1, 1, "年初"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2")]


def test_old_horizontal_merges(tmp_path: Path) -> None:
    merged = tc(p("甲"), '<w:hMerge w:val="restart"/>') + tc(p(), "<w:hMerge/>") + tc(p("乙"))
    assert merges(next(read(tmp_path, tbl(merged)).tables())) == [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]


def word_table(height: int, cells: list[Merge]) -> str:
    lines = [""] * height
    for r, _k, down, right, text in cells:
        for i in range(down):
            merge = "" if down == 1 else '<w:vMerge w:val="restart"/>' if i == 0 else "<w:vMerge/>"
            lines[r + i] += (
                f"{_k:04d}" + tc(p(text if i == 0 else ""), f'<w:gridSpan w:val="{right}"/>{merge}') + "\0"
            )
    return tbl(*("".join(part[4:] for part in sorted(line.split("\0")) if part) for line in lines))


@SHARED_FOLDER
@given(grid=grids())
def test_any_grid_comes_back(tmp_path: Path, grid: tuple[int, int, list[Merge]]) -> None:
    height, width, cells = grid
    table = next(read(tmp_path, word_table(height, cells)).tables())
    assert table.shape == (height, width)
    assert merges(table) == cells


def test_the_strict_dialect_is_read(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", p("严格"))
    usual, strict = WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    zipped(path, {name: data.replace(usual, strict) for name, data in unzipped(path).items()})
    assert texts(read_docx(path, Limits())) == ["严格"]


@settings(SHARED_FOLDER)
@given(places=DAMAGE)
def test_damage_is_refused_or_read(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    body = p("收入", number(0)) + tbl(tc(p("1"), '<w:gridSpan w:val="2"/>') + tc(p("2"), "<w:vMerge/>"))
    level = LEVEL.format(0, 1, "decimal", "%1.")
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    whole = docx(tmp_path / "whole.docx", body, styles='<w:style w:styleId="1"/>', numbering=lists)
    path = tmp_path / "a.docx"
    path.write_bytes(damaged(whole.read_bytes(), places))
    refusal(read_docx, path)
    refusal(read_docx, damaged_parts(whole, path, places[:3]))


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ('<w:gridSpan w:val="999999999"/>', "单元格"),
        ('<w:gridSpan w:val="5000"/>', "栏"),
        ('<w:gridSpan w:val="x"/>', ""),
    ],
)
def test_wild_spans(tmp_path: Path, properties: str, reason: str) -> None:
    path = docx(tmp_path / "a.docx", tbl(tc(p("1"), properties)))
    found = refusal(read_docx, path)
    assert reason in found and bool(reason) == bool(found)


def test_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    for depth in (10, 60, 80, 5000):
        body = p("芯")
        for _ in range(depth):
            body = tbl(tc(body))
        found = refusal(read_docx, docx(tmp_path / "a.docx", body))
        assert ("嵌套过深" in found) == (depth > 80)
