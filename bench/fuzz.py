"""Spoiled documents of every format through every command: no traceback, no masked error, no false all-clear.

``FUZZ_CASES`` (10,000) cases from ``FUZZ_FIRST`` (0) on; the number of a case is its seed.
``FUZZ_PROCESSES`` (2) of them are tried at the same time.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from traceback import format_exc
from typing import Any

import pikepdf

from bench.documents import ROOT
from bench.spoil import spoiled
from bench.table import show

CASES, PROCESSES, EVERY = 10_000, 2, 200
SECONDS, HANGING = 30, 300  # what a command is given; when it is ended from outside, on a busy machine
MEMORY = 3 << 30  # bytes that a process may map
OURS = ROOT / "tests/reports/sources"
FILLED = ROOT / "examples/fengtai-2020"
MASKED = re.compile("程序出错|没能运行完")
KINDS = ("崩溃", "掩盖的错误", "进程中止", "没有停下", "没读懂却说没有问题", "内存不足")


@dataclass(frozen=True)
class Outcome:
    """What became of one case: the exit code, and what is wrong with it (one of ``KINDS``), if anything."""

    case: int
    source: str
    damage: str
    command: str
    code: int | None
    fault: str = ""
    told: str = ""


@dataclass
class Tally:
    """The outcomes by format, and those that must not be."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    bad: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one."""
        counter = self.counts.setdefault(Path(outcome.source).suffix, Counter())
        counter["共"] += 1
        counter[f"退出码 {outcome.code}"] += outcome.code is not None
        if outcome.fault:
            counter[outcome.fault] += 1
            self.bad.append(outcome)


@cache
def sources() -> dict[str, bytes]:
    """Our own documents by name, PDFs without compression so that their content can be spoiled."""
    found = {path.name: path.read_bytes() for path in sorted(OURS.iterdir()) if path.is_file()}
    found.pop("office_tif.tif", None)  # the recognition of pictures is another program
    found |= {path.name: path.read_bytes() for path in sorted(FILLED.glob("*.xlsx"))}
    found["表.csv"] = ("项目,决算数\n" + "".join(f"科目{n},{n}.25\n" for n in range(40))).encode()
    page = found["self_evaluation.html"].decode()
    found["网页.mht"] = ("MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + page).encode()
    for name in [name for name in found if name.endswith(".pdf")]:
        stream = io.BytesIO()
        with pikepdf.open(io.BytesIO(found[name])) as file:
            file.save(stream, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        found[f"plain_{name}"] = stream.getvalue()
    return found


def made(case: int) -> tuple[Random, str, str, bytes]:
    """The document of a case: its random numbers from here on, its source, the damage, its bytes."""
    random = Random(case)
    suffix = random.choice(sorted({Path(name).suffix for name in sources()}))
    name = random.choice([name for name in sources() if name.endswith(suffix)])
    return random, name, *spoiled(sources()[name], suffix, random)


def commands(name: str, path: Path, folder: Path) -> list[list[str]]:
    """The commands that a document of this name can be given to."""
    other, out = str(folder / f"原{path.suffix}"), str(folder / "out")
    if name == "填报.xlsx":
        return [["build", str(path), "-o", out, "--format", "html"], ["read", str(path)]]
    if name in ("项目.xlsx", "评分.xlsx"):
        projects = str(path) if name == "项目.xlsx" else str(FILLED / "项目.xlsx")
        marks = str(path) if name == "评分.xlsx" else str(FILLED / "评分.xlsx")
        own = [
            ["evaluate", "score", projects],
            ["evaluate", "forms", projects, "-o", out, "--format", "html"],
        ]
        report, panel = (
            ["evaluate", "report", projects, marks],
            ["evaluate", "panel", projects, "-o", out + ".xlsx"],
        )
        return [*own, report, panel]
    given = [["check", str(path), "--json"]] * 3
    given += [["read", str(path), "--json"], ["check", "--together", str(path), "--json"]]
    given += [
        ["check", "--compare", str(path), other, "--json"],
        ["evaluate", "read", str(path), "-o", out + ".xlsx"],
    ]
    if path.suffix in (".pdf", ".docx"):
        given.append(["mark", str(path), "-o", out + path.suffix])
        given.append(["check", str(path), "--html", out + ".html"])
    if path.suffix == ".docx":
        given.append(["fix", str(path), "-o", out + path.suffix])
    return given


def tried(case: int) -> Outcome:
    """Run one case in this process."""
    from mingzhang.cli import main

    random, name, damage, spoilt = made(case)
    data = sources()[name]
    with TemporaryDirectory() as given:
        folder = Path(given)
        path = folder / f"坏{Path(name).suffix}"
        path.write_bytes(spoilt)
        (folder / f"原{path.suffix}").write_bytes(data)
        words = random.choice(commands(name, path, folder))
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code: int | None = main([*words, "--max-seconds", str(SECONDS)])
            except BaseException:
                return Outcome(case, name, damage, " ".join(words[:2]), None, "崩溃", format_exc())
        fault, told = judged(words, code, out.getvalue(), err.getvalue())
        left = [p.name for p in folder.rglob(".mingzhang-*")]
        if left and not fault:
            fault, told = "崩溃", f"留下 {left}"
    return Outcome(
        case, name, damage, " ".join(words[:2] if words[0] != "check" else words[:1]), code, fault, told
    )


def judged(words: list[str], code: int | None, out: str, err: str) -> tuple[str, str]:
    """What is wrong with what a command said, one of ``KINDS``, and the words; empty where nothing is."""
    both = f"{err}\n{out}"
    if "Traceback (most recent call last)" in both:
        return "崩溃", both[-2000:]
    if masked := MASKED.search(both):
        return "掩盖的错误", both[max(0, masked.start() - 80) : masked.end() + 120]
    if code == 2 and "内存不足" in err:
        return "内存不足", err
    if code == 0 and (said := _nothing(words, out)):
        return "没读懂却说没有问题", said
    return "", ""


def _nothing(words: list[str], out: str) -> str:
    """Why exit code 0 is wrong: not one number of the document was understood."""
    if words[0] == "check" and "--json" in words:
        found = json.loads(out)
        for result in found if isinstance(found, list) else [found]:
            summary: dict[str, Any] = result["summary"]
            numbers = summary["numbers"]
            if not numbers["checked"] + numbers["understood"]:
                return json.dumps(summary, ensure_ascii=False)
    if words[:2] == ["evaluate", "score"] and "还没有要评价的项目" in out:
        return out[:200]
    return ""


def work(line: Connection) -> None:
    """Run the cases that are sent, until none comes any more."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.setrecursionlimit(1000)
    while (case := line.recv()) is not None:
        line.send(tried(case))


def outcomes(cases: Iterator[int]) -> Iterator[Outcome]:
    """The outcomes of cases, one process after the other where one is ended."""
    while True:
        mine, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=work, args=(theirs,), daemon=False)
        process.start()
        theirs.close()
        for case in cases:
            mine.send(case)
            fault = ""
            try:
                if mine.poll(HANGING):
                    yield mine.recv()
                    continue
                fault = "没有停下"
            except EOFError:
                fault = "进程中止"
            process.kill()
            process.join()
            yield Outcome(case, *_known(case), None, fault, f"退出码 {process.exitcode}")
            break
        else:
            mine.send(None)
            process.join()
            return


def _known(case: int) -> tuple[str, str, str]:
    """Source, damage and command of a case that could not say them itself."""
    random, name, damage, _ = made(case)
    folder = Path("a")
    return (
        name,
        damage,
        " ".join(random.choice(commands(name, folder / f"坏{Path(name).suffix}", folder))[:2]),
    )


def run() -> None:
    """Print the table, and every case that must not be."""
    from concurrent.futures import ThreadPoolExecutor

    first, count = int(os.environ.get("FUZZ_FIRST", "0")), int(os.environ.get("FUZZ_CASES", CASES))
    many = int(os.environ.get("FUZZ_PROCESSES", PROCESSES))
    tally, began = Tally(), time.monotonic()
    lanes = [iter(list(range(first + lane, first + count, many))) for lane in range(many)]

    def lane(mine: Iterator[int]) -> None:
        for outcome in outcomes(mine):
            tally.add(outcome)
            if not sum(counter["共"] for counter in tally.counts.values()) % EVERY:
                print(
                    f"  {time.monotonic() - began:.0f} 秒后到种子 {outcome.case}", file=sys.stderr, flush=True
                )
            if outcome.fault:
                print(
                    f"  种子 {outcome.case} {outcome.source} {outcome.damage} {outcome.command}："
                    f"{outcome.fault}\n{outcome.told}",
                    flush=True,
                )

    with ThreadPoolExecutor(many) as pool:
        list(pool.map(lane, lanes))
    columns = ("共", "退出码 0", "退出码 1", "退出码 2", *KINDS)
    rows = [
        [suffix, *(counter[name] for name in columns)] for suffix, counter in sorted(tally.counts.items())
    ]
    totals = [sum(counter[name] for counter in tally.counts.values()) for name in columns]
    title = f"损坏的文件（种子 {first} 至 {first + count - 1}，{time.monotonic() - began:.0f} 秒；目标：后六栏为 0）"
    show(title, ["格式", *columns], [*rows, ["合计", *totals]])
