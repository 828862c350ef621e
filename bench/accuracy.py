"""How much of what is wrong is found: labelled documents, and numbers changed on purpose one at a time."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bench.documents import SHARED, examples, real
from bench.seeds import SLIPS, Spot, changed, seeded, spots
from bench.table import show
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.report import Report
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.work.check import check_file, judge

Key = tuple[str, str, str]
PROCESSES = 2


def run() -> None:
    """Print the tables."""
    _show_labelled()
    _show_narratives()
    _show_read()
    for path in [*(path for path in real() if "final_account" in path.name), *examples()]:
        document = read_document(path)
        if document.kind == "final_account":
            _show_seeded(path, document.report)


def _show_labelled() -> None:
    """Labels found in the documents that a careful reader has gone through."""
    labels, script = sorted(SHARED.glob("data/expected/*.json")), SHARED / "tools/score.py"
    if not labels or not script.is_file():
        print("\n有标注的文件：本机没有（../shared），略过。")
        return
    for label in labels:
        path = next((path for path in real() if path.stem == label.stem), None)
        if path is None:
            continue
        print(f"\n有标注的文件：{path.name}（目标：错误全部、警告 90 %、提示 60 %；误报不超过二十分之一）")
        with tempfile.TemporaryDirectory() as folder:
            findings = Path(folder) / "findings.json"
            findings.write_text(json.dumps(check_file(path).to_json(), ensure_ascii=False), encoding="utf-8")
            command = [sys.executable, str(script), str(label), str(findings)]
            print(subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip())


def _show_narratives() -> None:
    """Labels and known false alarms of narratives, and of one account that is a web page."""
    labels, script = SHARED / "data/expected/narratives.json", SHARED / "tools/score_narratives.py"
    if labels.is_file() and script.is_file():
        print("\n有标注的说明（福建五份、上海一份；目标：错误 85 %、警告 75 %、提示 40 %，误报 0）")
        program = f"{sys.executable} -m mingzhang.cli"
        command = [sys.executable, str(script), str(labels), str(SHARED / "data/real"), program]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip())


def _show_read() -> None:
    """Numbers that found a meaning."""
    rows = []
    for path in [*real(), *examples()]:
        document = read_document(path)
        known = coverage(document)
        share = f"{100 * known.meant / len(known):.1f} %" if len(known) else ""
        rows.append([path.name, document.kind, known.meant, len(known), share])
    show("读懂的数（目标：决算 98 %，预算 90 %）", ["文件", "种类", "读懂", "共有", "比例"], rows)


@dataclass
class Outcome:
    """What became of one number: for each slip that could happen, whether it was noticed."""

    spot: Spot
    noticed: dict[str, bool]

    @property
    def tied(self) -> bool:
        """Whether anything at all speaks of this number."""
        return any(self.noticed.values())


class Sower:
    """One unchanged report, and what checking it finds; every process keeps its own."""

    def __init__(self, report: Report) -> None:
        self.report = report
        document = understand(report)
        self.place, self.year = document.place, document.year
        findings = judge(document)
        self.before = failures(findings)

    def outcome(self, spot: Spot) -> Outcome:
        """Try every slip on one number."""
        noticed = {}
        for slip in SLIPS:
            change = changed(spot, slip)
            if change is not None:
                report = seeded(self.report, spot, *change)
                after = failures(judge(understand(report, self.place, self.year)))
                noticed[slip] = bool(after - self.before)
        return Outcome(spot, noticed)


def failures(findings: list[Finding]) -> Counter[Key]:
    """What fails, by rule and figures; fingerprints hold the words around, which the change may touch."""
    return Counter((f.rule, f.printed, f.expected) for f in findings if f.verdict is Verdict.FAILS)


_sower: list[Sower] = []


def _prepare(report: Report) -> None:
    _sower[:] = [Sower(report)]


def _try(spot: Spot) -> Outcome:
    return _sower[0].outcome(spot)


def sow(report: Report) -> list[Outcome]:
    """Every number of a report, changed in every way."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _prepare, (report,)) as pool:
        return list(pool.map(_try, spots(report), chunksize=8))


def _show_seeded(path: Path, report: Report) -> None:
    alarms = sum(Sower(report).before.values())
    outcomes = [outcome for outcome in sow(report) if outcome.noticed]
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.spot.kind].append(outcome)
    rows = [[kind, *_row(group)] for kind, group in groups.items()]
    title = f"逐个改动数字：{path.name}（未改动时不成立 {alarms} 项；目标：有关联的数 99 %）"
    show(title, ["位置", "数", "有关联", *SLIPS, "有关联者发现"], [*rows, ["合计", *_row(outcomes)]])
    loose = [outcome.spot for outcome in outcomes if not outcome.tied]
    if loose:
        print("  怎样改动都发现不了（与任何数都没有关联）：")
        by_kind = Counter(spot.kind for spot in loose)
        for kind, count in by_kind.most_common():
            sample = "、".join(f"{spot.text}{spot.unit}" for spot in loose if spot.kind == kind)
            print(f"    {kind}：{count} 个：{sample if len(sample) <= 160 else sample[:160] + '…'}")


def _row(group: list[Outcome]) -> list[str]:
    tied = [outcome for outcome in group if outcome.tied]
    cells = [str(len(group)), str(len(tied))]
    for slip in SLIPS:
        tried = [outcome.noticed[slip] for outcome in group if slip in outcome.noticed]
        cells.append(f"{sum(tried)}/{len(tried)}")
    answers = [answer for outcome in tied for answer in outcome.noticed.values()]
    return [*cells, f"{100 * sum(answers) / len(answers):.1f} %" if answers else ""]
