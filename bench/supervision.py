"""How fast the board of 100,000 matters is: by light, by words, by unit; and what a unit has to do.

``python -m bench.supervision`` in a data folder of its own; what is there already is not laid down again.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta
from typing import Any

from bench.table import show

COUNT, TIMES = 100_000, 20
PAGES = (
    ("督查事项", "supervision", "/supervision/"),
    ("红灯", "supervision", "/supervision/?state=red"),
    ("按来源和状态", "supervision", "/supervision/?source=媒体反映&stage=办理"),
    ("按单位", "supervision", "/supervision/?unit=2"),
    ("按字词", "supervision", "/supervision/?q=事项777"),
    ("第 900 页", "supervision", "/supervision/?page=900"),
    ("统计", "supervision", "/supervision/figures/"),
    ("承办的事项", "preparer", "/supervision/mine/"),
)


def lay() -> None:
    """76 units and 100,000 matters with their duties, as the moves would have kept them."""
    from django.db import transaction

    from mingzhang.web.people.models import Person, Post, Role
    from mingzhang.web.register.models import Organisation
    from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter

    region = Organisation.objects.create(kind="region", name="甲区")
    named = [f"第{n}局" for n in range(76)]
    units = [Organisation.objects.create(kind="department", name=name, above=region) for name in named]
    for role, at in ((Role.SUPERVISION, region), (Role.PREPARER, units[0])):
        person = Person.objects.create_user(role.value, None)
        Post.objects.create(person=person, role=role, organisation=at)
    with transaction.atomic():
        wanted = [
            SupervisedMatter(organisation=region, lead=units[n % 76], **matter(n)) for n in range(COUNT)
        ]
        made = SupervisedMatter.objects.bulk_create(wanted, batch_size=2000)
        given = [
            MatterDuty(matter=row, organisation=row.lead, given_to=row.lead, **duty(row)) for row in made
        ]
        MatterDuty.objects.bulk_create(given, batch_size=2000)


def matter(number: int) -> dict[str, Any]:
    """What one matter says: every third still owes an answer."""
    from mingzhang.web.shared.today import today

    due = today() + timedelta(days=number % 90 - 30)
    return {
        "number": f"2026-{number:06}",
        "text": f"事项{number}：治理第 {number % 97} 处积水点",
        "source": ("媒体反映", "领导批示", "会议决定")[number % 3],
        "received": today() - timedelta(days=number % 700),
        "stage": ("交办", "办理", "审核通过", "归档", "归档", "归档")[number % 6],
        "expected": due if number % 6 < 2 else None,
    }


def duty(row: Any) -> dict[str, Any]:  # noqa: ANN401 (a row of a model that is loaded late)
    """What follows for its lead unit."""
    day = row.expected or row.received
    told = {"leads": True, "given": row.received, "due": day, "expected": day, "rule": "15个工作日"}
    open_ = row.expected is not None
    return told | {
        "state": row.stage,
        "awaited": open_,
        "answered": None if open_ else day,
        "accepted": not open_,
    }


def run() -> None:
    """Lay the matters where there are none, and print what each page takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzhang.web.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench.office.pages import signed_in
    from mingzhang.web.people.models import Person

    settings.DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        lay()
    rows = []
    for words, user, address in PAGES:
        client = signed_in(Person.objects.get(username=user))
        taken, spent = list[float](), list[float]()
        for _ in range(TIMES):
            start, processor = time.perf_counter(), time.process_time()
            assert client.get(address).status_code == 200
            taken.append(1000 * (time.perf_counter() - start))
            spent.append(1000 * (time.process_time() - processor))
        taken.sort()
        spent.sort()
        last = int(0.95 * TIMES) - 1
        rows.append([words, f"{taken[TIMES // 2]:.0f}", f"{taken[last]:.0f}", f"{spent[last]:.0f}"])
    heads = ["页面", "毫秒 p50", "p95", "处理器 p95"]
    show(f"{COUNT:,} 件督查事项（目标：p95 ≤ 150 毫秒）", heads, rows)


if __name__ == "__main__":
    run()
