"""Assess a project from what experts handed in: marks joined, expectations judged, and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.catalogue import NATION, load
from mingzhang.facts.finding import Finding
from mingzhang.language.evaluation.indicator_system import Criterion, IndicatorSystem
from mingzhang.language.table.notation import Notation
from mingzhang.language.text.spelling import plain
from mingzhang.performance.ballot import CAUSES, EXPECTED, MARK, TEXTS, WORDS, Expected, Review
from mingzhang.performance.ballot_workbook import chosen_system, project_of
from mingzhang.performance.evaluate import scheme_of
from mingzhang.performance.project import Accepted, Project, Register
from mingzhang.scoring.engine import added
from mingzhang.scoring.panel import LEAST, Joint, Method, Panel
from mingzhang.scoring.precision import Mode, Precision, summed, written
from mingzhang.scoring.reached import MET, MISSED, UNCLEAR, Reached, reached
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.scoring.value import Better


@dataclass(frozen=True)
class Judged:
    """A leaf of the system: what the panel gave, ``None`` where a mark is missing, and every opinion."""

    leaf: Criterion
    joint: Joint | None
    opinions: dict[str, str]

    @property
    def score(self) -> Fraction | None:
        """The marks given."""
        return self.joint.score if self.joint else None

    @property
    def lost(self) -> bool:
        """Whether marks were lost."""
        return self.joint is not None and self.joint.lost > 0

    @property
    def opinion(self) -> str:
        """What the report prints: of lost marks why, of full marks what those say who gave them."""
        if self.joint is None:
            return ""
        said = [
            text
            for expert, text in self.opinions.items()
            if (self.joint.marks.get(expert, self.leaf.full) < self.leaf.full) == self.lost
        ]
        return "；".join({plain(text): text for text in said}.values())

    @property
    def overruled(self) -> int:
        """How many experts gave less than full marks where the panel gives full marks."""
        if self.joint is None or self.lost:
            return 0
        return sum(mark < self.leaf.full for mark in self.joint.marks.values())


@dataclass
class Assessment:
    """A project assessed: ``open`` problems must be put right, ``accepted`` ones stand with a reason.

    ``total`` is ``None`` when a mark is missing; ``advice`` is what the checks note besides.
    """

    register: Register
    project: Project
    review: Review
    notation: Notation
    system: IndicatorSystem
    panel: Panel
    judged: list[Judged]
    compared: list[tuple[Expected, Reached]]
    total: Fraction | None = None
    grade: str = ""
    open: list[ScoringProblem] = field(default_factory=list)
    accepted: list[tuple[ScoringProblem, Accepted]] = field(default_factory=list)
    advice: list[Finding] = field(default_factory=list)

    def under(self, *path: str) -> list[Judged]:
        """The leaves below a group."""
        return [one for one in self.judged if one.leaf.path[: len(path)] == path]

    def part(self, *path: str) -> tuple[Fraction, Fraction | None]:
        """Full marks and marks of a group, ``None`` where one of them is missing."""
        inside = self.under(*path)
        return summed(one.leaf.full for one in inside), added([one.score for one in inside])

    @property
    def lost(self) -> list[Judged]:
        """The leaves that lost marks."""
        return [one for one in self.judged if one.lost]


def panel_of(notation: Notation, method: Method | None = None) -> Panel:
    """How a place joins the marks of a panel, by a method of one's own where one is named.

    >>> panel_of(load("000000", 2024)).sentence
    '各项指标得分为各专家评分的平均数，四舍五入保留 1 位小数'
    """
    said = notation.settings
    return Panel(
        method or Method(said.panel_method),
        Precision(said.panel_decimals, Mode(said.panel_rounding)),
        Fraction(said.panel_spread, 100),
    )


def assess(review: Review, register: Register, found: Sequence[ScoringProblem] = ()) -> Assessment:
    """Join the marks and list what is wrong; ``found`` are the problems of reading the workbooks.

    Raises :class:`~mingzhang.performance.ballot_workbook.UnfitReviewError` for a project or a system that
    there
    is not.
    """
    notation = load(register.place or NATION, register.year or None)
    project, system = project_of(register, review.project), chosen_system(register, review.system)
    panel = panel_of(notation, next((method for method in Method if method == review.method), None))
    made = Assessment(register, project, review, notation, system, panel, [], [])
    enough = len(review.ballots) >= LEAST[panel.method]
    made.judged = [_judged(made, leaf, enough) for leaf in system.leaves]
    made.compared = [(item, _compared(item, register.year or None)) for item in review.expected]
    made.total = added([one.score for one in made.judged])
    made.grade = scheme_of(notation).grade(made.total) if made.total is not None else ""
    settle(made, [*found, *_problems(made, enough)])
    return made


def _judged(made: Assessment, leaf: Criterion, enough: bool) -> Judged:
    ballots = made.review.ballots
    marks = {ballot.expert: ballot.marks[leaf.path] for ballot in ballots if leaf.path in ballot.marks}
    opinions = {ballot.expert: said for ballot in ballots if (said := ballot.opinions.get(leaf.path))}
    whole = enough and len(marks) == len(ballots)
    return Judged(leaf, made.panel.joint(leaf.full, marks) if whole else None, opinions)


def _compared(item: Expected, year: int | None) -> Reached:
    return reached(item.aim, item.got, year, Better.LESS if "成本" in item.goal else "")


def settle(made: Assessment, problems: Sequence[ScoringProblem]) -> None:
    """Part what was accepted from what is open; marks that are missing cannot be accepted."""
    for problem in problems:
        said = (a for a in made.review.accepted if a.covers(problem.project, problem.name, problem.column))
        accepted = next(said, None)
        if accepted is None or (made.total is None and problem.column == MARK):
            made.open.append(problem)
        else:
            made.accepted.append((problem, accepted))


def _problems(made: Assessment, enough: bool) -> Iterator[ScoringProblem]:
    """What keeps an evaluation open or contradicts it: method, experts, cover, texts, stated marks."""
    name, review = made.project.name, made.review
    if review.method and review.method not in tuple(Method):
        yield ScoringProblem(
            name, "", "汇总办法", f"没有“{review.method}”，应为{'、'.join(Method)}之一", None, "评价"
        )
    if not enough:
        message = f"“{made.panel.method}”至少要有 {LEAST[made.panel.method]} 名专家评分，现有 {len(review.ballots)} 名"
        yield ScoringProblem(name, "", MARK, message)
    if not made.register.unit or not made.register.year:
        yield ScoringProblem(name, "", "封面", "项目表的封面没有填写单位名称或年度")
    yield from _divided(made)
    yield from _texts(made)
    yield from _expectations(made)
    stated = made.project.marks
    if stated is not None and made.total is not None and stated != made.total:
        message = f"项目表里为 {written(stated)} 分，专家评分汇总为 {written(made.total)} 分"
        yield ScoringProblem(name, "", "评价报告得分", message, made.project.row)


def _divided(made: Assessment) -> Iterator[ScoringProblem]:
    """Where the experts are so far apart that they must talk."""
    for one in made.judged:
        if one.joint is not None and made.panel.must_discuss(one.joint):
            given = "、".join(f"{expert} {written(mark)} 分" for expert, mark in one.joint.marks.items())
            message = (
                f"各专家评分相差 {written(one.joint.spread)} 分（{given}），达到分值的 "
                f"{written(made.panel.divided * 100)}%：请专家讨论后重新评分，或写明理由保留"
            )
            yield ScoringProblem(made.project.name, made.system.called(one.leaf), MARK, message)


def _texts(made: Assessment) -> Iterator[ScoringProblem]:
    for wanted in TEXTS:
        needed = wanted.required and (wanted.key != CAUSES or made.lost)
        if needed and not made.review.texts.get(wanted.key):
            message = f"没有填写（{wanted.asks}）"
            yield ScoringProblem(made.project.name, wanted.key, "文字", message, None, WORDS.name)


def _expectations(made: Assessment) -> Iterator[ScoringProblem]:
    """What was expected and not told, and what was missed although full marks were given for it."""
    name = made.project.name
    if not made.compared:
        yield ScoringProblem(name, "", "预期目标", "没有填写预期目标和实际完成情况", None, EXPECTED.name)
    for item, judged in made.compared:
        if not item.got:
            message = f"没有填写“{item.aim}”的实际完成情况"
            yield ScoringProblem(name, item.goal, "实际完成", message, item.row, EXPECTED.name)
        elif judged.verdict == MISSED:
            alike = [one for one in made.judged if plain(item.goal) in map(plain, one.leaf.path)]
            if alike and not any(one.lost for one in alike):
                message = f"{judged.why}，没有达到预期，而专家评分为满分"
                yield ScoringProblem(name, item.goal, MARK, message, item.row, EXPECTED.name)


def met_count(made: Assessment) -> dict[str, int]:
    """How many expectations there are of each verdict, 达到 first.

    >>> list(met_count(assess(Review("甲"), Register("某局", 2024, [Project("1", "甲")]))))
    ['达到', '未达到', '无法判断']
    """
    verdicts = [judged.verdict for _, judged in made.compared]
    return {verdict: verdicts.count(verdict) for verdict in (MET, MISSED, UNCLEAR)}
