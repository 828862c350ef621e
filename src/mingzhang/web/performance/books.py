"""A unit's projects as the workbook of projects (项目.xlsx) and back, and filled forms taken in.

Files from outside are read apart; nothing of a workbook is taken in which anything is wrong with its projects
as such, while cells that are no figures are told and stay open in the form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.catalogue import NATION
from mingzhang.performance.project import REPORT, Register
from mingzhang.performance.project_workbook import workbook
from mingzhang.web.apart.run import apart
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.performance.carried import WORDS, accepted_of, project_of
from mingzhang.web.performance.filling import FormError, add, save
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.register.models import Organisation
from mingzhang.writers.spreadsheet.form import workbook_file

_SECONDS = 60


@dataclass
class TakenIn:
    """What came of a file: the projects that are new and changed, and what was not taken or understood."""

    new: list[RegisteredProject] = field(default_factory=list)
    changed: list[RegisteredProject] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def parts(self) -> list[tuple[str, list[RegisteredProject]]]:
        """Both kinds under their titles."""
        return [("新增", self.new), ("更新", self.changed)]


def register_of(organisation: Organisation, year: int) -> Register:
    """The projects of a unit in a year as the wing knows them; settled ones with the score they got."""
    place = organisation.region.place or NATION
    register = Register(organisation.name, year, place=place)
    for each in RegisteredProject.objects.filter(organisation=organisation, year=year):
        project, _ = project_of(each.typed, each.kept)
        project.code, project.name = each.code, each.name
        if each.stage == ProjectStage.SETTLED and each.panel_id:
            project.way, project.marks = REPORT, None if each.score is None else Fraction(each.score)
        register.projects.append(project)
        register.accepted += accepted_of(each.kept)
    return register


def project_book(organisation: Organisation, year: int) -> bytes:
    """The workbook of a unit's projects, which goes in again here and on the command line."""
    return workbook_file(workbook(register_of(organisation, year)))


def take_in(
    organisation: Organisation, year: int, who: Person, file: UploadedFile[bytes], verb: str
) -> TakenIn:
    """Take in a workbook of projects (``projects``) or filled forms (``forms``).

    Raises :class:`~mingzhang.web.apart.run.ApartError` where the file cannot be read, and :class:`FormError`
    where it is of another year.
    """
    name = file.name or "文件"
    stored = keep(file.chunks())
    with apart(verb, {name: stored.path}, seconds=_SECONDS) as done:
        told: dict[str, Any] = done.told
    if told["year"] and told["year"] != year:
        raise FormError(f"文件写的是 {told['year']} 年度，这里是 {year} 年度；请选对年度后再导入。")
    made = TakenIn(told=list(told["loose"]))
    if told["unit"] and told["unit"] != organisation.name:
        made.told.append(f"文件写的单位是“{told['unit']}”，已记在“{organisation}”名下，请核对。")
    _take(made, organisation, year, who, told["projects"])
    return made


@transaction.atomic
def _take(
    made: TakenIn, organisation: Organisation, year: int, who: Person, projects: list[dict[str, Any]]
) -> None:
    """All projects of a file together, each new or changed or told why not."""
    known = list(RegisteredProject.objects.filter(organisation=organisation, year=year))
    for each in projects:
        same = _same(known, each)
        try:
            if same is not None:
                made.changed.append(_changed(same, who, each))
            else:
                each["typed"]["code"] = _free_code(known, each)
                known.append(add(organisation, year, who, each["typed"], each["kept"], each["unread"]))
                made.new.append(known[-1])
        except FormError as refusal:
            made.told.append(f"项目“{each['typed']['name']}”没有导入：{refusal}")


def _same(known: list[RegisteredProject], each: dict[str, Any]) -> RegisteredProject | None:
    """The project that is meant: of the same name, or in a workbook of the same code."""
    name, code = each["typed"]["name"], each["typed"]["code"]
    named = [one for one in known if one.name == name]
    coded = [one for one in known if code and one.code == code and not each["form"]]
    return next(iter([*named, *coded]), None)


def _changed(project: RegisteredProject, who: Person, each: dict[str, Any]) -> RegisteredProject:
    """Save what a file says in the place of what was there; a form is silent on some, which stays."""
    typed, kept = each["typed"], each["kept"]
    if each["form"]:
        typed |= {name: project.typed.get(name, "") for name in WORDS if not typed[name]}
        typed["code"], kept = project.code, project.kept
    return save(project, who, typed, project.edition, kept, each["unread"])


def _free_code(known: list[RegisteredProject], each: dict[str, Any]) -> str:
    """The code of a workbook's project; a form has none of its own and gets the first that is free."""
    code: str = each["typed"]["code"]
    taken, number = {one.code for one in known}, 1
    while each["form"] and (code in taken or not code):
        code, number = f"{number:03}", number + 1
    return code
