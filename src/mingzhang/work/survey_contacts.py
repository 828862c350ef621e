"""Contact data of a survey on disk: sealed, opened with a reason, destroyed with a proof."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from mingzhang.facts.refusal import RefusalError
from mingzhang.survey.contacts import (
    ContactAccess,
    DestructionProof,
    destruction,
    new_key,
    seal,
    unseal,
)
from mingzhang.survey.returns import Return
from mingzhang.writers.written import writable, written, written_together


def log_of(path: str | Path) -> Path:
    """Where the log of who opened contacts stands: beside them.

    >>> log_of("联系方式.bin").name
    '联系方式.bin.log'
    """
    path = Path(path)
    return path.with_name(f"{path.name}.log")


def seal_contacts(
    returns: Iterable[Return], out: str | Path, key: str | Path, due: date, force: bool = False
) -> int:
    """Write the contacts of returns encrypted, and a new key; returns how many there are.

    Raises :class:`~mingzhang.writers.written.UnwritableError`.
    """
    contacts = {one.key: one.contacts for one in returns if one.contacts and one.counts}
    secret = new_key()
    with written_together([Path(out), Path(key)], force) as (sealed, kept):
        sealed.write_bytes(seal(contacts, secret, due))
        kept.write_bytes(secret + b"\n")
    Path(key).chmod(0o600)
    return len(contacts)


def open_contacts(
    path: str | Path, key: str | Path, by: str, reason: str, today: date
) -> dict[str, dict[str, str]]:
    """The contacts; who opened them and why is logged first.

    Raises :class:`~mingzhang.facts.refusal.RefusalError`.
    """
    if not by.strip() or not reason.strip():
        raise RefusalError("打开联系方式要写明谁打开、为什么打开。")
    opened = unseal(_read(path), _read(key), today)
    line = json.dumps([by.strip(), today.isoformat(), reason.strip(), len(opened)], ensure_ascii=False)
    with log_of(path).open("a", encoding="utf-8") as log:
        log.write(f"{line}\n")
    return opened


def accesses(path: str | Path) -> list[ContactAccess]:
    """Who opened the contacts so far."""
    log = log_of(path)
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [ContactAccess(*json.loads(line)) for line in lines]


def destroy_contacts(
    path: str | Path, key: str | Path, proof: str | Path, by: str, today: date, force: bool = False
) -> DestructionProof:
    """Destroy contacts and their key, and write the proof, which is there before anything is destroyed.

    Raises :class:`~mingzhang.facts.refusal.RefusalError`.
    """
    if not by.strip():
        raise RefusalError("销毁联系方式要写明由谁销毁。")
    writable(proof, force)
    made = destruction(_read(path), today, by.strip(), accesses(path))
    _read(key)
    with written(proof, force) as stream:
        stream.write(json.dumps(made.data, ensure_ascii=False, indent=1).encode())
    for each in (Path(key), Path(path)):
        _wipe(each)
    return made


def _wipe(path: Path) -> None:
    """Overwrite a file before it is removed; a copy elsewhere stays unreadable for want of the key."""
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.write(os.urandom(size))
        stream.flush()
        os.fsync(stream.fileno())
    path.unlink()


def _read(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as fault:
        raise RefusalError(f"{path}：文件不存在或不能读取。") from fault
