"""The index lists every finding once, on as many pages as it takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Place
from mingzhang.writers.mark import Mark
from mingzhang.writers.pdf.index_page import FOOT, TOP, index_pages

WHEN = datetime(2025, 3, 1)
texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=300)
marks = st.lists(st.tuples(texts, st.sampled_from(Severity), texts), max_size=40).map(
    lambda found: [
        Mark(i, severity, [text, "处理"], [Place(page=i, section=text)], expected)
        for i, (text, severity, expected) in enumerate(found, 1)
    ]
)


@given(marks, texts)
def test_every_finding_has_one_entry_inside_its_page(found: Any, heading: Any) -> None:
    pages = index_pages(found, heading, WHEN)
    entries = [(page, mark, box) for page in pages for mark, box in page.entries]
    assert [mark.number for _, mark, _ in entries] == [mark.number for mark in found]
    for page in pages:
        tops = [box[3] for _, box in page.entries]
        assert tops == sorted(tops, reverse=True)
        assert all(FOOT <= box[1] < box[3] <= TOP for _, box in page.entries)
        page.drawing.decode("ascii")


def test_no_finding_is_said_so() -> None:
    (page,) = index_pages([], "某局", WHEN)
    assert page.entries == [] and "没有发现".encode("utf-16-be").hex().encode() in page.drawing
