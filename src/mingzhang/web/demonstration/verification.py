"""The demonstration's verification: a year in two phases, made up, problems at every stage of their road."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks import task

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.verification.problem import ProblemAct, ProblemState
from mingzhang.web.demonstration.posts import holder_of
from mingzhang.web.demonstration.supervision import lay_year
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.performance import filling, measured
from mingzhang.web.performance.carried import BASE, ROW, Typed
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.verification import drawing, moves, preparing, problem_page, visiting
from mingzhang.web.verification.feedback import feed_back
from mingzhang.web.verification.models import CheckPhoto, FieldVerification, VisitPoint
from mingzhang.web.verification.photographs import photographs
from mingzhang.web.verification.problem_models import FoundProblem
from mingzhang.web.verification.visiting import FoundItem

_A = ProblemAct
SIZES = {FIRST: 48, SECOND: 24}  # points that are drawn; those that look back come on top
_QUERIES = {FIRST: "来源=领导批示、媒体反映；季度=3", SECOND: "来源=领导批示、上级交办；季度=4"}
_LEFT = 6  # points of the second phase that are still to be visited
ITEMS = (
    ("1", "任务落实", "现场与反馈的办理结果一致", "现场照片", "严重", "1"),
    ("2", "长效机制", "有责任人和巡查记录", "巡查记录照片", "一般", "0.5"),
    ("3", "群众知晓", "现场公示投诉渠道", "公示牌照片", "轻微", "0.2"),
)
_WRONG = {"1": "抽查的两处隐患没有整改", "2": "没有近两个月的巡查记录", "3": "公示牌缺少投诉电话"}
#: How far the units take their problems, one after the other; with who acts and what they say.
ROADS: tuple[tuple[tuple[ProblemAct, Role, str], ...], ...] = (
    (
        (_A.OWN, Role.APPROVER, ""),
        (_A.MEND, Role.PREPARER, "已安排施工队处理"),
        (_A.REPORT, Role.APPROVER, "已整改完成"),
    ),
    ((_A.OWN, Role.APPROVER, ""), (_A.REPORT, Role.APPROVER, "已补齐并公示")),
    ((_A.OWN, Role.APPROVER, ""), (_A.MEND, Role.PREPARER, "正在协调产权单位")),
    ((_A.DISPUTE, Role.APPROVER, "点位不在本单位管辖范围"), (_A.WITHDRAW, Role.LEADER, "经核对属实")),
    ((_A.DISPUTE, Role.APPROVER, "核验当日正在施工"),),
    ((_A.OWN, Role.APPROVER, ""), (_A.CLOSE, Role.LEADER, "地块已列入征收，不再整改")),
    (),
)


@task()
def prepare_verification(pk: int, year: int) -> None:
    """A verification through both phases; a year that has one is left alone."""
    region = Organisation.objects.get(pk=pk)
    if FieldVerification.objects.filter(organisation=region, year=year).exists():
        return
    units = list(Organisation.objects.filter(above=region, kind=OrganisationKind.DEPARTMENT).order_by("pk"))
    if not SupervisedMatter.objects.filter(organisation=region, received__year=year).exists():
        lay_year(region, units, year, holder_of(Role.SUPERVISION, region))
    made = _prepared(region, units, year)
    _draw(made, FIRST)
    pictures = iter(_pictures(year, 10, (SIZES[FIRST] + 1) // 3))
    for number, point in enumerate(_points(made, FIRST)):
        _visit(point, number, pictures)
    moves.tell_all(made, holder_of(Role.SUPERVISION, region))
    for number, problem in enumerate(_problems(made)):
        _answer(problem, ROADS[number % len(ROADS)])
    _draw(made, SECOND)
    _look_back(made)
    feed_back(made, holder_of(Role.SUPERVISION, region))
    _own_form(units[0], year)


def _prepared(region: Organisation, units: list[Organisation], year: int) -> FieldVerification:
    """The verification with its standard, its phases and three inspectors, one of whom is of a department."""
    office = holder_of(Role.SUPERVISION, region)
    told = {"year": year, "office": units[0].name, "cap": Decimal(3), "rule": "KF01"}
    made = preparing.begin(region, office, told)
    heads = ("code", "text", "criterion", "evidence", "severity", "points")
    rows = [dict(zip(heads, (*row[:-1], Decimal(row[-1])), strict=True)) for row in ITEMS]
    preparing.set_standard(made, office, preparing.VERSION, rows)
    for phase in made.phases.all():
        told = {"query": _QUERIES[phase.name], "seed": phase.seed, "size": SIZES[phase.name]}
        preparing.set_phase(phase, office, told | {"version": preparing.VERSION})
    for person in (holder_of(Role.INSPECTOR, region), *_others(region, units)):
        preparing.add_inspector(made, office, person)
    return made


def _others(region: Organisation, units: list[Organisation]) -> Iterator[Person]:
    """Two further inspectors, who cannot sign in; the second is on loan from a department."""
    for number, numeral in ((2, "二"), (3, "三")):
        person = Person.objects.create_user(f"inspector-{number}", None, f"{region}核验员{numeral}")
        Post.objects.create(person=person, role=Role.INSPECTOR, organisation=region)
        if number == 3:
            Post.objects.create(person=person, role=Role.PREPARER, organisation=units[-1])
        yield person


def _draw(made: FieldVerification, phase: str) -> None:
    """The points of a phase, out of the register of matters."""
    drawing.drawn_from(made.phases.get(name=phase), holder_of(Role.SUPERVISION, made.organisation), None)


def _points(made: FieldVerification, phase: str) -> list[VisitPoint]:
    with_ = ("verification__organisation", "organisation", "origin__verification", "inspector__person")
    found = VisitPoint.objects.select_related(*with_).filter(verification=made, phase=phase)
    return list(found.order_by("number"))


def _problems(made: FieldVerification) -> list[FoundProblem]:
    found = FoundProblem.objects.filter(verification=made).select_related(
        "verification__organisation", "organisation", "point"
    )
    return list(found.order_by("number"))


def _visit(point: VisitPoint, number: int, pictures: Iterator[CheckPhoto]) -> None:
    """All items of a point; at every third something is wrong, with a photograph."""
    wrong = ITEMS[number // 3 % 3][0] if number % 3 == 1 else ""
    photo = next(pictures) if wrong else None
    found = [_found(code, _WRONG[code], photo if code == wrong else None) for code, *_ in ITEMS]
    _keep(point, found, photo)


def _keep(point: VisitPoint, found: list[FoundItem], photo: CheckPhoto | None) -> None:
    """The visit on the day of its photograph, otherwise on one of those days."""
    month = 10 if point.phase == FIRST else 12
    day = date(point.verification.year, month, 11)
    if photo is not None and photo.taken is not None:
        day = timezone.localtime(photo.taken).date()
    assert point.inspector is not None
    visiting.keep_found(point, point.inspector.person, found, day)


def _found(code: str, note: str, photo: CheckPhoto | None) -> FoundItem:
    if photo is None:
        return FoundItem(code, "合格")
    return FoundItem(code, "不合格", note, "核验现场", photos=[photo])


def _answer(problem: FoundProblem, road: tuple[tuple[ProblemAct, Role, str], ...]) -> None:
    """What a unit does about its problem, as far as it goes."""
    for act, role, words in road:
        at = problem.verification.organisation if role is Role.LEADER else problem.organisation
        who = holder_of(role, at)
        if act is _A.REPORT:
            file = SimpleUploadedFile("整改情况.txt", f"{problem.number}已整改".encode())
            problem_page.save_draft(problem, holder_of(Role.PREPARER, at), words, [file])
        moves.make(act.value, problem, who, words)
        problem.refresh_from_db()


def _look_back(made: FieldVerification) -> None:
    """Visit the second phase but for some points; every third problem that was reported is not mended."""
    pictures, reported = iter(_pictures(made.year, 12, SIZES[FIRST] // 3)), 0
    for number, point in enumerate(_points(made, SECOND)):
        if point.origin is None and number >= _LEFT:
            _visit(point, 0, pictures)
        elif point.origin is not None and point.origin.state == ProblemState.REPORTED.value:
            reported += 1
            photo = next(pictures) if reported % 3 == 0 else None
            _keep(point, [_found(point.origin.code, "整改不到位，仍有同样情况", photo)], photo)


def _own_form(unit: Organisation, year: int) -> None:
    """The self-evaluation of the office's own project: its actual values are counted, not typed."""
    wanted = (
        ("数量指标", "核验点位数", "≥60个", "核验点位"),
        ("数量指标", "回头看点位数", "≥5个", "回头看"),
        ("质量指标", "反馈报告数", "≥40份", "核验反馈报告"),
    )
    rows = [
        dict.fromkeys(ROW, "")
        | {"level1": "产出指标", "level2": kind, "name": name, "target": target, "full": "20"}
        for kind, name, target, _ in wanted
    ]
    form: Typed = dict.fromkeys(BASE, "") | {
        "code": "090",
        "name": "察访核验",
        "rate_full": "10",
        "rows": rows,
    }
    form |= {"unit": unit.name, "department": unit.name}
    preparer = holder_of(Role.PREPARER, unit)
    project = filling.add(unit, year, preparer, form)
    measured.bind(project, preparer, {f"measure-{n}": name for n, (*_, name) in enumerate(wanted, 1)})


def _pictures(year: int, month: int, count: int) -> list[CheckPhoto]:
    """Photographs of nothing, with time and place as a camera writes them; every fourth without place."""
    files = [
        SimpleUploadedFile(f"现场{month:02}{n:02}.jpg", _drawn(n, year, month)) for n in range(1, 1 + count)
    ]
    return photographs(files)[0]


def _drawn(number: int, year: int, month: int) -> bytes:
    """A drawing of a street under a sky, which no camera took."""
    from PIL import Image, ImageDraw
    from PIL.TiffImagePlugin import IFDRational

    picture = Image.new("RGB", (640, 480), ("#b9c7d6", "#c8d2c0", "#d8cdbb", "#c3c3c9")[number % 4])
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 300, 640, 480), "#77797d")
    draw.polygon(((260, 300), (380, 300), (620, 480), (20, 480)), "#8d8f93")
    for side in range(5):
        left = 40 + 120 * side
        draw.rectangle((left, 180 - 20 * (side * number % 7), left + 90, 300), "#9c8f80")
    written = Image.Exif()
    written.get_ifd(0x8769)[0x9003] = f"{year}:{month}:{10 + number} 09:{10 + number}:00"
    if number % 4:
        east = (116, 22, IFDRational(4000 + 7 * number, 100))
        written.get_ifd(0x8825).update(
            {1: "N", 2: (39, 54, IFDRational(4300, 100)), 3: "E", 4: east, 18: "WGS-84"}
        )
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=80, exif=written)
    return stream.getvalue()
