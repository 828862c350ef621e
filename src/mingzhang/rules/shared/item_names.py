"""What the names of functional codes are in a document's year: printed in its tables, else listed."""

from __future__ import annotations

from collections.abc import Mapping

from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined, once
from mingzhang.language.text.spelling import label
from mingzhang.rules.shared.code_names import entries
from mingzhang.rules.shared.coded_rows import FUNCTIONAL, bound, code_of, coded
from mingzhang.rules.shared.near_names import plain_name


@once
def current_names(document: Examined) -> dict[str, str]:
    """Names by code: of the codes in the tables, as listed and, before all, as printed; all classes.

    >>> from mingzhang.work.examples import text
    >>> current_names(text("某局", year=2024))["210"]
    '卫生健康支出'
    """
    printed = {code_of(row): label(row.name) for t in bound(document, *FUNCTIONAL) for row in coded(t)}
    listed = {
        code: label(entry.name)
        for code, found in document.notation.functional.items()
        for entry in found
        if entry.current(document.year) and (len(code) == 3 or code in printed)
    }
    return {code: name for code, name in (listed | printed).items() if name}


def renamed(document: Document, plain: str, known: Mapping[str, str]) -> str:
    """The present name of the one code among ``known`` that a plain name meant in earlier years, else ``""``.

    >>> from mingzhang.work.examples import text
    >>> renamed(text("某局", year=2024), plain_name("医疗卫生与计划生育支出"), {"210": "卫生健康支出"})
    '卫生健康支出'
    """
    year = document.year or 0
    codes = [
        code
        for code in known
        if any(
            (e.period.until or year) < year and plain_name(e.name) == plain for e in entries(document, code)
        )
    ]
    return known[codes[0]] if len(codes) == 1 else ""
