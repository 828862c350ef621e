"""Web pages saved in one file (.mht): a message whose parts are the page, its pictures and its styles."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage
from pathlib import Path

from mingzhang.facts.report import Block, Report
from mingzhang.readers.html import frames, page_blocks
from mingzhang.readers.limits import Limits
from mingzhang.readers.text import TEXT_BYTES
from mingzhang.readers.watch import Watch


def read_saved_page(path: Path, limits: Limits) -> Report:
    """Read the pages of a message; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    Where the first page is only a frame around others, as Excel saves a workbook, those are read.
    """
    watch = Watch(path, limits)
    if path.stat().st_size > min(TEXT_BYTES, limits.file_bytes):
        raise watch.refusal(f"网页超过 {min(TEXT_BYTES, limits.file_bytes) >> 20} MB")
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "text/plain")]
    pages = [part for part in parts if part.get_content_type() == "text/html"] or parts
    data = [bytes(part.get_payload(decode=True) or b"") for part in pages]
    if not any(data):
        raise watch.refusal("单个文件网页里没有网页，文件可能不完整")
    framed = bool(frames(data[0]))
    chosen = list(zip(pages, data, strict=True))[1:] if framed else [(pages[0], data[0])]
    blocks: list[Block] = []
    notes: list[str] = []
    unchecked: list[str] = []
    for part, page in chosen:
        if page.strip() and not frames(page):
            found, told, unread = page_blocks(page, watch, _charset(part))
            blocks += found
            notes += [note for note in told if note not in notes]
            unchecked += [note for note in unread if note not in unchecked]
    return Report(path.name, "mht", blocks, notes=notes + unchecked, unchecked=unchecked)


def _charset(part: object) -> str | None:
    return part.get_content_charset() if isinstance(part, EmailMessage) else None
