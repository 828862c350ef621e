"""Random departmental accounts whose every identity holds, kept in 元 and printed in 万元."""

from __future__ import annotations

from random import Random

from mingzhang.facts.fact import WHOLE, Fact, Facts
from mingzhang.facts.number import printed, shown

ITEMS = (
    ("2010301", "2010302", "2010350"),
    ("2080501", "2080505", "2080506"),
    ("2101101", "2101103"),
    ("2210201", "2210203"),
)
ECONOMIC = {
    "301": ("30101", "30102", "30108", "30113"),
    "303": ("30302", "30309"),
    "302": ("30201", "30207", "30228", "30239"),
    "310": ("31002",),
}
WORDS = {"职责:1": "负责本部门职责范围内的统计调查和分析工作。"}
TERMS = (
    "一、基本支出：指单位为保障机构运转发生的支出。",
    "二、项目支出：指单位为完成特定任务发生的支出。",
    "三、“三公”经费：指因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    "四、机关运行经费：指行政单位使用一般公共预算财政拨款安排的日常公用经费支出。",
)


class Account:
    """Facts in 元; every amount is added up from the leaves, so nothing can contradict."""

    def __init__(self, seed: int, year: int = 2023) -> None:
        self.random, self.year = Random(seed), year
        self.facts = Facts()
        self.amounts: dict[str, int] = {}
        self._expenditure()
        self._economic()
        self._income()
        self._others()
        for name, cents in self.amounts.items():
            figure = printed(f"{cents / 100:.2f}", "元")
            self.facts.add(Fact(name, figure, table=not name.startswith(("上年:", "年初预算:"))))

    def amount(self, top: int = 5_000_000) -> int:
        """An amount in 分, so that rounding to 万元 is at work."""
        return self.random.randrange(1_00, top * 100)

    def _put(self, name: str, cents: int) -> int:
        self.amounts[name] = self.amounts.get(name, 0) + cents
        return cents

    def _expenditure(self) -> None:
        for family in self.random.sample(ITEMS, self.random.randint(1, len(ITEMS))):
            for code in family:
                basic = self.amount() if not code.endswith("02") else 0
                project = self.amount() if code.startswith("201") and code != "2010301" else 0
                for key in (code, code[:5], code[:3], WHOLE):
                    for table, whole in (("一般表", "合计"), ("支出表", "本年支出")):
                        self._put(f"{table}[{key}].{whole}", basic + project)
                        self._put(f"{table}[{key}].基本支出", basic)
                        self._put(f"{table}[{key}].项目支出", project)
                    self._put(f"收入表[{key}].财政拨款收入", basic + project)
                    self._put(f"收入表[{key}].本年收入", basic + project)

    def _economic(self) -> None:
        left = self.amounts[f"一般表[{WHOLE}].基本支出"]
        leaves = [code for codes in ECONOMIC.values() for code in codes]
        for code in leaves:
            part = left if code == leaves[-1] else self.random.randrange(0, left // 3 + 1)
            left -= part
            total = "人员经费" if code[:3] in ("301", "303") else "公用经费"
            for key in (code, code[:3], total):
                self._put(f"基本表[{key}].决算", part)

    def _income(self) -> None:
        spent, opening = self.amounts[f"一般表[{WHOLE}].合计"], self.amount()
        a = self.amounts
        a["总表.一般公共预算财政拨款收入"] = a["总表.本年收入"] = spent
        a["总表.年初结转和结余"] = a["总表.年末结转和结余"] = opening
        a["总表.收入总计"] = a["总表.支出总计"] = spent + opening
        a["总表.本年支出"] = spent
        a["拨款总表.一般公共预算收入"] = a["拨款总表.本年收入"] = spent
        a["拨款总表.年初结转"] = a["拨款总表.年初一般公共预算"] = opening
        a["拨款总表.收入总计"] = spent + opening
        for key, value in (("本年支出", spent), ("年末结转", opening), ("支出总计", spent + opening)):
            a[f"拨款总表[{key}].合计"] = a[f"拨款总表[{key}].一般公共预算"] = value
        for name, value in list(a.items()):
            if (
                name.startswith("一般表[")
                and name.endswith("].合计")
                and len(name) == len("一般表[201].合计")
            ):
                code = name[4:7]
                if code.isdigit():
                    a[f"总表[{code}].支出"] = value
                    a[f"拨款总表[{code}].合计"] = a[f"拨款总表[{code}].一般公共预算"] = value

    def _others(self) -> None:
        plan = [self.amount(200_000) for _ in range(4)]
        spent = [self.random.randrange(1_00, part + 1) for part in plan]
        for which, (abroad, buy, run, host) in (("预算", plan), ("决算", spent)):
            for item, value in zip(
                ("出国费", "购置费", "运行费", "接待费"), (abroad, buy, run, host), strict=True
            ):
                self._put(f"三公表.{which}.{item}", value)
            self._put(f"三公表.{which}.公车", buy + run)
            self._put(f"三公表.{which}.合计", abroad + buy + run + host)
        # The year before took in what it spent, so it closed with what this year opened with.
        spent_then = self.amounts["总表.本年支出"] * self.random.randrange(87, 116) // 100
        opening = self.amounts["总表.年初结转和结余"]
        for name in ("总表.本年收入", "总表.本年支出", f"一般表[{WHOLE}].合计"):
            self._put(f"上年:{name}", spent_then)
        for name in ("总表.收入总计", "拨款总表.收入总计"):
            self._put(f"上年:{name}", spent_then + opening)


def exact_text(cents: int) -> str:
    """An amount as the composed tables print it."""
    return shown(Fact("", printed(f"{cents / 100:.2f}", "元")).figure.value, "万元").removesuffix("万元")
