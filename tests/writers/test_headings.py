"""Centred headings: one line where it fits, else lines of about the same length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.publication import BODY, CAPTION, PART, TITLE, UNIT
from mingzhang.writers.headings import evened, heading
from mingzhang.writers.words import ems

ROOM = 442.0


def broken(text: str, size: float) -> list[str]:
    """The lines that a program makes of a heading, which breaks between any two characters."""
    width, lines = evened(text, size, ROOM), [""]
    for char in text:
        if ems(lines[-1] + char) * size > width:
            lines.append("")
        lines[-1] += char
    return [line.strip() for line in lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("第二部分 部门决算情况说明", ["第二部分 部门决算情况说明"]),
        ("第一部分 某某壮族自治区示例县科学技术局概况", ["第一部分 某某壮族自治区", "示例县科学技术局概况"]),
        (
            "某某市某某区住房和城乡建设委员会2024年度部门决算",
            ["某某市某某区住房和城乡建设委员会", "2024年度部门决算"],
        ),
    ],
)
def test_a_heading_breaks_where_words_end(text: str, lines: list[str]) -> None:
    assert broken(text, 22) == lines


@given(st.text(alphabet="甲乙丙丁戊局县年（）《》12", min_size=1, max_size=60))
def test_no_line_of_a_heading_is_much_shorter_than_the_first(text: str) -> None:
    lines = broken(text, 22)
    assert all(ems(line) * 22 <= ROOM for line in lines)
    assert len(lines) == 1 or (ems(lines[-1]) >= ems(lines[0]) / 4 and len(lines[-1]) > 1)


def test_the_cover_is_set_smaller_rather_than_broken() -> None:
    assert heading(UNIT, "某某市统计局", ROOM, False) == (30, ROOM)
    assert heading(UNIT, "某某维吾尔自治区示例县科技局", ROOM, False) == (30, ROOM)
    assert heading(UNIT, "某某维吾尔自治区示例县科学技术局", ROOM, False) == (26, ROOM)
    size, width = heading(TITLE, "某某街道办事处及所属单位2024年度部门决算公开说明", ROOM, False) or (0, 0)
    assert size == 30 and width < ROOM


def test_only_what_is_centred_has_a_width() -> None:
    assert heading(BODY, "略。" * 40, ROOM, False) is None
    assert heading(PART, "概况", ROOM, False) == (22, ROOM)
    assert heading(CAPTION, "收入表", ROOM, True) == (18, ROOM)
    assert heading(CAPTION, "收入表", ROOM, False) == (14, ROOM)
