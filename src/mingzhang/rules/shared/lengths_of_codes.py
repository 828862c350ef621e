"""What the rules on the length of functional and economic codes share."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding
from mingzhang.language.document.document import Document
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.rules.shared.coded_rows import bound, code_of, coded, spot

_MOST = 2  # more wrong lengths in one table are another coding, or a misread table


def wrong_lengths(
    document: Document, forms: tuple[str, ...], lengths: tuple[int, ...], kind: str
) -> Iterator[Finding]:
    """Single codes of a length that no code of a classification has; none where no table was read.

    ``kind`` is 功能 or 经济.
    """
    allowed = [str(length) for length in lengths]
    for table in bound(document, *forms):
        rows = [row for row in coded(table) if code_of(row).isdigit()]
        wrong = [row for row in rows if len(code_of(row)) not in lengths]
        if not rows or len(wrong) > _MOST or len(wrong) * 2 > len(rows):
            continue
        for row in wrong:
            said = f"有 {len(code_of(row))} 位，{kind}分类科目只有 {'、'.join(allowed)} 位"
            expected = f"{'、'.join(allowed[:-1])} 或 {allowed[-1]} 位编码"
            words = f"“{code_of(row)} {row.name}”的编码{said}"
            yield fails(words, spot(table, row, row.code), printed=row.code, expected=expected)
        if not wrong:
            yield holds()
