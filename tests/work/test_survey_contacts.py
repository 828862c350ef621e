"""Contacts on disk: sealed beside nothing, opened with a reason, gone for good."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mingzhang.facts.refusal import RefusalError
from mingzhang.survey.returns import Return
from mingzhang.work.survey_contacts import (
    accesses,
    destroy_contacts,
    log_of,
    open_contacts,
    seal_contacts,
)

DUE, TODAY = date(2027, 6, 30), date(2026, 11, 12)
RETURNS = [
    Return("a", 2, contacts={"phone": "13900000000"}),
    Return("b", 3),
    Return("a", 4, contacts={"phone": "13900000009"}, again=2),
]


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Path, Path]:
    paths = (tmp_path / "联系方式.bin", tmp_path / "密钥.txt")
    assert seal_contacts(RETURNS, *paths, DUE) == 1
    return paths


def test_contacts_are_opened_by_name_and_reason(sealed: tuple[Path, Path]) -> None:
    assert open_contacts(*sealed, "督导员", "回访核实", TODAY) == {"a": {"phone": "13900000000"}}
    assert [str(one) for one in accesses(sealed[0])] == ["2026-11-12 督导员打开1条联系方式，理由：回访核实"]


@pytest.mark.parametrize(("by", "reason"), [("", "回访"), ("督导员", " ")])
def test_without_name_or_reason_nothing_opens(by: str, reason: str, sealed: tuple[Path, Path]) -> None:
    with pytest.raises(RefusalError, match="要写明谁打开、为什么打开"):
        open_contacts(*sealed, by, reason, TODAY)
    assert not log_of(sealed[0]).exists()


def test_the_key_is_for_its_owner_alone(sealed: tuple[Path, Path]) -> None:
    assert sealed[1].stat().st_mode & 0o077 == 0


def test_destroyed_contacts_leave_a_proof_and_nothing_else(sealed: tuple[Path, Path], tmp_path: Path) -> None:
    open_contacts(*sealed, "督导员", "回访核实", TODAY)
    made = destroy_contacts(*sealed, tmp_path / "证明.json", "档案员", DUE)
    assert not sealed[0].exists() and not sealed[1].exists()
    kept = json.loads((tmp_path / "证明.json").read_text(encoding="utf-8"))
    assert kept["count"] == 1 and kept["accesses"] == 1 and kept["sentence"] == made.sentence


def test_nothing_is_destroyed_without_a_proof(sealed: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "证明.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RefusalError):
        destroy_contacts(*sealed, tmp_path / "证明.json", "档案员", DUE)
    with pytest.raises(RefusalError, match="要写明由谁销毁"):
        destroy_contacts(*sealed, tmp_path / "另.json", " ", DUE)
    assert sealed[0].exists() and sealed[1].exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="文件不存在或不能读取"):
        open_contacts(tmp_path / "a", tmp_path / "b", "督导员", "回访", TODAY)
