"""The workbook in which units answer their problems: written with what was found, read with what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mingzhang.facts.report import Table
from mingzhang.facts.workbook import Workbook
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import Row, SheetReader, described_sheets, laid_out, row_of, sheets_of
from mingzhang.verification.problem import ProblemAct

(ANSWERS,) = described_sheets(Path(__file__).with_name("sheets.toml"), "answers")
_GIVEN = ("year", "problem", "unit", "item", "found", "state")
_LISTED = re.compile(r"[、，,;；]+")


@dataclass(frozen=True)
class UnitAnswer:
    """What a unit says of one problem: the step, ``None`` for a draft, its words, the names of its files.

    ``item``, ``found`` and ``state`` are what the office wrote beside it; nothing is read from them.
    """

    year: str
    problem: str
    unit: str
    act: ProblemAct | None = None
    text: str = ""
    evidence: tuple[str, ...] = ()
    item: str = ""
    found: str = ""
    state: str = ""
    row: int | None = None

    @property
    def where(self) -> str:
        """Where it stands in its workbook.

        >>> UnitAnswer("2026", "A-001-1", "某局", row=6).where
        '第 6 行问题“A-001-1”'
        """
        return f"第 {self.row} 行问题“{self.problem}”" if self.row else f"问题“{self.problem}”"


def answer_workbook(asked: Iterable[UnitAnswer]) -> Workbook:
    """The workbook to be filled in: what was found stays as it is.

    >>> answer_workbook([UnitAnswer("2026", "A-001-1", "某局")]).leaves[0].name
    '整改答复'
    """
    rows = [row_of(one, ANSWERS) | {"act": one.act, "evidence": "、".join(one.evidence)} for one in asked]
    return Workbook(ANSWERS.name, [laid_out(ANSWERS, rows, 0, _GIVEN)])


def read_answers(
    path: str | Path, limits: Limits | None = None
) -> tuple[list[UnitAnswer], list[ScoringProblem]]:
    """What the units say, and what is wrong with cells.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    path = Path(path)
    tables = sheets_of(path, limits)
    if ANSWERS.name not in tables:
        raise UnreadableError(path, f"没有“{ANSWERS.name}”工作表，请从核验问题页面下载后填写")
    return answers_in(tables)


def answers_in(tables: Mapping[str, Table]) -> tuple[list[UnitAnswer], list[ScoringProblem]]:
    """What the units say in the sheets of a workbook; a row with nothing filled in says nothing.

    >>> answers_in({})
    ([], [])
    """
    sheets = SheetReader(tables, kind="问题", owners=("problem",), free=True)
    return [one for row in sheets.rows(ANSWERS) if (one := _answer(sheets, row))], sheets.problems


def _answer(sheets: SheetReader, row: Row) -> UnitAnswer | None:
    """The answer of a row, ``None`` where it says nothing, or lacks what it is about: told already."""
    words = row.texts("year", "problem", "unit", "text")
    files = tuple(filter(None, map(str.strip, _LISTED.split(row.text("evidence")))))
    act = ProblemAct(row.text("act")) if row.text("act") else None
    if not (words["text"] or files or act) or not (words["year"] and words["problem"] and words["unit"]):
        return None
    if "act" in row.cells and act is None:
        return None
    if act is None and not words["text"]:
        sheets.problem(words["problem"], ANSWERS, "text", row.number, "只写了佐证材料，没有写内容")
        return None
    return UnitAnswer(**words, act=act, evidence=files, row=row.number)
