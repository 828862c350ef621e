"""What a corpus costs: one process and two, daft, Ray, the run after, one changed file, memory, a million.

Documents are composed by the suite of planted faults: six places, accounts and budgets, four formats; three
of a hundred are broken.  ``DOCUMENTS`` says how many (200).  Engines are compared over at most 1,000 of them,
in rounds that take turns, Ray on a cluster of two machines on loopback that is started here; all documents go
through two processes.  Other work on the machine slows the clock but not the count of processor seconds, so
both are told; each run is a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path
from statistics import median

from bench.cluster import cluster
from bench.table import show
from bench.timing import installed
from suite.cases import SEED, cases
from suite.files import content

BROKEN = 33  # every so many a document is cut off
COMPARED = 1_000  # documents that every engine is given
ROUNDS = 2
_COMPOSING = 2  # processes
_RUN = """
import json, os, sys, time
from pathlib import Path
from bench.cluster import processor_of
from mingzhang.work import corpus_engines as engines
from mingzhang.work.corpus import grow
folder, out, engine, value, *roots = sys.argv[1:]
carry = {"pool": engines.pool, "daft": engines.daft_native, "ray": engines.ray_cluster}[engine]
tenths, peaks, spent = [], [0], {}
def megabytes(pid, what):
    said = Path(f"/proc/{pid}/status").read_text()
    return int(said.partition(what)[2].split()[0] if what in said else 0) // 1024
def below():
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                peaks.append(megabytes(path.parent.name, "VmHWM:"))
                yield megabytes(path.parent.name, "VmRSS:")
        except (OSError, ValueError):
            pass
def others():
    return processor_of(map(int, roots)) if roots else processor_of([os.getpid()]) - time.process_time()
def step(done, total):
    if done * 10 // total > (done - 1) * 10 // total:
        tenths.append((max(below(), default=0), megabytes("self", "VmRSS:")))
    if done == total:
        spent["below"] = others() - before
began, own, before = time.perf_counter(), time.process_time(), others()
growth = grow(Path(folder), Path(out), {}, carry(value if engine == "ray" else int(value)), step)
print(json.dumps({
    "seconds": time.perf_counter() - began, "own": time.process_time() - own, "below": spent.get("below", 0),
    "memory": max(peaks), "parent": megabytes("self", "VmHWM:"),
    "tenths": tenths, "checked": growth.checked, "kept": growth.kept,
}))
"""


@dataclass(frozen=True)
class CorpusRun:
    """One run: seconds by the clock, of the processor here and in the processes below; MB of one of these."""

    seconds: float
    own: float
    below: float
    memory: float
    parent: float
    tenths: list[tuple[int, int]]
    checked: int
    kept: int

    @property
    def processor(self) -> float:
        """All processor seconds."""
        return self.own + self.below


@dataclass(frozen=True)
class Carrier:
    """An engine of the table: its name, the run with it, how many times two processes it may take."""

    name: str
    run: Callable[[Path, Path], CorpusRun]
    most: float = 0.0


def run() -> None:
    """Print the tables."""
    many = int(os.environ.get("DOCUMENTS", "200"))
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        began = time.perf_counter()
        folder, few = compose(top / "全部", many), top / "少"
        print(f"  编写 {many:,} 份文件用 {time.perf_counter() - began:.0f} 秒")
        for path in sorted(folder.rglob("*.*"))[:COMPARED]:
            (few / path.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, few / path.parent.name)
        _compare(few, top / "比较", min(many, COMPARED))
        whole = _run(folder, top / "库", "pool", "2")
        again = _run(folder, top / "库", "pool", "2")
        changed = sorted(folder.rglob("*.docx"))[0]
        changed.write_bytes(changed.read_bytes() + b"\0")
        once_more = _run(folder, top / "库", "pool", "2")
        rows = [["第一次", *_told(whole)], ["没有变", *_told(again)], ["改了一份", *_told(once_more)]]
        show(f"再运行，{many:,} 份", ["", "检查", "秒", "处理器秒"], rows)
        print(f"  没有变时快 {whole.processor / again.processor:.0f} 倍（≥ 100），按处理器秒")
        _show_memory(many, whole)
        _show_plan(many, whole, sum(path.stat().st_size for path in (top / "库").rglob("*.parquet")))


def compose(folder: Path, wanted: int) -> Path:
    """So many documents, three of a hundred cut off in the middle, in a folder for each hundred."""
    for number, (name, data) in enumerate(islice(_documents(), wanted)):
        path = folder / f"{number // 100:03}" / f"{number:06}-{name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[: len(data) // 2] if number % BROKEN == BROKEN - 1 else data)
    return folder


def _documents() -> Iterator[tuple[str, bytes]]:
    """Names and bytes of documents without end, composed ahead by processes of their own."""
    with ProcessPoolExecutor(_COMPOSING) as pool:
        ahead = deque(pool.submit(_composed, SEED + number) for number in range(_COMPOSING + 1))
        try:
            for number in count(len(ahead)):
                yield from ahead.popleft().result()
                ahead.append(pool.submit(_composed, SEED + number))
        finally:
            pool.shutdown(cancel_futures=True)


def _composed(seed: int) -> list[tuple[str, bytes]]:
    return [(made.case.file, content(made)) for made in cases(seed, 2, 10)]


def _run(folder: Path, out: Path, engine: str, value: str, roots: Sequence[int] = ()) -> CorpusRun:
    """A run in a process of its own; the work is done below it, or below the ``roots``."""
    command = [sys.executable, "-c", _RUN, str(folder), str(out), engine, value, *map(str, roots)]
    told = subprocess.run(command, env=installed(), stdout=subprocess.PIPE, text=True, check=True).stdout
    return CorpusRun(**json.loads(told.splitlines()[-1]))


def _compare(folder: Path, out: Path, documents: int) -> None:
    """Let all engines that are installed take turns."""
    carriers = [
        Carrier("进程池，1 个", lambda documents, out: _run(documents, out, "pool", "1")),
        Carrier("进程池，2 个", lambda documents, out: _run(documents, out, "pool", "2")),
    ]
    if find_spec("daft") is not None:
        carriers.append(Carrier("daft，2 个", lambda documents, out: _run(documents, out, "daft", "2"), 1.05))
    with ExitStack() as stack:
        if find_spec("ray") is not None:
            found = stack.enter_context(cluster())
            ray = ("ray", found.address, found.roots)
            carriers.append(Carrier("Ray，2 台", lambda documents, out: _run(documents, out, *ray), 1.15))
        runs: dict[str, list[CorpusRun]] = {each.name: [] for each in carriers}
        for _ in range(ROUNDS):
            for each in carriers:
                runs[each.name].append(each.run(folder, out))
                shutil.rmtree(out)
    _show_engines(documents, carriers, runs)


def _show_engines(documents: int, carriers: Sequence[Carrier], runs: dict[str, list[CorpusRun]]) -> None:
    one, two = (runs[each.name] for each in carriers[:2])
    rows = []
    for each in carriers:
        mine = runs[each.name]
        clock, spent = _ratio(mine, two, "seconds"), _ratio(mine, two, "processor")
        figures = (
            f"{median(getattr(run, part) for run in mine):.1f}" for part in ("seconds", "own", "below")
        )
        bound = f"≤ {each.most:.2f}" if each.most else ""
        rows.append([each.name, *figures, f"{clock:.3f}", f"{spent:.3f}", bound])
    heads = ["", "秒", "处理器秒，汇总", "处理器秒，检查", "时钟，比 2 个", "处理器，比 2 个", "应"]
    show(f"引擎，{documents:,} 份，{ROUNDS} 轮，中位数", heads, rows)
    share = median(run.own / run.below for run in two)
    print(f"  1 → 2 个进程：时钟快 {_ratio(one, two, 'seconds'):.2f} 倍（≥ 1.9）；汇总占检查的 {share:.1%}")


def _ratio(runs: Sequence[CorpusRun], others: Sequence[CorpusRun], part: str) -> float:
    """The median over the rounds of what a part of the runs is to that of others."""
    pairs = zip(runs, others, strict=True)
    return float(median(getattr(mine, part) / getattr(other, part) for mine, other in pairs))


def _told(run: CorpusRun) -> list[str]:
    return [str(run.checked), f"{run.seconds:.2f}", f"{run.processor:.2f}"]


def _show_memory(documents: int, run: CorpusRun) -> None:
    names = ("检查的进程", "汇总的进程")
    rows = [[name, *(tenth[place] for tenth in run.tenths)] for place, name in enumerate(names)]
    show(
        f"内存，MB，{documents:,} 份的每十分之一",
        ["", *(f"{n}0%" for n in range(1, len(run.tenths) + 1))],
        rows,
    )
    print(f"  最多时：检查的进程 {run.memory:.0f} MB，汇总的进程 {run.parent:.0f} MB")


def _show_plan(documents: int, run: CorpusRun, size: int) -> None:
    """What a million documents would take, by what was measured here."""
    hours = run.processor / documents * 1_000_000 / 3600
    rows = [
        ["每份的处理器毫秒", f"{1000 * run.processor / documents:.0f}"],
        ["一百万份，核时（< 40）", f"{hours:.1f}"],
        ["16 核，小时", f"{hours / 16:.1f}"],
        ["一个汇总进程供得上的核", f"{run.below / run.own:.0f}"],
        ["文件库，GB", f"{size / documents * 1_000_000 / 2**30:.0f}"],
    ]
    show("一百万份", ["", "推算"], rows)
