"""The demonstration's matters: invented ones at every stage, on time and late, with drafts that wait."""

from __future__ import annotations

from datetime import date, timedelta

from mingzhang.supervision.matter import Period, Source
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.entering import entered
from mingzhang.web.supervision.models import MatterDraft, RunningNumber, SupervisedMatter, Turn
from mingzhang.web.supervision.numbers import MATTER, PAPER, office_of

TEXTS = (
    ("汛期前完成积水点治理", Source.CITY, "市级重点任务分工方案"),
    ("老旧小区加装电梯年度任务", Source.MEETING, "区政府常务会议纪要"),
    ("商业街共享单车乱停放整治", Source.MEDIA, "晚间新闻报道"),
    ("优化企业开办一窗办理", Source.INSTRUCTION, "区长批示"),
    ("口袋公园夜间照明补建", Source.PROPOSAL, "区政协提案"),
    ("学校周边食品摊点专项检查", Source.INSTRUCTION, "主管副区长批示"),
    ("政务服务大厅无障碍改造", Source.DECISION, "区政府工作报告分工方案"),
    ("养老驿站助餐点建设", Source.MEETING, "区政府专题会议纪要"),
    ("河道水质月度监测", Source.DECISION, "区河长制工作要点"),
    ("供热管线冬季检修", Source.MEDIA, "热线周报"),
)
_ROAD = (
    (0, "拟办", "建议由牵头单位会同协办单位办理"), (1, "立项", ""), (2, "交办", ""), (3, "签收", ""),
    (6, "进展", "已制定方案，正在组织实施"), (9, "反馈", "任务已完成，材料附后"), (11, "通过", ""),
    (13, "办结", "任务完成，效果良好"), (15, "报告", "已书面报告交办领导"), (20, "归档", ""),
)  # fmt: skip
_SIGNED = {"立项": "分管领导", "反馈": "单位负责人", "通过": "督查室", "办结": "分管领导"}
_OF_UNITS = ("交办", "签收", "进展", "反馈", "通过")
_COUNT = 60
_BLANK = dict.fromkeys(("unit", "role", "by", "text", "due", "reference"), "")
Told = dict[str, str]


def lay_matters(region: Organisation, departments: list[Organisation], who: Person) -> None:
    """Matters of the last months at every stage, and what waits for a signature."""
    matters: list[Told] = []
    steps: list[Told] = []
    letters = office_of(region).letters
    for number in range(1, _COUNT + 1):
        matter, units = _matter(number), _units(number, departments)
        matters.append(matter)
        steps += _history(number, matter, units, f"{letters}〔{today().year}〕{number}号")
    rows = entered(region, matters, steps, who)
    for kind in (MATTER, PAPER):
        RunningNumber.objects.create(organisation=region, kind=kind, year=today().year, last=_COUNT)
    _drafts(rows, who)


YEAR_TEXTS = ("开展行业安全检查", "修订内部管理制度")  # the first tasks of every unit
_YEAR_ROAD = (
    (1, "拟办", "建议由牵头单位办理"), (2, "立项", ""), (3, "交办", ""), (4, "签收", ""), (15, "进展", "已经开工"),
    (30, "反馈", "任务已完成，材料附后"), (32, "通过", ""), (35, "办结", "任务完成"), (37, "报告", "已书面报告交办领导"),
)  # fmt: skip


def lay_year(region: Organisation, units: list[Organisation], year: int, who: Person) -> None:
    """Two matters of every unit in a year that is over: of its third and its fourth quarter, most closed."""
    letters = office_of(region).letters
    matters, steps = list[Told](), list[Told]()
    for number, (unit, turn) in enumerate(((unit, turn) for unit in units for turn in (0, 1)), 1):
        place = number + turn
        source = Source.INSTRUCTION if place % 4 < 2 else (Source.MEDIA, Source.CITY)[turn]
        start = date(year, 8, 3 + number % 20) if turn == 0 else date(year, 10, 9 + number % 15)
        made = dict.fromkeys(("secrecy", "parent", "line", "period", "asked_by"), "") | {
            "number": f"{year}-{number:03}", "text": f"{unit.name}：{YEAR_TEXTS[turn]}",
            "source": source, "basis": "区政府重点工作分工", "received": start.isoformat(), "urgency": "一般",
        }  # fmt: skip
        matters.append(made)
        steps += _year_history(number, made, unit, f"{letters}〔{year}〕{number}号")
    entered(region, matters, steps, who)
    for kind in (MATTER, PAPER):
        RunningNumber.objects.create(organisation=region, kind=kind, year=year, last=len(matters))


def _year_history(number: int, matter: Told, unit: Organisation, reference: str) -> list[Told]:
    """The steps of a matter up to its report; every sixth unit is still at it."""
    start, made = date.fromisoformat(matter["received"]), list[Told]()
    for later, act, text in _YEAR_ROAD[: 5 if number % 6 == 5 else len(_YEAR_ROAD)]:
        told = _BLANK | {"matter": matter["number"], "act": act, "text": text, "by": _SIGNED.get(act, "")}
        told["day"] = (start + timedelta(days=later)).isoformat()
        told["unit"] = unit.name if act in _OF_UNITS else ""
        if act == "交办":
            due = (start + timedelta(days=40)).isoformat()
            told |= {"role": "牵头", "reference": reference, "due": due}
        made.append(told)
    return made


def _matter(number: int) -> Told:
    """One matter, received so many days ago."""
    text, source, basis = TEXTS[number % len(TEXTS)]
    received = today() - timedelta(days=_age(number))
    told = dict.fromkeys(("secrecy", "parent", "line", "period"), "")
    if source is Source.DECISION and "月度" in text:
        told["period"] = Period.MONTH
    return told | {
        "number": f"{today().year}-{number:03}",
        "text": f"{text}（第 {1 + number // len(TEXTS)} 批）",
        "source": source,
        "basis": basis,
        "asked_by": "区长" if source is Source.INSTRUCTION else "",
        "received": received.isoformat(),
        "urgency": "急" if number % 7 == 0 else "一般",
    }


def _age(number: int) -> int:
    return (number * 11) % 71


def _units(number: int, departments: list[Organisation]) -> list[tuple[Organisation, str]]:
    """The lead and, for every third matter, a co-unit; the first department has more than others."""
    lead = departments[0] if number % 6 == 0 else departments[number % len(departments)]
    other = departments[(number * 7 + 1) % len(departments)]
    return [(lead, "牵头")] + ([(other, "协办")] if number % 3 == 0 and other != lead else [])


def _history(number: int, matter: Told, units: list[tuple[Organisation, str]], reference: str) -> list[Told]:
    """How far it has come: as many steps as there were days for, some units silent since a while."""
    start, made = date.fromisoformat(matter["received"]), list[Told]()
    silent = number % 4 == 1
    for later, act, text in _ROAD:
        day = start + timedelta(days=later)
        if day > today() or (silent and act == "反馈"):
            break
        common = _BLANK | {"matter": matter["number"], "day": day.isoformat(), "act": act, "text": text}
        common["by"] = _SIGNED.get(act, "")
        for unit, role in units if act in _OF_UNITS else [(None, "")]:
            told = common | {"unit": unit.name if unit is not None else ""}
            if act == "交办":
                told |= {"role": role, "reference": reference, "due": _due(matter, start)}
            made.append(told)
    return made


def _due(matter: Told, start: date) -> str:
    """A stated day where the table of the place has none, and for what takes long."""
    stated = matter["source"] == Source.CITY or matter["period"]
    return (start + timedelta(days=200 if matter["period"] else 40)).isoformat() if stated else ""


def _drafts(rows: list[SupervisedMatter], who: Person) -> None:
    """Some closings and openings that wait for the signatory."""
    wanted = {"拟办": ("立项", ""), "审核通过": ("办结", "任务完成，效果良好")}
    waiting = [row for row in rows if row.stage in wanted][:6]
    for row in waiting:
        act, text = wanted[row.stage]
        MatterDraft.objects.create(matter=row, act=act, text=text, turn=Turn.LEADER, made_by=who)
