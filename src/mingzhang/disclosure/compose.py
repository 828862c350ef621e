"""Compose a disclosure from facts: tables by the forms, sentences by the outline.

What is composed reads back to the same facts and checks clean; documents are built, examples and laws are
made with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.catalogue import glossary, load, outline_of
from mingzhang.catalogue.codes import functional_lines
from mingzhang.catalogue.printed import LEVELS
from mingzhang.disclosure.tables import table_pieces, unfilled
from mingzhang.facts.fact import Facts
from mingzhang.facts.number import SCALES, shown
from mingzhang.facts.publication import (
    BODY,
    CHART,
    CONTENTS,
    DATE,
    PART,
    SECTION,
    SUBSECTION,
    TABLE,
    TITLE,
    UNIT,
    Chart,
    Piece,
    Publication,
)
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.narrative.outline import KINDS, OutlineLine
from mingzhang.language.narrative.sentence_writer import NothingToSayError, Prose, Question
from mingzhang.language.table.tabulate import TableStyle
from mingzhang.language.text.numerals import numeral
from mingzhang.language.workbook.form import FINAL, SORT

OF_UNITS = "所属单位"  # under which the words of a filing list them
_ONLY_COUNTED = re.compile(r"(?:共|内设机构)?(\d+)个(?:内设)?(?:科室|处室|机构)?")
_ORDINAL = re.compile(r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）、]|\d{1,2}[.．](?!\d))\s*")
_EVALUATED = "绩效."


@dataclass
class FinalAccount:
    """What a disclosure is composed from.

    ``facts`` are the whole account in 元 under the catalogue's names, with last year's figures as ``上年:名称``
    and original budgets as ``年初预算:名称``; ``exact`` are the same before the place's rounding adjusted
    them, ``None`` where it did not.  ``words`` are what only people can say, by key (``职责:1``,
    ``原因:上年:总表.本年收入``).  ``performance`` are the pieces of the part on performance, ``terms`` the
    explained terms instead of the glossary's.  ``kind`` tells a final account from a budget.
    """

    facts: Facts
    unit: str
    year: int
    place: str = "000000"
    words: Mapping[str, str] = field(default_factory=dict)
    performance: Sequence[Piece] = ()
    terms: Sequence[str] = ()
    exact: Facts | None = None
    kind: str = FINAL


def compose(account: FinalAccount) -> Publication:
    """A departmental final account, or a budget, in the order of its place's outline."""
    return composed(account).publication


@dataclass(frozen=True)
class Composed:
    """A disclosure: ``asked`` is what the account does not say that must be said, ``left_out`` the unknown
    figures for which clauses and parts of it were left out, ``used`` the figures and words that it says."""

    publication: Publication
    asked: list[Question]
    left_out: list[str]
    used: frozenset[str]


def composed(account: FinalAccount) -> Composed:
    """The disclosure with what it uses, what it lacks and what it therefore leaves out."""
    return _Composer(account).composed()


class _Composer:
    """One disclosure in the making."""

    def __init__(self, account: FinalAccount) -> None:
        self.account = account
        self.notation = load(account.place, account.year)
        self.outline = outline_of(account.place, account.kind)
        names = self.notation.code_names()
        told = ((key.partition(":"), said) for key, said in account.words.items())
        names |= {code: said for (kind, _, code), said in told if kind == "科目"}
        final = account.kind == FINAL
        settings = self.notation.settings if final else self.notation.budget_settings
        self.text_unit, self.tabled = settings.text_unit, settings.units_table
        single = not final and account.words.get(SORT, "").startswith("单位")
        lines = functional_lines(account.year) if final else ()
        unit, numbered = settings.table_unit, settings.row_numbers
        thousands = settings.thousands
        self.style = TableStyle(names, lines, numbered, unit, account.kind, single, thousands)
        self.prose = Prose(
            account.facts, account.year, names, account.words, account.unit, settings.text_unit,
            settings.base_year,
            settings.reasons_from, settings.reasons_of,
        )  # fmt: skip
        self.numbers = dict.fromkeys(KINDS, 0)

    def composed(self) -> Composed:
        """The whole document."""
        account = self.account
        title = self.prose.write(self.outline.title) or ""
        pieces = [Piece(Paragraph(account.unit), UNIT), Piece(Paragraph(title), TITLE)]
        self.prose.used.update(("公开日期", SORT))
        if said := account.words.get("公开日期"):
            pieces.append(Piece(Paragraph(said), DATE))
        pieces.append(Piece(Paragraph("目录"), CONTENTS))
        for piece in self._kept(self._pieces()):
            pieces.append(piece)
        whole = Publication(account.unit, title, account.year, pieces, account.place, self.outline.grid)
        asked = list(dict.fromkeys(self.prose.asked))
        keys = {question.key for question in asked}
        left_out = [name for name in dict.fromkeys(self.prose.left_out) if name not in keys]
        return Composed(whole, asked, left_out, frozenset(self.prose.used))

    def _pieces(self) -> Iterator[Piece]:
        """All pieces in the order of the outline, headings with nothing below them included."""
        for entry in self.outline.entries:
            for kind, role in zip(KINDS, (PART, SECTION, SUBSECTION), strict=True):
                if getattr(entry, kind):
                    yield Piece(Paragraph(getattr(entry, kind)), role)
            if not self._stands(entry):
                continue
            for text in entry.text:
                if sentence := self.prose.write(text):
                    yield Piece(Paragraph(sentence))
            if entry.chart:
                yield from self._chart(entry)
            elif entry.each:
                yield from self._each(entry)
            if entry.insert:
                yield from self._insert(entry.insert)

    def _kept(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """Headings with something below them, numbered as they come."""
        waiting: list[Piece] = []
        levels = {PART: 0, SECTION: 1, SUBSECTION: 2}
        for piece in pieces:
            if piece.role in levels:
                while waiting and levels[waiting[-1].role] >= levels[piece.role]:
                    waiting.pop()
                waiting.append(piece)
                continue
            for heading in waiting:
                yield self._numbered(heading)
            waiting = []
            yield piece

    def _numbered(self, piece: Piece) -> Piece:
        for kind in KINDS[KINDS.index(piece.role) + 1 :]:
            self.numbers[kind] = 0
        self.numbers[piece.role] += 1
        mark = self.outline.mark(piece.role, self.numbers[piece.role])
        assert isinstance(piece.block, Paragraph)
        said = self.prose.write(piece.block.text) or ""
        level = {PART: 1, SECTION: 2, SUBSECTION: 3}[piece.role]
        return Piece(Paragraph(mark + said, level=level), piece.role)

    def _stands(self, entry: OutlineLine) -> bool:
        """Whether the account has what is to be said.

        That there was none is only said of what is known to be zero; while nothing else is to be said, what
        is unknown of it is asked for.  A part of which nothing is known is asked for where the place must
        have it.  What a register of projects says is not said again.
        """
        named = (*entry.when, *entry.unless)
        if self.account.performance and any(name.startswith(_EVALUATED) for name in named):
            return False
        if entry.when and not self._any(entry.when):
            self._miss(entry)
            return False
        if not entry.unless:
            return True
        if self._any(entry.unless):
            return False
        own = [name for name in entry.unless if ":" not in name]  # last year's may be left out
        unknown = [name for name in own if self.account.facts.get(name) is None]
        for name in unknown:
            self.prose.ask(name)
        return not unknown

    def _miss(self, entry: OutlineLine) -> None:
        """Ask for what a part must have, or note that the part is left out, where nothing of it is known."""
        if all(self.account.facts.get(name) is None for name in entry.when):
            if entry.must:
                self.prose.ask(entry.when[0])
            else:
                self.prose.left_out += entry.when[:1]

    def _any(self, names: Iterable[str]) -> bool:
        """Whether any of these figures is known and not zero."""
        facts = self.account.facts
        return any(fact.figure.value for name in names if (fact := facts.get(name)) is not None)

    def _codes(self, table: str) -> list[str]:
        facts = self.account.facts
        rows = {*facts.rows(table), *facts.rows(f"年初预算:{table}")}
        return sorted(row for row in rows if row.isdigit())

    def _each(self, entry: OutlineLine) -> Iterator[Piece]:
        number = 0
        for code in self._codes(entry.each):
            text = entry.texts.get(LEVELS.get(len(code), ""), "")
            sentence = self.prose.write(text, code) if text else None
            if sentence:
                number += 1
                yield Piece(Paragraph(f"{number}、{sentence}" if entry.numbered else sentence))

    def _chart(self, entry: OutlineLine) -> Iterator[Piece]:
        """The chart of an outline entry, in the unit of the text; none with fewer than two labels known."""
        items = [
            (self.prose.write(label, code) or "", name.replace("[码]", f"[{code}]"))
            for code in ([c for c in self._codes(entry.each) if len(c) == 3] if entry.each else [""])
            for label, name in entry.items
        ]
        names = [self.prose.write(name) or "" for name, _ in entry.series]
        values = [[self._shown(p.replace("*", fact)) for _, fact in items] for _, p in entry.series]
        series = [(n, v) for n, v in zip(names, values, strict=True) if any(v)]
        kept = [i for i in range(len(items)) if any(v[i] for _, v in series)]
        if len(kept) < 2:
            return
        labels = tuple(items[i][0] for i in kept)
        drawn_of = [p.replace("*", items[i][1]) for _, p in entry.series for i in kept]
        self.prose.used.update(drawn_of)
        title = self.prose.write(entry.title) or ""
        drawn = tuple((name, tuple(v[i] for i in kept)) for name, v in series)
        unit = self.text_unit
        yield Piece(Chart(entry.chart, title, labels, drawn, unit, _told(title, labels, drawn, unit)), CHART)

    def _shown(self, name: str) -> Fraction | None:
        """A figure in the unit of the text."""
        try:
            return self.prose.amount(name) / SCALES[self.text_unit]
        except NothingToSayError:
            return None

    def _insert(self, what: str) -> Iterator[Piece]:
        """What an entry takes over whole: tables, performance, evaluation, terms, duties, units or staff."""
        if what == "tables":
            facts = self.account.facts
            for name in unfilled(facts, self.notation, self.account.kind):
                self.prose.ask(name)
            exact, used = self.account.exact, self.prose.used
            yield from table_pieces(facts, exact, self.notation, self.style, self.account.unit, used)
        elif what == "performance":
            yield from map(_unnumbered, self.account.performance)
        elif what == "evaluation":  # only how it was done: the forms are published elsewhere
            said = list(self.account.performance)
            first = next((i for i, p in enumerate(said) if i and p.role == SECTION), len(said))
            yield from said[1:first]
        elif what == "terms":
            terms = self.account.terms or self._terms()
            yield from (Piece(Paragraph(term), BODY) for term in terms)
        elif what in ("duties", "units", "staff"):
            yield from (Piece(Paragraph(text), BODY) for text in self._about(what))
            if what == "units" and (table := self._units_table()):
                yield table

    def _about(self, what: str) -> list[str]:
        """What the people of the unit say of it: duties, units, staff."""
        key = {"duties": "职责", "units": OF_UNITS, "staff": "内设机构"}[what]
        said_of = {name: said for name, said in self.account.words.items() if name.partition(":")[0] == key}
        self.prose.used.update(said_of)
        texts = list(said_of.values())
        if what != "duties" and not texts:
            self.prose.left_out.append(key)
        if what == "duties" and not texts:
            self.prose.asked.append(Question(key, "请填写主要职责"))
        if what == "duties":
            texts = [_ORDINAL.sub("", text) for text in texts]
        if what == "duties" and len(texts) > 1:
            return [f"{number}.{text}" for number, text in enumerate(texts, 1)]
        if what == "units" and self.style.single:
            return []  # a unit alone is no list of units
        if what == "units" and texts:
            listed = f"的单位共{len(texts)}个：{'、'.join(texts)}。"
            if self.tabled and len(texts) > 1:
                listed = f"的单位共{len(texts)}个，名称如下："
            kind = "决算" if self.account.kind == FINAL else "预算"
            return [f"纳入{self.account.year}年度部门{kind}编制范围{listed}"]
        if what == "staff" and len(texts) == 1 and (count := _ONLY_COUNTED.fullmatch(texts[0])):
            return [f"内设机构{count[1]}个。"]
        if what == "staff" and texts:
            return [f"内设机构{len(texts)}个：{'、'.join(texts)}。"]
        return texts

    def _units_table(self) -> Piece | None:
        """The units in a table, where the place lists several so."""
        names = [said for name, said in self.account.words.items() if name.partition(":")[0] == OF_UNITS]
        if not self.tabled or len(names) < 2 or self.style.single:
            return None
        cells = [Cell("序号", 0, 0), Cell("单位名称", 0, 1)]
        for row, name in enumerate(names, 1):
            cells += [Cell(str(row), row, 0), Cell(name, row, 1)]
        return Piece(Table(cells, name="单位构成"), TABLE, name="单位构成")

    def _terms(self) -> Iterator[str]:
        """The terms that occur, explained."""
        number = 0
        for entry in glossary(self.account.kind):
            if "when" not in entry or self._any(entry["when"]):
                number += 1
                yield f"{numeral(number)}、{entry['term']}：{entry['said']}"


def _unnumbered(piece: Piece) -> Piece:
    """A heading without its number: the place numbers headings as they come."""
    if piece.role not in (SECTION, SUBSECTION) or not isinstance(piece.block, Paragraph):
        return piece
    return Piece(Paragraph(re.sub(r"^（?[一二三四五六七八九十]+[）、]", "", piece.block.text)), piece.role)


def _told(
    title: str,
    labels: tuple[str, ...],
    series: tuple[tuple[str, tuple[Fraction | None, ...]], ...],
    unit: str,
) -> str:
    """What a chart shows, in one sentence for those who cannot see it."""
    parts = []
    for name, values in series:
        listed = "，".join(
            f"{label}{shown(value, '', 2)}{unit}"
            for label, value in zip(labels, values, strict=True)
            if value is not None
        )
        parts.append(f"{name}：{listed}" if len(series) > 1 else listed)
    return f"{title}。{'；'.join(parts)}。"
