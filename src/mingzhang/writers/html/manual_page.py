"""The manual as one web page: its chapters one below the other, with their pictures inside."""

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
    script = resource("account_page.js")
    return render(
        "manual_page",
        title=title,
        edition=edition,
        chapters=[_shown(chapter, anchors, pictures) for chapter in chapters],
        style=resource("manual_page.css"),
        script=script,
        policy=policy(script),
    )


def _shown(chapter: Chapter, anchors: Mapping[str, str], pictures: Mapping[str, bytes]) -> _Shown:
    """A chapter with its heading, whose level is below that of the page."""
    markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    tokens = markdown.parse(_REMARK.sub("", chapter.text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1:]) + 1)}"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.children:
            token.children = _linked(token.children, chapter.path, anchors, pictures)
    first = next((n for n, token in enumerate(tokens) if token.type == "heading_open"), None)
    title = chapter.path if first is None else tokens[first + 1].content
    made = markdown.renderer.render(tokens, markdown.options, {})
    return _Shown(anchors[chapter.path], title, Markup(made))  # noqa: S704 - it has escaped the text


def _linked(
    tokens: list[Token], path: str, anchors: Mapping[str, str], pictures: Mapping[str, bytes]
) -> list[Token]:
    """The tokens of a line, its links and pictures led to where they are in the page."""
    kept, dropped = [], 0
    for token in tokens:
        if token.type == "link_open":
            target = _target(path, str(token.attrGet("href")))
            if target in anchors:
                token.attrSet("href", f"#{anchors[target]}")
            elif not _FURTHER.match(target):
                dropped += 1
                continue
        elif token.type == "link_close" and dropped:
            dropped -= 1
            continue
        elif token.type == "image":
            data = base64.b64encode(pictures[_target(path, str(token.attrGet("src")))]).decode()
            token.attrSet("src", f"data:image/png;base64,{data}")
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
