"""Lines are no wider than their room and lose nothing but what is cut off aloud."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from mingzhang.formats import fonts
from mingzhang.writers.pdf.text_layout import font, letters, line, width, wrapped

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


def test_widths_are_those_of_the_font() -> None:
    (path,) = Path(fonts.folder(fonts.READING) or "").glob("NotoSansSC*.otf")
    face = ImageFont.truetype(str(path), 1000)
    assert all(abs(width(chr(c), 1000) - face.getlength(chr(c))) < 1 for c in range(32, 127))
    assert all(face.getlength(c) <= width(c, 1000) for c in "合（，…—×≥éΩ〔")


def test_the_font_holds_the_letters_and_shows_them_where_there_is_no_other() -> None:
    """Set in a page, read and drawn from the embedded glyphs alone."""
    said = "合计12.5%，“增加”（N-03）"
    drawing = line(said, 10, 20, 12, (0, 0, 0), bold=True) + line("\U00020000㌀", 10, 60, 12, (0, 0, 0))
    with pikepdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=(300, 100))
        made = font(pdf, letters([drawing]))
        sheet.obj.Contents = pdf.make_stream(drawing)
        sheet.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({"/MzT": made}))
        descriptor = made.DescendantFonts[0].FontDescriptor
        assert len(descriptor.FontFile3.read_bytes()) < 40_000
        stream = io.BytesIO()
        pdf.save(stream)
    page = pypdfium2.PdfDocument(stream.getvalue())[0]
    assert said in page.get_textpage().get_text_range()
    inked = page.render(scale=2).to_pil().convert("L").point(lambda level: 255 * (level < 128))
    assert (
        inked.getbbox() is not None and inked.getbbox()[2] > 2 * (10 + width(said, 12)) - 24
    )  # the last sign fills half its width
