"""Invented accounts for the gallery: figures drawn from a seed, tables and sentences in our own words.

Amounts are whole hundredths of 万元, so that nothing is rounded and every identity holds exactly.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random

from mingzhang.facts.report import Block, Cell, Paragraph, Report, Table

NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "207": "文化旅游体育与传媒支出",
    "20701": "文化和旅游",
    "2070104": "图书馆",
    "2070109": "群众文化",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30217": "公务接待费",
    "30231": "公务用车运行维护费",
}
OFFICE = ("2010301", "2010302", "2080505", "2210201")
CULTURE = ("2070104", "2070109", "2080505", "2210201")
WHOLE = ""


@dataclass
class Invented:
    """One account: whose, of which year, its items; ``told`` and ``listed`` say which parts the file holds.

    ``scale`` 1 prints 万元, 10 000 prints 元.
    """

    unit: str
    year: int
    seed: int
    items: tuple[str, ...] = OFFICE
    told: bool = True
    listed: bool = True
    scale: int = 1
    basic: dict[str, int] = field(default_factory=dict)
    project: dict[str, int] = field(default_factory=dict)
    units: tuple[str, ...] = ()  # of a department, by its own list

    def __post_init__(self) -> None:
        draw = Random(self.seed).randrange
        for code in self.items:
            spent = draw(20_00, 300_00)
            extra = draw(50_00, 400_00) if code in ("2010302", "2070104", "2070109") else 0
            for key in (code, code[:5], code[:3], WHOLE):
                self.basic[key] = self.basic.get(key, 0) + (0 if code == "2010302" else spent)
                self.project[key] = self.project.get(key, 0) + extra
        self.opening = draw(10_00, 90_00)
        self.host, self.run = draw(10, 90), draw(1_00, 3_00)
        self.host_plan, self.run_plan = self.host + draw(1, 20), self.run + draw(10, 90)
        left = self.basic[WHOLE] - self.host - self.run
        wages, allowances = left * 5 // 10, left * 3 // 10
        office = left - wages - allowances
        parts = ("30101", wages), ("30102", allowances), ("30201", office)
        self.economic = dict((*parts, ("30217", self.host), ("30231", self.run)))
        self.staff, self.running = wages + allowances, office + self.host + self.run
        self.before = self.spent(WHOLE) * draw(85, 115) // 100

    def spent(self, code: str) -> int:
        """All that was spent under a code."""
        return self.basic[code] + self.project[code]

    def shown(self, amount: int) -> str:
        """An amount as the tables print it."""
        return f"{amount / 100:.2f}" if self.scale == 1 else f"{amount * self.scale // 100:,}.00"

    def report(self) -> Report:
        """The whole account."""
        blocks: list[Block] = [Paragraph(f"{self.unit}"), Paragraph(f"{self.year}年度部门决算")]
        alone = [Paragraph(f"{self.unit}没有下属单位。")]
        blocks += [Paragraph("第一部分 部门概况"), *(self.listed_units() if self.units else alone)]
        blocks.append(Paragraph(f"第二部分 部门决算表{'' if self.listed else '（另附）'}"))
        if self.listed:
            for title, rows in self.tables():
                blocks += [Paragraph(title), Paragraph(self.caption()), table(rows)]
        if self.told:
            blocks += [Paragraph(text) for text in self.sentences()]
        return Report("", "", blocks)

    def listed_units(self) -> list[Block]:
        """The list of a department's units, as a table."""
        rows = [["序号", "单位名称"], *([str(number), name] for number, name in enumerate(self.units, 1))]
        return [Paragraph(f"纳入{self.unit}部门决算编制范围的单位包括："), table(rows)]

    def caption(self) -> str:
        """The line between the title of a table and the table."""
        return f"编制单位：{self.unit}　{self.year}年度　金额单位：{'万元' if self.scale == 1 else '元'}"

    def codes(self) -> list[str]:
        """The codes with their parents, in order."""
        return sorted(key for key in self.basic if key)

    def tables(self) -> list[tuple[str, list[list[str]]]]:
        """Titles and rows."""
        n, total, opening = self.shown, self.spent(WHOLE), self.opening
        classes = [code for code in self.codes() if len(code) == 3]
        left = [("一般公共预算财政拨款收入", total), ("本年收入合计", total), ("年初结转和结余", opening)]
        left += [("总计", total + opening)] + [("", 0)] * (len(classes) - 1)
        right = [(f"{'一二三四'[i]}、{NAMES[code]}", self.spent(code)) for i, code in enumerate(classes)]
        right += [("本年支出合计", total), ("年末结转和结余", opening), ("总计", total + opening)]
        both = [[a, n(b) if a else "", c, n(d)] for (a, b), (c, d) in zip(left, right, strict=False)]
        codes = [*self.codes(), WHOLE]
        income = [[c, NAMES.get(c, "合计"), n(self.spent(c)), n(self.spent(c))] for c in codes]
        head = ["科目编码", "科目名称"]
        outlay = [
            [c, NAMES.get(c, "合计"), n(self.spent(c)), n(self.basic[c]), n(self.project[c])] for c in codes
        ]
        return [
            ("收入支出决算总表", [["项目", "决算数", "项目", "决算数"], *both]),
            ("收入决算表", [[*head, "本年收入合计", "财政拨款收入"], *income]),
            ("支出决算表", [[*head, "本年支出合计", "基本支出", "项目支出"], *outlay]),
            ("财政拨款收入支出决算总表", self._appropriated(left, right)),
            ("一般公共预算财政拨款支出决算表", [[*head, "合计", "基本支出", "项目支出"], *outlay]),
            ("一般公共预算财政拨款基本支出决算表", [[*head, "决算数"], *self._economic()]),
            ("财政拨款“三公”经费支出决算表", [["项目", "决算数", "预算数"], *self._three()]),
        ]

    def _appropriated(self, left: list[tuple[str, int]], right: list[tuple[str, int]]) -> list[list[str]]:
        """The table of appropriations: the same lines, all of the general budget, in this account."""
        n, general = self.shown, "一般公共预算财政拨款"
        renamed = {"一般公共预算财政拨款收入": general, "年初结转和结余": "年初财政拨款结转和结余"}
        left = [(renamed.get(name, name), amount) for name, amount in left]
        left.insert(3, (general, self.opening))
        right = [(name.replace("年末结转", "年末财政拨款结转"), amount) for name, amount in right]
        lines = zip([*left, ("", 0)], [*right, ("", 0)], strict=False)
        rows = [[a, n(b) if a else "", c, n(d) if c else "", n(d) if c else ""] for (a, b), (c, d) in lines]
        return [["项目", "决算数", "项目", "合计", general], *(row for row in rows if any(row))]

    def _economic(self) -> list[list[str]]:
        n = self.shown
        rows = [["301", NAMES["301"], n(self.staff)], ["302", NAMES["302"], n(self.running)]]
        rows += [[code, NAMES[code], n(amount)] for code, amount in self.economic.items()]
        rows.sort()
        return [*rows, ["", "人员经费合计", n(self.staff)], ["", "公用经费合计", n(self.running)]]

    def _three(self) -> list[list[str]]:
        lines = (
            ("合计", self.host + self.run, self.host_plan + self.run_plan),
            ("因公出国（境）费", 0, 0),
            ("公务用车购置及运行维护费", self.run, self.run_plan),
            ("公务用车购置费", 0, 0),
            ("公务用车运行维护费", self.run, self.run_plan),
            ("公务接待费", self.host, self.host_plan),
        )
        return [[name, self.shown(a), self.shown(b)] for name, a, b in lines]

    def sentences(self) -> list[str]:
        """The narrative."""
        year, total, whole = self.year, self.spent(WHOLE), self.spent(WHOLE) + self.opening
        three, plan = self.host + self.run, self.host_plan + self.run_plan
        shares = [
            f"{NAMES[c]}（类）{wan(self.spent(c))}，占{percent(self.spent(c), total)}"
            for c in self.codes()
            if len(c) == 3
        ]
        change = changed(total, self.before)
        return [
            "第三部分 部门决算情况说明",
            "一、收入支出决算总体情况说明",
            f"{year}年度收、支总计{wan(whole)}，比上年{changed(whole, self.before + self.opening)}，"
            "主要原因是项目安排有变化。",
            "二、收入决算情况说明",
            f"本年收入合计{wan(total)}，比上年{change}。其中：财政拨款收入{wan(total)}，占100.00%。",
            "三、支出决算情况说明",
            f"本年支出合计{wan(total)}，比上年{change}。其中：基本支出{wan(self.basic[WHOLE])}，"
            f"占{percent(self.basic[WHOLE], total)}；项目支出{wan(self.project[WHOLE])}，"
            f"占{percent(self.project[WHOLE], total)}。",
            "四、财政拨款收入支出决算总体情况说明",
            f"财政拨款收、支总计{wan(whole)}，比上年{changed(whole, self.before + self.opening)}。",
            "五、一般公共预算财政拨款支出决算情况说明",
            f"一般公共预算财政拨款支出{wan(total)}，主要用于以下方面：{'；'.join(shares)}。",
            "六、一般公共预算财政拨款基本支出决算情况说明",
            f"一般公共预算财政拨款基本支出{wan(self.basic[WHOLE])}，其中：人员经费{wan(self.staff)}，"
            f"公用经费{wan(self.running)}。",
            "七、财政拨款“三公”经费支出决算情况说明",
            f"“三公”经费财政拨款支出年初预算为{wan(plan)}，支出决算为{wan(three)}，"
            f"完成年初预算的{percent(three, plan)}。",
            f"公务用车运行维护费年初预算为{wan(self.run_plan)}，支出决算为{wan(self.run)}，"
            f"完成年初预算的{percent(self.run, self.run_plan)}。",
            f"公务接待费年初预算为{wan(self.host_plan)}，支出决算为{wan(self.host)}，"
            f"完成年初预算的{percent(self.host, self.host_plan)}。",
            "第四部分 名词解释",
            "一、基本支出：指保障机构运转和日常工作的支出。",
            "二、项目支出：指在基本支出之外为完成特定任务发生的支出。",
            "三、“三公”经费：指因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
            "四、机关运行经费：指行政单位用一般公共预算财政拨款安排的日常公用经费支出。",
        ]


def department(unit: str, names: tuple[str, ...], parts: list[Invented]) -> Invented:
    """The account of a department: every amount the sum of its units', ``names`` its list of them."""
    whole = replace(parts[0], unit=unit, units=names, basic={}, project={})
    for name in ("opening", "host", "run", "host_plan", "run_plan", "staff", "running", "before"):
        setattr(whole, name, sum(getattr(part, name) for part in parts))
    for name in ("basic", "project", "economic"):
        amounts = Counter[str]()
        for part in parts:
            amounts.update(getattr(part, name))
        setattr(whole, name, dict(amounts))
    return whole


def wan(amount: int) -> str:
    """An amount in a sentence."""
    return f"{amount / 100:.2f}万元"


def percent(part: int, whole: int) -> str:
    """A share, rounded half up to two decimals."""
    cut = (Fraction(part, whole) * 10_000 + Fraction(1, 2)).__floor__()
    return f"{cut // 100}.{cut % 100:02}%"


def changed(now: int, before: int) -> str:
    """A change against the year before, with its direction."""
    up = now >= before
    words = ("增加", "增长") if up else ("减少", "下降")
    return f"{words[0]}{wan(abs(now - before))}，{words[1]}{percent(abs(now - before), before)}"


def table(rows: list[list[str]]) -> Table:
    """A table without merged cells."""
    return Table([Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)])
