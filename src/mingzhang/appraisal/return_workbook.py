"""Read and write the workbook of what comes back in a year (数据.xlsx)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from mingzhang.appraisal.claims import PointClaim
from mingzhang.appraisal.described import (
    APPEALS,
    BOOKS,
    CLAIMS,
    DECISIONS,
    EVIDENCE,
    LINES,
    OWN,
    REPORTED,
    RETURN_SHEETS,
    TRAININGS,
    VETOES,
    YES,
)
from mingzhang.appraisal.filled import AppraisalWorkbook
from mingzhang.appraisal.plan import Plan
from mingzhang.appraisal.returns import Appeal, Decision, OwnRow, Reported, Returns, Training, Veto
from mingzhang.appraisal.task_book import TaskBook, TaskLine
from mingzhang.facts.evidence import Evidence
from mingzhang.facts.workbook import Workbook
from mingzhang.readers.limits import Limits
from mingzhang.sheets import ROOM, Row, Value, cell_value, laid_out

Proofs = dict[tuple[str, str, str], list[Evidence]]  # unit, indicator and number; or claim


def read_returns(
    path: str | Path, plan: Plan, limits: Limits | None = None
) -> tuple[Returns, AppraisalWorkbook]:
    """What a workbook hands in, and the workbook with what is wrong with its cells.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    reader = _Reader(AppraisalWorkbook(path, REPORTED.name, limits), plan)
    return reader.returns(), reader.book


class _Reader:
    def __init__(self, book: AppraisalWorkbook, plan: Plan) -> None:
        self.book, self._plan = book, plan
        self._proof = self._evidence()

    def returns(self) -> Returns:
        """Everything that the sheets hold."""
        book = self.book
        trainings = (
            Training(day, row.text("topic"), int(row.figure("people") or 0))
            for row in book.rows(TRAININGS, "培训")
            if (day := book.day(TRAININGS, row, "day"))
        )
        own = (
            OwnRow(**row.texts("name", "target", "measure", "hand", "reason"), row=row.number)
            for row in book.rows(OWN, "自评指标")
        )
        vetoes = (
            Veto(self._unit(row), row.text("name"), row.text("reason"), row.figure("at_most"),
                 row.text("grade"), row.number)
            for row in book.rows(VETOES, "单位")
        )  # fmt: skip
        return Returns(
            tuple(self._books()), tuple(self._reported()), tuple(self._claims()), tuple(vetoes),
            tuple(self._appeals()), tuple(trainings), tuple(own), self._decision(),
        )  # fmt: skip

    def _unit(self, row: Row) -> str:
        """The name of the unit of a row, also where its code is written."""
        unit = self._plan.unit(row.text("unit"))
        return unit.name if unit else row.text("unit")

    def _evidence(self) -> Proofs:
        """Evidence by the leaf it belongs to, or by its claim."""
        found: Proofs = {}
        for row in self.book.rows(EVIDENCE, "佐证"):
            claim = row.text("claim")
            key = ("", "", claim) if claim else (self._unit(row), row.text("indicator"), row.text("number"))
            words = row.texts("name", "sha256", "by", "day", "proves")
            words["sha256"] = words["sha256"].lower()
            found.setdefault(key, []).append(Evidence(**words))
            if found[key][-1].flaw:
                self.book.told(EVIDENCE, row, "sha256", found[key][-1].flaw)
        return found

    def _books(self) -> Iterator[TaskBook]:
        """The task books with their lines; lines without a book are one that is being drawn."""
        lines: dict[str, list[TaskLine]] = {}
        for row in self.book.rows(LINES, "单位"):
            words = row.texts("number", "text", "indicator", "target", "challenge", "milestones", "matter")
            more = {"full": row.figure("full"), "row": row.number, **row.texts("special", "lead")}
            lines.setdefault(self._unit(row), []).append(TaskLine(**words, **more))  # type: ignore[arg-type]
        for row in self.book.rows(BOOKS, "单位"):
            unit, version = self._unit(row), int(row.figure("version") or 1)
            some = tuple(lines.pop(unit, ()))
            yield TaskBook(unit, version, row.text("state"), row.text("reason"), some, row.number)
        for unit, some_lines in lines.items():
            yield TaskBook(unit, 1, "编制", "", tuple(some_lines))

    def _reported(self) -> Iterator[Reported]:
        for row in self.book.rows(REPORTED, "单位"):
            unit, indicator, number = self._unit(row), row.text("indicator"), row.text("number")
            yield Reported(
                unit, indicator, row.text("actual"), number, row.figure("marks"), row.text("scorer"),
                row.text("reason"), row.text("absent") != YES, row.text("unsupported") == YES,
                tuple(self._proof.get((unit, indicator, number), ())), row.number,
            )  # fmt: skip

    def _claims(self) -> Iterator[PointClaim]:
        for row in self.book.rows(CLAIMS, "申报"):
            filed, words = self.book.day(CLAIMS, row, "filed"), row.text
            number, claimed = words("number"), row.figure("claimed") or Fraction(0)
            yield PointClaim(
                number, self._unit(row), words("kind"), words("rule"), words("text"), claimed,
                filed or date.max, words("outcome"), row.figure("approved"), words("panel"), words("reason"),
                words("source"), words("late"), tuple(self._proof.get(("", "", number), ())), row.number,
            )  # fmt: skip

    def _appeals(self) -> Iterator[Appeal]:
        for row in self.book.rows(APPEALS, "申诉"):
            day, words = self.book.day(APPEALS, row, "day"), row.text
            yield Appeal(
                words("number"), self._unit(row), words("indicator"), day or date.min, words("text"),
                words("state"), words("reason"), row.number,
            )  # fmt: skip

    def _decision(self) -> Decision | None:
        for row in self.book.rows(DECISIONS, "审议"):
            day, published = (self.book.day(DECISIONS, row, name) for name in ("day", "published"))
            if day:
                return Decision(day, row.text("meeting"), row.text("text"), published)
        return None


def return_workbook(returns: Returns, room: int = ROOM) -> Workbook:
    """The workbook of what was handed in, with free rows to be filled.

    >>> [leaf.name for leaf in return_workbook(Returns()).leaves][:4]
    ['任务书', '任务', '完成值', '佐证']
    """
    rows: dict[str, list[Mapping[str, Value]]] = {
        BOOKS.name: [_plain(book) for book in returns.books],
        LINES.name: [{**_plain(line), "unit": book.unit} for book in returns.books for line in book.lines],
        REPORTED.name: [{**_plain(one), "absent": "" if one.concerned else YES} for one in returns.reported],
        EVIDENCE.name: [*_proofs(returns)],
        CLAIMS.name: [_plain(claim) for claim in returns.claims],
        VETOES.name: [_plain(veto) for veto in returns.vetoes],
        APPEALS.name: [_plain(appeal) for appeal in returns.appeals],
        TRAININGS.name: [_plain(training) for training in returns.trainings],
        OWN.name: [_plain(row) for row in returns.own],
        DECISIONS.name: [_plain(returns.decision)] if returns.decision else [],
    }
    return Workbook("绩效考评数据", [laid_out(sheet, rows[sheet.name], room) for sheet in RETURN_SHEETS])


def _proofs(returns: Returns) -> Iterator[dict[str, Value]]:
    """The rows of evidence: of leaves, then of claims."""
    for one in returns.reported:
        key = {"unit": one.unit, "indicator": one.indicator, "number": one.number}
        yield from ({**_plain(item), **key} for item in one.evidence)
    for claim in returns.claims:
        yield from ({**_plain(item), "unit": claim.unit, "claim": claim.number} for item in claim.proof)


def _plain(item: object) -> dict[str, Value]:
    return {name: cell_value(value) for name, value in vars(item).items()}
