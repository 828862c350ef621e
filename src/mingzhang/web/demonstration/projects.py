"""The demonstration's projects: invented forms at different stages, one panel finished with its report."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django_tasks import task

from mingzhang.scoring.precision import written
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.performance import ballots, filling, moves, panels
from mingzhang.web.performance.carried import BASE, ROW, Typed
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.performance.panel_models import ExpertPanel
from mingzhang.web.performance.summary import publish_year
from mingzhang.web.register.models import Organisation

_BEFORE_DOCUMENTS = -40  # of the priorities: a form takes no time, a document some seconds
LAST_OF_PROJECTS = _BEFORE_DOCUMENTS - 1
SYSTEM = "财政部框架"
TEXTS = {
    "项目背景": "项目依据部门职责和年度工作计划立项，列入当年部门预算。",
    "主要内容": "项目分准备、实施、验收三个阶段，年内完成。",
    "组织管理": "由业务科室负责实施，财务科室负责资金审核，按制度选定承担单位。",
    "评价工作组": "评价工作组由绩效办牵头，财务和业务人员参加，分工收集资料、核查和起草。",
    "工作方案": "依据项目申报材料和管理制度，采用资料审阅、现场核查和专家评分的方法。",
    "审阅核查": "审阅了立项、合同、支付和验收材料，核查了台账和现场记录。",
    "资料信息汇总": "资料由两人分别核对后汇总，专家依据汇总资料独立评分。",
    "出具报告": "初稿经审核后征求项目单位意见，修改后定稿。",
    "主要经验及做法": "按月核对进度，发现问题当月解决。",
    "原因分析": "部分工作记录要求不够明确，基层填写不一致。",
}


@dataclass(frozen=True)
class Theme:
    """What a project is about: its name, what it counts and in which unit, and what it is good for."""

    name: str
    counts: str
    unit: str
    quality: str
    effect: str
    served: str


THEMES = (
    Theme("城市道路养护", "养护里程", "公里", "道路完好率", "居民出行条件", "居民满意度"),
    Theme("政务信息系统运维", "系统巡检次数", "次", "故障修复及时率", "办事效率", "用户满意度"),
    Theme("基层骨干培训", "培训场次", "场", "考核合格率", "基层履职能力", "参训人员满意度"),
    Theme("河道巡查保洁", "巡查次数", "次", "巡查合格率", "河道环境", "沿岸居民满意度"),
    Theme("安全生产检查", "检查单位数", "家", "隐患整改率", "安全生产意识", "企业满意度"),
    Theme("公益文化活动", "活动场次", "场", "活动达标率", "群众文化生活", "参加群众满意度"),
)
#: How far each kind of project is taken.
STEPS: dict[str, tuple[str, ...]] = {
    "unfinished": (),
    "submitted": ("hand_in",),
    "confirmed": ("hand_in", "confirm"),
    "in_review": ("hand_in", "confirm", "panel"),
    "reported": ("hand_in", "confirm", "panel", "report"),
    "settled": ("hand_in", "confirm", "settle"),
}
_FIRST = ("unfinished", "submitted", "in_review", "reported")  # of the department one signs in for


def steps_of(number: int) -> tuple[str, ...]:
    """How far the projects of the department with this number are; every fourth has none.

    >>> steps_of(1), steps_of(2), steps_of(4)
    (('unfinished', 'submitted', 'in_review', 'reported'), ('confirmed',), ())
    """
    if number == 1:
        return _FIRST
    return () if number % 4 == 0 else (list(STEPS)[number % len(STEPS)],)


def ask_for_projects(organisation: Organisation, year: int, steps: tuple[str, ...], seed: int) -> None:
    """Let the worker prepare the projects of a unit in a year."""
    if steps:
        prepare_projects.using(priority=_BEFORE_DOCUMENTS).enqueue(organisation.pk, year, list(steps), seed)


@task()
def prepare_projects(pk: int, year: int, steps: list[str], seed: int) -> None:
    """Register the projects, fill them in and take each along; a unit that has any is left alone."""
    organisation = Organisation.objects.select_related("above").get(pk=pk)
    if RegisteredProject.objects.filter(organisation=organisation, year=year).exists():
        return
    preparer = _who(Role.PREPARER, organisation)[0]
    for number, step in enumerate(steps):
        form = invented(organisation, year, seed + number, whole=step != "unfinished")
        form["code"] = f"{number + 1:03}"
        project = filling.add(organisation, year, preparer, form)
        for each in STEPS[step]:
            _take(each, RegisteredProject.objects.get(pk=project.pk), organisation)


@task()
def publish_projects(pk: int, year: int) -> None:
    """Publish what is settled of a year."""
    publish_year(_who(Role.PERFORMANCE, Organisation.objects.get(pk=pk))[0], year)


def invented(organisation: Organisation, year: int, seed: int, whole: bool) -> Typed:
    """The form of an invented project; one that is not ``whole`` lacks a row and an outturn."""
    theme = THEMES[seed % len(THEMES)]
    budget = Fraction(20 + seed * 7 % 90)
    short = seed % 3 == 1
    spent = budget - (Fraction(9, 4) if short else 0)
    form: Typed = dict.fromkeys(BASE, "") | {"code": "001", "name": theme.name, "rate_full": "10"}
    form["unit"] = organisation.name
    form |= {"department": organisation.name, "goal": f"完成全年{theme.name}任务，{theme.effect}得到改善"}
    form |= {"财政拨款.年初预算": written(budget), "财政拨款.全年预算": written(budget)}
    form |= {"财政拨款.执行": written(spent) if whole else "", "outcome": f"完成了全年{theme.name}任务"}
    form["rate_reason"] = "招标节约，节约部分已按规定上缴" if short else ""
    rows = _rows(theme, year, seed, spent)
    return form | {"rows": rows if whole else rows[:-1]}


def _rows(theme: Theme, year: int, seed: int, spent: Fraction) -> list[dict[str, str]]:
    """Six indicators out of 90 marks; some lose marks, and say why."""
    wanted, less = 12 + seed % 20, seed % 2
    effect = "28" if seed % 4 == 2 else "30"
    count = (
        f"≥{wanted}{theme.unit}",
        f"{wanted - less}{theme.unit}",
        "20",
        "",
        "汛期停工一周，已调整下年计划" * less,
    )
    said = (
        ("产出指标", "数量指标", theme.counts, *count),
        ("产出指标", "质量指标", theme.quality, "≥95%", f"{95 + seed % 5}%", "15", "", ""),
        ("产出指标", "时效指标", "完成时限", f"{year}年12月底前", f"{year}年12月{10 + seed % 15}日", "10", "", ""),
        ("产出指标", "成本指标", "项目支出", f"≤{written(spent)}万元", f"{written(spent)}万元", "5", "", ""),
        ("效益指标", "社会效益指标", theme.effect, "明显改善", "明显改善，投诉比上年减少", "30", effect,
         "个别片区改善不明显，下年增加频次" if effect == "28" else ""),
        ("满意度指标", "服务对象满意度指标", theme.served, "≥90%", f"{91 + seed % 8}%", "10", "", ""),
    )  # fmt: skip
    heads = ("level1", "level2", "name", "target", "actual", "full", "score", "reason")
    return [dict.fromkeys(ROW, "") | dict(zip(heads, row, strict=True)) for row in said]


def _take(step: str, project: RegisteredProject, organisation: Organisation) -> None:
    """One step of a project, by whoever takes it."""
    office = _who(Role.PERFORMANCE, organisation)[0]
    if step in ("hand_in", "confirm"):
        role = Role.PREPARER if step == "hand_in" else Role.APPROVER
        moves.make(step, project, _who(role, organisation)[0])
    elif step == "settle":
        moves.make(step, project, office)
    elif step == "panel":
        _seat(panels.open_panel(project, office, _who(Role.EXPERT, organisation), SYSTEM))
    else:
        _report(project, office)


def _seat(panel: ExpertPanel) -> None:
    """The second expert has handed in; the first, whom one signs in as, has still to score."""
    seat = panel.seats.select_related("expert").order_by("-pk")[0]
    _fill(panel, seat.pk, lost=2)


def _report(project: RegisteredProject, office: Person) -> None:
    """All ballots in, the texts written, the panel closed."""
    panel = ExpertPanel.objects.select_related("project__organisation__above__above").get(project=project)
    for number, seat in enumerate(panel.seats.filter(handed=None)):
        _fill(panel, seat.pk, lost=1 + number)
    panel.refresh_from_db()
    panels.write_texts(panel, office, panels.PanelWords(TEXTS, f"{project.year + 1}年3月", [], panel.edition))
    panels.close(panel, office)


def _fill(panel: ExpertPanel, seat_pk: int, lost: int) -> None:
    """A ballot with half a mark less in the last leaves, handed in."""
    seat = panel.seats.select_related("expert", "panel__project__organisation__above__above").get(pk=seat_pk)
    typed, leaves = {}, ballots.system_of_panel(seat.panel).leaves
    for number, leaf in enumerate(reversed(leaves)):
        mark = leaf.full - Fraction(1, 2) if number < lost else leaf.full
        opinion = "工作记录不够完整" if number < lost else ""
        typed["/".join(leaf.path)] = {"mark": written(mark), "opinion": opinion}
    ballots.save_ballot(seat, seat.expert, typed, seat.edition)
    ballots.hand_in_ballot(seat, seat.expert)


def _who(role: Role, organisation: Organisation) -> list[Person]:
    """Those of the role: of the organisation itself, or of its region."""
    at = [organisation, organisation.region]
    posts = Post.objects.select_related("person").filter(role=role, organisation__in=at)
    return [post.person for post in posts.order_by("pk")]
