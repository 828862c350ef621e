"""Whether the program knows which numbers it watches: its own map against a change of every number."""

from __future__ import annotations

import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from bench.documents import examples, real
from bench.table import show
from mingzhang.facts.coverage import Covered, Numeral, Worth, altered
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph, Report
from mingzhang.language.document.document import Document
from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge

MOST = int(os.environ.get("COVERAGE_NUMBERS", "150"))  # numbers of one document that are tried
PROCESSES = 2
Spot = tuple[object, ...]
Key = tuple[str, frozenset[Spot], str, str, object]


@dataclass(frozen=True)
class Tried:
    """One number: what the map says of it, and the rules that noticed its change."""

    number: Covered
    noticed: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether map and measurement say the same."""
        return (self.number.worth is Worth.CHECKED) == bool(self.noticed)


def run() -> None:
    """Print for every document both counts and where they differ."""
    rows = []
    for path in [*real(), *examples()]:
        tried, total = tries(read_report(path, Limits()))
        if tried:
            rows.append([path.name, total, len(tried), *_row(tried)])
    heads = ["文件", "数", "改动", "图上有检查", "实测发现", "文字", "多说", "少说", "相差"]
    show("哪些数有检查管着：程序自己说的与逐个改动首位数字量出的（目标：相差 2 % 以内）", heads, rows)


def _row(tried: list[Tried]) -> list[str]:
    told = [one for one in tried if one.number.worth is Worth.CHECKED]
    text = [one for one in tried if one.number.numeral.cell is None]
    over = sum(not one.noticed for one in told)
    under = sum(bool(one.noticed) for one in tried) - len(told) + over
    return [
        str(len(told)),
        str(sum(bool(one.noticed) for one in tried)),
        f"{sum(bool(one.noticed) for one in text)}/{len(text)}",
        str(over),
        str(under),
        f"{100 * (over + under) / len(tried):.1f} %",
    ]


def tries(report: Report, most: int = MOST) -> tuple[list[Tried], int]:
    """Numbers of a report evenly taken, each changed in turn; with them how many there are."""
    document = understand(report)
    numbers = list(coverage(document, judge(document)))
    every = max(1, -(-len(numbers) // most))
    chosen = [number for number in numbers[::every] if number.numeral.whole]
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _prepare, (report,)) as pool:
        return list(pool.map(_try, chosen, chunksize=4)), len(numbers)


_unchanged: list[tuple[Document, list[Finding]]] = []


def _prepare(report: Report) -> None:
    document = understand(report)
    _unchanged[:] = [(document, judge(document))]


def _try(number: Covered) -> Tried:
    document, before = _unchanged[0]
    changed = seeded(document.report, number.numeral)
    old, new = number.numeral.text, altered(number.numeral.text)
    findings = judge(understand(changed, document.place, document.year, document.kind))
    new_ones = noticing(findings, before, old, new)
    return Tried(number, tuple(sorted({rule for rule, *_ in new_ones})))


def noticing(findings: list[Finding], before: list[Finding], old: str, new: str) -> set[Key]:
    """What fails that did not fail before the change, at other spots or by another amount.

    A finding on many rows that lost or only quotes the changed one has not noticed it; a sum that was wrong
    and comes out right by the change has.
    """
    either = re.compile(rf"(?<![\d.])(?:{re.escape(old)}|{re.escape(new)})(?![\d.])")
    failing = {_key(finding, either): finding for finding in before if finding.verdict is Verdict.FAILS}
    known = set(failing)
    found = {_key(finding, either) for finding in findings if finding.verdict is Verdict.FAILS}
    mended = {key for key in known - found if _compares(failing[key], old)}
    lost = {key for key in found if any(key[0] == other[0] and key[1] < other[1] for other in known)}
    return (found - known - lost) | mended


def _compares(finding: Finding, text: str) -> bool:
    """Whether a finding calculated with a figure of this text."""
    sources = finding.gap.sources if finding.gap is not None else ()
    return any(figure.text == text for figure in (*sources, *finding.compared))


def _key(finding: Finding, either: re.Pattern[str]) -> Key:
    """The rule, where, what is printed, what it says where it names no spot, and by how much."""
    spots = frozenset(_spot(place) for place in finding.places)
    gap = finding.gap.value if finding.gap is not None else finding.expected
    told = either.sub("…", finding.message) if not spots else ""
    printed = finding.printed if either.fullmatch(finding.printed) else either.sub("…", finding.printed)
    return finding.rule, spots, printed, told, gap


def _spot(place: Place) -> Spot:
    return place.file, place.page, place.line, place.table, place.column, place.bbox, place.span


def seeded(report: Report, numeral: Numeral) -> Report:
    """The report with another first digit in one number; the original is left as it is."""
    blocks = list(report.blocks)
    block = blocks[numeral.block]
    if isinstance(block, Paragraph):
        blocks[numeral.block] = replace(block, text=_put(block.text, numeral))
    elif numeral.cell is not None:
        cells = list(block.cells)
        cell = cells[numeral.cell]
        cells[numeral.cell] = replace(cell, text=_put(cell.text, numeral))
        blocks[numeral.block] = replace(block, cells=cells)
    return replace(report, blocks=blocks)


def _put(text: str, numeral: Numeral) -> str:
    return text[: numeral.start] + altered(text[numeral.start : numeral.end]) + text[numeral.end :]


def differing(path: Path) -> None:
    """Print every number of a document of which map and measurement differ."""
    tried, _ = tries(read_report(path, Limits()))
    for one in tried:
        if not one.agrees:
            number = one.number
            print(
                number.worth.value, number.printed, number.place, number.place.quote, *one.noticed, sep="\t"
            )
    print(len(tried), *_row(tried))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        differing(Path(name))
