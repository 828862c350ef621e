"""The page of findings: complete, safe with hostile documents, the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph, Report
from mingzhang.facts.result import UnreadNumber
from mingzhang.writers.html.report_page import page
from mingzhang.writers.words import Order
from tests.readers.pdf.drawing import Sheet, pdf
from tests.writers.html.test_document_view import Reading
from tests.writers.results import HOSTILE, finding, findings, full, result, waiver

TEXT = Report("决算.docx", "docx", [Paragraph("总计0.3万元，持平")])
TAGS = """
html head meta title style body a header div p h1 h2 h3 dl dt dd main section article form fieldset legend
label input b select option output ol li span code del ins br details summary small ul script i mark table
caption tr td img button thead tbody th
"""
ALLOWED = {*TAGS.split()}


def test_a_finding_is_told_in_full() -> None:
    html = page(result(full()), TEXT, None, {"N": "N 文字说明"})
    text = Reading(html).text
    for words in (
        "某市某局 2024 年度 部门决算", "写 0.3万元，表为 296.68万元", "296.68 − 0.3 = 296.38", "以表为准改文字", "《某办法》",
        "N-18、N-22", full().fingerprint, "错误", "0.3万元", "多个等式共同指向", "N 文字说明（1）",
    ):  # fmt: skip
        assert words in html, words
    counts = (
        "错误1警告0提示0成立0尾差0不成立1无法判断0文中的数300有检查管着200读懂但没有检查管着96没读懂3看不准1"
    )
    assert counts in re.sub(r"\s", "", text)


def test_rounding_undecided_and_unread_are_folded() -> None:
    near = finding("T01-04", "差 0.01", verdict=Verdict.ROUNDING)
    lost = [
        finding("T01-05", "缺少总表", verdict=Verdict.UNDECIDED),
        finding("T01-06", "缺少总表", verdict=Verdict.UNDECIDED),
    ]
    unread = UnreadNumber("7<8", Place(line=3, quote="约7<8"))
    data = replace(result(near, *lost), unread=(unread,))
    html = page(data, TEXT)
    assert "没有不成立的检查" in html and html.count("<details>") == 3
    assert "<li>缺少总表<code>T01-05、T01-06</code></li>" in html
    assert (
        "尾差 1 处" in html
        and "无法判断 2 项" in html
        and "<li>没读懂：7&lt;8　第 3 行：约7&lt;8</li>" in html
    )


def test_an_explained_finding_comes_last_with_its_reason() -> None:
    one, two = finding("N-01", "甲处", printed="1"), finding("N-02", "乙处", printed="2")
    html = page(result(one, two, waivers=(waiver(one, "上级<批复>"),)), TEXT)
    assert html.index("乙处</p>") < html.index("甲处</p>")
    assert "已说明</b>上级&lt;批复&gt;（王某，2025-03-01）" in html


def test_findings_that_say_the_same_share_a_card_and_each_has_its_place() -> None:
    spots = [Place(page=page, section=f"第{page}节") for page in (2, 7)]
    same = [
        finding("N-52", "未择一", spot, remedy="只留一个", basis=["甲"], printed=f"{spot.page}")
        for spot in spots
    ]
    html = page(result(same[0], finding("N-01", "另一条", basis=["甲"]), same[1]), TEXT)
    assert html.count('<li class="card') == 2 and html.count("未择一</p>") == html.count("只留一个") == 1
    assert re.findall(r'<li class="item" id="(f\d)"[^>]*data-part="(第.节)"', html) == [
        ("f1", "第2节"),
        ("f2", "第7节"),
    ]
    assert '<span class="num error">1—2</span>' in html and "2 处" in html
    assert html.count('<li id="basis-1">甲</li>') == 1 and html.count('href="#basis-1"') == 2


def test_the_worst_comes_first_unless_the_place_decides() -> None:
    found = finding("N-01", "轻", severity=Severity.INFO), finding("N-02", "重")
    for order, first in ((Order.SEVERITY, "重"), (Order.PLACE, "轻")):
        assert 'id="f1"' in (html := page(result(*found), TEXT, order=order))
        assert re.findall(r'<p class="message">(.)</p>', html)[0] == first


def test_filters_count_what_there_is() -> None:
    found = [
        finding("N-01", "一", Place(section="一、收入")),
        finding("T01-04", "二", Place(table="总表"), severity=Severity.INFO),
    ]
    html = page(result(*found), TEXT, None, {"T": "T 表内"})
    assert re.findall(r'name="severity" value="(\w+)"', html) == ["error", "info"]
    assert re.findall(r'<option value="([^"]*)"', html) == ["", "N", "T", "", "一、收入", "总表"]
    assert html.count('data-family="T"') == 1 and 'type="search"' in html


def test_links_lead_to_marks_and_back() -> None:
    paragraph = TEXT.blocks[0]
    assert isinstance(paragraph, Paragraph)
    found = finding("N-01", "一", paragraph.place(2, 7)), finding("N-02", "二", Place(section="无"))
    html = page(result(*found), TEXT)
    read = Reading(html)
    targets = {href[1:] for a in read.attributes if (href := a.get("href") or "").startswith("#")}
    assert targets <= set(read.ids) and {"p1-0", "f1", "findings"} <= targets
    assert '<span class="where">“无”</span>' in html, "no link where there is nothing to see"
    assert len(read.ids) == len(set(read.ids))


def test_the_page_needs_nothing_from_anywhere_and_allows_only_its_own_script() -> None:
    html = page(result(full()), Report("a.pdf", "pdf", pages=2), {"a.pdf": pdf(Sheet(), Sheet())})
    assert not re.search(r'(?:src|href)="(?!#|data:image/png;base64,)', html)
    assert "url(" not in html and "@import" not in html and "http" not in html.replace("http-equiv", "")
    script = html[html.index("<script>") + 8 : html.index("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in unescape(html) and "default-src 'none'" in unescape(html)


def test_landmarks_and_language() -> None:
    html = page(result(full()), TEXT)
    for part in (
        '<html lang="zh-CN">',
        "<main>",
        'class="top"',
        'aria-label="问题清单"',
        'aria-label="文件"',
        'role="search"',
        "viewport",
    ):
        assert part in html


@given(st.lists(findings(), max_size=4), st.sampled_from(HOSTILE))
def test_hostile_texts_stay_texts(found: list[Finding], text: str) -> None:
    report = Report(text, "docx", [Paragraph(text, kind="text"), Paragraph("".join(HOSTILE))])
    waived = tuple(waiver(f, text) for f in found[:1])
    html = page(result(*found, file=text, waivers=waived, unit=text, notes=(text,)), report)
    html.encode()
    read = Reading(html)
    assert set(read.tags) <= ALLOWED
    assert read.tags.count("script") == read.tags.count("style") == 1 and "img" not in read.tags
    assert not any(name.startswith("on") for attributes in read.attributes for name in attributes)


def test_the_same_findings_give_the_same_page() -> None:
    data = pdf(Sheet().text(72, 100, "总计"))
    pages = {page(result(full()), Report("a.pdf", "pdf", pages=1), {"a.pdf": data}) for _ in range(2)}
    assert len(pages) == 1


def test_filtering_and_jumping_in_a_browser(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = [
        finding("N-01", "甲处", Place(quote="总计0.3万元", span=(2, 7), printed="0.3万元")),
        finding("T01-04", "乙处", severity=Severity.INFO),
    ]
    path = tmp_path / "a.html"
    path.write_text(page(result(*found), TEXT), encoding="utf-8")
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        except playwright.Error:
            pytest.skip("no browser on this machine")
        view = browser.new_page()
        view.goto(path.as_uri())
        view.fill("[name=words]", "乙处")
        assert view.locator(".card:visible").count() == 1
        view.fill("[name=words]", "")
        view.click("#f1 a.where")
        assert view.url.endswith("#p1-0")
        view.goto(path.as_uri())
        view.click("#f1 .message")
        assert view.url.endswith("#p1-0"), "the message leads there too"
        view.click("#document a.jump")
        assert view.url.endswith("#f1")
        for keys, shown in (("Alt+ArrowDown", "f2"), ("Alt+ArrowDown", "f1"), ("Alt+ArrowUp", "f2")):
            view.keyboard.press(keys)
            assert view.evaluate("document.activeElement.id") == shown, "the next one, and round the end"
        view.click("button[name=previous]")
        assert view.evaluate("document.activeElement.id") == "f1"
        browser.close()
