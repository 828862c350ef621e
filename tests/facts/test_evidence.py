"""Evidence is known by the hash of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mingzhang.facts.evidence import Evidence, sha256_of

GOOD = hashlib.sha256(b"1").hexdigest()
FLAWS = [
    (Evidence("", GOOD), "佐证材料没有文件名"),
    (Evidence("甲.pdf"), "“甲.pdf”的 SHA-256“（空）”应为 64 位十六进制数字"),
    (Evidence("甲.pdf", GOOD[:-1]), "应为 64 位十六进制数字"),
    (Evidence("甲.pdf", GOOD.upper()), "应为 64 位十六进制数字"),
]


@pytest.mark.parametrize(("item", "told"), FLAWS)
def test_a_flaw_is_one_sentence(item: Evidence, told: str) -> None:
    assert told in item.flaw


def test_a_file_proves_what_its_hash_says(tmp_path: Path) -> None:
    path = tmp_path / "甲.pdf"
    path.write_bytes(b"1")
    item = Evidence(path.name, sha256_of(path), "甲局", "2025年1月10日", "完成情况")
    assert item.sha256 == GOOD and not item.flaw
    assert item.short == "甲.pdf（6b86b273）" and Evidence("乙.pdf").short == "乙.pdf"
