"""N-66: sentences that stop halfway."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import unfinished
from mingzhang.work.examples import text


@pytest.mark.parametrize(
    "words", ["支出1.00万元，主要用于。", "年初预算为；", "支出1.00万元，主要是：。", "设备及。"]
)
def test_stopped(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert len(faults(unfinished, text(words))) == 1


@pytest.mark.parametrize(
    "words", ["加强科学普及。", "社会各界广泛参与。", "规范行政行为。", "支出1.00万元，主要用于办公。"]
)
def test_finished(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(unfinished, text(words)) == []
