"""The document as HTML: every word is there, marks stand where findings point, nothing is markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.work.examples import grid
from mingzhang.writers.html.document_view import ALL_PAGES, LONG, PlaceMark, Stretch, marked, marks, sheets
from mingzhang.writers.html.templates import render
from mingzhang.writers.words import printable
from tests.readers.pdf.drawing import Sheet, pdf
from tests.writers.results import HOSTILE, finding, full


class Reading(HTMLParser):
    """What a browser makes of a piece of HTML: tags, ids and text without the numbers of findings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.text = ""
        self._number = 0
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append(dict(attrs))
        self._number += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self._number -= tag == "a"

    def handle_data(self, data: str) -> None:
        self.text += "" if self._number else data

    @property
    def ids(self) -> list[str]:
        """All anchors, in order."""
        return [name for attributes in self.attributes if (name := attributes.get("id"))]


def mark(
    number: int = 1, order: int = 0, severity: Severity = Severity.ERROR, place: Place | None = None
) -> PlaceMark:
    return PlaceMark(number, order, severity, place or Place())


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, list[tuple[PlaceMark, int, int]]]:
    text = draw(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=25)))
    found = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        start = draw(st.integers(0, len(text)))
        found.append((mark(number), start, draw(st.integers(start, len(text)))))
    return text, found


@given(stretches())
def test_marks_leave_every_word_in_its_place(made: tuple[str, list[tuple[PlaceMark, int, int]]]) -> None:
    text, found = made
    read = Reading(render("marked", stretches=marked(text, found)))
    assert read.text == printable(text)
    assert set(read.tags) <= {"i", "a", "span", "mark"}
    assert sorted(read.ids) == sorted(m.anchor for m, _, _ in found)


def test_overlapping_marks_point_to_all() -> None:
    found = [(mark(1), 1, 6), (mark(2, 1, Severity.INFO), 4, 9)]
    html = render("marked", stretches=marked("0123456789", found))
    assert re.findall(r'<mark class="([a-z ]+)">(\d+)</mark>', html) == [
        ("error main", "123"), ("error main", "45"), ("info side", "678"),
    ]  # fmt: skip
    assert re.findall(r'href="#f(\d)"', html) == ["1", "2"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_is_never_markup(text: str) -> None:
    read = Reading(render("marked", stretches=[Stretch(text)]))
    assert read.tags == [] and read.text == printable(text)


def test_paragraphs_and_tables_of_a_word_file() -> None:
    paragraph = Paragraph("总计0.3万元，持平<b>。")
    table = grid(("项目", "决算数"), ("总计", "296.68"))
    report = Report(
        "a.docx", "docx", [Paragraph("一、收入", level=1), paragraph, Paragraph("收入决算表"), table]
    )
    cell = Place(table="收入决算表", row="总计", column="决算数", printed="296.68")
    html, anchors = sheets(report, marks([finding("N-12", "差", paragraph.place(2, 7), cell)]), {})
    assert anchors == {"p1-0", "p1-1"}
    assert '<p class="h level1">一、收入</p>' in html
    assert re.search(r'id="p1-0".*<mark class="error main">0.3万元</mark>，持平&lt;b&gt;', html)
    assert re.search(r'<td class="r hit error side"><i id="p1-1"></i>.*296.68</td>', html)


def test_merged_cells_keep_their_spans_and_holes_are_filled() -> None:
    cells = [Cell("甲", 0, 0, rowspan=2), Cell("乙", 0, 1, colspan=2), Cell("丙", 1, 2)]
    html, _ = sheets(Report("a.docx", "docx", [Table(cells)]), [], {})
    heads = ('<th scope="rowgroup" rowspan="2">甲</th>', '<th scope="row">丙</th>')
    assert f'{heads[0]}<td colspan="2">乙</td></tr><tr><td></td>{heads[1]}' in html


def test_heads_of_a_table_are_heads() -> None:
    cells = [Cell("项目", 0, 0), Cell("", 0, 1), Cell("决算数", 0, 2, colspan=2)]
    cells += [Cell("栏次", 1, 0), Cell("1", 1, 2), Cell("2", 1, 3)]
    cells += [Cell("总计", 2, 0), Cell("6.20", 2, 2), Cell("6.30", 2, 3)]
    html = sheets(Report("a.docx", "docx", [Table(cells)]), [], {})[0].replace("\n", "")
    assert (
        '<thead><tr><th scope="col">项目</th><td></td><th scope="colgroup" colspan="2">决算数</th></tr>'
        in html
    )
    assert '</thead><tbody><tr><th scope="row">总计</th>' in html and html.count("<th ") == 6


def test_a_long_table_shows_its_head_and_what_is_near_a_finding() -> None:
    table = grid(("项目", "数"), *((f"第{n}行", f"{n}.00") for n in range(1, 500)))
    place = Place(table="表", row="第300行", column="数", printed="300.00")
    html, anchors = sheets(
        Report("a.docx", "docx", [Paragraph("表"), table]), marks([finding("T01-01", "", place)]), {}
    )
    assert anchors == {"p1-0"}
    assert "第300行" in html and "第303行" in html and "第304行" not in html and "第29行" in html
    hidden = sum(map(int, re.findall(r"略去 (\d+) 行", html)))
    assert hidden + html.count("<tr>") == 500
    assert html.count("<tr>") == LONG // 2 + 7


def test_an_error_of_a_work_sheet_is_shown() -> None:
    html, _ = sheets(Report("a.xlsx", "xlsx", [Table([Cell("", 0, 0, error="#REF!")], name="表<1>")]), [], {})
    assert "<caption>表&lt;1&gt;</caption>" in html and "#REF!" in html


def test_boxes_stand_on_the_pages_of_a_pdf() -> None:
    data = pdf(Sheet(600, 800).text(72, 111, "总计0.3万元"), Sheet(600, 800).text(200, 312, "296.68"))
    html, anchors = sheets(Report("a.pdf", "pdf", pages=2), marks([full()]), {"a.pdf": data})
    assert anchors == {"p1-0", "p1-1"}
    assert html.count('src="data:image/png;base64,') == 2
    assert 'class="box error main edge" style="left:11.83%;top:12.38%;width:10.33%;height:1.75%"' in html
    assert 'class="box error side"' in html
    assert Reading(html).ids == ["page1", "p1-0", "page2", "p1-1"]


def test_findings_on_one_spot_share_a_box_and_whole_pages_have_none() -> None:
    here = Place(page=1, bbox=(10.0, 10.0, 20.0, 20.0))
    found = [finding("N-01", "", here), finding("N-02", "", here, here), finding("N-03", "", Place(page=1))]
    html, _ = sheets(Report("a.pdf", "pdf", pages=1), marks(found), {"a.pdf": pdf(Sheet())})
    assert html.count('class="box') == 1
    assert re.findall(r'href="#f(\d)"', html) == ["1", "2", "3"]
    assert Reading(html).ids == ["page1", "p1-0", "p2-0", "p2-1", "p3-0"]


def test_a_long_pdf_shows_only_pages_with_findings() -> None:
    count = ALL_PAGES + 5
    data = pdf(*(Sheet(100, 100) for _ in range(count)))
    report = Report("a.pdf", "pdf", pages=count)
    html, _ = sheets(
        report, marks([finding("N-01", "", Place(page=7, bbox=(1.0, 1.0, 2.0, 2.0)))]), {"a.pdf": data}
    )
    assert html.count("<img") == 1
    assert "第 1—6 页没有问题" in html and f"第 8—{count} 页没有问题" in html


def test_a_pdf_that_cannot_be_opened_is_shown_as_text() -> None:
    html, _ = sheets(Report("a.pdf", "pdf", [Paragraph("收入")], pages=1), [], {"a.pdf": b"broken"})
    assert "<img" not in html and "收入" in html
