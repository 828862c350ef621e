"""Files of a survey: plan and questionnaire written, a form checked, exports taken in, reports on disk."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from mingzhang.facts.refusal import RefusalError
from mingzhang.readers.limits import Limits
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import write_sheets
from mingzhang.survey.browser_limits import browser_limits
from mingzhang.survey.estimates import SHARE, WHOLE, called
from mingzhang.survey.form_media import beside
from mingzhang.survey.form_versions import FormVersions
from mingzhang.survey.handed_on import count_measures, index_values
from mingzhang.survey.opinions import suggested_matters
from mingzhang.survey.outcome import SurveyOutcome, outcome
from mingzhang.survey.plan import QuotaProgress, SurveyPlan, quota_progress, targeted
from mingzhang.survey.plan_workbook import read_plan, write_plan
from mingzhang.survey.quality import QualityFlag, QualityWatch, flags_by_kind
from mingzhang.survey.questionnaire import AGE, SEX, TOWN, Questionnaire
from mingzhang.survey.report import ReportSet, publications, report_set
from mingzhang.survey.report_words import with_interval
from mingzhang.survey.returns import Intake, RepeatedPart, Return, ReturnProblem
from mingzhang.survey.returns_file import KEPT, FilesOfReturns, write_returns
from mingzhang.survey.sav_file import write_sav
from mingzhang.survey.shipped import form_workbook
from mingzhang.survey.states import SENT_BACK, VOID, state_of
from mingzhang.survey.xlsform import read_form
from mingzhang.work.survey_contacts import seal_contacts
from mingzhang.writers.publish import write_sets
from mingzhang.writers.written import made_folder, written

_PLAN_OPEN = "方案有{count}处要先改正：{said}。"


def write_survey_plan(out: str | Path, force: bool = False) -> None:
    """Write an empty plan; raises :class:`~mingzhang.writers.written.UnwritableError`."""
    write_plan(out, force=force)


def write_survey_form(
    kind: str,
    plan: str | Path,
    version: str,
    out: str | Path,
    force: bool = False,
    limits: Limits | None = None,
) -> None:
    """Write the questionnaire that comes with the program, for the towns of a plan.

    Raises :class:`~mingzhang.facts.refusal.RefusalError` where the plan cannot be read or has faults.
    """
    write_sheets(form_workbook(kind, opened_plan(plan, limits).towns, version), out, force)


def opened_plan(path: str | Path, limits: Limits | None = None) -> SurveyPlan:
    """A plan without faults; raises :class:`~mingzhang.facts.refusal.RefusalError`."""
    plan, problems = read_plan(path, limits)
    if problems:
        raise RefusalError(_PLAN_OPEN.format(count=len(problems), said="；".join(map(_told, problems[:10]))))
    return plan


def _told(problem: ScoringProblem) -> str:
    return str(problem).rstrip("。")


def check_form(
    path: str | Path, xform: str | Path | None = None, force: bool = False, limits: Limits | None = None
) -> str:
    """Read a questionnaire, write its XForm where asked for, and say what it asks.

    Raises :class:`~mingzhang.facts.refusal.RefusalError`.
    """
    form = read_form(path, limits)
    if xform is not None:
        with written(xform, force) as stream:
            stream.write(form.xform.encode())
    lines = [
        f"《{form.title}》（编号 {form.form}，版本 {form.version}）：{len(form.questions)}道题，可以使用"
    ]
    for dimension in form.dimensions:
        lines.append(f"  {dimension}：{len(list(form.of_dimension(dimension)))}道计分题")
    if not form.dimensions:
        lines.append("  没有计分的方面：在 survey 表加“维度”列，在 choices 表加“得分”列")
    uses = [f"{question.use}：{question.name}" for question in form.questions if question.use]
    limits_told = [f"  网页填答：{limit}" for limit in browser_limits(form, beside(path, form.xform))]
    return "\n".join([*lines, *limits_told, *([f"  用途：{'，'.join(uses)}"] if uses else [])])


@dataclass
class ReturnsTakenIn:
    """What came of exports: the files written, what was odd, what looks doubtful, what was shortened."""

    files: FilesOfReturns = field(default_factory=FilesOfReturns)
    problems: list[ReturnProblem] = field(default_factory=list)
    flags: list[QualityFlag] = field(default_factory=list)
    contacts: int = 0
    shortened: list[str] = field(default_factory=list)

    @property
    def doubts(self) -> str:
        """How many doubts of each kind there are, in words."""
        return "，".join(f"{kind}{count}处" for kind, count in flags_by_kind(self.flags).items())


@dataclass(frozen=True)
class ContactFiles:
    """Where contacts go: encrypted, with a key of their own, until a day."""

    sealed: Path
    key: Path
    due: date


def take_in(
    exports: Sequence[str | Path],
    forms: Sequence[str | Path],
    out: str | Path,
    force: bool = False,
    limits: Limits | None = None,
    contacts: ContactFiles | None = None,
) -> ReturnsTakenIn:
    """Read exports, write the returns in one shape; forms are versions of one questionnaire, newest last.

    Raises :class:`~mingzhang.facts.refusal.RefusalError`.
    """
    versions = FormVersions(tuple(read_form(path, limits) for path in forms))
    watch, intake = QualityWatch(versions), Intake(versions.forms)
    reachable: list[Return] = []

    def watched() -> Iterator[Return | RepeatedPart]:
        for one in _all(intake, exports, limits):
            if isinstance(one, Return):
                watch.see(one)
                if contacts and one.contacts:
                    reachable.append(Return(one.key, one.row, contacts=one.contacts, again=one.again))
            yield one

    made = ReturnsTakenIn()

    def odd() -> Iterator[tuple[str, ...]]:
        made.problems, made.flags = intake.told(), watch.flags()
        yield from ((one.file, str(one.row or ""), one.message) for one in made.problems)
        yield from ((flag.named, flag.kind, flag.message) for flag in made.flags)

    if Path(out).suffix == ".sav":
        counted: list[str] = []
        made.shortened = write_sav(out, versions.together, _counting(watched(), counted), force)
        made.files = FilesOfReturns([Path(out)], {KEPT: len(counted)})
        collections.deque(odd(), 0)
    else:
        made.files = write_returns(out, versions.together, watched(), odd, force)
    if contacts:
        made.contacts = seal_contacts(reachable, contacts.sealed, contacts.key, contacts.due, force)
    return made


def _counting(found: Iterable[Return | RepeatedPart], counted: list[str]) -> Iterator[Return]:
    """The returns that count; their keys are kept."""
    for one in found:
        if isinstance(one, Return) and one.counts:
            counted.append(one.key)
            yield one


def _all(
    intake: Intake, exports: Sequence[str | Path], limits: Limits | None
) -> Iterator[Return | RepeatedPart]:
    for path in exports:
        yield from intake.read(path, limits)


def quota_files(
    exports: Sequence[str | Path],
    forms: Sequence[str | Path],
    plan: str | Path,
    total: int = 0,
    least: int = 0,
    limits: Limits | None = None,
) -> list[QuotaProgress]:
    """How far every cell of a plan is filled; with a ``total`` its targets are spread anew over the cells.

    Raises :class:`~mingzhang.facts.refusal.RefusalError`.
    """
    known = opened_plan(plan, limits)
    strata = known.strata
    if total:
        try:
            strata = targeted(strata, total, least)
        except ValueError as fault:
            raise RefusalError(f"{fault}。") from fault
    intake = Intake([read_form(path, limits) for path in forms])
    returns = [one for one in _all(intake, exports, limits) if isinstance(one, Return)]
    counted = [one for one in returns if one.counts and state_of(one.review) not in (SENT_BACK, VOID)]
    versions = FormVersions(tuple(intake.forms))
    columns = [
        called(counted, versions, use, {stratum.cell[place] for stratum in strata})
        for place, use in enumerate((TOWN, AGE, SEX))
    ]
    return quota_progress(strata, collections.Counter(zip(*columns, strict=True)))


@dataclass
class EstimatedFiles:
    """A survey estimated from its files, and what was odd in them."""

    made: SurveyOutcome
    shared: ReportSet
    problems: list[ReturnProblem]


def estimate_files(
    exports: Sequence[str | Path], forms: Sequence[str | Path], plan: str | Path, limits: Limits | None = None
) -> EstimatedFiles:
    """Weigh and estimate; raises :class:`~mingzhang.facts.refusal.RefusalError`."""
    known = opened_plan(plan, limits)
    versions: list[Questionnaire] = [read_form(path, limits) for path in forms]
    intake = Intake(versions)
    returns = [one for one in _all(intake, exports, limits) if isinstance(one, Return)]
    made = outcome(known, versions[-1], returns, versions[:-1])
    return EstimatedFiles(made, report_set(made), intake.told())


def estimates_text(found: EstimatedFiles) -> str:
    """The indices in words, towns in groups of equals, short boards, what was odd."""
    made, shared = found.made, found.shared
    basis = "（配额抽样，误差由模型推算）" if made.plan.model_based else ""
    lines = [f"{made.plan.area}{shared.title}：有效答卷{made.count:,}份{basis}"]
    lines += [f"  {sentence}" for sentence in made.run.told]
    lines += [f"  未计入：{reason}{count}份" for reason, count in made.left_out.items()]
    for measure in (WHOLE, *shared.dimensions):
        lines.append(f"{measure} {with_interval(shared.of(measure))}")
    lines.append(f"{SHARE} {with_interval(shared.of(SHARE), '%')}")
    for group in shared.groups:
        told = "、".join(f"{town}{with_interval(shared.of(WHOLE, town))}" for town in group.towns)
        lines.append(f"{group.places}：{told}")
    lines += [f"短板 {board.sentence}" for board in shared.boards]
    return "\n".join([*lines, *map(str, found.problems)])


def handed_on(found: EstimatedFiles, as_of: date) -> dict[str, object]:
    """What others take from a survey, as plain data: indices with errors, counts with their day, matters."""
    made, shared = found.made, found.shared
    reports = [name for _, name in publications(shared) if name.endswith("报告")]
    values = {measure: index_values(made, measure) for measure in (WHOLE, *shared.dimensions)}
    return {
        "schema": "mingzhang/survey/1",
        "survey": f"{made.plan.area}{shared.title}",
        "model_based": made.plan.model_based,
        "indices": [
            {
                "domain": one.domain,
                "measure": one.measure,
                **{name: float(getattr(one, name)) for name in ("value", "error", "low", "high")},
                "count": one.count,
                "group": one.group,
                "equals": list(one.equals),
                "text": str(one),
            }
            for found_ in values.values()
            for one in found_.values()
        ],
        "counts": [
            {"name": one.name, "number": int(one.number), "unit": one.unit, "as_of": one.as_of.isoformat()}
            for one in count_measures(made, reports, as_of)
        ],
        "matters": [asdict(one) for one in suggested_matters(shared.opinions, shared.title)],
    }


def write_handed_on(found: EstimatedFiles, out: str | Path, as_of: date, force: bool = False) -> None:
    """Write it; raises :class:`~mingzhang.writers.written.UnwritableError`."""
    with written(out, force) as stream:
        stream.write(json.dumps(handed_on(found, as_of), ensure_ascii=False, indent=1).encode())


def write_survey_reports(
    found: EstimatedFiles, folder: str | Path, formats: Sequence[str] = ("docx", "pdf"), force: bool = False
) -> list[Path]:
    """Write the district's report, one for each town and the extracts, as one set.

    Raises :class:`~mingzhang.writers.written.UnwritableError`.
    """
    made = write_sets(list(publications(found.shared)), made_folder(folder), formats, force)
    return [path for paths in made for path in paths]
