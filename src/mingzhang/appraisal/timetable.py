"""The yearly timetable: from dividing the work in June of the year to the ranking in June of the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mingzhang.facts.days import day_words

CLAIMS, APPEALS, SCORES = "加减分申报与评审", "申诉与复核", "成绩采集"


@dataclass(frozen=True)
class CycleStage:
    """One stage of the year with its first and last day."""

    name: str
    first: date
    last: date
    row: int | None = None


# Name, month and day of the first and the last day; a month after 12 lies in the next year.
_USUAL = (
    ("任务分工与思路", (6, 1), (6, 30)),
    ("指标体系与考评方案", (6, 1), (9, 30)),
    ("任务书与考评细则", (7, 1), (9, 30)),
    ("年终考评方案", (10, 1), (12, 31)),
    (SCORES, (13, 1), (15, 31)),
    (CLAIMS, (14, 1), (16, 30)),
    ("汇总与党组会审议", (17, 1), (17, 31)),
    (APPEALS, (18, 1), (18, 15)),
    ("反馈与成果运用", (18, 1), (18, 30)),
)


def usual(year: int) -> tuple[CycleStage, ...]:
    """The timetable of a year as it usually is.

    >>> stages = usual(2020)
    >>> stages[0].name, stages[-1].last
    ('任务分工与思路', datetime.date(2021, 6, 30))
    """
    return tuple(CycleStage(name, _day(year, *first), _day(year, *last)) for name, first, last in _USUAL)


def _day(year: int, month: int, day: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, day)


@dataclass(frozen=True)
class Cycle:
    """One year's appraisal: its year, the district, and its stages.

    >>> cycle = Cycle(2020, "某区", usual(2020))
    >>> cycle.last_day(CLAIMS), [stage.name for stage in cycle.on(date(2020, 6, 15))]
    (datetime.date(2021, 4, 30), ['任务分工与思路', '指标体系与考评方案'])
    """

    year: int
    district: str
    stages: tuple[CycleStage, ...] = ()

    def last_day(self, name: str) -> date | None:
        """The last day of a stage, ``None`` where the timetable does not have it."""
        return next((stage.last for stage in self.stages if stage.name == name), None)

    def on(self, day: date) -> list[CycleStage]:
        """The stages that a day lies in."""
        return [stage for stage in self.stages if stage.first <= day <= stage.last]

    @property
    def day(self) -> date:
        """The last day of the year that is appraised: the rules in force then are used."""
        return date(self.year, 12, 31)


def faults(stages: Sequence[CycleStage]) -> Iterator[tuple[CycleStage, str]]:
    """What is wrong with a timetable: a stage that ends before it begins, one that is there twice.

    >>> [told for _, told in faults([CycleStage("汇总", date(2021, 5, 2), date(2021, 5, 1))])]
    ['“汇总”的结束日期2021年5月1日早于开始日期2021年5月2日']
    """
    seen: set[str] = set()
    for stage in stages:
        if stage.last < stage.first:
            yield (
                stage,
                f"“{stage.name}”的结束日期{day_words(stage.last)}早于开始日期{day_words(stage.first)}",
            )
        if stage.name in seen:
            yield stage, f"时间表里有两个“{stage.name}”"
        seen.add(stage.name)
