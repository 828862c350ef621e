"""How figures of a survey are printed, and small pieces that its reports are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from mingzhang.facts.publication import BODY, CAPTION, CHART, NOTE, SECTION, TABLE, Chart, Piece
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.text.numerals import numeral
from mingzhang.survey.estimates import Estimate
from mingzhang.survey.plan import LEAST

SUPPRESSED = "—"
_TENTH = Decimal("0.1")


def tenth(value: float) -> str:
    """A figure with one decimal, halves away from zero.

    >>> tenth(70.25), tenth(-0.05), tenth(66.0)
    ('70.3', '-0.1', '66.0')
    """
    return str(Decimal(repr(value)).quantize(_TENTH, ROUND_HALF_UP))


def percent(value: Fraction | None) -> str:
    """A rate as a percentage with one decimal, a dash where there is none.

    >>> percent(Fraction(1, 8)), percent(None)
    ('12.5%', '—')
    """
    if value is None:
        return SUPPRESSED
    scaled = Decimal(1000 * value.numerator) / Decimal(value.denominator)
    return f"{scaled.quantize(Decimal(1), ROUND_HALF_UP) / 10:.1f}%"


def figure(one: Estimate) -> str:
    """The value of an estimate, a dash where too few answered."""
    return tenth(one.value) if one.published else SUPPRESSED


def interval(one: Estimate) -> str:
    """The interval of an estimate."""
    return f"{tenth(one.low)}～{tenth(one.high)}" if one.published else SUPPRESSED


def with_interval(one: Estimate, unit: str = "") -> str:
    """An estimate in running text.

    >>> with_interval(Estimate("综合指数", "", 70.25, 0.5, 69.2, 71.2, 900, 880.0, 1.02, 899))
    '70.3（95%区间69.2～71.2）'
    """
    if not one.published:
        return f"有效回答{one.count}份，不足{LEAST}份，不公布"
    return f"{tenth(one.value)}{unit}（95%区间{interval(one)}）"


class Pieces:
    """Gathers the pieces of a report, sections and tables numbered."""

    def __init__(self) -> None:
        self.made: list[Piece] = []
        self._sections = self._tables = 0

    def section(self, title: str) -> None:
        """Begin a section."""
        self._sections += 1
        self.made.append(Piece(Paragraph(f"{numeral(self._sections)}、{title}"), SECTION))

    def text(self, *paragraphs: str) -> None:
        """Add paragraphs, empty ones left out."""
        self.made += [Piece(Paragraph(said), BODY) for said in paragraphs if said]

    def table(
        self, name: str, heads: Sequence[str], rows: Iterable[Sequence[str]], note: str = "", strong: int = 0
    ) -> None:
        """Add a table under its caption; ``strong`` rows at the top are those of the whole."""
        self._tables += 1
        lines = [tuple(heads), *map(tuple, rows)]
        cells = [
            Cell(text, row, column) for row, line in enumerate(lines) for column, text in enumerate(line)
        ]
        self.made.append(Piece(Paragraph(f"表{self._tables} {name}"), CAPTION))
        emphasised = frozenset(range(1, 1 + strong))
        self.made.append(Piece(Table(cells, name=name), TABLE, name=name, strong=emphasised))
        if note:
            self.made.append(Piece(Paragraph(note), NOTE))

    def bars(
        self, title: str, series: Sequence[tuple[str, Sequence[Estimate]]], labels: Sequence[str]
    ) -> None:
        """Add a chart of indices; what is not published has no bar."""
        values = tuple(
            (name, tuple(Fraction(tenth(one.value)) if one.published else None for one in found))
            for name, found in series
        )
        told = "；".join(
            f"{name}：" + "，".join(f"{label}{figure(one)}" for label, one in zip(labels, found, strict=True))
            for name, found in series
        )
        self.made.append(
            Piece(Chart("bars", title, tuple(labels), values, "分", f"{title}。{told}。", 1), CHART)
        )
