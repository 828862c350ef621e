"""A document understood: what kind it is, whose, of which year, and the facts, claims and forms in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from mingzhang.facts.fact import Facts
from mingzhang.facts.number import Printed
from mingzhang.facts.report import Paragraph, Report
from mingzhang.language.evaluation.recognise import ScoreTable, SelfEvaluation
from mingzhang.language.narrative.claim import Claim, UnitSlip
from mingzhang.language.narrative.naming import Names
from mingzhang.language.table.form import BoundTable
from mingzhang.language.table.notation import Notation

KINDS = ("final_account", "budget", "self_evaluation", "evaluation_report", "unknown")


@dataclass
class Section:
    """A heading and what stands under it up to the next heading of its level or above.

    ``number`` is the ordinal as printed (“五、”, “（三）”), ``level`` counts from 1 (第一部分) downwards,
    ``key`` is the catalogue's name of this section or ``""``, ``start``/``end`` are block indexes.
    """

    title: str
    number: str
    level: int
    start: int
    end: int
    key: str = ""
    heading: Paragraph | None = None


@dataclass
class Document:
    """What a document says; what rules work out from it belongs to ``Examined``.

    ``kind`` is one of :data:`KINDS`; ``place`` the six-digit administrative code, as far down as it is
    known, the rules were chosen for; ``scope`` says ``"unit"`` of a 单位决算 or 单位预算, ``"department"`` of
    a 部门决算 or 部门预算, ``"office"`` of one that is of the department's own office (本级) alone;
    ``headings`` all headings in order; ``tables`` the bound tables.
    ``beside`` holds the documents this one is held against, by what they are to it (上年文件, 预算文件,
    另一单位): the figures of the first two are among ``facts`` as ``上年文件:名称`` where the unit is the same.
    ``unplaced`` are the figures of bound tables for which no row or column was found; ``hollow`` the empty
    tables of which the text tells amounts, each with the first of them: their blanks are no facts.
    ``about`` is the key of the one section that a notice is whose headings name none: 某县“三公”经费决算说明.
    """

    report: Report
    notation: Notation
    kind: str = "unknown"
    unit: str = ""
    year: int | None = None
    place: str = "000000"
    scope: str = ""
    about: str = ""
    facts: Facts = field(default_factory=Facts)
    sections: list[Section] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    tables: list[BoundTable] = field(default_factory=list)
    evaluations: list[SelfEvaluation] = field(default_factory=list)
    score_tables: list[ScoreTable] = field(default_factory=list)
    unplaced: list[Printed] = field(default_factory=list)
    hollow: list[tuple[BoundTable, Claim]] = field(default_factory=list)
    slips: list[UnitSlip] = field(default_factory=list)
    names: Names | None = None  # names of functional codes, the printed ones first
    beside: dict[str, list[Document]] = field(default_factory=dict)

    def section_of(self, block: int) -> Section | None:
        """The innermost section that holds a block."""
        around = self.around(block)
        return around[-1] if around else None

    def around(self, block: int) -> tuple[Section, ...]:
        """The sections that hold a block, in the order of their headings: the innermost is the last."""
        return self._around[block] if 0 <= block < len(self._around) else ()

    @cached_property
    def _around(self) -> list[tuple[Section, ...]]:
        """The sections around each block, found in one go: all sentences of a thousand pages ask."""
        turns: dict[int, list[Section]] = {}
        for section in self.sections:
            if section.start < section.end:
                turns.setdefault(section.start, []).append(section)
                turns.setdefault(section.end, [])
        found: list[tuple[Section, ...]] = []
        inside: tuple[Section, ...] = ()
        for block in range(max(turns, default=0)):
            if block in turns:
                inside = (*(s for s in inside if block < s.end), *turns[block])
            found.append(inside)
        return found

    def where(self, block: int) -> str:
        """The heading a block stands under, with the number of its part: 第二部分 三、支出决算情况说明."""
        inner = self.section_of(block)
        if inner is None:
            return ""
        heading = inner.number + " ".join(inner.title.split())
        part = next((s for s in self.around(block) if s.level == 1), None)
        if part is None or part is inner or not part.number.startswith("第"):
            return heading
        return f"{part.number} {heading}"

    def key_at(self, block: int) -> str:
        """The catalogue's key of the innermost section around a block that has one."""
        return next((section.key for section in reversed(self.around(block)) if section.key), self.about)

    def body(self) -> list[tuple[int, Paragraph]]:
        """The paragraphs that are running text, with their block index: no contents, no headers."""
        return [
            (index, block)
            for index, block in enumerate(self.report.blocks)
            if isinstance(block, Paragraph) and block.kind not in ("contents", "header")
        ]
