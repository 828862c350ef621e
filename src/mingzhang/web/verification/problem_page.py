"""What the page of a problem shows: photographs, the history with the looks back, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.verification.campaign import judged
from mingzhang.verification.problem import ProblemAct, ProblemState
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.matters import matter_pages
from mingzhang.web.verification.models import CheckPhoto, PointCheck
from mingzhang.web.verification.moves import MOVES, FieldMoveError
from mingzhang.web.verification.problem_models import FoundProblem, ProblemEvidence

LARGEST, MOST = 20 << 20, 20
_WORDED = frozenset(
    {
        ProblemAct.DISPUTE,
        ProblemAct.WITHDRAW,
        ProblemAct.REJECT,
        ProblemAct.MEND,
        ProblemAct.REPORT,
        ProblemAct.CLOSE,
    }
)
NEXT = {
    ProblemState.FOUND: "督查室告知",
    ProblemState.TOLD: "单位负责人认领或提出异议",
    ProblemState.DISPUTED: "分管领导复核异议",
    ProblemState.OWNED: "单位整改并报完成",
    ProblemState.MENDING: "单位整改并报完成",
    ProblemState.REPORTED: "核验员回头看",
}


@dataclass(frozen=True)
class HistoryLine:
    """One line of a history: the day, what was done, by whom, what was said."""

    day: date
    act: str
    by: str
    text: str
    evidence: str
    turn: int


def problem_page(problem: FoundProblem, who: Person) -> dict[str, Any]:
    """All that the page shows, in a number of queries that does not grow."""
    looks = list(
        PointCheck.objects.filter(point__origin=problem, lacking=[])
        .select_related("by", "point")
        .order_by("pk")
    )
    photos = CheckPhoto.objects.filter(check_of__point=problem.point_id, check_of__code=problem.code)
    again = CheckPhoto.objects.filter(check_of__in=[each.pk for each in looks])
    return {
        "problem": problem,
        "next": NEXT.get(ProblemState(problem.state), ""),
        "history": _history(problem, looks),
        "photos": list(photos.order_by("pk")),
        "again": list(again.order_by("pk")),
        "matters": matter_pages(problem),
        "files": list(problem.files.select_related("by")),
        "offers": offers(problem, who),
        "drafts": problem.open and may(who, Action.ANSWER_PROBLEM, problem),
        "sees_points": may(who, Action.SEE_VERIFICATION, problem.verification),
    }


def _history(problem: FoundProblem, looks: list[PointCheck]) -> list[HistoryLine]:
    lines = [
        HistoryLine(step.day, step.act, step.by.name, step.text, step.evidence, step.turn)
        for step in problem.steps.select_related("by")
    ]
    lines += [
        HistoryLine(each.day, f"回头看{each.result}", each.by.name, each.note, "", each.turn)
        for each in looks
    ]
    return sorted(lines, key=lambda line: line.turn)


def offers(problem: FoundProblem, who: Person) -> list[tuple[str, bool, bool]]:
    """The moves that somebody may make now: name, whether it takes words, whether it is the usual one."""
    problems, _ = judged(campaign_of(problem.verification, [problem.point]))
    found = problems.get(problem.number)
    able = [act for act in found.able if act in MOVES and may(who, MOVES[act], problem)] if found else []
    usual = (ProblemAct.TELL, ProblemAct.OWN, ProblemAct.REPORT)
    return [(act.value, act in _WORDED, act in usual) for act in able]


@transaction.atomic
def save_draft(problem: FoundProblem, who: Person, words: str, files: list[UploadedFile[bytes]]) -> None:
    """What a unit prepares for its head to sign: words, and files that prove it; nothing is sent yet."""
    if not may(who, Action.ANSWER_PROBLEM, problem):
        raise FieldMoveError(f"没有“{Action.ANSWER_PROBLEM.value}”的权限。")
    if not problem.open:
        raise FieldMoveError(f"问题已是“{problem.state}”，不用再答复。")
    if problem.files.count() + len(files) > MOST:
        raise FieldMoveError(f"一个问题最多 {MOST} 份佐证材料。")
    for file in files:
        if (file.size or 0) > LARGEST:
            raise FieldMoveError(f"“{file.name}”超过 20 MB，没有存入。")
        ProblemEvidence.objects.get_or_create(
            problem=problem,
            file=keep(file.chunks()),
            defaults={"name": (file.name or "佐证")[:200], "by": who},
        )
    before = problem.draft
    problem.draft = words.strip()[:600]
    problem.save(update_fields=["draft"])
    told = f"保存{problem}的答复草稿" + (f"，佐证 {len(files)} 份" if files else "")
    record(who, "答复草稿", problem, told, {"草稿": before}, {"草稿": problem.draft})
