"""What a corpus costs: one process and two, daft, Ray, the run after, one changed file, memory, a million.

Documents are composed by the suite of planted faults: six places, accounts and budgets, four formats; three
of a hundred are broken.  ``DOCUMENTS`` says how many (200), ``RAY`` names a cluster.
Other work on the machine slows the clock but not the count of processor seconds, so both are told; each run
is a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from bench.table import show
from bench.timing import installed
from suite.cases import SEED, cases
from suite.files import content

BROKEN = 33  # every so many a document is cut off
SMALL = 5  # times fewer documents, for the memory that a longer run takes
_RUN = """
import json, resource, sys, time
from pathlib import Path
from mingzhang.work import corpus_engines as engines
from mingzhang.work.corpus import grow
folder, out, engine, value = sys.argv[1:]
carry = {"pool": engines.pool, "daft": engines.daft_native, "ray": engines.ray_cluster}[engine]
began, spent = time.perf_counter(), time.process_time()
growth = grow(Path(folder), Path(out), {}, carry(value if engine == "ray" else int(value)))
below = resource.getrusage(resource.RUSAGE_CHILDREN)
own = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "seconds": time.perf_counter() - began, "own": time.process_time() - spent,
    "below": below.ru_utime + below.ru_stime, "memory": below.ru_maxrss / 1024,
    "parent": own.ru_maxrss / 1024,
    "checked": growth.checked, "kept": growth.kept,
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
    checked: int
    kept: int

    @property
    def processor(self) -> float:
        """All processor seconds."""
        return self.own + self.below


def run() -> None:
    """Print the tables."""
    count = int(os.environ.get("DOCUMENTS", "200"))
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        folder, few = compose(top / "全部", count), compose(top / "少", count // SMALL)
        small = _run(few, top / "库0", "pool", "1")
        one, two = _run(folder, top / "库1", "pool", "1"), _run(folder, top / "库2", "pool", "2")
        again = _run(folder, top / "库2", "pool", "2")
        changed = sorted(folder.rglob("*.docx"))[0]
        changed.write_bytes(changed.read_bytes() + b"\0")
        once_more = _run(folder, top / "库2", "pool", "2")
        _show_engines(count, [("进程池，1 个", one), ("进程池，2 个", two), *_others(folder, top)])
        rows = [["第一次", *_told(two)], ["没有变", *_told(again)], ["改了一份", *_told(once_more)]]
        show(f"再运行，{count} 份", ["", "检查", "秒", "处理器秒"], rows)
        print(f"  没有变时快 {two.processor / again.processor:.0f} 倍（≥ 100），按处理器秒")
        growth = (
            f"{small.memory:.0f} → {one.memory:.0f} MB，汇总的进程 {small.parent:.0f} → {one.parent:.0f} MB"
        )
        print(f"  内存，{count // SMALL} 份 → {count} 份：检查的进程 {growth}")
        _show_plan(count, two, sum(path.stat().st_size for path in (top / "库2").rglob("*.parquet")))


def compose(folder: Path, count: int) -> Path:
    """So many documents, three of a hundred cut off in the middle, in a folder for each hundred."""
    for number, (name, data) in enumerate(islice(_documents(), count)):
        path = folder / f"{number // 100:03}" / f"{number:06}-{name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[: len(data) // 2] if number % BROKEN == BROKEN - 1 else data)
    return folder


def _documents() -> Iterator[tuple[str, bytes]]:
    """Names and bytes of documents without end."""
    seed = SEED
    while True:
        yield from ((made.case.file, content(made)) for made in cases(seed, 2, 10))
        seed += 1


def _run(folder: Path, out: Path, engine: str, value: str) -> CorpusRun:
    command = [sys.executable, "-c", _RUN, str(folder), str(out), engine, value]
    told = subprocess.run(command, env=installed(), stdout=subprocess.PIPE, text=True, check=True).stdout
    return CorpusRun(**json.loads(told.splitlines()[-1]))


def _others(folder: Path, top: Path) -> Iterator[tuple[str, CorpusRun]]:
    """The engines that are installed."""
    if find_spec("daft") is not None:
        yield "daft，2 个", _run(folder, top / "库3", "daft", "2")
    if cluster := os.environ.get("RAY"):
        yield "Ray 集群", _run(folder, top / "库4", "ray", cluster)


def _show_engines(count: int, runs: list[tuple[str, CorpusRun]]) -> None:
    first, two = runs[0][1], runs[1][1]
    rows = [
        [name, f"{run.seconds:.1f}", f"{run.own:.1f}", f"{run.below:.1f}", f"{two.seconds / run.seconds:.2f}"]
        for name, run in runs
    ]
    show(f"引擎，{count} 份", ["", "秒", "处理器秒，汇总", "处理器秒，检查", "与 2 个进程之比"], rows)
    scaled = first.below / (two.processor / 2)
    print(
        f"  1 → 2 个进程：时钟快 {first.seconds / two.seconds:.2f} 倍，按处理器秒可快 {scaled:.2f} 倍（≥ 1.9）"
    )


def _told(run: CorpusRun) -> list[str]:
    return [str(run.checked), f"{run.seconds:.2f}", f"{run.processor:.2f}"]


def _show_plan(count: int, run: CorpusRun, size: int) -> None:
    """What a million documents would take, by what was measured here."""
    hours = run.processor / count * 1_000_000 / 3600
    rows = [
        ["每份的处理器毫秒", f"{1000 * run.processor / count:.0f}"],
        ["一百万份，核时（< 40）", f"{hours:.1f}"],
        ["16 核，小时", f"{hours / 16:.1f}"],
        ["一个汇总进程供得上的核", f"{run.below / run.own:.0f}"],
        ["文件库，GB", f"{size / count * 1_000_000 / 2**30:.0f}"],
    ]
    show("一百万份", ["", "推算"], rows)
