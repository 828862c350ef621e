"""Invented ledgers: what an office of a place could fill in for its year, complete and consistent.

For demonstrations, benches and tests; the same seed gives the same figures.
"""

from __future__ import annotations

from random import Random

from mingzhang.catalogue import filing_pages, load, outline_of
from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.number import printed
from mingzhang.language.workbook.form import Filing

_REASONS = (  # fit for either direction: rules hold a reason against the change it explains
    "在职人员增减，人员经费随之变动",
    "部分任务的实施时间有调整",
    "按实际工作需要核定开支",
    "一次性任务的安排与往年不同",
    "上年结转资金的规模不同",
    "合同款分两年支付，本年支付进度不同",
)
_ECONOMIC = (
    "30101",
    "30102",
    "30103",
    "30108",
    "30113",
    "30201",
    "30207",
    "30211",
    "30228",
    "30239",
    "30302",
)


def current_items(random: Random, place: str, year: int, size: int) -> list[str]:
    """Some 项 of the general budget that are in force in a year."""
    known = load(place, year).functional
    current = [
        code
        for code, entries in known.items()
        if len(code) == 7
        and code[:3] not in ("223", "230", "233", "227")
        and not code.startswith(("20899",))
        and any(e.budget == "G" and e.sure and e.current(year) for e in entries)
        and code[:5] in known
    ]
    return sorted(random.sample(current, min(size, len(current))))


class InventedLedger:
    """One office that spends on ``size`` 项; amounts are in 分, so that rounding to 万元 is at work.

    >>> InventedLedger(1).cents == InventedLedger(1).cents, InventedLedger(1, unit="某局").filing().unit
    (True, '某局')
    """

    def __init__(
        self,
        seed: int,
        place: str = "000000",
        year: int = 2024,
        size: int = 6,
        unit: str = "某市某区发展研究中心",
    ) -> None:
        self.random, self.unit = Random(seed), unit
        self.cents: dict[str, int] = {}
        self.counts: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.place, self.year = place, year
        self.codes = current_items(self.random, place, year, size)
        self._spending()
        self._basics()
        self._around()
        self._about()
        self._own()

    def filing(self) -> Filing:
        """What its workbook says."""
        facts = Facts()
        for name, cents in self.cents.items():
            facts.add(Fact(name, printed(f"{cents / 100:.2f}", "元"), table=":" not in name))
        for name, said in self.counts.items():
            facts.add(
                Fact(name, printed(said.rstrip("个人次辆台批"), said.lstrip("0123456789")), table=False)
            )
        return Filing(self.unit, self.year, self.place, facts, dict(self.words))

    def amount(self, most: int = 3_000_000) -> int:
        """An amount in 分, so that rounding to 万元 is at work."""
        return self.random.randrange(10_000, most * 100)

    def _spending(self) -> None:
        """What came in and went out on each 项, and what was planned."""
        for code in self.codes:
            staff = code.endswith("01") or code[:3] in ("208", "210", "221")
            basic = self.amount() if staff or self.random.random() < 0.5 else 0
            project = self.amount() if not staff and (self.random.random() < 0.5 or not basic) else 0
            other = self.amount(20_000) if self.random.random() < 0.2 else 0
            self.cents[f"支出账[{code}].一般基本"] = basic
            self.cents[f"支出账[{code}].一般项目"] = project
            if other:
                self.cents[f"支出账[{code}].其他项目"] = other
                self.cents[f"收入账[{code}].其他收入"] = other + self.amount(5_000)
            self.cents[f"收入账[{code}].一般公共预算"] = basic + project + self.random.randrange(0, 500_000)
            self.cents[f"结转账[{code}].年初一般"] = self.random.randrange(0, 2_000_000)
            plan = (basic + project) * self.random.randrange(80, 121) // 100
            self.cents[f"年初预算:一般表[{code}].合计"] = plan
        opening = sum(value for name, value in self.cents.items() if name.startswith("结转账"))
        self.cents["结转账[合计].年初一般"] = opening
        self.cents["结转账[合计].年初其他"] = self.amount(20_000)
        self._closing()

    def _closing(self) -> None:
        """What is left at the end of the year, by item where a place publishes it so."""
        cents, columns = self.cents, ("收入账[{}].一般公共预算", "支出账[{}].一般基本", "支出账[{}].一般项目")
        left = {}
        for code in self.codes:
            income, basic, project = (cents[column.format(code)] for column in columns)
            left[f"结转账[{code}].年末一般"] = cents[f"结转账[{code}].年初一般"] + income - basic - project
        if self.place.startswith("11"):
            cents |= left
        cents["结转账[合计].年末一般"] = sum(left.values())
        came = sum(value for name, value in cents.items() if name.endswith("].其他收入"))
        went = sum(value for name, value in cents.items() if name.endswith("].其他项目"))
        cents["结转账[合计].年末其他"] = cents["结转账[合计].年初其他"] + came - went

    def _basics(self) -> None:
        left = sum(value for name, value in self.cents.items() if name.endswith("].一般基本"))
        for code in _ECONOMIC[:-1]:
            part = self.random.randrange(0, left // 3 + 1)
            left -= part
            self.cents[f"基本表[{code}].决算"] = part
        self.cents[f"基本表[{_ECONOMIC[-1]}].决算"] = left

    def _around(self) -> None:
        """“三公”, purchases, assets and running costs, with the counts that go with them."""
        for item in ("出国费", "购置费", "运行费", "接待费"):
            plan = self.amount(200_000) + 5_000_000 if self.random.random() < 0.7 else 0
            plan += 18_000_000 if plan and item == "购置费" else 0
            self.cents[f"三公表.预算.{item}"] = plan
            self.cents[f"三公表.决算.{item}"] = plan * self.random.randrange(95, 101) // 100
            self.cents[f"上年:三公表.决算.{item}"] = plan * self.random.randrange(50, 130) // 100
        spent = {item: self.cents[f"三公表.决算.{item}"] for item in ("出国费", "购置费", "接待费")}
        self.counts |= {"绩效.项目数": "3个", "绩效.部门项目数": "4个", "绩效.优": "3个"}
        self.counts["说明.团组数"] = f"{2 if spent['出国费'] else 0}个"
        self.counts["说明.出国人次"] = f"{3 if spent['出国费'] else 0}人次"
        self.counts["说明.购置辆数"] = f"{1 if spent['购置费'] else 0}辆"
        self.counts["说明.保有量"] = "4辆"
        self.counts["说明.接待批次"] = f"{7 if spent['接待费'] else 0}批次"
        self.counts["说明.接待人次"] = f"{61 if spent['接待费'] else 0}人次"
        self.counts["资产[机要通信用车].车辆"] = "4辆"
        for kind in ("资产.设备", "资产.通用设备", "资产.专用设备"):
            self.counts[kind] = "2台"
        goods, works, services = (self.amount(300_000) for _ in range(3))
        self.cents |= {"采购表.货物": goods, "采购表.工程": works, "采购表.服务": services}
        small = (goods + works + services) * self.random.randrange(40, 100) // 100
        self.cents |= {"采购表.中小企业": small, "采购表.小微企业": small // 2}
        self.cents["购买服务表[档案整理].支出"] = services // 3
        self.cents["购买服务表[满意度调查].支出"] = services // 4
        public = sum(v for n, v in self.cents.items() if n.startswith("基本表[302"))
        self.cents["机关运行经费"] = public
        self.cents["上年:机关运行经费"] = public * self.random.randrange(90, 111) // 100

    def _own(self) -> None:
        """What only the sentences of some places ask for."""
        asked = {name for page in filing_pages(self.place, self.year) for name in page.names()}
        outline = outline_of(self.place)
        self.words["原因:上年:一般表[合计].合计"] = "人员和项目都有增减"
        for name in ("总表.使用非财政拨款结余", "总表.结余分配"):
            if outline.speaks_of(name):
                self.cents.setdefault(name, 0)
        for item in ("会议费", "培训费"):
            if f"三公表.决算.{item}" in asked:
                self.cents[f"三公表.预算.{item}"] = plan = self.amount(90_000)
                self.cents[f"三公表.决算.{item}"] = plan * 9 // 10
                self.cents[f"上年:三公表.决算.{item}"] = plan * self.random.randrange(70, 130) // 100
                self.words[f"原因:上年:三公表.决算.{item}"] = f"{item}按计划安排"
            if f"一般性支出.{item}" in asked:
                self.cents[f"一般性支出.{item}"] = self.amount(90_000)
                self.words[f"一般性支出:{item}"] = f"开展{item.removesuffix('费')}2次，参加40人次"
        if "一般性支出.节庆" in asked:
            self.cents["一般性支出.节庆"] = 0
        if "基期:三公表.决算.合计" in asked:
            for item in ("出国费", "购置费", "运行费", "接待费"):
                self.cents[f"基期:三公表.决算.{item}"] = self.amount(200_000)
        if "上年:一般表[码].合计" in asked:
            before, whole = 0, self.cents["上年:一般表[合计].合计"]
            for code in self.codes:
                spent = sum(self.cents[f"支出账[{code}].{kind}"] for kind in ("一般基本", "一般项目"))
                last = code == self.codes[-1]
                then = (
                    whole - before
                    if last
                    else min(spent * self.random.randrange(80, 105) // 100, whole - before)
                )
                self.cents[f"上年:一般表[{code}].合计"], before = then, before + then
                self.words[f"原因:上年:一般表[{code}].合计"] = f"任务调整（{code}）"

    def _about(self) -> None:
        """Last year, which closed with what this year opened with, and the reasons of every change."""
        total = {
            kind: sum(v for n, v in self.cents.items() if n.startswith(kind)) for kind in ("收入账", "支出账")
        }
        opening = self.cents["结转账[合计].年初一般"] + self.cents["结转账[合计].年初其他"]
        then = total["支出账"] * self.random.randrange(88, 113) // 100
        general = sum(v for n, v in self.cents.items() if n.startswith("支出账") and ".一般" in n)
        self.cents |= {
            "上年:总表.本年收入": then,
            "上年:总表.本年支出": then,
            "上年:总表.收入总计": then + opening,
            "上年:一般表[合计].合计": general * then // total["支出账"],
            "上年:拨款总表.收入总计": general * then // total["支出账"] + self.cents["结转账[合计].年初一般"],
        }
        reasons = self.random.sample(_REASONS, len(_REASONS))
        names = [n.removeprefix("上年:") for n in self.cents if n.startswith("上年:")]
        for index, name in enumerate(names):
            self.words[f"原因:上年:{name}"] = (
                f"{reasons[index % len(reasons)]}（{name.partition('.')[2] or name}）"
            )
        for code in self.codes:
            for key in (code, code[:5], code[:3]):
                reason = f"{reasons[int(key) % len(reasons)]}（{key}）"
                self.words[f"原因:年初预算:一般表[{key}].合计"] = reason
        for item in ("出国费", "购置费", "运行费", "接待费"):
            self.words[f"原因:年初预算:三公表.决算.{item}"] = f"{reasons[0]}（{item}）"
        self.words["原因:年初预算:一般表[合计].合计"] = "年中追加和压减预算"
        self.words |= {"职责:1": "开展经济社会发展重大问题研究。", "职责:2": "承担规划实施情况的评估。"}
        self.words |= {"所属单位:1": "某市某区发展研究中心", "单位类型": "行政单位"}
        for key in ("行政编制", "行政实有", "事业编制", "事业实有", "离退休"):
            self.counts[f"人员.{key}"] = f"{self.random.randrange(0, 60)}人"
