"""How fast projects are scored with their traces, and how fast their forms become Word files."""

from __future__ import annotations

import gc
import tempfile
import time
from fractions import Fraction

from bench.table import show
from mingzhang.cli import SELDOM
from mingzhang.performance.evaluate import evaluate, tree_of
from mingzhang.performance.project import Indicator, Project, Register
from mingzhang.scoring.engine import ScoredTree, score
from mingzhang.work.evaluation_files import write_forms

PROJECTS, FORMS = 10_000, 1_000
REASON = "按计划调整，已改进"
# second-level kind, target, and an outturn that differs from project to project
_ROWS = (
    ("产出指标", "数量指标", "≥{}次", "{}次"),
    ("产出指标", "数量指标", "总报告1篇，分报告{}篇", "总报告1篇，分报告{}篇"),
    ("产出指标", "质量指标", "≥95%", "9{}.{}%"),
    ("产出指标", "质量指标", "≥{}项", "{}项"),
    ("产出指标", "时效指标", "12月底前", "12月{}日"),
    ("产出指标", "成本指标", "≤{}万元", "{}万元"),
    ("效益指标", "经济效益指标", "≥{}万元", "{}万元"),
    ("效益指标", "社会效益指标", "明显提升", "达成预期指标"),
    ("效益指标", "生态效益指标", "≥{}亩", "{}亩"),
    ("效益指标", "可持续影响指标", "持续改善", "达成预期指标"),
    ("满意度指标", "服务对象满意度指标", "≥90%", "8{}.{}%"),
)


def projects(count: int) -> Register:
    """A register of projects with eleven indicators and the execution rate, no two alike.

    >>> len(projects(3).projects[2].indicators)
    11
    """
    made = (_project(number) for number in range(count))
    return Register("某区某局", 2024, list(made))


def _project(number: int) -> Project:
    rows = []
    for place, (level1, level2, aim, got) in enumerate(_ROWS):
        wanted, reached = 20 + (number * 7 + place) % 180, 15 + (number * 11 + place * 3) % 200
        if got.startswith(("8", "9")):
            actual = got.format(number % 10, number // 10 % 10)
        else:
            actual = got.format(reached % 28 + 1 if "月" in got else reached)
        full = Fraction(10 if place == 10 else 8)
        rows.append(
            Indicator(level1, level2, f"{level2}{place}", aim.format(wanted), actual, full, "", REASON)
        )
    budget, spent = 100_000 + 37 * number, 90_000 + 29 * number
    funds: dict[str, dict[str, Fraction | None]] = {
        "财政拨款": {"年初预算": Fraction(budget), "全年预算": Fraction(budget), "执行": Fraction(spent)}
    }
    name = f"项目{number:05}"
    made = Project(f"{number:05}", name, "某区某局", "某区某局", funds=funds, rate_reason=REASON)
    made.goal, made.outcome, made.indicators = f"完成{name}", f"{name}已完成", rows
    return made


def run() -> None:
    """Print the table."""
    register = projects(PROJECTS)
    notation = evaluate(Register("某区某局", 2024)).notation
    trees = [tree_of(project, notation, 2024) for project in register.projects]
    gc.collect()
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM)  # as the command line does
    start = time.process_time()
    results = [score(tree) for tree in trees]
    scored = time.process_time() - start
    start = time.process_time()
    told = sum(len(result.sentences()) for result in results)
    explained = time.process_time() - start
    gc.set_threshold(*usual)
    _check(results)
    del results, trees
    written, size = _forms()
    show(
        f"绩效计分：{PROJECTS} 个项目，各 {len(_ROWS) + 1} 个指标，取值各不相同",
        ["测什么", "结果", "目标"],
        [
            ["计分，留下过程（处理器时间）", f"{scored:.2f} 秒", "≤ 2 秒"],
            ["其中每项指标", f"{scored / PROJECTS / (len(_ROWS) + 1) * 1e6:.1f} 微秒", ""],
            [f"写出 {told} 句说明（处理器时间）", f"{explained:.2f} 秒", ""],
            [f"{FORMS} 张自评表写成 Word，一个进程", f"{written:.1f} 秒（{size} 个文件）", "≤ 60 秒"],
        ],
    )


def _check(results: list[ScoredTree]) -> None:
    """What was measured is what is meant: every leaf has a score that its trace gives again."""
    wrong = [
        t for result in results[:200] for t in result.traces if t.score is None or t.recomputed() != t.score
    ]
    if wrong:
        raise AssertionError(f"计分过程不能复算：{wrong[0]}")


def _forms() -> tuple[float, int]:
    register = projects(FORMS)
    for project in register.projects:
        project.indicators[0].full = Fraction(8)
    evaluation = evaluate(register)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        count = sum(len(paths) for paths in write_forms(evaluation, folder, ["docx"]))
        return time.perf_counter() - start, count
