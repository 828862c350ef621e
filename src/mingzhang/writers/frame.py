"""Findings as a table for those who analyse them: a frame of pandas or polars, whichever is installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from mingzhang.facts.result import Result

LIBRARIES = ("pandas", "polars")
COLUMNS = (
    "file", "unit", "year", "kind", "rule", "severity", "verdict", "where", "page", "table", "row", "column",
    "section", "printed", "expected", "unit_printed", "message", "fingerprint", "explained",
)  # fmt: skip


def records(results: Sequence[Result]) -> Iterator[dict[str, Any]]:
    """One row for each finding, with its document; the columns are :data:`COLUMNS`.

    >>> from mingzhang.facts.finding import Finding, Verdict
    >>> from mingzhang.facts.result import CheckedDocument
    >>> found = Finding("N-03", Verdict.FAILS, printed="5.00", expected="6.00", unit="万元")
    >>> (row,) = records([Result(CheckedDocument("决算.pdf"), findings=(found,))])
    >>> row["file"], row["rule"], row["expected"], row["explained"]
    ('决算.pdf', 'N-03', '6.00', False)
    """
    for result in results:
        document = result.document
        for finding in result.findings:
            place = finding.places[0] if finding.places else None
            spot = {
                name: getattr(place, name, None) for name in ("page", "table", "row", "column", "section")
            }
            yield {
                "file": document.file,
                "unit": document.unit,
                "year": document.year,
                "kind": document.kind,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "verdict": finding.verdict.value,
                "where": str(place) if place else "",
                **spot,
                "printed": finding.printed,
                "expected": finding.expected,
                "unit_printed": finding.unit,
                "message": finding.message,
                "fingerprint": finding.fingerprint,
                "explained": finding.fingerprint in result.explained,
            }


def to_frame(results: Sequence[Result]) -> Any:
    """The findings as a data frame; raises ``ImportError`` where neither pandas nor polars is installed."""
    for name in LIBRARIES:
        try:
            library = import_module(name)
        except ModuleNotFoundError:
            continue
        rows = list(records(results))
        return library.DataFrame({column: [row[column] for row in rows] for column in COLUMNS})
    raise ImportError("没有安装 pandas 或 polars，不能生成数据表；装上其中一个再用。")
