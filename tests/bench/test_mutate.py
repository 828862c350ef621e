"""Mutants are one change each, and stand on the lines that were asked for."""

from __future__ import annotations

import ast

import pytest

from bench.mutate import Mutant, mutants, sound


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("x = a <= b\n", ["x = a < b\n"]),
        ("x = a is None\n", ["x = a is not None\n"]),
        ("x = not a\n", ["x = bool(a)\n"]),
        ("x = a and b or c\n", ["x = (a and b and c)\n", "x = (a or b) or c\n"]),
        ("x = '元' + y\n", ["x = '元' - y\n"]),
        ("x = True\n", ["x = False\n"]),
        ("x = 'a'\n", []),
    ],
)
def test_one_thing_is_said_otherwise(text: str, others: list[str]) -> None:
    assert [mutant.text for mutant in mutants("a.py", text, {1})] == others
    for other in others:
        ast.parse(other)


def test_only_the_lines_asked_for_change() -> None:
    text = "x = 1\ny = 2\nz = (3 +\n 4)\n"
    assert [mutant.line for mutant in mutants("a.py", text, {2, 3})] == [2, 3]


def test_what_is_no_python_is_left_out() -> None:
    assert sound(Mutant("a.py", 1, "x = 1\n"))
    assert not sound(Mutant("a.py", 1, "x = \n"))
