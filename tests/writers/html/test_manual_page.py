"""The manual as a page: every link leads somewhere, pictures are inside, what is text stays text."""

from __future__ import annotations

import pytest

from mingzhang.writers.html.manual_page import Chapter, manual_page

PICTURE = {"manual/图.png": b"\x89PNG"}


def made(text: str, *others: str) -> str:
    chapters = [Chapter("manual/甲.md", text), *(Chapter(name, f"# {name}") for name in others)]
    return manual_page("手册", "第 1 版", chapters, PICTURE)


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[乙](乙.md)", '<a href="#page-2">乙</a>'),
        ("[乙](乙.md#某处)", '<a href="#page-2">乙</a>'),
        ("[命令](../cli.md)", '<a href="#page-3">命令</a>'),
        ("[**规则**](../rules/B-01.md)。", "<p><strong>规则</strong>。</p>"),
        ("[外面](https://例.cn/甲)", '<a href="https://'),
        ("![图](图.png)", 'src="data:image/png;base64,iVBORw=="'),
    ],
)
def test_links_and_pictures_are_led_to_what_the_page_holds(link: str, shown: str) -> None:
    assert shown in made(link, "manual/乙.md", "cli.md")


def test_headings_stand_below_that_of_the_page() -> None:
    page = made("# 甲\n\n## 一\n\n### 二")
    assert page.count("<h1>") == 1
    assert "<h2>甲</h2>" in page and "<h3>一</h3>" in page and "<h4>二</h4>" in page
    assert '<li><a href="#page-1">甲</a></li>' in page


def test_what_is_no_markdown_is_text() -> None:
    page = made("<!-- 由程序生成 -->\n# 甲\n\n<script>alert(1)</script>\n\n| 一 |\n| --- |\n| `<b>` |")
    assert "由程序生成" not in page and "<script>alert" not in page
    assert '<th scope="col">一</th>' in page and "<code>&lt;b&gt;</code>" in page
