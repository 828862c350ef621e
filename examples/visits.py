"""Make the example of field verification: two phases on the ledger of :mod:`examples.matters`, with look-back.

``verification-2026`` holds the workbook as it stands after the second phase.  Run it with
``python -m examples.visits``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from examples.matters import ledger
from mingzhang.sheets import write_sheets
from mingzhang.verification.campaign import Campaign, CampaignPhase, VisitResult, frozen, with_points
from mingzhang.verification.draw import FIRST, SECOND, Inspector, PointQuery
from mingzhang.verification.problem import ProblemAct, ProblemEvent
from mingzhang.verification.standard import CheckItem, CheckStandard
from mingzhang.verification.workbook import campaign_workbook
from mingzhang.work.visits import population_of

FOLDER = Path(__file__).parent / "verification-2026"
TODAY = date(2026, 12, 18)
ITEMS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("1", "任务落实", "现场与反馈的办理结果一致", "现场照片", "严重", "1"),
    ("2", "长效机制", "有责任人和巡查记录", "巡查记录", "一般", "0.5"),
    ("3", "群众知晓", "现场公示投诉渠道", "公示牌照片", "轻微", "0.2"),
)
FOUND = {  # point and item of the first phase -> what was found
    ("A-002", "2"): "没有巡查记录",
    ("A-004", "1"): "自助终端不能发放电子印章",
    ("A-005", "3"): "公示牌缺投诉电话",
}
HISTORY = """
A-002-2 10-12 告知 - - -
A-002-2 10-13 认领 - - -
A-002-2 10-20 整改 - 补建巡查台账 -
A-002-2 10-30 报完成 交通支队支队长 已建立巡查台账 巡查台账.pdf
A-004-1 10-12 告知 - - -
A-004-1 10-14 认领 - - -
A-004-1 10-28 报完成 政务服务局局长 已升级自助终端 升级记录.pdf
A-005-3 10-12 告知 - - -
A-005-3 10-15 异议 - 公示牌由属地统一更换 -
A-005-3 10-19 异议成立 督查室负责人 属地已列入更换计划 -
"""


def prepared() -> Campaign:
    """The campaign before the first point is drawn."""
    items = tuple(CheckItem(*item[:-1], Fraction(item[-1])) for item in ITEMS)
    phases = (
        CampaignPhase(
            FIRST, PointQuery.of("来源=领导批示、媒体反映、上级交办；季度=2、3"), "2026-1", 6, "2026版"
        ),
        CampaignPhase(SECOND, PointQuery.of("来源=会议决定、建议提案"), "2026-2", 2, "2026版"),
    )
    people = [
        Inspector("甲组", "第三方机构"),
        Inspector("乙组", "第三方机构"),
        Inspector("丙组", "城市管理委"),
    ]
    return Campaign(
        "示例区人民政府办公室", 2026, cap=Fraction(3), phases={phase.name: phase for phase in phases},
        standards={"2026版": CheckStandard("2026版", items)}, inspectors=people,
    )  # fmt: skip


def campaign() -> Campaign:
    """The campaign after both phases.

    >>> [point.origin for point in campaign().points if point.origin]
    ['A-002-2', 'A-004-1']
    """
    population = list(population_of(ledger().register, 2026))
    first = with_points(prepared(), FIRST, population)
    first = frozen(replace(first, results=_results(first, FIRST, date(2026, 10, 9)), events=_events()))
    second = with_points(first, SECOND, population)
    results = [*second.results, *_results(second, SECOND, date(2026, 12, 8))]
    return frozen(replace(second, results=results))


def _results(made: Campaign, phase: str, day: date) -> list[VisitResult]:
    """What the inspectors hand in: the findings of the first phase, in the second one look back fails."""
    found = []
    for point in made.points:
        codes = [point.origin.rsplit("-", 1)[-1]] if point.origin else [code for code, *_ in ITEMS]
        for code in codes if point.phase == phase else ():
            note = FOUND.get((point.number, code), "")
            if point.origin == "A-004-1":
                note = "自助终端仍不能发放电子印章"
            result = "不合格" if note else "合格"
            photos = (f"{point.number}-{code}.jpg",) if note else ()
            where = f"{point.unit}办事现场" if note else ""
            found.append(VisitResult(point.number, code, result, day, point.inspector, note, photos, where))
    return found


def _events() -> list[ProblemEvent]:
    made = []
    for line in HISTORY.strip().splitlines():
        number, day, act, by, text, evidence = ["" if word == "-" else word for word in line.split(" ")]
        when = date.fromisoformat(f"2026-{day}")
        made.append(ProblemEvent(number, when, ProblemAct(act), by, text, evidence))
    return made


def main() -> None:
    """Write the workbook."""
    FOLDER.mkdir(exist_ok=True)
    write_sheets(campaign_workbook(campaign()), FOLDER / "核验.xlsx", force=True)


if __name__ == "__main__":
    main()
