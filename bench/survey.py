"""Surveys: speed of taking in, weighing, estimating, reporting; intervals against a known truth; R beside."""

from __future__ import annotations

import csv
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import xlsxwriter

from bench.table import show
from mingzhang.readers.limits import Limits
from mingzhang.sheets import write_sheets
from mingzhang.survey.estimates import WHOLE, AnswerTable, estimated
from mingzhang.survey.linearised import Codes, Design, Floats, mean
from mingzhang.survey.outcome import SurveyOutcome, outcome
from mingzhang.survey.plan import Stratum, SurveyPlan, targeted
from mingzhang.survey.questionnaire import Questionnaire
from mingzhang.survey.report import publications, report_set
from mingzhang.survey.returns import Intake, Return
from mingzhang.survey.shipped import AGES, SEXES, form_workbook
from mingzhang.survey.weights import Margin, weigh
from mingzhang.survey.xlsform import read_form
from mingzhang.writers.publish import write_sets

RETURNS, QUESTIONS, MANY = 6_685, 30, 100_000
LONGEST = 300  # seconds that R may take
TOWNS = tuple(f"第{number}街道" for number in range(1, 22))
RUNS, SAMPLE = 1_000, 20  # simulated surveys, and returns of each town in them
NO_R = "没有装 R 和它的 survey 包（Debian：r-base-core、r-cran-survey），不比较"
_SCRIPT = """
suppressMessages(library(survey))
d <- read.csv("data.csv"); t <- read.csv("margins.csv")
of <- function(name) { m <- t[t$margin == name, c("level", "people")]; names(m) <- c(name, "Freq"); m }
a <- proc.time()
s <- svydesign(ids = ~1, strata = ~town, weights = ~w, data = d)
exact <- list(maxit = 500, epsilon = 1e-7)
r <- rake(s, list(~town, ~age, ~sex), list(of("town"), of("age"), of("sex")), control = exact)
b <- proc.time()
ys <- paste0("q", 1:30)
whole <- lapply(ys, function(y) svymean(as.formula(paste0("~", y)), r))
c <- proc.time()
towns <- lapply(ys, function(y) svyby(as.formula(paste0("~", y)), ~town, r, svymean))
e <- proc.time()
cpu <- function(x) x[[1]] + x[[2]]
cat(cpu(b) - cpu(a), cpu(c) - cpu(b), cpu(e) - cpu(c), "")
cat(coef(whole[[1]]), SE(whole[[1]]), coef(towns[[1]])[["1"]], SE(towns[[1]])[[1]])
"""


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        form = _form(folder)
        heads = ("格式", "文件 MB", "份数", "处理器秒", "每秒", "读前内存 MB", "最多 MB")
        show("读入答卷", heads, list(_taking_in(folder, form)))
        made, row = _whole(form)
        show("一次调查（处理器时间，秒）", ("份数", "街道", "加权并估计全部指数"), [row])
        show("写出报告", ("份数", "秒", "处理器秒"), [_reports(made, folder)])
        _side_by_side(folder)
    show("区间覆盖真值", ("抽样", "次数", "覆盖率"), [_coverage(equal) for equal in (True, False)])


def _form(folder: Path) -> Questionnaire:
    write_sheets(form_workbook("居民", TOWNS, "1"), folder / "问卷.xlsx")
    return read_form(folder / "问卷.xlsx")


def _taking_in(folder: Path, form: Questionnaire) -> Iterator[tuple[str, ...]]:
    """The same returns from each kind of file, every one read in a process of its own for its memory."""
    for write in (_csv, _xlsx, _sav):
        path = write(folder, form)
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            count, taken, before, most = pool.submit(_intake, path, folder / "问卷.xlsx").result()
        size = f"{path.stat().st_size / 2**20:.0f}"
        rate = f"{count / taken:,.0f}"
        yield path.suffix, size, f"{count:,}", f"{taken:.2f}", rate, f"{before:.0f}", f"{most:.0f}"


def _intake(path: Path, form: Path) -> tuple[int, float, float, float]:
    """How many returns a file has, the processor time to read them, memory before and at most."""
    intake = Intake([read_form(form)])
    before, began = _memory(), time.process_time()
    count = sum(1 for _ in intake.read(path, Limits(seconds=600)))
    return count, time.process_time() - began, before, _memory()


def _rows(form: Questionnaire) -> Iterator[list[str]]:
    rnd = random.Random(1)
    for number in range(MANY):
        said = (rnd.choice(q.choices).name if q.choices else "" for q in form.questions)
        yield [f"uuid:{number}", *said]


def _heads(form: Questionnaire) -> list[str]:
    return ["KEY", *("-".join((*question.group, question.name)) for question in form.questions)]


def _csv(folder: Path, form: Questionnaire) -> Path:
    path = folder / "导出.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([_heads(form), *_rows(form)])
    return path


def _xlsx(folder: Path, form: Questionnaire) -> Path:
    path = folder / "导出.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, _heads(form))
    for number, row in enumerate(_rows(form), 1):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def _sav(folder: Path, form: Questionnaire) -> Path:
    import polars as pl
    import pyreadstat

    names = ["KEY", *(question.name for question in form.questions)]
    columns = [
        [float(said) for said in column] if all(map(str.isdecimal, column)) else list(column)
        for column in zip(*_rows(form), strict=True)
    ]
    pyreadstat.write_sav(pl.DataFrame(dict(zip(names, columns, strict=True))), str(folder / "导出.sav"))
    return folder / "导出.sav"


def _memory() -> float:
    """The most memory that this process had, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # the other figure begins with that of the process that started this one
        told = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(told["VmHWM"].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _whole(form: Questionnaire) -> tuple[SurveyOutcome, tuple[str, ...]]:
    rnd = random.Random(2)
    strata = [
        Stratum(town, age, sex, 900 + 40 * number + 100 * place)
        for number, town in enumerate(TOWNS)
        for place, age in enumerate(AGES)
        for sex in SEXES
    ]
    plan = SurveyPlan("某区政府办公室", "某区", 2026, "居民", strata=targeted(strata, RETURNS, 100))
    returns: list[Return] = []
    for stratum in plan.strata:
        for _ in range(stratum.target):
            answers = {"town": stratum.town, "age": stratum.age, "sex": stratum.sex}
            answers |= {question.name: str(rnd.randint(4, 10)) for question in form.scored}
            returns.append(Return(f"uuid:{len(returns)}", len(returns) + 2, answers=answers))
    outcome(plan, form, returns)  # libraries are loaded once
    began = time.process_time()
    made = outcome(plan, form, returns)
    return made, (f"{made.count:,}", str(len(TOWNS)), f"{time.process_time() - began:.2f}")


def _reports(made: SurveyOutcome, folder: Path) -> tuple[str, ...]:
    shared = report_set(made)
    wanted = [(one, name) for one, name in publications(shared) if "报告" in name]
    (folder / "报告").mkdir()
    began, processor = time.perf_counter(), time.process_time()
    write_sets(wanted, folder / "报告", ["docx", "pdf", "html"])
    return str(len(wanted)), f"{time.perf_counter() - began:.1f}", f"{time.process_time() - processor:.1f}"


def _sample() -> tuple[dict[str, list[str]], list[Floats], list[Margin]]:
    """Margins and answers of thirty questions, some of them left out."""
    rnd = np.random.default_rng(3)
    columns = {
        "town": [str(each) for each in rnd.integers(1, 22, RETURNS)],
        "age": [AGES[each] for each in rnd.integers(0, 4, RETURNS)],
        "sex": [SEXES[each] for each in rnd.integers(0, 2, RETURNS)],
    }
    answers = [rnd.integers(1, 11, RETURNS).astype(float) for _ in range(QUESTIONS)]
    margins = []
    for name, share in (("town", 21), ("age", 4), ("sex", 2)):
        levels = sorted(set(columns[name]))
        people = [
            840_000 // share + (40 if place < len(levels) // 2 else -40) for place in range(len(levels))
        ]
        people[-1] += 840_000 - sum(people)
        margins.append(
            Margin((name,), {(level,): count for level, count in zip(levels, people, strict=True)})
        )
    return columns, answers, margins


def _codes(texts: list[str]) -> Codes:
    found: Codes = np.unique(np.array(texts), return_inverse=True)[1].astype(np.int64)
    return found


def _side_by_side(folder: Path) -> None:
    """The same raking and the same estimates by us and by R."""
    columns, answers, margins = _sample()
    base = np.ones(RETURNS)
    weigh(columns, base, margins)
    times = [time.process_time()]
    run_ = weigh(columns, base, margins)
    times.append(time.process_time())
    town = _codes(columns["town"])
    design = Design(run_.weights, town, margins=run_.margins, base=base)
    whole = [mean(design, each) for each in answers]
    times.append(time.process_time())
    towns = [mean(design, each, town, len(TOWNS)) for each in answers]
    times.append(time.process_time())
    ours = [after - before for before, after in pairwise(times)]
    rows = [("明账", *(f"{each:.3f}" for each in ours), f"{sum(ours):.3f}", *_first(whole[0], towns[0]))]
    theirs = _r(folder, columns, answers, margins)
    if theirs:
        seconds = theirs[:3]
        rows.append(
            (
                "R",
                *(f"{each:.3f}" for each in seconds),
                f"{sum(seconds):.3f}",
                *(f"{x:.6f}" for x in theirs[3:]),
            )
        )
    heads = ("谁", "迭代调整", "全区30题", "21个街道30题", "合计", "全区均值", "误差", "街道1均值", "误差")
    show("与 R 并排（处理器秒）", heads, rows)
    print(NO_R if not theirs else f"明账用时是 R 的 {sum(ours) / sum(theirs[:3]):.2f} 倍")


def _first(whole: object, towns: object) -> list[str]:
    figures = [getattr(one, name)[0] for one in (whole, towns) for name in ("values", "errors")]
    return [f"{each:.6f}" for each in figures]


def _r(
    folder: Path, columns: dict[str, list[str]], answers: list[Floats], margins: list[Margin]
) -> list[float]:
    """What R says, nothing where it is not there."""
    program = shutil.which("Rscript")
    if program is None:
        return []
    with (folder / "data.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*columns, "w", *(f"q{number}" for number in range(1, QUESTIONS + 1))])
        writer.writerows(
            zip(*columns.values(), [1] * RETURNS, *(each.tolist() for each in answers), strict=True)
        )
    with (folder / "margins.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["margin", "level", "people"])
        for margin in margins:
            writer.writerows((margin.name, *level, people) for level, people in margin.totals.items())
    command = [program, "-e", _SCRIPT]
    try:
        made = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        print(f"  R 在 {LONGEST} 秒内没有算完，不作比较")
        return []
    return [] if made.returncode else [float(each) for each in made.stdout.split()]


def _coverage(equal: bool) -> tuple[str, ...]:
    """Of so many surveys of a known population, how many intervals hold its mean."""
    rnd = np.random.default_rng(20261130)
    people = 21_000
    town, sex = np.arange(people) % 21, rnd.integers(0, 2, people)
    if not equal:  # towns of very different sizes, of which equally many are asked
        town = np.sort(rnd.choice(21, people, p=np.arange(1, 22) / 231))
    score = np.clip(np.round(6 + town / 10 - sex + rnd.normal(0, 2, people)), 1, 10)
    index, truth, covered = (score - 1) / 9 * 100, (score - 1).mean() / 9 * 100, 0
    sizes, of_sex = np.bincount(town), np.bincount(sex)
    margins = [
        Margin(("town",), {(str(each),): int(count) for each, count in enumerate(sizes)}),
        Margin(("sex",), {(str(each),): int(count) for each, count in enumerate(of_sex)}),
    ]
    members = [np.flatnonzero(town == each) for each in range(21)]
    for _ in range(RUNS):
        rows = np.concatenate([rnd.choice(found, SAMPLE, replace=False) for found in members])
        base = (sizes / SAMPLE)[town[rows]]
        columns = {"town": [str(each) for each in town[rows]], "sex": [str(each) for each in sex[rows]]}
        weights = weigh(columns, base, margins)
        design = Design(
            weights.weights, town[rows], None, sizes[town[rows]].astype(float), weights.margins, base
        )
        table = AnswerTable(("全区",), np.zeros(len(rows), np.int64), {WHOLE: index[rows]}, {}, {})
        one = estimated(table, design).of(WHOLE)
        covered += one.low <= truth <= one.high
    return "街道大小相同" if equal else "街道大小悬殊", f"{RUNS:,}", f"{100 * covered / RUNS:.1f}%"
