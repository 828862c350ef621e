"""A ballot as an expert fills it: saved at any moment as typed, handed in once nothing is wrong in it.

An expert sees no other's marks before all are in, and nobody else does either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db import transaction

from mingzhang.facts.place import Place
from mingzhang.language.evaluation.indicator_system import Criterion, IndicatorSystem
from mingzhang.language.workbook.cell import WrongCellError, figure_of
from mingzhang.language.workbook.form import COUNT, InputColumn
from mingzhang.performance.ballot import MARK, Ballot, mark_faults
from mingzhang.performance.ballot_workbook import chosen_system
from mingzhang.performance.project import Register
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.performance.models import ProjectStage
from mingzhang.web.performance.panel_models import ExpertPanel, ExpertSeat
from mingzhang.web.shared.today import now

_COLUMN = InputColumn(MARK, kind=COUNT, unit="分", decimals=2)
_LONGEST = 1000  # characters of an opinion


class BallotError(Exception):
    """A ballot that cannot be saved or handed in; its text is for the person."""


class BallotChangedError(BallotError):
    """The ballot was saved in another window since it was shown."""


@dataclass
class BallotLine:
    """A leaf of the system on a ballot: what was typed, and what is wrong with it."""

    number: int
    leaf: Criterion
    above: str
    mark: str = ""
    opinion: str = ""
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BallotRead:
    """A ballot as typed, read: its lines, the marks that hold, and how much is wrong."""

    lines: list[BallotLine]
    ballot: Ballot
    wrong: int
    first_wrong: str

    @property
    def given(self) -> Fraction:
        """The marks so far, added up."""
        return sum(self.ballot.marks.values(), Fraction(0))


def system_of_panel(panel: ExpertPanel) -> IndicatorSystem:
    """The indicator system that a panel scores by."""
    region = panel.project.organisation.region
    return chosen_system(Register(place=region.place or "000000", year=panel.project.year), panel.system)


def read_ballot(seat: ExpertSeat, typed: Mapping[str, Any], system: IndicatorSystem) -> BallotRead:
    """A ballot as it was typed; a mark that is none, or too high, does not count."""
    ballot, lines = Ballot(seat.label), []
    for number, leaf in enumerate(system.leaves, 1):
        said = typed.get("/".join(leaf.path), {})
        line = BallotLine(
            number, leaf, " › ".join(leaf.path[:-1]), said.get("mark", ""), said.get("opinion", "")
        )
        _read(line, ballot)
        lines.append(line)
    wrong = [line for line in lines if line.wrong]
    first = f"第 {wrong[0].number} 项“{wrong[0].leaf.name}”{wrong[0].wrong[0]}" if wrong else ""
    return BallotRead(lines, ballot, len(wrong), first)


def _read(line: BallotLine, ballot: Ballot) -> None:
    """Enter a line into the ballot; what is missing or cannot be is said on the line."""
    leaf, opinion = line.leaf, line.opinion.rstrip("。；")
    if opinion:
        ballot.opinions[leaf.path] = opinion
    if not line.mark:
        line.wrong.append(f"“{MARK}”栏：没有评分")
        return
    try:
        mark = figure_of(line.mark, _COLUMN, "万元", Place()).value
    except WrongCellError as wrong:
        line.wrong.append(f"“{MARK}”栏：{wrong}")
        return
    if mark <= leaf.full:
        ballot.marks[leaf.path] = mark
    line.wrong += [f"“{column}”栏：{message}" for column, message in mark_faults(leaf.full, mark, opinion)]


def ballot_in(post: Mapping[str, Any], system: IndicatorSystem) -> dict[str, dict[str, str]]:
    """The ballot of what a browser sent."""
    typed = {}
    for number, leaf in enumerate(system.leaves, 1):
        mark = " ".join(str(post.get(f"mark-{number}", "")).split())[:40]
        opinion = " ".join(str(post.get(f"opinion-{number}", "")).split())[:_LONGEST]
        if mark or opinion:
            typed["/".join(leaf.path)] = {"mark": mark, "opinion": opinion}
    return typed


@transaction.atomic
def save_ballot(seat: ExpertSeat, who: Person, typed: dict[str, Any], edition: int) -> ExpertSeat:
    """Save a ballot as typed; what was sent twice is saved once."""
    held = _held(seat, who)
    if held.typed == typed:
        return held
    if held.edition != edition:
        raise BallotChangedError(
            "这张评分表在另一个窗口保存过。下面是这次填的，旁边注明已经保存的；再保存一次就以这次的为准。"
        )
    held.typed, held.edition = typed, held.edition + 1
    held.save(update_fields=["typed", "edition"])
    # Marks stay out of the log until they are handed in: whoever reads it would see them before all are in.
    record(who, "评分", held, f"保存{held.panel.project}的评分（{held.label}，已评 {held.given} 项）")
    return held


@transaction.atomic
def hand_in_ballot(seat: ExpertSeat, who: Person) -> None:
    """提交评分: nothing may be wrong or missing."""
    held = _held(seat, who)
    made = read_ballot(held, held.typed, system_of_panel(held.panel))
    if made.wrong:
        raise BallotError(f"还有 {made.wrong} 项要补正，没有提交；{made.first_wrong}")
    held.handed = now()
    held.save(update_fields=["handed"])
    counted(held.panel)
    record(who, "提交评分", held, f"提交{held.panel.project}的评分（{held.label}）")


def counted(panel: ExpertPanel) -> None:
    """Count the ballots that are in."""
    panel.expert_count = panel.seats.count()
    panel.in_count = panel.seats.exclude(handed=None).count()
    panel.save(update_fields=["expert_count", "in_count"])


def _held(seat: ExpertSeat, who: Person) -> ExpertSeat:
    """The seat as it is now, its panel held until the transaction ends; it must be the expert's own."""
    ExpertPanel.objects.select_for_update().get(pk=seat.panel_id)
    held = ExpertSeat.objects.select_related("panel__project__organisation__above__above").get(pk=seat.pk)
    if held.expert_id != who.pk:
        raise BallotError("这不是你的评分表。")
    if held.panel.dissolved or held.panel.project.stage != ProjectStage.IN_REVIEW:
        raise BallotError("这次评审已经结束，不能再评分。")
    if held.handed is not None:
        raise BallotError("评分已经提交，不能再改；确要修改，请绩效办退回。")
    return held


def differing(
    one: Mapping[str, Any], other: Mapping[str, Any], system: IndicatorSystem
) -> list[tuple[str, str, str]]:
    """Where two ballots differ: the leaf, what is kept, what was typed."""
    found = []
    for leaf in system.leaves:
        key = "/".join(leaf.path)
        was, now_ = (_shown(each.get(key, {})) for each in (one, other))
        if was != now_:
            found.append((system.called(leaf), was, now_))
    return found


def _shown(said: Mapping[str, str]) -> str:
    mark, opinion = said.get("mark", ""), said.get("opinion", "")
    return f"{mark}（{opinion}）" if opinion else mark
