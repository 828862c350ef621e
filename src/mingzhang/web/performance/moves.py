"""The moves of a project: who may make which, from where to where.  Nothing else changes its stage.

::

    草稿 —提交→ 已提交（单位负责人确认）—开启评审→ 评审中 —定稿→ 已定
      ↑ 撤回、退回 ↙        ↘ 不评审，认定自评 ———————→ 已定 —重新开放（写明理由）→ 草稿或评审中

Every move holds the project first, so that of two people only one moves; the other is told.
"""

from __future__ import annotations

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.performance.filling import worked
from mingzhang.web.performance.models import ProjectMove, ProjectStage, RegisteredProject
from mingzhang.web.shared.today import now


class ProjectMoveError(Exception):
    """A move that the stage or the right does not allow; its text is for the person."""


def make(move: str, project: RegisteredProject, who: Person, words: str = "") -> None:
    """Make the move of that name, with a reason where it takes one."""
    if move in _SILENT:
        _SILENT[move](project, who)
    elif move in _WORDED:
        _WORDED[move](project, who, words.strip())
    else:
        raise ProjectMoveError("没有这种办理。")


def held(project: RegisteredProject, who: Person, action: Action, *stages: ProjectStage) -> RegisteredProject:
    """The project as it is now, held until the transaction ends; it must be at one of the stages."""
    RegisteredProject.objects.select_for_update().get(pk=project.pk)  # joins are not locked with it
    found = RegisteredProject.objects.select_related("organisation__above", "panel").get(pk=project.pk)
    if not may(who, action, found):
        raise ProjectMoveError(f"没有“{action.value}”{found.organisation}项目的权限。")
    if found.stage not in stages:
        wanted = "或".join(stage.label for stage in stages)
        raise ProjectMoveError(
            f"这个项目现在是“{found.get_stage_display()}”，只有“{wanted}”时才能这样做；请刷新页面。"
        )
    return found


def moved(project: RegisteredProject, stage: ProjectStage, who: Person, what: str, words: str = "") -> None:
    """Put the project at its new stage, and say so in history and log."""
    before = {"状态": project.get_stage_display(), "确认": project.confirmed}
    project.stage, project.moved = stage, now()
    if stage == ProjectStage.DRAFT:
        project.confirmed_by = None
    project.save()
    ProjectMove.objects.create(project=project, what=what, by=who, words=words)
    after = {"状态": project.get_stage_display(), "确认": project.confirmed}
    record(who, what, project, f"{what}：{project}" + (f"（{words}）" if words else ""), before, after)


@transaction.atomic
def hand_in(project: RegisteredProject, who: Person) -> None:
    """提交: nothing may be wrong in the form."""
    found = held(project, who, Action.FILL_FORM, ProjectStage.DRAFT)
    wrong = worked(found).problems
    if wrong:
        raise ProjectMoveError(f"还有 {len(wrong)} 处要改正，没有提交；第一处：{wrong[0]}")
    found.unread = []  # whoever hands in has gone through what an import did not understand
    moved(found, ProjectStage.SUBMITTED, who, "提交")


@transaction.atomic
def drop(project: RegisteredProject, who: Person) -> None:
    """撤销登记: of a draft that was never handed in; the log keeps what its form said."""
    found = held(project, who, Action.FILL_FORM, ProjectStage.DRAFT)
    if found.moves.exists():
        raise ProjectMoveError("这个项目提交过，不能撤销登记。")
    record(who, "撤销登记", found, f"撤销登记{found}", found.typed)
    found.delete()


@transaction.atomic
def withdraw(project: RegisteredProject, who: Person) -> None:
    """撤回: as long as the head of the unit has not confirmed."""
    found = held(project, who, Action.FILL_FORM, ProjectStage.SUBMITTED)
    if found.confirmed:
        raise ProjectMoveError("单位负责人已经确认，不能撤回；请联系绩效办退回。")
    moved(found, ProjectStage.DRAFT, who, "撤回")


@transaction.atomic
def confirm(project: RegisteredProject, who: Person) -> None:
    """确认: the head of the unit stands behind the form."""
    found = held(project, who, Action.CONFIRM_FORM, ProjectStage.SUBMITTED)
    if found.confirmed:
        raise ProjectMoveError("这张表已经确认过了。")
    found.confirmed_by = who
    moved(found, ProjectStage.SUBMITTED, who, "确认")


@transaction.atomic
def send_back(project: RegisteredProject, who: Person, words: str) -> None:
    """退回: by whoever's turn it is, for a reason."""
    action = Action.RUN_PANELS if project.confirmed else Action.CONFIRM_FORM
    found = held(project, who, action, ProjectStage.SUBMITTED)
    if not words:
        raise ProjectMoveError("退回时请写明理由。")
    moved(found, ProjectStage.DRAFT, who, "退回", words)


@transaction.atomic
def settle(project: RegisteredProject, who: Person) -> None:
    """认定自评: no panel; the score the form comes to is the project's."""
    found = held(project, who, Action.RUN_PANELS, ProjectStage.SUBMITTED)
    if not found.confirmed:
        raise ProjectMoveError("单位负责人还没有确认，不能认定。")
    found.score = found.self_score
    moved(found, ProjectStage.SETTLED, who, "认定自评")


@transaction.atomic
def reopen(project: RegisteredProject, who: Person, words: str) -> None:
    """重新开放: for a reason; what was published is no longer, until it is settled anew."""
    found = held(project, who, Action.RUN_PANELS, ProjectStage.SETTLED)
    if not words:
        raise ProjectMoveError("重新开放时请写明理由。")
    found.score, found.published = None, None
    stage = ProjectStage.DRAFT
    if found.panel is not None:
        found.panel.closed, found.panel.total, found.grade = None, None, worked(found).grade
        found.panel.save(update_fields=["closed", "total"])
        stage = ProjectStage.IN_REVIEW
    moved(found, stage, who, "重新开放", words)


_SILENT = {"drop": drop, "hand_in": hand_in, "withdraw": withdraw, "confirm": confirm, "settle": settle}
_WORDED = {"send_back": send_back, "reopen": reopen}

#: What each move is called on its button, and whether it takes a reason.
BUTTONS = {
    "confirm": ("确认", False),
    "settle": ("认定自评，不再评审", False),
    "withdraw": ("撤回", False),
    "send_back": ("退回", True),
    "reopen": ("重新开放", True),
    "drop": ("撤销登记", False),
}


def offered(project: RegisteredProject, who: Person) -> list[tuple[str, str, bool]]:
    """The moves that somebody may make now, besides handing in: name, words, whether a reason is wanted."""
    may_now = {
        "confirm": project.stage == ProjectStage.SUBMITTED
        and not project.confirmed
        and may(who, Action.CONFIRM_FORM, project),
        "settle": project.stage == ProjectStage.SUBMITTED
        and project.confirmed
        and may(who, Action.RUN_PANELS, project),
        "withdraw": project.stage == ProjectStage.SUBMITTED
        and not project.confirmed
        and may(who, Action.FILL_FORM, project),
        "reopen": project.stage == ProjectStage.SETTLED and may(who, Action.RUN_PANELS, project),
    }
    never = project.stage == ProjectStage.DRAFT and may(who, Action.FILL_FORM, project)
    may_now["drop"] = never and not project.moves.exists()
    may_now["send_back"] = may_now["confirm"] or may_now["settle"]
    return [(name, *BUTTONS[name]) for name in BUTTONS if may_now[name]]
