"""The coverage of a document: every printed number, and which of the four states it is in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from mingzhang.facts.coverage import Coverage, Covered, Numeral, Worth, shaken
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import MONEY, Printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.language.document.document import Document
from mingzhang.language.document.performance_summary import summaries
from mingzhang.language.evaluation.grid import FormEntry, figures_of
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.table.cell import FIGURE, flat, reading
from mingzhang.language.table.grid import is_numbering, lines_of
from mingzhang.language.text.printed_numbers import printed_numbers
from mingzhang.language.text.quantities import numbers_in
from mingzhang.language.text.spelling import flatten

_LABELS = re.compile(r"(?:编码|编号|代码|行次|栏次|列次|序号)$|^[类款项]$|^科目$")
_NO_FIGURE = re.compile(  # printed ########, error values, letters for digits
    r"#+$|#[A-Z/0!?]+$|NaN$|[-+]?\d+(?:\.\d+)?E[-+]?\d+$|(?=.*\d)[-+]?[\dOIl]+(?:[.,，][\dOIl]+)+$",
    re.IGNORECASE,
)
_NOWHERE = (None,) * 5  # the key of a cell of a sheet, but for its file
_CONTENTS = re.compile(r"(?:\.{3,}|…+|·{3,}|\t)\s*\d+\s*$")


def coverage(document: Document, findings: Sequence[Finding] = ()) -> Coverage:
    """What each number of a document is worth, given all findings on it, those that hold included.

    Without findings nothing is checked: a number is understood, unread or doubtful.

    >>> from mingzhang.understanding.understand import understand
    >>> document = understand(Report("a.txt", "txt", [Paragraph("某局2024年度部门决算"),
    ...     Paragraph("二、收入决算情况说明"), Paragraph("本年收入合计10.00万元，其中补贴3..5万元。")]))
    >>> [(number.printed, number.worth.value) for number in coverage(document)]
    [('10.00万元', 'understood'), ('3..5万元', 'unread')]
    """
    found = list(numerals(document.report))
    spots = _Spots(document, found)
    meant = spots.of(_meant(document)) | spots.in_words(document)
    watched = spots.watched(findings)
    lacking = spots.of(slip.figure for slip in document.slips)  # read with the unit that it should have
    numbers = []
    for index, (numeral, place) in enumerate(zip(found, spots.named(document), strict=True)):
        if document.report.doubts and document.report.confidence(place) < 1:
            worth = Worth.DOUBTFUL
        elif not numeral.whole or index in lacking:
            worth = Worth.UNREAD
        elif index in watched:
            worth = Worth.CHECKED
        else:
            worth = Worth.UNDERSTOOD if index in meant else Worth.UNREAD
        numbers.append(Covered(numeral, place, worth))
    return Coverage(numbers)


# -- which numbers are printed ----------------------------------------------------------------------------


def numerals(report: Report) -> Iterator[Numeral]:
    """Every number printed in a report, in order.

    >>> table = Table([Cell("科目编码", 0, 0), Cell("决算数", 0, 1), Cell("201", 1, 0), Cell("6..20", 1, 1)])
    >>> [(n.text, n.whole) for n in numerals(Report("a", "txt", [table, Paragraph("共 3 个。")]))]
    [('6..20', False), ('3', True)]
    """
    for index, block in enumerate(report.blocks):
        if isinstance(block, Table):
            yield from _of_table(block, index)
        elif block.kind not in ("contents", "header") and not _CONTENTS.search(block.text):
            yield from _of_text(block.text, index, None)


def _of_text(text: str, block: int, cell: int | None) -> Iterator[Numeral]:
    one = flatten(text)
    for start, end, digits, unit, whole in printed_numbers(one.text):
        first, last = one.raw(start, end)
        yield Numeral(block, cell, first, last, digits, unit, whole)


def _of_table(table: Table, block: int) -> Iterator[Numeral]:
    """The numbers in the cells of a table; labels and lone years are none, damaged numbers are not whole."""
    labels = _labels(table)
    for position, cell in enumerate(table.cells):
        text = cell.text.strip() or cell.error or ""
        if not text or (cell.row, cell.column) in labels:
            continue
        said, start = reading(cell.text), max(0, cell.text.find(text))
        if said.kind == FIGURE and not cell.error:
            if not re.fullmatch(r"(?:19|20)\d\d", said.digits):
                yield Numeral(block, position, start, start + len(text), said.digits, said.unit)
        elif cell.error or _NO_FIGURE.match(text):
            yield Numeral(block, position, start, start + len(text), text, "", False)
        else:
            yield from _of_text(cell.text, block, position)


def _labels(table: Table) -> set[tuple[int, int]]:
    """Where a table prints codes, the numbers of its rows and the numbers of its columns."""
    from_row: dict[int, int] = {}
    found: set[tuple[int, int]] = set()
    for cells in lines_of(table):
        printed = [cell for cell in cells if cell.text.strip()]
        if is_numbering(printed):
            found.update((cell.row, cell.column) for cell in printed)
            continue
        for cell in printed:
            words = flat(cell.text)
            if _LABELS.search(words):
                columns = range(cell.column, cell.column + cell.colspan)
                from_row.update((column, cell.row) for column in columns if column not in from_row)
            elif words.isdigit() and from_row.get(cell.column, cell.row) < cell.row:
                found.add((cell.row, cell.column))
    return found


# -- what is known of them --------------------------------------------------------------------------------


def _meant(document: Document) -> Iterator[Printed]:
    """The figures that have a name."""
    unnamed = {
        id(fact)
        for table in document.tables
        if table.form is None
        for row in table.rows
        for fact in row.cells.values()
    }
    yield from (fact.figure for fact in document.facts if id(fact) not in unnamed)
    wholes = {id(claim.parent) for claim in document.claims if claim.parent is not None}
    for claim in document.claims:
        if claim.fact or (claim.subject and _tied(claim, id(claim) in wholes)):
            yield from _of_claim(claim)
        elif claim.level is not None and claim.subject and claim.level.unit not in (MONEY, "%"):
            yield claim.level  # 3 辆 says itself what it is; an amount of something unknown does not
    yield from figures_of(*_entries(document))
    for summary in summaries(document):
        yield from summary.figures.values()


def _tied(claim: Claim, whole: bool) -> bool:
    """Whether a claim that no phrase knows says how its figure hangs together with others."""
    if claim.aside:
        return False
    moved = any(change.amount is not None or change.rate is not None for change in claim.changes)
    compared = moved or claim.completions or claim.bases
    return whole or claim.parent is not None or bool(claim.level is not None and compared)


def _of_claim(claim: Claim) -> Iterator[Printed]:
    figures = [claim.level, *claim.bases.values(), *(share.percent for share in claim.shares)]
    figures += [figure for change in claim.changes for figure in (change.amount, change.rate)]
    figures += [done.percent for done in claim.completions]
    return (figure for figure in figures if figure is not None)


def _entries(document: Document) -> Iterator[FormEntry]:
    for form in document.evaluations:
        yield from (entry for row in form.funds.values() for entry in row.values())
        yield from (form.rate, form.rate_full, form.rate_score, form.total_full, form.total_score)
        yield from (entry for row in form.indicators for entry in (row.full, row.score))
    for table in document.score_tables:
        yield from (entry for leaf in table.leaves for entry in (leaf.full, leaf.score))
        yield from (table.total_full, table.total_score)


class _Spots:
    """Finds the printed numbers again from the places of figures."""

    def __init__(self, document: Document, found: Sequence[Numeral]) -> None:
        self.found = found
        self.places: list[Place] = []
        self._texts: list[str] = []
        self._by_key: dict[tuple[object, ...], list[int]] = {}
        self._by_cell: dict[int, list[int]] = {}
        self._by_place: dict[Place, list[int]] = {}
        self._by_text: dict[str, list[int]] = {}  # of running text
        blocks = document.report.blocks
        for index, numeral in enumerate(found):
            block = blocks[numeral.block]
            if isinstance(block, Paragraph):
                place = block.place(numeral.start, numeral.end)
                self._by_text.setdefault(numeral.text, []).append(index)
            else:
                assert numeral.cell is not None
                cell = block.cells[numeral.cell]
                place = cell.place()
                self._by_cell.setdefault(id(cell), []).append(index)
            self.places.append(place)
            self._texts.append(block.text if isinstance(block, Paragraph) else cell.text)
            self._by_key.setdefault(_key(place), []).append(index)
        self._name(document)

    def named(self, document: Document) -> Iterator[Place]:
        """The places of all numbers; what no table and no sentence has named is told by its section."""
        wheres: dict[int, str] = {}
        for numeral, place in zip(self.found, self.places, strict=True):
            if place.section or place.table:
                yield place
                continue
            if numeral.block not in wheres:
                wheres[numeral.block] = document.where(numeral.block)
            block = document.report.blocks[numeral.block]
            sheet = block.name if isinstance(block, Table) else ""
            yield place.naming(table=sheet or None, section=wheres[numeral.block])

    def _name(self, document: Document) -> None:
        """Take over the names that bound tables and forms give to their cells."""
        named = [
            (fact.figure.place, row.objects.get(name))
            for table in document.tables
            for row in table.rows
            for name, fact in row.cells.items()
            if fact is not None
        ]
        named += [(entry.place, entry.cell) for entry in _entries(document)]
        named += [(text.place, text.cell) for form in document.evaluations for text in form.texts()]
        named += [(figure.place, None) for figure in document.unplaced]
        for place, cell in named:
            for index in self._of_cell(place, cell):
                self.places[index] = place
                if _key(place)[1:] == _NOWHERE:  # cells of a sheet
                    self._by_place.setdefault(place, []).append(index)

    def _of_cell(self, place: Place, cell: Cell | None) -> list[int]:
        own = self._by_cell.get(id(cell.original or cell)) if cell is not None else None
        return own if own is not None else self.at(place)

    def at(self, place: Place) -> list[int]:
        """The numbers at a place."""
        key = _key(place)
        if key[1:] == _NOWHERE:
            return self._by_place.get(place, [])
        found = self._by_key.get(key, [])
        if len(found) > 1 and place.span:  # two lines of a format that knows no lines
            found = [index for index in found if place.quote[:20] in self._texts[index]]
        return found

    def of(self, figures: Iterable[Printed]) -> set[int]:
        """The numbers behind figures; they take over the places of these, which name more."""
        found: set[int] = set()
        for figure in figures:
            here = self.at(figure.place)
            if len(here) == 1:
                self.places[here[0]] = figure.place
            found.update(here or self._inside(figure))
        return found

    def _inside(self, figure: Printed) -> Iterator[int]:
        """The number of a figure whose place begins with the words before it."""
        place, span = figure.place, figure.place.span
        if span is None:
            return
        for index in self._by_text.get(figure.text, ()):
            numeral, text = self.found[index], self._texts[index]
            inside = span[0] <= numeral.start and numeral.end <= span[1]
            if inside and text[slice(*span)] == place.printed and self.places[index].line == place.line:
                yield index

    def in_words(self, document: Document) -> set[int]:
        """The numbers that stand in words of an evaluation form and that its targets explain."""
        found: set[int] = set()
        for form in document.evaluations:
            for entry in form.texts():
                numbers = self._of_cell(entry.place, entry.cell)
                if numbers and numbers_in(entry.text):
                    found.update(numbers)
        return found

    def watched(self, findings: Sequence[Finding]) -> set[int]:
        """The numbers that some check would not let pass with another first digit."""
        figures: dict[Printed, None] = {}
        for finding in findings:
            if finding.verdict is not Verdict.UNDECIDED:
                figures.update(dict.fromkeys(_noticing(finding, figures)))
                figures.update(dict.fromkeys(finding.compared))
        found = self.of(figures)
        return found | self._repeated(found)

    def _repeated(self, watched: set[int]) -> set[int]:
        """The numbers of sentences that stand word for word where they are compared: once is enough."""
        said = {(self._texts[index], self.found[index].start) for index in watched}
        texts = enumerate(self._texts)
        return {i for i, text in texts if self.found[i].cell is None and (text, self.found[i].start) in said}


def _noticing(finding: Finding, known: Container[Printed]) -> Iterable[Printed]:
    """The figures of a comparison whose first digit could not be another one, but for those ``known``."""
    if finding.gap is None:
        return ()
    if finding.verdict is Verdict.FAILS:
        return finding.gap.sources
    return list(shaken(finding.gap, finding.relation, known))


def _key(place: Place) -> tuple[object, ...]:
    """What tells a spot from all others: where it begins."""
    first = place.boxes[0] if place.boxes else place.bbox  # of a number that goes on on the next line
    corner = first[:2] if first else None
    source = place.source[0][:2] if place.source else None
    return place.file, place.page, place.line, corner, source, place.span[0] if place.span else None
