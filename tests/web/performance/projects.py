"""Projects for the tests: a form of our own with everything in it, and what a browser sends of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mingzhang.performance.ballot import TEXTS as WANTED
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.performance import ballots, filling, moves
from mingzhang.web.performance.ballots import system_of_panel
from mingzhang.web.performance.carried import BASE, ROW, Typed
from mingzhang.web.performance.measured_models import BoundMeasure
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.performance.panel_models import ExpertPanel, ExpertSeat
from mingzhang.web.register.models import Organisation
from tests.web.conftest import DAY, District

ROWS = (
    "产出指标|数量指标|巡查次数|≥12次|12次|20||",
    "产出指标|质量指标|巡查合格率|≥95%|96%|20||",
    "产出指标|时效指标|完成时限|12月底前|12月20日|10||",
    "效益指标|社会效益指标|河道环境|明显改善|明显改善，投诉减少|30|28|部分支流改善不明显，下年增加巡查",
    "满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|10||",
)


def typed(name: str = "河道巡查", rows: tuple[str, ...] = ROWS, **changed: Any) -> Typed:
    """A whole form: 50 spent of 50, marks lost in one row with a reason."""
    form: Typed = dict.fromkeys(BASE, "")
    form |= {"code": "001", "name": name, "department": "甲区水务局", "unit": "甲区水务局", "rate_full": "10"}
    form |= dict.fromkeys(("财政拨款.年初预算", "财政拨款.全年预算", "财政拨款.执行"), "50")
    form |= {"goal": "全年巡查十二次", "outcome": "巡查十二次"}
    heads = ("level1", "level2", "name", "target", "actual", "full", "score", "reason")
    cells = [dict.fromkeys(ROW, "") | dict(zip(heads, row.split("|"), strict=True)) for row in rows]
    return form | {"rows": cells} | changed


def sent(form: Typed, edition: int = 1, **more: str) -> dict[str, Any]:
    """What a browser sends of a form."""
    told: dict[str, Any] = {name: form[name] for name in BASE}
    for number, row in enumerate(form["rows"], 1):
        told |= {f"row-{number}-{name}": row[name] for name in ROW}
        told[f"row-{number}-kind"] = f"{row['level1']}|{row['level2']}"
    return told | {"rows": str(len(form["rows"])), "edition": str(edition)} | more


def registered(at: Organisation, year: int = 2025, form: Typed | None = None) -> RegisteredProject:
    """A project of an organisation, whoever may register it."""
    project = RegisteredProject(organisation=at, year=year, edition=0)
    filling.put(project, None, form or typed())
    return project


def submitted(district: District, form: Typed | None = None) -> RegisteredProject:
    """A project of the department that its head has confirmed."""
    project = registered(district.department, form=form)
    moves.hand_in(project, district.person(Role.PREPARER))
    moves.confirm(project, district.person(Role.APPROVER))
    return RegisteredProject.objects.get(pk=project.pk)


def experts(district: District, count: int) -> list[Person]:
    """Experts of the region, the one of the district first."""
    found = [district.person(Role.EXPERT)]
    for number in range(2, count + 1):
        person, new = Person.objects.get_or_create(
            username=f"expert-{number}", defaults={"name": f"专家{number}号"}
        )
        if new:
            Post.objects.create(person=person, role=Role.EXPERT, organisation=district.region)
        found.append(person)
    return found


def seated(project: RegisteredProject, district: District, count: int = 1) -> ExpertPanel:
    """A panel of a project with so many experts, whoever may open it."""
    panel = ExpertPanel.objects.create(
        project=project, system="财政部框架", opened_by=district.person(Role.PERFORMANCE), expert_count=count
    )
    for number, expert in enumerate(experts(district, count), 1):
        ExpertSeat.objects.create(panel=panel, expert=expert, label=f"专家{number}")
    RegisteredProject.objects.filter(pk=project.pk).update(panel=panel, stage=ProjectStage.IN_REVIEW)
    return ExpertPanel.objects.select_related("project__organisation__above__above").get(pk=panel.pk)


def marks(panel: ExpertPanel, lost: int = 0, opinion: str = "记录不全") -> dict[str, Any]:
    """A whole ballot: full marks, but half a mark less in the first ``lost`` leaves."""
    typed = {}
    for number, leaf in enumerate(system_of_panel(panel).leaves):
        less = number < lost
        mark = leaf.full - Fraction(1, 2) if less else leaf.full
        typed["/".join(leaf.path)] = {"mark": f"{float(mark):g}", "opinion": opinion if less else ""}
    return typed


def scored(project: RegisteredProject, district: District, *lost: int) -> ExpertPanel:
    """A panel in which each expert has handed in, having taken so many half marks."""
    panel = seated(project, district, len(lost))
    for seat, less in zip(panel.seats.select_related("panel", "expert"), lost, strict=True):
        ballots.save_ballot(seat, seat.expert, marks(panel, less), seat.edition)
        ballots.hand_in_ballot(seat, seat.expert)
    return ExpertPanel.objects.select_related("project__organisation__above__above").get(pk=panel.pk)


TEXTS = {wanted.key: f"{wanted.key}已经写明。" for wanted in WANTED if wanted.required}


def bound(project: RegisteredProject, district: District, number: int = 12) -> BoundMeasure:
    """The first indicator of a project bound to a count of so many rows."""
    return BoundMeasure.objects.create(
        project=project,
        indicator="巡查次数",
        name="核验点位",
        number=str(number),
        unit="次",
        as_of=DAY,
        heads=["点位编号"],
        rows=[[f"A-{n:03}"] for n in range(number)],
        by=district.person(Role.PREPARER),
    )
