"""The levels of codes."""

from __future__ import annotations

import pytest

from mingzhang.facts.fact import WHOLE
from mingzhang.language.identity.code_levels import TREES, above


@pytest.mark.parametrize(
    ("code", "tree", "expected"),
    [
        ("2010301", "functional", ["20103", "201", WHOLE]),
        ("20103", "functional", ["201", WHOLE]),
        ("30101", "economic", ["301", WHOLE]),
        ("301", "economic", [WHOLE]),
    ],
)
def test_the_way_up_ends_in_the_whole(code: str, tree: str, expected: list[str]) -> None:
    way = [code]
    while way[-1] != WHOLE:
        way.append(above(way[-1], TREES[tree]))
    assert way[1:] == expected
