"""How well the wrong number is named: planted slips, copied-down slips, times."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bench.documents import real
from bench.identifiable import identifiable
from bench.plant import Planted, composed, copied_down, plant
from bench.table import show
from bench.timing import installed
from mingzhang.facts.finding import Finding
from mingzhang.facts.number import Printed, printed
from mingzhang.facts.report import Report
from mingzhang.language.document.document import Document
from mingzhang.localisation.explanation import Account, Cause, explain
from mingzhang.localisation.suspicion import Suspicion
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge
from tests.accounts import Account as Books

DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "150"))
PROCESSES = 2
TARGET = {1: 98, 3: 94, 8: 85}


def run() -> None:
    """Print the tables."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        for name, maker in (("自建报告", "built"), *((path.name, str(path)) for path in _real())):
            _show_planted(name, maker, pool)
        _show_copied(pool)
        _show_calibration(pool)
    _show_times()


def _real() -> list[Path]:
    return [path for path in real() if "final_account" in path.name]


# -- planted slips ----------------------------------------------------------------------------------------


@dataclass
class Score:
    """What was found of the slips planted in one document.

    ``unique``: exactly the planted set is listed, and nothing beside it; ``bare``: and nothing was left out
    as far-fetched; ``ceiling``: equations alone can tell the planted set from every other.
    """

    unique: bool
    bare: bool
    ceiling: bool
    first: bool
    among: bool
    detectable: bool
    seconds: float
    offered: int = 0
    wrong: int = 0
    lost: int = 0  # planted numbers that take part in no contradiction, or were doubtful before


def _show_planted(name: str, maker: str, pool: ProcessPoolExecutor) -> None:
    rows = []
    for count, target in TARGET.items():
        scores = list(
            pool.map(planted_score, [maker] * DOCUMENTS, [count] * DOCUMENTS, range(DOCUMENTS), chunksize=5)
        )
        seen = [score for score in scores if score.detectable]
        offered, wrong = sum(s.offered for s in scores), sum(s.wrong for s in scores)
        times = [1000 * score.seconds for score in scores]
        rows.append(
            [
                count,
                f"{_share(sum(s.unique for s in scores), len(scores))}（≥ {target} %）",
                _share(sum(s.bare for s in scores), len(scores)),
                _share(sum(s.ceiling for s in scores), len(scores)),
                _share(sum(s.first for s in seen), len(seen)),
                _share(sum(s.among for s in seen), len(seen)) + "（≥ 99 %）",
                f"{len(seen)}/{len(scores)}",
                _share(offered - wrong, count * len(scores) - sum(s.lost for s in scores)) + "（≥ 90 %）",
                _share(wrong, offered) + "（≤ 1 %）",
                f"{median(times):.0f} / {quantiles(times, n=100)[98]:.0f}",
            ]
        )
    heads = [
        "错数",
        "唯一且正确",
        "不算笔误可能性",
        "等式能分辨的上限",
        "可察觉者排第一",
        "列在解释之中",
        "可察觉",
        "给出正确值",
        "给错值",
        "毫秒 中位/99 %",
    ]
    show(f"种错：{name}，各 {DOCUMENTS} 份", heads, rows)


def planted_score(maker: str, count: int, seed: int) -> Score:
    """Plant ``count`` slips in one document and look for them."""
    random = Random(1000 * count + seed)
    report, base = _report(maker, seed)
    bad, planted = plant(report, count, random)
    document = understand(bad, base.place, base.year) if base else understand(bad)
    findings = judge(document)
    start = time.perf_counter()
    account = explain(findings, document.facts)
    took = time.perf_counter() - start
    if maker not in _old:
        _old[maker] = _suspects(explain(judge(base), base.facts)) if base else set()
    return _score(account, planted, took, _old[maker])


def _suspects(account: Account) -> set[str]:
    """The texts of all figures that some explanation blames."""
    return {f.text for c in account.causes for e in c.explanations for f in _figures(e.suspicions)}


_reports: dict[str, tuple[Report, Document | None]] = {}
_old: dict[str, set[str]] = {}  # figures that are suspect before anything is planted


def _report(maker: str, seed: int) -> tuple[Report, Document | None]:
    if maker == "built":
        return composed(Books(seed)), None
    if maker not in _reports:
        document = read_document(maker)
        _reports[maker] = document.report, document
    return _reports[maker]


def _score(account: Account, planted: list[Planted], took: float, old: Collection[str] = ()) -> Score:
    system = account.system
    wanted = {_plain(p.text) for p in planted}
    figures = {figure for figure in system.figures if _plain(figure.text) in wanted}
    known = {figure for figure in system.figures if figure.text in old} - figures
    mine = [
        cause
        for cause in account.causes
        if _figures(cause.explanations[0].suspicions) & figures or _touches(cause, figures)
    ]
    suspects = {
        f for c in account.causes for e in c.explanations for s in e.suspicions for f in _figures([s])
    }
    detectable = len(figures) == len(planted) and figures <= {f for c in mine for f in _reach(account, c)}
    best = {figure for cause in mine for figure in _figures(cause.explanations[0].suspicions)}
    first = detectable and best - known == figures
    unique = first and all(len(cause.explanations) == 1 for cause in mine)
    bare = unique and not any(cause.far_fetched for cause in mine)
    among = (
        detectable
        and figures <= suspects
        and all(any(_figures(e.suspicions) <= figures | known for e in cause.explanations) for cause in mine)
    )
    ceiling = len(figures) == len(planted) and identifiable(system, figures, known)
    score = Score(unique, bare, ceiling, first, among, detectable, took)
    reached = {_plain(f.text) for c in account.causes for f in _reach(account, c) & figures}
    doubtful = {_plain(text) for text in old}
    _score_values(score, mine, planted, doubtful)
    score.lost = sum(_plain(p.text) not in reached or _plain(p.spot.text) in doubtful for p in planted)
    return score


def _score_values(score: Score, causes: list[Cause], planted: list[Planted], old: Collection[str]) -> None:
    """Count the values offered for planted numbers, and the wrong ones, but for doubtful ones."""
    right = {_plain(p.text): p.spot.text for p in planted if _plain(p.spot.text) not in old}
    best = (cause.explanations[0] for cause in causes)
    for suspicion in (s for e in best if e.confidence >= 0.5 for s in e.suspicions):
        figure = suspicion.figure
        if figure is not None and suspicion.replacement and _plain(figure.text) in right:
            score.offered += 1
            score.wrong += suspicion.right != printed(right[_plain(figure.text)], figure.shown).value


def _plain(text: str) -> str:
    return text.replace(",", "").replace("，", "").strip()


def _figures(suspicions: Sequence[Suspicion]) -> set[Printed]:
    found = {s.figure for s in suspicions if s.figure is not None}
    return found | {figure for s in suspicions for figure, _ in s.derived}


def _reach(account: Account, cause: Cause) -> set[Printed]:
    """Every figure that takes part in the contradictions of a cause."""
    system = account.system
    found: set[Printed] = set()
    for proof in cause.proofs:
        if proof.twins is not None:
            found.update(system.figures[n] for n in system.twins[proof.twins][:2])
        for number in proof.factors:
            found.update(system.figures[n] for n in system.constraints[number].figures)
    return found


def _touches(cause: Cause, figures: set[Printed]) -> bool:
    return any(_figures(e.suspicions) & figures for e in cause.explanations)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "—"


# -- how far the stated likelihood can be trusted --------------------------------------------------------

BINS = (0.9, 0.7, 0.5, 0.3, 0.1, 0.0)  # the lower end of each range of stated likelihood


def _show_calibration(pool: ProcessPoolExecutor) -> None:
    """Of the figures named with some likelihood: how many were the wrong ones, with the right value."""
    told: Counter[float] = Counter()
    right: Counter[float] = Counter()
    stated: dict[float, float] = defaultdict(float)
    counts = [count for count in TARGET for _ in range(DOCUMENTS)]
    seeds = [*range(DOCUMENTS)] * len(TARGET)
    for named in pool.map(calibrated, counts, seeds, chunksize=5):
        for likelihood, is_right in named:
            low = next(end for end in BINS if likelihood >= end)
            told[low] += 1
            stated[low] += likelihood
            right[low] += is_right
    rows = [
        [f"≥ {low:.0%}", told[low], f"{100 * stated[low] / told[low]:.0f} %", _share(right[low], told[low])]
        for low in BINS
        if told[low]
    ]
    show("写出的可能性与实际", ["写出的可能性", "个数", "平均写出", "确是这个数、这个值"], rows)


def calibrated(count: int, seed: int) -> list[tuple[float, bool]]:
    """The likelihood stated for each figure named in a document with planted slips, and if it is right."""
    report, planted = plant(composed(Books(seed)), count, Random(7000 * count + seed))
    document = understand(report)
    account = explain(judge(document), document.facts)
    right = {_plain(p.text): p.spot.text for p in planted}
    named = []
    for explanation in (e for cause in account.causes for e in cause.explanations):
        for suspicion in explanation.suspicions:
            figure = suspicion.figure
            if figure is not None:
                meant = right.get(_plain(figure.text))
                value = None if meant is None else printed(meant, figure.shown).value
                same = value is not None and (suspicion.right is None or suspicion.right == value)
                named.append((explanation.confidence, same))
    return named


# -- slips copied into derived figures --------------------------------------------------------------------


def _show_copied(pool: ProcessPoolExecutor) -> None:
    results = [r for r in pool.map(copied_score, range(DOCUMENTS), chunksize=5) if r is not None]
    first, named = sum(r[0] for r in results), sum(r[1] for r in results)
    times = [1000 * r[2] for r in results]
    rows = [
        [
            len(results),
            _share(first, len(results)) + "（≥ 92 %）",
            _share(named, len(results)),
            f"{median(times):.0f} / {max(times):.0f}",
        ]
    ]
    show("一处写错，本表的合计都跟着错", ["份数", "源头排第一", "源头在解释之中", "毫秒 中位/最大"], rows)


def copied_score(seed: int) -> tuple[bool, bool, float] | None:
    """Whether the source of a copied slip is named first, or at all, and the seconds it took."""
    made = copied_down(seed, Random(seed))
    if made is None:
        return None
    report, wrong = made
    document = understand(report)
    findings = judge(document)
    start = time.perf_counter()
    account = explain(findings, document.facts)
    took = time.perf_counter() - start
    if not account.causes:
        return None
    firsts = {s.figure.text for c in account.causes for s in c.explanations[0].suspicions if s.figure}
    every = {s.figure.text for c in account.causes for e in c.explanations for s in e.suspicions if s.figure}
    return wrong in firsts, wrong in every, took


# -- times ------------------------------------------------------------------------------------------------


def _show_times() -> None:
    rows = []
    for size, copies in ((1, 1), (3, 3), (12, 12)):
        for count, target in ((0, ""), (3, {1: "≤ 20 毫秒", 12: "≤ 150 毫秒"}.get(copies, "")), (8, "")):
            took, figures = _timed(copies, count)
            rows.append([f"{figures} 个数", count, f"{1000 * took:.0f} 毫秒", target])
        del size
    cold, peak, base = _cold()
    rows.append(
        ["新进程，305 个数，只算定位", "", f"{cold:.2f} 秒，比读取多 {peak - base:.0f} MB", "≤ 0.3 秒，60 MB"]
    )
    show("用时（全部最小解释）", ["规模", "错数", "实测", "目标"], rows)


def _timed(copies: int, count: int) -> tuple[float, int]:
    """Seconds to explain the findings of several reports taken as one, and how many figures they compare."""
    findings: list[Finding] = []
    random = Random(count)
    share = [count // copies + (n < count % copies) for n in range(copies)]
    for seed in range(copies):
        report, _ = plant(composed(Books(seed)), share[seed], random)
        findings += judge(understand(report))
    took = []
    for _ in range(3):
        start = time.perf_counter()
        account = explain(findings)
        took.append(time.perf_counter() - start)
    return min(took), len(account.system.figures)


_COLD = """
import resource, time
from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import number_of, printed, total
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
from mingzhang.localisation.explanation import explain
cells = [[printed(f"{100 + 7 * r + c}.00", "万元") for c in range(17)] for r in range(17)]
rows = [printed(f"{sum(100 + 7 * r + c for c in range(17)) + (r in (3, 5, 9))}.00", "万元") for r in range(17)]
gaps = [total([(1, number_of(rows[r])), *((-1, number_of(x)) for x in cells[r])]) for r in range(17)]
explain([Finding("甲", Verdict.FAILS if gap.value else Verdict.HOLDS, gap=gap) for gap in gaps])
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, base / 1024)
"""


def _cold() -> tuple[float, float, float]:
    """Seconds of a fresh process from import to answer, its peak in MB, and the peak before."""
    done = [
        subprocess.run(
            [sys.executable, "-c", _COLD], capture_output=True, text=True, check=True, env=installed()
        )
        for _ in range(3)
    ]
    seconds, peak, base = min(tuple(map(float, run.stdout.split())) for run in done)
    return seconds, peak, base
