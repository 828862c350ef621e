"""Building many units: time by number of processes, and the memory of one complete build."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import show
from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.work.build_many import BuildSettings, build_many

PLACE, YEAR = "310107", 2024
UNITS, ITEMS = 40, 6
FEW = ("docx", "html", "xlsx", "opendata")


def workbooks(folder: Path, count: int) -> list[Path]:
    """Filled workbooks of units with names of their own."""
    paths = []
    for seed in range(count):
        filing = InventedLedger(seed, PLACE, YEAR, ITEMS).filing()
        filing.unit = f"某市某区第{seed + 1}研究中心"
        filing.words["所属单位:1"] = filing.unit
        paths.append(folder / f"{seed + 1}.xlsx")
        write_template(PLACE, YEAR, paths[-1], False, filing)
    return paths


def seconds(paths: list[Path], out: Path, jobs: int, formats: tuple[str, ...]) -> tuple[float, float]:
    """Time passed and processor time to build all of them; ``ValueError`` when one was not written."""
    start, busy = time.perf_counter(), _busy()
    for outcome in build_many(paths, BuildSettings(out, formats), jobs):
        if not outcome.files:
            raise ValueError(f"{outcome.path}: {outcome.refused}{outcome.open}")
    return time.perf_counter() - start, _busy() - busy


def _busy() -> float:
    """Processor seconds of this process and of those that it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def peak() -> float:
    """The most memory in MB of a fresh process that builds one unit in every format, and of what it calls."""
    with tempfile.TemporaryDirectory() as name:
        (path,) = workbooks(Path(name), 1)
        command = [sys.executable, "-m", "mingzhang.cli", "build", str(path), "-o", f"{name}/out"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def run() -> None:
    """Print the table."""
    megabytes = peak()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = workbooks(folder, UNITS)
        for what, formats in (("全部格式", (*FEW, "pdf")), ("不含 PDF", FEW)):
            (one, alone), (two, both) = (
                seconds(paths, folder / f"{what}{jobs}", jobs, formats) for jobs in (1, 2)
            )
            row = [one, two, one / two, alone, both]
            rows.append([what, *(f"{value:.2f}" for value in row), f"{1000 * alone / UNITS:.0f}"])
    heads = [
        "写出",
        "1 个进程（秒）",
        "2 个进程（秒）",
        "之比",
        "处理器 1（秒）",
        "处理器 2（秒）",
        "每份处理器（毫秒）",
    ]
    show(
        f"生成 {UNITS} 个单位的决算（每份 {ITEMS} 个项级科目；完整生成一份最多用内存 {megabytes:.0f} MB）",
        heads,
        rows,
    )
