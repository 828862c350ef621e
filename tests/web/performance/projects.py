"""Projects for the tests: a form of our own with everything in it, and what a browser sends of it."""

from __future__ import annotations

from typing import Any

from mingzhang.web.people.models import Role
from mingzhang.web.performance import filling, moves
from mingzhang.web.performance.carried import BASE, ROW, Typed
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District

ROWS = (
    "产出指标|数量指标|巡查次数|≥12次|12次|20||",
    "产出指标|质量指标|巡查合格率|≥95%|96%|20||",
    "产出指标|时效指标|完成时限|12月底前|12月20日|10||",
    "效益指标|社会效益指标|河道环境|明显改善|明显改善，投诉减少|30|28|部分支流改善不明显，下年增加巡查",
    "满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|10||",
)


def typed(name: str = "河道巡查", rows: tuple[str, ...] = ROWS, **changed: Any) -> Typed:
    """A whole form: 50 spent of 50, marks lost in one row with a reason."""
    form: Typed = dict.fromkeys(BASE, "")
    form |= {"code": "001", "name": name, "department": "甲区水务局", "unit": "甲区水务局", "rate_full": "10"}
    form |= dict.fromkeys(("财政拨款.年初预算", "财政拨款.全年预算", "财政拨款.执行"), "50")
    form |= {"goal": "全年巡查十二次", "outcome": "巡查十二次"}
    heads = ("level1", "level2", "name", "target", "actual", "full", "score", "reason")
    cells = [dict.fromkeys(ROW, "") | dict(zip(heads, row.split("|"), strict=True)) for row in rows]
    return form | {"rows": cells} | changed


def sent(form: Typed, edition: int = 1, **more: str) -> dict[str, Any]:
    """What a browser sends of a form."""
    told: dict[str, Any] = {name: form[name] for name in BASE}
    for number, row in enumerate(form["rows"], 1):
        told |= {f"row-{number}-{name}": row[name] for name in ROW}
        told[f"row-{number}-kind"] = f"{row['level1']}|{row['level2']}"
    return told | {"rows": str(len(form["rows"])), "edition": str(edition)} | more


def registered(at: Organisation, year: int = 2025, form: Typed | None = None) -> RegisteredProject:
    """A project of an organisation, whoever may register it."""
    project = RegisteredProject(organisation=at, year=year, edition=0)
    filling.put(project, None, form or typed())
    return project


def submitted(district: District, form: Typed | None = None) -> RegisteredProject:
    """A project of the department that its head has confirmed."""
    project = registered(district.department, form=form)
    moves.hand_in(project, district.person(Role.PREPARER))
    moves.confirm(project, district.person(Role.APPROVER))
    return RegisteredProject.objects.get(pk=project.pk)
