"""Where the things of an appraisal stand: the one module that changes a state.

What follows what is said by :mod:`mingzhang.appraisal.courses`.  The moves (``moves``, ``sealing``,
``marking``) say who may take which step and what is asked of it; each then leads its thing on here, where
the step is held against its course and told to the log.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from mingzhang.appraisal.courses import RANKING, SCORE, Course, Entered, WrongMoveError
from mingzhang.appraisal.stored import restored, stored
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, LeafMark, SealedResult
from mingzhang.web.appraisal.score_models import COLLECTED
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import today

AGAIN = SCORE.first  # what was given back, or is collected anew after an appeal


class AppraisalMoveError(Exception):
    """A move that the state or the right does not allow; its text is for the person."""


def entered(item: Any, course: Course, state: str, who: Person, words: str = "") -> None:
    """Lead a version, a book, a claim or an appeal to a state, and save it."""
    log = tuple(restored(Entered, one) for one in item.log) or (Entered(item.state, str(who), today()),)
    before = log[-1].state
    try:
        log = course.moved(log, state, str(who), today(), words)
    except WrongMoveError as refusal:
        raise AppraisalMoveError(f"{refusal}。请刷新页面看现在的状态。") from refusal
    item.state, item.log = state, stored(log)
    item.save()
    said = f"{item}转为“{state}”" + (f"：{words}" if words else "")
    record(who, state, item, said, {"状态": before}, {"状态": state})


def ranked(cycle: AppraisalCycle, state: str, who: Person, words: str) -> None:
    """Lead the ranking of a year to a state, and save it."""
    try:
        RANKING.moved((Entered(cycle.ranking, "", today()),), state, str(who), today())
    except WrongMoveError as refusal:
        raise AppraisalMoveError(f"{refusal}。请刷新页面看现在的状态。") from refusal
    before, cycle.ranking = cycle.ranking, state
    cycle.save()
    said = f"{cycle}：排名转为“{state}”" + (f"（{words}）" if words else "")
    record(who, state, cycle, said, before, state)


def collected(mark: LeafMark, who: Person) -> None:
    """A mark was given, or given anew: by ``who``; it is saved once nothing is wrong with it."""
    mark.scorer, mark.state = who, COLLECTED
    mark.edition = mark.edition + 1 if mark.pk else 1


def led(marks: QuerySet[LeafMark], from_: str, state: str) -> int:
    """Lead all marks that stand at a state to another; how many they were."""
    if state not in SCORE.after(from_):
        raise AppraisalMoveError(f"成绩现为“{from_}”，不能转为“{state}”。")
    return marks.filter(state=from_).update(state=state)


def opened_anew(unit: AppraisedUnit, indicator: str) -> None:
    """更正: what an appeal corrects is collected anew by its assessor, whatever state it is in."""
    LeafMark.objects.filter(unit=unit, indicator=indicator).update(state=AGAIN)


def reports_written(sealed: SealedResult, count: int) -> None:
    """The reports of a sealed result are there."""
    sealed.state, sealed.said, sealed.count = SealedResult.WRITTEN, "", count
    sealed.save(update_fields=["state", "said", "count", "archive"])


def reports_failed(pk: int, said: str) -> None:
    """The reports of a sealed result could not be written, and why."""
    SealedResult.objects.filter(pk=pk).update(state=SealedResult.FAILED, said=said[:300])
