"""Doubt that travels: a finding is an error only if everything it rests on was read with certainty.

That are the places it names and the figures it compares; on a page recognised from a picture also the rows
that a sum should have, and, where words are judged, all words of the page: a word that is missing may have
been overlooked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.place import Place
from mingzhang.language.document.document import Document
from mingzhang.language.table.form import BoundTable
from mingzhang.work.closure import Spot, spot_of
from mingzhang.work.second_look import Page, undecided

_SUM = 3  # figures in a comparison from which it may lack one more
_NONE: Mapping[Spot, str] = {}


class Trust:
    """What of a document was read with certainty.

    >>> from mingzhang.facts.report import Doubt, Paragraph, Report
    >>> from mingzhang.understanding.understand import understand
    >>> report = Report("a.png", "picture", [Paragraph("合计 6.20")], doubts=[Doubt(1, (0, 0, 9, 9), 0.5)])
    >>> found = Finding("N-05", Verdict.FAILS, message="不等", places=[Place(1, (0, 0, 5, 5), printed="6.20")])
    >>> Trust(understand(report)).weighed(found).message
    '“6.20”看不准，不能断定，请看原件：不等'
    """

    def __init__(self, document: Document) -> None:
        self._report, self._tables = document.report, document.tables
        self._scanned: set[Page] = {(scan.page, scan.file) for scan in self._report.scans}
        self._doubted: set[Page] = {(doubt.page, doubt.file) for doubt in self._report.doubts}
        self._unread = [*self._report.unread_pages]

    def weighed(self, finding: Finding, proposed: Mapping[Spot, str] = _NONE) -> Finding:
        """The finding; undecided where it speaks against what the file does not show with certainty.

        What sums ask for in the place of a doubtful figure is ``proposed`` to the reader.
        """
        if finding.verdict is not Verdict.FAILS or not (self._report.doubts or self._scanned):
            return finding
        places = [*finding.places, *(figure.place for figure in (finding.gap.moves if finding.gap else ()))]
        doubtful = next((place for place in places if self._report.confidence(place) < 1), None)
        if doubtful is not None:
            asked = proposed.get(spot_of(doubtful))
            hint = f"（两处加总都要求是 {asked}）" if asked else ""
            return undecided(finding, f"“{doubtful.printed}”看不准{hint}，不能断定，请看原件")
        if self._scanned and (why := self._missing(finding, places)):
            return undecided(finding, why)
        return finding

    def _missing(self, finding: Finding, places: list[Place]) -> str:
        """Why something that a finding rests on may not have been read; ``""`` where all was."""
        if finding.gap is None and not finding.compared:
            pages = {_page(place) for place in places}
            if not pages or pages & self._scanned & self._doubted or pages == {(None, None)}:
                return "扫描页上的字可能没有认全，不能断定，请看原件"
            return ""
        if finding.gap is not None and len(finding.gap.moves) >= _SUM:
            for table in self._touched(places):
                if any(True for _ in self._unsure(table)):
                    return f"扫描页上《{table.title or table.name}》的行列可能没有认全，不能断定，请看原件"
        return ""

    def _touched(self, places: list[Place]) -> Iterator[BoundTable]:
        """The tables on scanned pages in which some places lie."""
        spots = {(_page(place), place.bbox) for place in places if _page(place) in self._scanned}
        for table in self._tables if spots else ():
            if any(((cell.page, cell.file), cell.bbox) in spots for cell in table.table.cells):
                yield table

    def _unsure(self, table: BoundTable) -> Iterator[str]:
        """What of a table on scanned pages may hide a row or a column."""
        held = {id(cell.original or cell) for row in table.rows for cell in row.objects.values()}
        for row in table.rows:
            if row.objects and not row.line:  # its name is no line of the form: it may be misread
                labels = (cell for cell in table.table.row(row.row) if id(cell.original or cell) not in held)
                yield from (c.text for c in labels if self._report.confidence(c.place()) < 1)
        for cell in table.table.cells:
            if cell.error and id(cell.original or cell) not in held:
                yield cell.error  # of a head or a label: figures that could not be read are known as such
        pages = {cell.page for cell in table.table.cells if cell.page}
        for page in self._unread:
            if {page - 1, page, page + 1} & pages:
                yield str(page)


def _page(place: Place) -> Page:
    return place.page, place.file
