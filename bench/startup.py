"""How long ``import mingzhang`` takes in a fresh process, against Python alone."""

from __future__ import annotations

import subprocess
import sys

from bench.table import show
from bench.timing import fastest, installed

STATEMENTS = ("pass", "import mingzhang", "import mingzhang.cli")
GOAL = "import mingzhang < 80 ms"


def seconds(statement: str) -> float:
    """Best of several fresh processes that run one statement."""
    return fastest(lambda: subprocess.run([sys.executable, "-c", statement], check=True, env=installed()))


def run() -> None:
    """Print the table."""
    bare = seconds("pass")
    measured = {statement: seconds(statement) for statement in STATEMENTS}
    rows = (
        [statement, f"{1000 * took:.0f}", f"{1000 * (took - bare):.0f}", f"{took / bare:.2f}"]
        for statement, took in measured.items()
    )
    show(f"启动（目标：{GOAL}）", ["新进程", "毫秒", "减去空进程", "与空进程之比"], rows)
