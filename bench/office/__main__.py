"""``python -m bench.office``: lay the district into the database of the environment and take the times."""

from __future__ import annotations

import os
import sys
import time

TIMES = int(os.environ.get("BENCH_TIMES", "20"))


def main(given: list[str]) -> None:
    """Lay the district down where there is none, then ``pages``, ``beside`` or ``users``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzhang.web.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from mingzhang.web.people.models import Person

    call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        from bench.office.district import lay

        start = time.perf_counter()
        lay()
        print(f"大区已放入：{time.perf_counter() - start:.0f} 秒")
    if "pages" in given:
        _pages()
    if "beside" in given:
        from bench.office.beside import beside

        beside(TIMES)
    if "users" in given:
        from bench.office.users import sit_down

        sit_down()


def _pages() -> None:
    """Print what every page takes."""
    from bench.office.clock import GOAL, percentile, timed_pages
    from bench.table import show
    from mingzhang.web.people.models import Person, Role

    people = {role: Person.objects.get(username=role.value) for role in Role}
    found = timed_pages(people, TIMES)
    found.sort(key=lambda one: (one.visit.download, -percentile(one.wall, 95)))
    rows = [
        [
            f"{'↓ ' if one.visit.download else ''}{one.visit.name}（{one.visit.role}）",
            *(f"{percentile(one.wall, part):.0f}" for part in (50, 95)),
            *(f"{percentile(one.processor, part):.0f}" for part in (50, 95)),
            one.queries,
            f"{one.size / 1024:.0f}",
            "超过" if one.late else "",
        ]
        for one in found
    ]
    heads = ["页面（角色），↓ 为下载", "毫秒 p50", "p95", "处理器 p50", "p95", "查询", "KB", ""]
    show(f"1,000 个单位、5 年：每页一人，{TIMES} 次（目标：每页 p95 < {GOAL} 毫秒）", heads, rows)
    late = sum(one.late for one in found)
    print(f"  {len(found)} 页，{late} 页未达到目标。")


if __name__ == "__main__":
    main(sys.argv[1:])
