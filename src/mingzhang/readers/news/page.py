"""A saved web page as news: its text by trafilatura, and a second opinion of our own that it is held against.

The second opinion takes the longest run of paragraphs that are sentences.  Where the two differ, that is
told; without trafilatura (extra ``digest``) the second opinion stands alone.
"""

from __future__ import annotations

import html
import logging
import re
import unicodedata
from importlib.util import find_spec
from typing import Any

from mingzhang.facts.clipping import Clipping
from mingzhang.facts.report import Block, Paragraph, Table
from mingzhang.readers.html import page_blocks
from mingzhang.readers.limits import UnreadableError
from mingzhang.readers.news.plain import printed_date, printed_source
from mingzhang.readers.text import decoded
from mingzhang.readers.watch import Watch

_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEADLINE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_CANONICAL = re.compile(r"""<link\b[^>]*rel\s*=\s*["']canonical["'][^>]*>""", re.IGNORECASE)
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_TAG = re.compile(r"<[^>]{0,2000}>")
_SCRIPT = re.compile(r"<script\b|\bnoscript\b|enable javascript", re.IGNORECASE)
_DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "publish-date",
    "date",
    "dc.date",
    "og:release_date",
)
_SOURCES = ("contentsource", "source", "og:site_name", "sitename")
_TITLES = ("articletitle", "og:title", "title")
_SENTENCE = re.compile(r"[。！？；，]")
_GAP = 3  # paragraphs without a sentence inside a text: headings, captions
_SAID = 20  # characters of the shortest text of a page
_ALIKE = 8, 10  # the share of the shorter opinion that stands in the longer, and of the longer it makes up


def read_page(data: bytes, watch: Watch, charset: str | None = None) -> Clipping:
    """The news of a page; raises :class:`~mingzhang.readers.limits.UnreadableError` where it has no text."""
    declared = re.search(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", data[:4096])
    name = (declared[1].decode() if declared else charset or "").lower() or None
    source = decoded(data, "gb18030" if name in ("gb2312", "gbk") else name)
    if source is None:
        raise watch.refusal("网页的文字编码不认识（可用 UTF-8、UTF-16、GB18030）")
    text, other, shown = _text(data, source, watch, charset)
    if len(text) < _SAID:
        script = "，内容可能由脚本生成" if _SCRIPT.search(source) else ""
        raise watch.refusal(f"网页里没有正文{script}；请在浏览器里打开后另存，或复制正文粘贴")
    note = f"两种取正文的方法结果不同（{len(text)} 字与 {len(other)} 字），请对照核对正文。"
    said = _said(source)
    headline = _HEADLINE.search(source) or _TITLE.search(source)
    title = next((said[each] for each in _TITLES if said.get(each)), "") or _plain(
        headline[1] if headline else ""
    )
    return Clipping(
        re.split(r"\s*[_|｜]\s*|\s+-+\s+", title)[0].strip() or text[:30],
        text,
        _address(source, said),
        next((said[each] for each in _DATES if said.get(each)), "") or printed_date(shown),
        next((said[each] for each in _SOURCES if said.get(each)), "") or printed_source(shown),
        notes=(note,) if other else (),
        other=other,
    )


def text_of_markup(source: str, watch: Watch) -> tuple[str, tuple[str, ...]]:
    """The text of a piece of markup, as feeds hold it.

    >>> from mingzhang.readers.limits import Limits
    >>> text_of_markup("<p>东路&amp;西路</p><p>已排除</p>", Watch("a.xml", Limits()))
    ('东路&西路\\n已排除', ())
    """
    if "<" not in source:
        return html.unescape(source).strip(), ()
    try:
        blocks, *_ = page_blocks(f"<html><body>{source}</body></html>".encode(), watch, "utf-8")
    except UnreadableError:
        return _plain(source), ()
    return "\n".join(
        each.text.strip() for each in blocks if isinstance(each, Paragraph) and each.text.strip()
    ), ()


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _said(source: str) -> dict[str, str]:
    """What the page's own lines of description say, by their names in small letters."""
    found: dict[str, str] = {}
    for line in _META.findall(source[: 1 << 17]):
        parts = {
            name.lower(): html.unescape(one or two).strip() for name, one, two in _ATTRIBUTE.findall(line)
        }
        name = (parts.get("name") or parts.get("property") or "").lower()
        if name and parts.get("content"):
            found.setdefault(name, parts["content"])
    return found


def _address(source: str, said: dict[str, str]) -> str:
    canonical, saved = _CANONICAL.search(source), _SAVED.search(source[:4096])
    if saved:
        return saved[1]
    held = dict((n.lower(), a or b) for n, a, b in _ATTRIBUTE.findall(canonical[0])) if canonical else {}
    return held.get("href", "") or said.get("og:url", "")


def _text(data: bytes, source: str, watch: Watch, charset: str | None) -> tuple[str, str, str]:
    """The text of a page, another opinion on it where two differ, and everything that the page shows."""
    try:
        blocks, *_ = page_blocks(data, watch, charset, prose=True)
    except UnreadableError:
        return "", "", ""
    lines = [line for each in blocks if (line := _line(each))]
    own, shown = longest_run(lines), "\n".join(lines)
    first = _extracted(source)
    if not first:
        return own, "", shown
    return first, own if own and differ(first, own) else "", shown


def _line(block: Block) -> str:
    """What a block adds to a text; a table of data stands in it as one piece, a line for each row."""
    if isinstance(block, Paragraph):
        return block.text.strip()
    if not isinstance(block, Table):
        return ""
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell.text.strip())
    return "\n".join(" ".join(cells) for _, cells in sorted(rows.items()))


def _extracted(source: str) -> str | None:
    """The text as trafilatura takes it; ``None`` where it is not installed."""
    if find_spec("trafilatura") is None:
        return None
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    extract: Any = trafilatura.extract
    try:
        return str(extract(source, include_comments=False, include_tables=True) or "").strip()
    except Exception:  # whatever a library makes of a broken page: the second opinion stands
        return ""


def longest_run(lines: list[str]) -> str:
    """The longest run of lines that are sentences, short lines between them included.

    >>> longest_run(["首页", "东路积水，已排除。", "图为现场", "西路正常。", "首页", "关于", "我们", "版权", "网站，说明。"])
    '东路积水，已排除。\\n图为现场\\n西路正常。'
    """
    runs: list[list[str]] = []
    waiting: list[str] = []
    gap = _GAP + 1
    for line in lines:
        if _SENTENCE.search(line):
            if gap > _GAP:
                runs.append([])
            else:
                runs[-1] += waiting
            runs[-1].append(line)
            gap, waiting = 0, []
        else:
            gap += 1
            waiting = [*waiting, line] if gap <= _GAP and runs else []
    return "\n".join(max(runs, key=lambda run: sum(map(len, run)), default=[]))


def differ(one: str, other: str) -> bool:
    """Whether two opinions on a text are not the same text.

    >>> differ("东路积水，已排除。西路正常。", "东路积水，已排除。\\n西路正常。"), differ("东路积水已排除", "版权说明。")
    (False, True)
    """
    pieces = [
        [
            kept
            for part in re.split(r"[，。；！？\n]", unicodedata.normalize("NFKC", text))
            if (kept := re.sub(r"\W", "", part))
        ]
        for text in (one, other)
    ]
    shorter, longer = sorted(pieces, key=lambda some: sum(map(len, some)))
    held = set(longer)
    shared = sum(len(part) for part in shorter if part in held)
    share, whole = _ALIKE
    return shared * whole < share * sum(map(len, longer))
