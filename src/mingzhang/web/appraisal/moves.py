"""The moves of an appraisal: who may make which, from where to where, and what is asked of each.

States themselves are changed in :mod:`mingzhang.web.appraisal.states` alone.  The leader alone issues a
system, signs a task book, seals and publishes the scores and decides an appeal; every move holds its object
first, so that of two people only one moves; the other is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from django.db import models, transaction

from mingzhang.appraisal.claims import OUTCOMES, claim_faults
from mingzhang.appraisal.courses import (
    APPEAL,
    BOOK,
    CLAIM,
    CORRECTED,
    SYSTEM,
    Entered,
    WrongMoveError,
)
from mingzhang.appraisal.plan import ISSUED, PASSED, Plan
from mingzhang.appraisal.plan_faults import issue
from mingzhang.appraisal.stored import restored
from mingzhang.appraisal.task_book import ADJUSTED, CONFIRMED, SIGNED, book_faults
from mingzhang.appraisal.timetable import CLAIMS
from mingzhang.web.appraisal.assembling import book_of, claim_of, plan_of, system_of, unknown_assessors
from mingzhang.web.appraisal.models import (
    AppraisalCycle,
    AppraisedUnit,
    CycleStep,
    FiledAppeal,
    FiledClaim,
    IndicatorVersion,
    UnitBook,
)
from mingzhang.web.appraisal.states import AppraisalMoveError as AppraisalMoveError
from mingzhang.web.appraisal.states import entered, opened_anew
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.today import now, today

Held = TypeVar("Held", bound=models.Model)


def held(item: Held, who: Person, action: Action, *with_: str) -> Held:
    """The object as it is now, held until the transaction ends; ``who`` must have the right to the action."""
    kind: Any = type(item)
    kind.objects.select_for_update().get(pk=item.pk)  # joins are not locked with it
    found: Held = kind.objects.select_related(*with_).get(pk=item.pk)
    if not may(who, action, found):  # type: ignore[arg-type]
        raise AppraisalMoveError(f"没有“{action.value}”的权限。")
    return found


def stepped(cycle: AppraisalCycle, who: Person, what: str, about: models.Model, words: str = "") -> None:
    """Tell the history of the cycle of a step."""
    CycleStep.objects.create(cycle=cycle, what=what, about=str(about)[:200], by=who, words=words[:600])


_OF_VERSION = ("cycle__organisation",)
_OF_BOOK = ("unit__cycle__organisation", "unit__organisation")


@transaction.atomic
def circulate(version: IndicatorVersion, who: Person, words: str) -> None:
    """征求意见: from now on the units see it."""
    found = held(version, who, Action.RUN_APPRAISAL, *_OF_VERSION)
    entered(found, SYSTEM, "征求意见", who, words)
    stepped(found.cycle, who, "征求意见", found, words)


@transaction.atomic
def redraft(version: IndicatorVersion, who: Person, words: str) -> None:
    """退回草拟: after the opinions."""
    found = held(version, who, Action.RUN_APPRAISAL, *_OF_VERSION)
    entered(found, SYSTEM, SYSTEM.first, who, words)


@transaction.atomic
def passed(version: IndicatorVersion, who: Person, words: str) -> None:
    """通过: the party group's meeting passed it; ``words`` name the meeting."""
    found = held(version, who, Action.RUN_APPRAISAL, *_OF_VERSION)
    if not words:
        raise AppraisalMoveError("请写明哪次会议通过。")
    found.system = {**found.system, "passed": today().isoformat()}
    entered(found, SYSTEM, PASSED, who, words)
    stepped(found.cycle, who, "通过", found, words)


@transaction.atomic
def issued(version: IndicatorVersion, who: Person, words: str) -> None:
    """印发: signed by the leader; weights that do not add up, or an indicator without assessor, forbid it."""
    found = held(version, who, Action.SIGN_APPRAISAL, *_OF_VERSION)
    plan = plan_of(found.cycle)
    log = tuple(restored(Entered, one) for one in found.log)
    try:
        issue(plan, system_of(found), log, str(who), today())
    except WrongMoveError as refusal:
        raise AppraisalMoveError(f"{refusal}。") from refusal
    if unknown := unknown_assessors(found):
        raise AppraisalMoveError(f"指标体系不能印发：{unknown[0]}；请先在单位名录登记，或改写考评部门。")
    found.system = {**found.system, "issued": today().isoformat()}
    entered(found, SYSTEM, ISSUED, who, words)
    stepped(found.cycle, who, "印发", found, words)


@transaction.atomic
def revised(version: IndicatorVersion, who: Person, words: str) -> None:
    """修订: a further version beside the issued one, which stays in force until the new one is issued."""
    found = held(version, who, Action.RUN_APPRAISAL, *_OF_VERSION)
    if not found.issued or found.cycle.versions.filter(kind=found.kind, number__gt=found.number).exists():
        raise AppraisalMoveError("只有最新一版已经印发时才能修订；请刷新页面看现在的版本。")
    made = IndicatorVersion(
        cycle=found.cycle, kind=found.kind, number=found.number + 1, log=found.log,
        system={**found.system, "passed": None, "issued": None}, reason=words[:300],
    )  # fmt: skip
    entered(made, SYSTEM, "修订", who, words)
    stepped(found.cycle, who, "修订", made, words)


@transaction.atomic
def begin_book(unit: AppraisedUnit, who: Person) -> UnitBook:
    """编制: the unit begins its task book."""
    found = held(unit, who, Action.FILL_APPRAISAL, "cycle__organisation", "organisation")
    if found.books.exists():
        raise AppraisalMoveError("任务书已经建立，请刷新页面。")
    made = UnitBook.objects.create(unit=found)
    record(who, BOOK.first, made, f"建立{made}")
    return made


def book_problems(plan: Plan, book: UnitBook) -> list[str]:
    """What is wrong with a book besides that it is not signed yet, a sentence each."""
    told = book_faults(plan, replace(book_of(book), state=SIGNED))
    return [f"任务 {line.number}：{sentence}" if line else sentence for line, _, sentence in told]


@transaction.atomic
def hand_in(book: UnitBook, who: Person, words: str) -> None:  # noqa: ARG001 (a move's form)
    """送审: the unit's book goes to the office; every line must have a target that can be measured."""
    found = held(book, who, Action.FILL_APPRAISAL, *_OF_BOOK)
    if not found.open:
        raise AppraisalMoveError("任务书已经送审或签订，请刷新页面。")
    wrong = book_problems(plan_of(found.unit.cycle), found)
    wrong = wrong or ([] if found.lines else ["任务书里还没有任务"])
    if wrong:
        raise AppraisalMoveError(f"还有 {len(wrong)} 处要改正，没有送审；第一处：{wrong[0]}。")
    found.handed = now()
    found.save(update_fields=["handed"])
    record(who, "送审", found, f"送审{found}")
    stepped(found.unit.cycle, who, "送审", found)


@transaction.atomic
def give_back(book: UnitBook, who: Person, words: str) -> None:
    """退回: to the unit, for a reason."""
    found = held(book, who, Action.RUN_APPRAISAL, *_OF_BOOK)
    with_office = found.handed is not None and not found.signed
    if not with_office or not words:
        raise AppraisalMoveError(
            "退回时请写明理由。" if with_office else "任务书不在绩效办手里，请刷新页面。"
        )
    found.handed = None
    if found.state == CONFIRMED:
        entered(found, BOOK, BOOK.first, who, words)
    found.save(update_fields=["handed"])
    record(who, "退回", found, f"退回{found}：{words}")
    stepped(found.unit.cycle, who, "退回", found, words)


@transaction.atomic
def confirm(book: UnitBook, who: Person, words: str) -> None:
    """确认: the office has read it."""
    found = held(book, who, Action.RUN_APPRAISAL, *_OF_BOOK)
    if found.handed is None:
        raise AppraisalMoveError("单位还没有送审，不能确认。")
    entered(found, BOOK, CONFIRMED, who, words)
    stepped(found.unit.cycle, who, "确认", found, words)


@transaction.atomic
def sign(book: UnitBook, who: Person, words: str) -> None:
    """签订: by the leader; from then on the book does not change."""
    found = held(book, who, Action.SIGN_APPRAISAL, *_OF_BOOK)
    if found.handed is None:
        raise AppraisalMoveError("单位还没有送审，不能签订。")
    entered(found, BOOK, SIGNED, who, words)
    stepped(found.unit.cycle, who, "签订", found, words)


@transaction.atomic
def adjust(book: UnitBook, who: Person, words: str) -> None:
    """调整: a further version beside the signed one, which stays in force until the new one is signed."""
    found = held(book, who, Action.RUN_APPRAISAL, *_OF_BOOK)
    if not found.signed or found.unit.books.filter(number__gt=found.number).exists():
        raise AppraisalMoveError("只有最新一版已经签订时才能调整；请刷新页面看现在的版本。")
    made = UnitBook(
        unit=found.unit, number=found.number + 1, log=found.log, lines=found.lines,
        reason=words[:300],
    )  # fmt: skip
    entered(made, BOOK, ADJUSTED, who, words)
    stepped(found.unit.cycle, who, "调整", made, words)


_OF_CLAIM = ("unit__cycle__organisation", "unit__organisation")


@transaction.atomic
def claim_complete(claim: FiledClaim, who: Person, words: str) -> None:
    """材料齐: the proof is there."""
    found = held(claim, who, Action.RUN_APPRAISAL, *_OF_CLAIM)
    if not found.proofs.exists():
        raise AppraisalMoveError("还没有证明材料，请申报单位先上传。")
    entered(found, CLAIM, "材料齐", who, words)


@transaction.atomic
def claim_review(claim: FiledClaim, who: Person, words: str) -> None:
    """评审: put before a panel, which ``words`` name."""
    found = held(claim, who, Action.RUN_APPRAISAL, *_OF_CLAIM)
    if not words:
        raise AppraisalMoveError("请写明由哪个评审组评审。")
    found.panel = words[:80]
    entered(found, CLAIM, "评审", who, words)


@transaction.atomic
def claim_decide(claim: FiledClaim, who: Person, outcome: str, approved: str, words: str) -> None:
    """采纳、部分采纳、不采纳: with the points and the reason that the panel gave."""
    found = held(claim, who, Action.RUN_APPRAISAL, *_OF_CLAIM)
    if outcome not in OUTCOMES:
        raise AppraisalMoveError(f"评审结果应为{'、'.join(OUTCOMES)}之一。")
    found.approved = points(approved) if approved else None
    found.reason = words[:300]
    entered(found, CLAIM, outcome, who, words)
    made = claim_of(found, [*found.proofs.select_related("by")])
    deadline = plan_of(found.unit.cycle).cycle.last_day(CLAIMS)
    wrong = next((told for _, told in claim_faults(made, deadline)), "")
    if wrong:
        raise AppraisalMoveError(f"{wrong}。")
    stepped(found.unit.cycle, who, outcome, found, words)


def points(said: str) -> Any:
    """Points as typed; raises :class:`AppraisalMoveError`."""
    from mingzhang.web.appraisal.filling import FillingError, figure

    try:
        return figure(said)
    except FillingError as refusal:
        raise AppraisalMoveError(str(refusal)) from refusal


@transaction.atomic
def appeal_accept(appeal: FiledAppeal, who: Person, words: str) -> None:
    """受理."""
    found = held(appeal, who, Action.RUN_APPRAISAL, *_OF_CLAIM)
    entered(found, APPEAL, "受理", who, words)


@transaction.atomic
def appeal_decide(appeal: FiledAppeal, who: Person, outcome: str, words: str) -> None:
    """维持、更正: by the leader; what is corrected is collected anew, by its assessor."""
    found = held(appeal, who, Action.SIGN_APPRAISAL, *_OF_CLAIM)
    found.reason = words[:600]
    entered(found, APPEAL, outcome, who, words)
    if outcome == CORRECTED and found.indicator:
        opened_anew(found.unit, found.indicator)
    stepped(found.unit.cycle, who, outcome, found, words)


Move = Callable[[Any, Person, str], None]
#: What may be done with a version, a book, a claim, an appeal: move, words, whether words are a must, whose.
VERSION_MOVES: dict[str, tuple[Move, str, str, Action, tuple[str, ...]]] = {
    "circulate": (circulate, "征求意见", "", Action.RUN_APPRAISAL, (SYSTEM.first, "修订")),
    "redraft": (redraft, "退回草拟", "", Action.RUN_APPRAISAL, ("征求意见",)),
    "passed": (passed, "记录通过", "会议", Action.RUN_APPRAISAL, ("征求意见",)),
    "issued": (issued, "签发印发", "", Action.SIGN_APPRAISAL, (PASSED,)),
    "revised": (revised, "修订", "修订理由", Action.RUN_APPRAISAL, (ISSUED,)),
}
BOOK_MOVES: dict[str, tuple[Move, str, str, Action, tuple[str, ...]]] = {
    "hand_in": (hand_in, "送绩效办", "", Action.FILL_APPRAISAL, (BOOK.first, ADJUSTED)),
    "confirm": (confirm, "确认", "", Action.RUN_APPRAISAL, (BOOK.first,)),
    "give_back": (give_back, "退回", "退回理由", Action.RUN_APPRAISAL, (BOOK.first, CONFIRMED, ADJUSTED)),
    "sign": (sign, "签订", "", Action.SIGN_APPRAISAL, (CONFIRMED, ADJUSTED)),
    "adjust": (adjust, "调整", "调整理由", Action.RUN_APPRAISAL, (SIGNED,)),
}
CLAIM_MOVES: dict[str, tuple[Move, str, str, Action, tuple[str, ...]]] = {
    "complete": (claim_complete, "材料齐", "", Action.RUN_APPRAISAL, (CLAIM.first,)),
    "review": (claim_review, "交评审组", "评审组", Action.RUN_APPRAISAL, ("材料齐",)),
}
APPEAL_MOVES: dict[str, tuple[Move, str, str, Action, tuple[str, ...]]] = {
    "accept": (appeal_accept, "受理", "", Action.RUN_APPRAISAL, (APPEAL.first,)),
}


def make(moves: dict[str, Any], name: str, item: Any, who: Person, words: str) -> None:
    """Make the move of that name; one that asks for words is refused without."""
    if name not in moves:
        raise AppraisalMoveError("没有这种办理。")
    if moves[name][2] and not words.strip():
        raise AppraisalMoveError(f"请写明{moves[name][2]}。")
    moves[name][0](item, who, words.strip())


def offered(moves: dict[str, Any], item: Any, who: Person) -> list[tuple[str, str, str]]:
    """The moves that somebody may make now: name, words of the button, what is to be written."""
    return [
        (name, button, asked)
        for name, (_, button, asked, action, states) in moves.items()
        if item.state in states and may(who, action, item)
    ]
