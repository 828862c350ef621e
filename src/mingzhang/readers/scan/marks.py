"""Recognised characters as runs of text, cut where a ruling or a wide gap stands between them."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.readers.pdf.page import Run
from mingzhang.readers.pdf.shapes import Segment
from mingzhang.readers.scan.engine import Character

_ALIKE = 0.2  # of their size: letters that differ by less are of one size, measured badly
_GAP = 0.9  # heights of a line between two characters from which they are no longer one run


def groups(line: list[Character], columns: list[Segment]) -> Iterator[list[Character]]:
    """The characters of one line, cut at wide gaps and where a ruling stands between them.

    >>> places = (("收", 0, 10), ("入", 10, 20), ("6", 60, 65))
    >>> line = [Character(text, x0, 0, x1, 12, 1.0) for text, x0, x1 in places]
    >>> [run(group).text for group in groups(line, [])]
    ['收入', '6']
    >>> [run(group).text for group in groups(line, [(10.0, -5.0, 20.0)])]
    ['收', '入', '6']
    """
    group: list[Character] = []
    for mark in line:
        if group:
            last = group[-1]
            middle, left, right = (mark.y0 + mark.y1) / 2, last.x0 + last.x1, mark.x0 + mark.x1
            walled = any(left < 2 * x < right and y0 < middle < y1 for x, y0, y1 in columns)
            if walled or mark.x0 - last.x1 > _GAP * mark.high:
                yield group
                group = []
        if mark.text.strip():
            group.append(mark)
    if group:
        yield group


def run(group: list[Character]) -> Run:
    """Characters side by side as a run: the boxes of neighbours may overlap, the edges of a run do not.

    >>> run([Character("6", 0, 0, 6, 10, 1), Character("2", 5, 0, 11, 10, 1)])
    Run(text='62', xs=[0, 5, 11], base=8.0, em=7.5)
    """
    high = max(mark.y1 for mark in group) - min(mark.y0 for mark in group)
    xs: list[float] = []
    for mark in group:
        xs.append(max(mark.x0, xs[-1]) if xs else mark.x0)
    base = max(mark.y1 for mark in group) - 0.2 * high
    return Run(
        "".join(mark.text for mark in group), [*xs, max(group[-1].x1, xs[-1])], base, max(0.75 * high, 1.0)
    )


def evened(runs: list[Run]) -> list[Run]:
    """The runs of a page, those of about the size that most letters have of that very size.

    >>> runs = [Run("本年收入合计", [0.0] * 7, 9.0, em) for em in (9.5, 9.5, 9.5, 11.0, 16.0)]
    >>> [run.em for run in evened(runs)]
    [9.5, 9.5, 9.5, 9.5, 16.0]
    """
    sizes = sorted(run.em for run in runs for _ in run.text)
    if not sizes:
        return runs
    usual = sizes[len(sizes) // 2]
    return [
        Run(one.text, one.xs, one.base, usual if abs(one.em - usual) < _ALIKE * usual else one.em)
        for one in runs
    ]
