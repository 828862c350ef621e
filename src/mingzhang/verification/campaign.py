"""A verification of a year in its two phases: points, results, and the problems that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from mingzhang.verification.draw import (
    FIRST,
    SECOND,
    Inspectable,
    Inspector,
    Point,
    PointQuery,
    assigned,
    drawn,
)
from mingzhang.verification.problem import FieldProblem, ProblemAct, ProblemEvent, UnlawfulMoveError
from mingzhang.verification.standard import ABSENT, FAIL, PASS, CheckItem, CheckStandard

POINTS, RESULTS, EVENTS, PHASE = "点位", "核验结果", "问题经过", "阶段"  # the sheets that faults are told of


@dataclass(frozen=True)
class CampaignPhase:
    """One phase: the query and seed that its points are drawn with, and the version of the standard.

    ``frozen`` is the fingerprint that the standard had at the first visit.
    """

    name: str
    query: PointQuery
    seed: str
    size: int | None
    version: str
    frozen: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class VisitResult:
    """What an inspector found of one item at one point; ``position`` is what the photographs say.

    ``turn`` orders what happened on one day, for whoever keeps the moment of it.
    """

    point: str
    code: str
    result: str
    day: date
    inspector: str
    note: str = ""
    photos: tuple[str, ...] = ()
    where: str = ""
    position: str = ""
    turn: int = 0
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class CampaignFault:
    """What is wrong with a row: its sheet and field, whose row it is, and a sentence without full stop."""

    sheet: str
    name: str
    owner: str
    row: int | None
    message: str


@dataclass
class Campaign:
    """All that is known of the verification of a year.

    ``cap`` bounds what one unit may lose, ``repeat`` multiplies the points of a problem each time that it is
    not found mended.
    """

    unit: str = ""
    year: int = 0
    place: str = "000000"
    cap: Fraction | None = None
    repeat: Fraction = Fraction(2)
    phases: dict[str, CampaignPhase] = field(default_factory=dict)
    standards: dict[str, CheckStandard] = field(default_factory=dict)
    inspectors: list[Inspector] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    results: list[VisitResult] = field(default_factory=list)
    events: list[ProblemEvent] = field(default_factory=list)

    def standard(self, phase: str) -> CheckStandard | None:
        """The standard of a phase, ``None`` where there is none of its version."""
        found = self.phases.get(phase)
        return self.standards.get(found.version) if found else None

    def items_at(self, point: Point, problems: dict[str, FieldProblem]) -> tuple[CheckItem, ...]:
        """What is looked at at a point: the whole standard, of a problem only its own item."""
        if point.origin:
            origin = problems.get(point.origin)
            return (origin.item,) if origin else ()
        standard = self.standard(point.phase)
        return standard.items if standard else ()


def with_points(campaign: Campaign, phase: str, population: Iterable[Inspectable]) -> Campaign:
    """The campaign with the points of a phase drawn and assigned; points that it has already stay.

    The second phase looks back at every problem that is still open, whatever the query draws.  Raises
    :class:`~mingzhang.verification.draw.NoInspectorError`.
    """
    told = campaign.phases[phase]
    kept = [point for point in campaign.points if point.phase == phase]
    known = {(point.matter, point.unit) for point in kept if not point.origin}
    wanted = drawn(population, told.query, told.seed, told.size)
    new = [
        Point(phase, "", one.unit, one.matter, one.text, one.source)
        for one in wanted
        if (one.matter, one.unit) not in known
    ]
    if phase == SECOND:
        looked = {point.origin for point in kept}
        new += [_look_back(problem) for problem in open_problems(campaign) if problem.number not in looked]
    return _added(campaign, phase, new)


def _added(campaign: Campaign, phase: str, new: list[Point]) -> Campaign:
    """The campaign with further points of a phase, numbered on and given to inspectors who may."""
    inspectors = assigned([point.unit for point in new], campaign.inspectors)
    count = sum(point.phase == phase for point in campaign.points)
    letter, first = ("A" if phase == FIRST else "B"), count + 1
    numbered = [
        replace(point, number=f"{letter}-{number:03}", inspector=inspector)
        for number, (point, inspector) in enumerate(zip(new, inspectors, strict=True), first)
    ]
    return replace(campaign, points=[*campaign.points, *numbered])


def _look_back(problem: FieldProblem) -> Point:
    return Point(SECOND, "", problem.unit, problem.matter, problem.text, "回头看", origin=problem.number)


class NothingToLookAtError(ValueError):
    """A further look back that has nothing to look at; the message is one Chinese sentence."""


def with_look_back(campaign: Campaign) -> Campaign:
    """The campaign with one more round of looking back: at every open problem that no point waits for.

    So does it at problems that the second phase itself found.  Raises :class:`NothingToLookAtError` and
    :class:`~mingzhang.verification.draw.NoInspectorError`.
    """
    if not any(point.phase == SECOND for point in campaign.points):
        raise NothingToLookAtError("第二阶段还没有抽取点位，先抽取第二阶段点位，再作下一次回头看")
    problems, _ = judged(campaign)
    looks = looks_of(campaign)
    due = [each for each in problems.values() if each.open and looks[each.number] <= each.reopened]
    if not due:
        raise NothingToLookAtError("没有要再次回头看的问题：没有销号的问题都有还没有核验的回头看点位")
    return _added(campaign, SECOND, [_look_back(problem) for problem in due])


def looks_of(campaign: Campaign) -> Counter[str]:
    """How many points look back at each problem, by its number."""
    return Counter(point.origin for point in campaign.points if point.origin)


def rounds_of(campaign: Campaign, problems: Mapping[str, FieldProblem]) -> int:
    """How many rounds of looking back were drawn: none before the second phase has points."""
    looks = looks_of(campaign)
    some = [looks[each.number] + late(each.phase) for each in problems.values() if looks[each.number]]
    return max(some, default=int(any(point.phase == SECOND for point in campaign.points)))


def late(phase: str) -> int:
    """How many rounds were over when the problems of a phase came up: those of the second miss the first."""
    return int(phase == SECOND)


def owed(rounds: int, phase: str, reopened: int) -> int:
    """How many points an open problem must have: one for each round there was since it was found.

    One that fell through at its last look, and that no round came after, owes none for the next.

    >>> owed(1, FIRST, 0), owed(2, FIRST, 1), owed(2, FIRST, 0), owed(2, SECOND, 0), owed(1, SECOND, 0)
    (1, 2, 1, 1, 0)
    """
    return min(rounds - late(phase), reopened + 1)


def open_problems(campaign: Campaign) -> list[FieldProblem]:
    """The problems of the first phase that are neither mended nor closed otherwise."""
    problems, _ = judged(campaign)
    return [problem for problem in problems.values() if problem.open and problem.phase == FIRST]


def frozen(campaign: Campaign) -> Campaign:
    """The campaign with the standard of every phase frozen that has been visited."""
    looked = {result.point for result in campaign.results}
    visited = {point.phase for point in campaign.points if point.number in looked}
    phases = {
        name: replace(phase, frozen=standard.fingerprint)
        if name in visited and not phase.frozen and (standard := campaign.standard(name))
        else phase
        for name, phase in campaign.phases.items()
    }
    return replace(campaign, phases=phases)


def judged(campaign: Campaign) -> tuple[dict[str, FieldProblem], list[CampaignFault]]:
    """The problems by number, as they follow from results and history, and what is wrong with either."""
    return _Judge(campaign).judge()


class _Judge:
    """Folds results and events, in the order of their days, into problems."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._points = {point.number: point for point in campaign.points}
        self._units = {each.code: each.unit for each in campaign.inspectors}
        self._seen: dict[tuple[str, str], VisitResult] = {}
        self._problems: dict[str, FieldProblem] = {}
        self._faults: list[CampaignFault] = []

    def judge(self) -> tuple[dict[str, FieldProblem], list[CampaignFault]]:
        campaign = self._campaign
        self._check_points()
        steps: list[tuple[date, int, VisitResult | ProblemEvent]] = [
            (result.day, result.turn or (2 if self._looks_back(result) else 0), result)
            for result in campaign.results
        ]
        steps += [(event.day, event.turn or 1, event) for event in campaign.events]
        for _, _, step in sorted(steps, key=lambda each: each[:2]):
            if isinstance(step, VisitResult):
                self._result(step)
            else:
                self._event(step)
        self._check_look_back()
        return self._problems, self._faults

    def _looks_back(self, result: VisitResult) -> bool:
        point = self._points.get(result.point)
        return bool(point and point.origin)

    def _result(self, result: VisitResult) -> None:
        """One result: nothing, a new problem, or a look back at an old one."""
        point = self._points.get(result.point)
        if point is None:
            return self._fault(RESULTS, "point", result.point, result.row, "点位表里没有这个点位")
        items = {item.code: item for item in self._campaign.items_at(point, self._problems)}
        item = items.get(result.code)
        if item is None:
            return self._fault(
                RESULTS, "code", result.point, result.row, f"这个点位不核验标准“{result.code}”"
            )
        first = self._seen.setdefault((result.point, result.code), result)
        if first is not result:
            where = f"第 {first.row} 行" if first.row else ""
            why = f"标准“{result.code}”{where}已经有“{first.inspector}”的结果“{first.result}”"
            why += f"，“{result.inspector}”又记了一次，请留一个"
            return self._fault(RESULTS, "code", result.point, result.row, why)
        for name, why in result_flaws(result, point, self._units):
            self._fault(RESULTS, name, result.point, result.row, why)
        if point.origin:
            return self._looked(result, point)
        if result.result == FAIL:
            number = f"{point.number}-{item.code}"
            self._problems[number] = FieldProblem(
                number, point.number, item, point.unit, result.day, result.note, point.matter, point.phase
            )
        return None

    def _looked(self, result: VisitResult, point: Point) -> None:
        if result.result == ABSENT:
            return self._fault(RESULTS, "result", result.point, result.row, "回头看只有合格或不合格")
        act = ProblemAct.PASSED if result.result == PASS else ProblemAct.FAILED
        event = ProblemEvent(point.origin, result.day, act, result.inspector, result.note, row=result.row)
        return self._take(event, RESULTS, result.point)

    def _event(self, event: ProblemEvent) -> None:
        if event.problem not in self._problems:
            return self._fault(EVENTS, "problem", event.problem, event.row, "还没有发现这个问题")
        return self._take(event, EVENTS, event.problem)

    def _take(self, event: ProblemEvent, sheet: str, owner: str) -> None:
        try:
            self._problems[event.problem].take(event)
        except UnlawfulMoveError as fault:
            self._fault(sheet, "result" if sheet == RESULTS else "act", owner, event.row, fault.why)

    def _check_points(self) -> None:
        """Tell points whose inspector may not inspect them, and standards that are missing or changed."""
        for point in self._campaign.points:
            if point.inspector and (why := _unfit(point.inspector, point, self._units)):
                self._fault(POINTS, "inspector", point.number, point.row, why)
        for phase in self._campaign.phases.values():
            standard = self._campaign.standard(phase.name)
            if standard is None:
                self._fault(PHASE, "version", phase.name, phase.row, f"核验标准里没有“{phase.version}”")
            elif phase.frozen and phase.frozen != standard.fingerprint:
                why = f"标准“{phase.version}”在第一次核验之后被改动，请恢复原样，要改另立版本"
                self._fault(PHASE, "frozen", phase.name, phase.row, why)

    def _check_look_back(self) -> None:
        """Tell every open problem that a round of looking back, once it is drawn, leaves out."""
        looks, rounds = looks_of(self._campaign), rounds_of(self._campaign, self._problems)
        for problem in self._problems.values():
            has = looks[problem.number]
            if problem.open and has < owed(rounds, problem.phase, problem.reopened):
                why = "没有销号，却不在第二阶段的点位里，请重新抽取第二阶段点位"
                if has or problem.phase == SECOND:
                    why = f"没有销号，却不在第 {rounds} 次回头看的点位里，请再作一次回头看"
                self._fault(POINTS, "origin", problem.number, None, why)

    def _fault(self, sheet: str, name: str, owner: str, row: int | None, message: str) -> None:
        self._faults.append(CampaignFault(sheet, name, owner, row, message))


def result_flaws(result: VisitResult, point: Point, units: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a result by itself: the field, and the words; ``units`` are those of inspectors.

    >>> made = VisitResult("A-001", "1", FAIL, date(2026, 9, 1), "甲", "围挡倒伏")
    >>> list(result_flaws(made, Point(FIRST, "A-001", "某局"), {"甲": "第三方"}))
    [('photos', '不合格没有照片，请补上现场照片')]
    """
    if why := _unfit(result.inspector, point, units):
        yield "inspector", why
    if result.result == FAIL and not result.note:
        yield "note", "不合格没有写情况说明，请写明看到什么"
    if result.result == FAIL and not result.photos:
        yield "photos", "不合格没有照片，请补上现场照片"
    if result.photos and not result.where and not result.position:
        yield "where", f"照片“{'、'.join(result.photos)}”没有拍摄位置，请填写地点"


def _unfit(inspector: str, point: Point, units: dict[str, str]) -> str:
    """Why somebody may not inspect a point, empty where they may."""
    if inspector not in units:
        return f"核验人员表里没有“{inspector}”"
    if units[inspector] == point.unit:
        return f"“{inspector}”是“{point.unit}”的人，不能核验本单位"
    return ""
