"""Lines are no wider than their room and lose nothing but what is cut off aloud."""

from __future__ import annotations

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.writers.pdf.text_layout import fonts, line, width, wrapped

TEXT = st.text("收入合计（），。“” 12.34%AB", max_size=80)


@given(TEXT, st.integers(40, 300), st.integers(1, 6))
def test_lines_keep_to_their_room(text: str, room: float, most: int) -> None:
    lines = wrapped(text, 10, room, most)
    assert len(lines) <= most and all(width(one, 10) <= room for one in lines)
    if len(lines) < most:
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_figure_is_not_broken_and_a_stop_does_not_begin_a_line() -> None:
    assert wrapped("支出合计12,345.67万元，增加", 10, 62, 9) == ["支出合计", "12,345.67万", "元，增加"]
    assert all(not part.startswith("，") for part in wrapped("甲乙丙，" * 9, 10, 30, 99))


def test_any_character_can_be_set() -> None:
    assert b"<25a1>" in line("\U00020000", 0, 0, 9, (0, 0, 0))
    assert line("a)(\\", 0, 0, 9, (0, 0, 0)).count(b"(") == 0
    with pikepdf.new() as pdf:
        assert set(fonts(pdf).keys()) == {"/MzC", "/MzL", "/MzB"}
