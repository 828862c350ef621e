"""How documents say that a table is empty: in a note below it, or by amounts of zero in the text."""

from __future__ import annotations

import re

from mingzhang.language.document.document import Document


def empty_note(text: str) -> bool:
    """Whether a note says that the table above it has no data.

    >>> empty_note("某局无此项支出，故本表无数据。"), empty_note("注：本表反映全年情况。")
    (True, False)
    """
    return bool(
        re.search(
            r"无数据|空表|无此项|(?:没有|无|未发生|不涉及|未安排)[^。]{0,40}(?:收入|支出|收支|经费|拨款)",
            text,
        )
    )


def stated_zero(document: Document, matter: str) -> bool:
    """Whether the narrative gives the matter's amounts, all zero."""
    sections = {"三公": ("三公", "三公总体", "三公具体")}.get(matter, (matter,))
    figures = [
        c.level for c in document.claims if c.section in sections and c.level is not None and not c.aside
    ]
    return bool(figures) and not any(figure.value for figure in figures)
