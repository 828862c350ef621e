"""Save a form as it was typed, at any moment: nothing typed is refused, what is wrong in it is told.

Who saves over an edition that is not the last is told, and sees both; every edition stays in the log.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from mingzhang.performance.project import FUNDS
from mingzhang.performance.project_workbook import RATE
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.performance.carried import BASE, ROW, TEXTS, Typed, sources_of
from mingzhang.web.performance.checking import findings_of
from mingzhang.web.performance.measured import unfounded
from mingzhang.web.performance.models import ProjectFund, ProjectStage, RegisteredProject, RowScore
from mingzhang.web.performance.scoring import WorkedForm, worked_out
from mingzhang.web.register.models import Organisation

MOST_ROWS = 200
_LONGEST = 4000  # characters of a text
_LONGEST_NAME, _LONGEST_CODE = 200, 40  # of what stands in columns of the database
_HEADS = {
    "code": "项目编码", "name": "项目名称", "department": "主管部门", "unit": "实施单位", "person": "项目负责人",
    "phone": "联系电话", "item": "功能分类科目编码", "rate_rule": "执行率计分办法", "rate_reason": "执行率偏差原因",
    "goal": "预期目标", "outcome": "实际完成情况", "rate_full": "预算执行率分值", "level1": "一级指标",
    "level2": "二级指标", "target": "年度指标值", "actual": "实际完成值", "full": "分值", "score": "得分",
    "rule": "计分办法", "reason": "偏差原因", "evidence": "佐证材料",
} | {key: column.head for key, column in FUNDS.items()}  # fmt: skip


class FormError(Exception):
    """A form that cannot be kept as it is; its text is for the person."""


class ChangedMeanwhileError(Exception):
    """Somebody else has saved this form since it was shown; ``latest`` is theirs, ``typed`` one's own."""

    def __init__(self, latest: RegisteredProject, typed: Typed) -> None:
        self.latest, self.typed = latest, typed
        super().__init__(f"{latest.saved_by or '别人'}刚刚保存了这张表，你填的还没有保存。")

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Where the two differ: the field, theirs, one's own."""
        return differences(self.latest.typed, self.typed)


def differences(one: Typed, other: Typed) -> list[tuple[str, str, str]]:
    """The fields in which two forms differ, with both texts.

    >>> differences({"name": "甲", "rows": []}, {"name": "乙", "rows": [{"name": "次数"}]})
    [('项目名称', '甲', '乙'), ('第 1 行三级指标', '', '次数')]
    """
    found = [(_HEADS[name], one.get(name, ""), other.get(name, "")) for name in BASE]
    rows, others = one.get("rows", []), other.get("rows", [])
    for number in range(max(len(rows), len(others))):
        mine = rows[number] if number < len(rows) else {}
        theirs = others[number] if number < len(others) else {}
        heads = {name: _HEADS[name] for name in ROW} | {"name": "三级指标"}
        found += [
            (f"第 {number + 1} 行{heads[name]}", mine.get(name, ""), theirs.get(name, "")) for name in ROW
        ]
    return [(head, was, now) for head, was, now in found if was != now]


def typed_in(post: Mapping[str, Any]) -> Typed:
    """The form of what a browser sent: rows without any text are left out, nothing else is.

    >>> typed = typed_in({"name": "甲", "rows": "2", "row-1-name": "次数", "row-2-kind": "产出指标|数量指标"})
    >>> typed["name"], [row["name"] for row in typed["rows"]]
    ('甲', ['次数'])
    """
    typed: Typed = {name: _text(post.get(name, ""), name in TEXTS) for name in BASE}
    return typed | {"rows": [row for _, row in rows_in(post)]}


def rows_in(post: Mapping[str, Any]) -> list[tuple[int, dict[str, str]]]:
    """The rows of what a browser sent that say anything, with their numbers on the page."""
    return [
        (number, row)
        for number in range(1, 1 + rows_shown(post))
        if any((row := _row_in(post, number))[name] for name in ROW if not name.startswith("level"))
    ]


def rows_shown(post: Mapping[str, Any]) -> int:
    """How many rows the page had."""
    count = str(post.get("rows", "0"))
    return min(int(count) if count.isdecimal() and len(count) < 5 else 0, MOST_ROWS)


def _row_in(post: Mapping[str, Any], number: int) -> dict[str, str]:
    row = {name: _text(post.get(f"row-{number}-{name}", "")) for name in ROW}
    row["level1"], _, row["level2"] = _text(post.get(f"row-{number}-kind", "")).partition("|")
    return row


def _text(said: Any, lines: bool = False) -> str:
    """A text without characters that nobody sees; line breaks stay where texts have them."""
    kept = "".join(c for c in str(said) if c in "\n\t" or unicodedata.category(c) != "Cc")[:_LONGEST]
    return kept.strip() if lines else " ".join(kept.split())


def begin(organisation: Organisation, year: int, who: Person, code: str, name: str) -> RegisteredProject:
    """A new project with an empty form."""
    typed: Typed = dict.fromkeys(BASE, "") | {"code": code, "name": name, "rate_full": "10", "rows": []}
    above = organisation.above
    typed |= {"unit": organisation.name, "department": organisation.name}
    if organisation.kind == "unit" and above is not None:
        typed["department"] = above.name
    return add(organisation, year, who, typed)


@transaction.atomic
def add(
    organisation: Organisation,
    year: int,
    who: Person,
    typed: Typed,
    kept: Mapping[str, Any] | None = None,
    unread: list[str] | None = None,
) -> RegisteredProject:
    """A project with its form, registered for a year."""
    if not may(who, Action.FILL_FORM, organisation):
        raise FormError(f"没有“{Action.FILL_FORM.value}”{organisation}项目的权限。")
    project = RegisteredProject(organisation=organisation, year=year, kept=dict(kept or {}))
    project.unread, project.edition = list(unread or ()), 0
    put(project, who, typed)
    record(who, "登记项目", project, f"登记{project}", None, _headline(project))
    return project


@transaction.atomic
def save(
    project: RegisteredProject,
    who: Person,
    typed: Typed,
    edition: int,
    kept: Mapping[str, Any] | None = None,
    unread: list[str] | None = None,
) -> RegisteredProject:
    """Save the form of a draft; ``edition`` is the one that was shown.  What was sent twice is saved once."""
    held = RegisteredProject.objects.select_for_update().get(pk=project.pk)
    held.organisation = project.organisation
    if not may(who, Action.FILL_FORM, held):
        raise FormError(f"没有“{Action.FILL_FORM.value}”{held.organisation}项目的权限。")
    if held.stage != ProjectStage.DRAFT:
        raise FormError(f"这张表现在是“{held.get_stage_display()}”，不能再改；要改的请先撤回或等待退回。")
    if held.typed == typed and kept is None:
        return held
    if held.edition != edition:
        raise ChangedMeanwhileError(held, typed)
    changed = differences(held.typed, typed)
    held.kept = dict(kept) if kept is not None else held.kept
    held.unread = held.unread if unread is None else unread
    put(held, who, typed)
    before = {head: was for head, was, _ in changed}
    after = {head: now for head, _, now in changed}
    record(who, "填写自评表", held, f"保存{held}的自评表，改 {len(changed)} 处", before, after)
    return held


def worked(project: RegisteredProject) -> WorkedForm:
    """The form of a project worked out as it stands."""
    return of_project(project, project.typed)


def of_project(project: RegisteredProject, typed: Typed) -> WorkedForm:
    """A form of a project, held against what was counted for it too."""
    made = of_unit(project.organisation, project.year, typed, project.kept)
    made.problems.extend(unfounded(project, typed))
    return made


def of_unit(organisation: Organisation, year: int, typed: Typed, kept: Mapping[str, Any]) -> WorkedForm:
    """A form of a unit worked out by the rules of its place."""
    return worked_out(typed, kept, organisation.region.place, year, organisation.name)


def put(project: RegisteredProject, who: Person | None, typed: Typed) -> None:
    """Put the form into the project, with all that follows from it."""
    _fit(project, typed)
    project.typed, project.saved_by = typed, who
    project.edition += 1
    made = worked(project)
    project.open_count, project.self_score = len(made.problems), _decimal(made.total)
    project.grade = made.grade
    rate = next((t.score for t in made.traces if t.leaf.name == RATE), None)
    project.rate_score = _decimal(rate)
    project.findings = findings_of(made)
    project.save()
    project.funds.all().delete()
    ProjectFund.objects.bulk_create(
        ProjectFund(project=project, source=source, original=o, budget=b, outturn=s)
        for source, (o, b, s) in (
            (source, map(_decimal, amounts)) for source, amounts in sources_of(made.project)
        )
    )
    project.scored_rows.all().delete()
    RowScore.objects.bulk_create(
        RowScore(
            project=project,
            order=number,
            name=trace.leaf.name,
            full=_decimal(trace.full) or Decimal(0),
            score=_decimal(trace.score),
            said=trace.sentence,
        )
        for number, trace in enumerate(made.traces)
    )


def _fit(project: RegisteredProject, typed: Typed) -> None:
    """Take what stands in columns of its own; refuse what could not be told from another project."""
    name = typed.get("name", "") or "未命名项目"
    code = typed.get("code", "") or name
    others = RegisteredProject.objects.filter(organisation=project.organisation, year=project.year)
    others = others.exclude(pk=project.pk)
    if len(name) > _LONGEST_NAME or len(code) > _LONGEST_CODE:
        told = f"项目名称请不超过 {_LONGEST_NAME} 字，项目编码不超过 {_LONGEST_CODE} 字。"
        raise FormError(told)
    if others.filter(name=name).exists():
        raise FormError(f"{project.year}年度已有名为“{name}”的项目，请改用另外的名称。")
    if others.filter(code=code).exists():
        raise FormError(f"{project.year}年度已有编码为“{code}”的项目，请改用另外的编码。")
    project.name, project.code, project.department = name, code, typed.get("department", "")[:200]


def _decimal(figure: Fraction | None) -> Decimal | None:
    """The same number as the database keeps it; marks and amounts have few decimals."""
    return None if figure is None else Decimal(figure.numerator) / Decimal(figure.denominator)


def _headline(project: RegisteredProject) -> dict[str, object]:
    return {"编码": project.code, "名称": project.name, "年度": project.year}
