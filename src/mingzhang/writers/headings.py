"""Headings that do not fit into one line: set smaller on the cover, or in lines of about the same length."""

from __future__ import annotations

import re
from math import ceil

from mingzhang.facts.publication import CAPTION, PART, TITLE, UNIT
from mingzhang.writers.words import ems

COVER_SIZES = {
    UNIT: (30, 28, 26),
    TITLE: (36, 34, 32, 30),
}  # points of type: the largest that keeps to one line
PART_SIZE, CAPTION_SIZE, INNER_SIZE = 22, 18, 14  # of parts, of tables that the contents list, of others
_AFTER = re.compile(
    r"[\s、，；：）》”局厅院会馆所站校处办省市区县乡镇度]|委(?!员)|部(?![门分])"
)  # words end here
_BEFORE = re.compile(r"[（《“]|20\d\d")  # and begin here
_WORD = 5  # em that a line may be longer than its share so as to end with a word
_SLACK = 0.4  # em that a line is given more than it needs: the same type comes out wider elsewhere


def heading(role: str, text: str, room: float, listed: bool) -> tuple[float, float] | None:
    """The size of a centred heading and the width of its lines in points, ``None`` for what is not centred.

    >>> heading(TITLE, "2020年度部门决算", 442, False), heading(TITLE, "2023年度部门决算公开说明", 442, False)
    ((36, 442), (34, 442))
    """
    if role in COVER_SIZES:
        width = max(ems(line) for line in text.split("\n"))
        size = next((each for each in COVER_SIZES[role] if width * each <= room), COVER_SIZES[role][-1])
    elif role in (PART, CAPTION):
        size = PART_SIZE if role == PART else CAPTION_SIZE if listed else INNER_SIZE
    else:
        return None
    return size, evened(text, size, room)


def evened(text: str, size: float, room: float) -> float:
    """How wide the lines of a centred heading are to be, in points, so that no few characters stand alone.

    A line is broken where words end if one is near; the first line is then at least as long as the next,
    so that every program breaks it there by itself.  The room itself where one line is enough.

    >>> evened("第二部分 部门决算情况说明", 22, 442)
    442
    >>> round(evened("第一部分 某某壮族自治区示例县科学技术局概况", 22, 442) / 22, 1)
    11.8
    """
    width = ems(text) * size
    if "\n" in text or width <= room:
        return room
    lines = ceil(width / (room - _SLACK * size))
    least = width / size / lines
    most = room / size - _SLACK
    found, line = most, 0.0
    best = most + _WORD
    for index, char in enumerate(text):
        line += ems(char)
        if not least <= line <= most:
            continue
        ends = _AFTER.match(text, index) or _BEFORE.match(text, index + 1)
        cost = line - least + (0 if ends else _WORD)
        if cost < best:
            found, best = line - (ems(char) if char.isspace() else 0), cost
    return (found + _SLACK) * size
