"""The moves of the ranking: sealed and published by the leader, put before the party group by the office.

What is sealed keeps plan and returns word for word: from them scores and hash are worked out anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.courses import (
    ADDED_UP,
    CORRECTED,
    DELIBERATED,
    PUBLISHED,
    SEALED,
)
from mingzhang.appraisal.opened import opened
from mingzhang.appraisal.plan import Plan
from mingzhang.appraisal.ranking import rankings
from mingzhang.appraisal.returns import Returns
from mingzhang.appraisal.scores import Appraisal
from mingzhang.appraisal.sealing import NotSealableError, Seal, altered, digests, seal, seal_of
from mingzhang.appraisal.stored import restored
from mingzhang.appraisal.tables import fixed
from mingzhang.web.appraisal.assembling import appraised, everything, unscored
from mingzhang.web.appraisal.models import AppraisalCycle, FiledAppeal, LeafMark, SealedResult, UnitResult
from mingzhang.web.appraisal.moves import held, stepped
from mingzhang.web.appraisal.reporting import write_reports
from mingzhang.web.appraisal.score_models import CONFIRMED
from mingzhang.web.appraisal.states import AppraisalMoveError, ranked
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.today import today


def _led(cycle: AppraisalCycle, state: str, who: Person, words: str) -> None:
    """Lead the ranking to a state, and tell the history of the year."""
    ranked(cycle, state, who, words)
    stepped(cycle, who, state, cycle, words)


def open_marks(cycle: AppraisalCycle) -> int:
    """How many marks the office has not confirmed."""
    gone = unscored(cycle, cycle.units.select_related("organisation"))
    return LeafMark.objects.filter(unit__cycle=cycle).exclude(state=CONFIRMED).exclude(unit__in=gone).count()


@transaction.atomic
def seal_scores(cycle: AppraisalCycle, who: Person, words: str) -> SealedResult:
    """封存: signed by the leader, once nothing is open; after an appeal a corrected version, for a reason."""
    found = held(cycle, who, Action.SIGN_APPRAISAL, "organisation")
    corrects = found.ranking == PUBLISHED
    if corrects and not FiledAppeal.objects.filter(unit__cycle=found, state=CORRECTED).exists():
        raise AppraisalMoveError("成绩已经发布，没有裁定更正的申诉，不能再封存。")
    waiting = open_marks(found)
    if waiting:
        raise AppraisalMoveError(f"还有 {waiting} 项成绩没有经绩效办确认，不能封存。")
    made, last = appraised(found), found.seals.last()
    if made.problems:
        raise AppraisalMoveError(
            f"还有 {len(made.problems)} 个问题没有解决，不能封存；第一个：{made.problems[0]}。"
        )
    try:
        sealed = seal(made, str(who), today(), seal_of(last.seal) if last else None, words)
    except NotSealableError as refusal:
        raise AppraisalMoveError(f"{refusal}。") from refusal
    if not corrects:
        _led(found, SEALED, who, words)
    if last is not None and sealed.digest == last.digest:
        return last
    return _kept(found, who, made, sealed, words)


def _kept(cycle: AppraisalCycle, who: Person, made: Appraisal, sealed: Seal, words: str) -> SealedResult:
    """Keep what was sealed with the result of every unit, and ask for the reports."""
    plain = json.dumps(everything(made.plan, made.returns), ensure_ascii=False, separators=(",", ":"))
    kept = SealedResult.objects.create(
        cycle=cycle, number=sealed.version, day=sealed.day, by=who, reason=words[:300],
        seal=sealed.values(), kept=keep([plain.encode()]),
    )  # fmt: skip
    UnitResult.objects.bulk_create(_results(kept, made))
    record(who, "封存", kept, f"{kept}，校验值 {sealed.digest[:16]}", None, {"digest": sealed.digest})
    transaction.on_commit(lambda: write_reports.enqueue(kept.pk))
    return kept


def _results(kept: SealedResult, made: Appraisal) -> Iterator[UnitResult]:
    units = {unit.name: unit for unit in kept.cycle.units.select_related("organisation")}
    for ranking in rankings(made):
        for one in ranking.places:
            yield UnitResult(
                sealed=kept, unit=units[one.score.unit.name], total=fixed(one.score.total),
                grade=one.score.grade, place=one.place, opened=opened(one.score),
            )  # fmt: skip


@transaction.atomic
def deliberate(cycle: AppraisalCycle, who: Person, meeting: str, day: date, decided: str) -> None:
    """审议: what the party group said of the sealed ranking."""
    found = held(cycle, who, Action.RUN_APPRAISAL, "organisation")
    last = found.seals.last()
    if last is not None and day < last.day:
        raise AppraisalMoveError("会议日期早于封存日期；先封存，后审议。")
    found.meeting, found.met, found.decided = meeting[:80], day, decided[:600]
    _led(found, DELIBERATED, who, f"{meeting}：{decided}")


@transaction.atomic
def reopen(cycle: AppraisalCycle, who: Person, words: str) -> None:
    """退回汇总: the meeting asked for more; what was sealed stays, and the next seal says why it differs."""
    found = held(cycle, who, Action.RUN_APPRAISAL, "organisation")
    if not words:
        raise AppraisalMoveError("退回汇总时请写明理由。")
    found.meeting, found.met, found.decided = "", None, ""
    _led(found, ADDED_UP, who, words)


@transaction.atomic
def publish(cycle: AppraisalCycle, who: Person, words: str) -> None:
    """发布: by the leader; from now on every unit sees its own result and report."""
    found = held(cycle, who, Action.SIGN_APPRAISAL, "organisation")
    found.published = today()
    _led(found, PUBLISHED, who, words)


def recomputed(sealed: SealedResult) -> list[str]:
    """What of a sealed result does not come out again: nothing while it is whole.

    The scores are worked out anew from what was kept, and what is shown is held against the seal.
    """
    plain = json.loads(sealed.kept.read())
    made = appraise(restored(Plan, plain["方案"]), restored(Returns, plain["数据"]))
    now, was = digests(made), seal_of(sealed.seal)
    names = {score.unit.code: score.unit.name for score in made.scores}
    found = [
        names.get(code, code) for code in sorted({*now, *was.units}) if now.get(code) != was.units.get(code)
    ]
    shown = [result.opened for result in sealed.results.all()]
    return found + [name for name in altered(sealed.cycle.year, shown, was) if name not in found]
