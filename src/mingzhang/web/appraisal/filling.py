"""What units write: opinions, the lines of their task books, self-reports, evidence, claims and appeals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.appraisal.claims import BONUS
from mingzhang.appraisal.courses import ADDED_UP, PUBLISHED
from mingzhang.appraisal.plan import Plan
from mingzhang.appraisal.stored import stored
from mingzhang.appraisal.task_book import TaskLine
from mingzhang.appraisal.timetable import APPEALS, CLAIMS
from mingzhang.facts.days import day_words
from mingzhang.language.text.spelling import plain
from mingzhang.web.apart.run import safe_name
from mingzhang.web.appraisal.assembling import matters_of, plan_of
from mingzhang.web.appraisal.models import (
    AppraisedUnit,
    FiledAppeal,
    FiledClaim,
    IndicatorVersion,
    LeafProof,
    LeafReport,
    UnitBook,
    UnitOpinion,
)
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.shared.today import today

LINE = (
    "number",
    "text",
    "indicator",
    "target",
    "challenge",
    "milestones",
    "matter",
    "full",
    "special",
    "lead",
)
LARGEST = 20 << 20  # bytes of one piece of evidence
_LATE = "截止日期"


class FillingError(Exception):
    """What cannot be taken; its text is for the person, and what was typed stays in the form."""


def figure(said_of: str) -> Decimal:
    """Points as people type them.

    >>> figure("１.5"), figure(" 2 ")
    (Decimal('1.5'), Decimal('2'))
    """
    text = plain(said_of).strip().replace(",", "")
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not 0 <= found < 10000 or found != round(found, 4):
        raise FillingError(f"“{said_of}”不是分数，应填不小于 0 的数，最多四位小数。")
    return found


def lines_typed(asked: Mapping[str, str]) -> list[dict[str, str]]:
    """The lines of a form, row by row; rows that are empty are left out.

    >>> lines_typed({"row-2-text": "修路", "row-2-number": "1", "row-1-text": " "})[0]["text"]
    '修路'
    """
    rows = sorted(
        {int(key.split("-")[1]) for key in asked if key.startswith("row-") and key.split("-")[1].isdecimal()}
    )
    typed = [{name: asked.get(f"row-{row}-{name}", "").strip() for name in LINE} for row in rows]
    return [line for line in typed if any(line.values())]


@transaction.atomic
def save_lines(book: UnitBook, who: Person, typed: Sequence[Mapping[str, str]], edition: int) -> UnitBook:
    """Save the lines of a book over the edition that was shown."""
    UnitBook.objects.select_for_update().get(pk=book.pk)
    found = UnitBook.objects.select_related("unit__cycle__organisation", "unit__organisation").get(pk=book.pk)
    if not may(who, Action.FILL_APPRAISAL, found):
        raise FillingError("没有填写这份任务书的权限。")
    if not found.open:
        raise FillingError(f"任务书现在是“{found.state}”，不能改；要改请绩效办退回或者调整。")
    if edition != found.edition:
        raise FillingError("别人刚刚保存过这份任务书，您的改动还在下面，没有保存；请对照后再保存。")
    _keep_matters(found, typed)
    before = found.lines
    found.lines = [stored(_line(line)) for line in typed]
    found.edition += 1
    found.save(update_fields=["lines", "edition"])
    record(who, "填任务书", found, f"填写{found}，{len(found.lines)}条任务", before, found.lines)
    return found


def _keep_matters(book: UnitBook, typed: Sequence[Mapping[str, str]]) -> None:
    """Raises :class:`FillingError` where a line that is a matter would go, or name another one."""
    lines = {line.get("number", ""): line for line in typed}
    way = "要改先由绩效办解除绑定"
    for number, matter in matters_of(book.unit).items():
        if number not in lines:
            raise FillingError(f"任务“{number}”对应督查事项“{matter}”，不能删去或改号；{way}。没有保存。")
        said = lines[number].get("matter", "").strip()
        if said not in ("", matter):
            told = f"任务“{number}”对应督查事项“{matter}”，填的事项编号却是“{said}”"
            raise FillingError(f"{told}；请改回，{way}。没有保存。")


def _line(typed: Mapping[str, str]) -> TaskLine:
    """One line as the room knows it; a figure that is none is refused with the line."""
    from fractions import Fraction

    words: dict[str, Any] = {name: typed.get(name, "") for name in LINE if name != "full"}
    full = typed.get("full", "")
    try:
        return TaskLine(**words, full=Fraction(figure(full)) if full else None)
    except FillingError as refusal:
        raise FillingError(f"任务 {words['number']} 的分值：{refusal}") from refusal


@transaction.atomic
def give_opinion(version: IndicatorVersion, who: Person, words: str) -> UnitOpinion:
    """An opinion of the unit that ``who`` speaks for."""
    own = where(who, Action.FILL_APPRAISAL)
    if version.state != "征求意见" or not own:
        raise FillingError("现在不征求意见，意见没有提交。")
    if not words.strip():
        raise FillingError("请写明意见。")
    made = UnitOpinion.objects.create(
        version=version, organisation=own[0], words=words.strip()[:1000], by=who
    )
    record(who, "提意见", made, f"{own[0]}对{version}提出意见：{made.words}")
    return made


@transaction.atomic
def answer_opinion(opinion: UnitOpinion, who: Person, words: str) -> None:
    """What the office answers."""
    if not words.strip():
        raise FillingError("请写明怎样处理，为什么。")
    before, opinion.answer = opinion.answer, words.strip()[:1000]
    opinion.save(update_fields=["answer"])
    record(who, "答复意见", opinion, f"答复{opinion}：{opinion.answer}", before, opinion.answer)


def _open(unit: AppraisedUnit, plan: Plan, when: tuple[str, ...] = (ADDED_UP,)) -> None:
    """Raises :class:`FillingError` where nothing can be handed in for a unit any more.

    Once the scores are published, a unit proves what it appeals; the office alone corrects what is scored.
    """
    one = plan.unit(unit.name)
    if one is not None and not one.scored(plan.cycle.year):
        into = plan.unit(one.into) if one.into else None
        day = day_words(one.until) if one.until else ""
        told = (
            f"已于{day}并入“{into.name}”，请填在“{into.name}”名下" if into else "当年已撤销或尚未成立，不计分"
        )
        raise FillingError(f"“{unit.name}”{told}。")
    if unit.cycle.ranking not in when:
        appeal = "有异议请提出申诉。" if unit.cycle.ranking == PUBLISHED else ""
        raise FillingError(f"成绩已经{unit.cycle.ranking}，不能再改。{appeal}")


@transaction.atomic
def save_reports(unit: AppraisedUnit, who: Person, typed: Mapping[tuple[str, str], tuple[str, str]]) -> int:
    """Save what a unit reports of its leaves: outturn and words; how many are new or changed."""
    _open(unit, plan_of(unit.cycle))
    known = {one.key: one for one in unit.reports.select_for_update()}
    changed = 0
    for key, (actual, words) in typed.items():
        one = known.get(key) or LeafReport(unit=unit, indicator=key[0], number=key[1])
        if (one.actual, one.words) != (actual.strip()[:200], words.strip()[:600]):
            one.actual, one.words, one.by = actual.strip()[:200], words.strip()[:600], who
            one.save()
            changed += 1
    if changed:
        record(who, "自评", unit, f"{unit}自评：新填或改动 {changed} 项")
    return changed


@transaction.atomic
def add_proof(unit: AppraisedUnit, who: Person, file: UploadedFile[bytes], **about: Any) -> LeafProof:
    """Keep a file that proves something: of a leaf (``indicator``, ``number``) or a ``claim``."""
    _open(unit, plan_of(unit.cycle), (ADDED_UP, PUBLISHED))
    if not file.size:
        raise FillingError(f"“{file.name}”是空文件，没有保存。")
    if file.size > LARGEST:
        raise FillingError(f"“{file.name}”有 {file.size >> 20} MB，超过 20 MB，没有保存。")
    try:
        stored_file = keep(file.chunks())
    except OSError as fault:
        raise FillingError(
            f"“{file.name}”没有保存（{fault.strerror}）：请管理员腾出磁盘空间后重新上传。"
        ) from fault
    made = LeafProof.objects.create(
        unit=unit, file=stored_file, name=safe_name(file.name or "")[:200], by=who, day=today(), **about
    )
    record(who, "提交佐证", made, f"提交{made}", None, {"sha256": stored_file.pk})
    return made


def _number(letter: str, taken: Any) -> str:
    """The next number of claims or appeals of a cycle."""
    return f"{letter}{1 + taken.count():03}"


@transaction.atomic
def file_claim(
    unit: AppraisedUnit, who: Person, told: Mapping[str, Any], office: bool | None = None
) -> FiledClaim:
    """A claim for more or fewer points; units claim a bonus, the office both, and late ones with a reason.

    ``office`` is whether an office files it, ``None`` where the right to run the appraisal says so.
    """
    plan = plan_of(unit.cycle)
    office = may(who, Action.RUN_APPRAISAL, unit.cycle) if office is None else office
    _open(unit, plan, (ADDED_UP, PUBLISHED) if office else (ADDED_UP,))
    late, kind = str(told.get("late", "")).strip() if office else "", told["kind"]
    last = plan.cycle.last_day(CLAIMS)
    if not office and kind != BONUS:
        raise FillingError("减分由绩效办或核验部门提出，单位只申报加分。")
    if plan.rule(told["rule"]) is None:
        raise FillingError(f"没有{day_words(plan.cycle.day)}有效的细则“{told['rule']}”。")
    if last is not None and today() > last and not late:
        how = "确要受理的写明逾期受理理由" if office else "确有原因的请与绩效办联系"
        raise FillingError(f"{day_words(today())}申报，晚于{_LATE}{day_words(last)}；{how}。")
    claimed = figure(told["claimed"])
    if claimed == 0:
        raise FillingError("申报分数应大于 0。")
    AppraisedUnit.objects.select_for_update().filter(cycle=unit.cycle).first()  # of two numbers one waits
    number = _number("S", FiledClaim.objects.filter(unit__cycle=unit.cycle))
    made = FiledClaim.objects.create(
        unit=unit, number=number, kind=kind, rule=told["rule"], words=told["words"], claimed=claimed,
        filed=today(), late=late, source=told.get("source", ""), by=who,
    )  # fmt: skip
    record(who, "申报", made, f"{made}：{made.words}，{made.claimed} 分")
    return made


@transaction.atomic
def file_appeal(unit: AppraisedUnit, who: Person, told: Mapping[str, Any]) -> FiledAppeal:
    """An appeal against a published score, in time and with a reason."""
    last = plan_of(unit.cycle).cycle.last_day(APPEALS)
    if unit.cycle.ranking != PUBLISHED:
        raise FillingError("成绩还没有发布，发布后才能申诉。")
    if last is not None and today() > last:
        raise FillingError(f"{day_words(today())}提出，晚于申诉{_LATE}{day_words(last)}。")
    AppraisedUnit.objects.select_for_update().filter(cycle=unit.cycle).first()
    number = _number("SS", FiledAppeal.objects.filter(unit__cycle=unit.cycle))
    made = FiledAppeal.objects.create(
        unit=unit,
        number=number,
        indicator=told.get("indicator", ""),
        words=told["words"],
        filed=today(),
        by=who,
    )
    record(who, "申诉", made, f"{made}：{made.words}")
    return made
