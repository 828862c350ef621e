"""The log is only added to, and says where somebody tampered with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from mingzhang.web.audit import log
from mingzhang.web.audit.log import faults, record
from mingzhang.web.audit.models import Entry, UnchangeableError
from mingzhang.web.people.models import Role
from tests.web.conftest import District


@pytest.fixture
def entries(district: District) -> list[Entry]:
    who = district.person(Role.MANAGER)
    return [
        record(who, "试", district.season, f"第{n}件", {"金额": n}, {"日": "2026-03-05"}) for n in range(4)
    ]


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_whole_chain_has_no_faults(entries: list[Entry]) -> None:
    assert entries[-1].number > 3
    assert list(faults()) == []


def test_the_command_says_so_too(entries: list[Entry], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit", "verify")
    assert "逐条相符" in capsys.readouterr().out
    tamper("UPDATE audit_entry SET sentence = '别的' WHERE number = 2")
    with pytest.raises(SystemExit):
        call_command("audit", "verify")
    assert "第 2 条" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE audit_entry SET sentence = '别的' WHERE number = 3", "第 3 条日志的内容与其校验值不符"),
        ("UPDATE audit_entry SET before = '{\"金额\": 9}' WHERE number = 3", "第 3 条日志的内容"),
        ("DELETE FROM audit_entry WHERE number = 3", "第 3 条至第 3 条日志不见了"),
        ("DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)", "末尾被删去"),
        ("UPDATE audit_entry SET previous = hash WHERE number = 2", "第 2 条日志与前一条不相衔接"),
    ],
)
def test_what_was_tampered_with_is_told(entries: list[Entry], sql: str, told: str) -> None:
    tamper(sql)
    assert any(told in fault for fault in faults())


def test_an_entry_is_neither_changed_nor_removed(entries: list[Entry]) -> None:
    with pytest.raises(UnchangeableError):
        entries[0].save()
    with pytest.raises(UnchangeableError):
        entries[0].delete()
    with pytest.raises(UnchangeableError):
        Entry.objects.all().delete()
    with pytest.raises(UnchangeableError):
        Entry.objects.update(sentence="")


def test_a_clock_that_was_set_back_breaks_no_chain(
    district: District, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entries[-1].at - timedelta(days=400)
    monkeypatch.setattr(log, "now", lambda: before)
    late = record(None, "试", district.season, "时钟拨回以后")
    assert late.number == entries[-1].number + 1 and late.at < entries[0].at
    assert list(faults()) == [] and Entry.objects.first() == late, (
        "they stand in the order in which they came"
    )
