"""A line of a task book is a matter: opened from it, or bound to one that the unit has, by key.

What becomes of the matter is not copied: stage, day and extensions are read where the line is shown.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from mingzhang.appraisal.task_book import TaskLine
from mingzhang.supervision.matter import Source
from mingzhang.web.appraisal.assembling import typed_lines
from mingzhang.web.appraisal.filling import FillingError, save_lines
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, UnitBook
from mingzhang.web.audit.log import record
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import MatterOfLine, MatterOfLoss
from mingzhang.web.joins.registering import registered
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.models import ENDED, MatterDuty, SupervisedMatter

_MOST = 200  # matters that one may choose from
_BOOK = ("unit__organisation", "unit__cycle__organisation")


def bound_in(unit: AppraisedUnit) -> dict[str, MatterOfLine]:
    """The matters of a unit's lines, by the number of the line."""
    found = MatterOfLine.objects.filter(unit=unit).select_related("matter__organisation")
    return {each.number: each for each in found}


def choices_for(unit: AppraisedUnit) -> list[SupervisedMatter]:
    """The matters that a line of a unit may be: it works on them or it lost points over them before."""
    found = _of_unit(unit).exclude(task_lines__unit=unit).order_by("-received", "-pk")
    return list(found[:_MOST])


def _of_unit(unit: AppraisedUnit) -> QuerySet[SupervisedMatter]:
    """Matters of the unit that began in the year, or are not at their end, or follow from lost points."""
    region, year = unit.cycle.organisation, unit.cycle.year
    every = SupervisedMatter.objects.filter(organisation=region)
    duties = MatterDuty.objects.filter(organisation=unit.organisation)
    given = every.filter(pk__in=duties.values("matter"))
    before = MatterOfLoss.objects.filter(unit__organisation=unit.organisation, unit__cycle__year=year - 1)
    of_year = given.filter(received__year=year)
    return of_year | given.exclude(stage__in=ENDED) | every.filter(pk__in=before.values("matter"))


def _held(book: UnitBook, number: str) -> tuple[UnitBook, TaskLine]:
    """The book with a line of it, held with its unit until the transaction ends."""
    AppraisedUnit.objects.select_for_update().get(pk=book.unit_id)
    found = UnitBook.objects.select_related(*_BOOK).get(pk=book.pk)
    line = next((line for line in typed_lines(found) if line.number == number), None)
    if line is None:
        raise JoinError(f"任务书里没有任务“{number[:20]}”，请刷新页面。")
    known = bound_in(found.unit).get(number)
    if known is not None:
        raise JoinError(f"任务“{number}”已经对应督查事项“{known.matter.number}”。")
    return found, line


def may_bind(who: Person, book: UnitBook) -> bool:
    """Whether somebody may say which matter a line is: the office, and the unit itself."""
    return may(who, Action.RUN_APPRAISAL, book) or may(who, Action.FILL_APPRAISAL, book)


@transaction.atomic
def open_matter(book: UnitBook, number: str, who: Person) -> SupervisedMatter:
    """转为督查事项: register a matter for a line, once."""
    found, line = _held(book, number)
    cycle = found.unit.cycle
    target = f"（目标{line.target}）" if line.target else ""
    told = {
        "text": f"{found.unit.name}：{line.text}{target}",
        "source": Source.DECISION.value,
        "received": today(),
        "basis": f"{cycle.year}年度任务书第{line.number}项（{found.unit.name}）"[:200],
        "line": f"{found.unit.code}-{cycle.year}-{line.number}"[:40],
    }
    matter = registered(cycle.organisation, who, told)
    _bind(found, line, matter, who, "转为督查事项")
    return matter


@transaction.atomic
def bind(book: UnitBook, number: str, matter: str, who: Person) -> SupervisedMatter:
    """绑定 a line to a matter, which is named by its key among those of the unit."""
    found, line = _held(book, number)
    if not may_bind(who, found):
        raise JoinError(f"没有“{Action.FILL_APPRAISAL.value}”的权限。")
    chosen = next((each for each in choices_for(found.unit) if str(each.pk) == matter), None)
    if chosen is None:
        raise JoinError("请在这个单位的督查事项里选一件。")
    _bind(found, line, chosen, who, "绑定督查事项")
    return chosen


@transaction.atomic
def bind_typed(cycle: AppraisalCycle, who: Person) -> tuple[int, int]:
    """Bind the lines of all last books whose typed number is a matter's; how many, and how many name none."""
    if not may(who, Action.RUN_APPRAISAL, cycle):
        raise JoinError(f"没有“{Action.RUN_APPRAISAL.value}”的权限。")
    AppraisedUnit.objects.select_for_update().filter(cycle=cycle).first()
    books = {book.unit_id: book for book in _books(cycle)}  # the last of each unit
    known = set(MatterOfLine.objects.filter(unit__cycle=cycle).values_list("unit", "number"))
    loose = [
        (book, line)
        for book in books.values()
        for line in typed_lines(book)
        if line.matter and (book.unit_id, line.number) not in known
    ]
    every = SupervisedMatter.objects.filter(organisation=cycle.organisation)
    matters = {row.number: row for row in every.filter(number__in={line.matter for _, line in loose})}
    made = [
        MatterOfLine(unit=book.unit, number=line.number, matter=matters[line.matter], by=who)
        for book, line in loose
        if line.matter in matters
    ]
    MatterOfLine.objects.bulk_create(made)
    if made:
        told = [f"{each}：{each.matter.number}" for each in made]
        record(who, "绑定督查事项", cycle, f"{cycle}：按事项编号绑定任务 {len(made)} 条", None, told)
    return len(made), len(loose) - len(made)


def _books(cycle: AppraisalCycle) -> QuerySet[UnitBook]:
    return UnitBook.objects.filter(unit__cycle=cycle).select_related(*_BOOK).order_by("unit", "number")


def _bind(book: UnitBook, line: TaskLine, matter: SupervisedMatter, who: Person, what: str) -> None:
    made = MatterOfLine.objects.create(unit=book.unit, number=line.number, matter=matter, by=who)
    record(who, what, made, f"{made}“{line.text}”对应{matter}")


@transaction.atomic
def release(book: UnitBook, number: str, who: Person, reason: str) -> None:
    """解除绑定 of a line, for a reason; the matter goes on by itself."""
    if not reason.strip():
        raise JoinError("请写明解除绑定的理由。")
    if not may(who, Action.RUN_APPRAISAL, book):
        raise JoinError(f"没有“{Action.RUN_APPRAISAL.value}”的权限。")
    found = MatterOfLine.objects.select_for_update().filter(unit=book.unit, number=number).first()
    if found is None:
        raise JoinError(f"任务“{number[:20]}”没有对应督查事项。")
    told = f"{book.unit}任务{number}与{found.matter}解除绑定：{reason.strip()[:300]}"
    record(who, "解除绑定", found, told)
    found.delete()


@transaction.atomic
def carry(book: UnitBook, who: Person, matter: str, indicator: str, target: str) -> None:
    """编入任务书: an unfinished matter, or one that follows from lost points, as a further line of a book."""
    AppraisedUnit.objects.select_for_update().get(pk=book.unit_id)
    found = UnitBook.objects.select_related(*_BOOK).get(pk=book.pk)
    chosen = next((each for each in choices_for(found.unit) if str(each.pk) == matter), None)
    if chosen is None:
        raise JoinError("请在这个单位的督查事项里选一件。")
    numbers = [int(line["number"]) for line in found.lines if str(line["number"]).isdecimal()]
    number = str(max(numbers, default=0) + 1)
    new = {"number": number, "text": chosen.text, "indicator": indicator, "target": target.strip()}
    typed = [{name: str(value or "") for name, value in line.items()} for line in found.lines]
    try:
        save_lines(found, who, [*typed, new | {"matter": chosen.number}], found.edition)
    except FillingError as refusal:
        raise JoinError(str(refusal)) from refusal
    _bind(found, TaskLine(number, chosen.text, indicator, target), chosen, who, "编入任务书")
