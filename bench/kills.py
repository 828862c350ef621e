"""Runs that are killed at random moments: what stands in the folder then, and after the next run.

``KILLS`` (1,000) kills, every second one in the moment when files are put in place; the number of a kill is
its seed.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.documents import ROOT
from bench.table import show
from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.report import Paragraph, Report
from mingzhang.writers import staging
from tests.wordfile import write

KILLS = 1_000
OLD = b"old"
OURS = ROOT / "tests/reports/sources/office_docx.docx"
PLACE, YEAR = "310107", 2024
TEXT = (
    "某市某区某局",
    "2023年度部门决算",
    "三、支出决算情况说明",
    "本年支出合计90.00万元，其中：基本支出50.00万元，占55.56%；项目支出40.00万元，占54.44%。",
    "本年支出合计90.00万元，比上年减少10.00万元，下降12.12%。",
)
HEADS = (
    "被终止时还没有写出",
    "被终止时已写全",
    "只写了一部分",
    "下一次运行后只有一部分",
    "下一次运行后留下的",
)


def sources(folder: Path) -> None:
    """Small documents of our own, so that a run is mostly writing."""
    filing = InventedLedger(1, PLACE, YEAR, 2).filing()
    write_template(PLACE, YEAR, folder / "填报.xlsx", filing=filing)
    write(Report("决算.docx", "docx", [Paragraph(line) for line in TEXT]), folder / "决算.docx")


def runs(given: Path, folder: Path) -> dict[str, list[str]]:
    """Commands that write into a folder what they make of the documents that are given."""
    office = str(given / "决算.docx")
    html, xlsx, sarif = (str(folder / f"结果.{suffix}") for suffix in ("html", "xlsx", "sarif"))
    formats = ["--format", "docx", "--format", "html", "--format", "xlsx", "--format", "opendata"]
    return {
        "build": ["build", str(given / "填报.xlsx"), "-o", str(folder), *formats],
        "mark": ["mark", office, "-o", str(folder / "批注.docx")],
        "fix": ["fix", str(OURS), "-o", str(folder / "修订.docx")],
        "check": ["check", office, "--html", html, "--xlsx", xlsx, "--sarif", sarif],
    }


def state(folder: Path, names: list[str], before: bool) -> str:
    """Whether a set is as it was, new and whole, or neither."""
    old = [name for name in names if (folder / name).exists() and (folder / name).read_bytes() == OLD]
    there = [name for name in names if (folder / name).exists()]
    if (before and len(old) == len(names)) or (not before and not there):
        return HEADS[0]
    whole = len(there) == len(names) and not old and all(_whole(folder / name) for name in names)
    return HEADS[1] if whole else HEADS[2]


def _whole(path: Path) -> bool:
    data = path.read_bytes()
    if data[:2] == b"PK":
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
        return False
    ends = {".pdf": b"%%EOF", ".html": b"</html>", ".sarif": b"}"}
    return data.rstrip().endswith(ends[path.suffix])


def start(words: list[str]) -> int:
    """A process that runs one command; its number."""
    process = os.fork()
    if process == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        from mingzhang.cli import main

        os._exit(main(words))
    return process


def killed(seed: int, given: Path, known: dict[str, tuple[float, list[str]]]) -> tuple[str, str, str, int]:
    """One kill: the command, what stood there then and after the next run, and what was left."""
    random = Random(seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        command = random.choice(list(known))
        words, (lasting, names) = runs(given, folder)[command], known[command]
        before = random.random() < 0.5
        for each in names if before else ():
            (folder / each).write_bytes(OLD)
        process = start([*words, "--force"])
        if seed % 2:
            _wait_for_commit(folder, process, random)
        else:
            time.sleep(random.random() * lasting)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        then = state(folder, names, before)
        staging._swept.clear()
        staging.sweep(folder)
        left = sum(path.name.startswith(staging.PREFIX) for path in folder.iterdir())
        return command, then, state(folder, names, before), left


def _wait_for_commit(folder: Path, process: int, random: Random) -> None:
    """Wait until everything is whole and the names are being given, and a moment of that."""
    while not _giving_names(folder):
        if os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
    end = time.perf_counter() + random.random() * 0.002
    while time.perf_counter() < end:
        pass


def _giving_names(folder: Path) -> bool:
    with suppress(OSError):  # a folder that goes while we look
        return any(folder.glob(f"{staging.PREFIX}*/{staging.PREFIX}[pj]*"))
    return False


def _known(command: str, given: Path) -> tuple[float, list[str]]:
    """How long a command takes, and the names of the files it writes."""
    with TemporaryDirectory() as name:
        began = time.perf_counter()
        os.waitpid(start([*runs(given, Path(name))[command], "--force"]), 0)
        return time.perf_counter() - began, sorted(os.listdir(name))


def work(seeds: range, answer: Callable[[object], None]) -> None:
    """Kill one run for each seed, after every command has run to its end once."""
    from mingzhang.work import build, check, fix, mark, output  # noqa: F401 - the children have them then

    with TemporaryDirectory() as name:
        given = Path(name)
        sources(given)
        known = {command: _known(command, given) for command in runs(given, given)}
        for seed in seeds:
            answer((seed, *killed(seed, given, known)))
    answer(None)


def run() -> None:
    """Print the table, and the seed of every set of which only a part stood there."""
    first, count = int(os.environ.get("KILLS_FIRST", "0")), int(os.environ.get("KILLS", KILLS))
    mine, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(range(first, first + count), theirs))
    process.start()
    counts: dict[str, Counter[str]] = {}
    while (told := mine.recv()) is not None:
        seed, command, then, after, left = told
        counter = counts.setdefault(command, Counter())
        counter.update([then, "次"])
        counter[HEADS[3]] += after == HEADS[2]
        counter[HEADS[4]] += left
        if not seed % 100:
            print(f"  到种子 {seed}", file=sys.stderr, flush=True)
        if HEADS[2] in (then, after):
            print(f"  种子 {seed} {command}：{then}；下一次运行后：{after}", file=sys.stderr, flush=True)
    process.join()
    rows = [[name, counter["次"], *(counter[head] for head in HEADS)] for name, counter in counts.items()]
    totals = [sum(counter[head] for counter in counts.values()) for head in ("次", *HEADS)]
    title = f"随时被终止的运行（种子 {first} 至 {first + count - 1}；目标：后三栏为 0）"
    show(title, ["命令", "次", *HEADS], [*rows, ["合计", *totals]])


def _serve(seeds: range, line: object) -> None:
    work(seeds, getattr(line, "send"))  # noqa: B009 - a connection has no type of its own everywhere
