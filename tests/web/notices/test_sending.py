"""Notices and letters go out once, whoever asks and how often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from mingzhang.web.audit.models import Entry
from mingzhang.web.notices.models import MailState, Notice
from mingzhang.web.notices.sending import mark_read, post_letters, remind_all, unread_count
from mingzhang.web.people.models import Person, Role
from tests.web.conftest import District, set_today


@pytest.fixture
def due(district: District, monkeypatch: pytest.MonkeyPatch) -> District:
    """On the last day; the preparer has an address, the approver none."""
    set_today(monkeypatch, district.season.due)
    for role in (Role.PREPARER, Role.APPROVER):
        district.person(role)
    Person.objects.filter(pk=district.person(Role.PREPARER).pk).update(email="preparer@office.example")
    return district


def test_once_a_day_for_one_cause(due: District, capsys: pytest.CaptureFixture[str]) -> None:
    assert remind_all() == 2 and remind_all() == 0
    call_command("remind")
    assert "发出 0 条" in capsys.readouterr().out
    (letter,) = mail.outbox
    assert letter.to == ["preparer@office.example"] and "截止当日" in letter.subject
    assert "甲区水务局2025年度部门决算" in str(letter.body)
    assert Entry.objects.filter(what="催报").count() == 1
    states = dict(Notice.objects.values_list("person__username", "mail"))
    assert sorted(states.values()) == [MailState.NONE, MailState.SENT]


def test_the_next_day_is_another_but_a_clock_set_back_is_not(
    due: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    remind_all()
    day = due.season.due
    set_today(monkeypatch, day + timedelta(days=1))
    assert remind_all() == 2
    set_today(monkeypatch, day)
    assert remind_all() == 0, "the clock was set back: that day was told already"


def test_a_mail_server_that_is_away_loses_no_notice(due: District, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> int:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(EmailBackend, "send_messages", away)
    assert remind_all() == 2 and post_letters() == 0
    assert Notice.objects.filter(mail=MailState.FAILED).count() == 1


def test_who_reads_is_counted_and_only_one_s_own(due: District) -> None:
    remind_all()
    preparer, approver = due.person(Role.PREPARER), due.person(Role.APPROVER)
    other = Notice.objects.get(person=approver)
    assert mark_read(preparer, [other.pk]) == 0 and unread_count(approver) == 1
    assert mark_read(preparer) == 1 and unread_count(preparer) == 0
