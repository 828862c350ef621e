"""Scans of pages composed by us, spoiled in nineteen ways: what is read of every amount, and what is said.

Two ways more are whole accounts, cover, tables and text, as scans of many pages.
``BENCH_SCAN_SEEDS`` are the seeds of the accounts (even ones for working, odd ones for judging),
``BENCH_SCAN_PAGES`` the pages of each that are spoiled in each way, ``BENCH_SCAN_KINDS`` the ways.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from itertools import islice, pairwise
from multiprocessing import get_context
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any
from zlib import crc32

from bench.scan_accounts import WHOLE, account_scan, judged_account
from bench.scan_pages import Amount, PicturedPage, pages
from bench.scan_truth import judged
from bench.table import show
from mingzhang.facts.report import Report
from mingzhang.readers import scan
from mingzhang.readers.limits import Limits
from mingzhang.work.check import CheckResult, check_file

SEEDS = [int(seed) for seed in os.environ.get("BENCH_SCAN_SEEDS", "2,4").split(",")]
PAGES = int(os.environ.get("BENCH_SCAN_PAGES", "1"))
KEPT = os.environ.get("BENCH_SCAN_KEEP", "")  # a folder that the pages are left in
COUNTED = ("确定且对", "存疑且对", "存疑而错", "确定而错", "无中生有", "有墨当空", "未读页", "丢失")
HEADS = ("情形", "页", "数", *COUNTED, "误报", "埋错", "查出", "存疑", "秒/页", "引擎秒/页", "MB")


@dataclass(frozen=True)
class Task:
    """A file to be written and read: its name, its pages, how many amounts, what becomes of each."""

    name: str
    pages: int
    amounts: int
    planted: Amount | None
    write: Callable[[Path], object]
    judge: Callable[[Report], Iterator[tuple[str, str, str]]]


def run() -> None:
    """Print the table."""
    if not scan.available():
        print("\n扫描件：没有装光学识别组件（ocr），略过。")
        return
    harms = import_module("bench.degrade")
    kinds = [kind for kind in os.environ.get("BENCH_SCAN_KINDS", "").split(",") if kind] or [
        *harms.HARMS,
        *WHOLE,
    ]
    print(f"种子：{'、'.join(map(str, SEEDS))}（偶数用于改进，奇数只用于判定）", flush=True)
    total, rows = Counter[str](), []
    reader = ProcessPoolExecutor(1, mp_context=get_context("spawn"))  # it holds what a reader holds alone
    with tempfile.TemporaryDirectory() as folder, reader:
        place = Path(KEPT or folder)
        for kind in kinds:
            counted = Counter[str]()
            for task in _accounts(harms, kind) if kind in WHOLE else _pages(harms, kind):
                most = counted.pop("MB", 0)
                counted += _read(task, place, reader)
                counted["MB"] = max(most, counted["MB"])
            rows.append(_row(kind, counted))
            print("  " + " ".join(map(str, rows[-1])), flush=True)
            total = total + counted - Counter(MB=min(total["MB"], counted["MB"]))  # the most, no sum
    rows.append(_row("合计", total))
    show("扫描件（目标：确定而错、无中生有、有墨当空、误报都是 0）", HEADS, rows)
    print("  秒是处理器时间，MB 是读一页时进程占用内存的最大值。")


def _row(kind: str, counted: Counter[str]) -> list[object]:
    count = max(1, counted["页"])
    times = [f"{counted[name] / 1000 / count:.1f}" for name in ("毫秒", "引擎毫秒")]
    return [kind, *(counted[name] for name in HEADS[1:-3]), *times, counted["MB"]]


@lru_cache(maxsize=2)  # of a seed, without and with what is planted: all kinds take them
def _made(seed: int, plant: bool) -> tuple[PicturedPage, ...]:
    """The pages of a seed as they are printed."""
    return tuple(pages(seed, plant))


def _pages(harms: ModuleType, kind: str) -> Iterator[Task]:
    """Single pages, as pictures."""
    for name, page in _spoiled(harms, kind):
        write = partial(_picture, page)
        yield Task(f"{kind}-{name}.png", 1, len(page.amounts), page.planted, write, partial(judged, page))


def _picture(page: PicturedPage, path: Path) -> None:
    import_module("cv2").imwrite(str(path), page.image)


def _accounts(harms: ModuleType, kind: str) -> Iterator[Task]:
    """Whole accounts, as PDFs without text; in half of them one amount is wrong."""
    for seed in SEEDS:
        made = account_scan(seed, kind, harms, plant=Random(crc32(f"{kind}{seed}".encode())).random() < 0.5)
        count = sum(len(page.amounts) for page in made.tables.values()) + len(made.told)
        name, judge = f"{kind}-{seed}.pdf", partial(judged_account, made)
        yield Task(name, len(made.images), count, made.planted, made.write, judge)


def _spoiled(harms: ModuleType, kind: str) -> Iterator[tuple[str, PicturedPage]]:
    """Pages spoiled in one way; half of them have a wrong amount.  Each kind takes other pages of a seed."""
    for seed in SEEDS:
        source = Random(crc32(f"{kind}{seed}".encode()))
        made = [*_made(seed, source.random() < 0.5)]
        if kind == harms.TWO_UP:
            upright = [page for page in made if page.image.shape[0] > page.image.shape[1]]
            made = [harms.beside(*pair) for pair in pairwise(upright)]
        source.shuffle(made)
        for number, page in enumerate(islice(made, PAGES)):
            random = import_module("numpy.random").default_rng(source.randrange(2**32))
            yield (
                f"{seed}-{number}",
                PicturedPage(
                    harms.HARMS[kind](page.image, random, page), page.amounts, page.planted, page.empty
                ),
            )


def _checked(path: Path) -> tuple[CheckResult, Counter[str]]:
    """One page checked, in a process of its own: the result, milliseconds of processor time, memory."""
    _forget_peak()
    start, spent = time.process_time(), scan.spent()
    result = check_file(path, limits=Limits(seconds=3600))
    took, engine = time.process_time() - start, scan.spent() - spent
    return result, Counter(毫秒=round(1000 * took), 引擎毫秒=round(1000 * engine), MB=_peak())


def _forget_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """The most megabytes that this process held since it was told to forget; 0 where nobody knows."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
        return int(found[1]) // 1024 if found else 0
    return 0


def _read(task: Task, place: Path, reader: ProcessPoolExecutor) -> Counter[str]:
    """Read and check one file; everything counted."""
    path = place / task.name
    task.write(path)
    result, cost = reader.submit(_checked, path).result()
    counted = Counter({"页": task.pages, "数": task.amounts}) + cost
    for verdict, amount, read in task.judge(result.document.report):
        counted[verdict] += 1
        if KEPT and verdict not in ("确定且对", "未读页"):
            print(f"    {path.stem} {verdict} {amount} {read}")
    counted.update(_said(result, task.planted, path.stem))
    return counted


def _said(result: CheckResult, planted: Amount | None, name: str) -> Counter[str]:
    """False errors, and whether the planted one was told or left undecided."""
    counted = Counter[str]()
    # A sum that fails may name any of its figures: with a planted error in it, it is right to fail.
    if planted is None:
        counted["误报"] = len(result.failed)
        for finding in result.failed if KEPT else ():
            print(f"    {name} 误报 {finding}")
        return counted
    report = result.document.report
    told = [f for f in result.failed if any(planted.text in p.printed for p in [*f.places, *_compared(f)])]
    counted["埋错"] = 1
    counted["查出"] = int(bool(told))
    unsure = bool(report.unread_pages) or any(
        report.confidence(cell.place()) < 1
        for table in report.tables()
        for cell in table.cells
        if cell.text.strip() == planted.text or cell.error
    )
    left = any(planted.text in finding.message for finding in result.findings) or unsure
    counted["存疑"] = int(not told and left)
    if KEPT and not told and not left:
        print(f"    {name} 埋错没有查出 {planted.text}")
    return counted


def _compared(finding: Any) -> list[Any]:  # noqa: ANN401
    return [figure.place for figure in (finding.gap.moves if finding.gap else ())]
