"""Reports without an error, printed by each way of rounding: what is reported of them is a false alarm."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench.plant import composed, half_even, printing, truncating
from bench.table import show
from mingzhang.facts.finding import Severity
from mingzhang.understanding.understand import understand
from mingzhang.work.check import check
from tests.accounts import Account as Books

REPORTS = int(os.environ.get("BENCH_CLEAN", "10000"))
FIRST = int(os.environ.get("BENCH_CLEAN_FIRST", "0"))  # the seed of the first report
PROCESSES = 2
OFFICES: dict[str, Callable[..., str] | None] = {
    "四舍五入": None,
    "四舍六入五成双": half_even,
    "截去尾数": truncating,
}


def run() -> None:
    """Print how many of the reports are accused, by which rules, and the seeds of the first ones."""
    rows = []
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        for office in OFFICES:
            seeds = range(FIRST, FIRST + REPORTS)
            alarms = pool.map(false_alarms, [office] * REPORTS, seeds, chunksize=50)
            accused = {seed: rules for seed, rules in zip(seeds, alarms, strict=True) if rules}
            found = Counter(rule for rules in accused.values() for rule in rules)
            rules = "、".join(f"{rule}×{times}" for rule, times in found.most_common(6))
            seeds_of = "、".join(map(str, list(accused)[:6]))
            rows.append([office, REPORTS, found.total(), rules, seeds_of])
    show("自建的无错报告，误报的错误和警告（目标 0）", ["印数办法", "份数", "误报", "规则", "种子"], rows)


def false_alarms(office: str, seed: int) -> list[str]:
    """The rules that accuse a clean report of an error or a warning."""
    with printing(OFFICES[office]):
        report = composed(Books(seed))
    result = check(understand(report))
    return [f.rule for f in result.failed if f.severity is not Severity.INFO]
