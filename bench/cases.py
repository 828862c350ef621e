"""Small inputs that went wrong once, or mean to: how each ends, and after how long."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from bench.documents import SHARED
from bench.table import show
from bench.timing import installed, spent_by_children

FOLDERS = ("data/cases", "data/hostile")
LIMIT = 120  # seconds after which an input counts as one without an answer
SLOW = 2.0
ENDS = {0: "没有问题", 1: "有问题", 2: "不能读或读不懂"}


def run() -> None:
    """Print how the inputs of each folder ended, and every one that ended badly or slowly."""
    rows, bad = [], []
    for folder in FOLDERS:
        inputs = [
            path for path in sorted((SHARED / folder).glob("*")) if path.suffix not in ("", ".md", ".py")
        ]
        if not inputs:
            print(f"\n坏样例：本机没有 {folder}，略过。")
            continue
        ends = [(path, *_end(path)) for path in inputs]
        count = Counter(end for _, end, _ in ends)
        slow = sum(took > SLOW for *_, took in ends)
        rows.append([folder, len(ends), *(count[end] for end in (*ENDS.values(), "程序出错")), slow])
        bad += [
            [path.name, end, f"{took:.1f} 秒"] for path, end, took in ends if end == "程序出错" or took > SLOW
        ]
    heads = ["文件夹", "份数", *ENDS.values(), "程序出错", f"超过 {SLOW:.0f} 秒"]
    show("坏样例怎样收场（目标：程序出错 0；每份处理器时间 2 秒以内）", heads, rows)
    if bad:
        show("出错或太慢的", ["文件", "收场", "用时"], bad)


def _end(path: Path) -> tuple[str, float]:
    """How the check of one input ended, and its seconds of processor time."""
    command = [sys.executable, "-m", "mingzhang.cli", "check", str(path), "--max-seconds", "10"]
    before = spent_by_children()
    try:
        told = subprocess.run(command, env=installed(), capture_output=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return "程序出错", float(LIMIT)
    took = spent_by_children() - before
    broken = b"Traceback" in told.stderr or "程序出错".encode() in told.stdout + told.stderr
    return "程序出错" if broken else ENDS.get(told.returncode, "程序出错"), took
