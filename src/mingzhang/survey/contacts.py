"""Contact data apart from the answers: encrypted, opened with a reason, destroyed on a day, with proof.

Encryption is that of the library cryptography (Fernet: AES with a signature); the key is a file of its own,
to be kept by somebody else than the data.  Destroying the key makes every copy of the data unreadable.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from mingzhang.facts.refusal import RefusalError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

SCHEMA = "mingzhang/contacts/1"
Contacts = Mapping[str, Mapping[str, str]]  # by the key of the return, by question


class SealedContactsError(RefusalError):
    """Contacts that cannot or may not be opened; one Chinese sentence."""


@dataclass(frozen=True)
class ContactAccess:
    """Who opened contacts, when and why: one line of the log.

    >>> print(ContactAccess("督导员", "2026-11-12", "回访核实", 35))
    2026-11-12 督导员打开35条联系方式，理由：回访核实
    """

    by: str
    on: str
    reason: str
    count: int

    def __str__(self) -> str:
        return f"{self.on} {self.by}打开{self.count}条联系方式，理由：{self.reason}"


@dataclass(frozen=True)
class DestructionProof:
    """What was destroyed: how many contacts, in which file, under which key, when and by whom.

    The file and the key are named by their SHA-256, so that a copy can be told to be one.
    """

    count: int
    file: str
    key: str
    on: str
    due: str
    by: str
    accesses: int

    @property
    def sentence(self) -> str:
        """In words.

        >>> DestructionProof(35, "ab" * 32, "cd" * 32, "2027-06-30", "2027-06-30", "档案员", 2).sentence
        '2027-06-30 档案员销毁联系方式35条（密文 SHA-256 abababab，密钥 SHA-256 cdcdcdcd，规定销毁日期2027-06-30，其间打开2次）'
        """
        return (
            f"{self.on} {self.by}销毁联系方式{self.count}条（密文 SHA-256 {self.file[:8]}，密钥 SHA-256 "
            f"{self.key[:8]}，规定销毁日期{self.due}，其间打开{self.accesses}次）"
        )

    @property
    def data(self) -> dict[str, object]:
        """The proof as plain data."""
        return asdict(self) | {"sentence": self.sentence}


def new_key() -> bytes:
    """A key that nobody had before."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key()


def seal(contacts: Contacts, key: bytes, due: date) -> bytes:
    """The contacts encrypted, with the day on which they are to be destroyed."""
    body = json.dumps({name: dict(said) for name, said in contacts.items()}, ensure_ascii=False)
    head = {"schema": SCHEMA, "due": due.isoformat(), "count": len(contacts), "key": key_name(key)}
    sealed = _cipher(key).encrypt(f"{due.isoformat()}\n{body}".encode())
    return f"{json.dumps(head)}\n".encode() + sealed + b"\n"


def unseal(data: bytes, key: bytes, today: date) -> dict[str, dict[str, str]]:
    """The contacts; raises :class:`SealedContactsError`: another key, damage, or the day is over.

    >>> key = new_key()
    >>> sealed = seal({"uuid:1": {"phone": "138"}}, key, date(2027, 6, 30))
    >>> unseal(sealed, key, date(2027, 6, 30))
    {'uuid:1': {'phone': '138'}}
    >>> unseal(sealed, key, date(2027, 7, 1))
    Traceback (most recent call last):
    mingzhang.survey.contacts.SealedContactsError: 联系方式应在2027-06-30以前销毁，已过期，不能再打开；请办理销毁。
    """
    from cryptography.fernet import InvalidToken

    head = head_of(data)
    if head["key"] != key_name(key):
        raise SealedContactsError("密钥不是这份联系方式的密钥。")
    try:
        due, _, body = _cipher(key).decrypt(data.split(b"\n")[1]).decode().partition("\n")
    except InvalidToken as fault:
        raise SealedContactsError("联系方式文件已损坏或被改动，不能打开。") from fault
    if today > date.fromisoformat(due):  # the day inside, which nobody can change without the key
        raise SealedContactsError(f"联系方式应在{due}以前销毁，已过期，不能再打开；请办理销毁。")
    opened: dict[str, dict[str, str]] = json.loads(body)
    return opened


def head_of(data: bytes) -> dict[str, str]:
    """What the file says of itself without the key; raises :class:`SealedContactsError`."""
    first, *rest = data.split(b"\n")
    try:
        head = json.loads(first)
    except ValueError:
        head = None
    if not isinstance(head, dict) or head.get("schema") != SCHEMA or not rest:
        raise SealedContactsError("不是加密的联系方式文件。")
    return head


def destruction(data: bytes, today: date, by: str, log: Sequence[ContactAccess] = ()) -> DestructionProof:
    """The proof that these contacts were destroyed, to be kept when they are gone."""
    head = head_of(data)
    return DestructionProof(
        int(head["count"]),
        hashlib.sha256(data).hexdigest(),
        head["key"],
        today.isoformat(),
        head["due"],
        by,
        len(log),
    )


def overdue(data: bytes, today: date) -> bool:
    """Whether contacts should have been destroyed."""
    return today > date.fromisoformat(head_of(data)["due"])


def key_name(key: bytes) -> str:
    """A key by its SHA-256."""
    return hashlib.sha256(key.strip()).hexdigest()


def _cipher(key: bytes) -> Fernet:
    from cryptography.fernet import Fernet

    try:
        return Fernet(key.strip())
    except ValueError as fault:
        raise SealedContactsError("密钥文件不是密钥。") from fault
