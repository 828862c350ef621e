"""The papers of supervision as DOCX: notices, urging slips, feedback sheets, the bulletin.

Each is written as things stood when its step was made, so that it says the same whenever it is taken.
"""

from __future__ import annotations

from mingzhang.facts.publication import Publication
from mingzhang.supervision.bulletin import bulletin
from mingzhang.supervision.matter import Act
from mingzhang.supervision.papers import notices, sheets, slip
from mingzhang.supervision.register import MatterRegister
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.printing import printed
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.folding import Folded, Mergers, folded, ledger_of
from mingzhang.web.supervision.models import MatterDuty, MatterEvent, SupervisedMatter
from mingzhang.web.supervision.moves import MatterMoveError
from mingzhang.web.supervision.numbers import office_of
from mingzhang.web.supervision.statistics import figures_in
from mingzhang.writers.publish import name_for

FORMATS = ("docx", "pdf")


def paper_of(step: MatterEvent, form: str = "docx") -> tuple[bytes, str]:
    """The notice or slip that went out with a step: its bytes and name."""
    if step.act == Act.ASSIGN:
        return _written(_notice(step), form)
    if step.act == Act.URGE:
        return _written(_slip(step), form)
    raise MatterMoveError(f"“{step.act}”没有文书。")


def _notice(step: MatterEvent) -> Publication:
    """The notice of a number, with all matters and units that were given under it."""
    region = step.matter.organisation
    same = MatterEvent.objects.filter(matter__organisation=region, act=Act.ASSIGN)
    same = same.filter(reference=step.reference) if step.reference else same.filter(matter=step.matter)
    last = same.order_by("-pk")[0]
    rows = SupervisedMatter.objects.filter(events__in=same).distinct().select_related("organisation")
    made = Folded(rows, Mergers(region), last)
    ledger = ledger_of(office_of(region), made.register, step.day.year)
    kept = [each for each in notices(ledger) if step.reference in each.title]
    return kept[0]


def _slip(step: MatterEvent) -> Publication:
    made = folded(step.matter, step)
    course = made.course(step.matter)
    each = next(
        (each for each in course.assignments for urged in each.urgings if urged is course.events[-1]), None
    )
    if each is None:
        raise MatterMoveError("这次催办没有对应的承办单位。")
    ledger = ledger_of(office_of(step.matter.organisation), made.register, step.day.year)
    return slip(ledger, course, each, course.events[-1])


def sheet_of(duty: MatterDuty, form: str = "docx") -> tuple[bytes, str]:
    """The feedback sheet of what a unit owes, to be filled in by hand."""
    made = folded(duty.matter)
    ledger = ledger_of(office_of(duty.matter.organisation), made.register, today().year)
    found = dict(sheets(ledger, today()))
    if duty.organisation.name not in found:
        raise MatterMoveError(f"{duty.organisation}已经反馈，不用再填反馈单。")
    return _written(found[duty.organisation.name], form)


def of_unit(duty: MatterDuty, kind: str, form: str) -> tuple[bytes, str]:
    """A paper for a unit: its notice, the last slip it got, or its feedback sheet."""
    if kind == "sheet":
        return sheet_of(duty, form)
    act = Act.URGE if kind == "slip" else Act.ASSIGN
    steps = duty.matter.events.filter(act=act, unit__in=(duty.organisation_id, duty.given_to_id))
    step = steps.select_related("matter__organisation", "unit").order_by("-pk").first()
    if step is None:
        raise MatterMoveError("没有这份文书。")
    return paper_of(step, form)


def bulletin_of(region: Organisation, form: str = "docx") -> tuple[bytes, str]:
    """The bulletin of today."""
    ledger = ledger_of(office_of(region), MatterRegister(), today().year)
    made = bulletin(ledger, today(), figures_in(region))
    data, _ = _written(made, form)
    return data, f"督查通报{today():%Y%m%d}.{form}"


def _written(paper: Publication, form: str) -> tuple[bytes, str]:
    if form not in FORMATS:
        raise MatterMoveError(f"没有“{form}”格式，可以下载 {'、'.join(FORMATS)}。")
    return printed(paper, form, name_for(paper.title, "督查文书"))
