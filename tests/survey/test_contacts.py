"""Contacts under lock: only with the key, only until the day, never without a trace."""

from __future__ import annotations

import json
from datetime import date

import pytest

from mingzhang.survey.contacts import (
    ContactAccess,
    SealedContactsError,
    destruction,
    head_of,
    key_name,
    new_key,
    overdue,
    seal,
    unseal,
)

DUE = date(2027, 6, 30)
KEY = new_key()
CONTACTS = {"uuid:1": {"phone": "13900000000"}, "uuid:2": {"phone": "13900000001"}}
SEALED = seal(CONTACTS, KEY, DUE)


def test_nothing_can_be_read_without_the_key() -> None:
    assert b"139" not in SEALED and b"uuid" not in SEALED
    assert unseal(SEALED, KEY, DUE) == CONTACTS
    assert unseal(SEALED, KEY + b"\n", DUE) == CONTACTS


def test_another_key_is_told() -> None:
    with pytest.raises(SealedContactsError, match="密钥不是这份联系方式的密钥。"):
        unseal(SEALED, new_key(), DUE)


def test_a_changed_byte_is_told() -> None:
    with pytest.raises(SealedContactsError, match="已损坏或被改动"):
        unseal(SEALED[:-9] + b"AAAAAAA\n", KEY, DUE)


def test_a_later_day_written_outside_does_not_help() -> None:
    head, rest = SEALED.split(b"\n", 1)
    longer = json.dumps(json.loads(head) | {"due": "2099-01-01"}).encode() + b"\n" + rest
    with pytest.raises(SealedContactsError, match="应在2027-06-30以前销毁，已过期"):
        unseal(longer, KEY, date(2027, 7, 1))


@pytest.mark.parametrize("data", [b"", b"{}", b"KEY,phone\n1,139\n", b'{"schema": "x"}\nabc'])
def test_another_file_is_told(data: bytes) -> None:
    with pytest.raises(SealedContactsError, match="不是加密的联系方式文件。"):
        head_of(data)


def test_a_key_that_is_none_is_told() -> None:
    with pytest.raises(SealedContactsError, match="密钥文件不是密钥。"):
        seal(CONTACTS, b"1234", DUE)


def test_the_day_is_known_without_the_key() -> None:
    assert not overdue(SEALED, DUE) and overdue(SEALED, date(2027, 7, 1))


def test_a_proof_names_file_and_key_and_who_opened_them() -> None:
    log = [ContactAccess("督导员", "2026-11-12", "回访核实", 2)]
    made = destruction(SEALED, date(2027, 6, 29), "档案员", log)
    assert (made.count, made.key, made.due, made.accesses) == (2, key_name(KEY), "2027-06-30", 1)
    assert len(made.file) == 64 and made.data["sentence"] == made.sentence
    assert made.sentence.startswith("2027-06-29 档案员销毁联系方式2条（密文 SHA-256 ")
