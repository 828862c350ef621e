"""Random budgets: what an office of a place could fill in for the coming year, complete and in balance."""

from __future__ import annotations

from random import Random

from mingzhang.catalogue import load, outline_of
from mingzhang.disclosure.invented import current_items
from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.number import printed
from mingzhang.language.workbook.form import BUDGET, SORT, Filing

REASONS = (
    "在职人员增减，人员经费随之变动",
    "部分任务的实施时间有调整",
    "按实际工作需要核定",
    "一次性任务的安排与往年不同",
    "合同款分两年支付",
    "设备更新集中在一年",
)
_STAFF = ("30101", "30102", "30103", "30108", "30113", "30302")
_RUNNING = ("30201", "30207", "30211", "30228", "30239")
ITEMS = ("出国费", "购置费", "运行费", "接待费")


class BudgetLedger:
    """One office's budget: ``size`` is the number of 项, ``sort`` 部门预算 or 单位预算."""

    def __init__(
        self, seed: int, place: str = "000000", year: int = 2026, size: int = 6, sort: str = "部门预算"
    ) -> None:
        self.random = Random(seed)
        self.cents: dict[str, int] = {}
        self.counts: dict[str, str] = {}
        self.words: dict[str, str] = {SORT: sort}
        self.place, self.year = place, year
        self.codes = current_items(self.random, place, year, size)
        self._spending()
        self._basics()
        self._around()
        self._last_year()

    def filing(self) -> Filing:
        """What its workbook says."""
        facts = Facts()
        for name, cents in self.cents.items():
            facts.add(Fact(name, printed(f"{cents / 100:.2f}", "元"), table=":" not in name))
        for name, said in self.counts.items():
            facts.add(Fact(name, printed(said.rstrip("个辆台"), said.lstrip("0123456789")), table=False))
        return Filing("某市某区发展研究中心", self.year, self.place, facts, dict(self.words), kind=BUDGET)

    def amount(self, most: int = 3_000_000) -> int:
        """An amount in 分, so that rounding to 万元 is at work."""
        return self.random.randrange(10_000, most * 100)

    def _spending(self) -> None:
        for code in self.codes:
            staff = code.endswith("01") or code[:3] in ("208", "210", "221")
            people = self.amount() if staff else 0
            running = self.amount(300_000) if code.endswith("01") else 0
            project = self.amount() if not staff or self.random.random() < 0.2 else 0
            other = self.amount(20_000) if self.random.random() < 0.2 else 0
            for column, cents in (("一般人员", people), ("一般公用", running), ("一般项目", project)):
                if cents:
                    self.cents[f"支出预算账[{code}].{column}"] = cents
            if other:
                self.cents[f"支出预算账[{code}].其他项目"] = other
                self.cents[f"收入预算账[{code}].事业收入"] = other
            self.cents[f"收入预算账[{code}].一般公共预算"] = people + running + project
            self.words[f"用途:{code}"] = f"开展{load(self.place, self.year).code_names()[code]}方面的工作"

    def _basics(self) -> None:
        """By economic kinds: what goes to pensions is pension contributions and what retired people get."""
        pension = sum(
            v for n, v in self.cents.items() if n.startswith("支出预算账[208") and n.endswith("人员")
        )
        for columns, codes, first in (("人员", _STAFF, pension), ("公用", _RUNNING, 0)):
            ends = f"].一般{columns}"
            left = sum(value for name, value in self.cents.items() if name.endswith(ends)) - first
            for code in codes:
                part = left if code == codes[-1] else self.random.randrange(0, left // 3 + 1)
                left -= part
                part += first if code == "30108" else 0
                if part:
                    self.cents[f"预算基本表[{code}].{columns}经费"] = part

    def _around(self) -> None:
        for item in ITEMS:
            plan = self.amount(200_000) if self.random.random() < 0.7 else 0
            self.cents[f"预算三公表.预算.{item}"] = plan
            self.cents[f"上年:预算三公表.预算.{item}"] = (
                plan if self.random.random() < 0.3 else plan * self.random.randrange(60, 140) // 100
            )
            self.words[f"原因:上年:预算三公表.预算.{item}"] = f"{REASONS[2]}（{item}）"
        running = sum(v for n, v in self.cents.items() if n.endswith("].公用经费"))
        self.cents["预算三公表.预算.机关运行经费"] = running
        self.cents["上年:预算三公表.预算.机关运行经费"] = running * self.random.randrange(90, 111) // 100
        self.words["原因:上年:预算三公表.预算.机关运行经费"] = "在职人数变动，定额相应变动"
        project = sum(v for n, v in self.cents.items() if n.endswith("].一般项目"))
        for kind in ("货物", "工程", "服务"):
            self.cents[f"预算采购.{kind}"] = project * self.random.randrange(0, 20) // 100
        bought = sum(self.cents[f"预算采购.{kind}"] for kind in ("货物", "工程", "服务"))
        self.cents |= {"预算采购.中小企业": bought * 4 // 5, "预算采购.小微企业": bought // 2}
        new = 1 if self.cents["预算三公表.预算.购置费"] else 0
        self.counts = {"资产.车辆": "4辆", "资产.设备": "1台", "资产.购置车辆": f"{new}辆"}
        self.counts["资产.购置设备"] = "0台"
        self.counts["绩效.目标项目数"] = "3个"
        self.cents["绩效.目标金额"] = project

    def _last_year(self) -> None:
        total = {
            kind: sum(v for n, v in self.cents.items() if n.startswith(kind))
            for kind in ("收入预算账", "支出预算账")
        }
        general = sum(v for n, v in self.cents.items() if n.startswith("收入") and n.endswith("一般公共预算"))
        rate = self.random.randrange(88, 113)
        for name, value in (
            ("预算总表.收入总计", total["收入预算账"]),
            ("预算总表.财政拨款收入", general),
            ("预算拨款总表[支出总计].合计", general),
            ("预算一般表[合计].合计", general),
        ):
            self.cents[f"上年:{name}"] = value * rate // 100
            if not outline_of(self.place, BUDGET).speaks_of(f"上年:{name}"):
                del self.cents[f"上年:{name}"]  # not asked where it is not compared
                continue
            self.words[f"原因:上年:{name}"] = f"{REASONS[3]}（{name.partition('.')[2]}）"
        for number, code in enumerate(self.codes):
            spent = sum(
                v for n, v in self.cents.items() if n.startswith(f"支出预算账[{code}].一般")
            )  # last year's outturn of the item
            self.cents[f"上年:预算一般表[{code}].合计"] = spent * self.random.randrange(70, 131) // 100
            self.words[f"原因:上年:预算一般表[{code}].合计"] = f"{REASONS[number % 6]}（{code}）"
        self.words |= {"职责:1": "开展经济社会发展重大问题研究。", "职责:2": "承担规划实施情况的评估。"}
        self.words |= {"所属单位:1": "某市某区发展研究中心", "内设机构:1": "3个"}
