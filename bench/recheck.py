"""A folder checked again after one file changed: with results kept from the first time, and without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.documents import examples, real
from bench.table import show
from bench.timing import installed, spent_by_children
from mingzhang.facts.environment import KEPT_RESULTS

FILES = int(os.environ.get("BENCH_RECHECK", "200"))


def run() -> None:
    """Print the processor time of both, and how many times the first is the second."""
    given = [*real(".txt", ".pdf"), *examples(".docx")]
    with tempfile.TemporaryDirectory() as folder:
        documents, kept = Path(folder) / "文件", Path(folder) / "结果"
        documents.mkdir()
        for number in range(FILES):
            source = given[number % len(given)]
            shutil.copy(source, documents / f"{number:04d}{source.name}")
        first = _checked(documents, str(kept))
        changed = documents / f"0000{given[0].name}"
        changed.write_bytes(changed.read_bytes() + b"\n")
        again, without = _checked(documents, str(kept)), _checked(documents, "")
    rows = [
        ["第一次", f"{first:.1f} 秒"],
        ["改了一份，用上次的结果", f"{again:.2f} 秒"],
        ["改了一份，全部重新检查", f"{without:.1f} 秒，{without / again:.0f} 倍"],
    ]
    show(f"{FILES} 份文件的文件夹再检查一次，处理器时间（目标：50 倍）", ["", "实测"], rows)


def _checked(folder: Path, kept: str) -> float:
    """Seconds of processor time to check a folder by the command."""
    before = spent_by_children()
    command = [sys.executable, "-m", "mingzhang.cli", "check", str(folder), "--quiet", "--jobs", "1"]
    subprocess.run(command, env=installed() | {KEPT_RESULTS: kept}, stdout=subprocess.DEVNULL, check=False)
    return spent_by_children() - before
