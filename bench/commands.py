"""What commands cost from their start: processor time, beside that of another checkout where one is named.

``BENCH_AGAINST=FOLDER make bench`` runs the commands of both in turn, each on its own examples.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.documents import ROOT
from bench.table import show
from bench.timing import installed, spent_by_children
from mingzhang.facts.environment import KEPT_RESULTS

ROUNDS = 3
_EXAMPLE = "examples/fengtai-2020/"
COMMANDS = {
    "--version": ["--version"],
    "check 一份 Word": ["check", "examples/fengtai-2020.docx", "-q"],
    "build 五种格式": [
        "build", f"{_EXAMPLE}填报.xlsx", "--projects", f"{_EXAMPLE}项目.xlsx",
        "--review", f"{_EXAMPLE}评分.xlsx", "-o", "{out}/公开", "--force",
    ],
    "evaluate forms，Word 和 PDF": [
        "evaluate", "forms", f"{_EXAMPLE}项目.xlsx", "-o", "{out}/自评表", "--force",
        "--format", "docx", "--format", "pdf",
    ],
}  # fmt: skip


def run() -> None:
    """Print the table."""
    against = os.environ.get("BENCH_AGAINST")
    roots = [ROOT, *([Path(against).resolve()] if against else [])]
    rows = []
    for name, words in COMMANDS.items():
        took: dict[Path, list[float]] = {root: [] for root in roots}
        for _ in range(ROUNDS):
            for root in roots:
                took[root].append(_spent(root, words))
        best = [min(took[root]) for root in roots]
        rows.append([name, *(f"{seconds:.2f} 秒" for seconds in best), *_ratio(best)])
    heads = ["命令", "处理器时间", *(["另一份", "之比"] if against else [])]
    show("命令从启动到结束（目标：build 不超过从前的 0.8）", heads, rows)


def _ratio(best: list[float]) -> list[str]:
    """Ours over the other's, where there is another.

    >>> _ratio([2.0]), _ratio([2.0, 4.0])
    ([], ['0.50'])
    """
    return [f"{best[0] / best[1]:.2f}"] if len(best) > 1 else []


def _spent(root: Path, words: list[str]) -> float:
    """Seconds of processor time of one command of a checkout, with all its children."""
    known = installed()
    known |= {"PYTHONPATH": f"{root / 'src'}", KEPT_RESULTS: ""}
    known["PYTHONPYCACHEPREFIX"] += f"/{root.name}"
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "mingzhang.cli", *(word.format(out=out) for word in words)]
        before = spent_by_children()
        done = subprocess.run(command, env=known, cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {(done.stdout + done.stderr).decode()[-300:]}")
    return spent_by_children() - before
