"""What a remark may say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mingzhang.facts.finding import Severity
from mingzhang.writers.mark import Mark
from mingzhang.writers.words import printable


@given(st.text(max_size=40))
def test_what_is_left_can_stand_in_any_xml(text: str) -> None:
    element = etree.Element("t")
    element.text = printable(text)
    assert etree.fromstring(etree.tostring(element, encoding="UTF-8")).text in (
        printable(text) or None,
        printable(text).replace("\r", "\n"),
    )


def test_empty_lines_are_left_out() -> None:
    assert Mark(1, Severity.INFO, ["甲", " ", "\x00", "乙"]).lines == ["甲", "乙"]
    assert Mark(12, Severity.WARNING, []).heading == "12 警告"
