"""News in files of any kind: feeds, lists of sources, saved pages, mails, documents, plain texts."""

from __future__ import annotations

import re
from pathlib import Path

from mingzhang.facts.clipping import Clipping, Clippings
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.news.feed import is_markup, read_feed
from mingzhang.readers.news.mail import is_mail, read_mail
from mingzhang.readers.news.page import read_page
from mingzhang.readers.news.plain import clipping_of
from mingzhang.readers.text import TEXT_BYTES, decoded
from mingzhang.readers.watch import Watch

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|div|p|meta|title)\b", re.IGNORECASE)
_PAGES, _MAILS, _TEXTS = {".html", ".htm", ".xhtml"}, {".eml", ".mht", ".mhtml"}, {".txt", ".md"}
_FEEDS = {".xml", ".rss", ".atom", ".opml"}
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
_HEAD = 4096


def read_clippings(path: str | Path, limits: Limits | None = None) -> Clippings:
    """The news in a file; raises :class:`~mingzhang.readers.limits.UnreadableError`, a sentence each.

    What a file is goes by what it holds; its ending only where that says nothing.
    """
    path, limits = Path(path), limits or Limits()
    watch = Watch(path, limits)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= min(TEXT_BYTES, limits.file_bytes) else b""
    except OSError as fault:
        raise UnreadableError(path, "文件不存在，或不能打开") from fault
    if not size:
        raise UnreadableError(path, "文件是空的（0 字节）")
    head, ending = data[:_HEAD], path.suffix.lower()
    if ending in _FEEDS | _PAGES | _MAILS | _TEXTS and not data:
        raise UnreadableError(path, f"文件有 {size >> 20} MB，太大，没有读取（最多 {TEXT_BYTES >> 20} MB）")
    if data.startswith(_PACKED):
        if ending in _FEEDS | _PAGES | _MAILS:
            raise UnreadableError(path, "是压缩的文件，没有展开；请解压以后再收入")
        return Clippings([_document(path, limits)])
    if is_markup(head):
        return read_feed(data, watch)
    if ending in _MAILS or is_mail(head):
        return read_mail(data, watch)
    if ending in _PAGES or _PAGE.search(head):
        return Clippings([read_page(data, watch)])
    if ending in _FEEDS:
        raise watch.refusal("不是 XML，也不是网页，不能作为订阅源读取")
    text = decoded(data) if data and ending in _TEXTS | {""} else None
    return Clippings([clipping_of(text) if text is not None else _document(path, limits)])


def _document(path: Path, limits: Limits) -> Clipping:
    """A Word, PDF or other document, by the reader of its kind."""
    from mingzhang.readers import read_report

    report = read_report(path, limits)
    said = "\n".join(paragraph.text for paragraph in report.paragraphs())
    if not said.strip():
        raise UnreadableError(path, "没有读到文字")
    return clipping_of(said)
