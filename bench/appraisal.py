"""How fast a district is scored, ranked and traced, and how fast its feedback reports are written."""

from __future__ import annotations

import resource
import tempfile
import time
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

from bench.table import show
from examples.appraisal import returns
from examples.appraisal_plan import plan
from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.opened import opened
from mingzhang.appraisal.plan import AppraisalIndicator, DatedRule, Plan
from mingzhang.appraisal.ranking import rankings
from mingzhang.appraisal.returns import Reported, Returns
from mingzhang.appraisal.scores import Appraisal
from mingzhang.work.appraise_files import Sealing, write_results

INDICATORS = 60
_LINES = (  # rule, target, how an outturn is written
    ("比例", "≥200件", "{}件"),
    ("比例", "≤200件", "{}件"),
    ("门槛：步长=5件；扣分=0.1", "≥200件", "{}件"),
    ("加减：每次=-0.01", "", "{}次"),
    ("分档：≥200件=100%；≥150件=80%；≥0件=50%", "", "{}件"),
    ("名次：≤10名=100%；≤30名=80%；≥31名=60%", "", "{}件"),
    ("比最优", "", "{}件"),
    ("换算：满分=300", "", "{}分"),
    ("执行率", "400万元", "{}万元"),
    ("评审：满分=300", "", "{}分；199分；201分"),
)


def wide(made: Plan) -> tuple[Plan, Returns]:
    """The district with sixty indicators for every unit, all outturns different.

    >>> made, given = wide(plan())
    >>> len(given.reported), len(made.systems[0].indicators)
    (4560, 60)
    """
    random, full = Random(60), Fraction(100, INDICATORS)
    rules, indicators = [], []
    for number in range(INDICATORS):
        line, target, _ = _LINES[number % len(_LINES)]
        code = f"Z{number:02}"
        rules.append(DatedRule(code, code, line, date(2024, 1, 1)))
        one = AppraisalIndicator(code, f"指标{number:02}", f"板块{number % 6}", full, code, "考评科", target)
        indicators.append(one)
    systems = tuple(replace(system, indicators=tuple(indicators), blocks={}) for system in made.systems)
    made = replace(made, rules=tuple(rules), systems=systems, assessors=("考评科",))
    rows = []
    for unit in made.scored():
        for number, one in enumerate(indicators):
            said = _LINES[number % len(_LINES)][2].format(random.randint(100, 299))
            rows.append(Reported(unit.name, one.code, said, "", None, "考评科", "已说明"))
    return made, Returns(reported=tuple(rows))


def run() -> None:
    """Print the table."""
    made, given = wide(plan())
    start = time.process_time()
    found = appraise(made, given)
    places = sum(one.ranked for one in rankings(found))
    leaves = sum(len(opened(score)["指标"]) for score in found.scores)
    seconds = time.process_time() - start
    _check(found)
    written, worked, files = _reports()
    show(
        f"绩效考评：{len(found.scores)} 个单位各 {INDICATORS} 项指标，取值各不相同",
        ["测什么", "结果", "目标"],
        [
            [
                f"计分、排名（{places} 个）、展开 {leaves} 条计分过程（处理器时间）",
                f"{seconds:.2f} 秒",
                "≤ 0.5 秒",
            ],
            ["76 份反馈报告写成 Word 和 PDF，连同全区文件", f"{written:.1f} 秒（{files} 个文件）", "≤ 30 秒"],
            ["其中各进程的处理器时间合计", f"{worked:.1f} 秒", ""],
        ],
    )


def _check(found: Appraisal) -> None:
    """What was measured is what is meant: nothing open, every score recomputed from its trace."""
    wrong = [leaf for _, leaf in found.leaves() if leaf.trace.recomputed() != leaf.trace.score]
    if wrong or not found.complete:
        raise AssertionError(f"考评的计分不能复算：{wrong[:1] or found.problems[:1]}")


def _reports() -> tuple[float, float, int]:
    """Seconds for the reports of the made-up district on all cores, of all processes, and how many files."""
    district = appraise(plan(), returns())
    with tempfile.TemporaryDirectory() as folder:
        start, before = time.perf_counter(), _worked()
        _, paths = write_results(district, Path(folder) / "反馈", Sealing(date(2025, 5, 20)))
        return time.perf_counter() - start, _worked() - before, len(paths)


def _worked() -> float:
    """Processor seconds of this process and of those that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
