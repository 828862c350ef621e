"""How fast points are drawn, and how fast a register of 100,000 matters is folded and counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

from bench.table import show
from mingzhang.supervision.lights import duties
from mingzhang.supervision.matter import LEAD, Act, Event, Matter, Source
from mingzhang.supervision.register import MatterRegister
from mingzhang.supervision.tally import by_source, by_unit
from mingzhang.verification.draw import FIRST, PointQuery, drawn
from mingzhang.work.visits import population_of

MATTERS, POINTS = 100_000, 2_000
TODAY = date(2026, 11, 2)
SOURCES = (Source.MEDIA, Source.INSTRUCTION, Source.MEETING)
_STEPS = (
    (0, Act.PROPOSE), (0, Act.OPEN), (1, Act.ASSIGN), (2, Act.SIGN), (9, Act.ANSWER), (12, Act.ACCEPT),
    (14, Act.CLOSE),
)  # fmt: skip


def register(count: int) -> MatterRegister:
    """A register with histories of different lengths.

    >>> made = register(14)
    >>> len(made.courses), len({course.stage for course in made.courses.values()}) > 3
    (14, True)
    """
    made = MatterRegister()
    for number in range(count):
        start = date(2026, 1, 5) + timedelta(days=number % 290)
        key, unit = f"DC-{number}", f"第{number % 76}局"
        made.enter(Matter(key, f"事项{number}", SOURCES[number % 3], start))
        for later, act in _STEPS[: 3 + number % 5]:
            role = LEAD if act is Act.ASSIGN else ""
            day = start + timedelta(days=later + (number % 11 if later > 5 else 0))
            made.record(Event(key, day, act, unit if later else "", role, "主任", "情况"))
    return made


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def run() -> None:
    """Print the times."""
    start = time.process_time()
    made = register(MATTERS)
    folded = time.process_time() - start
    every = list(population_of(made))
    query = PointQuery.of("来源=领导批示、媒体反映；季度=3")
    rows = [
        (f"{MATTERS:,} 件事项由经过算出（{len(made.events):,} 步）", f"{folded:.2f}"),
        ("按单位统计", f"{timed(lambda: by_unit(made, TODAY)):.2f}"),
        ("按来源统计", f"{timed(lambda: by_source(made, TODAY)):.2f}"),
        ("列出到期和逾期", f"{timed(lambda: duties(made, TODAY)):.2f}"),
        (
            f"由 {len(every):,} 件次抽取 {POINTS:,} 个点位",
            f"{timed(lambda: drawn(every, query, FIRST, POINTS)):.3f}",
        ),
        ("由 2,000 件次全部抽取", f"{timed(lambda: drawn(every[:POINTS], PointQuery(), FIRST)):.3f}"),
    ]
    show("督查和察访核验", ["做什么", "处理器秒"], rows)


if __name__ == "__main__":
    run()
