"""What an appraisal hands out besides its reports: task books to be signed, and the traces of its scores."""

from __future__ import annotations

from mingzhang.appraisal.book_document import NAME, task_book
from mingzhang.appraisal.courses import Entered
from mingzhang.appraisal.sealing import seal_of
from mingzhang.appraisal.stored import restored
from mingzhang.appraisal.traces import trace_bytes, trace_document
from mingzhang.web.appraisal.assembling import book_of, plan_of
from mingzhang.web.appraisal.models import AppraisedUnit, SealedResult, UnitBook
from mingzhang.web.shared.printing import printed
from mingzhang.writers.publish import name_for

FORMS = ("docx", "pdf")


def book_paper(book: UnitBook, form: str) -> tuple[bytes, str]:
    """A version of a task book as a document, with what it changes of the one before; its bytes and name."""
    log = [restored(Entered, one) for one in book.log]
    before = book.unit.books.filter(number=book.number - 1).first()
    earlier = book_of(before) if before else None
    made = task_book(plan_of(book.unit.cycle), book_of(book), log, earlier)
    stem = name_for(f"{book.unit.code}{book.unit.name}{made.title}第{book.number}版", NAME)
    return printed(made, form, stem)


def sealed_traces(sealed: SealedResult, unit: AppraisedUnit | None = None) -> bytes:
    """The traces of a sealed result, or those of one unit alone, as its schema says."""
    results = sealed.results.select_related("unit__organisation").order_by("unit__code")
    some = list(results if unit is None else results.filter(unit=unit))
    places: dict[str, list[tuple[int | None, str, str]]] = {}
    for one in some if unit is None else ():
        places.setdefault(one.unit.kind, []).append((one.place, one.unit.code, str(one.opened["总分"])))
    for rows in places.values():
        rows.sort(key=lambda row: (row[0] is None, row[0], row[1]))
    plan = plan_of(sealed.cycle)
    notes = plan.notes() if unit is None else []
    cycle, opened = plan.cycle, [one.opened for one in some]
    return trace_bytes(
        trace_document(cycle.year, cycle.district, seal_of(sealed.seal), places, notes, opened)
    )
