"""News that came by mail (.eml), and pages saved as one message (.mht)."""

from __future__ import annotations

import email
import re
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr

from mingzhang.facts.clipping import Clipping, Clippings
from mingzhang.readers.news.page import read_page
from mingzhang.readers.news.plain import clipping_of
from mingzhang.readers.text import decoded
from mingzhang.readers.watch import Watch

_MAIL = re.compile(
    rb"^(?:Received|From|Return-Path|Message-ID|MIME-Version|Date|Subject|To|Delivered-To|X-[\w-]+): ",
    re.IGNORECASE,
)


def is_mail(head: bytes) -> bool:
    """Whether a file begins as a mail does.

    >>> is_mail(b"From: a@example.com\\nSubject: b\\n\\nc"), is_mail("来信：".encode())
    (True, False)
    """
    return bool(_MAIL.match(head)) and head.count(b": ") > 1


def read_mail(data: bytes, watch: Watch) -> Clippings:
    """The text of a mail; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    message = email.message_from_bytes(data, policy=policy.default)
    pages, texts, attached = _parts(message)
    if not pages and not texts:
        raise watch.refusal("邮件里没有正文")
    made = read_page(*pages[0][:1], watch, charset=pages[0][1]) if pages else clipping_of(texts[0])
    text = max((made.text, *texts), key=len) if texts else made.text
    notes = made.notes + ((f"邮件有 {attached} 个附件，没有读取；需要的请另存后收入。",) if attached else ())
    return Clippings(
        [
            Clipping(
                _header(message, "subject") or made.title,
                text,
                made.address or _header(message, "snapshot-content-location"),
                made.dated or _header(message, "date"),
                made.source or parseaddr(_header(message, "from"))[1].rpartition("@")[2],
                _header(message, "message-id"),
                notes,
            )
        ]
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header line as text; a broken one says nothing."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, LookupError):
        return ""


def _parts(message: EmailMessage) -> tuple[list[tuple[bytes, str | None]], list[str], int]:
    """The pages of a message, its plain texts, and how many files hang on it."""
    pages: list[tuple[bytes, str | None]] = []
    texts: list[str] = []
    attached = 0
    for part in message.walk():
        if part.is_multipart():
            continue
        data, kind = bytes(part.get_payload(decode=True) or b""), part.get_content_type()
        if part.get_content_disposition() == "attachment":
            attached += 1
        elif kind == "text/html" and data.strip():
            pages.append((data, part.get_content_charset()))
        elif kind == "text/plain" and (said := decoded(data, part.get_content_charset())) and said.strip():
            texts.append(said.strip())
    return pages, texts, attached
