"""The books of an invented office: every amount of its account or budget, in hundredths of 万元.

Nothing is rounded and every identity holds exactly.  Neither the offices nor their counties exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

from mingzhang.catalogue import load

ACCOUNT, BUDGET = "account", "budget"
PLACES = (  # code of the province, county, what its government is called
    ("130000", "河北省澄湖县", "县"),
    ("340000", "安徽省望塘县", "县"),
    ("360000", "江西省芦汀县", "县"),
    ("370000", "山东省青禾市", "市"),
    ("410000", "河南省枫川县", "县"),
    ("420000", "湖北省云屏县", "县"),
    ("530000", "云南省砚溪县", "县"),
    ("620000", "甘肃省白岭县", "县"),
)
RUN, STAFF, TASK = "run", "staff", "task"  # what an item is for: running the office, its people, a task
_STAFF_ITEMS = (
    ("2080505", "为在职人员缴纳基本养老保险", STAFF),
    ("2101101", "为在职人员缴纳基本医疗保险", STAFF),
    ("2210201", "为在职人员缴存住房公积金", STAFF),
)
OFFICES = (  # name, duty, items with purpose and kind
    ("统计局", "统计调查和统计数据发布", (
        ("2010501", "发放在职人员工资和保障日常办公", RUN),
        ("2010507", "开展人口和经济普查的登记、汇总", TASK),
        ("2010508", "开展城乡住户和企业抽样调查", TASK),
    )),
    ("财政局", "财政收支管理和国有资产监督", (
        ("2010601", "发放在职人员工资和保障日常办公", RUN),
        ("2010607", "维护预算管理系统和更新机房设备", TASK),
    )),
    ("审计局", "本级预算执行和重点项目的审计", (
        ("2010801", "发放在职人员工资和保障日常办公", RUN),
        ("2010804", "聘请专业人员参加重点工程审计", TASK),
    )),
    ("司法局", "法治宣传、人民调解和社区矫正", (
        ("2040601", "发放在职人员工资和保障日常办公", RUN),
        ("2040604", "发放人民调解补贴和装备司法所", TASK),
        ("2040605", "制作普法资料和组织法治宣传活动", TASK),
    )),
    ("水利局", "水资源管理和水利工程建设", (
        ("2130301", "发放在职人员工资和保障日常办公", RUN),
        ("2130305", "修建小型水库和灌区渠道", TASK),
        ("2130306", "养护堤防、泵站和水闸", TASK),
    )),
    ("文化和旅游局", "公共文化服务和旅游市场管理", (
        ("2070101", "发放在职人员工资和保障日常办公", RUN),
        ("2070104", "购买图书和延长图书馆开放时间", TASK),
        ("2070109", "组织乡镇文艺演出和广场活动", TASK),
    )),
)  # fmt: skip
_PAY = {"30101": 30, "30102": 25, "30103": 12, "30302": 5}  # shares of what is left of personnel cost
_OFFICE = {"30201": 30, "30207": 10, "30211": 20, "30228": 10}
_UP = (
    "新增专项任务，相应增加安排", "人员增加和工资调整，支出随之增加", "上级追加任务，经费相应增加", "设备更新集中在本年，费用增加",
    "物价和服务费上涨，开支增加", "补缴以前年度费用，支出增加", "新录用人员到岗，人员经费增加", "两项合同集中在本年付款，支付增加",
)  # fmt: skip
_DOWN = (
    "阶段性任务完成，相应减少安排", "人员退休和调出，支出随之减少", "压缩一般性支出，开支减少", "上年一次性采购本年不再安排，费用减少",
    "合同分年支付，本年付款减少", "落实过紧日子要求，经费减少", "上年补缴因素消除，支出减少", "任务推迟到下年实施，资金减少",
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One 项: its code, what it is for, and how much of it is personnel, running and project cost."""

    code: str
    purpose: str
    kind: str
    people: int = 0
    running: int = 0
    project: int = 0

    @property
    def whole(self) -> int:
        """All that is spent on it out of the appropriation."""
        return self.people + self.running + self.project


@cache
def names(place: str, year: int) -> dict[str, str]:
    """What the codes are called in a place and year."""
    return load(place, year).code_names()


@dataclass
class Books:
    """One office and one year; what is drawn depends on ``random`` alone."""

    random: Random
    kind: str = ACCOUNT
    amounts: dict[str, int] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    economic: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        draw = self.random
        self.place, self.county, self.level = draw.choice(PLACES)
        office, self.duty, items = draw.choice(OFFICES)
        self.unit = self.county + office
        self.year = draw.choice((2021, 2022, 2023, 2024) if self.kind == ACCOUNT else (2024, 2025, 2026))
        self.names = names(self.place, self.year)
        self._reasons = {True: draw.sample(_UP, len(_UP)), False: draw.sample(_DOWN, len(_DOWN))}
        self._spend([*items, *_STAFF_ITEMS])
        self._flow()
        self._three()
        self._split()
        self._buy()
        self._count()

    def _spend(self, items: list[tuple[str, str, str]]) -> None:
        """What the office spends on each item."""
        draw = self.random.randrange
        for code, purpose, kind in items:
            if kind == RUN:
                made = Item(code, purpose, kind, people=draw(180_00, 900_00), running=draw(60_00, 150_00))
            elif kind == STAFF:
                made = Item(code, purpose, kind, people=draw(12_00, 95_00))
            else:
                made = Item(code, purpose, kind, project=draw(20_00, 400_00))
            self.items.append(made)
        put = self.amounts
        put["人员"] = sum(item.people for item in self.items)
        put["公用"] = sum(item.running for item in self.items)
        put["一般项目"] = sum(item.project for item in self.items)
        put["一般基本"] = put["人员"] + put["公用"]
        put["一般"] = put["一般基本"] + put["一般项目"]
        for item in self.items:
            put[f"项 {item.code}"] = item.whole
            put[f"类 {item.code[:3]}"] = put.get(f"类 {item.code[:3]}", 0) + item.whole
            put[f"项预算 {item.code}"] = item.whole * draw(86, 118) // 100 + 7
            put[f"上年项 {item.code}"] = item.whole * draw(75, 125) // 100 + 3
        put["一般预算"] = sum(put[f"项预算 {item.code}"] for item in self.items)
        put["上年一般"] = sum(put[f"上年项 {item.code}"] for item in self.items)

    def _flow(self) -> None:
        """What came in, what was left before and after; other money is spent on the first task."""
        put, draw = self.amounts, self.random.randrange
        account = self.kind == ACCOUNT
        put["拨款年初"] = draw(5_00, 60_00) if account else 0
        put["拨款年末"] = draw(3_00, put["拨款年初"]) if account else 0
        put["拨款"] = put["一般"] + put["拨款年末"] - put["拨款年初"]
        put["拨款总计"] = put["拨款"] + put["拨款年初"]
        put["事业"], put["其他"] = draw(8_00, 40_00), draw(2_00, 30_00)
        put["其他项目"] = put["事业"] + put["其他"] - (draw(1_00, 8_00) if account else 0)
        put["项目"], put["基本"] = put["一般项目"] + put["其他项目"], put["一般基本"]
        put["支出"] = put["基本"] + put["项目"]
        put["收入"] = put["拨款"] + put["事业"] + put["其他"]
        put["其他年初"] = draw(1_00, 9_00) if account else 0
        put["年初"] = put["拨款年初"] + put["其他年初"]
        put["总计"] = put["收入"] + put["年初"]
        put["年末"] = put["总计"] - put["支出"]
        put["其他年末"] = put["年末"] - put["拨款年末"]
        put["上年支出"] = (
            put["上年一般"] + put["其他项目"] * self.random.choice((70, 85, 112, 130)) // 100 + 1
        )
        put["上年总计"] = put["上年支出"] + put["年初"]  # what was left then is what this year began with
        put["上年收入"] = put["上年总计"] - (draw(2_00, 20_00) if account else 0)
        put["上年拨款总计"] = put["上年一般"] + put["拨款年初"]
        for name in ("总计", "收入", "支出", "一般"):
            self.reasons[name] = self._reason(put[name] > put[f"上年{name}"])
        for item in self.items:
            more = put[f"项 {item.code}"] > put[f"上年项 {item.code}"]
            self.reasons[f"项 {item.code}"] = self._reason(more)

    def _reason(self, more: bool) -> str:
        """A reason for a change, each used once before one is used again."""
        reasons = self._reasons[more]
        reasons.append(reasons.pop(0))
        return reasons[-1]

    def _three(self) -> None:
        """Travel abroad, vehicles, receptions: planned, spent, last year."""
        put, draw = self.amounts, self.random.randrange
        put["出国"] = draw(3_00, 12_00) if draw(2) else 0
        put["购车"] = draw(14_00, 24_00) if draw(3) == 0 else 0
        put["运行"], put["接待"] = draw(3_00, 14_00), draw(60, 5_00)
        for name in ("出国", "购车", "运行", "接待"):
            spent = put[name]
            put[f"{name}预算"] = spent * draw(101, 125) // 100 + 5 if spent else 0
            put[f"上年{name}"] = spent * draw(60, 140) // 100 + 2 if spent else 0
        put["上年购车"] = 0
        for stage in ("{}", "{}预算", "上年{}"):
            put[stage.format("用车")] = put[stage.format("购车")] + put[stage.format("运行")]
            parts = ("出国", "用车", "接待")
            put[stage.format("三公")] = sum(put[stage.format(name)] for name in parts)
        full = {
            "出国": "因公出国（境）费",
            "购车": "公务用车购置费",
            "运行": "公务用车运行维护费",
            "接待": "公务接待费",
        }
        more = put["三公"] > put["上年三公"]
        way = 1 if more else -1
        self.largest = max(full, key=lambda name: way * (put[name] - put[f"上年{name}"]))
        self.reasons["三公"] = f"{full[self.largest]}{'增加' if more else '减少'}"
        still = [name for name in full if way * (put[name] - put[f"上年{name}"]) <= 0]
        self.idle = [full[name] for name in still]  # what does not explain the change

    def _split(self) -> None:
        """Personnel and running cost by economic kinds."""
        put = self.amounts
        fixed = {"30217": put["接待"], "30231": put["运行"]}
        pension = put["项 2080505"]
        fixed |= {"30108": pension, "30110": put["项 2101101"], "30113": put["项 2210201"]}
        self._fill(fixed, _PAY, put["人员"], "30302")
        self._fill(fixed, _OFFICE, put["公用"], "30239")
        self.economic = dict(sorted(self.economic.items()))
        put["机关"] = put["公用"]
        put["上年机关"] = put["公用"] * self.random.choice((91, 95, 106, 111)) // 100 + 4
        self.reasons["机关"] = self._reason(put["机关"] > put["上年机关"])

    def _fill(self, fixed: dict[str, int], shares: dict[str, int], whole: int, last: str) -> None:
        """Divide a sum: what is fixed, what goes by shares, the rest to the last kind."""
        mine = {c: a for c, a in fixed.items() if (c[:3] == "302") == (last[:3] == "302") and a}
        left = whole - sum(mine.values())
        for code, share in shares.items():
            if code != last:
                mine[code] = left * share // 100
        mine[last] = whole - sum(mine.values())
        self.economic |= mine

    def _buy(self) -> None:
        put, draw = self.amounts, self.random.randrange
        whole = put["一般项目"]
        put["货物"], put["工程"], put["服务"] = (whole * draw(5, 22) // 100 + 1 for _ in range(3))
        put["采购"] = put["货物"] + put["工程"] + put["服务"]
        put["中小"] = put["采购"] * draw(55, 97) // 100
        put["小微"] = put["中小"] * draw(30, 90) // 100

    def _count(self) -> None:
        put, draw = self.amounts, self.random.randrange
        put |= {"编制": (posts := draw(18, 60)), "实有": posts - draw(0, 6), "离退休": draw(2, 30)}
        put |= {"团组": draw(1, 3), "出国人次": draw(3, 7)} if put["出国"] else {"团组": 0, "出国人次": 0}
        put |= {"购车数": 1 if put["购车"] else 0}
        put |= {"批次": (visits := draw(6, 40)), "人次": visits * draw(4, 9)}
        put |= {"机要": 1, "执法": draw(1, 4), "他车": draw(2, 6), "设备": draw(0, 4)}
        put["车辆"] = put["保有"] = put["机要"] + put["执法"] + put["他车"]
