"""Mails: their text whichever part holds it, their head in any encoding, what hangs on them told."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from mingzhang.facts.clipping import Clipping
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.news.mail import is_mail, read_mail
from mingzhang.readers.watch import Watch

TEXT = "昨夜大雨，东路与西路交口积水约三十厘米，排水队赶到现场，两小时后排除，交通恢复正常。"
PAGE = f"<html><body><p>{TEXT}</p><p>水务局介绍，今年已经改造管线二十公里，年底前完成。</p></body></html>"


def read(message: EmailMessage | bytes) -> Clipping:
    data = message if isinstance(message, bytes) else message.as_bytes()
    (news,) = read_mail(data, Watch("a.eml", Limits())).news
    return news


def mail(subject: str = "东路积水") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "信息员 <desk@paper.example>"
    made["Subject"] = subject
    made["Date"] = "Tue, 02 Sep 2025 08:00:00 +0800"
    made["Message-ID"] = "<1@paper.example>"
    return made


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_a_plain_mail_is_read_in_every_encoding(charset: str) -> None:
    made = mail()
    made.set_content(TEXT, charset=charset)
    news = read(made)
    assert (news.title, news.text, news.source) == ("东路积水", TEXT, "paper.example")
    assert (news.dated, news.key) == ("Tue, 02 Sep 2025 08:00:00 +0800", "<1@paper.example>")


def test_a_mail_that_is_a_page_is_read_as_one() -> None:
    made = mail()
    made.set_content(PAGE, subtype="html")
    assert TEXT in read(made).text


def test_of_two_forms_the_fuller_one_is_read() -> None:
    made = mail()
    made.set_content("请用网页方式查看。")
    made.add_alternative(PAGE, subtype="html")
    assert TEXT in read(made).text


def test_what_hangs_on_it_is_told_and_not_taken_for_its_text() -> None:
    made = mail()
    made.set_content(TEXT)
    made.add_attachment("附件里的文字", filename="附件.txt")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="附件.pdf")
    news = read(made)
    assert news.text == TEXT and "2 个附件" in news.notes[0]


def test_a_broken_head_costs_only_itself() -> None:
    data = b"From: \xff\xfe\r\nSubject: =?utf-8?b?!!!?=\r\nDate: x\r\n"
    data += b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    news = read(data + TEXT.encode())
    assert news.text == TEXT and news.dated == "x"


def test_a_mail_without_text_is_refused() -> None:
    made = mail()
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="附件.pdf")
    with pytest.raises(UnreadableError, match="邮件里没有正文"):
        read(made)


def test_a_mail_is_known_by_its_head() -> None:
    made = mail()
    made.set_content(TEXT)
    assert is_mail(made.as_bytes()) and not is_mail(PAGE.encode()) and not is_mail(b"Date: today")
