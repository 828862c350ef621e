"""How fast and how large a check is: a fresh process, inside a process, against PDFium alone, many files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from bench.documents import examples, real
from bench.pdf_reading import handed_over
from bench.table import show
from bench.timing import fastest, installed
from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from mingzhang.work.check import check_file
from mingzhang.work.check_many import check_many

COPIES = 200
COMMAND = "import sys; from mingzhang.cli import main; sys.exit(main())"
OLDER = "OLDER"  # the environment variable that names an older checkout to be compared with
TURNS = 4  # of both builds: other work on the machine slows one turn, the fastest one counts
_MEASURE = """
import sys, time, mingzhang
def took(action, path):
    start = time.process_time()
    action(path)
    return time.process_time() - start
for path in sys.argv[1:]:
    print(*(min(took(action, path) for _ in range(3)) for action in (mingzhang.read, mingzhang.check)))
"""


def run() -> None:
    """Print the tables."""
    found = real(".pdf") or examples(".pdf")
    if not found:
        print("\n速度：没有可用的 PDF（../shared/data/real 与 examples 里都没有），略过。")
        return
    path = next((path for path in found if "final_account" in path.name), found[0])
    pages = len(pypdfium2.PdfDocument(path))
    _show_one(path, pages)
    _show_many(path)
    if older := os.environ.get(OLDER):
        _show_against(Path(older), found)


def _show_against(older: Path, paths: list[Path]) -> None:
    """Processor time against an older checkout and PDFium alone, in turn, the fastest turn of each."""
    sources = (older / "src", Path(__file__).parents[1] / "src")
    turns = [[_processor_time(paths, source) for source in sources] for _ in range(TURNS)]
    rows = []
    for number, path in enumerate(paths):
        (read, whole), (read_now, whole_now) = (
            [min(turn[build][number][what] for turn in turns) for what in (0, 1)] for build in (0, 1)
        )
        floor = min(_taken(handed_over, path) for _ in range(TURNS))
        alone = f"{(whole_now - read_now) / max(whole - read, 0.001):.2f}"
        milliseconds = [f"{1000 * seconds:.0f}" for seconds in (read, whole, read_now, whole_now)]
        rows.append([path.stem, *milliseconds, alone, f"{whole / whole_now:.2f}", f"{whole_now / floor:.1f}"])
    titles = ["文件，毫秒", "以前读取", "并检查", "现在读取", "并检查", "只检查：现在与以前之比（≤ 0.5）"]
    titles += ["读取并检查：快几倍（≥ 1.4）", "与 PDFium 之比（≤ 2.0）"]
    show("速度：与以前的版本相比，处理器时间", titles, rows)


def _taken(action: Callable[[Path], object], path: Path) -> float:
    start = time.process_time()
    action(path)
    return time.process_time() - start


def _processor_time(paths: list[Path], source: Path) -> list[list[float]]:
    """Seconds that reading takes, and reading and checking, of each file with the code in ``source``."""
    command = [sys.executable, "-c", _MEASURE, *map(str, paths)]
    environment = installed() | {"PYTHONPATH": str(source)}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return [[float(seconds) for seconds in line.split()] for line in told.splitlines()]


def _show_one(path: Path, pages: int) -> None:
    cold, peak = min(_process(path) for _ in range(5))
    floor = fastest(lambda: handed_over(path))
    reading = fastest(lambda: read_report(path, Limits()))
    whole = fastest(lambda: check_file(path))
    rows = [
        ["新进程检查，含启动", f"{cold:.2f} 秒", "", "≤ 0.6 秒"],
        ["新进程内存最高", f"{peak:.0f} MB", "", "≤ 120 MB"],
        ["PDFium 交出字符与框", _per_page(floor, pages), "1.0", ""],
        ["读取：字符、线、表格", _per_page(reading, pages), f"{reading / floor:.1f}", "≤ 3 毫秒/页"],
        ["读取并检查", _per_page(whole, pages), f"{whole / floor:.1f}", "≤ 5 毫秒/页，比 ≤ 2"],
    ]
    show(f"速度：{path.name}，{pages} 页", ["项目", "实测", "与 PDFium 之比", "目标"], rows)


def _show_many(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder) / f"{number:03}.pdf" for number in range(COPIES)]
        for copy in copies:
            shutil.copy(path, copy)
        took = {processes: _together(copies, processes) for processes in (1, 2)}
    rows = ([count, f"{seconds:.1f}", f"{took[1] / seconds:.2f}"] for count, seconds in took.items())
    show(f"{COPIES} 份同样的文件", ["进程", "秒", "快几倍"], rows)


def _per_page(seconds: float, pages: int) -> str:
    return f"{1000 * seconds / pages:.1f} 毫秒/页"


def _process(path: Path) -> tuple[float, float]:
    """Seconds and peak MB of one fresh process that checks the file."""
    start = time.perf_counter()
    command = [sys.executable, "-c", COMMAND, "check", str(path), "--json"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=installed())
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise RuntimeError(f"check ended with {child.returncode}")
    return took, usage.ru_maxrss / (1024 if sys.platform == "linux" else 2**20)


def _together(paths: list[Path], processes: int) -> float:
    start = time.perf_counter()
    for _ in check_many(paths, {}, processes):
        pass
    return time.perf_counter() - start
