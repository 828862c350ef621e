"""News as plain text, typed or pasted: its title, its source and date where lines say them, its text."""

from __future__ import annotations

import re
import unicodedata

from mingzhang.facts.clipping import Clipping

#: What lines call the day of a text, publication first; 公示时间 or 活动日期 is none of them.
_NAMES = (
    "(?:发布|发表|发稿|刊发|刊登|刊载|公布|公开|上网|上传)(?:的?日期|的?时间|于)",
    "(?:日期|时间)",
    "(?:印发|发文|成文)(?:日期|时间)",
    "(?:更新|修改)(?:日期|时间|于)",
)
_LABELS = tuple(
    re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=信息)|(?<=文章)|(?<=稿件)|(?<=新闻)|(?<=最后)|(?<=首次)|(?<=网站)){name}"
        r"\s*[:：]\s*(?P<date>[^\n|｜]{4,40}?)(?=$|\n|\s{2,}|\s*[|｜【\[]|\s*(?:信息|文章|稿件)?"
        r"(?:来源|作者|浏览|点击|阅读|字号|编辑|责编)|\s*(?:发布|成文|印发|更新)\w{2}\s*[:：])",
        re.MULTILINE,
    )
    for name in _NAMES
)
_SOURCE = re.compile(r"(?:信息|稿件|文章)?来源\s*[:：]\s*(?P<source>[^\s|｜:：，。]{2,30})")
_BARE = re.compile(
    r"^\s*(\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
    r"(?:\s*(?:[\u4e00-\u9fff]{1,2}\s?)?[\d一二两三四五六七八九十]{1,3}[:时点]\S{0,9})?)(?=\s|$)",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"^\s*(?:原文|链接|网址|地址)?\s*[:：]?\s*(https?://\S+)\s*$", re.MULTILINE)
_HEADING = 60  # characters of a line that may be a title
_HEAD = 6  # lines in which date, source and address stand


def printed_date(text: str) -> str:
    """The date that a text is dated with, as printed; ``""`` where none is.

    >>> printed_date("发布日期：2025年09月01日  来源：某日报"), printed_date("2025-9-1 10:00 某报"), printed_date("无")
    ('2025年09月01日', '2025-9-1 10:00', '')
    >>> printed_date("成文日期：2025年8月1日 发布日期：2025年9月1日"), printed_date("公示时间：2025年9月1日至7日")
    ('2025年9月1日', '')
    """
    plain = unicodedata.normalize("NFKC", text)
    for label in _LABELS:
        if found := label.search(plain):
            return found["date"].strip()
    bare = _BARE.search(plain)
    return bare[1].strip() if bare else ""


def printed_source(text: str) -> str:
    """The source that a text names.

    >>> printed_source("来源：某日报 2025-09-01")
    '某日报'
    """
    found = _SOURCE.search(text)
    return found["source"] if found else ""


def clipping_of(text: str) -> Clipping:
    """A pasted text as news: a short first line is its title, lines that only date or name it are no text.

    >>> made = clipping_of("道路积水\\n来源：某日报  发布日期：2025年09月01日\\n东路积水已排除。")
    >>> made.title, made.source, made.dated, made.text
    ('道路积水', '某日报', '2025年09月01日', '东路积水已排除。')
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = lines[0] if lines and len(lines[0]) <= _HEADING and lines[0][-1] not in "。；，" else ""
    rest = lines[1:] if title else lines
    head = "\n".join(rest[:_HEAD])
    kept = [line for at, line in enumerate(rest) if at >= _HEAD or not _says_only(line)]
    address = _ADDRESS.search(head)
    if not title and kept:
        title = kept[0][:30]
    return Clipping(
        title, "\n".join(kept), address[1] if address else "", printed_date(head), printed_source(head)
    )


def _says_only(line: str) -> bool:
    """Whether a line does nothing but say date, source or address."""
    left = unicodedata.normalize("NFKC", line)
    for pattern in (*_LABELS, _SOURCE, _BARE, _ADDRESS):
        left = pattern.sub("", left)
    return left != unicodedata.normalize("NFKC", line) and len(re.sub(r"[\W_]", "", left)) <= 4
