"""Sealing, correcting with a reason, and what does not fit its seal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingzhang.appraisal.opened import opened
from mingzhang.appraisal.sealing import NotSealableError, altered, seal, seal_of
from tests.appraisal import small

DAY = date(2025, 5, 20)


def test_nothing_is_sealed_while_something_is_open() -> None:
    with pytest.raises(NotSealableError, match="还有 1 个问题没有解决"):
        seal(small.made(small.returns([*small.returns().reported[:-1]])), "督查科", DAY)


def test_a_correction_is_a_new_version_with_a_reason() -> None:
    found = small.made()
    first = seal(found, "督查科", DAY)
    assert seal(found, "督查科", DAY, first) is first
    rows = list(small.returns().reported)
    rows[-1] = replace(rows[-1], actual="100%", reason="")
    other = small.made(small.returns(rows))
    with pytest.raises(NotSealableError, match="第 1 版已封存，现在的成绩与它不同（丙局）；更正要写明理由"):
        seal(other, "督查科", DAY, first)
    second = seal(other, "督查科", DAY, first, "申诉成立")
    assert (second.version, second.before, second.reason) == (2, first.digest, "申诉成立")


def test_a_seal_or_a_unit_that_was_taken_out_is_told() -> None:
    found = small.made()
    sealed = seal(found, "督查科", DAY)
    units = [opened(score) for score in found.scores]
    assert altered(small.YEAR, units[1:], sealed) == ["A1"]
    assert altered(small.YEAR, units, replace(sealed, digest="0" * 64)) == ["封存记录"]
    with pytest.raises(NotSealableError, match="没有封存记录"):
        seal_of({"版本": 1})
