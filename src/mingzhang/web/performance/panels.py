"""A panel for a project: opened with its experts, its marks joined once all are in, closed with a report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from mingzhang.performance.assess import Assessment, assess
from mingzhang.performance.ballot import TEXTS, Expected, Review
from mingzhang.performance.project import Accepted
from mingzhang.scoring.panel import LEAST, Method
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person, Role
from mingzhang.web.people.rights import Action
from mingzhang.web.performance.ballots import counted, read_ballot, system_of_panel
from mingzhang.web.performance.filling import worked
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.performance.moves import ProjectMoveError, held, moved
from mingzhang.web.performance.panel_models import ExpertPanel, ExpertSeat
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now, today
from mingzhang.work.report_files import check_report, write_report

_LONGEST, _LONGEST_DAY = 4000, 40  # characters of a text, and of the day
_MOST_PROBLEMS = 200


class PanelChangedError(Exception):
    """Somebody else has written to the panel since it was shown."""


def able_experts(organisation: Organisation) -> QuerySet[Person]:
    """The experts that may judge projects of a unit: those of a place above, and nobody of the unit's own."""
    day = today()
    there = Q(posts__since=None) | Q(posts__since__lte=day)
    still = Q(posts__until=None) | Q(posts__until__gt=day)
    above = [int(part) for part in organisation.path.strip("/").split("/")]
    experts = Person.objects.filter(
        there, still, is_active=True, posts__role=Role.EXPERT, posts__organisation__in=above
    )
    own = Person.objects.filter(posts__organisation__path__startswith=_department(organisation))
    return experts.exclude(pk__in=own.values("pk")).distinct()


def _department(organisation: Organisation) -> str:
    """The path of the department that a unit hangs on."""
    region = organisation.region.path
    first = organisation.path.removeprefix(region).split("/")[0]
    return f"{region}{first}/" if first else region


@transaction.atomic
def open_panel(
    project: RegisteredProject,
    who: Person,
    experts: Sequence[Person],
    system: str,
    method: str = "",
    due: date | None = None,
) -> ExpertPanel:
    """开启评审: a seat for each expert, under a number by which the report calls them."""
    found = held(project, who, Action.RUN_PANELS, ProjectStage.SUBMITTED)
    if not found.confirmed:
        raise ProjectMoveError("单位负责人还没有确认，不能开启评审。")
    able = set(able_experts(found.organisation).values_list("pk", flat=True))
    barred = [expert.name for expert in experts if expert.pk not in able]
    if barred:
        raise ProjectMoveError(f"{'、'.join(barred)}不能评审这个项目：不是本地专家，或是项目单位的人。")
    least = LEAST[Method(method)] if method else 1
    if len(experts) < least:
        raise ProjectMoveError(f"“{method or Method.MEAN}”至少要有 {least} 名专家，现选 {len(experts)} 名。")
    panel = ExpertPanel.objects.create(project=found, system=system, method=method, due=due, opened_by=who)
    ExpertSeat.objects.bulk_create(
        ExpertSeat(panel=panel, expert=expert, label=f"专家{number}")
        for number, expert in enumerate(experts, 1)
    )
    counted(panel)
    found.panel = panel
    names = "、".join(f"{number}．{expert.name}" for number, expert in enumerate(experts, 1))
    moved(found, ProjectStage.IN_REVIEW, who, "开启评审", f"专家 {len(experts)} 名")
    record(
        who, "开启评审", panel, f"{panel}由专家{names}评分", None, {"指标体系": system, "汇总办法": method}
    )
    return panel


def assessed(panel: ExpertPanel, checked: bool = True) -> Assessment:
    """The project assessed from the ballots that are in; ``checked`` holds the report against the rules."""
    project, system = panel.project, system_of_panel(panel)
    made = worked(project)
    register = made.evaluation.register
    made.project.marks = None
    review = Review(made.project.code, panel.system, panel.method, panel.day)
    review.texts = {
        key: [line for line in text.splitlines() if line.strip()] for key, text in panel.texts.items()
    }
    review.expected = [
        Expected(item.level2.removesuffix("指标"), item.target, item.actual)
        for item in made.project.indicators
        if item.applies and item.target
    ]
    review.ballots = [
        read_ballot(seat, seat.typed, system).ballot for seat in panel.seats.exclude(handed=None)
    ]
    review.accepted = [Accepted(**each) for each in panel.accepted]
    assessment = assess(review, register)
    if checked:
        check_report(assessment)
    return assessment


@dataclass(frozen=True)
class PanelWords:
    """What the working group writes: texts of the report by key, its day, and problems that stand."""

    texts: dict[str, str]
    day: str = ""
    accepted: list[dict[str, str]] = field(default_factory=list)
    edition: int = 0  # the one that was shown


def typed_in(post: Mapping[str, Any], panel: ExpertPanel) -> PanelWords:
    """What a browser sent of the panel's page."""
    texts = {wanted.key: str(post.get(f"text-{wanted.key}", "")).strip()[:_LONGEST] for wanted in TEXTS}
    edition = str(post.get("edition", ""))
    return PanelWords(
        {key: text.replace("\r", "") for key, text in texts.items() if text},
        str(post.get("day", "")).strip()[:_LONGEST_DAY],
        list(_accepted(post, panel.project.name)),
        int(edition) if edition.isdecimal() else 0,
    )


def _accepted(post: Mapping[str, Any], project: str) -> Iterator[dict[str, str]]:
    """The problems that stand for a reason."""
    for number in range(1, _MOST_PROBLEMS):
        said = {
            part: str(post.get(f"accept-{number}-{part}", "")).strip()
            for part in ("name", "column", "reason")
        }
        if said["reason"] and said["column"]:
            yield {"project": project} | said


@transaction.atomic
def write_texts(panel: ExpertPanel, who: Person, words: PanelWords) -> ExpertPanel:
    """Save what the working group wrote; what was sent twice is saved once, the later of two is told."""
    found = _held(panel, who)
    if (found.texts, found.day, found.accepted) == (words.texts, words.day, words.accepted):
        return found
    if found.edition != words.edition:
        raise PanelChangedError(
            "别人刚刚保存了这次评审的文字。下面是你填的，已经保存的列在各栏之下；再保存一次就以你的为准。"
        )
    before = found.texts
    found.texts, found.day, found.accepted = words.texts, words.day, words.accepted
    found.edition += 1
    found.save(update_fields=["texts", "day", "accepted", "edition"])
    record(who, "评审文字", found, f"保存{found}的文字 {len(words.texts)} 项", before, words.texts)
    return found


@transaction.atomic
def give_back(seat: ExpertSeat, who: Person, words: str) -> None:
    """退回评分: an expert scores again, for a reason; until then nobody sees marks of others."""
    panel = _held(seat.panel, who)
    found = panel.seats.get(pk=seat.pk)
    if not words:
        raise ProjectMoveError("退回评分时请写明理由。")
    if found.handed is None:
        raise ProjectMoveError(f"{found.label}的评分还没有提交。")
    found.handed = None
    found.save(update_fields=["handed"])
    counted(panel)
    record(who, "退回评分", panel, f"退回{panel}{found.label}的评分：{words}")


@transaction.atomic
def dissolve(panel: ExpertPanel, who: Person, words: str) -> None:
    """撤销评审: for a reason; its ballots stay, the project waits for another panel."""
    found = _held(panel, who)
    if not words:
        raise ProjectMoveError("撤销评审时请写明理由。")
    found.dissolved, found.closed = True, now()
    found.save(update_fields=["dissolved", "closed"])
    project = found.project
    project.panel = None
    moved(project, ProjectStage.SUBMITTED, who, "撤销评审", words)


@transaction.atomic
def close(panel: ExpertPanel, who: Person) -> None:
    """定稿: all ballots are in and nothing is open; the report is written, the score is the project's."""
    found = _held(panel, who)
    if not found.all_in:
        raise ProjectMoveError(f"还有 {found.expert_count - found.in_count} 名专家没有提交评分，不能定稿。")
    made = assessed(found)
    if made.open or made.total is None:
        raise ProjectMoveError(f"还有 {len(made.open)} 处没有解决，不能定稿；第一处：{made.open[0]}")
    found.docx, found.pdf = _report(made)
    found.total = Decimal(made.total.numerator) / Decimal(made.total.denominator)
    found.closed = now()
    found.save(update_fields=["docx", "pdf", "total", "closed"])
    project = found.project
    project.score, project.grade = found.total, made.grade
    moved(project, ProjectStage.SETTLED, who, "定稿", f"评审得分 {found.total.normalize():f}，{made.grade}")


def _report(made: Assessment) -> tuple[StoredFile, StoredFile]:
    with tempfile.TemporaryDirectory() as folder:
        docx, pdf = write_report(made, Path(folder) / "报告", ("docx", "pdf"))
        return keep([docx.read_bytes()]), keep([pdf.read_bytes()])


def _held(panel: ExpertPanel, who: Person) -> ExpertPanel:
    """The panel as it is now, its project held; it must be under way."""
    project = held(panel.project, who, Action.RUN_PANELS, ProjectStage.IN_REVIEW)
    found = ExpertPanel.objects.select_for_update().get(pk=panel.pk)
    if found.dissolved or project.panel_id != found.pk:
        raise ProjectMoveError("这次评审已经撤销。")
    found.project = project
    return found
