"""S-03: printed page numbers."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Paragraph
from mingzhang.language.document.document import Document
from mingzhang.rules.structure import contents_pages
from mingzhang.work.examples import text

TITLES = ["一、甲类事项", "二、乙类事项", "三、丙类事项", "四、丁类事项"]


def document(printed: list[int], actual: list[int]) -> Document:
    made = text("目录", *(f"{t}……{p}" for t, p in zip(TITLES, printed, strict=True)), *TITLES)
    blocks = [block for block in made.report.blocks if isinstance(block, Paragraph)]
    for block, page in zip(blocks, [1] * 5 + actual, strict=True):
        block.page = page
    return made


@pytest.mark.parametrize("shift", [0, 2])
def test_a_constant_offset_is_fine(faults, shift: int) -> None:  # type: ignore[no-untyped-def]
    assert faults(contents_pages, document([1, 2, 3, 5], [p + shift for p in (1, 2, 3, 5)])) == []


def test_one_page_is_wrong(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(contents_pages, document([1, 2, 3, 8], [3, 4, 5, 7]))
    assert (found.printed, found.expected) == ("8", "5")


def test_without_a_majority_nothing_is_said(faults) -> None:  # type: ignore[no-untyped-def]
    assert faults(contents_pages, document([1, 2, 3, 4], [1, 3, 5, 7])) == []
