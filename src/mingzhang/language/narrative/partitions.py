"""Names that everywhere divide a whole: 基本支出 and 项目支出, 货物 and 工程 and 服务, 行政 and 事业人员."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Partition:
    """Names that divide a whole: ``parts`` must all be there, ``more`` may be.

    >>> [bool(one.whole.search("实有在职人员")) for one in PARTITIONS].count(True)
    1
    """

    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    more: tuple[re.Pattern[str], ...] = ()


def _partition(whole: str, *parts: str, more: tuple[str, ...] = ()) -> Partition:
    tail = r"(?:支出|收入|经费|费用?)?(?:预算|决算|采购)?(?:支出|收入|总额|合计|数|安排)?$"
    return Partition(
        re.compile(f"(?:{whole})$"),
        tuple(re.compile(f"(?:{part}){tail}") for part in parts),
        tuple(re.compile(f"(?:{part}){tail}") for part in more),
    )


PARTITIONS = (
    _partition(
        r"(?<!类)(?<!支出)(?:本年|全年|预算|决算|单位|部门)支出(?:合计|预算|决算)?|支出合计|(?:20\d\d年度?)支出",
        r"(?<!拨款)(?<!安排)(?<!财政)基本支出",
        r"(?<!拨款)(?<!安排)(?<!财政)项目支出",
        more=("(?:对|补助)?附属单位补助(?:支出)?", "上缴上级支出", "(?:事业单位)?经营支出"),
    ),
    _partition(r"基本支出(?:预算|决算)?(?:数|合计)?", "人员(?:经费|支出)", "(?:日常)?公用(?:经费|支出)"),
    _partition(
        r"公务用车购置(?:及|和|与)运行(?:维护)?费?(?:用|支出)?(?:预算|决算)?(?:支出)?(?:数)?",
        "(?:公务用车|车辆)?购置费?",
        "(?:公务用车|车辆)?运行(?:维护)?费?",
    ),
    _partition(
        r"(?:人员|核定|单位|部门)?编制(?:人数|数|总数)?",
        r"行政编制(?:数)?(?:（[^（）]*）)?",
        r"事业编制(?:数)?(?:（[^（）]*）)?",
    ),
    _partition(
        r"(?:实有|现有|在职|在编|在岗|年末|职工)[^，。；：]{0,6}(?:人员|人数|职工|干部|总数)",
        r"(?:行政|公务员|参公)[^，。；：]{0,6}",
        r"事业[^，。；：]{0,6}",
        more=("(?:机关)?工勤[^，。；：]{0,4}", "参公[^，。；：]{0,4}", "(?:聘用|编外)[^，。；：]{0,4}"),
    ),
    _partition(r"政府采购(?:支出|预算|金额|合同)*(?:总额|合计|总计|金额|预算|数)?", "货物", "工程", "服务"),
    # Vehicles are one part, or purchase and running are two; where only one is stated, it stands for both.
    *(
        _partition(
            r"三公经费[^，。；]{0,16}",
            r"因公出国（?境?）?",
            *vehicles,
            r"(?<!国内)(?<!外事)公务接待费?",
        )
        for vehicles in (
            [r"公务用车购置(?:及|和|与)运行(?:维护)?费?|公务用车费?"],
            ["(?:公务用车|车辆)购置费?", "(?:公务用车|车辆)运行(?:维护)?费?"],
        )
    ),
    _partition(
        r"三公经费[^，。；]{0,16}",
        r"因公出国（?境?）?",
        r"公务用车(?:购置)?(?:及|和|与)?(?:购置)?运行(?:维护)?费?|公务用车费?",
        r"(?<!国内)(?<!外事)公务接待费?",
    ),
    _partition(
        r"(?<!支出)(?<!支)收入总计|收入总额",
        r"本年收入(?:合计)?",
        r"(?:年初|上年)结转(?:和结余|结余)?",
        more=("使用非财政拨款结余(?:（含专用结余）)?", "使用专用结余", "(?:用)?事业基金弥补(?:收支)?差额"),
    ),
    _partition(
        r"(?<!收入)支出总计|支出总额",
        r"本年支出(?:合计)?",
        r"(?:年末|结转下年|年终)(?:结转)?(?:和结余|结余)?",
        more=("结余分配",),
    ),
)

# Only of lists that the wording makes: names like these stand under several wholes one after the other.
WORDED = (
    _partition(
        r"基本支出(?:预算|决算)?(?:数|合计)?",
        "工资福利",
        "商品和服务",
        "对个人和家庭的?补助",
        more=("资本性",),
    ),
    *PARTITIONS,
)
