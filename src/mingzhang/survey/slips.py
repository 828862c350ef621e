"""Rows of an export whose cells slipped aside: told by answers that belong to the question beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

_FURTHEST = 3  # columns that a row is looked for to have slipped by
_TWO = 2  # answers that must fit elsewhere: one alone is an answer typed into the wrong cell
Closed = Mapping[int, Collection[str]]  # the answers that are choices, by the column of their question


def slip_of(cells: Sequence[str], closed: Closed, outside: Collection[int], blank: str = "n/a") -> int:
    """By how many columns the cells of a row stand to the right of their heads (to the left below 0).

    ``outside`` are the columns whose answer is no choice.  One of them must be a choice of the question so
    many columns away, which itself has no answer; whatever is closed from there on must fit there too.  0
    where the row stands where it should, whatever else is wrong with it.

    >>> closed = {1: {"东桥", "西园"}, 2: {"青年", "老年"}, 3: {"男", "女"}, 4: {"1", "2", "3"}}
    >>> slip_of(["k", "", "东桥", "老年", "男", "2"], closed, [2, 3, 4])
    1
    >>> slip_of(["k", "老年", "男", "2", "3", ""], closed, [1, 2, 3])
    -1
    >>> slip_of(["k", "东桥", "男", "青年", "3", ""], closed, [2, 3])  # two answers changed about
    0
    """
    said = [cell.strip() for cell in cells]
    for far in range(1, _FURTHEST + 1):
        for by in (far, -far):
            first = next((column for column in sorted(outside) if _belongs(said, closed, column, by)), None)
            if first is not None and _all_fit(said, closed, first, by, blank):
                return by
    return 0


def _belongs(said: Sequence[str], closed: Closed, column: int, by: int) -> bool:
    """Whether what stands here is an answer to the question so many columns away, which has none."""
    owner = closed.get(column - by)
    return owner is not None and said[column] in owner and said[column - by] not in owner


def _all_fit(said: Sequence[str], closed: Closed, first: int, by: int, blank: str) -> bool:
    """Whether the closed cells from a column on are answers to the questions so many columns away."""
    moved = [(said[column + by], closed[column]) for column in closed if column + by >= first
             and 0 <= column + by < len(said)]  # fmt: skip
    given = [(cell, owner) for cell, owner in moved if cell and cell != blank]
    return len(given) >= _TWO and all(cell in owner for cell, owner in given)
