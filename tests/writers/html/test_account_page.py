"""The web page of a publication: reads back, needs no network, and can be heard as well as seen."""

from __future__ import annotations

import io
import re
from fractions import Fraction
from html import unescape
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from lxml import etree, html

from mingzhang.facts.publication import BODY, CAPTION, CHART, PART, TABLE, UNIT, Chart, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.writers.arrange import entries, text
from mingzhang.writers.html.account_page import write_html
from mingzhang.writers.html.templates import policy, resource
from tests.writers.publications import RING, fengtai, long, publications, random_account
from tests.writers.roundtrip import meant, read_back, said


def page_of(publication: Publication) -> str:
    stream = io.BytesIO()
    write_html(publication, stream)
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def tree() -> html.HtmlElement:
    return html.fromstring(page_of(long()))


@pytest.mark.parametrize("made", [fengtai(), long(), random_account(1), random_account(2)])
def test_a_composed_account_reads_back(made: Publication, tmp_path: Path) -> None:
    assert said(read_back(write_html, made, tmp_path / "a.html").blocks) == meant(made)


@settings(max_examples=25)
@given(publications())
def test_any_publication_reads_back(made: Publication) -> None:
    with TemporaryDirectory() as folder:
        report = read_back(write_html, made, Path(folder) / "a.html")
    assert said(report.blocks) == meant(made)


def test_nothing_is_loaded_from_anywhere() -> None:
    page = page_of(long())
    assert not re.search(r'(?:src|href)="(?!#|data:)', page.replace("xmlns:xlink", ""))
    assert "@import" not in page and "url(" not in page.replace("url(#", "")
    assert page.count("<script") == 1 and policy(resource("account_page.js")) in unescape(page)
    assert "default-src 'none'" in unescape(page)


def test_the_page_is_in_chinese_with_one_title_and_steps_of_one_heading(tree: html.HtmlElement) -> None:
    assert tree.get("lang") == "zh-CN"
    levels = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_contents_lead_to_the_headings(tree: html.HtmlElement) -> None:
    links = tree.xpath("//nav//ol//a")
    assert [link.text_content() for link in links] == [text(piece) for _, piece in entries(long())]
    for link in links:
        target = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert len(target) == 1 and target[0].text_content() == link.text_content()
    assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))


def test_tables_have_names_heads_and_rows_for_a_screen_reader(tree: html.HtmlElement) -> None:
    tables = tree.xpath("//main//section[@class='scroll'][@aria-label]/table")
    assert len(tables) == len(long().tables())
    for table, piece in zip(tables, long().tables(), strict=True):
        named = table.get("aria-labelledby")
        assert tree.xpath(f"//*[@id='{named}']") and table.find("caption") is not None
        assert len(table.findall("thead/tr")) == piece.heads
        assert all(head.get("scope") in ("col", "colgroup") for head in table.findall("thead/tr/th"))
        assert not any((cell.text or "").strip() for cell in table.findall("thead/tr/td"))
        assert all(head.get("scope") == "row" for head in table.findall("tbody/tr/th"))
        assert table.getparent().get("tabindex") == "0", "a table wider than the screen scrolls by keyboard"


def test_no_head_is_empty_and_no_two_landmarks_have_one_name() -> None:
    heads = [Cell("项目", 0, 0), Cell("", 0, 1), Cell("甲", 1, 0), Cell("1.00", 1, 1)]
    twice = [Piece(Paragraph("自评表"), CAPTION), Piece(Table(heads), TABLE, name="甲")]
    again = [Piece(Paragraph("自评表"), CAPTION), Piece(Table(heads), TABLE, name="乙")]
    bare = [Piece(Table(heads), TABLE) for _ in range(2)]
    made = Publication("某局", "决算", 2024, [*twice, *again, *bare, Piece(RING, CHART), Piece(RING, CHART)])
    tree = html.fromstring(page_of(made))
    assert all(head.text_content().strip() for head in tree.iter("th"))
    names = tree.xpath("//section/@aria-label | //aside/@aria-label | //nav/@aria-label")
    assert len(set(names)) == len(names) and all(names)
    assert {"自评表", "自评表　乙"} <= set(names)


def test_a_form_has_one_heading_and_heads_where_they_stand() -> None:
    """A form without a cover: its own title is the heading, no contents, heads in the middle of the table."""
    cells = [Cell("项目名称", 0, 0), Cell("档案整理", 0, 1, colspan=2)]
    cells += [Cell("绩效指标", 1, 0, rowspan=2), Cell("指标", 1, 1), Cell("得分", 1, 2)]
    cells += [Cell("卷数", 2, 1), Cell("9.50", 2, 2)]
    labels = {(0, 0): "row", (1, 0): "row", (1, 1): "column", (1, 2): "column"}
    pieces = [Piece(Paragraph("自评表"), PART), Piece(Table(cells), TABLE, heads=0, labels=labels)]
    tree = html.fromstring(page_of(Publication("某局", "自评表", 2024, pieces)))
    assert [node.text_content() for node in tree.iter("h1", "h2", "h3")] == ["自评表"]
    assert not tree.xpath("//nav//ol") and not tree.xpath("//header")
    assert [(head.text_content(), head.get("scope")) for head in tree.iter("th")] == [
        ("项目名称", "row"), ("绩效指标", "rowgroup"), ("指标", "col"), ("得分", "col"),
    ]  # fmt: skip


def test_charts_say_what_they_show_and_hold_their_figures(tree: html.HtmlElement) -> None:
    charts = [piece.block for piece in long().pieces if isinstance(piece.block, Chart)]
    figures = tree.xpath("//figure")
    assert len(figures) == len(charts)
    for figure, chart in zip(figures, charts, strict=True):
        drawing = figure.find("svg")
        assert drawing.get("role") == "img" and drawing.get("aria-label") == chart.told
        assert len(figure.findall(".//details//tbody/tr")) == len(chart.labels)
        assert len(figure.findall(".//details//thead//th")) == 1 + len(chart.series)
    ring = figures[[chart.title for chart in charts].index(RING.title)]
    assert [cell.text for cell in ring.findall(".//tbody//td")] == ["1,477.70", "302.39", "0.00"]


def test_text_is_never_taken_for_markup() -> None:
    awkward = "<script>alert(1)</script>&amp;\"'"
    chart = Chart(
        "ring", awkward, (awkward, "乙"), ((awkward, (Fraction(1), Fraction(2))),), awkward, awkward
    )
    made = Publication(awkward, awkward, 2024, [
        Piece(Paragraph(awkward), UNIT), Piece(Paragraph(awkward), BODY), Piece(chart, CHART),
    ])  # fmt: skip
    page = page_of(made)
    assert "<script" not in page, "no contents, no script"
    assert html.fromstring(page).xpath("//p[@class='body']")[0].text_content() == awkward


def test_colours_can_be_told_apart() -> None:
    """Body, soft and link colours against their grounds reach 4.5 to 1, in light and in dark."""
    style = re.search(r"<style>(.*?)</style>", page_of(fengtai()), re.DOTALL)
    assert style is not None
    schemes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block))
        for block in re.findall(r":root \{(.*?)\}", style[1], re.DOTALL)
    ]
    assert len(schemes) == 3
    for scheme in schemes:
        for ink in ("ink", "soft", "red"):
            for ground in ("paper", "ground", "wash"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground, scheme)


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_element_is_closed() -> None:
    body = page_of(long()).split("<body>")[1].split("<script>")[0]
    body = body.replace("<br>", "<br/>").replace(" open>", ">")
    assert etree.fromstring(f"<body>{body}</body>") is not None


def test_a_publication_without_parts() -> None:
    made = Publication("某局", "说明", 2024, [Piece(Paragraph("无。"))])
    assert '<p class="body">无。</p>' in page_of(made)
    assert "<main" in page_of(Publication("某局", "空", 2024))


def test_an_amount_in_the_first_column_heads_no_row() -> None:
    table = Table(
        [Cell("项目", 0, 0), Cell("金额", 0, 1), Cell("1.00", 1, 0), Cell("2.00", 1, 1), Cell("甲", 2, 0)]
    )
    made = Publication("某局", "决算", 2024, [Piece(table, TABLE, name="表")])
    page = html.fromstring(page_of(made))
    assert [head.text for head in page.iter("th") if head.get("scope") == "row"] == ["甲"]
    assert [cell.text for cell in page.iter("td")][:2] == ["1.00", "2.00"]
