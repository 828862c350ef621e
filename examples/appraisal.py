"""A made-up district and one year of its appraisal: 76 units, 55 task books, scores, claims, an appeal.

``python -m examples.appraisal 文件夹`` writes 方案.xlsx and 数据.xlsx there.  Everything follows from a fixed
seed: names, figures and hashes belong to no place.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from examples.appraisal_plan import DISTRICT, TARGETS, YEAR, plan
from mingzhang.appraisal.claims import BONUS, DEDUCTION, PointClaim
from mingzhang.appraisal.courses import ADOPTED, PARTLY, REFUSED
from mingzhang.appraisal.plan import AppraisalIndicator, Plan
from mingzhang.appraisal.plan_workbook import plan_workbook
from mingzhang.appraisal.return_workbook import return_workbook
from mingzhang.appraisal.returns import Appeal, Decision, OwnRow, Reported, Returns, Training, Veto
from mingzhang.appraisal.task_book import TaskBook, TaskLine
from mingzhang.appraisal.units import ORGAN, STREET, Appraisee
from mingzhang.facts.evidence import Evidence
from mingzhang.sheets import write_sheets

SEED = 20240601
_TASKS = (  # what is to be done, the target, a challenge, the unit of counting
    ("开展行业安全检查", 24, 30, "次"),
    ("新建口袋公园", 3, 4, "个"),
    ("改造老旧小区", 6, 8, "个"),
    ("办理企业诉求", 120, 150, "件"),
    ("组织政策宣讲", 8, 12, "场"),
    ("修订内部管理制度", 5, 6, "项"),
    ("培训业务骨干", 200, 260, "人"),
    ("更新政务服务事项", 40, 50, "项"),
    ("完成重点项目开工", 4, 5, "个"),
    ("走访服务企业", 60, 80, "家"),
)
_SPECIALS = ("接诉即办改革", "优化营商环境", "城市更新")
_WHY = "受季节和外部条件影响进度偏慢，已列出补救措施并限期完成"


def _evidence(*words: str) -> tuple[Evidence, ...]:
    """A piece of evidence with the hash of its name."""
    name = f"{'—'.join(words)}.pdf"
    return (
        Evidence(
            name, hashlib.sha256(name.encode()).hexdigest(), words[0], f"{YEAR + 1}年1月15日", words[-1]
        ),
    )


def _books(units: list[Appraisee], random: Random) -> Iterator[TaskBook]:
    """A task book for every organ and institution; a few were adjusted in the autumn."""
    matter = 0
    for place, unit in enumerate(units):
        lines = []
        for number in range(1, 7):
            matter += 1
            text, aim, more, counted = _TASKS[(place * 3 + number) % len(_TASKS)]
            indicator = ("K1", "K2", "K3")[(number - 1) // 2]
            lines.append(
                TaskLine(
                    str(number), text, indicator, f"≥{aim}{counted}", f"≥{more}{counted}",
                    f"{YEAR}年9月30日前完成一半；{YEAR}年12月20日前全部完成", f"DC{YEAR}-{matter:04}",
                    special=_SPECIALS[place % 3] if number == 5 else "",
                )
            )  # fmt: skip
        adjusted = random.random() < 0.1
        state, reason = ("调整", "经区委区政府同意，调整年度任务") if adjusted else ("签订", "")
        yield TaskBook(unit.name, 2 if adjusted else 1, state, reason, tuple(lines))


def _shortfall(random: Random) -> Fraction:
    """How much of the target was reached: mostly all of it."""
    return Fraction(random.choice((100, 100, 100, 104, 108, 97, 92, 85)), 100)


def _outturn(one: AppraisalIndicator, random: Random) -> tuple[str, Fraction | None]:
    """The outturn of an indicator, and the marks where a person gives them."""
    kind, low, high = TARGETS[one.name]
    if kind == "人工":
        return "现场评审", one.full - Fraction(random.choice((0, 0, 1, 2, 3)), 4)
    if kind == "评审":
        return "；".join(f"{random.randint(low, high)}分" for _ in range(5)), None
    if kind == "调查":
        return f"满意{random.randint(low, high)}份，样本320份", None
    if kind == "执行率":
        return f"{random.randint(low, high)}万元", None
    if kind == "时限":
        return f"{YEAR}年12月{random.randint(low, high)}日", None
    number = random.randint(low, high)
    return f"{number / 10:.1f}%" if kind == "%" else f"{number}{kind}", None


def _reported(made: Plan, books: dict[str, TaskBook], random: Random) -> Iterator[Reported]:
    """Every leaf of every unit; a few do not concern a unit, one has no evidence to the end."""
    for unit in made.scored():
        system = made.system(unit.kind)
        assert system is not None
        for one in system.indicators:
            scorer = f"{one.assessor}联络员"
            if one.name in ("行政诉讼应诉", "建议提案办理") and random.random() < 0.12:
                reason = "当年没有这类事项"
                yield Reported(unit.name, one.code, scorer=scorer, reason=reason, concerned=False)
            elif one.tasked:
                yield from _tasks(books[unit.name], one, scorer, random)
            else:
                actual, marks = _outturn(one, random)
                reason = "按细则核定，差距已向单位反馈"
                proof = _evidence(unit.name, one.name) if one.evidence else ()
                yield Reported(unit.name, one.code, actual, "", marks, scorer, reason, evidence=proof)


def _tasks(book: TaskBook, one: AppraisalIndicator, scorer: str, random: Random) -> Iterator[Reported]:
    for line in book.lines:
        if line.indicator == one.code:
            aim = Fraction("".join(filter(str.isdigit, line.target)))
            got = int(aim * _shortfall(random))
            counted = line.target.lstrip("≥0123456789")
            bare = book.unit == f"{DISTRICT}档案馆" and line.number == "6"
            proof = () if bare else _evidence(book.unit, f"任务{line.number}", line.text)
            reason = "补交期满仍未提供佐证材料" if bare else _WHY if got < aim else ""
            yield Reported(
                book.unit, one.code, f"{got}{counted}", line.number, None, scorer, reason,
                unsupported=bare, evidence=proof,
            )  # fmt: skip


def _claims(made: Plan, random: Random) -> Iterator[PointClaim]:
    """Bonus claims of a third of the units, deductions of a sixth, some of them from field verification."""
    number = 0
    panel = "加减分评审组"
    for unit in made.scored():
        for kind, share in ((BONUS, 0.35), (DEDUCTION, 0.18)):
            if random.random() >= share:
                continue
            number += 1
            code = (
                random.choice(("J01", "J02", "J03", "J04"))
                if kind == BONUS
                else random.choice(("D01", "D02", "D03"))
            )
            rule = made.rule(code)
            assert rule is not None
            claimed = Fraction(random.choice((1, 2, 3)), 2)
            outcome = (
                random.choice((ADOPTED, ADOPTED, ADOPTED, PARTLY, REFUSED)) if kind == BONUS else ADOPTED
            )
            source = f"HY{YEAR}-2-{number:03}" if code == "D01" else ""
            yield PointClaim(
                f"S{number:03}", unit.name, kind, code, rule.name, claimed,
                date(YEAR + 1, 3, 1) + timedelta(days=random.randint(0, 50)), outcome,
                claimed / 2 if outcome == PARTLY else None, panel,
                {ADOPTED: "材料属实，符合细则", PARTLY: "部分事项不在当年", REFUSED: "不属于加分范围"}[outcome],
                source, proof=_evidence(unit.name, f"S{number:03}", rule.name),
            )  # fmt: skip


def returns(made: Plan | None = None, seed: int = SEED) -> Returns:
    """What the district's units handed in for the year."""
    made, random = made or plan(), Random(seed)
    organs = [unit for unit in made.scored() if unit.kind != STREET]
    books = tuple(_books(organs, random))
    reported = tuple(_reported(made, {book.unit: book for book in books}, random))
    first = next(unit for unit in made.scored() if unit.kind == ORGAN)
    own = (
        OwnRow("签订绩效任务书", "≥50份", "任务书"),
        OwnRow("制定考评细则", "≥40项", "考评细则"),
        OwnRow("设计评分表", "≥3套", "评分表"),
        OwnRow("组织培训", "≥1次", "培训"),
        OwnRow("出具反馈报告", "≥76份", "反馈报告"),
        OwnRow("年终考评方案", "1份", "", "1份", "方案由党组会通过后印发，不是系统里的记录"),
    )
    return Returns(
        books,
        reported,
        tuple(_claims(made, random)),
        (Veto(f"{DISTRICT}交通支队", "安全生产一票否决", "发生一般生产安全责任事故", None, "中"),),
        (
            Appeal(
                "SS01", first.name, "F1", date(YEAR + 1, 6, 5), "规范性文件备案数漏计", "更正",
                "核对备案系统后补计，完成值已改",
            ),
        ),
        (
            Training(date(YEAR, 7, 10), "任务书编制培训", 120),
            Training(date(YEAR, 12, 12), "年终考评培训", 150),
        ),
        own,
        Decision(date(YEAR + 1, 5, 20), "党组会", "同意最终成绩和排名"),
    )  # fmt: skip


def write(folder: Path, force: bool = False) -> list[Path]:
    """Write the two workbooks of the district into a folder."""
    made = plan()
    paths = [folder / "方案.xlsx", folder / "数据.xlsx"]
    write_sheets(plan_workbook(made, 5), paths[0], force)
    write_sheets(return_workbook(returns(made), 5), paths[1], force)
    return paths


if __name__ == "__main__":
    for path in write(Path(sys.argv[1]), force=True):
        print(path)
