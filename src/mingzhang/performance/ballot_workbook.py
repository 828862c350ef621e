"""Read and write the workbook of an evaluation: experts' marks, texts, expectations; wrong cells by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from mingzhang.catalogue import NATION, indicator_systems, load
from mingzhang.facts.place import cell_name
from mingzhang.facts.report import Table
from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.language.evaluation.indicator_system import Criterion, IndicatorSystem
from mingzhang.language.text.spelling import plain
from mingzhang.language.workbook.form import InputSheet, head_of
from mingzhang.performance.ballot import (
    EXPECTED,
    MARK,
    OPINION,
    SETTINGS,
    TEXTS,
    WORDS,
    Ballot,
    Expected,
    Review,
    expert_sheet,
    level,
    mark_faults,
)
from mingzhang.performance.project import ACCEPTED, Accepted, Project, Register
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.precision import summed, written
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import (
    FIRST,
    ROOM,
    Row,
    SheetReader,
    Value,
    laid_out,
    sheets_of,
    write_sheets,
)

_SUMS = ("合计", "总分")
_FIXED = ("number", "asks", "full")
_OWN = (MARK, OPINION)  # heads by which an expert's sheet is known
_HIGHEST = 8  # rows among which they stand


class UnfitReviewError(ValueError):
    """A project or an indicator system that there is not; the message is one Chinese sentence."""


def chosen_system(register: Register, name: str = "") -> IndicatorSystem:
    """The indicator system of a name, otherwise the one the place uses; raises :class:`UnfitReviewError`.

    >>> chosen_system(Register(place="110106", year=2020)).key
    '北京四级'
    """
    place, year = register.place or NATION, register.year or None
    known = indicator_systems(place, year)
    key = name or load(place, year).settings.indicator_system
    if key not in known:
        raise UnfitReviewError(f"没有指标体系“{key}”，可用的有：{'、'.join(known)}。")
    return known[key]


def project_of(register: Register, name: str) -> Project:
    """The project of a code or name, the only one where none is named; raises :class:`UnfitReviewError`."""
    if not name and len(register.projects) == 1:
        return register.projects[0]
    found = register.of(name)
    if found is None:
        said = f"没有项目“{name}”" if name else "不止一个项目，请用 --project 写明哪一个"
        raise UnfitReviewError(f"项目表里{said}。")
    return found


# -- reading -----------------------------------------------------------------------------------------------


def read_review(
    paths: Sequence[str | Path], register: Register, limits: Limits | None = None
) -> tuple[Review, list[ScoringProblem]]:
    """What the workbooks of one evaluation hand in, and what is wrong with them.

    The first one has the settings and texts; every sheet with marks, in any of them, is one expert's.
    Raises :class:`~mingzhang.readers.limits.UnreadableError` and :class:`UnfitReviewError`.
    """
    books = [sheets_of(path, limits) for path in paths]
    if SETTINGS.name not in books[0]:
        raise UnreadableError(
            Path(paths[0]), f"没有“{SETTINGS.name}”工作表；评分表用 mingzhang evaluate panel 生成"
        )
    reader = SheetReader(books[0])
    settings = next(reader.rows(SETTINGS), None)
    if settings is None:
        raise UnreadableError(Path(paths[0]), f"“{SETTINGS.name}”表没有填写项目")
    said = settings.text
    review = Review(said("project"), said("system"), said("method"), said("day"))
    project, system = project_of(register, review.project), chosen_system(register, review.system)
    reader.named = lambda _: project.name
    _texts(review, reader)
    review.accepted = [
        Accepted(**row.texts("project", "name", "column", "reason")) for row in reader.rows(ACCEPTED)
    ]
    for book in books:
        for name, table in book.items():
            if _head_row(table) is not None:
                _add_ballot(review, _Marks(project.name, system, name, table), reader)
    return review, reader.problems


def _texts(review: Review, reader: SheetReader) -> None:
    """Add the texts of the report and the expected goals to the review; unknown keys are problems."""
    known = {wanted.key for wanted in TEXTS}
    for row in reader.rows(WORDS):
        key, text = row.text("key"), row.text("text")
        if key and key not in known:
            reader.problem(
                "", WORDS, "key", row.number, f"报告里没有“{key}”，应为{'、'.join(sorted(known))}之一"
            )
        elif text:
            review.texts.setdefault(key, []).append(text)
    for row in reader.rows(EXPECTED):
        if row.text("aim"):
            review.expected.append(Expected(**row.texts("goal", "aim", "got"), row=row.number))


def _head_row(table: Table) -> int | None:
    """The row that has the heads of an expert's sheet, ``None`` in any other sheet."""
    rows = range(min(_HIGHEST, table.shape[0]))
    return next((row for row in rows if {head_of(c.text) for c in table.row(row)} >= set(_OWN)), None)


def _add_ballot(review: Review, marks: _Marks, reader: SheetReader) -> None:
    ballot = marks.ballot()
    if any(other.expert == ballot.expert for other in review.ballots):
        marks.problem(MARK, "这名专家的评分已经有了，请给工作表另起名称", None)
    else:
        review.ballots.append(ballot)
    reader.problems += marks.problems


class _Marks:
    """The sheet of one expert, held against the indicator system row by row."""

    def __init__(self, project: str, system: IndicatorSystem, name: str, table: Table) -> None:
        self._project, self._system, self._name, self._table = project, system, name, table
        self._sheet = expert_sheet(name, system)
        self._reader = SheetReader({name: table}, lambda _: project)
        self._at = self._columns()
        self.problems: list[ScoringProblem] = []

    def _columns(self) -> dict[str, int]:
        """Where each field stands, by the row of heads."""
        heads = {head_of(column.head): name for name, column in self._sheet.fields}
        row = self._table.row(_head_row(self._table) or 0)
        return {heads[said]: cell.column for cell in row if (said := head_of(cell.text)) in heads}

    def problem(
        self, column: str, message: str, row: int | None, field: str = "mark", name: str = ""
    ) -> None:
        """Note what is wrong with a cell of this sheet."""
        at = self._at.get(field)
        cell = f"{self._name}!{cell_name(row - 1, at)}" if row and at is not None else self._name
        self.problems.append(ScoringProblem(self._project, name, column, message, row, cell))

    def ballot(self) -> Ballot:
        """What the expert gave; rows that are no leaf, and leaves that have no row, are told."""
        ballot = Ballot(self._name)
        rows = list(self._reader.rows(self._sheet))
        sums = {row.number for row in rows if row.text("level1") in _SUMS}
        rows = [row for row in rows if row.number not in sums]
        self.problems += [problem for problem in self._reader.problems if problem.row not in sums]
        unread = {problem.cell for problem in self.problems}
        self._merged()
        if not rows and not unread:
            heads = "、".join(column.head for _, column in self._sheet.fields)
            self.problem(MARK, f"表头与指标体系“{self._system.key}”的评分表不同，应为{heads}", None)
            return ballot
        if not any(row.values.keys() & {"mark", "opinion"} for row in rows) and not unread:
            self.problem(MARK, f"{self._name}还没有评分", None)
            return ballot
        above: dict[str, str] = {}
        for row in rows:
            names = self._names(row, above)
            leaf = self._leaf(names)
            if leaf is None:
                self.problem(
                    "序号",
                    f"“{'/'.join(names)}”不在指标体系“{self._system.key}”里，请删去这一行",
                    row.number,
                    "number",
                )
            elif leaf.path in ballot.rows:
                self.problem("序号", f"与第 {ballot.rows[leaf.path]} 行重复", row.number, "number", leaf.name)
            else:
                self._mark(ballot, leaf, row, unread)
        for leaf in self._system.leaves:
            if leaf.path not in ballot.rows:
                self.problem(MARK, "缺少这一行，请照空白评分表补上", None, name=self._system.called(leaf))
        return ballot

    def _merged(self) -> None:
        """Marks that share a merged cell: nobody can tell whose they are."""
        for cell in self._table.cells:
            if cell.rowspan > 1 and cell.column in (self._at.get("mark"), self._at.get("opinion")):
                self.problem(MARK, f"与下面 {cell.rowspan - 1} 行合并了，请取消合并，逐行填写", cell.row + 1)

    def _names(self, row: Row, above: dict[str, str]) -> tuple[str, ...]:
        """The names of the levels; where a cell was left empty, by unmerging, the one above counts."""
        fields = [level(depth) for depth in range(len(self._system.heads))]
        for depth, name in enumerate(fields):
            said = row.text(name)
            if said and plain(said) != plain(above.get(name, "")):
                for lower in fields[depth:]:
                    above.pop(lower, None)
            if said:
                above[name] = said
        return tuple(above.get(name, "") for name in fields)

    def _leaf(self, names: tuple[str, ...]) -> Criterion | None:
        said = tuple(map(plain, names))
        found = [leaf for leaf in self._system.leaves if tuple(map(plain, leaf.path)) == said]
        return found[0] if found else None

    def _mark(self, ballot: Ballot, leaf: Criterion, row: Row, unread: set[str]) -> None:
        """Enter an expert's mark and opinion for a leaf; what is missing or too high is a problem."""
        name, full, mark = self._system.called(leaf), row.figure("full"), row.figure("mark")
        ballot.rows[leaf.path] = row.number
        ballot.cells[leaf.path] = cell = f"{self._name}!{cell_name(row.number - 1, self._at['mark'])}"
        if full is not None and full != leaf.full:
            self.problem(
                "分值",
                f"分值 {written(full)} 与指标体系的 {written(leaf.full)} 不同，请改回",
                row.number,
                "full",
                name,
            )
        opinion = row.text("opinion").rstrip("。；")
        if opinion:
            ballot.opinions[leaf.path] = opinion
        if mark is None:
            if cell not in unread:
                self.problem(MARK, "没有评分", row.number, name=name)
            return
        if mark <= leaf.full:
            ballot.marks[leaf.path] = mark
        for column, message in mark_faults(leaf.full, mark, opinion):
            self.problem(column, message, row.number, "mark" if column == MARK else "opinion", name)


# -- writing -----------------------------------------------------------------------------------------------


def write_review(
    register: Register,
    out: str | Path,
    project: str = "",
    system: str = "",
    experts: int = 3,
    force: bool = False,
) -> None:
    """Write an empty workbook for the evaluation of a project, with a sheet for each expert.

    Raises :class:`UnfitReviewError` and :class:`~mingzhang.writers.written.UnwritableError`.
    """
    one, chosen = project_of(register, project), chosen_system(register, system)
    expected = [
        Expected(item.level2.removesuffix("指标"), item.target, item.actual)
        for item in one.indicators
        if item.applies
    ]
    ballots = [Ballot(f"专家{number}") for number in range(1, experts + 1)]
    review = Review(one.code or one.name, chosen.key, expected=expected, ballots=ballots)
    write_sheets(review_workbook(review, chosen, one.name), out, force)


def review_workbook(review: Review, system: IndicatorSystem, title: str = "") -> Workbook:
    """The workbook of an evaluation with what is known, and rows to be filled.

    >>> system = chosen_system(Register(place="110106", year=2020))
    >>> [leaf.name for leaf in review_workbook(Review("1", ballots=[Ballot("专家1")]), system).leaves]
    ['评价', '文字', '预期与实际', '专家1', '问题接受']
    """
    settings = {"project": review.project, "system": system.key, "method": review.method, "day": review.day}
    leaves = [
        laid_out(SETTINGS, [settings], 0),
        laid_out(WORDS, list(_wanted(review)), ROOM, ("part", "asks")),
        laid_out(EXPECTED, [vars(item) for item in review.expected]),
        *(_expert_leaf(ballot, system) for ballot in review.ballots),
        laid_out(_accepting(), [vars(accepted) for accepted in review.accepted]),
    ]
    return Workbook(f"{title}绩效评价评分表", leaves)


def _accepting() -> InputSheet:
    note = "程序列出的问题确须保留的，照抄项目、指标、栏目并写明理由；理由印在报告里。"
    return replace(ACCEPTED, note=note)


def _wanted(review: Review) -> Iterator[Mapping[str, Value]]:
    for wanted in TEXTS:
        asks = wanted.asks if wanted.required else f"{wanted.asks}（可以不填）"
        for text in review.texts.get(wanted.key) or [""]:
            yield {"part": wanted.part, "key": wanted.key, "asks": asks, "text": text}


def _expert_leaf(ballot: Ballot, system: IndicatorSystem) -> Worksheet:
    """The sheet of one ballot: a row for each leaf of the system, full marks and marks summed below."""
    sheet = expert_sheet(ballot.expert, system)
    rows: list[dict[str, Value]] = []
    for number, leaf in enumerate(system.leaves, 1):
        row: dict[str, Value] = {level(depth): name for depth, name in enumerate(leaf.path)}
        row |= {"number": Fraction(number), "asks": leaf.asks, "full": leaf.full}
        row |= {"mark": ballot.marks.get(leaf.path), "opinion": ballot.opinions.get(leaf.path, "")}
        rows.append(row)
    levels = [level(depth) for depth in range(len(system.heads))]
    made = laid_out(sheet, rows, 0, (*_FIXED, *levels))
    names, last = [name for name, _ in sheet.fields], FIRST + len(rows)
    made.slots.append(Slot((last, 1), SlotLook.LABEL, _SUMS[0]))
    for name, marks in (("full", [leaf.full for leaf in system.leaves]), ("mark", ballot.marks.values())):
        column, added = names.index(name), summed(marks)
        result = Decimal(added.numerator) / Decimal(added.denominator)
        made.slots.append(
            Slot((last, column), SlotLook.SUM, result, parts=((FIRST, column, last - 1, column),))
        )
    return made
