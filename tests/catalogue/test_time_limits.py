"""The table of time limits: a place changes its own rows, years apart, and what is no limit is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from mingzhang.catalogue.files import UnfitCatalogueError
from mingzhang.catalogue.time_limits import TimeLimit, time_limits
from tests.catalogue.test_files import own as own

Write = Callable[[str], None]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Tables read anew: their files change from test to test."""
    time_limits.cache_clear()
    yield
    time_limits.cache_clear()


def test_a_place_changes_its_own_rows_only(own: Write) -> None:
    own('[supervision]\nwarn = 5\n[supervision.limits]\n"会议决定" = { "一般" = { 2025 = "30日" } }\n')
    new, old = time_limits("990000", 2025), time_limits("990000", 2024)
    assert new.of("会议决定") == TimeLimit(30, "日") and old.of("会议决定") == TimeLimit(20)
    assert new.of("媒体反映") == TimeLimit(5) and new.warn == 5
    assert time_limits("310107", 2025).of("会议决定") == TimeLimit(20)


@pytest.mark.parametrize("limit", ['"尽快"', "0", "true", '"15"'])
def test_what_is_no_limit_is_refused(own: Write, limit: str) -> None:
    own(f'[supervision.limits]\n"会议决定" = {{ "一般" = {limit} }}\n')
    with pytest.raises(UnfitCatalogueError, match=r"990000.toml 第 2 行：督查时限的写法不对（“.*”不是时限"):
        time_limits("990000", 2024)
