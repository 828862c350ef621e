"""The styles of Word publications are well formed and name the official faces."""

from __future__ import annotations

import pytest
from lxml import etree

from mingzhang.formats.ooxml import W
from mingzhang.writers.word.styles import LOOKS, fonts, fonts_part, styles_part

ORDER = ["keepNext", "tabs", "spacing", "ind", "jc", "outlineLvl"]  # as the schema wants the children of pPr


@pytest.fixture(scope="module")
def styles() -> dict[str, etree._Element]:
    root = styles_part()
    return {style.get(f"{W}styleId", ""): style for style in root.findall(f"{W}style")}


def test_every_look_is_a_style_based_on_another(styles: dict[str, etree._Element]) -> None:
    assert set(styles) == {*LOOKS, "Normal"}
    for key, style in styles.items():
        base = style.find(f"{W}basedOn")
        assert key == "Normal" or (base is not None and base.get(f"{W}val") in styles)
        following = style.find(f"{W}next")
        assert following is None or following.get(f"{W}val") in styles


def test_properties_stand_in_the_order_of_the_schema(styles: dict[str, etree._Element]) -> None:
    for style in styles.values():
        found = [child.tag.removeprefix(W) for child in style.iterfind(f"{W}pPr/*")]
        assert found == sorted(found, key=ORDER.index)


def test_headings_have_their_levels_and_faces(styles: dict[str, etree._Element]) -> None:
    for number, face in enumerate(("方正小标宋_GBK", "黑体", "楷体_GB2312"), 1):
        style = styles[f"Heading{number}"]
        level = style.find(f"{W}pPr/{W}outlineLvl")
        named = style.find(f"{W}rPr/{W}rFonts")
        assert level is not None and level.get(f"{W}val") == str(number - 1)
        assert named is not None and named.get(f"{W}eastAsia") == face


def test_body_text_is_set_in_two_characters(styles: dict[str, etree._Element]) -> None:
    indent = styles["BodyText"].find(f"{W}pPr/{W}ind")
    assert indent is not None and indent.get(f"{W}firstLineChars") == "200"


def test_a_face_that_is_missing_has_a_substitute() -> None:
    root = fonts_part()
    stand_in = {font.get(f"{W}name"): font[0].get(f"{W}val") for font in root}
    faces = {look.face for look in LOOKS.values()}
    assert faces <= set(stand_in) and all(stand_in.values())
    assert fonts("黑体").get(f"{W}eastAsia") == "黑体"
