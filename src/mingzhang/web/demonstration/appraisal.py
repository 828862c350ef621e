"""The demonstration's appraisal: a year through all its stages to the reports, and one under way."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks import task

from mingzhang.appraisal.claims import BONUS, DEDUCTION
from mingzhang.appraisal.courses import ADOPTED, REFUSED
from mingzhang.appraisal.plan import AppraisalIndicator, AppraisalSystem, DatedRule, Plan
from mingzhang.appraisal.returns import OwnRow, Training
from mingzhang.appraisal.stored import restored, stored
from mingzhang.appraisal.timetable import Cycle, usual
from mingzhang.appraisal.units import INSTITUTION, ORGAN, STREET
from mingzhang.scoring.tree import Absent
from mingzhang.web.appraisal import filling, marking, moves, planning, public, sealing
from mingzhang.web.appraisal.assembling import plan_of, units_of
from mingzhang.web.appraisal.marking import LeafOfUnit, leaves_of
from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, FiledClaim
from mingzhang.web.demonstration.posts import holder_of
from mingzhang.web.joins import lines
from mingzhang.web.joins.claims import hand_over
from mingzhang.web.people.models import Person, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.verification.models import FieldVerification

_KINDS = {"J": ORGAN, "S": INSTITUTION, "D": STREET}
_REASON = "按细则核定，差距和改进办法已向单位反馈"


@cache
def _described() -> dict[str, Any]:
    """The indicators, rules and tasks."""
    with (files(__package__) / "appraisal.toml").open("rb") as file:
        return tomllib.load(file)


def plan_of_district(cycle: AppraisalCycle) -> Plan:
    """The plan with rules and the three systems, for the units that the register gave."""
    year, first = cycle.year, date(cycle.year, 1, 1)
    rules = [
        DatedRule(
            f"{letter}{each['code']}",
            f"{each['name']}（{kind}）",
            each["line"],
            first,
            None,
            each["assessor"],
        )
        for letter, kind in _KINDS.items()
        for each in _described()["indicator"]
        if letter in each["full"]
    ]
    rules += [DatedRule(r["code"], r["name"], r["line"], first) for r in _described()["rule"]]
    assessors = tuple(sorted({each["assessor"] for each in _described()["indicator"]}))
    systems = tuple(_system(letter, cycle) for letter in _KINDS)
    made: Plan = restored(Plan, cycle.plan)
    timetable = Cycle(year, cycle.organisation.name, _timetable(year))
    return replace(
        made, cycle=timetable, assessors=assessors, rules=tuple(rules), systems=systems,
        bonus=Fraction(5), deduction=Fraction(10),
    )  # fmt: skip


def _timetable(year: int) -> Any:
    """The usual timetable; the office is never too late for its own demonstration."""
    last = max(today(), date(year + 1, 6, 30))
    return tuple(
        replace(stage, last=max(stage.last, last)) if stage.first.year > year else stage
        for stage in usual(year)
    )


def _system(letter: str, cycle: AppraisalCycle) -> AppraisalSystem:
    """The system of a kind."""
    there = [each for each in _described()["indicator"] if letter in each["full"]]
    indicators = tuple(
        AppraisalIndicator(
            each["code"], each["name"], each["level1"], Fraction(each["full"][letter]),
            f"{letter}{each['code']}", each["assessor"], each.get("target", ""), "",
            Absent(each.get("absent", Absent.RESCALED)),
            each.get("evidence", False), each.get("tasked", False),
        )
        for each in there
    )  # fmt: skip
    blocks: dict[str, Fraction] = {}
    for one in indicators:
        blocks[one.level1] = blocks.get(one.level1, Fraction(0)) + one.full
    kind = _KINDS[letter]
    name = f"{cycle}{kind}指标体系"
    return AppraisalSystem(kind, name, 1, "草拟", Fraction(100), indicators, blocks)


@task()
def prepare_appraisal(pk: int, year: int, steps: int) -> None:
    """A year of the district: the plan, task books, and with ``steps`` so much more; never done twice."""
    region = Organisation.objects.get(pk=pk)
    if AppraisalCycle.objects.filter(organisation=region, year=year).exists():
        return
    made = AppraisalRoad(region, year)
    for step in (made.plan, made.books, made.reports, made.scores, made.claims, made.ranking)[:steps]:
        step()


class AppraisalRoad:
    """The road of a year, each step by whoever may take it."""

    def __init__(self, region: Organisation, year: int) -> None:
        self.region, self.random = region, Random(year)
        self.office, self.leader, self.assessor = (
            holder_of(role, region) for role in (Role.PERFORMANCE, Role.LEADER, Role.ASSESSOR)
        )
        self.cycle = planning.begin(region, year, self.office)

    def plan(self) -> None:
        """The plan, taken through opinions and the meeting to its issue."""
        planning.take_made_plan(self.cycle, self.office, plan_of_district(self.cycle))
        self.cycle.refresh_from_db()
        for version in self.cycle.versions.select_related("cycle__organisation"):
            moves.circulate(version, self.office, "")
            version.refresh_from_db()
            for unit in self.cycle.units.filter(kind=version.kind).select_related("organisation")[:1]:
                opinion = filling.give_opinion(
                    version,
                    holder_of(Role.PREPARER, unit.organisation),
                    "建议区级重点工作的分值按任务难度分开。",
                )
                filling.answer_opinion(opinion, self.office, "采纳：任务书里可以逐条写明分值。")
            moves.passed(version, self.office, f"{self.cycle.year}年第八次党组会")
            moves.issued(version, self.leader, "")

    def books(self) -> None:
        """Task books of all units, at every state in a year under way, all signed in one that is over."""
        over = self.cycle.year < today().year
        for place, unit in enumerate(units_of(self.cycle)):
            if (over and unit.kind == STREET) or (not over and place % 9 == 5):
                continue  # towns are scored without a book
            preparer = holder_of(Role.PREPARER, unit.organisation)
            book = moves.begin_book(unit, preparer)
            filling.save_lines(book, preparer, self._lines(unit), 1)
            far = 4 if over else (1, 2, 3, 4, 4)[place % 5]
            for step, who in (
                (moves.hand_in, preparer),
                (moves.confirm, self.office),
                (moves.sign, self.leader),
            )[: far - 1]:
                step(book, who, "")
        if over:
            self._adjusted()
        lines.bind_typed(self.cycle, self.office)

    def _adjusted(self) -> None:
        """A book that was adjusted in the autumn."""
        unit = units_of(self.cycle)[3]
        moves.adjust(unit.books.get(), self.office, "经区政府同意，调整年度任务")
        book = unit.books.get(number=2)
        moves.hand_in(book, holder_of(Role.PREPARER, unit.organisation), "")
        moves.sign(book, self.leader, "")

    def _lines(self, unit: AppraisedUnit) -> list[dict[str, str]]:
        """The tasks of a unit; the first of them are the matters of a year that is over."""
        year = self.cycle.year
        received = {"matter__received__year": year, "matter__received__lt": date(today().year, 1, 1)}
        duties = unit.organisation.duties.filter(leads=True, **received)
        numbers = dict(enumerate(duties.order_by("pk").values_list("matter__number", flat=True), 1))
        stone = f"{year}年9月30日前完成一半；{year}年12月20日前全部完成"
        return [
            {
                name: str(each.get(name, ""))
                for name in ("text", "indicator", "target", "challenge", "special")
            }
            | {"number": str(number), "milestones": stone, "matter": numbers.get(number, "")}
            for number, each in enumerate(_described()["task"], 1)
        ]

    def _leaves(self) -> Iterator[LeafOfUnit]:
        """The leaves of all units, in a year under way of the first only."""
        over = self.cycle.year < today().year
        units = units_of(self.cycle)
        return leaves_of(plan_of(self.cycle), units if over else units[:12])

    def reports(self) -> None:
        """Self-reports with evidence; of a year under way those of the first units."""
        by_unit: dict[int, list[LeafOfUnit]] = {}
        for leaf in self._leaves():
            by_unit.setdefault(leaf.unit.pk, []).append(leaf)
        for leaves in by_unit.values():
            unit, preparer = leaves[0].unit, holder_of(Role.PREPARER, leaves[0].unit.organisation)
            unit.cycle = self.cycle
            typed = {leaf.key[1:]: (self._outturn(leaf), "按计划完成，材料附后") for leaf in leaves}
            filling.save_reports(unit, preparer, typed)
            for leaf in [leaf for leaf in leaves if leaf.indicator.evidence]:
                self._prove(unit, preparer, leaf.name, indicator=leaf.key[1], number=leaf.key[2])

    def _prove(self, unit: AppraisedUnit, who: Person, name: str, **about: Any) -> None:
        """A made-up file that says what it would prove."""
        words = f"{unit.name}“{name}”的证明材料（演示数据）。".encode()
        filling.add_proof(unit, who, SimpleUploadedFile(f"{name[:40]}.txt", words), proves=name[:80], **about)

    def _outturn(self, leaf: LeafOfUnit) -> str:
        """What is reached, by chance."""
        if leaf.line is not None:
            aim, unit = int("".join(filter(str.isdigit, leaf.target))), leaf.target.lstrip("≥0123456789")
            return f"{aim * self.random.choice((100, 100, 104, 110, 92, 85)) // 100}{unit}"
        told: dict[str, Any] = (
            next(each["made"] for each in _described()["indicator"] if each["code"] == leaf.indicator.code)
            if not leaf.indicator.tasked
            else {"unit": "项", "low": 1, "high": 3}
        )
        number = self.random.randint(told["low"], told["high"])
        if told["unit"] == "调查":
            return f"满意{number}份，样本320份"
        if told["unit"] == "指数":
            return f"综合指数{number}.0（标准误差1.5，95%区间{number - 3}.0～{number + 3}.0，有效回答34份）"
        return "现场评审" if told["unit"] == "人工" else f"{number}{told['unit']}"

    def scores(self) -> None:
        """What the assessors give; in a year that is over all of it, confirmed by the office."""
        plan, given = plan_of(self.cycle), 0
        for sheet in self.cycle.sheets.select_related("organisation", "cycle__organisation"):
            for leaf in [
                leaf for leaf in self._leaves() if leaf.indicator.assessor == sheet.organisation.name
            ]:
                given += 1
                marking.give(sheet, self.assessor, leaf, self._typed(leaf, given), 0, plan)
            if self.cycle.year < today().year:
                marking.hand_on(sheet, self.assessor)
                marking.settle(sheet, self.office)

    def _typed(self, leaf: LeafOfUnit, given: int) -> dict[str, str]:
        """What an assessor types for a leaf; now and then one does not concern a unit."""
        if leaf.indicator.code == "F1" and given % 17 == 0:
            return {"absent": "1", "reason": "当年没有制定规范性文件"}
        if leaf.indicator.tasked and leaf.line is None:
            return {"absent": "1", "reason": "当年没有分到这类任务"}
        report = leaf.unit.reports.filter(indicator=leaf.key[1], number=leaf.key[2]).first()
        typed = {"actual": report.actual if report else self._outturn(leaf), "reason": _REASON}
        return typed | ({"marks": str(self.random.randint(3, 5))} if leaf.indicator.code == "X1" else {})

    def claims(self) -> None:
        """Claims with proof and panel; trainings and the appraisal's own rows."""
        cycle = AppraisalCycle.objects.get(pk=self.cycle.pk)
        for unit in units_of(cycle)[::6]:
            preparer = holder_of(Role.PREPARER, unit.organisation)
            told = {"kind": BONUS, "rule": "JF01", "words": "一项工作获得市级表彰", "claimed": "1"}
            claim = filling.file_claim(unit, preparer, told)
            self._prove(unit, preparer, "表彰文件", claim=claim)
            moves.claim_complete(claim, self.office, "")
            moves.claim_review(claim, self.office, "加减分评审组")
            moves.claim_decide(claim, self.office, ADOPTED, "", "材料属实，符合细则")
        self._deductions(cycle)
        cycle.trainings = stored((Training(date(cycle.year, 7, 10), "任务书编制培训", 120),))
        cycle.own = stored(
            tuple(
                OwnRow(*row)
                for row in (
                    ("签订绩效任务书", "≥50份", "任务书"),
                    ("制定考评细则", "≥40项", "考评细则"),
                    ("设计评分表", "≥3套", "评分表"),
                    ("组织培训", "≥1次", "培训"),
                    ("出具反馈报告", "≥76份", "反馈报告"),
                )
            )
        )
        cycle.save(update_fields=["trainings", "own"])

    def _deductions(self, cycle: AppraisalCycle) -> None:
        """What verification found and was not mended, decided by the panel; the last claim is refused."""
        found = FieldVerification.objects.filter(organisation=self.region, year=cycle.year).first()
        if found is None:
            return
        handed = hand_over(found, holder_of(Role.SUPERVISION, self.region))
        for number, claim in enumerate(FiledClaim.objects.filter(unit__cycle=cycle, kind=DEDUCTION), 1):
            moves.claim_complete(claim, self.office, "")
            moves.claim_review(claim, self.office, "加减分评审组")
            adopted = number < max(handed.new, 2)
            words = "照片和回头看结果属实" if adopted else "评审前已经补齐，不扣分"
            moves.claim_decide(claim, self.office, ADOPTED if adopted else REFUSED, "", words)

    def ranking(self) -> None:
        """Sealed, put before the party group, published inside and to the public."""
        cycle = AppraisalCycle.objects.select_related("organisation").get(pk=self.cycle.pk)
        sealing.seal_scores(cycle, self.leader, "")
        sealing.deliberate(cycle, self.office, "党组会", today(), "同意最终成绩和排名")
        sealing.publish(cycle, self.leader, "")
        public.make_public(cycle, self.leader, "")
