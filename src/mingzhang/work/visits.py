"""Field verification from workbooks on disk: points from the ledger, lists out and in, reports, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mingzhang.appraisal.claims import DEDUCTION, PointClaim
from mingzhang.appraisal.described import CLAIMS
from mingzhang.facts.days import day_words
from mingzhang.facts.photograph import Photograph
from mingzhang.facts.publication import Publication
from mingzhang.facts.refusal import RefusalError
from mingzhang.facts.report import Cell, Table
from mingzhang.facts.workbook import Workbook
from mingzhang.readers.limits import Limits
from mingzhang.readers.photograph import read_photograph
from mingzhang.scoring.tree import ScoringProblem, told_once
from mingzhang.sheets import Value, laid_out, sheets_of, write_sheets
from mingzhang.supervision.ledger import read_ledger
from mingzhang.supervision.register import MatterRegister
from mingzhang.verification.analysis import checks_by, deductions, problem_tally
from mingzhang.verification.answers import ANSWERS
from mingzhang.verification.campaign import (
    Campaign,
    NothingToLookAtError,
    VisitResult,
    frozen,
    judged,
    with_look_back,
    with_points,
)
from mingzhang.verification.coordinates import position_words
from mingzhang.verification.draw import SECOND, Inspectable, NoInspectorError
from mingzhang.verification.reports import analysis, feedback, problem_list
from mingzhang.verification.workbook import (
    LIST,
    ReadCampaign,
    campaign_workbook,
    list_workbook,
    read_campaign,
    read_list,
)
from mingzhang.verification.xlsform import submissions, xlsform
from mingzhang.work.visit_answers import answer_files, answered
from mingzhang.writers.publish import name_for, write_sets
from mingzhang.writers.spreadsheet.form import workbook_file
from mingzhang.writers.written import made_folder

CLAIM_FILE = "拟扣分申报.xlsx"


class OpenCampaignError(RefusalError):
    """A verification with something wrong in it, or that lacks what is asked for: nothing is written."""


def open_campaign(path: str | Path, limits: Limits | None = None) -> ReadCampaign:
    """The campaign of a workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    return read_campaign(path, limits)


def campaign_template(out: str | Path, force: bool = False) -> None:
    """Write an empty workbook; raises :class:`~mingzhang.writers.written.UnwritableError`."""
    write_sheets(campaign_workbook(Campaign()), out, force)


def population_of(register: MatterRegister, year: int = 0) -> Iterator[Inspectable]:
    """What of a register may be inspected: every matter as each of its units has it, of a year or of all.

    >>> list(population_of(MatterRegister()))
    []
    """
    for course, each in register.assignments():
        matter = course.matter
        if year in (0, matter.received.year):
            unit = register.successions.current(each.unit, course.events[-1].day)
            yield Inspectable(
                matter.number, unit, matter.text, matter.source.value, matter.quarter, each.given.role,
                course.stage.value,
            )  # fmt: skip


def draw_points(
    path: str | Path,
    ledger: str | Path,
    phase: str,
    out: str | Path,
    force: bool = False,
    limits: Limits | None = None,
) -> tuple[int, int]:
    """Draw the points of a phase from a ledger and write the workbook with them.

    Returns how many points the phase has, and how many of them look back.  Raises :class:`OpenCampaignError`
    while something is wrong that drawing does not mend, and what reading and writing raise.
    """
    read, register = open_campaign(path, limits), read_ledger(ledger, limits)
    wrong = [each for each in read.problems if "不在第二阶段的点位里" not in each.message] + register.problems
    if wrong:
        raise OpenCampaignError(told("没有抽取点位", wrong))
    if phase not in read.campaign.phases:
        raise OpenCampaignError(f"阶段表里没有“{phase}”，没有抽取点位。")
    try:
        made = with_points(read.campaign, phase, population_of(register.register, read.campaign.year))
    except NoInspectorError as fault:
        raise OpenCampaignError(f"{fault}，没有抽取点位。") from None
    write_sheets(campaign_workbook(made), out, force)
    points = [point for point in made.points if point.phase == phase]
    return len(points), sum(bool(point.origin) for point in points)


def look_back_again(
    path: str | Path, out: str | Path, force: bool = False, limits: Limits | None = None
) -> tuple[int, int]:
    """Draw one more round of looking back and write the workbook with it.

    Returns how many points the second phase has, and how many of them look back.  Raises as drawing does.
    """
    read = open_campaign(path, limits)
    wrong = [each for each in read.problems if "再作一次回头看" not in each.message]
    if wrong:
        raise OpenCampaignError(told("没有抽取点位", wrong))
    try:
        made = with_look_back(read.campaign)
    except (NoInspectorError, NothingToLookAtError) as fault:
        raise OpenCampaignError(f"{fault}，没有抽取点位。") from None
    write_sheets(campaign_workbook(made), out, force)
    points = [point for point in made.points if point.phase == SECOND]
    return len(points), sum(bool(point.origin) for point in points)


def write_lists(read: ReadCampaign, phase: str, folder: str | Path, force: bool = False) -> list[Path]:
    """Write the offline lists of a phase, one for each inspector, and the form for phones.

    Raises :class:`OpenCampaignError` and :class:`~mingzhang.writers.written.UnwritableError`.
    """
    if read.problems:
        raise OpenCampaignError(told("没有写清单", read.problems))
    points = [point for point in read.campaign.points if point.phase == phase]
    if not points:
        raise OpenCampaignError(f"“{phase}”还没有点位，请先抽取点位；没有写清单。")
    folder = made_folder(folder)
    campaign = read.campaign
    by = dict.fromkeys(point.inspector for point in points)
    files = {
        f"核验清单{name_for(code, '核验员')}.xlsx": workbook_file(
            list_workbook(campaign, [point for point in points if point.inspector == code])
        )
        for code in by
    }
    standard = campaign.standard(phase)
    version = standard.fingerprint if standard else ""
    files[f"核验表单{phase}.xlsx"] = workbook_file(xlsform(campaign, points, version))
    write_sets([], folder, (), force, files)
    return [folder / name for name in files]


def collect(
    path: str | Path, lists: Sequence[Path], photos: Path | None, out: str | Path, force: bool = False,
    limits: Limits | None = None,
) -> tuple[int, list[ScoringProblem]]:  # fmt: skip
    """Take the results of filled lists, or of answers to the form, over into the workbook; so what units
    answer to their problems, in the order of the files.

    ``photos`` is the folder of the photographs.  Returns how much was new, and what is wrong.  A
    result that is there already is not taken twice.  Raises :class:`OpenCampaignError` where something in the
    workbook could not be read: it would be lost.
    """
    read = open_campaign(path, limits)
    if read.unread:
        raise OpenCampaignError(told("没有汇入", read.problems[: read.unread]))
    campaign, problems = read.campaign, list[ScoringProblem]()
    known = {(result.point, result.code) for result in campaign.results}
    new: list[VisitResult] = []
    before = len(campaign.events)
    for each in lists:
        tables = sheets_of(each, limits)
        if ANSWERS.name in tables:
            so_far = replace(campaign, results=[*campaign.results, *new])
            events, wrong = answered(so_far, tables, date.today())
            campaign = replace(campaign, events=[*campaign.events, *events])
        else:
            results, wrong = _results(tables, campaign)
            new += [result for result in results if (result.point, result.code) not in known]
        problems += wrong
    seen: dict[str, str] = {}
    placed = [_placed(result, photos, seen, problems, limits) for result in new]
    made = frozen(replace(campaign, results=[*campaign.results, *placed]))
    write_sheets(campaign_workbook(made), out, force)
    return len(placed) + len(campaign.events) - before, problems


def _results(
    tables: Mapping[str, Table], campaign: Campaign
) -> tuple[list[VisitResult], list[ScoringProblem]]:
    if LIST.name in tables:
        return read_list(tables)
    return answers(next(iter(tables.values())), campaign)


def answers(table: Table, campaign: Campaign) -> tuple[list[VisitResult], list[ScoringProblem]]:
    """The results in a table of answers to the form for phones, of whichever phase its points are.

    >>> answers(Table([]), Campaign())
    ([], [])
    """
    phases = dict.fromkeys(point.phase for point in campaign.points)
    said = {cell.text for cell in table.cells if cell.column == _point_column(table.cells)}
    phase = next((p for p in phases if any(pt.number in said for pt in campaign.points if pt.phase == p)), "")
    return submissions(table, campaign, [point for point in campaign.points if point.phase == phase])


def _point_column(cells: Sequence[Cell]) -> int:
    return next((cell.column for cell in cells if not cell.row and cell.text.split("/")[-1] == "point"), -1)


def _placed(
    result: VisitResult, folder: Path | None, seen: dict[str, str], problems: list[ScoringProblem],
    limits: Limits | None,
) -> VisitResult:  # fmt: skip
    """A result with the place that its photographs say; what is wrong with a photograph is told."""
    if folder is None or not result.photos:
        return result
    position = result.position
    for name in result.photos:
        try:
            found = read_photograph(folder / Path(name).name, limits)
        except RefusalError as fault:
            problems.append(_of_photo(result, str(fault).rstrip("。")))
            continue
        position = position or position_words(found)
        problems += [_of_photo(result, why) for why in photo_flaws(found, result, seen)]
        seen.setdefault(found.sha256, result.point)
    return replace(result, position=position)


def _of_photo(result: VisitResult, why: str) -> ScoringProblem:
    return ScoringProblem(result.point, "", "照片", why, result.row, kind="点位")


def photo_flaws(photo: Photograph, result: VisitResult, seen: dict[str, str]) -> Iterator[str]:
    """What is wrong with a photograph as evidence of a result.

    >>> result = VisitResult("A-001", "1", "不合格", date(2026, 9, 1), "甲")
    >>> list(photo_flaws(Photograph("1.jpg", "ab"), result, {}))
    ['照片“1.jpg”没有拍摄位置，请填写地点', '照片“1.jpg”没有拍摄时间']
    """
    if not photo.placed and not result.where:
        yield f"照片“{photo.name}”没有拍摄位置，请填写地点"
    if photo.taken is None:
        yield f"照片“{photo.name}”没有拍摄时间"
    elif photo.taken.date() != result.day:
        yield f"照片“{photo.name}”拍摄于{day_words(photo.taken.date())}，不是核验日期{day_words(result.day)}"
    if seen.get(photo.sha256, result.point) != result.point:
        yield f"照片“{photo.name}”与点位“{seen[photo.sha256]}”的照片是同一张"


def claims_of(campaign: Campaign, filed: date, rule: str = "") -> list[PointClaim]:
    """The points that units are to lose, as claims that the panel of the appraisal decides on.

    >>> claims_of(Campaign(), date(2026, 12, 1))
    []
    """
    return [
        PointClaim(
            f"HY-{number:03}", each.unit, DEDUCTION, rule, each.reason, each.points, filed, source=each.source
        )
        for number, each in enumerate(deductions(campaign), 1)
    ]


def write_reports(
    read: ReadCampaign,
    folder: str | Path,
    today: date,
    formats: Sequence[str] = ("docx",),
    force: bool = False,
) -> list[Path]:
    """Write the problem list, the analysis, reports and workbooks to answer in for the units, and the claims,
    all of them or none.

    Raises :class:`OpenCampaignError` while something is wrong, and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    if read.problems:
        raise OpenCampaignError(told("没有写报告", read.problems))
    campaign, folder = read.campaign, made_folder(folder)
    papers: list[tuple[Publication, str]] = [
        (problem_list(campaign, today), "问题清单"),
        (analysis(campaign, today), "数据分析"),
        *((paper, f"反馈报告/{name_for(unit, '反馈报告')}") for unit, paper in feedback(campaign, today)),
    ]
    claims = claim_workbook(claims_of(campaign, today))
    plain = {CLAIM_FILE: workbook_file(claims)} | answer_files(campaign)
    made = write_sets(papers, folder, formats, force, plain)
    return [path for paths in made for path in paths] + [folder / name for name in plain]


def claim_workbook(claims: Sequence[PointClaim]) -> Workbook:
    """The claims as the sheet that the appraisal takes in.

    >>> claim_workbook([]).leaves[0].name
    '加减分'
    """
    return Workbook("拟扣分申报", [laid_out(CLAIMS, [_claim_row(claim) for claim in claims], 0)])


def _claim_row(claim: PointClaim) -> dict[str, Value]:
    said = {name: getattr(claim, name, None) for name, _ in CLAIMS.fields}
    return {name: day_words(value) if isinstance(value, date) else value for name, value in said.items()}


def campaign_text(read: ReadCampaign) -> str:
    """How the verification stands, and everything that is wrong, in words."""
    campaign = read.campaign
    visited = {result.point for result in campaign.results}
    lines = []
    for name in campaign.phases:
        points = [point for point in campaign.points if point.phase == name]
        seen, back = sum(point.number in visited for point in points), sum(bool(p.origin) for p in points)
        lines.append(f"{name}：点位 {len(points)} 个，其中回头看 {back} 个，已核验 {seen} 个。")
    problems, _ = judged(campaign)
    tally, whole = problem_tally(problems.values()), checks_by(campaign, lambda *_: "")
    if whole:
        lines.append(f"核验 {whole[''].passed + whole[''].failed} 项次，不合格 {whole[''].failed} 项次。")
    still = sum(each.open for each in problems.values())
    lines.append(f"问题 {tally.found} 个：销号 {tally.mended}，未销号 {still}，重开过 {tally.repeated}。")
    return "\n".join([*lines, *([told("", read.problems)] if read.problems else [])])


def told(refused: str, problems: Sequence[ScoringProblem]) -> str:
    """A list of what is wrong, under a head that says what was not done.

    >>> print(told("没有写报告", [ScoringProblem("A-001", "", "结果", "没有填写", kind="点位")]))
    要先改正的问题 1 条，没有写报告：
      点位“A-001”“结果”栏：没有填写
    """
    lines = told_once(problems)
    head = f"要先改正的问题 {len(lines)} 条" + (f"，{refused}" if refused else "")
    return "\n".join([f"{head}：", *(f"  {each}" for each in lines)])
