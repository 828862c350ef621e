"""What must be said where a published table is empty; shared by the rules of three tables."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.place import Place
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.table.form import BoundTable
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.absence import MATTERS, denials
from mingzhang.rules.shared.coded_rows import bound
from mingzhang.rules.shared.empty_notes import empty_notes, filled, noted_beside, stated_zero

_PLANNED = {"基金": "B07", "国资": "B08", "三公": "B09"}
_SPOKEN = {"基金": "政府性基金预算", "国资": "国有资本经营预算", "三公": "“三公”经费"}


def judge(document: Examined, form: str, matter: str) -> Iterator[Finding]:
    """An empty table needs a statement, a table with figures none, and each its own matter."""
    budget = document.kind == "budget"
    tables = list(bound(document, _PLANNED[matter] if budget else form))
    if not tables:
        yield undecided(f"缺少{_SPOKEN[matter]}表")
    hollow = [table for table, _ in document.hollow]  # S-41 speaks of these
    for table in (table for table in tables if not any(table is other for other in hollow)):
        if (other := noted_beside(document, table)) is not None:
            words = f"《{table.title}》没有数据，表下没有注明，同样空着的《{other.title}》下面有说明"
            place = table.title_place or Place(table=table.title)
            yield fails(words, place, expected="…，故本表无数据", severity=Severity.WARNING)
        else:
            yield from _bare(document, table, matter) if budget else _table(document, table, matter)


def _bare(document: Examined, table: BoundTable, matter: str) -> Iterator[Finding]:
    """An empty table of a budget without a word on it; what its notes say is judged by B-44 and B-61."""
    place = table.title_place or Place(table=table.title)
    if filled(table) or empty_notes(table) or any(denials(document, matter)) or stated_zero(document, matter):
        yield holds(place)
        return
    words = f"《{table.title}》没有数据，表下和正文都没有说明原因"
    yield fails(words, place, expected="…本年度无此项预算，故本表无数据", severity=Severity.INFO)


def _table(document: Examined, table: BoundTable, matter: str) -> Iterator[Finding]:
    """One table against its notes: about its own matter, none denying figures, one where it is empty."""
    notes = empty_notes(table)
    title = table.title or table.name
    place = table.title_place or Place(table=title)
    for note in notes:
        words = plain(note.text)
        others = [other for other in _SPOKEN if other != matter and MATTERS[other].search(words)]
        if others and not MATTERS[matter].search(words):
            yield fails(
                f"《{title}》下面的说明写的是{_SPOKEN[others[0]]}：“{words[:40]}”",
                note.place(0, len(note.text)).naming(table=title),
                expected=f"{_SPOKEN[matter]}的说明",
            )
            return
    denied = [note for note in notes if "无数据" in plain(note.text)]
    if denied and filled(table):
        figure = next(f for row in table.rows for f in row.cells.values() if f and f.figure.value)
        words = f"《{title}》下面写“无数据”，表中却有 {figure.figure.text}{figure.figure.shown}"
        yield fails(words, denied[0].place(0, len(denied[0].text)), figure.place, expected="删去说明或核对表")
    elif (
        table.empty and not notes and not any(denials(document, matter)) and not stated_zero(document, matter)
    ):
        yield fails(
            f"《{title}》没有数据，表下和正文都没有说明原因",
            place,
            expected="…本年度无此项收支，故本表无数据",
        )
    else:
        yield holds(place)
