"""The manual as one web page, its chapters one below the other; or a chapter to stand in a page of others."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from mingzhang.writers.html.templates import policy, render, resource

_REMARK = re.compile(r"<!--.*?-->\n?", re.DOTALL)  # what generators of the pages say to each other
_FURTHER = re.compile("[a-z]+:", re.IGNORECASE)  # an address outside the manual


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the manual: its path, by which others link to it, and its Markdown."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter as HTML, its title, and the words of its headings, which are their anchors too."""

    title: str
    body: Markup
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    anchor: str
    title: str
    body: Markup


def manual_page(title: str, edition: str, chapters: Sequence[Chapter], pictures: Mapping[str, bytes]) -> str:
    """The page of the chapters; ``pictures`` are PNGs by path.

    Links between chapters become links within the page.  What a chapter links to that is not in it keeps
    its words alone, addresses outside stay.

    >>> one = Chapter("manual/开始.md", "# 开始\\n\\n[查](检查.md)，[规则](../rules/B-01.md)")
    >>> page = manual_page("手册", "第 1 版", [one, Chapter("manual/检查.md", "# 检查")], {})
    >>> '<a href="#page-2">查</a>，规则' in page, page.count("<h2>")
    (True, 2)
    """
    anchors = {chapter.path: f"page-{number}" for number, chapter in enumerate(chapters, 1)}
    links = {path: f"#{anchor}" for path, anchor in anchors.items()}
    sources = {path: f"data:image/png;base64,{base64.b64encode(d).decode()}" for path, d in pictures.items()}
    shown = [(anchors[each.path], _shown(each, links, sources, below=1)) for each in chapters]
    script = resource("account_page.js")
    return render(
        "manual_page",
        title=title,
        edition=edition,
        chapters=[_Shown(anchor, each.title, each.body) for anchor, each in shown],
        style=resource("manual_page.css"),
        script=script,
        policy=policy(script),
    )


def chapter_shown(chapter: Chapter, links: Mapping[str, str], pictures: Mapping[str, str]) -> ShownChapter:
    """A chapter by itself; ``links`` and ``pictures`` say where the pages and pictures of the manual are.

    >>> one = Chapter("manual/开始.md", "# 开始\\n\\n## 安装\\n\\n[查](检查.md)，[规则](../rules/B-01.md)")
    >>> shown = chapter_shown(one, {"manual/检查.md": "/manual/检查/"}, {})
    >>> shown.title, shown.headings, '<a href="/manual/检查/">查</a>，规则' in shown.body
    ('开始', ('开始', '安装'), True)
    """
    return _shown(chapter, links, pictures, below=0)


def _shown(
    chapter: Chapter, links: Mapping[str, str], pictures: Mapping[str, str], below: int
) -> ShownChapter:
    """A chapter with its headings so many levels below those that are written."""
    markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    tokens = markdown.parse(_REMARK.sub("", chapter.text))
    headings = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"]
    left = iter(headings)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1:]) + below)}"
            if token.type == "heading_open" and not below:
                token.attrSet("id", next(left))
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.children:
            token.children = _linked(token.children, chapter.path, links, pictures)
    made = markdown.renderer.render(tokens, markdown.options, {})
    title = headings[0] if headings else chapter.path
    return ShownChapter(title, Markup(made), tuple(headings))  # noqa: S704 - it has escaped the text


def _linked(
    tokens: list[Token], path: str, links: Mapping[str, str], pictures: Mapping[str, str]
) -> list[Token]:
    """The tokens of a line, its links and pictures led to where they are."""
    kept, dropped = [], 0
    for token in tokens:
        if token.type == "link_open":
            target = _target(path, str(token.attrGet("href")))
            if target in links:
                token.attrSet("href", links[target])
            elif not _FURTHER.match(target):
                dropped += 1
                continue
        elif token.type == "link_close" and dropped:
            dropped -= 1
            continue
        elif token.type == "image":
            token.attrSet("src", pictures[_target(path, str(token.attrGet("src")))])
        kept.append(token)
    return kept


def _target(path: str, link: str) -> str:
    """The path that a link on a page leads to, without the place on that page.

    >>> _target("manual/规则.md", "../rules/README.md#b"), _target("manual/a.md", "https://例.cn/")
    ('rules/README.md', 'https://例.cn/')
    """
    bare = unquote(link).partition("#")[0]
    if _FURTHER.match(bare):
        return bare
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / bare).parts:
        if part == ".." and parts:
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
