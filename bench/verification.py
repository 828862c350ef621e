"""How fast the points of a phase are drawn from a large register, and given to inspectors."""

from __future__ import annotations

import time

from bench.table import show
from mingzhang.verification.campaign import Campaign, CampaignPhase, with_points
from mingzhang.verification.draw import FIRST, Inspectable, Inspector, PointQuery

COUNT, POINTS, TIMES = 20_000, 2_000, 5
_QUERY = "来源=领导批示、媒体反映；季度=3"


def run() -> None:
    """Print the table."""
    sources = ("领导批示", "媒体反映", "会议决定")
    register = [
        Inspectable(f"DC-{n:06}", f"第{n % 76}局", f"事项{n}", sources[n % 3], 3 + n % 7 // 6, "牵头")
        for n in range(COUNT)
    ]
    phase = CampaignPhase(FIRST, PointQuery.of(_QUERY), "2026-1", POINTS, "1版")
    people = [Inspector(f"核验员{n}", f"第{n}局" if n % 2 else "第三方") for n in range(12)]
    campaign = Campaign("某办", 2026, phases={FIRST: phase}, inspectors=people)
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        made = with_points(campaign, FIRST, register)
        taken.append(time.process_time() - start)
    units = {each.code: each.unit for each in people}
    if len(made.points) != POINTS or any(units[point.inspector] == point.unit for point in made.points):
        raise AssertionError("抽取的点位数不对，或者核验员是被核验单位的人")
    show(
        f"察访核验：从 {COUNT} 件次中按查询抽取 {POINTS} 个点位并分派 {len(people)} 名核验员",
        ["测什么", "结果", "目标"],
        [["最快一次（处理器时间）", f"{min(taken):.3f} 秒", "≤ 0.2 秒"],
         ["最慢一次", f"{max(taken):.3f} 秒", ""]],
    )  # fmt: skip
